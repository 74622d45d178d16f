"""Onboard one company: screen it with the people behind it, and act on the outcome.

Run it from an installed kycscreen, with the folder that holds your lists:

    python examples/onboarding.py data/lists
"""

# ruff: noqa: T201 - an example prints what it found
import sys

import kycscreen as kyc


def main(folder: str) -> int:
    """Screen a client and say what the outcome asks for."""
    screener = kyc.Screener(kyc.load_lists(folder))
    client = kyc.Client(
        "C-1042",
        parties=[
            kyc.Party.organisation(
                "Exemple Négoce Oy",
                role=kyc.Role.CLIENT,
                countries=["fi"],
                identifiers=["1234567-1"],
            ),
            kyc.Party.person(
                "Jean Exemple",
                role=[kyc.Role.REPRESENTATIVE, kyc.Role.BENEFICIAL_OWNER],
                birth_date="1962-03-14",
                nationalities=["fr"],
            ),
        ],
    )
    screening = screener.screen(client)
    for hit in screening.hits:
        reasons = ", ".join(f"{r.code} {r.points:+}" for r in hit.reasons)
        print(f"{hit.score:3} {hit.entity.list_id} {hit.entity.record_id}: {reasons}")
    for gap in screening.gaps:
        print(f"gap {gap.code} {gap.subject}: {gap.detail}")
    match screening.outcome:
        case kyc.Outcome.CLEAR:
            print("clear: go on")
            return 0
        case kyc.Outcome.HITS:
            print("hits: an analyst has to look before anything goes on")
            return 3
        case kyc.Outcome.INCONCLUSIVE:
            print("inconclusive: close the gaps and screen again")
            return 4


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "data/lists"))

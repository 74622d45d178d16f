"""A client made by hand whose owners, offices and seat ask for something."""

from datetime import date

from kycscreen.facts import Kind
from kycscreen.ownership.verdicts import Owner, Ownership, Path, Status, Verdict, Way
from kycscreen.parties import Control, Holding, Party, Role
from kycscreen.screen import (
    Finding,
    Gap,
    Lack,
    Missing,
    NextStep,
    Outcome,
    Screening,
)
from kycscreen.shares import PERCENT, WHOLE, Share
from tests import made


def body(party_id: str, name: str, country: str, role: Role) -> Party:
    return Party(
        id=party_id,
        kind=Kind.ORGANISATION,
        name=name,
        roles=frozenset({role}),
        countries=(country,),
    )


def person(party_id: str, name: str) -> Party:
    return Party(
        id=party_id,
        kind=Kind.PERSON,
        name=name,
        roles=frozenset({Role.BENEFICIAL_OWNER}),
    )


HOLDINGS = (
    Holding(owner="P-1", of="P-4", shares="80"),
    Holding(owner="P-5", of="P-4", shares="20"),
    Holding(owner="P-4", shares="50"),
    Holding(owner="P-6", shares="30", control=Control.INFLUENCE),
)
PARTIES = (
    made.company(),
    made.owner(),
    made.pep_hit().party,
    body("P-4", "Exemple Holding AB", "se", Role.INTERMEDIATE_OWNER),
    person("P-5", "Åsa Exempel"),
    person("P-6", "Louise Exemple"),
)


def share(least: int, most: int | None = None) -> Share:
    return Share(least * PERCENT, (least if most is None else most) * PERCENT)


def ownership() -> Ownership:
    path = Path(holdings=(HOLDINGS[0], HOLDINGS[2]), share=share(40))
    by = ("P-1",)

    def possible(regime: str, at: int, *, in_force: bool = True) -> Verdict:
        return Verdict(
            regime=regime,
            status=Status.POSSIBLE,
            at=at,
            share=share(40, 60),
            ways=(Way.REMAINDER, Way.ASSESS_CONTROL),
            by=by,
            paths=(path,),
            in_force=in_force,
        )

    return Ownership(
        company="P-0",
        on=made.ON,
        verdicts=(
            Verdict(
                regime="ofac",
                status=Status.CAUGHT,
                at=50 * PERCENT,
                share=share(50, 70),
                ways=(Way.SHARES,),
                by=by,
                paths=(path,),
                exact=True,
            ),
            possible("eu", 50 * PERCENT),
            possible("amlr", 50 * PERCENT + 1, in_force=False),
            Verdict(
                regime="uk",
                status=Status.NOT_REACHED,
                at=50 * PERCENT + 1,
                share=share(0),
                by=by,
            ),
        ),
        owners=(Owner(party_id="P-6", share=share(30)),),
        unknown=(("P-0", 20 * PERCENT),),
    )


def findings() -> tuple[Finding, ...]:
    hit, pep = made.sanctions_hit(), made.pep_hit()
    return (
        Finding(
            code="ownership.caught",
            subject="P-0",
            grounds="Under ofac, which needs 50 % or more, the company is caught: 50 to"
            " 70 % belongs to a listed owner.",
            rule="ofac",
            hits=(hit.id,),
        ),
        Finding(
            code="ownership.possible",
            subject="P-0",
            grounds="Under eu, which needs 50 % or more, the company may be caught: 40"
            " to 60 % belongs to a listed owner; what is not disclosed could make up"
            " the rest.",
            rule="eu",
            hits=(hit.id,),
        ),
        Finding(
            code="pep.cooling_off",
            subject="P-2",
            grounds="Member of Parliament, The Invented Parliament (se), until"
            " 2026-09-30: out of office, counts until 2027-09-30 at least.",
            rule="at_least",
            hits=(pep.id,),
            until=date(2027, 9, 30),
        ),
        Finding(
            code="service.prohibited",
            subject="P-4",
            grounds="A company that controls the client is declared in Exempland:"
            " check whether the rule reaches the client.",
            rule="eu_833_5n",
        ),
    )


def lacking(subject: str, record: str, *facts: str, optional: bool = False) -> Missing:
    lack = Lack(record=record, facts=facts, optional=optional)
    return Missing(subject=subject, lacks=(lack,))


def screening() -> Screening:
    """Hits, findings, gaps and all that they ask for."""
    return Screening(
        client_id="C-1042",
        outcome=Outcome.HITS,
        hits=(made.pep_hit(), made.sanctions_hit()),
        gaps=(Gap("owner.undisclosed", "P-0", "an owner is not named: unknown"),),
        warnings=(Gap("owner.remainder", "P-0", "20 % is not declared"),),
        parties=PARTIES,
        provenance=made.provenance(),
        findings=findings(),
        ownership=ownership(),
        holdings=HOLDINGS,
        missing=(
            lacking("P-5", "fi.owner", "birth_date", "pep"),
            lacking("P-0", "fi.client_further", "industry", optional=True),
            lacking("P-6", "fi.owner", "identity_code"),
        ),
        next_steps=(
            NextStep(action="compare_facts", because=("hit.other", "hit.sanction")),
            NextStep(
                action="freeze_if_confirmed",
                because=("hit.sanction", "ownership.caught"),
            ),
            NextStep(action="senior_approval", because=("pep.cooling_off",)),
            NextStep(action="ask_owners", because=("owner.undisclosed",)),
            NextStep(action="complete_record", because=("record.missing",)),
        ),
    )


def found_only() -> Screening:
    """No hit at all, and yet something that a person has to act on."""
    client = body("P-0", "Exempelbygg AB", "se", Role.CLIENT)
    return Screening(
        client_id="C-7000",
        outcome=Outcome.HITS,
        hits=(),
        gaps=(),
        parties=(client,),
        provenance=made.provenance(),
        findings=(
            Finding(
                code="service.prohibited",
                subject="P-0",
                grounds="The client is established in Exempland: check the exceptions"
                " before any service.",
                rule="eu_833_5n",
            ),
        ),
        next_steps=(NextStep(action="no_service", because=("service.prohibited",)),),
    )


def large(companies: int) -> Screening:
    """A chain of companies under one listed owner, and thousands of others above."""
    ids = [f"P-{n}" for n in range(1, companies + 1)]
    holdings = [Holding(owner=id_, shares="0.01") for id_ in ids]
    holdings += [Holding(owner="L", of=ids[-1], shares="100")]
    path = Path(holdings=(holdings[-1], holdings[-2]), share=Share(10_000, 10_000))
    verdict = Verdict(
        regime="eu",
        status=Status.POSSIBLE,
        at=50 * PERCENT,
        share=Share(10_000, WHOLE),
        by=("L",),
        paths=(path,),
    )
    return Screening(
        client_id="C-9",
        outcome=Outcome.CLEAR,
        hits=(),
        gaps=(),
        parties=(
            made.company(),
            person("L", "Jean Exemple"),
            *(body(id_, f"Exemple {id_} Oy", "fi", Role.SHAREHOLDER) for id_ in ids),
        ),
        provenance=made.provenance(),
        ownership=Ownership(company="P-0", on=made.ON, verdicts=(verdict,)),
        holdings=tuple(holdings),
    )

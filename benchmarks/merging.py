"""How well records of several lists are told to be of one subject.

``python -m benchmarks.merging`` groups the records of the EU, the UN and OFAC of March
2021 and compares with the links that people made between them. A pair that nobody
judged is counted apart: it is not known to be wrong.
"""

import time
from collections import Counter

import attrs

from benchmarks import material
from kycscreen.entities import ListedEntity
from kycscreen.facts import Kind
from kycscreen.subjects import Bond, grouped, same

OFAC = "us_ofac_sdn"


@attrs.define
class _Counts:
    right: int = 0
    wrong: int = 0
    unjudged: int = 0
    links: int = 0


def main() -> None:
    """Group, compare, print and freeze."""
    records = [
        *material.watchlist("eu_fsf").entities,
        *material.watchlist("un_sc", material.UN_2021).entities,
        *material.watchlist(OFAC).entities,
    ]
    began = time.process_time()
    groups = grouped(records)
    took = time.process_time() - began
    links = _links()
    counts = {"persons": _Counts(), "others": _Counts()}
    for one in records:
        counts[_kind(one)].links += len(links.get((one.list_id, one.record_id), ()))
    bonds: Counter[Bond | None] = Counter()
    wrong: list[str] = []
    for group in groups:
        _count([records[at] for at in group], links, counts, bonds, wrong)
    lines = [
        f"{'':<9}{'links':>7}{'found':>7}{'recall':>8}{'wrong':>7}{'unjudged':>10}"
    ]
    lines += [
        f"{kind:<9}{c.links:>7}{c.right:>7}{100 * c.right / c.links:>6.1f} %"
        f"{c.wrong:>7}{c.unjudged:>10}"
        for kind, c in counts.items()
    ]
    told = (
        f"{b.value if b else 'through another'} {n}" for b, n in bonds.most_common()
    )
    lines += [
        "",
        f"{len(records):,} records of {len(groups):,} subjects, {took:.1f} s",
        f"ties: {', '.join(told)}",
        "",
        "== pairs that people linked otherwise",
        *sorted(wrong),
    ]
    material.freeze("merging", lines)


def _links() -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for row in material.bench_rows("cross_list_links.csv"):
        uids = found.setdefault((row["list"], row["record"]), set())
        uids.update(row["ofac_uids"].split())
    return found


def _kind(record: ListedEntity) -> str:
    return "persons" if record.kind is Kind.PERSON else "others"


def _count(
    group: list[ListedEntity],
    links: dict[tuple[str, str], set[str]],
    counts: dict[str, _Counts],
    bonds: Counter[Bond | None],
    wrong: list[str],
) -> None:
    """Count each pair of a record and one of OFAC's in a group."""
    ofac = [record for record in group if record.list_id == OFAC]
    for record in group:
        for other in ofac if record.list_id != OFAC else ():
            bond = same(record, other)
            bonds[bond] += 1
            of, linked = (
                counts[_kind(record)],
                links.get((record.list_id, record.record_id)),
            )
            if linked is None:
                of.unjudged += 1
            elif other.record_id in linked:
                of.right += 1
            else:
                of.wrong += 1
                why = bond.value if bond else "through another"
                wrong.append(
                    f"{record.list_id} {record.record_id} {record.names[0].full} =="
                    f" {OFAC} {other.record_id} {other.names[0].full}: {why}; linked to"
                    f" {', '.join(sorted(linked))}"
                )


if __name__ == "__main__":
    main()

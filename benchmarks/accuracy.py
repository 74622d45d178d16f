"""Precision, recall and F1 at the default policy: ``python -m benchmarks.accuracy``.

Four measurements, on material that nothing here was tuned to row by row:

* name pairs: is the name alone an alert (``policy.name_at``)?
* entity pairs: does ``match`` make a hit of two small records?
* perturbed: is a misspelt UN person found, and how many of ten thousand people
  who are on no list alert?
* cross-list: of an EU or UN record, screened against OFAC, is the OFAC record of
  the same subject a hit, and how many hits are there for each record?
"""

from collections.abc import Sequence
from fractions import Fraction

from benchmarks import material
from kycscreen import dates, match, names
from kycscreen.dates import DateSpan
from kycscreen.entities import ListedEntity, ListedName
from kycscreen.facts import Kind
from kycscreen.lists.loading import indexed
from kycscreen.parties import Client, Party, Role
from kycscreen.policy import Policy
from kycscreen.screen import Screener

POLICY = Policy()
Scored = list[tuple[int, bool]]


def main() -> None:
    """Measure, print and freeze."""
    lines = [
        f"policy {POLICY.hash}, alert at {POLICY.alert_at},"
        f" a name alone at {POLICY.name_at}"
    ]
    lines += ["", "name pairs (score of the name)", *name_pairs()]
    lines += ["", "entity pairs (score of the pair)", *entity_pairs()]
    lines += ["", "perturbed UN persons, and people on no list", *perturbed()]
    lines += ["", "EU and UN records of 2021 against OFAC of 2021", *cross_list()]
    material.freeze("accuracy", lines)


def name_pairs() -> list[str]:
    """Judge pairs of names by the name alone, in all and by how sure the label is."""
    rows = material.bench_rows("name_pairs.csv")
    scored = [
        (
            names.compare(
                row["party_name"], row["listed_name"], kind=_kind(row["kind"])
            ).score,
            row["is_match"] == "true",
        )
        for row in rows
    ]
    lines = [HEAD, _line("all", scored, POLICY.name_at)]
    for strength in ("strong", "medium", "weak"):
        labelled = zip(scored, rows, strict=True)
        part = [pair for pair, row in labelled if row["strength"] == strength]
        lines.append(_line(strength, part, POLICY.name_at))
    return lines


def entity_pairs() -> list[str]:
    """Judge pairs of records by the whole score."""
    scored = []
    for row in material.bench_lines("entity_pairs.jsonl"):
        kind = _kind(row["kind"])
        party = _record_party(row["party"], kind)
        entity = ListedEntity(
            list_id="t",
            record_id="1",
            kind=kind,
            names=[ListedName(_whole(row["listed"]))],
            birth_dates=_many(row["listed"].get("birthDate")),
            nationalities=_many(row["listed"].get("nationality")),
        )
        scored.append((match.weigh(party, entity, POLICY).score, row["is_match"]))
    return [HEAD, _line("all", scored, POLICY.alert_at)]


def perturbed() -> list[str]:
    """Find misspelt persons on the UN list, and people on none of three."""
    lists = indexed([material.watchlist("un_sc", material.UN_2021)])
    whole = Screener(lists)
    folded: dict[str, set[str]] = {}
    for entity in lists.watchlists[0].entities:
        for name in entity.names:
            folded.setdefault(names.fold(name.full), set()).add(entity.record_id)
    lines = []
    for label, with_facts in (("name alone", False), ("with facts", True)):
        found = missing = 0
        for row in material.bench_rows("un_perturbed.csv"):
            wanted = folded.get(names.fold(row["listed_name"]), set())
            missing += not wanted
            facts: dict[str, object] = {}
            if with_facts:
                facts = {
                    "birth_date": _born(row["birth_date"]),
                    "nationalities": [row["nationality"]] if row["nationality"] else [],
                }
            party = Party.person(row["party_name"], role=Role.CLIENT, **facts)  # type: ignore[arg-type]
            found += bool(wanted & _hit_records(whole, party))
        total = len(material.bench_rows("un_perturbed.csv")) - missing
        lines.append(
            f"{label:<14}recall {_per(found, total)} of {total}"
            f" ({missing} not on this edition)"
        )
    three = Screener(material.three_lists())
    for label, screener in (("UN alone", whole), ("OFAC, EU, UN", three)):
        people = list(material.population())
        alerting = sum(bool(_hit_records(screener, party)) for party in people)
        bare = [
            Party.person(party.name, role=Role.CLIENT, id=party.id) for party in people
        ]
        by_name = sum(bool(_hit_records(screener, party)) for party in bare)
        lines.append(
            f"{label:<14}of {len(people)} people on no list {alerting} alert,"
            f" {by_name} by the name alone"
        )
    return lines


def cross_list() -> list[str]:
    """Screen what EU and UN say of a subject against OFAC's records."""
    ofac = Screener(indexed([material.watchlist("us_ofac_sdn")]))
    records = {
        ("eu_fsf", entity.record_id): entity
        for entity in material.watchlist("eu_fsf").entities
    }
    for entity in material.watchlist("un_sc", material.UN_2021).entities:
        records["un_sc", entity.record_id] = entity
    tally: dict[str, list[int]] = {}
    for row in material.bench_rows("cross_list_links.csv"):
        record = records.get((row["list"], row["record"]))
        if record is None:
            tally.setdefault("not found", [0, 0, 0])[1] += 1
            continue
        wanted = set(row["ofac_uids"].replace(";", " ").split())
        party = material.as_party(record, record.names[0].full)
        hits = _hit_records(ofac, party)
        for group in ("all", record.kind.value):
            counts = tally.setdefault(group, [0, 0, 0])
            counts[0] += bool(wanted & hits)
            counts[1] += 1
            counts[2] += len(hits)
    return [
        f"{group:<14}recall {_per(found, total)} of {total},"
        f" {Fraction(hits, total).limit_denominator(1000).__float__():.3f} hits each"
        for group, (found, total, hits) in sorted(tally.items())
    ]


HEAD = f"{'pairs':>16}{'precision':>11}{'recall':>8}{'F1':>7}{'best F1':>9}{'AUC':>7}"


def _line(label: str, scored: Scored, threshold: int) -> str:
    precision, recall, f1 = _rates(scored, threshold)
    best = max((_rates(scored, at)[2] for at in range(1, 101)), default=0.0)
    return (
        f"{label:<10}{len(scored):>6}{precision:>11.3f}{recall:>8.3f}{f1:>7.3f}"
        f"{best:>9.3f}{_auc(scored):>7.3f}"
    )


def _rates(scored: Scored, threshold: int) -> tuple[float, float, float]:
    alerts = [is_match for score, is_match in scored if score >= threshold]
    matches = sum(is_match for _, is_match in scored)
    right = sum(alerts)
    precision = right / len(alerts) if alerts else 1.0
    recall = right / matches if matches else 1.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _auc(scored: Scored) -> float:
    """Return how often a match scores above what is none; ties count half."""
    good = [score for score, is_match in scored if is_match]
    bad = [score for score, is_match in scored if not is_match]
    if not good or not bad:
        return float("nan")
    wins = sum((g > b) + (g == b) / 2 for g in good for b in bad)
    return wins / (len(good) * len(bad))


def _per(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _hit_records(screener: Screener, party: Party) -> set[str]:
    hits = screener.screen(Client("C", parties=[party])).hits
    return {hit.entity.record_id for hit in hits}


def _kind(word: str) -> Kind:
    return Kind.PERSON if word == "Person" else Kind.ORGANISATION


def _whole(record: dict[str, str]) -> str:
    if record.get("name"):
        return record["name"]
    parts = ("firstName", "middleName", "fatherName", "lastName")
    return " ".join(record[part] for part in parts if record.get(part))


def _record_party(record: dict[str, str], kind: Kind) -> Party:
    if kind is Kind.PERSON:
        return Party.person(
            _whole(record),
            role=Role.CLIENT,
            birth_date=record.get("birthDate"),
            nationalities=_many(record.get("nationality")),
        )
    return Party.organisation(_whole(record), role=Role.CLIENT)


def _born(text: str) -> DateSpan | None:
    span = dates.parse(text.split("|")[0].split(";")[0])
    return None if span.lo is None else span


def _many(value: str | None) -> Sequence[str]:
    return [] if not value else [value]


if __name__ == "__main__":
    main()

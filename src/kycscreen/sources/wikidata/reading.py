"""Reading an answer of Wikidata: people, the positions they held, their relatives."""

from collections.abc import Iterable, Iterator

from kycscreen import countries
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import (
    Link,
    LinkType,
    ListedEntity,
    ListedName,
    NameKind,
    Place,
    Position,
    Strength,
    Topic,
    Xref,
)
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, Parsed, entries, merging, offices
from kycscreen.sources.entries import Note
from kycscreen.sources.scripts import script
from kycscreen.sources.texts import hidden
from kycscreen.sources.wikidata import answers, values
from kycscreen.sources.wikidata.answers import Row

_ID = "wikidata"
_KIN = {
    "P22": "father",
    "P25": "mother",
    "P26": "spouse",
    "P40": "child",
    "P451": "partner",
    "P1038": "relative",
    "P3373": "sibling",
}
_READ = {
    *("person", "label", "alias", "redirect"),
    *("P19", "P21", "P27", "P39", "P569", "P570"),
    *_KIN,
}
_RANK = "http://wikiba.se/ontology#"
_PREFERRED, _NORMAL, _DEPRECATED = (
    f"{_RANK}{rank}Rank" for rank in ("Preferred", "Normal", "Deprecated")
)
_FIRST = ("mul", "en")  # the languages whose label is the primary name, best first
_NO_DRIFT = {"label"}

Facts = dict[str, list[Row]]
"""What is said of one person, by fact."""


def read(data: bytes) -> Parsed:
    """Read the answer to our query; ``FormatError`` where it is not that, whole."""
    issues: list[Issue] = []
    people: dict[str, Facts] = {}
    count = 0
    for row in answers.rows(_ID, data):
        count += 1
        if _is_told(row, issues):
            of = people.setdefault(row.person, {}).setdefault(row.fact, [])
            if row not in of[-1:]:
                of.append(row)
    entities = tuple(_entities(people, issues))
    if not entities:
        raise FormatError(_ID, "holds nobody; ask again")
    drift = [issue for issue in issues if issue.path not in _NO_DRIFT]
    entries.check_rate(_ID, drift, count)
    return Parsed(entities=entities, issues=tuple(issues), published=None)


def _is_told(row: Row, issues: list[Issue]) -> bool:
    """Leave out what is no fact that we know, and what Wikidata calls wrong."""
    rank = row.text("rank")
    if row.fact not in _READ:
        issues.append(Issue(row.person, row.fact, row.text("value")))
        return False
    if rank not in ("", _PREFERRED, _NORMAL, _DEPRECATED):
        issues.append(Issue(row.person, f"{row.fact}.rank", rank))
    if rank == _DEPRECATED:
        issues.append(Issue(row.person, row.fact, "is deprecated; left out"))
        return False
    return True


def _entities(people: dict[str, Facts], issues: list[Issue]) -> Iterator[ListedEntity]:
    names = {person: _names(facts) for person, facts in people.items()}
    links, known = _links(people, names), _known(people)
    for person, facts in people.items():
        problems: list[tuple[str, str]] = []
        note = entries.noting(problems)
        if not names[person]:
            note("label", "is called nothing in any language asked for; left out")
        else:
            kin = tuple(links.get(person, ()))
            yield _entity(person, facts, names[person], kin, known, note)
        issues += (Issue(person, path, value) for path, value in problems)


def _names(facts: Facts) -> tuple[ListedName, ...]:
    """List what someone is called in each language, the international name first."""
    labels = sorted(_terms(facts, "label"), key=_place)
    found = [
        ListedName(
            text,
            kind=NameKind.AKA if number else NameKind.PRIMARY,
            script=script(text),
            lang=lang,
        )
        for number, (text, lang) in enumerate(labels)
    ]
    # "Jack" is somebody's name, and hardly his alone.
    for text, lang in sorted(_terms(facts, "alias"), key=_is_bare):
        made = ListedName(
            text,
            kind=NameKind.AKA if found else NameKind.PRIMARY,
            strength=Strength.WEAK if _is_bare((text, lang)) else Strength.STRONG,
            script=script(text),
            lang=lang,
        )
        found.append(made)
    return merging.distinct(found)


def _terms(facts: Facts, fact: str) -> list[tuple[str, str]]:
    terms = (row.terms.get("value") for row in facts.get(fact, ()))
    return [(term.text, term.lang) for term in terms if term is not None]


def _is_bare(named: tuple[str, str]) -> bool:
    return " " not in named[0]


def _place(named: tuple[str, str]) -> int:
    return _FIRST.index(named[1]) if named[1] in _FIRST else len(_FIRST)


def _known(people: dict[str, Facts]) -> str:
    """Return the day of which an answer knows at least, as ISO text.

    The last on which a position began or somebody died.
    """
    told = (
        values.iso(row.text(time), row.text(precision))
        for facts in people.values()
        for fact, time, precision in (
            ("P39", "start", "startPrecision"),
            ("P570", "value", "precision"),
        )
        for row in facts.get(fact, ())
    )
    return max(told, default="")


def _links(
    people: dict[str, Facts], names: dict[str, tuple[ListedName, ...]]
) -> dict[str, dict[Link, None]]:
    """Link everyone who is a relative of a holder to that holder."""
    links: dict[str, dict[Link, None]] = {}
    for person, facts in people.items():
        if "P39" not in facts or not names[person]:
            continue
        for fact, word in _KIN.items():
            for row in facts.get(fact, ()):
                link = Link(
                    LinkType.FAMILY,
                    target_id=person,
                    target_name=names[person][0].full,
                    note=_kinship(row, word),
                )
                links.setdefault(row.item(), {})[link] = None
    return links


def _kinship(row: Row, word: str) -> str:
    until = values.iso(row.text("end"), row.text("endPrecision"))
    kin = row.text("note") or word
    return f"{kin}, until {until}" if until else kin


def _entity(
    person: str,
    facts: Facts,
    names: tuple[ListedName, ...],
    kin: tuple[Link, ...],
    known: str,
    note: Note,
) -> ListedEntity:
    if any(hidden(name.full) for name in names):
        note("label", "holds zero-width characters; kept")
    topics = {Topic.PEP} if "P39" in facts else set()
    if kin or not topics:
        topics.add(Topic.RCA)
    return ListedEntity(
        list_id=_ID,
        record_id=person,
        kind=Kind.PERSON,
        names=names,
        birth_dates=_births(facts, note),
        birth_places=dict.fromkeys(_places(facts)),
        citizenships=dict.fromkeys(_citizenships(facts, note)),
        genders=dict.fromkeys(_genders(facts, note)),
        positions=_positions(facts.get("P39", ()), known, note),
        topics=topics,
        remarks=dict.fromkeys((*_deaths(facts), *_of_the_past(facts))),
        links=kin,
        xrefs=dict.fromkeys(_xrefs(person, facts)),
    )


def _births(facts: Facts, note: Note) -> tuple[DateSpan, ...]:
    """Read every birth, the one that Wikidata prefers first."""
    found: dict[DateSpan, None] = {}
    for row in facts.get("P569", ()):
        if not row.text("value"):
            continue  # it is known that there was one
        main = row.text("rank") == _PREFERRED
        span = values.span(row.text("value"), row.text("precision"), main=main)
        is_odd = not values.is_coarse(row.text("precision"))
        if span.precision is Precision.UNPARSED and is_odd:
            note("P569", f"{row.text('value')} (precision {row.text('precision')})")
        found[span] = None
    return tuple(sorted(found, key=lambda span: not span.main))


def _places(facts: Facts) -> Iterator[Place]:
    for row in facts.get("P19", ()):
        if label := row.text("label"):
            yield Place(label, values.country(row.text("country"), label))


def _citizenships(facts: Facts, note: Note) -> Iterator[str]:
    for row in facts.get("P27", ()):
        label = row.text("label") or row.item()
        code = values.country(row.text("country"), "") or entries.land(
            label, "P27", note
        )
        if code:
            yield code


def _genders(facts: Facts, note: Note) -> Iterator[str]:
    for row in facts.get("P21", ()):
        if row.item() in values.GENDERS:
            yield values.GENDERS[row.item()]
        elif row.text("value"):
            note("P21", row.text("label") or row.item())


def _positions(rows: Iterable[Row], known: str, note: Note) -> tuple[Position, ...]:
    """Make one position of the rows that tell of one: each has another qualifier."""
    notes: dict[tuple[str, ...], dict[str, None]] = {}
    for row in rows:
        label = row.text("label") or row.item()
        if not label:
            note("P39", "is a position of which nothing is known")
            label = "unknown position"
        code = values.country(row.text("country"), "")
        start, told_start = _day(row, "start", note)
        end, told_end = _day(row, "end", note)
        told = notes.setdefault((label, code, start, end), {})
        told |= dict.fromkeys((row.text("note"), told_start, told_end))
    return tuple(
        Position(
            title,
            category=offices.category(title),
            country=country,
            start=start,
            end=end,
            # An end that lies ahead is when a term is to end.
            status="ended" if end and end < known[: len(end)] else "unknown",
            source_text="; ".join(filter(None, told)),
        )
        for (title, country, start, end), told in notes.items()
    )


def _day(row: Row, name: str, note: Note) -> tuple[str, str]:
    """Return when a position began or ended, and what is known if that is less."""
    given, precision = row.text(name), row.text(f"{name}Precision")
    found = values.iso(given, precision)
    if found or not given:
        return found, ""
    if values.is_coarse(precision):
        return "", f"{name} in the decade of {given[:4]}, or about then"
    note(f"P39.{name}", f"{given} (precision {precision})")
    return "", ""


def _deaths(facts: Facts) -> Iterator[str]:
    for row in facts.get("P570", ()):
        died = values.iso(row.text("value"), row.text("precision"))
        yield f"died {died}" if died else "died, it is not known when"


def _of_the_past(facts: Facts) -> Iterator[str]:
    """Yield the states that someone was a citizen of and that are no country today."""
    for row in facts.get("P27", ()):
        if len(countries.successors(row.text("label"))) > 1:
            yield f"citizenship: {row.text('label')}"


def _xrefs(person: str, facts: Facts) -> Iterator[Xref]:
    """Yield the id under which others know them, and those merged into it."""
    yield Xref("wikidata", person)
    for row in facts.get("redirect", ()):
        if row.item():
            yield Xref("wikidata", row.item())

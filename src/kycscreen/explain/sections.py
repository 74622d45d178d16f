"""The sections of a run's report that are not about one hit."""

from collections import Counter
from collections.abc import Iterable

import attrs

from kycscreen.book import Refused
from kycscreen.explain import values, words
from kycscreen.explain.effects import effects_of
from kycscreen.explain.markup import Content, Markup, each, join, spread, tag
from kycscreen.explain.pieces import mark, theirs
from kycscreen.explain.plain import party_facts
from kycscreen.explain.words import count, say
from kycscreen.match import Hit
from kycscreen.parties import Party
from kycscreen.screen import Gap, ListUsed, Screening
from kycscreen.screen.standing import standing

Screenings = tuple[Screening, ...]


def head(title: str, note: str = "") -> Markup:
    """Return the heading of a section and one soft sentence."""
    told = tag("p", note) if note else None
    return tag("div", tag("h2", title), told, class_="head")


def table(heads: Iterable[str], rows: Iterable[Markup], class_: str = "") -> Markup:
    """Return a table; a head that ends in ``#`` is over numbers."""
    cells = (
        tag(
            "th",
            say(key.rstrip("#")),
            scope="col",
            class_="num" if key.endswith("#") else None,
        )
        for key in heads
    )
    return tag(
        "table",
        tag("thead", tag("tr", each(cells))),
        tag("tbody", each(rows)),
        class_=class_ or None,
    )


def gaps(screenings: Screenings) -> Markup:
    """Show why clients are not clear, and what closes each gap."""
    title, note = say("gaps.title"), say("gaps.note")
    found = _by_cause((one, one.gaps) for one in screenings)
    if not found:
        return tag("section", head(title), tag("p", say("gaps.none")))
    heads = ("col.gap", "col.clients#", "col.closes")
    return tag("section", head(title, note), _causes(heads, found))


def warnings(screenings: Screenings) -> Markup | None:
    """Show what a person should look at although it changes no outcome."""
    found = _by_cause((one, values.warnings(one)) for one in screenings)
    if not found:
        return None
    heads = ("col.warning", "col.clients#", "col.look")
    told = head(say("warnings.title"), say("warnings.note"))
    return tag("section", told, _causes(heads, found))


@attrs.frozen
class Cause:
    """One kind of gap: how many clients have it, and of which lists it is."""

    code: str
    clients: int
    lists: tuple[tuple[str, str], ...]


def _by_cause(of: Iterable[tuple[Screening, tuple[Gap, ...]]]) -> tuple[Cause, ...]:
    """Count clients by kind of gap, the commonest first."""
    clients: Counter[str] = Counter()
    lists: dict[str, dict[str, str]] = {}
    for _, found in of:
        clients.update({gap.code for gap in found})
        for gap in found:
            if gap.code.startswith("list."):
                lists.setdefault(gap.code, {})[gap.subject] = gap.detail
    order = sorted(clients, key=lambda code: (-clients[code], code))
    return tuple(
        Cause(code, clients[code], tuple(sorted(lists.get(code, {}).items())))
        for code in order
    )


def _causes(heads: tuple[str, ...], found: tuple[Cause, ...]) -> Markup:
    rows = (
        tag(
            "tr",
            tag("th", tag("b", words.gap(cause.code)[0]), _of(cause), scope="row"),
            tag("td", f"{cause.clients:,}", class_="num"),
            tag("td", words.gap(cause.code)[1]),
        )
        for cause in found
    )
    return table(heads, rows, "causes")


def _of(cause: Cause) -> Content:
    """Name the lists of a gap; what is said of all alike is said once."""
    details = {detail for _, detail in cause.lists}
    if len(details) == 1 < len(cause.lists):
        return join(_source(", ".join(name for name, _ in cause.lists)))
    return each(_source(f"{name}: {detail}") for name, detail in cause.lists)


def _source(words: str) -> Markup | None:
    return tag("span", words, class_="source") if words else None


def rows(
    rows_in: int | None, parties: int, refused: tuple[Refused, ...], in_all: int
) -> Content:
    """Show that every row went somewhere, and each refused one with its reason."""
    if rows_in is None and not refused:
        return None
    counts = [("rowsio.screened", parties), ("rowsio.refused", in_all)]
    note = ""
    if rows_in is not None:
        joined = rows_in - parties - in_all
        counts.insert(0, ("rowsio.in", rows_in))
        if joined > 0:
            counts.insert(2, ("rowsio.merged", joined))
        lost = say("rowsio.differ", n=f"{-joined:,}")
        note = say("rowsio.nothing_lost") if joined >= 0 else lost
    lines = (
        tag(
            "tr",
            tag("th", say(key), scope="row"),
            tag("td", f"{number:,}", class_="num"),
        )
        for key, number in counts
    )
    counted = table(("col.rows", "col.count#"), lines)
    told = join(head(say("rowsio.title"), note), counted)
    if not refused:
        return tag("section", told)
    return tag(
        "section",
        tag("div", told),
        tag("div", _refused(refused, in_all)),
        class_="columns",
    )


def _refused(refused: tuple[Refused, ...], in_all: int) -> Markup:
    lines = (
        tag(
            "tr",
            tag("td", f"{row.line:,}", class_="num"),
            tag("td", tag("bdi", row.client_id)),
            tag("td", f"{row.field} {row.problem}"),
        )
        for row in refused
    )
    note = say("rowsio.refused.note")
    if len(refused) < in_all:
        note += " " + say("rowsio.refused.more", n=f"{len(refused):,}")
    return join(
        head(say("rowsio.refused.title"), note),
        table(("col.line#", "col.client", "col.why"), lines),
    )


def lists(used: tuple[ListUsed, ...]) -> Markup:
    """Show every list, its age and its limit: what a clear rests on."""
    told = head(say("lists.title"), say("lists.note"))
    if not used:
        return tag("section", told, tag("p", say("lists.none")))
    heads = (
        "col.list",
        "col.published",
        "col.age#",
        "col.at_most#",
        "col.entities#",
        "col.sha256",
    )
    return tag(
        "section",
        told,
        tag(
            "div",
            table(heads, map(_list, used), "lists"),
            class_="scroll",
            tabindex="0",
            role="group",
            aria_label=say("lists.scroll"),
        ),
    )


def _list(used: ListUsed) -> Markup:
    published = used.published
    late = "stale" if used.age is not None else "undated"
    marks = [say(late)] if values.is_stale(used) else []
    marks += [say("extract")] if used.extract else []
    return tag(
        "tr",
        tag(
            "th",
            tag("span", used.list_id, class_="mono"),
            each(join(" ", tag("span", words, class_="mark late")) for words in marks),
            _source(values.publisher(used.list_id)),
            scope="row",
        ),
        tag(
            "td",
            say("unknown.date") if published is None else published.isoformat(),
            class_="soft" if published is None else "nowrap",
        ),
        tag("td", _days(used.age), class_="num"),
        tag("td", _at_most(used.max_age), class_="num soft"),
        tag("td", f"{used.entities:,}", class_="num"),
        tag("td", used.sha256[:12], class_="mono soft"),
    )


def _at_most(days: int | None) -> str:
    return say("days.closed") if days is not None and days < 0 else _days(days)


def _days(number: int | None) -> str:
    return "–" if number is None else say("days.short", n=f"{number:,}")


def hits(found: tuple[tuple[tuple[Hit, ...], Screening], ...]) -> Markup | None:
    """List the hits by score, those on one subject in one row, and what they mean."""
    if not found:
        return None
    heads = ("col.score#", "col.party", "col.listed", "col.means", "col.identity")
    lines = (_subject(together, screening) for together, screening in found)
    told = head(say("hits.title"), say("hits.note"))
    return tag("section", told, table(heads, lines, "hits"), class_="long", id="hits")


def _subject(together: tuple[Hit, ...], screening: Screening) -> Markup:
    hit = together[0]
    client = values.company(screening) or screening.client_id
    found = [effect for one in together for effect in effects_of(one.entity)]
    effects = {effect.title: effect for effect in found}.values()
    detail = "; ".join(
        dict.fromkeys(effect.detail for effect in found if effect.detail)
    )
    return tag(
        "tr",
        tag("td", tag("b", f"{hit.score}"), class_="num"),
        tag(
            "th",
            tag("a", tag("bdi", values.party_called(hit)), href=f"#{hit.id}"),
            tag(
                "span",
                values.roles(hit.party),
                ", ",
                tag("bdi", client),
                class_="source",
            ),
            scope="row",
        ),
        tag("td", theirs(hit), _records(together)),
        tag("td", spread(" ", map(mark, effects)), _source(detail)),
        tag("td", say(f"identity.{hit.identity.value}")),
    )


def _records(together: tuple[Hit, ...]) -> Content:
    """Name where a subject stands; each record leads to its own hit."""
    if len(together) == 1:
        return _source(f"{together[0].entity.list_id} {together[0].entity.record_id}")
    return each(
        tag(
            "span",
            tag(
                "a",
                f"{hit.entity.list_id} {hit.entity.record_id}",
                href=f"#{hit.id}",
            ),
            f" {hit.score}",
            class_="source",
        )
        for hit in together
    )


def with_gaps(screenings: Screenings) -> Markup | None:
    """Show every client with gaps; those with the same gaps stand together."""
    told = head(say("with_gaps.title"), say("with_gaps.note"))
    return _together(told, ((one, one.gaps) for one in screenings))


def with_warnings(screenings: Screenings) -> Markup | None:
    """Show the clients whose parties a person should look at."""
    told = head(say("with_warnings.title"))
    return _together(
        told,
        (
            (one, tuple(w for w in one.warnings if not w.code.startswith("list.")))
            for one in screenings
        ),
    )


def _together(
    told: Markup, of: Iterable[tuple[Screening, tuple[Gap, ...]]]
) -> Markup | None:
    together: dict[tuple[Gap, ...], list[Screening]] = {}
    for one, found in of:
        if found:
            together.setdefault(found, []).append(one)
    if not together:
        return None
    rows = (
        tag(
            "tr",
            tag("th", _clients(ones), scope="row"),
            tag("td", each(tag("p", _gap(gap)) for gap in found)),
        )
        for found, ones in together.items()
    )
    listed = table(("col.client", "col.gaps"), rows, "clients")
    return tag("section", told, listed, class_="long")


def _clients(ones: list[Screening]) -> Markup:
    """Name the clients; many at once are folded, and none left out."""
    named = spread(", ", map(_client, ones))
    if len(ones) <= 10:
        return named
    return tag("details", tag("summary", count("client", len(ones))), named)


def _client(screening: Screening) -> Markup:
    company = values.company(screening)
    if not company:
        return tag("bdi", screening.client_id)
    return join(tag("bdi", company), f" ({screening.client_id})")


def _gap(gap: Gap) -> Content:
    detail = ", ".join(filter(None, (gap.subject, gap.detail)))
    return join(tag("b", words.gap(gap.code)[0]), ": ", tag("bdi", detail))


def clear(screenings: Screenings) -> Markup:
    """Show, folded, what was screened of each clear client: clear is provable."""
    proved = [one for one in screenings if standing(one) == "clear"]
    told = head(say("clear.title"), say("clear.note"))
    if not proved:
        return tag("section", told, tag("p", say("clear.none")))
    rows = (
        tag(
            "tr",
            tag("th", _client(one), scope="row"),
            tag("td", each(map(_party, one.parties))),
        )
        for one in proved
    )
    summary = say(
        "clear.summary",
        clients=count("client", len(proved)),
        parties=count("party", sum(len(one.parties) for one in proved)),
    )
    listed = table(("col.client", "col.parties"), rows, "clients")
    folded = tag("details", tag("summary", summary), listed)
    return tag("section", told, folded, class_="long")


def _party(party: Party) -> Markup:
    name, *facts = party_facts(party)
    rest = tag("span", " · ".join(("", *facts)), class_="soft")
    return tag("p", tag("bdi", name), rest)

"""One client with findings as a part of the page: what its hits would mean for it."""

import hashlib
from collections.abc import Iterator

from kycscreen.explain import found, graph, owners, values, words
from kycscreen.explain.drawing import drawing
from kycscreen.explain.markup import Content, Markup, each, join, spread, tag
from kycscreen.explain.pieces import source
from kycscreen.explain.sections import head, table
from kycscreen.explain.words import count, say
from kycscreen.match import Hit
from kycscreen.ownership.verdicts import Ownership
from kycscreen.screen import NextStep, Screening

Screenings = tuple[Screening, ...]


def summary(screenings: Screenings) -> Markup | None:
    """List the clients with findings, and what each is found to need."""
    rows = [
        tag(
            "tr",
            tag("th", _link(one), scope="row"),
            tag(
                "td", spread("; ", dict.fromkeys(t.title for t in found.findings(one)))
            ),
            tag("td", values.some((words.action(s.action) for s in one.next_steps), 3)),
        )
        for one in screenings
        if found.has_findings(one)
    ]
    if not rows:
        return None
    told = head(say("found.clients"), say("found.clients.note"))
    heads = ("col.client", "col.finding", "col.next")
    return tag("section", told, table(heads, rows, "found"), class_="long")


def _link(screening: Screening) -> Markup:
    company = values.company(screening) or screening.client_id
    return join(
        tag("a", tag("bdi", company), href=f"#{place(screening.client_id)}"),
        source(screening.client_id) if company != screening.client_id else None,
    )


def place(client_id: str) -> str:
    """Return where on the page a client with findings stands."""
    return f"client-{hashlib.sha256(client_id.encode()).hexdigest()[:12]}"


def dossier(screening: Screening) -> Markup:
    """Return all that was found of one client besides the hits themselves."""
    name = values.company(screening) or screening.client_id
    at = place(screening.client_id)
    counted = [
        count("hit", len(screening.hits)),
        count("finding", len(screening.findings)),
    ]
    if screening.gaps:
        counted.append(count("gap", len(screening.gaps)))
    return tag(
        "article",
        tag(
            "header",
            tag(
                "h2",
                tag("bdi", name),
                " ",
                tag("span", say("found.client"), class_="other"),
                id=f"{at}-h",
            ),
            tag("p", f"{screening.client_id}: {', '.join(counted)}.", class_="gist"),
        ),
        _findings(screening),
        ownership(screening),
        _missing(screening),
        _steps(screening),
        class_="sheet hit dossier",
        id=at,
        aria_labelledby=f"{at}-h",
    )


def _title(title: str, *notes: str) -> Markup:
    told = each(tag("p", note) for note in notes)
    return tag("div", tag("h3", title), told, class_="head")


def _findings(screening: Screening) -> Markup | None:
    if not screening.findings:
        return None
    shown = {hit.id: hit for hit in screening.hits}
    rows = (
        tag(
            "tr",
            tag("th", tag("b", one.title), source(one.means), scope="row"),
            tag("td", tag("bdi", one.party)),
            tag("td", tag("bdi", one.grounds), source("; ".join(one.notes))),
            tag("td", _rests(one.hits, shown)),
        )
        for one in found.findings(screening)
    )
    heads = ("col.finding", "col.party", "col.grounds", "found.rests")
    told = _title(say("found.title"), say("found.note"))
    return tag("section", told, table(heads, rows, "findings"))


def _rests(hits: tuple[str, ...], shown: dict[str, Hit]) -> Content:
    if not hits:
        return tag("span", say("found.rests.nothing"), class_="soft")
    told = (_to_hit(shown[hit]) if hit in shown else hit for hit in hits[:_FEW])
    more = say("more", n=f"{len(hits) - _FEW:,}") if len(hits) > _FEW else ""
    return join(each(tag("p", one) for one in told), tag("p", more) if more else None)


_FEW = 6  # hits and owners that a cell names


def _to_hit(hit: Hit) -> Markup:
    """Lead to a hit by what an analyst knows it by."""
    link = tag("a", tag("bdi", values.party_called(hit)), href=f"#{hit.id}")
    return join(link, source(f"{hit.entity.list_id}, {hit.score}"))


def ownership(screening: Screening) -> Markup | None:
    """Draw who owns the client, and set the regimes side by side."""
    owned = screening.ownership
    if owned is None or not (screening.holdings or owned.verdicts):
        return None
    told = _title(say("owns.title"), say("owns.note"))
    if owned.verdicts:
        told = _title(say("owns.if"), *owners.notes(owned))
    return tag(
        "section",
        told,
        drawn(screening, owned),
        regimes(screening, owned),
        class_="own",
    )


def drawn(screening: Screening, owned: Ownership) -> Markup | None:
    """Draw who owns the client, where holdings are declared."""
    made = graph.graph(screening, owned)
    if len(made.boxes) < 2:
        return None
    return drawing(made, owners.called(screening, owned.company))


def regimes(screening: Screening, owned: Ownership) -> Markup | None:
    """Set the regimes side by side: what each needs, and what comes of it."""
    if not owned.verdicts:
        return None
    best = {hit.party.id: hit.id for hit in reversed(screening.hits)}
    rows = (
        tag(
            "tr",
            tag(
                "th",
                tag("span", one.regime, class_="mono"),
                source(one.called),
                scope="row",
            ),
            tag("td", one.needs),
            tag(
                "td", one.here, tag("span", _by(screening, one, best), class_="source")
            ),
            tag("td", tag("span", one.result, class_=f"mark {one.status.value}")),
        )
        for one in owners.rows(owned)
    )
    return tag(
        "div",
        table(owners.HEADS, rows, "regimes"),
        class_="scroll",
        tabindex="0",
        role="group",
        aria_label=say("owns.scroll"),
    )


def _by(screening: Screening, one: owners.Row, best: dict[str, str]) -> Content:
    if not one.by:
        return None
    named = ((tag("bdi", owners.called(screening, i)), i) for i in one.by[:_FEW])
    links: list[Content] = [
        tag("a", name, href=f"#{best[id_]}") if id_ in best else name
        for name, id_ in named
    ]
    if len(one.by) > _FEW:
        links.append(say("more", n=f"{len(one.by) - _FEW:,}"))
    before, _, after = say("owns.by").partition("{owners}")
    return join(before, spread(", ", links), after)


def _missing(screening: Screening) -> Markup | None:
    if not screening.missing:
        return None
    rows = (
        tag(
            "tr",
            tag("th", tag("bdi", one.party), scope="row"),
            tag("td", one.facts),
            tag("td", f"{one.how}: ", tag("span", one.records, class_="mono")),
        )
        for one in found.missing(screening)
    )
    heads = ("col.party", "col.missing", "col.asked")
    told = _title(say("missing.title"), say("missing.note"))
    return tag("section", told, table(heads, rows, "missing"))


def _steps(screening: Screening) -> Markup | None:
    if not screening.next_steps:
        return None
    steps = (
        tag(
            "li",
            tag("b", words.action(step.action)),
            source(say("step.why", because=found.because(step)), *_of(screening, step)),
        )
        for step in screening.next_steps
    )
    told = _title(say("step.title"), say("step.note"))
    return tag("section", told, tag("ol", each(steps), class_="steps"), class_="settle")


def _of(screening: Screening, step: NextStep) -> Iterator[Content]:
    if whose := found.parties(screening, step):
        before, _, after = say("step.of").partition("{parties}")
        yield from ("; ", before, tag("bdi", whose), after)


def to_complete(screenings: Screenings) -> Markup | None:
    """Show, folded, the clients with something to do or to complete, and no finding."""
    ones = [one for one in screenings if found.is_to_complete(one)]
    if not ones:
        return None
    rows = (
        tag(
            "tr",
            tag("th", tag("bdi", values.company(one) or one.client_id), scope="row"),
            tag("td", each(_lacking(one)), _owners(one)),
            tag("td", each(tag("p", line) for line in found.step_lines(one))),
        )
        for one in ones
    )
    listed = table(("col.client", "col.missing", "col.next"), rows, "found")
    folded = tag("details", tag("summary", count("client", len(ones))), listed)
    told = head(say("records.title"), say("records.note"))
    return tag("section", told, folded, class_="long")


def _lacking(screening: Screening) -> Iterator[Markup]:
    for line in found.missing_lines(screening):
        yield tag("p", tag("bdi", line))


def _owners(screening: Screening) -> Markup | None:
    owned = screening.ownership
    made = None if owned is None else drawn(screening, owned)
    if made is None:
        return None
    return tag("details", tag("summary", say("records.owners")), made)

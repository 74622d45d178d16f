"""Who owns whom as boxes and arrows: what of it is drawn, and what each says.

A drawing of thousands would show nothing. Beyond ``MOST`` boxes those on the chains
that catch are kept, then whoever is nearest to the client; the rest is counted.
"""

from collections.abc import Iterable, Iterator

import attrs

from kycscreen import countries
from kycscreen.explain import owners
from kycscreen.explain.words import count, say
from kycscreen.facts import Kind
from kycscreen.ownership.verdicts import Ownership, Path, Status
from kycscreen.parties import Control, Holding
from kycscreen.screen import Screening
from kycscreen.shares import percent

MOST = 40
"""Boxes that are drawn at most."""

_LETTERS = 14  # of a country that have room beside the hits

Ends = tuple[str, str]
"""Whoever holds and whoever is held, by party id."""


@attrs.frozen(kw_only=True)
class Box:
    """One owner or company: ``mark`` is the status of a chain that it lies on.

    ``shape`` is ``person``, ``organisation`` or ``open`` for what is not disclosed;
    ``hit`` is the id of the party's best hit.
    """

    name: str
    note: str
    shape: str
    mark: str = ""
    hit: str = ""


@attrs.frozen(kw_only=True)
class Arrow:
    """What one box holds of another, both by number: in short, and in words."""

    owner: int
    of: int
    label: tuple[str, ...]
    what: str
    mark: str = ""


@attrs.frozen(kw_only=True)
class Graph:
    """What is drawn: the first box is the client, and every other one leads to it."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    chains: tuple[tuple[str, tuple[int, ...]], ...]
    left_out: int


def graph(screening: Screening, owned: Ownership) -> Graph:
    """Return what is drawn of a client's ownership."""
    held = _Held(screening, owned)
    chosen, left_out = held.chosen()
    number = {party_id: n for n, party_id in enumerate(chosen)}
    marks = held.marks
    on_chain = {one: mark for ends, mark in reversed(marks.items()) for one in ends}
    boxes = [held.box(one, on_chain.get(one, "")) for one in chosen]
    arrows = []
    for of in chosen:
        for owner in held.by.get(of, ()):
            if owner in number:
                ends = (owner, of)
                label, what = _labelled(held.between[ends])
                mark = marks.get(ends, "")
                arrows.append(
                    Arrow(
                        owner=number[owner],
                        of=number[of],
                        label=label,
                        what=what,
                        mark=mark,
                    )
                )
        if of in held.open:
            share = held.open[of]
            label = (f"{percent(share)} %",) if share else ()
            what = label[0] if label else say("graph.some_open")
            arrows.append(
                Arrow(owner=len(boxes), of=number[of], label=label, what=what)
            )
            boxes.append(_void(gap=of in held.gaps))
    chains = tuple(
        (status.value, tuple(number[one] for one in ids))
        for status in (Status.CAUGHT, Status.POSSIBLE)
        for ids in held.chains(status)
        if set(ids) <= set(number)
    )
    return Graph(
        boxes=tuple(boxes), arrows=tuple(arrows), chains=chains, left_out=left_out
    )


class _Held:
    """What holds on the day, by whom it is held; chains and gaps beside it."""

    def __init__(self, screening: Screening, owned: Ownership) -> None:
        self._screening = screening
        self._owned = owned
        self.client = owned.company
        self.between: dict[Ends, list[Holding]] = {}
        self.by: dict[str, list[str]] = {}
        self.of: dict[str, list[str]] = {}
        for one in screening.holdings:
            if one.holds_on(owned.on):
                self._add(one)
        for path in owners.leading(owned):
            for one in path.holdings:
                if (one.owner, one.of or self.client) not in self.between:
                    self._add(one)
        self.gaps = {
            self._named(gap.subject)
            for gap in screening.gaps
            if gap.code == "owner.undisclosed"
        }
        self.open = {self._named(of): share for of, share in owned.unknown if share}
        for of in sorted(self.gaps):
            self.open.setdefault(of, 0)
        self._parties = {party.id: party for party in screening.parties}

    def _add(self, one: Holding) -> None:
        ends = (one.owner, one.of or self.client)
        if ends not in self.between:
            self.by.setdefault(ends[1], []).append(one.owner)
            self.of.setdefault(one.owner, []).append(ends[1])
        self.between.setdefault(ends, []).append(one)

    def _named(self, subject: str) -> str:
        """Return whose owners a subject is about: the client has several names."""
        is_client = subject in ("", self._screening.client_id)
        return self.client if is_client else subject

    def chains(self, status: Status) -> Iterator[tuple[str, ...]]:
        """Yield the chains of a status, from the owner down, the shortest first."""
        found = owners.paths(self._owned, status)
        for path in sorted(found, key=lambda path: len(path.holdings)):
            yield tuple(self._along(path))

    def _along(self, path: Path) -> Iterator[str]:
        for holding in path.holdings:
            yield holding.owner
        if path.holdings:
            yield path.holdings[-1].of or self.client

    @property
    def marks(self) -> dict[Ends, str]:
        """The status of the chains that a holding is part of, the gravest one."""
        found: dict[Ends, str] = {}
        for status in (Status.CAUGHT, Status.POSSIBLE):
            for ids in self.chains(status):
                for ends in zip(ids, ids[1:], strict=False):
                    found.setdefault(ends, status.value)
        return found

    def chosen(self) -> tuple[tuple[str, ...], int]:
        """Return which parties are drawn, the client first, and how many are not."""
        nearest = tuple(self._nearest())
        first: dict[str, None] = {self.client: None}
        for status in (Status.CAUGHT, Status.POSSIBLE):
            for ids in self.chains(status):
                wanted = first | dict.fromkeys(reversed(ids))
                if self._boxes(wanted) <= MOST and ids[-1:] == (self.client,):
                    first = wanted
        for one in nearest:
            if len(first) >= MOST:
                break
            # Whoever is drawn leads to the client: what it owns is drawn as well.
            leads = not first.keys().isdisjoint(self.of.get(one, ()))
            if leads and self._boxes(first | {one: None}) <= MOST:
                first.setdefault(one)
        return tuple(first), len(set(nearest) - set(first))

    def _boxes(self, ids: Iterable[str]) -> int:
        return sum(1 + (one in self.open) for one in ids)

    def _nearest(self) -> Iterator[str]:
        """Yield the client and whoever owns of it, the nearest first."""
        seen = {self.client}
        row = [self.client]
        while row:
            yield from row
            above = [one for of in row for one in self.by.get(of, ())]
            row = [one for one in dict.fromkeys(above) if one not in seen]
            seen.update(row)

    def box(self, party_id: str, mark: str) -> Box:
        """Return the box of a party."""
        party = self._parties.get(party_id)
        is_person = party is not None and party.kind is Kind.PERSON
        hits = [hit for hit in self._screening.hits if hit.party.id == party_id]
        if party_id == self.client:
            notes = [say("graph.client")]
        elif is_person or party is None or not party.countries:
            notes = [say("graph.person" if is_person else "graph.organisation")]
        else:
            name = countries.name(party.countries[0])
            is_short = len(name) <= _LETTERS
            notes = [name if is_short else party.countries[0].upper()]
        if hits:
            best = {"score": hits[0].score, "hits": count("hit", len(hits))}
            notes.append(say("graph.hit" if len(hits) == 1 else "graph.hits", **best))
        elif party_id in self._hidden():
            notes.append(say("graph.hidden"))
        elif party_id != self.client:
            notes.append(say("graph.no_hits"))
        return Box(
            name=owners.called(self._screening, party_id),
            note=" · ".join(notes),
            shape="person" if is_person else "organisation",
            mark=mark,
            hit=hits[0].id if hits else "",
        )

    def _hidden(self) -> set[str]:
        """Return who has hits, by what rests on them: a page may show only some."""
        found = {one for verdict in self._owned.verdicts for one in verdict.by}
        for one in self._screening.findings:
            if one.hits and one.code.startswith("pep."):
                found.add(one.subject)
        return found


def _void(*, gap: bool) -> Box:
    return Box(
        name=say("graph.void"),
        note=say("graph.void.gap" if gap else "graph.void.open"),
        shape="open",
    )


def _labelled(holdings: list[Holding]) -> tuple[tuple[str, ...], str]:
    """Return what stands on an arrow, two short lines at most, and all of it."""
    pieces = list(dict.fromkeys(p for one in holdings for p in owners.held(one)))
    short = []
    for one in holdings:
        if one.shares is not None:
            short.append(one.shares.text)
        elif one.votes is not None:
            short.append(say("graph.votes", share=one.votes.text))
    rest = []
    if any(one.control for one in holdings):
        is_open = all(c is Control.INFLUENCE for one in holdings for c in one.control)
        rest.append(say("graph.control") + ("?" if is_open else ""))
    if not any(one.direct for one in holdings):
        rest.append(say("graph.indirect"))
    lines = [", ".join(dict.fromkeys(short)), ", ".join(rest)]
    return tuple(filter(None, lines)), ", ".join(pieces)

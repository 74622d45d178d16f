"""How the clients of a run came out: in numbers, in a sentence and as a bar."""

from collections import Counter

from kycscreen.explain import charts
from kycscreen.explain.markup import Markup, each, tag
from kycscreen.explain.words import count, say
from kycscreen.screen import Screening
from kycscreen.screen.standing import standing

Screenings = tuple[Screening, ...]


def outcomes(screenings: Screenings) -> tuple[tuple[str, int], ...]:
    """Count the clients by outcome; errors only where there are any."""
    found = Counter(map(standing, screenings))
    kinds = ("clear", "hits", "inconclusive")
    counts = tuple((kind, found[kind]) for kind in kinds)
    return (*counts, ("error", found["error"])) if found["error"] else counts


def headline(screenings: Screenings) -> str:
    """Say what a run asks of its reader."""
    if not screenings:
        return say("headline.none")
    found = dict(outcomes(screenings))
    numbers = {
        "headline.error": found.get("error", 0),
        "headline.hit": sum(len(one.hits) for one in screenings),
        "headline.finding": sum(len(one.findings) for one in screenings),
        "headline.gap": found["inconclusive"],
    }
    told = [count(key, number) for key, number in numbers.items() if number]
    clients = count("client", len(screenings))
    return "; ".join(told) or say("headline.clear", clients=clients)


def in_words(screenings: Screenings) -> str:
    """Return the outcomes as a part of a sentence: ``1 clear, 2 with hits``."""
    counts = outcomes(screenings)
    return ", ".join(_named(screenings, kind, number) for kind, number in counts)


def _named(screenings: Screenings, kind: str, number: int) -> str:
    has_findings = any(one.findings for one in screenings)
    key = "either" if kind == "hits" and has_findings else kind
    return f"{number:,} {say(f'outcome.{key}')}"


def chart(screenings: Screenings) -> Markup:
    """Draw the outcomes as one bar, and say beside it what each means."""
    counts = outcomes(screenings)
    clients = count("client", len(screenings))
    described = say("outcome.desc", clients=clients, outcomes=in_words(screenings))
    legend = (
        tag(
            "li",
            tag("i", class_=f"seg {kind}"),
            tag(
                "span",
                tag("b", _named(screenings, kind, number)),
                tag("small", _note(screenings, kind)),
            ),
        )
        for kind, number in counts
    )
    drawn = charts.outcomes(counts, say("outcomes"), described)
    return tag("div", drawn, tag("ul", each(legend), class_="legend"))


def _note(screenings: Screenings, kind: str) -> str:
    hits = [h for one in screenings if standing(one) == kind for h in one.hits]
    if kind == "error" and hits:
        return say("outcome.error.hits", hits=count("hit", len(hits)))
    if kind != "hits":
        return say(f"outcome.{kind}.note")
    parties = count("party", len({(hit.client_id, hit.party.id) for hit in hits}))
    note = say("outcome.hits.note", hits=count("hit", len(hits)), parties=parties)
    found = sum(len(one.findings) for one in screenings if standing(one) == kind)
    return f"{note}; {count('finding', found)}" if found else note

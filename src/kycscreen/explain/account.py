"""A hit as an account: how its words met, and how the points add up.

Text, Markdown and HTML all show this one account, so none can disagree.
"""

from collections.abc import Iterator

import attrs

from kycscreen.explain import values, written
from kycscreen.explain.verdicts import Verdict, facts, name_reason
from kycscreen.explain.words import count, knows, reason, say
from kycscreen.match import Hit
from kycscreen.names import Word
from kycscreen.screen import Screening


@attrs.frozen
class Step:
    """One step of the sum: what adds or takes points, and the total after it.

    ``kind`` is ``word``, ``fact``, or a total: ``name``, ``score``.
    """

    kind: str
    ours: str
    theirs: str
    note: str
    points: int
    total: int

    @property
    def label(self) -> str:
        """What the step is about, in a few words."""
        if self.ours and self.theirs:
            sign = "=" if self.ours == self.theirs else "~"
            return f"{self.ours} {sign} {self.theirs}"
        return self.ours or self.theirs


def signed(points: int) -> str:
    """Return points with their sign, a true minus for what is taken."""
    if points == 0:
        return "0"
    return f"+{points}" if points > 0 else f"\N{MINUS SIGN}{-points}"


def words_add_up(hit: Hit) -> bool:
    """Tell whether the words carry exactly the points of the name's reason."""
    named = name_reason(hit)
    total = sum(word.points for word in hit.words)
    return bool(hit.words) and named is not None and named.points == total


def name_total(hit: Hit) -> int:
    """Return what the name is worth."""
    named = name_reason(hit)
    return 0 if named is None else named.points


def steps(hit: Hit) -> tuple[Step, ...]:
    """Return how the points add up: the words, the name, the facts, the score."""
    return tuple(_steps(hit))


def _steps(hit: Hit) -> Iterator[Step]:
    total = 0
    named = name_reason(hit)
    if words_add_up(hit):
        for word in hit.words:
            total += word.points
            label, _ = how(word)
            ours, theirs = as_written(hit, word)
            if not ours and not theirs:
                ours, label = label, ""
            yield Step("word", ours, theirs, label, word.points, total)
    elif named is not None:
        total = named.points
        note, _ = reason(named.code)
        label = say("fact.name")
        yield Step("word", label, "", note, named.points, total)
    if named is not None:
        yield Step("name", say("the_name"), "", "", 0, total)
    for fact in facts(hit):
        if fact.points:
            total += fact.points
            births = fact.subject == "birth_date"  # their note is short and exact
            note = fact.note if births else reason(fact.code)[0]
            yield Step("fact", fact.title, "", note, fact.points, total)
    yield Step("score", say("the_score"), "", "", 0, total)


def as_written(hit: Hit, word: Word) -> tuple[str, str]:
    """Return a word of ours and of theirs as the two names have them."""
    listed = "" if hit.matched_name is None else hit.matched_name.full
    kind = hit.party.kind  # both names are read as ours is
    ours = written.as_written(word.party, hit.party_name, kind)
    return ours, written.as_written(word.listed, listed, kind)


def how(word: Word) -> tuple[str, str]:
    """Return how a word met one of the other side, and what that means."""
    key = f"how.{word.how}"
    if not knows(key):  # of a newer engine: shown as it is
        return word.how, ""
    kind = say(f"word.{word.kind}") if knows(f"word.{word.kind}") else word.kind
    return say(key), ", ".join(filter(None, (kind, say(f"{key}.means"))))


def words_met(hit: Hit) -> tuple[int, int]:
    """Return how many words met one of the other side, and of how many."""
    standing = [word for word in hit.words if word.party or word.listed]
    return sum(bool(w.party and w.listed) for w in standing), len(standing)


def commonness(word: Word) -> str:
    """Return how common a word is among all names, in words."""
    if not word.party and not word.listed:
        return ""
    if word.weight <= 0:
        return say("common.none")
    for least, key in _LITTLE:
        if word.weight >= least:
            return say(key)
    return say("common.very")


_LITTLE = (
    (900, "common.unique"),
    (700, "common.rare"),
    (500, "common.uncommon"),
    (300, "common.common"),
)


def gist(hit: Hit, screening: Screening) -> tuple[str, ...]:
    """Return the hit in a few short sentences, without the values."""
    return tuple(_gist(hit, screening))


def _gist(hit: Hit, screening: Screening) -> Iterator[str]:
    meeting, standing = words_met(hit)
    role = values.roles(hit.party)
    client = values.company(screening) or screening.client_id
    if meeting:
        number = say("gist.words", n=meeting, words=count("word", standing))
        form = "one" if meeting == 1 else "other"
        meet = say(f"gist.meet.{form}")
        yield say("gist.name", role=role, client=client, met=number, meet=meet)
    else:
        yield f"{role}: {say('gist.no_words')}."
    said = False
    for verdict in (Verdict.AGREE, Verdict.FITS, Verdict.CONFLICT):
        if titles := [f.title for f in facts(hit) if f.verdict is verdict]:
            said = True
            yield say(f"gist.{verdict.value}", facts=_listed(titles))
    if not said:
        yield say("gist.nothing")


def _listed(titles: list[str]) -> str:
    return ", ".join(dict.fromkeys(title.lower() for title in titles))

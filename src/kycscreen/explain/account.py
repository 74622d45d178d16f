"""A hit as an account: what each fact says, and how the points add up.

Text, Markdown and HTML all show this one account, so none can disagree.
"""

from collections.abc import Iterator
from enum import Enum

import attrs

from kycscreen.entities import ListedEntity, Topic
from kycscreen.explain import values
from kycscreen.explain.words import count, knows, reason, say
from kycscreen.match import Hit, Reason
from kycscreen.names import Word
from kycscreen.screen import Screening

FREEZING = frozenset({"eu_fsf", "un_sc", "us_ofac_sdn", "gb_ofsi"})
"""Lists on which everyone's assets are frozen, whatever a record repeats of it."""


class Verdict(Enum):
    """How a fact of ours and of theirs relate, as a reader sees it."""

    AGREE = "agree"
    CONFLICT = "conflict"
    ONLY_OURS = "only_ours"
    ONLY_THEIRS = "only_theirs"
    UNWEIGHED = "unweighed"
    RULE = "rule"

    @property
    def symbol(self) -> str:
        """The sign beside the word: colour alone never says it."""
        return _SYMBOL[self]


_SYMBOL = {
    Verdict.AGREE: "=",
    Verdict.CONFLICT: "≠",
    Verdict.ONLY_OURS: "◧",
    Verdict.ONLY_THEIRS: "◨",
    Verdict.UNWEIGHED: "·",
    Verdict.RULE: "§",
}


@attrs.frozen
class Fact:
    """One line of the table: ours, theirs, how they relate, what it is worth."""

    subject: str
    """What it is about: the first word of the code."""
    ours: str
    theirs: str
    verdict: Verdict
    note: str
    points: int
    code: str = ""

    @property
    def title(self) -> str:
        """What the fact is called."""
        words = f"fact.{self.subject}"
        return say(words) if knows(words) else self.subject


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


@attrs.frozen
class Effect:
    """What it would mean to be the listed entity: its mark, meaning and duty."""

    code: str
    means: str
    detail: str = ""

    @property
    def title(self) -> str:
        """The mark's words."""
        return say(f"effect.{self.code}")

    @property
    def symbol(self) -> str:
        """The mark's sign: full for a freeze, hollow for all that freezes nothing."""
        return {"freeze": "■", "sanction": "□"}.get(self.code, "○")

    @property
    def duty(self) -> str:
        """What a true match asks for."""
        return say(f"effect.{self.code}.do")


def signed(points: int) -> str:
    """Return points with their sign, a true minus for what is taken."""
    if points == 0:
        return "0"
    return f"+{points}" if points > 0 else f"\N{MINUS SIGN}{-points}"


def name_reason(hit: Hit) -> Reason | None:
    """Return the reason whose points the words carry."""
    for code in ("name.same", "name.similar", "name.different", "name.weak_alias"):
        for one in hit.reasons:
            if one.code == code:
                return one
    return None


def words_add_up(hit: Hit) -> bool:
    """Tell whether the words carry exactly the points of the name's reason."""
    named = name_reason(hit)
    total = sum(word.points for word in hit.words)
    return bool(hit.words) and named is not None and named.points == total


def name_total(hit: Hit) -> int:
    """Return what the name is worth."""
    named = name_reason(hit)
    return 0 if named is None else named.points


def facts(hit: Hit) -> tuple[Fact, ...]:
    """Return every fact that a side states, and every rule that moved the score."""
    named = name_reason(hit)
    weighed = [one for one in hit.reasons if one is not named]
    facts = [_fact(hit, one) for one in weighed if not _is_rule(one)]
    facts += _unmentioned(hit, weighed)
    facts.sort(key=lambda fact: _ORDER.get(fact.subject, len(_ORDER)))
    rules = [_fact(hit, one) for one in weighed if _is_rule(one)]
    return (*facts, *rules)


_SUBJECTS = (
    "name",
    "birth_date",
    "birth_place",
    "country",
    "gender",
    "identifier",
    "position",
    "address",
)
_ORDER = {subject: n for n, subject in enumerate(_SUBJECTS)}


def _is_rule(one: Reason) -> bool:
    return one.code.partition(".")[0] in {"score", "pep"}


def _fact(hit: Hit, one: Reason) -> Fact:
    subject = one.code.partition(".")[0]
    verdict = _verdict(one)
    ours, theirs = _sides(hit, subject, one)
    return Fact(
        subject, ours, theirs, verdict, _note(hit, one, verdict), one.points, one.code
    )


def _sides(hit: Hit, subject: str, one: Reason) -> tuple[str, str]:
    """Return both values; of what is only set side by side, all we know of it."""
    if _is_rule(one):
        return "", ""
    if one.code == "identifier.one_sided":
        return (
            "; ".join(values.our_number(hit.party, n) for n in hit.party.identifiers),
            "; ".join(values.their_number(hit, n) for n in hit.entity.identifiers),
        )
    if subject == "position":
        return "; ".join(hit.party.positions), values.posts(hit.entity)
    return _value(hit, subject, one.party_value), _value(hit, subject, one.listed_value)


def _note(hit: Hit, one: Reason, verdict: Verdict) -> str:
    if verdict in _UNWORDED:
        return ""
    note, _ = reason(one.code)
    if one.code == "name.weak_alias":
        return say("note.likeness", note=note, n=one.detail)
    if one.code == "country.same" and one.detail:
        return one.detail
    detail = values.without_numbers(hit, one.detail.replace("_", " "))
    return ", ".join(filter(None, (note, detail)))


_UNWORDED = frozenset({Verdict.ONLY_OURS, Verdict.ONLY_THEIRS})


def _value(hit: Hit, subject: str, value: str) -> str:
    if subject == "gender":
        return values.gender(value)
    return values.without_numbers(hit, value)


def _verdict(one: Reason) -> Verdict:
    if _is_rule(one):
        return Verdict.RULE
    how = one.code.rpartition(".")[2]
    if one.code == "birth_place.different":
        return Verdict.UNWEIGHED  # places are spelt too freely to conflict
    if how == "one_sided":
        return _one_sided(one.party_value, one.listed_value)
    return Verdict.CONFLICT if how in {"different", "near"} else Verdict.AGREE


def _one_sided(ours: str, theirs: str) -> Verdict:
    if ours and theirs:
        return Verdict.UNWEIGHED
    return Verdict.ONLY_OURS if ours else Verdict.ONLY_THEIRS


def _unmentioned(hit: Hit, weighed: list[Reason]) -> Iterator[Fact]:
    """Yield what a side states and no reason speaks of: 0 points, but seen."""
    mentioned = {one.code.partition(".")[0] for one in weighed} - {"identifier"}
    for subject, ours, theirs in _stated(hit, weighed):
        if subject not in mentioned and (ours or theirs):
            verdict = _one_sided(ours, theirs)
            yield Fact(subject, ours, theirs, verdict, "", 0)


def _stated(hit: Hit, weighed: list[Reason]) -> Iterator[tuple[str, str, str]]:
    party, entity = hit.party, hit.entity
    yield (
        "birth_date",
        values.birth_date(party.birth_date) if party.birth_date is not None else "",
        "; ".join(map(values.birth_date, entity.birth_dates)),
    )
    yield (
        "country",
        values.countries((*party.nationalities, *party.countries)),
        values.countries((*entity.nationalities, *entity.citizenships)),
    )
    yield (
        "birth_place",
        values.place(party.birth_place) if party.birth_place is not None else "",
        "; ".join(map(values.place, entity.birth_places)),
    )
    yield (
        "gender",
        ", ".join(map(values.gender, party.genders)),
        ", ".join(map(values.gender, entity.genders)),
    )
    mentioned = [one for one in weighed if one.code.startswith("identifier.")]
    if not any(one.code == "identifier.one_sided" for one in mentioned):
        ours = " ".join(one.party_value for one in mentioned)
        theirs = " ".join(one.listed_value for one in mentioned)
        mine = (n for n in party.identifiers if n.value not in ours)
        listed = (n for n in entity.identifiers if n.value not in theirs)
        yield (
            "identifier",
            "; ".join(values.our_number(party, n) for n in mine),
            "; ".join(values.their_number(hit, n) for n in listed),
        )
    yield "position", "; ".join(party.positions), values.posts(entity)
    yield "address", "", "; ".join(address.full for address in entity.addresses)


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
            note = reason(fact.code)[0]
            yield Step("fact", fact.title, "", note, fact.points, total)
    yield Step("score", say("the_score"), "", "", 0, total)


def as_written(hit: Hit, word: Word) -> tuple[str, str]:
    """Return a word of ours and of theirs as the two names have them."""
    listed = "" if hit.matched_name is None else hit.matched_name.full
    ours = values.as_written(word.party, hit.party_name)
    return ours, values.as_written(word.listed, listed)


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
    for least, key in _COMMON:
        if word.weight >= least:
            return say(key)
    return say("common.very")


_COMMON = (
    (900, "common.unique"),
    (700, "common.rare"),
    (500, "common.uncommon"),
    (300, "common.common"),
)


def effects(entity: ListedEntity) -> tuple[Effect, ...]:
    """Return what being the listed entity means in law, the gravest first."""
    return tuple(_effects(entity))


def _effects(entity: ListedEntity) -> Iterator[Effect]:
    if Topic.SANCTION in entity.topics:
        measures = ", ".join(entity.measures)
        if entity.list_id in FREEZING or _freezes(entity):
            yield Effect("freeze", say("effect.freeze.means"), measures)
        elif measures:
            means = say("effect.sanction.means", measures=measures)
            yield Effect("sanction", means, measures)
        else:
            yield Effect("sanction", say("effect.sanction.unstated"))
    posts = values.posts(entity)
    if Topic.PEP in entity.topics:
        yield Effect("pep", say("effect.pep.means"), posts)
    elif Topic.RCA in entity.topics:
        yield Effect("rca", say("effect.rca.means"), posts)


def _freezes(entity: ListedEntity) -> bool:
    stems = ("freez", "frozen", "block")
    return any(stem in m.casefold() for m in entity.measures for stem in stems)


def gist(hit: Hit, screening: Screening) -> tuple[str, ...]:
    """Return the hit in a few short sentences, without the values."""
    told = facts(hit)
    agree = [f.title for f in told if f.verdict is Verdict.AGREE]
    conflict = [f.title for f in told if f.verdict is Verdict.CONFLICT]
    return tuple(_gist(hit, screening, agree, conflict))


def _gist(
    hit: Hit, screening: Screening, agree: list[str], conflict: list[str]
) -> Iterator[str]:
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
    if agree:
        yield say("gist.agree", facts=_listed(agree))
    if conflict:
        yield say("gist.conflict", facts=_listed(conflict))
    if not agree and not conflict:
        yield say("gist.nothing")


def _listed(titles: list[str]) -> str:
    return ", ".join(dict.fromkeys(title.lower() for title in titles))

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
    note = "" if verdict in _UNWORDED else reason(one.code)[0]
    return Fact(
        subject,
        _value(hit, subject, one.party_value),
        _value(hit, subject, one.listed_value),
        verdict,
        values.without_numbers(hit, ", ".join(filter(None, (note, one.detail)))),
        one.points,
        one.code,
    )


_UNWORDED = frozenset({Verdict.ONLY_OURS, Verdict.ONLY_THEIRS})


def _value(hit: Hit, subject: str, value: str) -> str:
    if subject == "gender":
        return values.gender(value)
    return values.without_numbers(hit, value)


def _verdict(one: Reason) -> Verdict:
    if _is_rule(one):
        return Verdict.RULE
    how = one.code.rpartition(".")[2]
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
    numbers = [one for one in weighed if one.code.startswith("identifier.")]
    ours = " ".join(one.party_value for one in numbers)
    theirs = " ".join(one.listed_value for one in numbers)
    for number in party.identifiers:
        if number.value not in ours:
            yield "identifier", values.our_number(party, number), ""
    for number in entity.identifiers:
        if number.value not in theirs:
            yield "identifier", "", values.their_number(hit, number)
    yield (
        "position",
        "; ".join(party.positions),
        "; ".join(map(values.position, entity.positions)),
    )
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
            yield Step("word", word.party, word.listed, label, word.points, total)
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


def how(word: Word) -> tuple[str, str]:
    """Return how a word met one of the other side, and what that means."""
    key = f"how.{word.how}"
    if not knows(key):  # of a newer engine: shown as it is
        return word.how, ""
    kind = say(f"word.{word.kind}") if knows(f"word.{word.kind}") else word.kind
    return say(key), ", ".join(filter(None, (kind, say(f"{key}.means"))))


def met(word: Word) -> bool:
    """Tell whether a word met one of the other side."""
    return word.how not in {"only_ours", "only_theirs"}


def commonness(word: Word) -> str:
    """Return how common a word is among all names, in words."""
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
    posts = "; ".join(map(values.position, entity.positions))
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
    meeting = [word for word in hit.words if met(word)]
    role = values.roles(hit.party)
    client = values.company(screening) or screening.client_id
    if meeting:
        number = say(
            "gist.words", n=f"{len(meeting)}", words=count("word", len(hit.words))
        )
        form = "one" if len(meeting) == 1 else "other"
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

"""What makes somebody a PEP or a relative of one, in the words of the law."""

from collections.abc import Iterable
from datetime import date

import attrs

from kycscreen.entities import Position
from kycscreen.pep.standing import Doubt, Spell, Standing, Stands, spell, stands
from kycscreen.policy.law import AfterOffice, Function, Law, in_force
from kycscreen.sources import offices


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


@attrs.frozen(kw_only=True)
class Exposure:
    """A public function, or nearness to one, and what it means on a day.

    ``until`` is the first day on which the law's least time after office is over,
    ``rule`` the one that says so. ``relation`` is empty for the holder, else the law's
    word for what ties the entity to the holder, or the list's where the law has none;
    ``relative_of`` is the holder's record. ``counts``: the law calls it prominent, and
    the relation near enough, on that day. ``others`` are further functions.
    """

    status: Standing
    until: date | None = None
    function: str = ""
    title: str = ""
    body: str = ""
    country: str = ""
    start: str = ""
    end: str = ""
    relation: str = ""
    relative_of: str = ""
    counts: bool
    rule: str = ""
    grounds: str = ""
    others: tuple[str, ...] = attrs.field(default=(), converter=_texts)

    @property
    def code(self) -> str:
        """The code of the finding, as ``pep.cooling_off``."""
        return f"pep.{self.status.value}"

    @property
    def called(self) -> str:
        """The function as people name it: its title, or else its category."""
        return self.title or words(self.function)


@attrs.frozen
class Office:
    """A function of one holder, judged: how it stands, and how the law sees it."""

    post: Position
    category: str
    spell: Spell
    stands: Stands
    function: Function | None
    place: int

    @property
    def counts(self) -> bool:
        """Whether the law calls it prominent; one that nobody names may be it."""
        if not self.category:
            return True
        return self.function is not None and self.function.prominent


def judged(post: Position, died: str | None, law: Law, on: date) -> Office:
    """Judge one function on a day."""
    category = post.category or (offices.category(post.title) if post.title else "")
    functions = in_force(law.function, on)
    by_id = {function.id: number for number, function in enumerate(functions)}
    place = by_id.get(f"{category} {post.country}", by_id.get(category, len(by_id)))
    held = spell(post.start, post.end, post.status, died)
    return Office(
        post,
        category,
        held,
        Stands(standing=Standing.UNKNOWN, doubt=Doubt.NOTHING)
        if not post.title and not category
        else stands(held, on=on, rules=rules_of(law, category, post.country)),
        functions[place] if place < len(functions) else None,
        place,
    )


def rules_of(law: Law, category: str, country: str) -> tuple[AfterOffice, ...]:
    """Return the rules on the time after office that fit a function of a country."""
    return tuple(
        rule
        for rule in law.after_office
        if (not rule.countries or country in rule.countries)
        and (
            not rule.functions
            or {category, f"{category} {country}"} & {*rule.functions}
        )
    )


_STRONGEST = (
    Standing.CURRENT,
    Standing.COOLING_OFF,
    Standing.UNKNOWN,
    Standing.FORMER,
)


def strength(stands: Stands, *, counts: bool) -> tuple[bool, int, int]:
    """Return by what exposures are put in order, the strongest first.

    What counts in law comes first: a mayor's office that does not must not hide a
    minister's that does.
    """
    until = 0 if stands.until is None else -stands.until.toordinal()
    return (not counts, _STRONGEST.index(stands.standing), until)


Rank = tuple[bool, int, int, bool, int, str, str, str, str, str, str, str]


@attrs.frozen
class Ranked:
    """An exposure and its place among others of one entity: the least comes first."""

    rank: Rank
    exposure: Exposure


def ranked(
    office: Office,
    *,
    counts: bool,
    grounds: str,
    relation: str = "",
    relative_of: str = "",
) -> Ranked:
    """Make an exposure of a function: the holder's, or that of somebody beside."""
    post, stands = office.post, office.stands
    made = Exposure(
        status=stands.standing,
        until=stands.until,
        function=office.category,
        title=post.title,
        body=post.body,
        country=post.country,
        start=post.start,
        end=post.end,
        relation=relation,
        relative_of=relative_of,
        counts=counts,
        rule=stands.rule,
        grounds=grounds,
    )
    rank = (
        *strength(stands, counts=counts),
        relation != "",
        office.place,  # the law names the highest functions first
        *(post.title, post.body, post.country, post.start, post.end),
        *(relative_of, relation),
    )
    return Ranked(rank, made)


_WORDS = {
    "head_of_state": "head of state or government",
    "mp": "member of parliament",
    "party_leadership": "member of a party's leadership",
    "supreme_judge": "judge of a supreme court",
    "central_bank": "member of a central bank's leadership",
    "armed_forces": "high officer of the armed forces",
    "soe_board": "member of a state-owned company's board",
    "intl_org": "member of an international organisation's leadership",
    "mayor_regional": "head of a region or municipality",
    "other": "holder of another public function",
    "": "holder of a function that the list does not name",
}


def words(category: str) -> str:
    """Return a category in words."""
    return _WORDS.get(category, category.replace("_", " "))

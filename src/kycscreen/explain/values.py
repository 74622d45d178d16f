"""How the values of both sides read; personal numbers are never shown."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import attrs

from kycscreen import countries as names
from kycscreen import identifiers
from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import (
    ListedEntity,
    ListedName,
    NameKind,
    Place,
    Position,
    Strength,
    Topic,
)
from kycscreen.explain.words import count, say
from kycscreen.identifiers import Identifier
from kycscreen.match import NUMBER_AGREES, Hit
from kycscreen.parties import Party, Role
from kycscreen.screen import Gap, ListUsed, Screening


def birth_date(span: DateSpan) -> str:
    """Return a date as precisely as it is known."""
    if span.lo is None or span.hi is None:
        return span.raw
    if span.precision is Precision.DAY:
        known = span.lo.isoformat()
    elif span.precision is Precision.MONTH:
        known = span.lo.isoformat()[:7]
    elif span.precision is Precision.YEAR:
        known = span.lo.isoformat()[:4]
    elif (span.lo.month, span.lo.day, span.hi.month, span.hi.day) == (1, 1, 12, 31):
        known = say("range", lo=f"{span.lo.year:04}", hi=f"{span.hi.year:04}")
    else:
        known = say("range", lo=span.lo.isoformat(), hi=span.hi.isoformat())
    return say("circa", date=known) if span.circa else known


def our_birth(party: Party, stated: str = "") -> str:
    """Return a party's birth date, and what of it a personal number says.

    ``stated`` is the one that was compared, where it was not the first.
    """
    own = "" if party.birth_date is None else birth_date(party.birth_date)
    others = [birth_date(born) for born in party.other_births]
    if stated in others and stated != own:
        return say("by_number.other", other=stated, value=own) if own else stated
    shown = own or stated
    if shown and "birth_date" in party.by_number:
        shown = say("by_number", value=shown)
    if shown and others:
        return say("by_number.also", value=shown, other=", ".join(others))
    return shown


def our_gender(party: Party, stated: str) -> str:
    """Return a party's gender, and whether it is a personal number that says it."""
    told = gender(stated)
    is_by_number = bool(told) and "genders" in party.by_number
    return say("by_number", value=told) if is_by_number else told


def our_number(party: Party, number: Identifier) -> str:
    """Return a number of the party; a personal one masked."""
    return number_in_full(identifiers.mask(number, kind=party.kind))


def their_number(hit: Hit, number: Identifier) -> str:
    """Return a published number, in full unless that would tell one of ours."""
    if _agree(hit) and _tells_ours(hit, number):
        number = attrs.evolve(number, value=identifiers.masked(number.value))
    return number_in_full(number)


def _agree(hit: Hit) -> bool:
    return any(reason.code in NUMBER_AGREES for reason in hit.reasons)


def _tells_ours(hit: Hit, number: Identifier) -> bool:
    kinds = (hit.party.kind, hit.entity.kind)
    return any(identifiers.is_personal(number, kind=kind) for kind in kinds)


def number_in_full(number: Identifier) -> str:
    """Return a published number with its kind and country."""
    kind = number.type.replace("_", " ")
    return " ".join(filter(None, (kind, number.country.upper(), number.value)))


def gender(code: str) -> str:
    """Return a gender in words, or several."""
    codes = code.split(", ")
    return ", ".join(say(f"gender.{c}") if c in {"M", "F", "X"} else c for c in codes)


def countries(codes: Iterable[str]) -> str:
    """Return countries by name, each once."""
    return ", ".join(dict.fromkeys(names.name(code) for code in codes if code))


def place(born: Place) -> str:
    """Return a place of birth, with its country if the text does not say it."""
    where = names.name(born.country) if born.country else ""
    if where.casefold() in born.text.casefold() or _names(born.text, born.country):
        return born.text or where
    return ", ".join(filter(None, (born.text, where)))


def _names(text: str, country: str) -> bool:
    """Tell whether a text says a country in other words: "RUSSIAN FEDERATION"."""
    return bool(country) and names.find(text) == country


def some(shown: Iterable[str], most: int) -> str:
    """Return values once each, the first ones, and how many more there are."""
    each = list(dict.fromkeys(shown))
    more = [say("more", n=f"{len(each) - most:,}")] if len(each) > most else []
    return "; ".join((*each[:most], *more))


def warnings(screening: Screening) -> tuple[Gap, ...]:
    """Return the warnings that say more than the gaps: stale is silent already."""
    stale = {gap.subject for gap in screening.gaps if gap.code == "list.stale"}
    return tuple(
        one
        for one in screening.warnings
        if one.code != "list.silent" or one.subject not in stale
    )


def posts(entity: ListedEntity, *, years: bool = False) -> str:
    """Return an entity's positions; of a PEP's, whether each is still held.

    With ``years``, a term with both ends is told by its years alone.
    """
    held = Topic.PEP in entity.topics
    posts = (position(post, held=held, years=years) for post in entity.positions)
    return "; ".join(dict.fromkeys(posts))


def position(post: Position, *, held: bool = True, years: bool = False) -> str:
    """Return a public function: title, body, country, and from when to when."""
    where = names.name(post.country) if post.country else ""
    body = "" if post.body.casefold() in post.title.casefold() else post.body
    title = ", ".join(filter(None, (post.title, body, where)))
    title = title[:1].upper() + title[1:] if held else title
    status = post.status if post.status not in _STATUS else say(f"status.{post.status}")
    when = "; ".join(filter(None, (_term(post, years=years), status if held else "")))
    return f"{title} ({when})" if when else title


_STATUS = frozenset({"current", "ended", "unknown"})


def _term(post: Position, *, years: bool) -> str:
    first, last = post.start[:4], post.end[:4]
    if first and last:
        if years or post.start + post.end == first + last:
            return first if first == last else say("term.years", lo=first, hi=last)
        return say("range", lo=post.start, hi=post.end)
    if post.end:
        return say("until", date=post.end)
    return say("since", date=post.start) if post.start else ""


def roles(party: Party) -> str:
    """Return why a party is connected to its client, the weightiest role first."""
    stated = [say(f"role.{role.value}") for role in Role if role in party.roles]
    return ", ".join(stated[:1] + [word.lower() for word in stated[1:]]) or say(
        "role.none"
    )


def company(screening: Screening) -> str:
    """Return the name of the client itself, if it was declared as a party."""
    named = (p.name for p in screening.parties if Role.CLIENT in p.roles)
    return next(named, "")


def programmes(entity: ListedEntity) -> str:
    """Return the programmes by code and label; one that is both is said once."""
    labelled = ((p.code, p.label) for p in entity.programmes)
    return "; ".join(" ".join(dict.fromkeys(filter(None, parts))) for parts in labelled)


def primary_name(entity: ListedEntity) -> ListedName | None:
    """Return the name that the publisher puts first."""
    primary = (name for name in entity.names if name.kind is NameKind.PRIMARY)
    return next(primary, next(iter(entity.names), None))


def listed_name(hit: Hit) -> ListedName | None:
    """Return the name that met, or else the primary one."""
    return hit.matched_name or primary_name(hit.entity)


def name_kind(name: ListedName) -> str:
    """Return what the publisher says a name is, and whether it is a weak one."""
    kind = say(f"name.{name.kind.value}")
    weak = name.strength is Strength.WEAK
    return f"{kind}, {say('name.weak')}" if weak else kind


def language(name: ListedName) -> str | None:
    """Return the language tag of a name, or of its letters, if it is known."""
    if re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", name.lang):
        return name.lang
    if re.fullmatch("[A-Z][a-z]{3}", name.script) and name.script != "Latn":
        return f"und-{name.script}"
    return None


def edition(hit: Hit, screening: Screening) -> ListUsed | None:
    """Return the edition of the list that a hit was found on."""
    used = screening.provenance.lists
    return next((one for one in used if one.list_id == hit.entity.list_id), None)


def age(used: ListUsed) -> str:
    """Return when an edition was published, how old it is and how old it may be."""
    parts = [
        say("edition", date=used.published.isoformat())
        if used.published is not None
        else say("edition.undated")
    ]
    if used.age is not None:
        parts.append(say("edition.age", days=days(used.age)))
    if used.max_age is not None:
        is_closed = used.max_age < 0
        key = "edition.closed" if is_closed else "edition.max"
        parts.append(say(key, n=f"{used.max_age:,}"))
    return ", ".join(parts)


def party_called(hit: Hit) -> str:
    """Name the party, and the other name of it that met, if it was another."""
    name = hit.party.name.strip()
    if not name or hit.party_name in ("", hit.party.name):
        return hit.party_name or hit.party.name
    return say("called", name=name, other=hit.party_name)


def used_list(used: ListUsed) -> str:
    """Say in one line which edition of a list was used."""
    extract = say("extract") if used.extract else ""
    size = count("entity", used.entities)
    return ", ".join(filter(None, (age(used), size, used.sha256[:12], extract)))


def provenance(screening: Screening) -> Iterator[str]:
    """Say line by line what a screening rests on, besides its lists."""
    proof = screening.provenance
    yield f"{say('on')} {proof.on.isoformat()}"
    yield f"{say('engine')} {proof.engine}"
    yield f"{say('policy')} {proof.policy}, {say('alert.from', n=proof.alert_at)}"


def days(number: int) -> str:
    """Return a number of days in words."""
    return count("day", number)


def is_stale(used: ListUsed) -> bool:
    """Tell whether an edition is older than it may be, or of no known age."""
    if used.max_age is None:
        return False
    return used.age is None or used.age > used.max_age


@cache
def publisher(list_id: str) -> str:
    """Return who publishes a list; empty for one that is only yours."""
    from kycscreen import sources

    try:
        return sources.find(list_id).publisher
    except KeyError:
        return ""


def without_numbers(hit: Hit, text: str) -> str:
    """Mask what a text of the matcher says of our personal numbers."""
    if not text:
        return text
    for number in _personal(hit):
        text = text.replace(number.value, identifiers.masked(number.value))
    return text


def _personal(hit: Hit) -> Iterator[Identifier]:
    """Yield our personal numbers, and theirs where they are the same."""
    party, entity = hit.party, hit.entity
    for number in party.identifiers:
        if number.value and identifiers.is_personal(number, kind=party.kind):
            yield number
    if _agree(hit):
        for number in entity.identifiers:
            if number.value and _tells_ours(hit, number):
                yield number

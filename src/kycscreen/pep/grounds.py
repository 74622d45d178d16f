"""The grounds of an exposure: one sentence with function, dates, source and relation.

As the law asks to record them. Names in it are those that a list gives of a holder.
"""

from datetime import date

import attrs

from kycscreen import countries, sources
from kycscreen.entities import Link, LinkType
from kycscreen.pep.exposures import Office, words
from kycscreen.pep.kinship import Kin
from kycscreen.pep.standing import Doubt, Standing
from kycscreen.policy.law import Law


def of_office(office: Office, list_id: str, law: Law, on: date) -> str:
    """Return the grounds of whoever holds or held a function."""
    sentence = f"{called(office)}, says {listed(list_id)}; {state(office, law, on)}"
    if not office.counts:
        sentence += f"; the law does not count that function on {on}"
    return f"{sentence[0].upper()}{sentence[1:]}."


@attrs.frozen
class Tie:
    """What ties an entity to a holder, and whether the law counts it."""

    link: Link
    kin: Kin
    over: bool = attrs.field(kw_only=True)
    near: bool = attrs.field(kw_only=True)


def of_relative(
    tie: Tie, office: Office | None, list_id: str, law: Law, on: date
) -> str:
    """Return the grounds of whoever is beside a holder, whom the list may not name."""
    parts = [f"{_tied(tie)}, says {listed(list_id)}"]
    if office is None:
        parts.append("the holder's function is not at hand")
    else:
        parts.append(f"the holder's function: {called(office)}")
        parts.append(state(office, law, on))
        if not office.counts:
            parts.append(f"the law does not count that function on {on}")
    if tie.over:
        parts.append("the relation is over")
    elif not tie.near:
        parts.append(f"the law does not count that relation on {on}")
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _tied(tie: Tie) -> str:
    link, kin = tie.link, tie.kin
    usual = "close associate" if link.type is LinkType.ASSOCIATE else "relative"
    name = f"({link.target_name})" if link.target_id else link.target_name
    whom = " ".join(filter(None, (link.target_id, name if link.target_name else "")))
    until = f" until {kin.until}" if kin.until else ""
    return (
        f"{kin.words or usual} of {whom or 'a PEP whom the list does not name'}{until}"
    )


def called(office: Office) -> str:
    """Name a function: its kind, country, title, body and dates."""
    post = office.post
    kind = words(office.category)
    told = (post.title if post.title.casefold() != kind else "", post.body)
    inside = ", ".join(text for text in dict.fromkeys(told) if text)
    return "".join(
        (
            kind,
            f" of {_country(post.country)}" if post.country else "",
            f" ({inside})" if inside else "",
            _dates(post.start, post.end),
        )
    )


def state(office: Office, law: Law, on: date) -> str:
    """Say how a function stands on a day, and by which rule."""
    spell, stands = office.spell, office.stands
    if stands.standing is Standing.CURRENT:
        return f"in office on {on}"
    if stands.standing is Standing.UNKNOWN:
        return _DOUBTS[stands.doubt].format(on=on)
    left = f"out of office since {spell.last}"
    if not spell.exact:
        left += " at the latest"
    rule = next((rule for rule in law.after_office if rule.id == stands.rule), None)
    told = "" if rule is None else f"{rule.months} months by {rule.origin.source}"
    if stands.standing is Standing.COOLING_OFF:
        return f"{left}, counts at least until {stands.until} ({told})"
    return f"{left}, and the least time is over{f' ({told})' if told else ''}"


_DOUBTS = {
    Doubt.UNSTATED: "whether that is so on {on} the list does not say",
    Doubt.UNDATED: "that is over on {on}, since when is not known",
    Doubt.AHEAD: "not in office yet on {on}",
    Doubt.NOTHING: "since and until when the list does not say either",
}


def listed(list_id: str) -> str:
    """Name a list and its publisher."""
    try:
        publisher = sources.find(list_id).publisher
    except KeyError:  # a list made in code
        publisher = ""
    return f"{list_id} ({publisher})" if publisher else list_id


def _country(code: str) -> str:
    try:
        name = countries.name(code)
    except ValueError:
        return code
    takes_article = name in _THE or name.endswith(_THE_ALSO)
    return f"the {name}" if takes_article else name


_THE = frozenset(("Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives"))
_THE_ALSO = ("States", "Kingdom", "Emirates", "Islands", "Republic")


def _dates(start: str, end: str) -> str:
    if start and end:
        return f" from {start} to {end}"
    if start:
        return f" since {start}"
    return f" until {end}" if end else ""

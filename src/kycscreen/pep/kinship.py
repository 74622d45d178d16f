"""How a list says that somebody is near to a PEP: in one form, from one side.

>>> told("wikidata", "father").words, told("us_congress", "the member is the son").words
('father', 'parent')
>>> told("os_peps", "daughter; startDate 1990").words  # the other one is the daughter
'parent'
>>> told("os_peps", "as relative: spouse; endDate 2015")
Kin(words='spouse', until='2015', over=False)
"""

import re

import attrs

# What I am to somebody who is my son: only words that differ from the other side.
_OTHER_SIDE = {
    **dict.fromkeys(("father", "mother", "parent", "adoptive parent"), "child"),
    **dict.fromkeys(("son", "daughter", "child"), "parent"),
    **dict.fromkeys(("adopted son", "adopted daughter", "adopted child"), "parent"),
    **dict.fromkeys(("son-in-law", "daughter-in-law", "child-in-law"), "parent-in-law"),
    **dict.fromkeys(
        ("father-in-law", "mother-in-law", "parent-in-law"), "child-in-law"
    ),
    **dict.fromkeys(("stepson", "stepdaughter", "stepchild"), "step-parent"),
    **dict.fromkeys(("stepfather", "stepmother", "step-parent"), "stepchild"),
    **dict.fromkeys(("grandfather", "grandmother", "grandparent"), "grandchild"),
    **dict.fromkeys(("grandson", "granddaughter", "grandchild"), "grandparent"),
    **dict.fromkeys(("uncle", "aunt"), "nephew or niece"),
    **dict.fromkeys(("nephew", "niece"), "uncle or aunt"),
}
FURTHER = frozenset(
    (
        *("cousin", "uncle", "aunt", "uncle or aunt", "nephew", "niece"),
        *("nephew or niece", "grandfather", "grandmother", "grandparent", "grandson"),
        *("granddaughter", "grandchild", "great-grandchild", "great-grandparent"),
        *("father-in-law", "mother-in-law", "parent-in-law", "brother-in-law"),
        *("sister-in-law", "sibling-in-law", "godparent", "godchild"),
    )
)
"""Relatives too far off, unless a law's own words name them."""

_OF_AGE = "^(?:eldest|elder|oldest|older|youngest|younger|only) "
_REMARK = re.compile("(?:startDate|endDate|date|status|quality) ")
_LONGEST = 80
"""A note may be prose; so many letters of it say enough."""


@attrs.frozen
class Kin:
    """What somebody is to another: in words, until when, and whether it is over."""

    words: str
    until: str = ""
    over: bool = False


def told(list_id: str, note: str) -> Kin:
    """Read the note of a link: what the entity that has it is to the other one."""
    first, *others = (part.strip() for part in note.split("; "))
    if _REMARK.match(first):
        first, others = "", [first, *others]
    words, is_other = _from_its_side(list_id, first.casefold())
    words, _, until = words.partition(", until ")
    for part in others:
        until = part.removeprefix("endDate ") if part.startswith("endDate ") else until
    over = "former" in others or words.startswith(("former ", "ex-"))
    plain = re.sub("^(?:former |ex-)", "", re.sub(" of(?: .*)?$", "", words))
    plain = re.sub(_OF_AGE, "", plain)[:_LONGEST]
    return Kin(_OTHER_SIDE.get(plain, plain) if is_other else plain, until, over)


def _from_its_side(list_id: str, words: str) -> tuple[str, bool]:
    """Return the words, and whether they are about the other one.

    OpenSanctions tells what the second is to the first of two, and the reader marks
    the second.
    """
    if found := re.fullmatch("as (?:relative|associate)(?:: (.*))?", words):
        return found[1] or "", False
    if found := re.fullmatch("the member is the (.*)", words):
        return found[1], True
    if found := re.match("(.*?)[’']s name", words):  # as "Father's name is"
        return found[1], True
    return words, list_id.startswith("os_")

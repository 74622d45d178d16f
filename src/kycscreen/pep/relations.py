"""Who is near enough to a PEP, by the words with which the relation is told."""

from datetime import date

from kycscreen.pep.kinship import FURTHER
from kycscreen.policy.law import Law, Relation


def relation_of(words: str, *, associate: bool, law: Law) -> Relation | None:
    """Return the law's relation for some words, in force or not; none if it has none.

    Whom a list calls an associate is one, whatever its words for it.
    """
    plain = words.casefold()
    by_words = next((one for one in law.relation if plain in one.words), None)
    if by_words is not None or not associate:
        return by_words
    return next((one for one in law.relation if one.associate), None)


def near_enough(
    relation: Relation | None, words: str, *, highest: bool, on: date
) -> bool:
    """Ask whether the law counts a relation beside a function.

    Words that say neither that it does nor that it does not count as near: nobody
    becomes no relative because a list is vague.
    """
    if relation is None:
        return words.casefold() not in FURTHER
    return relation.origin.holds_on(on) and (highest or not relation.highest_only)

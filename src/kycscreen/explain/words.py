"""Every word that people read in an explanation, by key.

Another language is another table with the same keys. What a reason code means
stands here too, once: the reference in the documentation is made from it.

>>> count("hit", 3), count("hit", 1)
('3 hits', '1 hit')
"""

from functools import cache

from kycscreen.explain import english


def say(key: str, /, **values: object) -> str:
    """Return the words under a key, with its ``{places}`` filled."""
    words = english.WORDS[key]
    return words.format_map(values) if values else words


def count(key: str, number: int, /) -> str:
    """Return a number and its noun, in the form that the number asks for."""
    form = "one" if number == 1 else "other"
    return say(f"{key}.{form}", n=f"{number:,}")


def knows(key: str, /) -> bool:
    """Tell whether there are words under a key."""
    return key in english.WORDS


def reason_codes() -> tuple[str, ...]:
    """Return every reason code that a hit can carry, in the order of the facts."""
    return tuple(_reasons())


def reason(code: str) -> tuple[str, str]:
    """Return what a reason is called beside its verdict, and what it means.

    A code from a newer version of the engine is shown as it is: it still counts.
    """
    return _reasons().get(code, (code, ""))


def gap(code: str) -> tuple[str, str]:
    """Return what a gap or warning is called, and what closes it.

    A code from a newer version of the engine is shown as it is: it is still open.
    """
    key = f"gap.{code}"
    return (say(key), say(f"{key}.closes")) if knows(key) else (code, "")


def finding(code: str) -> tuple[str, str]:
    """Return what a finding is called, and what it means."""
    key = f"finding.{code}"
    return (say(key), say(f"{key}.means")) if knows(key) else (code, "")


def action(word: str) -> str:
    """Return what a person has to do; a word of one's own policy as it is."""
    key = f"action.{word}"
    return say(key) if knows(key) else word.replace("_", " ")


def because(code: str) -> str:
    """Return what a next step is asked for: a hit, a finding, a gap, or a record."""
    if knows(f"because.{code}"):
        return say(f"because.{code}")
    return finding(code)[0] if knows(f"finding.{code}") else gap(code)[0]


def fact(word: str) -> str:
    """Return what a fact is called that may be missing on record."""
    key = f"lacks.{word}"
    return say(key) if knows(key) else word.replace("_", " ")


@cache
def _reasons() -> dict[str, tuple[str, str]]:
    return {
        "name.same": (
            "the same name",
            "Every word of one name meets a word of the other, in a usual spelling.",
        ),
        "name.similar": (
            "a similar name",
            "Most of what weighs in the two names meets; each word says how.",
        ),
        "name.different": (
            "another name",
            "The names differ; the hit comes from something else.",
        ),
        "name.little": (
            "little to go by",
            "The words that met tell little: they are few, or many people's.",
        ),
        "name.crossed": (
            "crosswise",
            "Both sides say which word is the given name, and it is the other's family"
            " name; each could be either, so these are two people.",
        ),
        "name.weak": (
            "a weak alias",
            "No name is as alike as one that the publisher itself calls weak. It is"
            " worth less than a name: only with other facts does it make a hit.",
        ),
        "name.weak_alias": (
            "a weak alias fits",
            "Beside the name, one that the publisher itself calls weak fits too.",
        ),
        "birth_date.same": ("the same day", "Both sides state the same day of birth."),
        "birth_date.month": (
            "to the month",
            "One side knows only the month of birth, and the other lies in it.",
        ),
        "birth_date.year": (
            "to the year",
            "One side knows only a year or a range of years, and the other lies in it.",
        ),
        "birth_date.slip": (
            "but for one slip",
            "Day and month are swapped, or one part is mistyped; or one side has the"
            " 1 January of that year, which often stands for an unknown day.",
        ),
        "birth_date.near": (
            "a few years apart",
            "The birth dates differ, by no more years than dates that are known only"
            " roughly often do; two full dates, by a year at most.",
        ),
        "birth_date.different": (
            "years apart",
            "The birth dates differ by more than a mistake explains.",
        ),
        "birth_date.one_sided": (
            "nothing to compare",
            "Only one side states a birth date. That counts for and against nobody.",
        ),
        "country.same": (
            "one in common",
            "Both sides state a country, and they have one in common.",
        ),
        "country.different": (
            "none in common",
            "Both sides state nationalities and share no country, or two organisations"
            " are established in others. Lists often state only one of several.",
        ),
        "country.one_sided": (
            "nothing to compare",
            "Only one side states a country. That counts for and against nobody.",
        ),
        "country.not_weighed": (
            "neither for nor against",
            "Both sides state countries, which speak neither for nor against: people"
            " live and work abroad, and other nationals live where they do.",
        ),
        "birth_place.same": (
            "words in common",
            "Both sides state a place of birth, and words of it are the same.",
        ),
        "birth_place.different": (
            "no words in common",
            "Both sides state a place of birth, and no word of it is the same. Places"
            " are spelt too freely for that to count against a hit.",
        ),
        "birth_place.one_sided": (
            "nothing to compare",
            "Only one side states a place of birth, or more of it than its country."
            " That counts for and against nobody.",
        ),
        "gender.same": ("the same", "Both sides state the same gender."),
        "gender.different": ("not the same", "The two sides state different genders."),
        "gender.one_sided": (
            "nothing to compare",
            "Only one side states a gender. That counts for and against nobody.",
        ),
        "identifier.same": (
            "the same number",
            "A passport, registration or other number is the same on both sides.",
        ),
        "identifier.compatible": (
            "an equal number",
            "A number is equal on both sides, but one does not say of what kind or"
            " country it is: it supports, and proves nothing.",
        ),
        "identifier.slip": (
            "but for one slip",
            "A number differs in one place, as a slip makes it. Only in papers of one"
            " person, or where a check digit shows the mistake.",
        ),
        "identifier.different": (
            "another number",
            "Both sides state a number of a kind and country of which a subject has"
            " only one, and they differ.",
        ),
        "identifier.one_sided": (
            "nothing to compare",
            "No number of one side can be compared with one of the other. That"
            " counts for and against nobody.",
        ),
        "position.one_sided": (
            "nothing to compare",
            "Only one side states a position. That counts for and against nobody.",
        ),
        "position.not_weighed": (
            "side by side",
            "Both sides state positions, for the reader: nobody writes them alike"
            " enough to weigh.",
        ),
        "pep.uncorroborated": (
            "nothing corroborates",
            "A politically exposed person with this name, and facts that could"
            " support it on both sides, but none that does.",
        ),
        "score.floor": (
            "points given back",
            "A sure name on a sanctions list is not hidden by contradictions: what"
            " they took below the alert is given back, and the hit ranks low.",
        ),
        "score.identifier": (
            "lifted by a number",
            "An identifier in common lifts the score to where it must be seen.",
        ),
        "score.limit": (
            "the most a score can be",
            "A score ends at 100; what is beyond is taken off.",
        ),
    }

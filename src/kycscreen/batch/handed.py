"""Columns of names, words, lists and facts as compiled loops take them.

In tuples that are named, for loops know no other classes.
"""

from typing import Any, NamedTuple

from numpy.typing import NDArray

Array = NDArray[Any]


class Rows(NamedTuple):
    """Names of equally many words, as ``Names`` has them, and what each needs.

    ``on_day`` is the least beside an entity that is born on the same day.
    """

    number: Array
    word: Array
    weight: Array
    spared: Array
    least: Array
    on_day: Array


class Near(NamedTuple):
    """What words may meet, as ``Words`` has it.

    ``strong`` and ``loose`` are what the heaviest of that weighs, if it is so alike,
    ``names`` how many listed names have any of it.
    """

    at: Array
    word: Array
    likeness: Array
    weight: Array
    kind_at: Array
    kind_likeness: Array
    kind_weight: Array
    strong: Array
    loose: Array
    names: Array


class Theirs(NamedTuple):
    """A list as ``Listed`` has it, and what is told of names by their words.

    What is read one after another also stands so: from where ``told_at`` says, each
    word tells of every name that has it what the other words weigh, which name it is,
    how many the others are, and which. Those whose others weigh least stand first.
    """

    told_at: Array
    told: Array
    name_at: Array
    name_words: Array
    word_weight: Array
    name_entity: Array
    name_weak: Array
    first_name: Array


class Stated(NamedTuple):
    """What names and entities state, as ``facts`` has it, and what they need by that.

    ``born_at`` says for each name where those begin who are born on its day (``born``).
    """

    ours: Array
    theirs: Array
    is_whole: Array
    leasts: Array
    points: "Points"
    born_at: Array
    born: Array


class Points(NamedTuple):
    """What facts add that agree, by a policy."""

    weak: int
    gender: int
    place: int
    number: int
    country: int
    born: int
    on_day: int
    slip: int
    circa_years: int


class Together(NamedTuple):
    """What meets in company in each pair, as ``bounds.Together``; or nothing does."""

    places: Array
    likeness: Array
    weight: Array
    taken: Array
    is_one: Array


Costs = tuple[int, int, int]
"""What weight costs that is left over: ours, theirs, on both sides."""

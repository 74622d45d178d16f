"""Names: fold spellings, read words, compare two names."""

import attrs


@attrs.frozen
class Word:
    """How one word of a party's name met one of a listed name.

    ``how`` is the label of the token relation: ``same``, ``spelling``,
    ``transliterated``, ``equivalent``, ``nickname``, ``sound``, ``typo``,
    ``initial``, ``joined``; or ``only_ours`` / ``only_theirs`` where the other
    side has no such word; or ``order`` for words that stand in another order.
    ``likeness`` is 0..100, ``weight`` 0..1000 (1000: nobody shares the word),
    ``points`` what the word adds or takes; ``kind`` says what the word is (word,
    particle, title, legal_form, patronymic, initial, number).
    """

    party: str
    listed: str
    how: str
    likeness: int
    weight: int
    points: int = 0
    kind: str = "word"

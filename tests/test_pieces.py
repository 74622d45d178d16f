"""Many names read by their pieces are what each is when it is read by itself."""

from collections.abc import Sequence
from functools import cache

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kycscreen import codec, identifiers, match
from kycscreen.batch.facts import of_parties
from kycscreen.batch.reading import Reader
from kycscreen.batch.words import Words
from kycscreen.identifiers import Identifier
from kycscreen.index import lookups
from kycscreen.index.building import day_key, month_key
from kycscreen.index.columns import spread
from kycscreen.names import Token, read_all, spell, tables
from kycscreen.names.reading import is_clear
from kycscreen.names.spelling import of_pieces
from kycscreen.names.tokens import ORGANISATION, PERSON
from kycscreen.parties import Party, Role
from tests.misspelt import MISSPELLINGS, ORGANISATIONS, PERSONS
from tests.test_index import lists_once, organisations, persons

SPACES = (PERSON, ORGANISATION)
ODD = (
    "A/S", "(publ)", "S.A.", "S.", "A.", "J.P.", "s", "i", "I", "V", "x", "No.", "nr",
    "5", "42", "3rd", "forty", "four", "care", "of", "&", "-", "'", ",", "", "st5",
    "factory5", "Li", "Kim", "Wei", "Park", "van", "bin", "Dr.", "Jr.", "Öy", "ß",
    "İŞ", "ǰan", "ﬁn", "a\xadb", "\u200bx", "Ｊean", "a\xa0b", "a\tb", "e\u0301e",
    "Жан", "毛泽东", "예시", "stock", "company", "joint", "joynt", "limited", "lmiited",
    "production", "cooperative", "holding", "Ab", "Oy", "OOA", "Tamminen", "Sato",
    "Matti", "Jan", "Zhao", "Jean", "Exemple", "EXEMPLE", "Exemple-Muster", "/",
    "(", ")",
)  # fmt: skip


@cache
def forms() -> tuple[str, ...]:
    """Return the words of legal forms and of numbers, which change most in company."""
    rows = (row for held in tables.legal_forms().values() for row in held)
    words = {word for phrase, *_ in rows for word in phrase} | set(tables.numbers())
    return tuple(sorted(words))


@cache
def reader(space: str) -> Reader:
    """Return one reader for all, so that it knows most pieces from other names."""
    return Reader(Words(lists_once().index, space))


def told(tokens: Sequence[Token]) -> list[tuple[object, ...]]:
    return [(t.text, t.kind, t.weight, t.readings, t.cut, t.syllables) for t in tokens]


def assert_read_alike(texts: Sequence[str], space: str) -> None:
    """Read texts at once and each by itself."""
    bulk = reader(space)
    found, clear = bulk.read(texts, most=100_000)
    words = bulk._words.tokens
    read = [
        (text, way, told([words[n] for n in found.words[begin:end].tolist()]))
        for text, way, begin, end in zip(
            found.text.tolist(),
            found.way.tolist(),
            found.at[:-1].tolist(),
            found.at[1:].tolist(),
            strict=True,
        )
    ]
    assert read == [
        (number, way, told(name.tokens))
        for number, text in enumerate(texts)
        for way, name in enumerate(read_all(text, space))
        if name.tokens
    ]
    assert clear.tolist() == [is_clear(read_all(text, space)[0]) for text in texts]
    for number in range(len(found)):
        assert told(found.name(number).tokens) == read[number][2]


def pieces() -> st.SearchStrategy[str]:
    known = [piece for name in (*PERSONS, *ORGANISATIONS) for piece in name.split()]
    return st.one_of(
        st.sampled_from(ODD), st.sampled_from(forms()), st.sampled_from(known)
    )


@settings(max_examples=300)
@given(
    names=st.lists(st.lists(pieces(), max_size=6), max_size=6),
    blank=st.sampled_from((" ", " ", "  ", "-", ". ", "\t")),
    space=st.sampled_from(SPACES),
)
@example(names=[["Trade", "I"], ["Trade", "I", "Oy"], ["I", "Oy"]], blank=" ",
         space=ORGANISATION)  # fmt: skip
@example(names=[["A"], ["B"], ["A", "-", "B"], ["A", "", "B"]], blank=" ",
         space=ORGANISATION)  # fmt: skip
def test_names_read_at_once_are_what_each_is_alone(
    names: list[list[str]], blank: str, space: str
) -> None:
    assert_read_alike([blank.join(parts) for parts in names], space)


@settings(max_examples=200)
@given(st.lists(st.text(), max_size=5), st.sampled_from(SPACES))
def test_any_texts_read_at_once_are_what_each_is_alone(
    texts: list[str], space: str
) -> None:
    assert_read_alike(texts, space)


@pytest.mark.parametrize("space", SPACES)
def test_every_listed_name_misspelt_is_read_at_once_as_it_is_alone(space: str) -> None:
    names = PERSONS if space == PERSON else ORGANISATIONS
    assert_read_alike(
        [m(name, n) for m in MISSPELLINGS for n, name in enumerate(names)], space
    )


def test_pieces_that_were_forgotten_are_read_again() -> None:
    small = Reader(Words(lists_once().index, PERSON))
    first, _ = small.read(["Jean Exemple", "Exemple Jean Muster"], most=100)
    again, _ = small.read(["Jean Exemple", "Exemple Jean Muster"], most=0)
    assert first.words.tolist() == again.words.tolist() == [0, 1, 1, 0, 2]


LATIN = st.text(st.characters(max_codepoint=0x24F), max_size=6)


@settings(max_examples=500)
@given(st.lists(LATIN, min_size=1, max_size=4), st.booleans())
def test_a_text_has_the_words_of_its_pieces(texts: list[str], dotted: bool) -> None:
    text = " ".join(texts)
    read = of_pieces(text.split(" "), dotted=dotted)
    if None not in read:
        spelt = spell(text, dotted=dotted)
        assert spelt.words == tuple(word for words in read for word in words or ())
        assert not spelt.disguised


def test_every_latin_letter_is_folded_alike_within_any_piece() -> None:
    letters = [chr(code) for code in range(0x250) if chr(code) != " "]
    for letter in letters:
        for text in (letter, f"a{letter}", f"{letter}a", f"é{letter}"):
            (words,) = of_pieces([text])
            if words is not None:
                assert spell(f"é x1 {text} ü").words == ("é", "x1", *words, "ü")


@settings(max_examples=100)
@given(st.lists(st.one_of(persons(), organisations()), max_size=5))
def test_births_are_looked_up_by_their_month_and_all_of_their_days(
    parties: list[Party],
) -> None:
    _, births = of_parties(parties)
    owners, keys = births.keys()
    expected = set()
    for number, party in enumerate(parties):
        born = party.birth_date
        if born is None or day_key(born) is None:
            continue
        assert born.lo is not None
        assert born.hi is not None
        days = range(born.lo.toordinal(), born.hi.toordinal() + 1)
        expected |= {(number, spread(key)) for key in (month_key(born.lo), *days)}
    assert set(zip(owners.tolist(), keys.tolist(), strict=True)) == expected
    assert lookups.spaced(births.month).tolist() == [
        spread(month) for month in births.month.tolist()
    ]


@settings(max_examples=100)
@given(st.one_of(persons(), organisations()), st.text(max_size=12))
def test_a_masked_party_is_as_if_it_were_made_anew(party: Party, value: str) -> None:
    numbers = (
        *party.identifiers,
        Identifier("passport", value, country="fi", issuer="x", valid=False),
        Identifier("company_reg", "556036-0793", country="se"),
    )
    party = attrs.evolve(party, identifiers=numbers)
    shown = attrs.evolve(
        party,
        identifiers=tuple(
            attrs.evolve(number, value=identifiers.masked(number.value))
            if identifiers.is_personal(number, kind=party.kind)
            else number
            for number in numbers
        ),
    )
    assert match.masked(party) == shown
    assert hash(match.masked(party)) == hash(shown)
    assert codec.to_json(match.masked(party)) == codec.to_json(shown)


def test_a_party_with_nothing_to_hide_is_shown_as_it_is() -> None:
    company = Party.organisation(
        "Exemple Oy", role=Role.CLIENT, countries=["fi"], identifiers=["1234567-1"]
    )
    assert company.identifiers[0].type == "company_reg"
    assert match.masked(company) is company

"""The words and names of one space, gathered to be written as columns.

Of a name its words are kept by their numbers, of a word a row and its keys: at a
million names that is what still fits into memory. Whose a name is stands in one
number: twice the entity's, and one more where the name is a weak alias.
"""

from array import array
from collections.abc import Iterator

from kycscreen.entities import ListedEntity, Strength
from kycscreen.index import columns
from kycscreen.index.writing import Pairs, Writer
from kycscreen.names import Name, Token, joining, phrases, relation
from kycscreen.names.reading import read_all
from kycscreen.names.tokens import COMPARED, ORGANISATION, heard, with_heard

ACRONYM = "@"
"""What marks the key of initials among those of joined words."""


class Vocabulary:
    """The words of one space, the names that they make, and whose these are."""

    def __init__(self, space: str) -> None:
        self.space = space
        self._ids: dict[tuple[str, str, tuple[str, ...]], int] = {}
        self._token_at, self._token_rows = array("I", [0]), bytearray()
        self._tokens, self._joins = Pairs(), Pairs()
        self._name_at, self._name_tokens = array("I", [0]), array("I")
        self._name_whose, self._name_weight = array("I"), array("H")
        self._entities = 0

    def add(self, entity: ListedEntity) -> None:
        """Add the names of the next entity, if it is of this space."""
        if entity.kind in COMPARED[self.space]:
            for listed in entity.names:
                whose = self._entities << 1 | (listed.strength is Strength.WEAK)
                for name in read_all(listed.full, self.space):
                    if name.tokens:
                        self._add(name)
                        self._name_whose.append(whose)
        self._entities += 1

    def _add(self, name: Name) -> None:
        self._name_tokens.extend([self._number(token) for token in name.tokens])
        self._joins.add(map(columns.key, set(joins(name))), len(self._name_whose))
        self._name_at.append(len(self._name_tokens))
        self._name_weight.append(name.weight)

    def _number(self, token: Token) -> int:
        """Return the number of a word, new or not."""
        word = token.text, token.kind, token.groups
        number = self._ids.get(word)
        if number is None:
            number = self._ids[word] = len(self._ids)
            self._tokens.add({*map(columns.key, relation.keys(token))}, number)
            self._token_rows.extend(pack(token).encode())
            self._token_at.append(len(self._token_rows))
        return number

    def write(self, writer: Writer) -> None:
        """Write the columns of this space."""
        of = self.space
        writer.column(f"{of}.token_at", self._token_at)
        writer.pieces(f"{of}.token_rows", [bytes(self._token_rows)])
        writer.rows(f"{of}.tokens", self._tokens, code="B")
        writer.rows(f"{of}.joins", self._joins)
        writer.column(f"{of}.name_at", self._name_at)
        writer.halves(f"{of}.name_tokens", self._name_tokens)
        writer.column(f"{of}.name_whose", self._name_whose)
        writer.column(f"{of}.name_weight", self._name_weight)
        at, postings = self._postings()
        writer.column(f"{of}.posting_at", at)
        writer.halves(f"{of}.postings", postings)

    def _postings(self) -> tuple["array[int]", "array[int]"]:
        """Turn names → words into words → names."""
        at = array("I", bytes(4 * (len(self._ids) + 1)))
        for _, token in self._met():
            at[token + 1] += 1
        for number in range(len(self._ids)):
            at[number + 1] += at[number]
        postings, filled = array("I", bytes(4 * at[-1])), at[:]
        for number, token in self._met():
            postings[filled[token]] = number
            filled[token] += 1
        return at, postings

    def _met(self) -> Iterator[tuple[int, int]]:
        """Yield each name with each of its words once."""
        for number in range(len(self._name_whose)):
            start, stop = self._name_at[number], self._name_at[number + 1]
            for token in set(self._name_tokens[start:stop]):
                yield number, token


def joins(name: Name) -> Iterator[str]:
    """Yield what a name's neighbours, or all their initials, read as or mean as one."""
    for _, parts, _ in joining.runs(name.tokens):
        yield from joining.keys(parts)
    if name.space == ORGANISATION:
        for _, _, groups in phrases.phrases(name.tokens):
            yield from groups
        for acronym, _ in phrases.openings(name.tokens):
            yield ACRONYM + acronym


def pack(token: Token) -> str:
    """Write a token as one row, so that reading it back costs next to nothing.

    What is usual is left out: a plain rare word in Latin letters, that reads as it
    is written, and sounds as it reads.
    """
    *ways, bones, groups = (token.readings, *heard(token))
    found = []
    before: tuple[str, ...] = (token.text,)
    for way in ways:
        found.append("" if way == before else " ".join(way) or _NONE)
        before = way
    row = (
        token.text,
        *found,
        " ".join(bones),
        " ".join(groups),
        "" if token.kind == _KIND else token.kind,
        "" if token.weight == _WEIGHT else str(token.weight),
        "" if token.script == _SCRIPT else token.script,
    )
    return "\t".join(row).rstrip("\t")


_NONE = "."
_KIND, _WEIGHT, _SCRIPT = "word", 1000, "Latn"
_FIELDS = 9
_MISSING = ("",) * _FIELDS


def unpack(row: str, space: str) -> Token:
    """Read back what ``pack`` wrote: a listed word, which is never cut off."""
    fields = row.split("\t")
    if len(fields) < _FIELDS:
        fields += _MISSING[len(fields) :]
    text, read, heard, roughly, bones, groups, kind, weight, script = fields
    readings = _ways(read) if read else (text,)
    sounds = _ways(heard) if heard else readings
    loose = _ways(roughly) if roughly else sounds
    return with_heard(
        Token(
            text, space, kind or _KIND, int(weight or _WEIGHT), readings,
            script or _SCRIPT,
        ),
        sounds, loose, tuple(bones.split()), tuple(groups.split()),
    )  # fmt: skip


def _ways(field: str) -> tuple[str, ...]:
    return () if field == _NONE else tuple(field.split())

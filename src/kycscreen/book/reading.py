"""Rows of a book as parties, quickly: what many rows say alike is read once.

Most rows hold plain text and nothing to refuse. Of such a row the cells that thousands
share (kind, role, gender, countries) are read the first time, as ``rows.row`` reads
them, and looked up from then on; only the rest is read anew. Whatever could be refused
is left to ``rows.row``, which judges.
"""

from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter

from kycscreen.book.columns import USUAL, Cells, is_plain, parts_of
from kycscreen.book.rows import Row, iso_date, plain_number, row
from kycscreen.dates import DateSpan
from kycscreen.entities import Place
from kycscreen.errors import PartyError
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.parties import Party, declared, numbered

_ORGANISATION = Kind.ORGANISATION  # a member takes as long to reach as a cell to read
_SHARED = ("client_id", "name", "kind", "role", "gender", "countries", "nationalities")
# As unpickling makes one: whatever it would be asked has been asked already.
_fill: Callable[[Party, tuple[object, ...]], None] = vars(Party)["__setstate__"]

_UNSAID = ((), (), None, ())
"""Addresses, rights, PEP facts and proofs: rows that say any are left to ``row``."""
_WIDE = len(USUAL)

Reader = Callable[[Cells], Party | None]


@lru_cache(maxsize=64)
def reader(columns: tuple[str, ...]) -> Reader:
    """Return what reads the rows of such columns; nothing for a row that it leaves."""
    # A column that the book has not is as blank as the cell that is added to each row.
    at = [columns.index(one) if one in columns else -1 for one in USUAL]
    in_order = itemgetter(*at)
    wide = len(columns)
    further = [at for at, column in enumerate(columns) if column not in USUAL]
    says_more = itemgetter(*further, -1) if further else None
    # Rows of JSON leave out what they do not say, behind what is usual.
    is_cut = columns[:_WIDE] == USUAL

    def read(cells: Cells) -> Party | None:
        try:
            text = "".join(cells)  # type: ignore[arg-type]  # that is the question
        except TypeError:
            cells = ["" if cell is None else cell for cell in cells]
            if not all(isinstance(cell, str) for cell in cells):
                return None
            text = "".join(cells)  # type: ignore[arg-type]  # that was the question
        if not is_plain(text):
            return None
        if len(cells) != wide:
            if not is_cut or len(cells) != _WIDE:
                return None
        elif says_more is not None and any(says_more((*cells, ""))):
            return None
        try:
            return _party(*in_order((*cells, "")))
        except PartyError:
            return None

    return read


def _party(
    client_id: str,
    party_id: str,
    kind: str,
    name: str,
    given: str,
    family: str,
    patronymic: str,
    birth_date: str,
    birth_place: str,
    gender: str,
    role: str,
    other_names: str,
    countries: str,
    nationalities: str,
    identifiers: str,
    positions: str,
) -> Party | None:
    """Read a row that is plain text, its cells in the order of ``USUAL``."""
    alike = _alike(kind, role, gender, countries, nationalities)
    if alike is None or not client_id or client_id.isspace():
        return None
    if alike.kind is _ORGANISATION and (
        given or family or patronymic or birth_date or birth_place or positions
    ):
        return None
    full = "" if name.isspace() else name
    further: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    if given or family or patronymic:
        told = (("given", given), ("patronymic", patronymic), ("family", family))
        parts = tuple([one for one in told if one[1] and not one[1].isspace()])
        full, *made = declared.in_full(full, parts)
        further = tuple(made)
    if other_names:
        further = (*parts_of("other_names", other_names), *further)
    born = _born(birth_date) if birth_date else None
    numbers = _numbers(identifiers, alike) if identifiers else ()
    usual, genders = born, alike.genders
    by_number: tuple[str, ...] = ()
    others: tuple[DateSpan, ...] = ()
    if numbers:
        says = numbered.told_by(numbers, alike.kind, born, genders)
        usual, genders = says.birth_date, says.genders
        by_number, others = says.by_number, says.other_births
    party: Party = object.__new__(Party)
    _fill(
        party,
        (
            party_id.strip() or declared.derived_id(alike.kind, full, born),
            alike.kind,
            full,
            alike.roles,
            parts,
            tuple(dict.fromkeys(further)) if further else (),
            usual,
            _place(birth_place) if birth_place else None,
            alike.countries,
            alike.nationalities,
            genders,
            numbers,
            parts_of("positions", positions) if positions else (),
            *_UNSAID,
            by_number,
            others,
        ),
    )
    return party


@lru_cache(maxsize=4096)
def _alike(*cells: str) -> Party | None:
    """Return somebody who shares with many what these cells say."""
    judged = row(0, _SHARED, ("C", "Exemple", *cells))
    return judged.party if isinstance(judged, Row) else None


@lru_cache(maxsize=1 << 15)
def _born(cell: str) -> DateSpan | None:
    return declared.birth_date(iso_date(cell.strip()))


def _place(cell: str) -> Place | None:
    return None if cell.isspace() else declared.place(cell)


def _numbers(cell: str, of: Party) -> tuple[Identifier, ...]:
    texts = tuple(map(plain_number, parts_of("identifiers", cell)))
    return declared.numbers(texts, of.kind, of.countries)

"""Reading OFAC's legacy CSV: four files without headers that make one list.

The primary file's remarks hold what has no column, and are cut off at a thousand
characters: the file of comments goes on in the middle of the word.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

import attrs

from kycscreen import codec, dates
from kycscreen.entities import ListedEntity, ListedName, NameKind, Strength
from kycscreen.errors import FormatError
from kycscreen.facts import Kind
from kycscreen.sources import Issue, Parsed, strictcsv
from kycscreen.sources.entries import Note, check_rate, noting
from kycscreen.sources.merging import distinct, merged
from kycscreen.sources.ofac import names, remarks, tokens
from kycscreen.sources.ofac.entity import Said, kind_of, made, renamed
from kycscreen.sources.ofac.values import Row
from kycscreen.sources.texts import line

_FILES = {
    "us_ofac_sdn": ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"),
    "us_ofac_cons": (
        "cons_prim.csv",
        "cons_alt.csv",
        "cons_add.csv",
        "cons_comments.csv",
    ),
}
_COLUMNS = (
    *("ent_num", "name", "type", "program", "title", "call_sign", "vess_type"),
    *("tonnage", "grt", "vess_flag", "vess_owner", "remarks"),
)
_ALT = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
_ADD = (
    "ent_num",
    "add_num",
    "address",
    "city_state_postcode",
    "country",
    "add_remarks",
)
_COMMENTS = ("ent_num", "remarks")
_VESSEL = {
    "call_sign": "callSign",
    "vess_type": "vesselType",
    "vess_flag": "vesselFlag",
    "vess_owner": "vesselOwner",
    "tonnage": "tonnage",
    "grt": "grossRegisteredTonnage",
}
_ALIAS_TYPES = {"aka": NameKind.AKA, "fka": NameKind.FKA, "nka": NameKind.NKA}
_CUT = 1000  # characters after which a remark goes on in the comments
_PATHS = {
    "dateOfBirthList/dateOfBirthItem/dateOfBirth": "remarks/DOB",
    "nationalityList/nationality/country": "remarks/nationality",
    "citizenshipList/citizenship/country": "remarks/citizen",
    "addressList/address/country": "add/country",
    "idList/id": "remarks",
}


def is_bundle(files: Mapping[str, bytes]) -> bool:
    """Tell whether the files of an archive are the legacy CSV."""
    return any(name.lower().endswith(".csv") for name in files)


def check_alone(list_id: str, data: bytes) -> None:
    """Refuse one of the CSV files without the others."""
    if re.match(rb"(?:\xef\xbb\xbf)?[0-9]+ *,", data):
        raise FormatError(
            list_id,
            "is one CSV file, and the list is several: put"
            f" {', '.join(_FILES[list_id])} together into one zip archive",
        )


def read(list_id: str, archived: Mapping[str, bytes]) -> Parsed:
    """Read the files together; ``FormatError`` where one is missing or another's."""
    files, issues = _files(list_id, archived)
    primary, alt, add, comments = (
        _rows(list_id, files.get(name), columns)
        for name, columns in zip(
            _FILES[list_id], (_COLUMNS, _ALT, _ADD, _COMMENTS), strict=True
        )
    )
    beside = tuple(_by_number(rows) for rows in (alt, add, comments))
    entities: list[ListedEntity] = []
    values = 0
    for row in primary:
        problems: list[tuple[str, str]] = []
        number = row["ent_num"]
        more = tuple(rows.get(number, ()) for rows in beside)
        entity, count = _mapped(list_id, row, more, noting(problems))
        entities.append(entity)
        values += count
        issues += (Issue(number, path, value) for path, value in problems)
    if not entities:
        raise FormatError(list_id, "holds no entries; fetch it again")
    known = {entity.record_id for entity in entities}
    for name, rows in zip(_FILES[list_id][1:], beside, strict=True):
        strays = (number for number in rows if number not in known)
        issues += (Issue("", f"{name}/ent_num", number) for number in strays)
    check_rate(list_id, issues, values)
    whole = merged(entities, "ent_num", issues)
    return Parsed(
        entities=remarks.resolve(whole),
        issues=tuple(issues),
        published=None,
        version="legacy CSV",
    )


def _mapped(
    list_id: str,
    raw: Mapping[str, str],
    more: Sequence[Sequence[Mapping[str, str]]],
    note: Note,
) -> tuple[ListedEntity, int]:
    """Map a row with what the other files say of it, and count its values."""
    alt, add, comments = more
    row = {name: line(text) for name, text in raw.items()}
    # A cut may fall on a blank: the ends count until they are put together.
    remark = tokens.read(line(_joined(raw["remarks"], comments, note)))
    said = _said(row, remark, alt, add, note)
    values = sum(bool(text) for one in (row, *alt, *add) for text in one.values())
    text = "\n".join(
        "\x1f".join(one.values()) for rows in ((raw,), *more) for one in rows
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    entity = made(
        list_id,
        row["ent_num"],
        attrs.evolve(said, digest=digest),
        renamed(note, _PATHS),
    )
    return entity, values + len(remark.births) + len(remark.ids) + len(remark.aliases)


def _joined(remark: str, comments: Sequence[Mapping[str, str]], note: Note) -> str:
    """Go on where a remark was cut, in the middle of a word as often as not."""
    pieces = [remark, *(row["remarks"] for row in comments)]
    whole = pieces[0]
    for before, piece in pairwise(pieces):
        if len(before) != _CUT:
            note("comments/ent_num", piece[:_CUT])
        whole += piece if len(before) == _CUT else f" {piece}"
    if len(pieces[-1]) == _CUT:
        note("remarks", f"cut off after {pieces[-1][-20:]}")
    return whole


def _said(
    row: Row,
    remark: tokens.Remark,
    alt: Sequence[Row],
    add: Sequence[Row],
    note: Note,
) -> Said:
    """Say in the words of all renditions what the files say."""
    kind, unknown = kind_of(row["type"] or "entity", "type", note)
    # OFAC ends most remarks with the title once more.
    titles = row["title"].removesuffix(".").split("; ")
    rest = [token for token in remark.rest if token not in titles]
    return Said(
        kind=kind,
        unknown=unknown,
        digest="",
        names=distinct(_names(row, kind, remark, alt, note)),
        birth_dates=[dates.parse(text, main=main) for text, main in remark.births],
        birth_places=remark.birth_places,
        nationalities=remark.nationalities,
        citizenships=remark.citizenships,
        ids=remark.ids,
        addresses=[_address(one) for one in add],
        titles=(row["title"],) if row["title"] else (),
        programmes=row["program"].split("] ["),
        remark="; ".join(rest),
        vessel={name: row[key] for key, name in _VESSEL.items() if row[key]},
        notes=[line(one["alt_remarks"]) for one in alt if one["alt_remarks"]],
    )


def _names(
    row: Row,
    kind: Kind,
    remark: tokens.Remark,
    alt: Sequence[Row],
    note: Note,
) -> Iterator[ListedName]:
    """Make the strong aliases of the alias file and the weak ones of the remark."""
    strong = [(row["name"], NameKind.PRIMARY)]
    for one in alt:
        alias = _ALIAS_TYPES.get(one["alt_type"].strip())
        if alias is None:
            note("alt/alt_type", one["alt_type"])
        strong.append((line(one["alt_name"]), alias or NameKind.AKA))
    for full, kind_of_name in strong:
        parts = names.written(full) if kind is Kind.PERSON else {"": full}
        name = names.named(parts, "name", note)
        if name is not None:
            yield codec.changed(name, kind=kind_of_name)
    for word, full in remark.aliases:  # no rendition parts them
        name = names.named({"": full}, "remarks", note)
        if name is not None:
            yield codec.changed(name, kind=names.KINDS[word], strength=Strength.WEAK)


def _address(row: Row) -> Row:
    """Take an address as it is: its city and state are not parted by guess."""
    said = {
        "address1": row["address"],
        "address2": row["city_state_postcode"],
        "country": row["country"],
        "note": row["add_remarks"],
    }
    return {name: line(text) for name, text in said.items() if text}


def _files(
    list_id: str, archived: Mapping[str, bytes]
) -> tuple[dict[str, bytes], list[Issue]]:
    """Find the files by their names, in whatever folder and case they are."""
    names_ = _FILES[list_id]
    found: dict[str, bytes] = {}
    issues: list[Issue] = []
    for path, data in archived.items():
        name = PurePosixPath(path.replace("\\", "/")).name.lower()
        if name in found:
            raise FormatError(list_id, f"holds two files {name}")
        if name in names_:
            found[name] = data
        else:
            issues.append(Issue("", path, "is none of the list's files"))
    for name in names_[:2]:
        if name not in found:
            others = ", ".join(sorted(archived))[:120]
            raise FormatError(
                list_id, f"lacks {name}, and holds {others}; put all files in one zip"
            )
    issues += (Issue("", name, "is missing") for name in names_ if name not in found)
    return found, issues


def _rows(
    list_id: str, data: bytes | None, columns: tuple[str, ...]
) -> Iterator[dict[str, str]]:
    """Yield the rows of a file by column; what OFAC has nothing to say of is empty."""
    if data is None:
        return
    # DOS ends its files with it; anywhere else it is damage.
    whole = data.removesuffix(b"\x1a")
    if not whole.strip():
        return
    for at, cells in strictcsv.rows(list_id, whole):
        if len(cells) != len(columns) or not re.fullmatch("[0-9]{1,12}", cells[0]):
            raise FormatError(
                list_id,
                f"line {at} should be a number and {len(columns) - 1} more cells"
                f" ({', '.join(columns)}), and is not; it is no {list_id}",
            )
        yield {
            name: "" if text.strip() == "-0-" else text
            for name, text in zip(columns, cells, strict=True)
        }


def _by_number(
    rows: Iterator[dict[str, str]],
) -> Mapping[str, Sequence[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        found[row["ent_num"]].append(row)
    return dict(found)

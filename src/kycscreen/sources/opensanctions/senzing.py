"""Senzing's entity specification: what its JSON says, in FollowTheMoney's words.

https://senzing.com/docs/entity_specification/ is the format. A record holds its
attributes flat, in ``FEATURES``, or in arrays by what they are (``NAMES``, ``DATES``,
``IDENTIFIERS`` …); all three are read, also mixed. ``RISKS`` is OpenSanctions' own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kycscreen.sources.entries import Note
from kycscreen.sources.opensanctions.nodes import Node, moment, stated
from kycscreen.sources.opensanctions.schemata import BONDS
from kycscreen.sources.strictjson import digest, objects, text
from kycscreen.sources.texts import line

_SCHEMATA = {
    "PERSON": "Person",
    "ORGANIZATION": "Organization",
    "VESSEL": "Vessel",
    "AIRCRAFT": "Airplane",
    "": "LegalEntity",
}
_PROPERTIES = {
    "DATE_OF_BIRTH": "birthDate",
    "DATE_OF_DEATH": "deathDate",
    "REGISTRATION_DATE": "incorporationDate",
    "GENDER": "gender",
    "NATIONALITY": "nationality",
    "CITIZENSHIP": "citizenship",
    "PLACE_OF_BIRTH": "birthPlace",
    "COUNTRY_OF_BIRTH": "birthCountry",
    "REGISTRATION_COUNTRY": "jurisdiction",
    "COUNTRY_OF_ASSOCIATION": "country",
    "COUNTRY": "country",
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "WEBSITE_ADDRESS": "website",
    "TOPIC": "topics",
    "URL": "sourceUrl",
    "LEI_NUMBER": "leiCode",
    "DUNS_NUMBER": "dunsCode",
    "NPI_NUMBER": "npiCode",
    "IMO_NUMBER": "imoNumber",
    "MMSI_NUMBER": "mmsi",
    "CALL_SIGN": "callSign",
}
_GENDERS = {"M": "male", "F": "female", "MALE": "male", "FEMALE": "female"}
_NAME_TYPES = {
    "": "name",
    "PRIMARY": "name",
    "FORMER": "previousName",
    "PREVIOUS": "previousName",
    "WEAK": "weakAlias",
}
_NAME_PARTS = {
    "NAME_PREFIX": "title",
    "NAME_FIRST": "firstName",
    "NAME_MIDDLE": "middleName",
    "NAME_LAST": "lastName",
    "NAME_SUFFIX": "nameSuffix",
}
_WHOLE = ("NAME_FULL", "NAME_ORG")
# What a paper is called, and the property that holds its number where no more is told.
_PAPERS = {
    "PASSPORT": ("passport", "passportNumber"),
    "NATIONAL_ID": ("national id", "idNumber"),
    "TAX_ID": ("tax", "taxNumber"),
    "SSN": ("social security", "socialSecurityNumber"),
    "DRIVERS_LICENSE": ("driver's licence", ""),
    "OTHER_ID": ("", ""),
    "ACCOUNT": ("account", "accountNumber"),
}
_ADDRESS = {
    "ADDR_FULL": "full",
    "ADDR_LINE1": "street",
    "ADDR_LINE2": "street2",
    "ADDR_CITY": "city",
    "ADDR_STATE": "state",
    "ADDR_POSTAL_CODE": "postalCode",
    "ADDR_COUNTRY": "country",
    "ADDR_TYPE": "remarks",
}
_ROLES = {schema.upper(): schema for schema in BONDS}
# What tells of the record, of how often, or of a usage, and not of the subject.
_IGNORED = frozenset(
    (
        *("DATA_SOURCE", "RECORD_ID", "RECORD_TYPE", "LAST_CHANGE", "SOURCE_ID"),
        *("REL_ANCHOR_DOMAIN", "REL_ANCHOR_KEY", "REL_POINTER_DOMAIN"),
        *("PHONE_TYPE", "EMAIL_TYPE", "WEBSITE_TYPE", "LOAD_ID", "ENTITY_TYPE"),
    )
)
_ATTRIBUTE = re.compile(
    r"(?:(?P<usage>[A-Z0-9]+)_)?"
    r"(?P<name>NAME_[A-Z]+|ADDR_[A-Z0-9_]+|PHONE_NUMBER|EMAIL_ADDRESS)"
)

Group = dict[str, str]


def nodes(plain: dict[str, Any], place: str, note: Note) -> Iterator[Node]:
    """Yield the subject of a record, and what stands beside it."""
    node_id = stated(plain, "RECORD_ID", place)
    type_ = text(plain, "RECORD_TYPE").upper()
    found: dict[str, list[str]] = {}
    beside: list[tuple[str, Mapping[str, tuple[str, ...]]]] = []
    for group in _groups(plain, f"{place} ({node_id[:60]})"):
        _name(group, found)
        beside += _address(group)
        beside += _papers(group, node_id, found)
        beside += _relation(group, node_id)
        for attribute, value in group.items():
            name = _PROPERTIES.get(attribute)
            if name is None:  # reported, and kept, under its own name
                found.setdefault(attribute, []).append(value)
            elif name == "gender":
                found.setdefault(name, []).append(_GENDERS.get(value.upper(), value))
            else:
                found.setdefault(name, []).append(value)
    for count, (schema, properties) in enumerate(beside, 1):
        own = f"{node_id} {schema} {count}"
        if schema == "Address":
            found.setdefault("addressEntity", []).append(own)
        yield Node(id=own, schema=schema, properties=properties)
    source = text(plain, "DATA_SOURCE")
    yield Node(
        id=node_id,
        schema=_SCHEMATA.get(type_, type_),
        properties={k: tuple(dict.fromkeys(v)) for k, v in found.items()},
        datasets=(_dataset(source),) if source else (),
        changed=moment(text(plain, "LAST_CHANGE"), "LAST_CHANGE", note),
        raw_sha256=digest(plain),
    )


def _dataset(source: str) -> str:
    """Return the dataset that OpenSanctions names as a source; another's as it is."""
    match = re.fullmatch("OS[-_](.+)", source)
    return match[1].lower() if match else source


def _groups(plain: Mapping[str, Any], place: str) -> Iterator[Group]:
    """Yield the attributes that belong together, in whichever shape they stand."""
    flat: dict[str, Group] = {"": {}}
    for key, value in plain.items():
        if isinstance(value, list):
            for member in objects({key: value}, key, place):
                yield _texts(member, place)
        elif key not in _IGNORED:
            match = _ATTRIBUTE.fullmatch(key)
            usage = (match["usage"] or "") if match else ""
            name = match["name"] if match else key
            flat.setdefault(usage, {}).update(_texts({name: value}, place))
    for usage, group in flat.items():
        kinds = {name.partition("_")[0] for name in group} & {"NAME", "ADDR"}
        told = {f"{kind}_TYPE": usage for kind in kinds if usage}
        yield told | group


def _texts(group: Mapping[str, Any], place: str) -> Group:
    """Return the attributes of a group that say anything, as text."""
    found = {}
    for key, value in group.items():
        if value is None or key in _IGNORED:
            continue
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError(f"{place}: {key} is no text")  # noqa: TRY004  # as all damage
        if said := line(str(value)):
            found[key] = said
    return found


def _taken(group: Group, names: Iterable[str]) -> Group:
    return {name: group.pop(name) for name in tuple(names) if name in group}


def _name(group: Group, found: dict[str, list[str]]) -> None:
    """Take the name out of a group, whole or in parts."""
    whole, parts = _taken(group, _WHOLE), _taken(group, _NAME_PARTS)
    type_ = group.pop("NAME_TYPE", "").upper() if whole or parts else ""
    named = [part for key, part in parts.items() if key != "NAME_PREFIX"]
    names = list(whole.values()) or ([" ".join(named)] if named else [])
    found.setdefault(_NAME_TYPES.get(type_, "alias"), []).extend(names)
    for key, value in parts.items():
        found.setdefault(_NAME_PARTS[key], []).append(value)


def _address(group: Group) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    taken = _taken(group, _ADDRESS)
    if taken.keys() - {"ADDR_TYPE"}:
        yield "Address", {_ADDRESS[key]: (value,) for key, value in taken.items()}


def _papers(
    group: Group, node_id: str, found: dict[str, list[str]]
) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    """Take the numbers out of a group: a paper of its own where more is told."""
    for prefix, (called, name) in _PAPERS.items():
        keys = [f"{prefix}_{what}" for what in ("NUMBER", "COUNTRY", "TYPE", "STATE")]
        told = _taken(group, keys)
        number = told.get(keys[0])
        if number is None:
            group.update(told)
        elif name and len(told) == 1:
            found.setdefault(name, []).append(number)
        else:
            properties = {"holder": (node_id,), "number": (number,)}
            properties["type"] = (told.get(keys[2]) or called or "other",)
            if keys[1] in told:
                properties["country"] = (told[keys[1]],)
            if keys[3] in told:
                properties["authority"] = (told[keys[3]],)
            yield "Identification", properties


def _relation(
    group: Group, node_id: str
) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    told = _taken(group, ("REL_POINTER_KEY", "REL_POINTER_ROLE"))
    if "REL_POINTER_KEY" not in told:
        return
    role = told.get("REL_POINTER_ROLE", "")
    schema = _ROLES.get(role.upper(), "UnknownLink")
    ends = BONDS[schema]
    properties = {ends.source: (node_id,), ends.target: (told["REL_POINTER_KEY"],)}
    if role and role.upper() not in _ROLES:
        properties["role"] = (role,)
    yield schema, properties

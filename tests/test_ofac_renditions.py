"""OFAC's renditions of one list: they say the same, and each says what it is."""

import re
from collections.abc import Callable, Collection
from functools import cache, partial

import pytest

from kycscreen import codec
from kycscreen.entities import ListedEntity, NameKind, Strength
from kycscreen.sources import Parsed, archives, find
from kycscreen.sources.ofac import SOURCES
from tests import samples

RENDITIONS = ("legacy", "advanced", "enhanced", "csv")
VERSIONS = {
    "legacy": "legacy XML",
    "advanced": "ADVANCED",
    "enhanced": "ENHANCED 2026-09-10T00:00:00",
    "csv": "legacy CSV",
}
Fact = Callable[[ListedEntity], Collection[object]]


def data(rendition: str) -> bytes:
    return samples.sample(f"us_ofac_sdn-{rendition}")


@cache
def parsed(rendition: str) -> Parsed:
    return samples.read("us_ofac_sdn", data(rendition))


refusal = partial(samples.refusal, "us_ofac_sdn")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text: order and punctuation differ."""
    return tuple(sorted(re.findall(r"\w+", text.casefold())))


# What every rendition states. They differ in this, and in nothing else:
# - only the newer ones have names in other scripts, and parts of weak names;
# - only the newer ones have measures, legal bases, a day of listing, and other lists;
# - the older ones know links by what they say of them, the newer ones their type;
# - only the newer ones say that a document does not hold;
# - ADVANCED does not say which birth is the main one;
# - the CSV runs an address's lines into one: no city, and no end of whom it is c/o.
FACTS: dict[str, Fact] = {
    "kind": lambda e: {e.kind},
    "names": lambda e: {
        (words(n.full), n.kind, n.strength, n.script)
        for n in e.names
        if n.kind is not NameKind.ORIGINAL_SCRIPT
    },
    "strong names": lambda e: {
        (n.full, n.parts)
        for n in e.names
        if n.strength is Strength.STRONG and n.kind is not NameKind.ORIGINAL_SCRIPT
    },
    "births": lambda e: [
        (span.lo, span.hi, span.precision, span.circa, span.raw, span.note)
        for span in e.birth_dates
    ],
    "birth places": lambda e: e.birth_places,
    "nationalities": lambda e: e.nationalities,
    "citizenships": lambda e: e.citizenships,
    "genders": lambda e: e.genders,
    "identifiers": lambda e: {
        (i.type, i.value, i.country, i.issued, i.expires, i.issuer, i.raw_type)
        for i in e.identifiers
    },
    "wallets": lambda e: [i.note for i in e.identifiers if i.type == "crypto"],
    "addresses": lambda e: [(words(a.full), a.country) for a in e.addresses],
    "contacts": lambda e: set(e.contacts),
    "titles": lambda e: e.titles,
    "programmes": lambda e: e.programmes,
    "linked": lambda e: {link.target_id for link in e.links},
    "remarks": lambda e: {r for r in e.remarks if not r.startswith("list: ")},
    "topics": lambda e: e.topics,
}


@pytest.mark.parametrize("rendition", RENDITIONS)
def test_a_rendition_is_read_whole_and_without_an_issue(rendition: str) -> None:
    found = parsed(rendition)
    assert [entity.record_id for entity in found.entities] == [
        str(number) for number in range(201, 213)
    ]
    assert found.issues == ()
    assert found.version == VERSIONS[rendition]
    assert str(found.published) == ("None" if rendition == "csv" else "2026-09-10")


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("rendition", RENDITIONS[1:])
def test_renditions_of_one_list_say_the_same(rendition: str, fact: str) -> None:
    say = FACTS[fact]
    for one, other in zip(
        parsed("legacy").entities, parsed(rendition).entities, strict=True
    ):
        assert say(one) == say(other), one.record_id


def test_only_the_newer_renditions_have_names_in_other_scripts() -> None:
    def foreign(rendition: str) -> list[tuple[str, str]]:
        return [
            (name.full, name.script)
            for entity in parsed(rendition).entities
            for name in entity.names
            if name.kind is NameKind.ORIGINAL_SCRIPT
        ]

    assert foreign("advanced") == [("ОБРАЗЕЦ ООО", "Cyrl"), ("أحمد المثال", "Arab")]
    assert foreign("enhanced") == foreign("advanced")
    assert foreign("legacy") == foreign("csv") == []


@pytest.mark.parametrize("rendition", ["advanced", "enhanced"])
def test_the_newer_renditions_say_since_when_and_why(rendition: str) -> None:
    entity = parsed(rendition).entities[2]
    assert str(entity.listed_on) == "2022-03-01"
    assert entity.measures == ("Block",)
    assert [b.title for b in entity.legal_bases] == ["Executive Order 14024 (Russia)"]
    assert parsed(rendition).entities[7].remarks[-1] == (
        "list: Sectoral Sanctions Identifications List"
    )


@pytest.mark.parametrize("rendition", ["advanced", "enhanced"])
def test_the_newer_renditions_say_what_a_link_is(rendition: str) -> None:
    links = [
        (link.type.value, link.target_id)
        for entity in parsed(rendition).entities
        for link in entity.links
        if link.note != "Aircraft Operator" and link.note
    ]
    assert links == [
        ("acts_for", "203"),
        ("family", "201"),
        ("owned_by", "201"),
        ("owned_by", "203"),
        ("owned_by", "203"),
        ("supports", "203"),
        ("associate", "208"),
        ("leader_of", "206"),
        ("supports", "206"),
        ("owned_by", "207"),
    ]


@pytest.mark.parametrize("rendition", RENDITIONS)
def test_every_entity_reads_back_from_its_json(rendition: str) -> None:
    for entity in parsed(rendition).entities:
        assert codec.from_json(ListedEntity, codec.to_json(entity)) == entity


@pytest.mark.parametrize("rendition", ["legacy", "advanced", "enhanced"])
def test_a_rendition_is_read_out_of_a_zip(rendition: str) -> None:
    packed = archives.bundle({f"SDN_{rendition}.XML": data(rendition)})
    assert samples.read("us_ofac_sdn", packed) == parsed(rendition)


@pytest.mark.parametrize("rendition", ["legacy", "advanced", "enhanced"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_A02_a_rendition_cut_off_is_refused(rendition: str, share: float) -> None:
    whole = data(rendition).rstrip()
    assert "is damaged or cut off" in refusal(whole[: int(len(whole) * share)])


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b'<Sanctions xmlns="urn:x"/>', "root is Sanctions in namespace urn:x"),
        (b'<sanctionsData xmlns="urn:x"/>', "root is sanctionsData in namespace urn:x"),
        (b"<CONSOLIDATED_LIST/>", "the UN Security Council's list"),
        (b"<html><body>sorry</body></html>", "a web page"),
        (b'{"error": "no"}', "the body is JSON"),
        (b"", "the file is empty"),
        (b"no list", "is damaged"),
        (archives.bundle({"a.xml": b"<a/>", "b.xml": b"<b/>"}), "archive of 2 files"),
    ],
)
def test_A04_what_is_none_of_them_is_refused_by_name(
    content: bytes, named: str
) -> None:
    assert named in refusal(content)


@pytest.mark.parametrize("rendition", ["advanced", "enhanced"])
def test_A04_the_other_list_is_refused_by_name(rendition: str) -> None:
    assert "SDN List" in samples.refusal("us_ofac_cons", data(rendition))
    other = samples.sample("us_ofac_cons")
    assert "on Consolidated List" in refusal(other)


@pytest.mark.parametrize("list_id", SOURCES)
def test_a_source_is_fetched_in_the_best_rendition_first(list_id: str) -> None:
    source = find(list_id)
    assert source.url.endswith("_ADVANCED.XML")
    (fallback,) = source.fallbacks
    assert fallback.endswith((".XML",))
    assert "_ADVANCED" not in fallback

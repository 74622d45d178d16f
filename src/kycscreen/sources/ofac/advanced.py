"""Reading OFAC's ADVANCED XML: sections that refer to each other by number."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kycscreen import codec
from kycscreen.entities import LegalBasis, Link, ListedEntity, NameKind, Programme
from kycscreen.errors import FormatError
from kycscreen.sources import Issue, Parsed, opener
from kycscreen.sources.entries import Note, check_rate, noting
from kycscreen.sources.merging import merged
from kycscreen.sources.ofac import (
    designations,
    membership,
    periods,
    references,
    relations,
    remarks,
    sections,
)
from kycscreen.sources.ofac.designations import Designation
from kycscreen.sources.ofac.parties import Held
from kycscreen.sources.ofac.sections import SHAPE, Draft, Passed
from kycscreen.sources.ofac.shapes import strange

if TYPE_CHECKING:
    from lxml import etree

_NAMESPACES = (
    "https://sanctionslistservice.ofac.treas.gov"
    "/api/PublicationPreview/exports/ADVANCED_XML",
    "http://www.un.org/sanctions/1.0",
)
_AROUND = frozenset(
    {"Locations", "IDRegDocuments", "DistinctParties", "ProfileRelationships"}
    | {"SanctionsEntries", "SanctionsEntryLinks"}
)


def read(list_id: str, data: bytes) -> Parsed:
    """Read an ADVANCED file; ``FormatError`` where it is not that list or not whole."""
    passed: Passed | None = None
    published: date | None = None
    beside: list[tuple[str, str]] = []
    values = 0
    for name, element in opener.records(
        list_id,
        data,
        root="Sanctions",
        namespaces=_NAMESPACES,
        names=sections.RECORDS | {"DateOfIssue", "ReferenceValueSets"},
        around=_AROUND,
    ):
        match name:
            case opener.ROOT:
                _check_root(list_id, element, noting(beside))
            case "DateOfIssue":
                beside += strange(element, SHAPE)
                issued = _issued(list_id, element)
                if published not in (None, issued):
                    beside.append((name, issued.isoformat()))
                published = published or issued
            case "ReferenceValueSets" if passed is not None:
                raise FormatError(
                    list_id,
                    f"has {name} twice, and is two files in one; fetch it again",
                )
            case "ReferenceValueSets":
                passed = Passed(
                    list_id, Held(references.read(element, noting(beside)), {}, {})
                )
            case _ if name not in sections.RECORDS:
                beside.append((opener.local(element), opener.told(element)))
            case _ if passed is None:
                raise FormatError(
                    list_id,
                    f"has a {name} before any ReferenceValueSets, without which"
                    " nothing in it can be read; fetch it again",
                )
            case _:
                values += sections.put(name, element, passed)
    if passed is None or not passed.drafts:
        raise FormatError(list_id, "holds no entries; fetch it again")
    if published is None:
        beside.append(("DateOfIssue", ""))
    issues = [Issue("", path, value) for path, value in beside]
    whole = _whole(passed, issues, values)
    return Parsed(
        entities=remarks.resolve(whole),
        issues=tuple(issues),
        published=published,
        version="ADVANCED",
    )


def _check_root(list_id: str, root: "etree._Element", note: Note) -> None:
    known = frozenset({"@Version", "@DeltaBaseVersion"})
    for path, value in opener.unknown(root, known, "Sanctions"):
        note(path, value)
    if root.get("DeltaBaseVersion"):
        raise FormatError(
            list_id, "holds only what changed since another version; fetch a whole one"
        )


def _issued(list_id: str, element: "etree._Element") -> date:
    problems: list[tuple[str, str]] = []
    found = periods.on(element, noting(problems))
    if found is None:
        raise FormatError(list_id, f"DateOfIssue {problems[0][1][:20]} is no day")
    return found


def _whole(
    passed: Passed, issues: list[Issue], values: int
) -> tuple[ListedEntity, ...]:
    """Add to every party what came after it, and judge the file as a whole."""
    called = {
        profile: next(
            (n.full for n in draft.entity.names if n.kind is NameKind.PRIMARY), ""
        )
        for draft in passed.drafts
        for profile in draft.profiles
    }
    from_outside = _from_outside(passed, called, issues)
    found: list[ListedEntity] = []
    lists: dict[str, tuple[str, ...]] = {}
    for draft in passed.drafts:
        record_id = draft.entity.record_id
        noted: list[tuple[str, str]] = []
        listed = _listed(draft, passed, noting(noted))
        lists[record_id] = (*lists.get(record_id, ()), *listed.lists)
        told = [said for p in draft.profiles for said in from_outside.get(p, ())]
        found.append(_finished(draft, listed, passed, called, told, noting(noted)))
        noted = [*_noted(draft, passed), *noted]
        issues += (Issue(record_id, path, value) for path, value in noted)
    issues += _left_over(passed)
    issues += membership.check(passed.list_id, lists, "SanctionsEntry/@ListID")
    unknown = [issue for issue in issues if issue.path != relations.SENSELESS]
    check_rate(passed.list_id, unknown, values)
    return merged(found, "DistinctParty/@FixedRef", issues)


def _listed(draft: Draft, passed: Passed, note: Note) -> Designation:
    """Join the sanctions entries of a party, of which each has one."""
    several = [one for p in draft.profiles for one in passed.designations.get(p, ())]
    if not several:
        note("SanctionsEntry/@ProfileID", "")
    return designations.joined(several)


def _finished(
    draft: Draft,
    listed: Designation,
    passed: Passed,
    called: Mapping[str, str],
    told: Iterable[str],
    note: Note,
) -> ListedEntity:
    """Add its designations, its links and what was strange about it to a party."""
    entity = draft.entity
    links: list[Link] = []
    for profile in draft.profiles:
        for relation in passed.relations.get(profile, ()):
            made = relations.link(
                relation.word,
                relation.target,
                called.get(relation.target, ""),
                relation.told,
                "ProfileRelationship/@RelationTypeID",
                note,
            )
            relations.check(entity.kind, made, note)
            links.append(made)
    odd = [text for key in draft.keys for text in passed.strange.get(key, ())]
    listing: dict[str, object] = {}
    if listed.dates:
        listing["listed_on"] = min(listed.dates)
        listing["listed_on_source"] = "SanctionsEntry/EntryEvent/Date"
    return codec.changed(
        entity,
        programmes=tuple(Programme(code) for code in listed.programmes),
        legal_bases=tuple(LegalBasis(title) for title in listed.legal_bases),
        measures=listed.measures,
        links=(*entity.links, *links),
        remarks=(
            *entity.remarks,
            *membership.remarks(passed.list_id, listed.lists),
            *listed.remarks,
            *told,
            *odd,
        ),
        raw_sha256=_digest([d for k in draft.keys for d in passed.digests.get(k, ())]),
        **listing,
    )


def _digest(digests: list[str]) -> str:
    """Hash a party with all that refers to it, and that it refers to."""
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def _noted(draft: Draft, passed: Passed) -> Iterable[tuple[str, str]]:
    """Take what was noted of a party; of a place of several, with the first."""
    return [one for key in draft.keys for one in passed.noted.pop(key, ())]


def _from_outside(
    passed: Passed, called: Mapping[str, str], issues: list[Issue]
) -> Mapping[str, list[str]]:
    """Take out the relationships of who is not in the file; their targets keep them."""
    told: dict[str, list[str]] = {}
    for source in [source for source in passed.relations if source not in called]:
        issues.append(Issue("", "ProfileRelationship/@From-ProfileID", source))
        for relation in passed.relations.pop(source):
            said = " ".join(
                filter(None, ("ProfileRelationship:", source, relation.word))
            )
            told.setdefault(relation.target, []).append(f"{said} {relation.target}")
    return told


def _left_over(passed: Passed) -> Iterable[Issue]:
    """Report what no party refers to, and has to."""
    known = {key for draft in passed.drafts for key in draft.keys}
    for identity, papers in passed.held.papers.items():
        if ("identity", identity) not in known:
            numbers = ", ".join(f"{row['idType']} {row['idNumber']}" for row in papers)
            yield Issue("", "IDRegDocument/@IdentityID", f"{identity}: {numbers}")
    for profile, several in passed.designations.items():
        if ("profile", profile) not in known:
            codes = ", ".join(designations.joined(several).programmes)
            yield Issue("", "SanctionsEntry/@ProfileID", f"{profile}: {codes}")
    for noted in passed.noted.values():
        yield from (Issue("", path, value) for path, value in noted)

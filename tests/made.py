"""Screenings made by hand, of invented people: what explanations are tested on."""

from datetime import date

from kycscreen.dates import DateSpan, Precision
from kycscreen.entities import (
    Address,
    LegalBasis,
    Link,
    LinkType,
    ListedEntity,
    ListedName,
    NameKind,
    Place,
    Position,
    Programme,
    Strength,
    Topic,
)
from kycscreen.facts import Kind
from kycscreen.identifiers import Identifier
from kycscreen.match import Hit, Identity, Reason
from kycscreen.names import Word
from kycscreen.parties import Party, Role
from kycscreen.screen import Gap, ListUsed, Outcome, Provenance, Screening

ON = date(2026, 11, 22)


def year(number: int) -> DateSpan:
    return DateSpan(
        date(number, 1, 1), date(number, 12, 31), Precision.YEAR, raw=f"{number}"
    )


def day(text: str) -> DateSpan:
    on = date.fromisoformat(text)
    return DateSpan(on, on, Precision.DAY, raw=text)


def lists(*, age: int = 2, extract: bool = False) -> tuple[ListUsed, ...]:
    return (
        ListUsed(
            list_id="eu_fsf",
            sha256="e1b70c4f92aa3d68" * 4,
            published=date(2026, 11, 20),
            checked=date(2026, 11, 20),
            age=age,
            max_age=3,
            entities=5_611,
            extract=extract,
        ),
        ListUsed(
            list_id="own_invented",
            sha256="0d9f618eb61c2f7a" * 4,
            published=None,
            checked=None,
            age=None,
            max_age=None,
            entities=12,
        ),
        ListUsed(
            list_id="un_sc",
            sha256="90d27a133c68ee01" * 4,
            published=date(2026, 11, 19),
            checked=date(2026, 11, 21),
            age=1,
            max_age=7,
            entities=1_004,
        ),
    )


def provenance(used: tuple[ListUsed, ...] | None = None) -> Provenance:
    return Provenance(
        engine="kycscreen 0.1.0",
        on=ON,
        policy="b80c1d4e6e12f7a0",
        alert_at=65,
        lists=lists() if used is None else used,
    )


def company(name: str = "Exemple Oy") -> Party:
    return Party(
        id="P-0",
        kind=Kind.ORGANISATION,
        name=name,
        roles=frozenset({Role.CLIENT}),
        countries=("fi",),
        identifiers=(Identifier("company_reg", "1234567-1", country="fi"),),
    )


def owner() -> Party:
    return Party(
        id="P-1",
        kind=Kind.PERSON,
        name="Mikael Åke Eksemplov",
        roles=frozenset({Role.BENEFICIAL_OWNER, Role.BOARD_MEMBER}),
        other_names=("Misha Eksemplov",),
        birth_date=day("1962-03-14"),
        nationalities=("fi",),
        genders=("M",),
        identifiers=(Identifier("national_id", "140362-****", country="fi"),),
    )


def listed() -> ListedEntity:
    return ListedEntity(
        list_id="eu_fsf",
        record_id="EU.9999.41",
        kind=Kind.PERSON,
        names=(
            ListedName("ЭКСЕМПЛОВ Михаил Андреевич", script="Cyrl", lang="ru"),
            ListedName("EXEMPLOV, Misha Aake", kind=NameKind.AKA, script="Latn"),
            ListedName(
                "Misha the Example",
                kind=NameKind.AKA,
                strength=Strength.WEAK,
                script="Latn",
            ),
        ),
        birth_dates=(
            DateSpan(date(1962, 1, 1), date(1962, 12, 31), Precision.YEAR, circa=True),
        ),
        birth_places=(Place("Exempelgrad, Exempland"),),
        nationalities=("ru",),
        genders=("M",),
        identifiers=(Identifier("passport", "000000123", country="ru"),),
        addresses=(Address("Example Street 1, Exempelgrad"),),
        positions=(Position("former deputy governor", end="2019"),),
        programmes=(Programme("EXM", "Exempland"),),
        legal_bases=(
            LegalBasis("Regulation (EU) 9999/2021", url="https://example.org/9999"),
        ),
        measures=("asset freeze", "travel ban"),
        listed_on=date(2021, 6, 21),
        updated_on=date(2026, 11, 19),
        links=(Link(LinkType.ASSOCIATE, target_name="Exemple Négoce SARL"),),
    )


def sanctions_hit() -> Hit:
    entity = listed()
    return Hit(
        client_id="C-1042",
        party=owner(),
        entity=entity,
        party_name="Mikael Åke Eksemplov",
        matched_name=entity.names[1],
        name_score=84,
        words=(
            Word("Eksemplov", "EXEMPLOV", "spelling", 95, 930, 43),
            Word("Mikael", "Misha", "nickname", 80, 240, 14),
            Word("Åke", "Aake", "spelling", 100, 560, 13),
            Word("", "Andreevich", "only_theirs", 0, 120, -3, kind="patronymic"),
        ),
        reasons=(
            Reason("name.similar", 67, "Mikael Åke Eksemplov", "EXEMPLOV, Misha Aake"),
            Reason("birth_date.year", 5, "1962-03-14", "circa 1962"),
            Reason("country.different", -4, "FI", "RU"),
            Reason("birth_place.one_sided", 0, "", "Exempelgrad, Exempland"),
            Reason("gender.same", 1, "M", "M"),
            Reason("identifier.one_sided", 0, "", "passport RU 000000123"),
            Reason("position.one_sided", 0, "", "former deputy governor (until 2019)"),
        ),
        identity=Identity.DOUBTFUL,
        pack="sanctions",
        fingerprint="9c1e77d0b3a218f4",
    )


def pep_hit() -> Hit:
    entity = ListedEntity(
        list_id="own_invented",
        record_id="M-7",
        kind=Kind.PERSON,
        names=(ListedName("Åsa Exempelby", script="Latn", lang="sv"),),
        birth_dates=(year(1971),),
        positions=(
            Position(
                "Member of Parliament",
                body="The Invented Parliament",
                country="se",
                start="2018-09-24",
                status="current",
            ),
        ),
        topics=frozenset({Topic.PEP}),
    )
    party = Party(
        id="P-2",
        kind=Kind.PERSON,
        name="Åsa Exempelby",
        roles=frozenset({Role.REPRESENTATIVE}),
    )
    return Hit(
        client_id="C-1042",
        party=party,
        entity=entity,
        party_name="Åsa Exempelby",
        matched_name=entity.names[0],
        name_score=100,
        words=(
            Word("Exempelby", "Exempelby", "same", 100, 990, 58),
            Word("Åsa", "Åsa", "same", 100, 310, 22),
        ),
        reasons=(
            Reason("name.same", 80, "Åsa Exempelby", "Åsa Exempelby"),
            Reason("birth_date.one_sided", 0, "", "1971"),
        ),
        identity=Identity.UNKNOWN,
        pack="pep",
        fingerprint="41aa5e096cd7d210",
    )


def number_hit() -> Hit:
    """A company with another name and the same registration: lifted, then capped."""
    entity = ListedEntity(
        list_id="un_sc",
        record_id="QDe.999",
        kind=Kind.ORGANISATION,
        names=("EXEMPLE NEGOCE", "شركة المثال"),
        identifiers=(Identifier("company_reg", "12345671", country="fi"),),
    )
    return Hit(
        client_id="C-1042",
        party=company(),
        entity=entity,
        party_name="Exemple Oy",
        matched_name=entity.names[0],
        name_score=50,
        words=(
            Word("Exemple", "EXEMPLE", "same", 100, 700, 48),
            Word("Oy", "", "only_ours", 0, 30, 0, kind="legal_form"),
            Word("", "NEGOCE", "only_theirs", 0, 480, -8),
        ),
        reasons=(
            Reason("name.different", 40, "Exemple Oy", "EXEMPLE NEGOCE"),
            Reason("identifier.same", 20, "1234567-1", "12345671", "company_reg fi"),
            Reason("score.identifier", 15, "", "75"),
        ),
        identity=Identity.CONFIRMED,
        pack="sanctions",
        fingerprint="d2107f3a09be4e55",
    )


def screening_with_hits() -> Screening:
    return Screening(
        client_id="C-1042",
        outcome=Outcome.HITS,
        hits=(pep_hit(), number_hit(), sanctions_hit()),
        gaps=(Gap("party.unnamed", "P-9", "the name is only punctuation"),),
        warnings=(Gap("name.disguised", "P-2", "1 zero-width letter taken out"),),
        parties=(company(), owner(), pep_hit().party),
        provenance=provenance(),
    )


def inconclusive_screening(client_id: str = "C-2000") -> Screening:
    return Screening(
        client_id=client_id,
        outcome=Outcome.INCONCLUSIVE,
        hits=(),
        gaps=(Gap("list.stale", "eu_fsf", "9 days old, stale after 3"),),
        parties=(company("Mallikauppa Oy"),),
        provenance=provenance(lists(age=9)),
    )


def clear_screening(client_id: str = "C-3000") -> Screening:
    return Screening(
        client_id=client_id,
        outcome=Outcome.CLEAR,
        hits=(),
        gaps=(),
        parties=(company("Exempelbygg AB"), owner()),
        provenance=provenance(),
    )

"""Numbers of companies in the UK's lists: several in one text, told by their labels.

>>> [(n.type, n.value) for n in numbers("INN: 7700000016; OGRN: 1027700000000")]
[('tax', '7700000016'), ('company_reg', '1027700000000')]
"""

import re
from collections.abc import Iterator

import attrs

from kycscreen.identifiers import Identifier, check
from kycscreen.sources import documents
from kycscreen.sources.uk.papers import distinct
from kycscreen.sources.uk.records import Record

_FIELD = "BusinessRegistrationNumber"
_TYPES = (  # what a label says the number behind it is; "" is no number of its own
    ("", r"\b(?:kpp|ppc|oktmo|okato|okved|ofac)\b|acuris|licen[cs]e|bank id"),
    ("lei", r"\blei\b|legal entity identifier"),
    ("duns", r"\bduns\b|d-u-n-s"),
    ("vat", r"\bvat\b"),
    ("imo", r"\bimo\b"),
    ("tax", r"\binn\b|\btin\b|\btax|\bunp\b|fiscal"),
    ("other", r"\bokpo\b|\bbik\b|gazette"),
)
_KNOWN = "INN|OGRN|KPP|TIN|OKPO|OKTMO|BIC|SWIFT|LEI|VAT|IMO"
_MASHED = rf"(?<=\d)(?=(?:{_KNOWN})\b|[A-Z][a-z]{{2}})|(?<=\d{{8}})(?=[A-Z]{{3,9}}:)"
_BIC = (
    r"(?:SWIFT|BIC)\b[^A-Za-z]{0,9}(?:BI[CN]\b|(?i:code)\b)?[^A-Za-z0-9]{0,9}"
    r"([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b"
)
_VALUE = r"(?<![^\W_])(?=\S{0,40}\d)[^\W_](?:[^\W_]|[./-](?=[^\W_])){3,}"
_LONG = 1_000  # characters: more are told once, and not beside each number
_GROUPED = r"[\d ]*(?<!\d)\d{1,5}(?!\d)[\d ]*(?:\([^()]*\))?"


def read(record: Record) -> documents.Documents:
    """Read the numbers of a company; a text without one becomes a remark."""
    found: list[Identifier] = []
    remarks: list[str] = []
    for text in record.texts(_FIELD):
        made = list(numbers(text))
        found += (one for one in made if one.type)
        if not made or len(text) > _LONG or not all(one.type for one in made):
            remarks.append(f"{_FIELD}: {text}")
    return documents.Documents(distinct(found), tuple(remarks))


def numbers(text: str) -> Iterator[Identifier]:
    """Yield each number by its label; one without a type only its text can keep."""
    note = text if len(text) <= _LONG else ""
    spaced = re.sub(_MASHED, " ", text)
    if re.fullmatch(_GROUPED, text):  # "1 027 700 000 000"
        spaced = re.sub(r"(?<=\d) +(?=\d)", "", text)
    for found in re.finditer(_BIC, spaced):
        yield Identifier("bic", found[1], note=note, raw_type="BIC")
    spaced = re.sub(_BIC, " ", spaced)
    matches = [match for match in re.finditer(_VALUE, spaced) if _is_number(match[0])]
    labels = _labels(spaced, matches)
    for match, (label, behind) in zip(matches, labels, strict=True):
        yield _numbered(match[0], label, behind, note)


def _is_number(word: str) -> bool:
    """Tell a number from a year or a day that stands beside one."""
    return not re.fullmatch(r"(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4}", word)


def _labels(text: str, matches: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """Yield what stands in front of each number, and in brackets behind it."""
    starts = [match.start() for match in matches]
    before = 0
    for match, following in zip(matches, [*starts[1:], len(text)], strict=False):
        after = text[match.end() : following]
        bracket = re.match(r"\s*\(([^()]*)\)", after)
        label = text[before : match.start()]
        behind = re.fullmatch(r"\s*[-–]\s*(\w+)\s*", after)
        if behind and not label.strip(" '’"):
            label = behind[1]  # "7700000016 - TIN"
        yield label, bracket[1] if bracket else ""
        before = match.end() + (bracket.end() if bracket else 0)


def _numbered(value: str, label: str, behind: str, note: str) -> Identifier:
    words = label.casefold()
    type_ = next((t for t, pattern in _TYPES if re.search(pattern, words)), None)
    prefix = re.search(r"(?<!\w)[A-Z]{1,3} $", label)
    if type_ is None and prefix:  # "HE 123456"
        value, label = f"{prefix[0]}{value}", label[: prefix.start()]
    label = label.strip(" ,;:.·-–—/()'’")
    made = Identifier(
        "company_reg" if type_ is None else type_,
        value,
        documents.country_in(label) or documents.country_in(behind),
        note=note if note != value else "",
        raw_type=label or _FIELD,
    )
    lei = attrs.evolve(made, type="lei")
    if type_ is None and re.fullmatch(r"[A-Z0-9]{18}\d\d", value) and check(lei):
        return lei
    return made

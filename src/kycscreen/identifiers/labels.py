"""Words that people write before a number, and what each says that it is.

>>> label = find("hetu 131052-308T")
>>> label.type, label.countries, label.number
('national_id', ('fi',), '131052-308T')
"""

import attrs

from kycscreen.identifiers.rules import pattern


@attrs.frozen
class Label:
    """What a word says of the number behind it.

    ``countries`` are those that use the word, the one that alone would be meant
    first. A word that is not ``sure`` could be a series of passports: it says
    something only of a number that has the form.
    """

    type: str
    countries: tuple[str, ...]
    number: str
    sure: bool


def find(text: str) -> Label | None:
    """Read the word, if any, that a text begins with, and the number behind it."""
    if text[:2].casefold() not in _STARTS:
        return None
    found = pattern(_FORM).match(text)
    if found is None or found.lastgroup is None:
        return None
    _, type_, countries = _LABELS[int(found.lastgroup[1:])]
    is_sure = len(found[found.lastgroup]) >= _SURE or ":" in found[0]
    return Label(type_, countries, text[found.end() :], is_sure)


_LABELS = (
    ("hetu|henkilötunnus", "national_id", ("fi",)),
    ("samordningsnummer", "national_id", ("se",)),
    ("personnummer|pers[. ]{0,2}nr", "national_id", ("se", "no", "dk")),
    ("f(?:ø|o|oe)dselsnummer|d-nummer|fnr", "national_id", ("no",)),
    ("cpr", "national_id", ("dk",)),
    ("kennitala", "national_id", ("is",)),
    ("isikukood", "national_id", ("ee",)),
    ("personas kods", "national_id", ("lv",)),
    ("asmens kodas", "national_id", ("lt",)),
    ("pesel", "national_id", ("pl",)),
    ("y-?tunnus|business id", "company_reg", ("fi",)),
    ("org[. ]{0,2}nr|organisationsnummer", "company_reg", ("se", "no")),
    ("organisasjonsnummer", "company_reg", ("no",)),
    ("cvr", "company_reg", ("dk",)),
    ("registrikood", "company_reg", ("ee",)),
    ("regon", "company_reg", ("pl",)),
    ("nip", "vat", ("pl",)),
    ("vat|alv|mva|moms", "vat", ()),
    ("lei", "lei", ()),
    ("imo", "imo", ()),
    ("iban", "iban", ()),
    ("bic|swift(?:[/ ]bic)?", "bic", ()),
    ("passport|passi|pass", "passport", ()),
)
_FORM = (
    "(?i)(?:"
    + "|".join(f"(?P<l{at}>{words})" for at, (words, _, _) in enumerate(_LABELS))
    + ")(?:[ .-]{0,2}(?:no|nr|number|numero|nummer|code))?[ .:#-]+(?=[^ .:#-])"
)
_STARTS = frozenset(
    {
        "al", "as", "bi", "bu", "cp", "cv", "d-", "fn", "fo", "fø", "he", "ib", "im",
        "is", "ke", "le", "mo", "mv", "ni", "or", "pa", "pe", "re", "sa", "sw", "va",
        "y-", "yt",
    }
)  # fmt: skip
_SURE = 4

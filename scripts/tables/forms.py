"""Legal forms: as they are written, and as they are abbreviated."""

from pathlib import Path

from kycscreen.names.spelling import spell
from scripts.tables.writing import write

FORMS_BY_HAND = {
    "limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co",
    "limited liability company": "llc", "limited liability partnership": "llp",
    "public limited company": "plc", "private limited": "ltd",
    "joint stock company": "jsc", "open joint stock company": "ojsc",
    "public joint stock company": "pjsc", "closed joint stock company": "cjsc",
    "private joint stock company": "pjsc", "joint stock commercial bank": "jscb",
    "federal state unitary enterprise": "fsue", "aktiengesellschaft": "ag",
    "gesellschaft mit beschraenkter haftung": "gmbh", "aktiebolag": "ab",
    "gesellschaft mit beschrankter haftung": "gmbh", "handelsbolag": "hb",
    "kommanditbolag": "kb", "osakeyhtiö": "oy", "osakeyhtio": "oy",
    "julkinen osakeyhtiö": "oyj", "kommandiittiyhtiö": "ky", "toiminimi": "tmi",
    "aksjeselskap": "as", "allmennaksjeselskap": "asa", "aktieselskab": "as",
    "anpartsselskab": "aps", "osaühing": "ou", "aktsiaselts": "as",
    "société anonyme": "sa", "societe anonyme": "sa", "sociedad anonima": "sa",
    "sociedad anónima": "sa", "sociedade anonima": "sa",
    "société à responsabilité limitée": "sarl",
    "societe a responsabilite limitee": "sarl", "besloten vennootschap": "bv",
    "naamloze vennootschap": "nv", "società per azioni": "spa",
    "societa per azioni": "spa", "società a responsabilità limitata": "srl",
    "общество с ограниченной ответственностью": "ooo",
    "публичное акционерное общество": "pao", "открытое акционерное общество": "oao",
    "закрытое акционерное общество": "zao", "акционерное общество": "ao",
    "obshchestvo s ogranichennoi otvetstvennostyu": "ooo",
    "obshchestvo s ogranichennoy otvetstvennostyu": "ooo",
    "otkrytoe aktsionernoe obshchestvo": "oao", "ooo": "ooo", "оoo": "ooo",
    "otkrytoye aktsionernoye obshchestvo": "oao", "ооо": "ooo", "оао": "oao",
    "publichnoe aktsionernoe obshchestvo": "pao", "зао": "zao", "пао": "pao",
    "zakrytoe aktsionernoe obshchestvo": "zao", "ао": "ao", "тов": "tov",
    "free zone establishment": "fze", "free zone company": "fzco",
    "sendirian berhad": "sdn bhd", "limited partnership": "lp",
}  # fmt: skip
FORMS_ALONE = [
    "ltd", "inc", "corp", "co", "llc", "llp", "plc", "lp", "jsc", "ojsc", "pjsc",
    "cjsc", "jscb", "oao", "zao", "pao", "ao", "tov", "pat", "prat", "fsue", "fgup",
    "gup", "fze", "fzco", "fzc", "fzllc", "dmcc", "lda", "ltda", "sarl", "eurl",
    "sas", "spa", "srl", "sl", "sa", "bv", "nv", "cv", "kg", "kgaa", "gmbh", "ag",
    "ug", "ev", "ek", "oy", "oyj", "ab", "abp", "hb", "kb", "ky", "tmi", "as", "asa",
    "ans", "da", "aps", "ivs", "amba", "ehf", "hf", "sf", "ou", "uab", "sia", "doo",
    "dd", "ad", "eood", "ood", "kft", "zrt", "nyrt", "rt", "sro", "pte", "pty",
    "bhd", "sdn", "tbk", "pt", "mchj", "too", "sti", "sae", "sal", "saog", "saoc",
    "wll", "ksc", "kscc", "psc", "pjs", "jv", "se", "scs", "sca", "snc", "kk", "gk",
    "yk", "kda", "oou", "gie", "ei", "mbh", "ohg", "gbr",
]  # fmt: skip


def make(_shared: Path) -> None:
    """Write every spelling of a legal form beside its short form."""
    forms = {form: form for form in FORMS_ALONE}
    for phrase, form in FORMS_BY_HAND.items():
        forms[" ".join(spell(phrase).words)] = form
    write(
        "legal_forms.csv",
        "phrase,form: a legal form as written and as abbreviated",
        "the legal forms written down there by hand",
        [f"{phrase},{form}" for phrase, form in forms.items()],
    )

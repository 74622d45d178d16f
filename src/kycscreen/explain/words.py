"""Every word that people read in an explanation, by key.

Another language is another table with the same keys. What a reason code means
stands here too, once: the reference in the documentation is made from it.

>>> count("hit", 3), count("hit", 1)
('3 hits', '1 hit')
"""

from functools import cache


def say(key: str, /, **values: object) -> str:
    """Return the words under a key, with its ``{places}`` filled."""
    words = _english()[key]
    return words.format_map(values) if values else words


def count(key: str, number: int, /) -> str:
    """Return a number and its noun, in the form that the number asks for."""
    form = "one" if number == 1 else "other"
    return say(f"{key}.{form}", n=f"{number:,}")


def knows(key: str, /) -> bool:
    """Tell whether there are words under a key."""
    return key in _english()


def reason_codes() -> tuple[str, ...]:
    """Return every reason code that a hit can carry, in the order of the facts."""
    return tuple(_reasons())


def reason(code: str) -> tuple[str, str]:
    """Return what a reason is called beside its verdict, and what it means.

    A code from a newer version of the engine is shown as it is: it still counts.
    """
    return _reasons().get(code, (code, ""))


def gap(code: str) -> tuple[str, str]:
    """Return what a gap or warning is called, and what closes it.

    A code from a newer version of the engine is shown as it is: it is still open.
    """
    key = f"gap.{code}"
    return (say(key), say(f"{key}.closes")) if knows(key) else (code, "")


@cache
def _reasons() -> dict[str, tuple[str, str]]:
    return {
        "name.same": (
            "the same name",
            "Every word of one name meets a word of the other, in a usual spelling.",
        ),
        "name.similar": (
            "a similar name",
            "Most of what weighs in the two names meets; each word says how.",
        ),
        "name.different": (
            "another name",
            "The names differ; the hit comes from something else.",
        ),
        "name.weak_alias": (
            "a weak alias fits",
            "A name that the publisher itself calls weak fits too."
            " It supports a hit and makes none alone.",
        ),
        "birth_date.same": ("the same day", "Both sides state the same day of birth."),
        "birth_date.month": (
            "to the month",
            "One side knows only the month of birth, and the other lies in it.",
        ),
        "birth_date.year": (
            "to the year",
            "One side knows only a year or a range of years, and the other lies in it.",
        ),
        "birth_date.slip": (
            "but for one slip",
            "Day and month are swapped, or one part is off by a little:"
            " the kind of mistake that typing makes.",
        ),
        "birth_date.near": (
            "a few years apart",
            "The birth dates differ, by no more years than lists are often wrong.",
        ),
        "birth_date.different": (
            "years apart",
            "The birth dates differ by more than a mistake explains.",
        ),
        "birth_date.one_sided": (
            "nothing to compare",
            "Only one side states a birth date. That counts for and against nobody.",
        ),
        "country.same": (
            "one in common",
            "Both sides state a country, and they have one in common.",
        ),
        "country.different": (
            "none in common",
            "Both sides state nationalities and share none. Lists often state only"
            " one of several.",
        ),
        "country.one_sided": (
            "nothing to compare",
            "Only one side states a country. That counts for and against nobody.",
        ),
        "birth_place.same": (
            "words in common",
            "Both sides state a place of birth, and words of it are the same.",
        ),
        "birth_place.different": (
            "no words in common",
            "Both sides state a place of birth, and no word of it is the same. Places"
            " are spelt too freely for that to count against a hit.",
        ),
        "birth_place.one_sided": (
            "nothing to compare",
            "Only one side states a place of birth. That counts for and against"
            " nobody.",
        ),
        "gender.same": ("the same", "Both sides state the same gender."),
        "gender.different": ("not the same", "The two sides state different genders."),
        "gender.one_sided": (
            "nothing to compare",
            "Only one side states a gender. That counts for and against nobody.",
        ),
        "identifier.same": (
            "the same number",
            "A passport, registration or other number is the same on both sides.",
        ),
        "identifier.different": (
            "another number",
            "Both sides state a number of a kind and country of which a subject has"
            " only one, and they differ.",
        ),
        "identifier.one_sided": (
            "nothing to compare",
            "Only one side states a number of this kind. That counts for and against"
            " nobody.",
        ),
        "position.one_sided": (
            "not weighed",
            "The listed position, for the reader: it adds and takes nothing.",
        ),
        "pep.uncorroborated": (
            "nothing corroborates",
            "A politically exposed person with this name, and facts that could"
            " support it on both sides, but none that does.",
        ),
        "score.floor": (
            "points given back",
            "A sure name on a sanctions list is not hidden by contradictions: what"
            " they took below the alert is given back, and the hit ranks low.",
        ),
        "score.identifier": (
            "lifted by a number",
            "An identifier in common lifts the score to where it must be seen.",
        ),
        "score.limit": (
            "the most a score can be",
            "A score ends at 100; what is beyond is taken off.",
        ),
    }


@cache
def _english() -> dict[str, str]:
    return _PAGE | _HIT | _VALUES | _GAPS


_PAGE = {
    "lang": "en",
    "brand": "kycscreen",
    "page.kind": "run report, confidential",
    "page.skip": "Skip to the content",
    "hit.one": "{n} hit",
    "hit.other": "{n} hits",
    "client.one": "{n} client",
    "client.other": "{n} clients",
    "party.one": "{n} party",
    "party.other": "{n} parties",
    "list.one": "{n} list",
    "list.other": "{n} lists",
    "row.one": "{n} row",
    "row.other": "{n} rows",
    "gap.one": "{n} gap",
    "gap.other": "{n} gaps",
    "day.one": "{n} day",
    "day.other": "{n} days",
    "name.one": "{n} name",
    "name.other": "{n} names",
    "number.one": "{n} number",
    "number.other": "{n} numbers",
    "word.one": "{n} word",
    "word.other": "{n} words",
    "headline.none": "Nothing was screened",
    "headline.clear": "{clients}: all clear",
    "headline.hit.one": "{n} hit needs an analyst",
    "headline.hit.other": "{n} hits need an analyst",
    "headline.gap.one": "{n} client is inconclusive",
    "headline.gap.other": "{n} clients are inconclusive",
    "gist.run": "{clients} with {parties} screened against {lists}:"
    " {clear} clear, {hits} with hits, {gaps} inconclusive.",
    "gist.refused": "{rows} could not be read and nothing is concluded about them.",
    "gist.provable": "Clear is proved: every list current, every party usable.",
    "run": "Run",
    "began": "Began",
    "on": "Screened on",
    "engine": "Engine",
    "policy": "Policy",
    "alert": "Alert",
    "alert.from": "alert from {n}",
    "of100": "of 100",
    "outcomes": "Outcomes",
    "outcomes.note": "A client with hits may have gaps too.",
    "outcome.clear": "clear",
    "outcome.hits": "with hits",
    "outcome.inconclusive": "inconclusive",
    "outcome.clear.note": "no hit, every list current, every party usable",
    "outcome.hits.note": "{hits}, by {parties}",
    "outcome.inconclusive.note": "no hit, but something is missing",
    "outcome.desc": "{clients}: {clear} clear, {hits} with hits, {gaps} inconclusive.",
    "gaps.title": "Gaps",
    "gaps.note": "Nothing is clear until they are closed.",
    "gaps.none": "None: no list and no party is missing.",
    "warnings.title": "Warnings",
    "warnings.note": "They change no outcome.",
    "col.gap": "Gap",
    "col.warning": "Warning",
    "col.clients": "Clients",
    "col.closes": "What closes it",
    "col.look": "What to look at",
    "rowsio.title": "Rows in, rows out",
    "rowsio.in": "rows in the file",
    "rowsio.screened": "parties screened",
    "rowsio.merged": "rows joined to a party of the same client",
    "rowsio.refused": "rows refused",
    "rowsio.refused.title": "Refused rows",
    "rowsio.refused.note": "Correct them and screen again: they are not clear.",
    "rowsio.nothing_lost": "nothing lost",
    "rowsio.differ": "the rows do not add up: {n} more out than in",
    "col.line": "Line",
    "col.why": "Why",
    "col.rows": "Rows",
    "col.count": "Count",
    "lists.title": "Lists",
    "lists.note": "Ages on the day of the screening.",
    "lists.none": "No list was used.",
    "col.list": "List",
    "col.published": "Published",
    "col.age": "Age",
    "col.at_most": "At most",
    "col.entities": "Entities",
    "col.sha256": "sha256",
    "days.short": "{n} d",
    "extract": "extract: never clear",
    "stale": "stale",
    "unknown.date": "not stated",
    "hits.title": "Hits to review",
    "hits.note": "By score. Each is laid out below.",
    "col.score": "Score",
    "col.party": "Party",
    "col.listed": "Listed entity",
    "col.means": "Means",
    "col.identity": "Identity",
    "with_gaps.title": "Clients with gaps",
    "with_gaps.note": "Not clear, whatever else was found.",
    "with_warnings.title": "Clients with warnings",
    "col.client": "Client",
    "col.gaps": "What is missing",
    "clear.title": "Clear clients",
    "clear.note": "What was screened, with what: so that clear can be shown.",
    "clear.summary": "Show {clients} and {parties}",
    "clear.none": "No client is clear.",
    "col.parties": "Parties screened",
    "foot.title": "Provenance",
    "foot.confidential": "Confidential. This page names persons; it is evidence."
    " Keep it, share it and delete it as your rules for client records say.",
    "foot.resembles": "A hit is a likeness that a person has to judge. It says of"
    " nobody that they are the listed entity.",
}

_HIT = {
    "resembles": "resembles",
    "ours": "Ours",
    "ours.note": "the party",
    "theirs": "Theirs",
    "theirs.note": "the listed entity",
    "client": "Client",
    "party": "Party",
    "role": "Role",
    "also": "Also known as",
    "screening": "Screening",
    "means": "Means",
    "list": "List",
    "record": "record {id}",
    "programme": "Programme",
    "basis": "Legal basis",
    "listed": "Listed",
    "amended": "amended {date}",
    "delisted": "delisted {date}",
    "position": "Position",
    "linked": "Linked to",
    "edition": "published {date}",
    "edition.undated": "publication date not stated",
    "edition.age": "{days} old",
    "edition.max": "stale after {n}",
    "score": "Score",
    "identity": "identity",
    "identity.confirmed": "confirmed",
    "identity.supported": "supported",
    "identity.unknown": "unknown",
    "identity.doubtful": "doubtful",
    "identity.contradicted": "contradicted",
    "identity.confirmed.means": "a number agrees",
    "identity.supported.means": "other facts agree with the name",
    "identity.unknown.means": "nothing but the name could be compared",
    "identity.doubtful.means": "some facts conflict",
    "identity.contradicted.means": "the facts conflict",
    "gist.name": "{role} of {client}: {met} of the name {meet}.",
    "gist.meet.one": "meets",
    "gist.meet.other": "meet",
    "gist.words": "{n} of {words}",
    "gist.no_words": "the number and not the name made the hit",
    "gist.agree": "Agree: {facts}.",
    "gist.conflict": "Conflict: {facts}.",
    "gist.nothing": "No other fact is stated on both sides.",
    "settle": "What would settle it",
    "settle.to": "to {n}",
    "settle.identity": "identity {identity}",
    "settle.told": "{answer}: {points}, to {n}; {then}",
    "settle.stays": "stays at {n}",
    "settle.no_hit": "no hit",
    "settle.nothing": "The list states nothing that we lack. Compare the publisher's"
    " own record, photographs and addresses with what you know of the party.",
    "settle.identifier": "Ask for the number: {what}. The list states it; we hold"
    " none of its kind to compare.",
    "settle.birth_date": "Ask for the date of birth. The list states {what}; we"
    " hold none.",
    "settle.birth_date.finer": "Ask for the full date of birth. The list states"
    " {what}; we know only {ours}.",
    "settle.country": "Ask for the nationalities. The list states {what}; we hold"
    " none.",
    "settle.gender": "Find the gender. The list states {what}; we hold none.",
    "settle.birth_place": "Ask for the place of birth. The list states {what}; we"
    " hold none.",
    "settle.if.identifier.same": "the same number",
    "settle.if.birth_date.same": "a birth date that agrees",
    "settle.if.birth_date.different": "a birth date years apart",
    "settle.if.country.same": "a country in common",
    "settle.if.country.different": "nationalities, none in common",
    "settle.if.gender.same": "the same gender",
    "settle.if.gender.different": "another gender",
    "settle.if.birth_place.same": "a place with words in common",
    "names.title": "The names, word by word",
    "points": "points",
    "besides": "besides the name",
    "col.met": "How they met",
    "col.common": "How common",
    "col.points": "Points",
    "col.fact": "Fact",
    "col.verdict": "Verdict",
    "col.name": "Name",
    "col.kind": "Kind",
    "col.script": "Script",
    "the_name": "The name",
    "the_score": "The score",
    "all_names": "All names of the listed entity: {n}",
    "no_name": "No name of the listed entity met; an identifier did.",
    "matched": "matched here",
    "facts.title": "The facts, ours and theirs",
    "facts.note": "A fact that only one side states counts 0.",
    "agree": "agree",
    "conflict": "conflict",
    "only_ours": "only ours",
    "only_theirs": "only theirs",
    "unweighed": "not weighed",
    "note.likeness": "{note}, likeness {n}",
    "rule": "rule",
    "not_stated": "not stated",
    "why": "Why {n}",
    "why.note": "Solid bars raise the score, hollow ones lower it; nothing else is"
    " added.",
    "chart.title": "How the points add up to {n}",
    "chart.step": "{label}, {note}: {points}, total {total}",
    "chart.sum": "{label}: {total}",
    "chart.points": "points",
    "chart.total": "total",
    "consequence": "If it is a true match",
    "hit": "Hit",
    "facts": "Facts",
    "sha256": "sha256",
    "masked": "masked",
    "back": "Back to the hits",
    "lists.scroll": "Table of the lists; scrolls sideways on a narrow screen",
}

_VALUES = {
    "fact.name": "Name",
    "fact.birth_date": "Birth date",
    "fact.country": "Country",
    "fact.birth_place": "Birth place",
    "fact.gender": "Gender",
    "fact.identifier": "Number",
    "fact.position": "Position",
    "fact.address": "Address",
    "fact.pep": "PEP rule",
    "fact.score": "Score rule",
    "gender.M": "male",
    "gender.F": "female",
    "gender.X": "other",
    "circa": "circa {date}",
    "range": "{lo} to {hi}",
    "since": "since {date}",
    "until": "until {date}",
    "status.current": "in office",
    "status.ended": "out of office",
    "status.unknown": "whether still in office is not known",
    "role.client": "The client itself",
    "role.representative": "Representative",
    "role.board_member": "Board member",
    "role.beneficial_owner": "Beneficial owner",
    "role.senior_managing_official": "Senior managing official",
    "role.shareholder": "Shareholder",
    "role.none": "No role stated",
    "kind.person": "person",
    "kind.organisation": "organisation",
    "kind.vessel": "vessel",
    "kind.aircraft": "aircraft",
    "kind.crypto_address": "crypto address",
    "kind.security": "security",
    "kind.unknown": "kind not stated",
    "name.primary": "primary name",
    "name.aka": "alias",
    "name.fka": "former name",
    "name.nka": "present name",
    "name.maiden": "maiden name",
    "name.variation": "variation",
    "name.original_script": "original script",
    "name.transliteration": "transliteration",
    "name.weak": "weak: only supports",
    "name.strong": "strong",
    "how.same": "same",
    "how.spelling": "spelling",
    "how.transliterated": "transliterated",
    "how.equivalent": "equivalent",
    "how.nickname": "nickname",
    "how.sound": "sound",
    "how.typo": "slip",
    "how.initial": "initial",
    "how.joined": "joined",
    "how.only_ours": "only ours",
    "how.only_theirs": "only theirs",
    "how.order": "word order",
    "how.same.means": "letter for letter",
    "how.spelling.means": "another usual spelling",
    "how.transliterated.means": "another way to write it in these letters",
    "how.equivalent.means": "the same name in another language",
    "how.nickname.means": "a short or pet form",
    "how.sound.means": "spelt apart, spoken alike",
    "how.typo.means": "a letter wrong, missing or swapped",
    "how.initial.means": "one side gives only the initial",
    "how.joined.means": "written together, or apart",
    "how.only_ours.means": "theirs has no such word",
    "how.only_theirs.means": "ours has no such word",
    "how.order.means": "the words stand in another order",
    "word.word": "",
    "word.particle": "particle",
    "word.title": "title",
    "word.legal_form": "legal form",
    "word.patronymic": "patronymic",
    "word.initial": "initial",
    "word.suffix": "suffix",
    "word.number": "number",
    "common.unique": "very rare",
    "common.rare": "rare",
    "common.uncommon": "not common",
    "common.common": "common",
    "common.very": "very common",
    "common.none": "not weighed",
    "effect.freeze": "Asset freeze",
    "effect.sanction": "Sanctions",
    "effect.pep": "PEP",
    "effect.rca": "PEP, family or associate",
    "effect.freeze.means": "Funds and economic resources are frozen, and none may"
    " reach them, directly or indirectly.",
    "effect.sanction.means": "Measures other than a stated asset freeze: {measures}.",
    "effect.sanction.unstated": "Sanctioned; the list states no measure. Read the"
    " programme before concluding that assets are not frozen.",
    "effect.pep.means": "A politically exposed person. Nothing is frozen.",
    "effect.rca.means": "Family or close associate of a politically exposed person."
    " Nothing is frozen.",
    "effect.freeze.do": "Stop, freeze and report, as the law of this list demands.",
    "effect.sanction.do": "Stop, and find out which dealings the programme prohibits.",
    "effect.pep.do": "Ask senior management for approval, establish the source of"
    " wealth and funds, and watch the relationship more closely.",
    "effect.rca.do": "Ask senior management for approval, establish the source of"
    " wealth and funds, and watch the relationship more closely.",
    "link.family": "family of",
    "link.associate": "associate of",
    "link.owned_by": "owned by",
    "link.owns": "owns",
    "link.acts_for": "acts for",
    "link.supports": "supports",
    "link.leader_of": "leader of",
    "link.member_of": "member of",
    "link.linked_to": "linked to",
    "link.same_as": "same as",
}

_GAPS = {
    "gap.list.missing": "list missing",
    "gap.list.missing.closes": "Fetch the list, or add its file by hand.",
    "gap.list.stale": "list stale",
    "gap.list.stale.closes": "Fetch the list again.",
    "gap.list.empty": "list empty",
    "gap.list.empty.closes": "Fetch the list again and look at what arrived.",
    "gap.list.damaged": "list damaged",
    "gap.list.damaged.closes": "Add the publisher's file again.",
    "gap.list.extract": "list is an extract",
    "gap.list.extract.closes": "Fetch the full list: an extract never clears.",
    "gap.list.undated": "list undated",
    "gap.list.undated.closes": "Fetch the list, or state when it was published.",
    "gap.party.unnamed": "party without a usable name",
    "gap.party.unnamed.closes": "A full name.",
    "gap.party.overlong": "party with a name too long to compare",
    "gap.party.overlong.closes": "The name as it stands in papers.",
    "gap.client.empty": "client without parties",
    "gap.client.empty.closes": "The parties of the client: who it is, who acts for it,"
    " who owns it.",
    "gap.client.error": "client that could not be screened",
    "gap.client.error.closes": "Screen the client again; report what keeps failing.",
    "gap.client.refused": "row of the client refused",
    "gap.client.refused.closes": "The row, corrected in the client file.",
    "gap.book.refused": "row refused that names no client",
    "gap.book.refused.closes": "The row, corrected: it may belong to any client.",
    "gap.list.silent": "publisher silent for longer than usual",
    "gap.list.silent.closes": "The publisher's page: has the list moved?",
    "gap.party.birth_date_future": "birth date in the future",
    "gap.party.birth_date_future.closes": "The birth date, corrected.",
    "gap.name.disguised": "name with hidden or look-alike letters",
    "gap.name.disguised.closes": "Where the name came from, and who typed it.",
}

"""The evidence of a hit as tables: the words of the names, and the facts."""

from typing import Any

from kycscreen.explain import account, values, verdicts
from kycscreen.explain.markup import NOTHING, Content, Markup, each, join, tag
from kycscreen.explain.pieces import named, nothing, source, worth
from kycscreen.explain.verdicts import Fact, Verdict
from kycscreen.explain.words import count, say
from kycscreen.match import Hit
from kycscreen.names import Word


def words(hit: Hit) -> Markup:
    """Show how each word of the two names met, and every name of the entity."""
    points = worth(account.name_total(hit))
    total = join(points, " ", tag("small", say("points")))
    return tag(
        "section",
        _head(say("names.title"), _matched(hit), total),
        _word_table(hit) if hit.words else tag("p", say("no_name")),
        _all_names(hit),
    )


def _matched(hit: Hit) -> str:
    return "" if hit.matched_name is None else values.name_kind(hit.matched_name)


def _word_table(hit: Hit) -> Markup:
    counted = account.words_add_up(hit)
    heads = ("ours", "col.met", "theirs", "col.common")
    return tag(
        "table",
        _table_head(heads, "col.points"),
        tag("tbody", each(_word(hit, word, counted) for word in hit.words)),
        class_="words",
    )


def _table_head(heads: tuple[str, ...], number: str) -> Markup:
    return tag(
        "thead",
        tag(
            "tr",
            each(tag("th", say(head), scope="col") for head in heads),
            tag("th", say(number), scope="col", class_="num"),
        ),
    )


def _word(hit: Hit, word: Word, counted: bool) -> Markup:
    how, means = account.how(word)
    ours, listed = _letters(word.how, *account.as_written(hit, word))
    return tag(
        "tr",
        tag("td", ours, class_="word"),
        tag("td", tag("b", how), source(means) if means else None),
        tag("td", listed, class_="word"),
        tag("td", account.commonness(word)),
        tag("td", worth(word.points) if counted else None, class_="num"),
    )


def _letters(how: str, ours: str, listed: str) -> tuple[Markup, Markup]:
    """Mark the letters in which two spellings differ."""
    if how not in _SPELT:
        return _whole(ours), _whole(listed)
    from rapidfuzz.distance import Levenshtein

    edits: Any = Levenshtein.opcodes(ours.casefold(), listed.casefold())
    same = sum(edit.src_end - edit.src_start for edit in edits if edit.tag == "equal")
    aligned = len(ours) == len(ours.casefold()) and len(listed) == len(
        listed.casefold()
    )
    if not aligned or 2 * same < max(len(ours), len(listed)):
        return _whole(ours), _whole(listed)
    return (
        _spelt(ours, [(e.src_start, e.src_end, e.tag) for e in edits]),
        _spelt(listed, [(e.dest_start, e.dest_end, e.tag) for e in edits]),
    )


_SPELT = frozenset(
    {"spelling", "typo", "sound", "romanised", "sexes", "transliterated"}
)


def _whole(word: str) -> Markup:
    return tag("bdi", word) if word else tag("span", "–", class_="none")


def _spelt(word: str, spans: list[tuple[int, int, str]]) -> Markup:
    pieces: list[Content] = []
    for start, end, kind in spans:
        if start < end:
            letters = word[start:end]
            pieces.append(letters if kind == "equal" else tag("mark", letters))
    return tag("bdi", *pieces)


def _all_names(hit: Hit) -> Markup:
    names = hit.entity.names
    rows = []
    for name in names:
        matched = name == hit.matched_name
        told = say("matched") if matched else ""
        rows.append(
            tag(
                "tr",
                tag("td", tag("b", named(name)) if matched else named(name)),
                tag("td", ", ".join(filter(None, (values.name_kind(name), told)))),
                tag("td", name.script),
            )
        )
    heads = (("col.name", None), ("col.kind", None), ("col.script", None))
    return tag(
        "details",
        tag("summary", say("all_names", n=len(names))),
        tag(
            "table",
            tag(
                "thead",
                tag("tr", each(tag("th", say(k), scope="col") for k, _ in heads)),
            ),
            tag("tbody", each(rows)),
        ),
    )


def facts(hit: Hit) -> Markup:
    """Show every fact: ours, theirs, how they relate and what it is worth."""
    told = verdicts.facts(hit)
    besides = hit.score - account.name_total(hit)
    total = join(worth(besides), " ", tag("small", say("besides")))
    name = Fact(
        "name",
        hit.party_name,
        "" if hit.matched_name is None else hit.matched_name.full,
        _name_verdict(hit),
        "" if not hit.words else _words_met(hit),
        account.name_total(hit),
    )
    heads = ("col.fact", "ours", "theirs", "col.verdict")
    foot = tag(
        "tr",
        tag("th", say("the_score"), scope="row", colspan="4"),
        tag("td", f"{hit.score}", class_="num"),
    )
    return tag(
        "section",
        _head(say("facts.title"), say("facts.note"), total),
        tag(
            "table",
            _table_head(heads, "col.points"),
            tag("tbody", each(map(_fact, (name, *told)))),
            tag("tfoot", foot),
            class_="facts",
        ),
    )


def _name_verdict(hit: Hit) -> Verdict:
    named = verdicts.name_reason(hit)
    if named is None:
        return Verdict.UNWEIGHED
    return Verdict.CONFLICT if named.code == "name.different" else Verdict.AGREE


def _words_met(hit: Hit) -> str:
    met, standing = account.words_met(hit)
    return say("gist.words", n=met, words=count("word", standing))


_ICONS = {
    Verdict.AGREE: "agree",
    Verdict.FITS: "fits",
    Verdict.CONFLICT: "conflict",
    Verdict.ONLY_OURS: "ours",
    Verdict.ONLY_THEIRS: "theirs",
}


def _fact(fact: Fact) -> Markup:
    points = tag("td", worth(fact.points), class_="num")
    verdict = tag("td", _verdict(fact))
    subject = tag("th", fact.title, scope="row")
    if fact.verdict is Verdict.RULE:
        words = fact.note[:1].upper() + fact.note[1:]
        told = tag("td", words, colspan="3", class_="rule")
        return tag("tr", subject, told, points)
    ours, listed = (
        tag("td", tag("bdi", value) if value else nothing())
        for value in (fact.ours, fact.theirs)
    )
    return tag("tr", subject, ours, listed, verdict, points)


def _verdict(fact: Fact) -> Markup:
    icon = _ICONS.get(fact.verdict)
    drawn = NOTHING
    if icon is not None:
        use = tag("use", href=f"#{icon}")
        drawn = tag("svg", use, class_="icon", aria_hidden="true")
    kind = f"verdict {fact.verdict.value}"
    return tag("span", drawn, tag("span", fact.said), class_=kind)


def _head(title: str, note: str, total: Content) -> Markup:
    return tag(
        "div",
        tag("h3", title),
        tag("p", note) if note else None,
        tag("p", total, class_="sum"),
        class_="head",
    )

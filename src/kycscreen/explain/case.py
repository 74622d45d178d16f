"""One hit as a section of the page: it reads downwards as the argument does."""

from collections.abc import Iterator
from typing import Any

from kycscreen.entities import LegalBasis, ListedName
from kycscreen.explain import account, charts, values
from kycscreen.explain.account import Effect, Fact, Verdict, signed
from kycscreen.explain.markup import (
    NOTHING,
    Content,
    Markup,
    each,
    join,
    spread,
    tag,
)
from kycscreen.explain.question import Answer, questions
from kycscreen.explain.words import count, say
from kycscreen.match import Hit
from kycscreen.names import Word
from kycscreen.policy import Policy
from kycscreen.screen import Screening


def case(hit: Hit, screening: Screening, policy: Policy | None) -> Markup:
    """Return the case file of one hit."""
    return tag(
        "article",
        _lead(hit, screening),
        _sides(hit, screening),
        _settle(hit, policy),
        _words(hit),
        _facts(hit),
        _why(hit, screening),
        _foot(hit, screening),
        class_="sheet hit",
        id=hit.id,
        aria_labelledby=f"{hit.id}-h",
    )


def mark(effect: Effect) -> Markup:
    """Return what an entity means as a mark: a sign that is full only for a freeze."""
    return tag("span", effect.title, class_=f"effect {effect.code}")


def theirs(hit: Hit) -> Markup:
    """Return the listed name that met, in its own language and direction."""
    name = values.listed_name(hit)
    return _none() if name is None else _name(name)


def _name(name: ListedName) -> Markup:
    return tag("bdi", name.full, lang=values.language(name))


def _lead(hit: Hit, screening: Screening) -> Markup:
    alert_at = screening.provenance.alert_at
    publisher = values.publisher(hit.entity.list_id) or hit.entity.list_id
    marks = [
        tag("span", e.title, class_=f"mark {e.code}")
        for e in account.effects(hit.entity)
    ]
    identity = tag("strong", say(f"identity.{hit.identity.value}"))
    return tag(
        "header",
        tag(
            "div",
            tag(
                "p", each(marks), tag("span", publisher, class_="mark"), class_="marks"
            ),
            tag(
                "h2",
                tag("bdi", hit.party_name),
                " ",
                tag("span", f"{say('resembles')} ", theirs(hit), class_="other"),
                id=f"{hit.id}-h",
            ),
            tag("p", " ".join(account.gist(hit, screening)), class_="gist"),
        ),
        tag(
            "div",
            tag("b", f"{hit.score}"),
            charts.gauge(hit.score, alert_at),
            tag("p", say("of100"), ", ", say("alert.from", n=alert_at)),
            tag("p", say("identity"), ": ", identity),
            tag("p", say(f"identity.{hit.identity.value}.means")),
            class_="score",
        ),
        class_="lead",
    )


def _sides(hit: Hit, screening: Screening) -> Markup:
    return tag(
        "section",
        tag("div", _side("ours"), _pairs(_ours(hit, screening))),
        tag("div", _side("theirs"), _pairs(_theirs(hit, screening))),
        class_="sides",
    )


def _side(side: str) -> Markup:
    return tag("h3", say(side), " ", tag("small", say(f"{side}.note")))


def _pairs(pairs: Iterator[tuple[str, Content]]) -> Markup:
    return tag(
        "dl",
        each(join(tag("dt", say(k)), tag("dd", value)) for k, value in pairs),
        class_="pairs",
    )


def _source(*pieces: Content) -> Markup:
    return tag("span", *pieces, class_="source")


def _ours(hit: Hit, screening: Screening) -> Iterator[tuple[str, Content]]:
    company = values.company(screening)
    yield (
        "client",
        join(
            tag("b", tag("bdi", company or screening.client_id)),
            _source(screening.client_id) if company else None,
        ),
    )
    yield "party", join(tag("bdi", hit.party.name), _source(hit.party.id))
    yield "role", values.roles(hit.party)
    others = [name for name in hit.party.names if name != hit.party.name]
    if others:
        yield "also", spread("; ", (tag("bdi", name) for name in others))
    found = [count("hit", len(screening.hits))]
    if screening.gaps:
        found.append(count("gap", len(screening.gaps)))
    yield "screening", ", ".join(found)


def _theirs(hit: Hit, screening: Screening) -> Iterator[tuple[str, Content]]:
    entity = hit.entity
    for effect in account.effects(entity):
        detail = _source(effect.detail) if effect.detail else None
        yield "means", join(tag("b", mark(effect), "."), " ", effect.means, detail)
    used = values.edition(hit, screening)
    yield (
        "list",
        join(
            tag("span", entity.list_id, class_="mono"),
            " ",
            say("record", id=entity.record_id),
            None if used is None else _source(values.age(used)),
        ),
    )
    if entity.programmes:
        shown = (" ".join(filter(None, (p.code, p.label))) for p in entity.programmes)
        yield "programme", "; ".join(shown)
    if entity.legal_bases:
        yield "basis", spread("; ", map(_basis, entity.legal_bases[:3]))
    if listed := ", ".join(_listed(hit)):
        yield "listed", listed
    if entity.links:
        linked = (
            f"{say(f'link.{link.type.value}')} {link.target_name or link.target_id}"
            for link in entity.links[:5]
        )
        yield "linked", "; ".join(linked)


def _basis(basis: LegalBasis) -> Markup:
    if basis.url.startswith(("https://", "http://")):
        title = basis.title or basis.url
        return tag("a", title, href=basis.url, rel="noopener noreferrer")
    return join(basis.title)


def _listed(hit: Hit) -> Iterator[str]:
    entity = hit.entity
    if entity.listed_on is not None:
        yield entity.listed_on.isoformat()
    if entity.updated_on is not None:
        yield say("amended", date=entity.updated_on.isoformat())
    if entity.delisted_on is not None:
        yield say("delisted", date=entity.delisted_on.isoformat())


def _settle(hit: Hit, policy: Policy | None) -> Markup:
    asked = questions(hit, policy)
    told: Content = tag("p", say("settle.nothing"))
    if asked:
        told = join(
            tag("p", tag("b", asked[0].text)),
            _answers(asked[0].answers),
            *(tag("p", q.text, class_="next") for q in asked[1:2]),
        )
    duties = each(
        tag("p", tag("b", say("consequence"), ": "), effect.duty)
        for effect in account.effects(hit.entity)
    )
    return tag("section", tag("h3", say("settle")), told, duties, class_="settle")


def _answers(answers: tuple[Answer, ...]) -> Markup | None:
    if not answers:
        return None
    return tag("ul", each(map(_answer, answers)))


def _answer(answer: Answer) -> Markup:
    change = join(say("settle.stays", n=answer.score))
    if answer.points:
        to = say("settle.to", n=answer.score)
        change = join(_points(answer.points), " ", to)
    told = [say(answer.key)]
    if answer.is_hit:
        identity = say(f"identity.{answer.identity.value}")
        told.append(say("settle.identity", identity=identity))
    else:
        told.append(say("settle.no_hit"))
    return tag("li", tag("b", change), " ", tag("span", ": ".join(told)))


def _points(points: int) -> Markup:
    kind = "up" if points > 0 else "down" if points < 0 else "nil"
    return tag("span", signed(points), class_=kind)


def _none() -> Markup:
    return tag("span", say("not_stated"), class_="none")


def _head(title: str, note: str, total: Content) -> Markup:
    return tag(
        "div",
        tag("h3", title),
        tag("p", note) if note else None,
        tag("p", total, class_="sum"),
        class_="head",
    )


def _words(hit: Hit) -> Markup:
    total = account.name_total(hit)
    worth = join(_points(total), " ", tag("small", say("points")))
    return tag(
        "section",
        _head(say("names.title"), _matched(hit), worth),
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
        tag("td", tag("b", how), _source(means) if means else None),
        tag("td", listed, class_="word"),
        tag("td", account.commonness(word)),
        tag("td", _points(word.points) if counted else None, class_="num"),
    )


def _letters(how: str, ours: str, listed: str) -> tuple[Markup, Markup]:
    """Mark the letters in which two spellings differ."""
    if how not in {"spelling", "typo", "sound", "transliterated"}:
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
                tag("td", tag("b", _name(name)) if matched else _name(name)),
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


def _facts(hit: Hit) -> Markup:
    told = account.facts(hit)
    worth = hit.score - account.name_total(hit)
    total = join(_points(worth), " ", tag("small", say("besides")))
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
    named = account.name_reason(hit)
    if named is None:
        return Verdict.UNWEIGHED
    return Verdict.CONFLICT if named.code == "name.different" else Verdict.AGREE


def _words_met(hit: Hit) -> str:
    met, standing = account.words_met(hit)
    return say("gist.words", n=met, words=count("word", standing))


_ICONS = {
    Verdict.AGREE: "agree",
    Verdict.CONFLICT: "conflict",
    Verdict.ONLY_OURS: "ours",
    Verdict.ONLY_THEIRS: "theirs",
}


def _fact(fact: Fact) -> Markup:
    points = tag("td", _points(fact.points), class_="num")
    verdict = tag("td", _verdict(fact))
    subject = tag("th", fact.title, scope="row")
    if fact.verdict is Verdict.RULE:
        words = fact.note[:1].upper() + fact.note[1:]
        told = tag("td", words, colspan="3", class_="rule")
        return tag("tr", subject, told, points)
    ours, listed = (
        tag("td", tag("bdi", value) if value else _none())
        for value in (fact.ours, fact.theirs)
    )
    return tag("tr", subject, ours, listed, verdict, points)


def _verdict(fact: Fact) -> Markup:
    icon = _ICONS.get(fact.verdict)
    drawn = NOTHING
    if icon is not None:
        use = tag("use", href=f"#{icon}")
        drawn = tag("svg", use, class_="icon", aria_hidden="true")
    said = ", ".join(filter(None, (say(fact.verdict.value), fact.note)))
    return tag("span", drawn, tag("span", said), class_=f"verdict {fact.verdict.value}")


def _why(hit: Hit, screening: Screening) -> Markup:
    drawn = charts.waterfall(account.steps(hit), screening.provenance.alert_at)
    head = tag(
        "div",
        tag("h3", say("why", n=hit.score)),
        tag("p", say("why.note")),
        class_="head",
    )
    return tag("section", head, drawn)


def _foot(hit: Hit, screening: Screening) -> Markup:
    used = values.edition(hit, screening)
    told = [("hit", hit.id), ("facts", hit.fingerprint)]
    told.append(("policy", f"{screening.provenance.policy}, {hit.pack}"))
    if used is not None:
        told.append(("sha256", f"{used.list_id} {used.sha256[:16]}"))
    pairs = (
        tag("span", say(key), " ", tag("span", value, class_="mono"))
        for key, value in told
    )
    back = tag("a", say("back"), href="#hits")
    return tag("p", each(pairs), back, class_="proof")

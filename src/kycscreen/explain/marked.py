"""A screening and its hits as Markdown, for a ticket or a case file."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from kycscreen.explain import account, found, owners, record, values, verdicts, words
from kycscreen.explain.account import signed
from kycscreen.explain.effects import effects_of
from kycscreen.explain.escapes import marked
from kycscreen.explain.misses import Miss, headline, ledger, ways
from kycscreen.explain.plain import compared, party_facts
from kycscreen.explain.question import AT_ONCE, nothing_to_ask, questions, told
from kycscreen.explain.words import say
from kycscreen.match import Hit
from kycscreen.policy import Policy
from kycscreen.screen import Gap, ListUsed, Screening
from kycscreen.screen.standing import standing


def screening(screening: Screening, *, policy: Policy | None = None) -> str:
    """Return a screening: outcome, gaps, hits, and what it rests on."""
    return _page(_screening(screening, policy))


def hit(hit: Hit, screening: Screening, *, policy: Policy | None = None) -> str:
    """Return one hit at length."""
    return _page(_hit(hit, screening, policy, "#"))


def miss(miss: Miss) -> str:
    """Return why a pair is no hit."""
    return _page(_miss(miss))


def _page(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _screening(screening: Screening, policy: Policy | None) -> Iterator[str]:
    client = ", ".join(filter(None, (screening.client_id, values.company(screening))))
    outcome = found.outcome(screening, standing(screening))
    yield f"# {marked(client)}: {outcome}"
    yield from _gaps(say("gaps.title"), screening.gaps)
    yield from _gaps(say("warnings.title"), values.warnings(screening))
    yield from _found(screening)
    for one in chain.from_iterable(screening.subjects):
        yield from _hit(one, screening, policy, "##")
    yield f"## {say('col.parties')}"
    yield _points(
        " · ".join(map(marked, party_facts(party))) for party in screening.parties
    )
    if screening.provenance.lists:
        yield f"## {say('lists.title')}"
        yield _points(map(_list, screening.provenance.lists))
    yield f"## {say('foot.title')}"
    yield _points(map(marked, values.provenance(screening)))


def _gaps(title: str, gaps: Sequence[Gap]) -> Iterator[str]:
    if gaps:
        yield f"## {title}"
        yield _points(map(_gap, gaps))


def _gap(gap: Gap) -> str:
    title, closes = words.gap(gap.code)
    detail = ", ".join(filter(None, (gap.subject, gap.detail)))
    return f"**{title}**: {marked(detail)}. {closes}"


def _found(screening: Screening) -> Iterator[str]:
    if lines := tuple(found.finding_lines(screening)):
        yield f"## {say('found.title')}"
        yield _points(map(marked, lines))
    owned = screening.ownership
    if owned is not None and owned.verdicts:
        yield f"## {say('owns.if')}"
        yield from map(marked, owners.notes(owned))
        yield _regimes(owners.rows(owned))
    for title, several in (
        ("missing.title", found.missing_lines(screening)),
        ("step.title", found.step_lines(screening)),
    ):
        if lines := tuple(several):
            yield f"## {say(title)}"
            yield _points(map(marked, lines))


def _regimes(rows: Sequence[owners.Row]) -> str:
    cells = ((r.regime, r.needs, r.here, f"**{r.result}**") for r in rows)
    return _table(owners.HEADS, [(*map(marked, row[:3]), row[3]) for row in cells])


def _list(used: ListUsed) -> str:
    return f"{marked(used.list_id)}: {values.used_list(used)}"


def _points(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _hit(
    hit: Hit, screening: Screening, policy: Policy | None, level: str
) -> Iterator[str]:
    name = values.listed_name(hit)
    theirs = "" if name is None else name.full
    ours = marked(values.party_called(hit))
    yield f"{level} {ours} {say('resembles')} {marked(theirs)}: {hit.score}"
    yield " ".join(map(marked, account.gist(hit, screening)))
    yield _points(_sides(hit, screening))
    yield f"{level}# {say('names.title')}"
    yield _words(hit)
    if facts := verdicts.facts(hit):
        yield f"{level}# {say('facts.title')}"
        yield _facts(facts)
    yield f"**{say('the_score')}: {hit.score}**"
    yield f"{level}# {say('settle')}"
    yield _points(_settling(hit, policy))
    yield f"{level}# {say('consequence')}"
    yield _points(marked(effect.duty) for effect in effects_of(hit.entity))
    line, rows = owners.caught(hit, screening)
    if line:
        yield marked(line)
        yield _regimes(rows)


def _miss(miss: Miss) -> Iterator[str]:
    yield f"# {headline(miss)}"
    yield _points(f"{told}: {marked(value)}" for told, value in compared(miss.weighed))
    if miss.is_hit:
        return
    yield f"## {say('miss.lost')}"
    rows = [(marked(text), points) for text, points in ledger(miss)]
    yield _table(("miss.what", "col.points"), rows)
    yield f"## {say('miss.if')}"
    yield _points(map(marked, ways(miss)))


def _sides(hit: Hit, screening: Screening) -> Iterator[str]:
    entity = hit.entity
    alert = say("alert.from", n=screening.provenance.alert_at)
    identity = f"{say('identity')} {say(f'identity.{hit.identity.value}')}"
    yield f"{say('score')}: **{hit.score}** {say('of100')}, {alert}; {identity}"
    client = ", ".join(filter(None, (screening.client_id, values.company(screening))))
    yield f"{say('role')}: {values.roles(hit.party)}, {marked(client)}"
    for effect in effects_of(entity):
        detail = f" {marked(effect.detail)}." if effect.detail else ""
        means = f"{effect.symbol} **{effect.title}**. {marked(effect.means)}{detail}"
        yield f"{say('means')}: {means}"
    found = marked(f"{entity.list_id} {entity.record_id}")
    used = values.edition(hit, screening)
    age = "" if used is None else f", {values.age(used)}"
    yield f"{say('list')}: {found}{age}"
    if references := record.references(entity):
        yield f"{say('xrefs')}: {marked(references)}"
    for _, other in record.also(hit, screening):
        yield f"{say('together')}: {marked(other)}"
    if entity.programmes:
        yield f"{say('programme')}: {marked(values.programmes(entity))}"
    if entity.listed_on is not None:
        yield f"{say('listed')}: {entity.listed_on.isoformat()}"
    if entity.delisted_on is not None:
        yield say("delisted", date=entity.delisted_on.isoformat())
    yield f"{say('hit')}: {hit.id}"


def _words(hit: Hit) -> str:
    if not hit.words:
        return say("no_name")
    counted = account.words_add_up(hit)
    rows = [
        (
            marked(account.as_written(hit, word)[0]),
            marked(account.how(word)[0]),
            marked(account.as_written(hit, word)[1]),
            account.commonness(word),
            signed(word.points) if counted else "",
        )
        for word in hit.words
    ]
    total = (say("the_name"), "", "", "", signed(account.name_total(hit)))
    heads = ("ours", "col.met", "theirs", "col.common", "col.points")
    return _table(heads, [*rows, total])


def _facts(facts: tuple[verdicts.Fact, ...]) -> str:
    nothing = say("not_stated")
    rows = []
    for fact in facts:
        is_rule = fact.verdict is verdicts.Verdict.RULE
        empty = "" if is_rule else nothing
        rows.append(
            (
                fact.title,
                marked(fact.ours) or empty,
                marked(fact.theirs) or empty,
                f"{fact.verdict.symbol} {marked(fact.said)}",
                signed(fact.points),
            )
        )
    return _table(("col.fact", "ours", "theirs", "col.verdict", "col.points"), rows)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    rule = "|".join("---:" if head == "col.points" else "---" for head in heads)
    lines = [" | ".join(map(say, heads)), rule, *map(" | ".join, rows)]
    return "\n".join(f"|{line}|" if line is rule else f"| {line} |" for line in lines)


def _settling(hit: Hit, policy: Policy | None) -> Iterator[str]:
    asked = questions(hit, policy)
    if not asked:
        yield marked(nothing_to_ask(hit))
    for question in asked[:AT_ONCE]:
        answers = (f"({told(answer)})" for answer in question.answers)
        yield " ".join((marked(question.text), *answers))

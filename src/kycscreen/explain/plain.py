"""A screening and its hits as plain text for a terminal: no colour, no surprises."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from kycscreen.explain import account, found, owners, record, values, verdicts, words
from kycscreen.explain.account import signed
from kycscreen.explain.effects import effects_of
from kycscreen.explain.escapes import visible, width
from kycscreen.explain.misses import Miss, headline, ledger, ways
from kycscreen.explain.question import AT_ONCE, nothing_to_ask, questions, told
from kycscreen.explain.words import count, say
from kycscreen.match import Hit
from kycscreen.parties import Party
from kycscreen.policy import Policy
from kycscreen.screen import Gap, ListUsed, Screening
from kycscreen.screen.standing import standing

_LABEL = 11  # columns that the labels at the left take
_POINTS_AT = 70  # columns before the points


def screening(screening: Screening, *, policy: Policy | None = None) -> str:
    """Return a screening: outcome, gaps, hits, and what it rests on."""
    return _page(_screening(screening, policy))


def hit(hit: Hit, screening: Screening, *, policy: Policy | None = None) -> str:
    """Return one hit at length."""
    return _page(_hit(hit, screening, policy))


def miss(miss: Miss) -> str:
    """Return why a pair is no hit."""
    return _page(_miss(miss))


def _page(lines: Iterable[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _screening(screening: Screening, policy: Policy | None) -> Iterator[str]:
    client = ", ".join(filter(None, (screening.client_id, values.company(screening))))
    outcome = found.outcome(screening, standing(screening))
    yield f"{visible(client)}: {outcome}"
    yield from _gaps(say("gaps.title"), screening.gaps)
    yield from _gaps(say("warnings.title"), values.warnings(screening))
    yield from _found(screening)
    for one in chain.from_iterable(screening.subjects):
        yield ""
        yield from _hit(one, screening, policy)
    yield ""
    yield from _section(say("col.parties"), map(_party, screening.parties))
    yield from _section(say("lists.title"), map(_list, screening.provenance.lists))
    yield from _section(say("foot.title"), map(visible, values.provenance(screening)))


def _gaps(title: str, gaps: Sequence[Gap]) -> Iterator[str]:
    if gaps:
        yield ""
        yield from _section(title, map(_gap, gaps))


def _gap(gap: Gap) -> str:
    """Return a gap and what closes it, in one line."""
    title, closes = words.gap(gap.code)
    detail = ", ".join(filter(None, (gap.subject, gap.detail)))
    return f"{title}: {visible(detail)}. {closes}"


def _found(screening: Screening) -> Iterator[str]:
    """Yield what was found besides hits, each part only where there is something."""
    owned = screening.ownership
    ownership: Iterable[str] = ()
    if owned is not None and owned.verdicts:
        ownership = chain(owners.notes(owned), table(owners.rows(owned)))
    for title, lines in (
        ("found.title", map(visible, found.finding_lines(screening))),
        ("owns.if", ownership),
        ("missing.title", map(visible, found.missing_lines(screening))),
        ("step.title", map(visible, found.step_lines(screening))),
    ):
        if told := tuple(lines):
            yield ""
            yield from _section(say(title), told)


def table(rows: Sequence[owners.Row]) -> Iterator[str]:
    """Yield the regimes side by side, in columns; what is longest comes last."""
    regime, needs, here, result = map(say, owners.HEADS)
    cells = [(regime, needs, result, here)]
    cells += [(r.regime, r.needs, r.result, r.here) for r in rows]
    shown = [tuple(map(visible, row)) for row in cells]
    wide = [max(map(width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        yield "  ".join(map(_pad, row, wide)).rstrip()


def _party(party: Party) -> str:
    return " · ".join(map(visible, party_facts(party)))


def party_facts(party: Party) -> Iterator[str]:
    """Yield what a party was screened with, its numbers counted and not shown."""
    yield party.name
    yield values.roles(party)
    if born := values.our_birth(party):
        yield born
    if places := values.countries((*party.nationalities, *party.countries)):
        yield places
    if party.other_names:
        yield count("name", len(party.names))
    if party.identifiers:
        yield count("number", len(party.identifiers))


def _list(used: ListUsed) -> str:
    return f"{visible(used.list_id)}  {values.used_list(used)}"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield title
    for line in lines:
        yield f"  {line}"


def _hit(hit: Hit, screening: Screening, policy: Policy | None) -> Iterator[str]:
    score = f"{hit.score} {say('of100')}"
    alert = say("alert.from", n=screening.provenance.alert_at)
    identity = f"{say('identity')} {say(f'identity.{hit.identity.value}')}"
    yield f"{say('hit')} {hit.id}: {score}, {alert}; {identity}"
    yield from _paired(_sides(hit, screening))
    yield from _words(hit)
    yield from _facts(hit)
    yield from _indented(say("settle"), _settling(hit, policy))
    duties = (effect.duty for effect in effects_of(hit.entity))
    yield from _indented(say("consequence"), duties)
    line, rows = owners.caught(hit, screening)
    if line:
        yield ""
        yield f"  {line}"
        yield from (f"    {row}" for row in table(rows))


def _miss(miss: Miss) -> Iterator[str]:
    yield headline(miss)
    yield from _paired(compared(miss.weighed))
    if miss.is_hit:
        return
    yield ""
    yield f"  {say('miss.lost')}"
    for text, points in ledger(miss):
        yield _ledger(visible(text), points)
    yield ""
    yield from _indented(say("miss.if"), ways(miss))


def compared(hit: Hit) -> Iterator[tuple[str, str]]:
    """Yield what was compared with what: both names, and where theirs stands."""
    yield say("ours"), values.party_called(hit)
    name = values.listed_name(hit)
    if name is not None:
        yield say("theirs"), f"{name.full} ({values.name_kind(name)})"
    yield say("list"), f"{hit.entity.list_id} {hit.entity.record_id}"


def _sides(hit: Hit, screening: Screening) -> Iterator[tuple[str, str]]:
    entity = hit.entity
    client = ", ".join(filter(None, (screening.client_id, values.company(screening))))
    yield say("ours"), values.party_called(hit)
    yield say("role"), f"{values.roles(hit.party)}: {client}"
    name = values.listed_name(hit)
    if name is not None:
        yield say("theirs"), f"{name.full} ({values.name_kind(name)})"
    for effect in effects_of(entity):
        detail = f" {effect.detail}." if effect.detail else ""
        yield say("means"), f"{effect.symbol} {effect.title}. {effect.means}{detail}"
    found = f"{entity.list_id} {entity.record_id}"
    used = values.edition(hit, screening)
    yield say("list"), found if used is None else f"{found}, {values.age(used)}"
    if references := record.references(entity):
        yield say("xrefs"), references
    for _, other in record.also(hit, screening):
        yield say("together"), other
    if entity.programmes:
        yield say("programme"), values.programmes(entity)
    if entity.listed_on is not None:
        yield say("listed"), entity.listed_on.isoformat()
    if entity.delisted_on is not None:
        yield say("listed"), say("delisted", date=entity.delisted_on.isoformat())


def _paired(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for label, value in pairs:
        yield f"  {_pad(label, _LABEL)}  {visible(value)}"


def _words(hit: Hit) -> Iterator[str]:
    yield ""
    yield f"  {say('names.title')}"
    counted = account.words_add_up(hit)
    rows = [
        tuple(visible(side or "-") for side in account.as_written(hit, word))
        for word in hit.words
    ]
    columns = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for word, cells in zip(hit.words, rows, strict=True):
        met = map(_pad, cells, columns)
        label, common = visible(account.how(word)[0]), account.commonness(word)
        how = ", ".join(filter(None, (label, common)))
        points = signed(word.points) if counted else ""
        yield _ledger("  ".join((*met, how)), points)
    if not hit.words:
        yield f"    {say('no_name')}"
    yield _ledger(say("the_name"), signed(account.name_total(hit)))


def _facts(hit: Hit) -> Iterator[str]:
    facts = verdicts.facts(hit)
    if facts:
        yield ""
        yield f"  {say('facts.title')}"
    for fact in facts:
        verdict = f"{fact.verdict.symbol} {visible(fact.said)}"
        yield _ledger(f"{_pad(fact.title, _LABEL)}  {verdict}", signed(fact.points))
        for side, value in (("ours", fact.ours), ("theirs", fact.theirs)):
            if value:
                yield f"      {_pad(say(side), _LABEL - 2)}  {visible(value)}"
    yield _ledger(say("the_score"), str(hit.score))
    yield ""


def _ledger(line: str, points: str) -> str:
    """Put points at the right, or right after a line that is too long."""
    return f"    {_pad(line, _POINTS_AT)}  {points:>4}"


def _indented(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"  {title}"
    for line in lines:
        yield f"    {visible(line)}"


def _settling(hit: Hit, policy: Policy | None) -> Iterator[str]:
    asked = questions(hit, policy)
    if not asked:
        yield nothing_to_ask(hit)
    for question in asked[:AT_ONCE]:
        yield question.text
        for answer in question.answers:
            yield f"  {told(answer)}"


def _pad(text: str, columns: int) -> str:
    """Fill a text up to some columns of the terminal; a longer one stays whole."""
    return text + " " * (columns - width(text))

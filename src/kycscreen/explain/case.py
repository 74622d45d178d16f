"""One hit as a section of the page: it reads downwards as the argument does."""

from collections.abc import Iterator

from kycscreen.entities import LegalBasis
from kycscreen.explain import (
    account,
    charts,
    dossier,
    evidence,
    found,
    owners,
    record,
    values,
)
from kycscreen.explain.effects import effects_of
from kycscreen.explain.markup import Content, Markup, each, join, spread, tag
from kycscreen.explain.pieces import mark, source, theirs, worth
from kycscreen.explain.question import AT_ONCE, Answer, nothing_to_ask, questions
from kycscreen.explain.words import count, say
from kycscreen.match import Hit
from kycscreen.policy import Policy
from kycscreen.screen import Screening


def case(hit: Hit, screening: Screening, policy: Policy | None) -> Markup:
    """Return the case file of one hit."""
    return tag(
        "article",
        _lead(hit, screening),
        _sides(hit, screening),
        _settle(hit, screening, policy),
        evidence.words(hit),
        evidence.facts(hit),
        _why(hit, screening),
        tag("div", _foot(hit, screening), _sign(), class_="end"),
        class_="sheet hit",
        id=hit.id,
        aria_labelledby=f"{hit.id}-h",
    )


def _lead(hit: Hit, screening: Screening) -> Markup:
    alert_at = screening.provenance.alert_at
    publisher = values.publisher(hit.entity.list_id) or hit.entity.list_id
    marks = [
        tag("span", e.title, class_=f"mark {e.code}") for e in effects_of(hit.entity)
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
        tag(
            "div",
            _side("theirs"),
            _pairs(_theirs(hit, screening)),
            record.remarks(hit),
        ),
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


def _ours(hit: Hit, screening: Screening) -> Iterator[tuple[str, Content]]:
    company = values.company(screening)
    yield (
        "client",
        join(
            tag("b", tag("bdi", company or screening.client_id)),
            source(screening.client_id) if company else None,
        ),
    )
    yield "party", join(tag("bdi", hit.party.name), source(hit.party.id))
    yield "role", values.roles(hit.party)
    others = [name for name in hit.party.names if name != hit.party.name]
    if others:
        yield "together", spread("; ", (tag("bdi", name) for name in others))
    counted = [count("hit", len(screening.hits))]
    if screening.findings:
        counted.append(count("finding", len(screening.findings)))
    if screening.gaps:
        counted.append(count("gap", len(screening.gaps)))
    told = ", ".join(counted)
    if found.has_findings(screening):
        yield "screening", join(told, ". ", _all(screening))
    else:
        yield "screening", told


def _theirs(hit: Hit, screening: Screening) -> Iterator[tuple[str, Content]]:
    entity = hit.entity
    for effect in effects_of(entity):
        detail = source(effect.detail) if effect.detail else None
        yield "means", join(tag("b", mark(effect), "."), " ", effect.means, detail)
    used = values.edition(hit, screening)
    yield (
        "list",
        join(
            tag("span", entity.list_id, class_="mono"),
            " ",
            say("record", id=entity.record_id),
            None if used is None else source(values.age(used)),
        ),
    )
    if references := record.references(entity):
        yield "xrefs", references
    if others := tuple(record.also(hit, screening)):
        links = (tag("a", told, href=f"#{id_}") for id_, told in others)
        yield "together", spread("; ", links)
    if entity.programmes:
        yield "programme", values.programmes(entity)
    if entity.legal_bases:
        yield "basis", spread("; ", _bases(entity.legal_bases))
    if listed := ", ".join(_listed(hit)):
        yield "listed", listed
    if entity.links:
        linked = (
            f"{say(f'link.{link.type.value}')} {link.target_name or link.target_id}"
            for link in entity.links
        )
        yield "linked", values.some(linked, _LINKS)


_BASES, _LINKS = 3, 5


def _bases(bases: tuple[LegalBasis, ...]) -> Iterator[Content]:
    yield from map(_basis, bases[:_BASES])
    if len(bases) > _BASES:
        yield say("more", n=f"{len(bases) - _BASES:,}")


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


def _settle(hit: Hit, screening: Screening, policy: Policy | None) -> Markup:
    asked = questions(hit, policy)
    told: Content = tag("p", nothing_to_ask(hit))
    if asked:
        told = join(
            tag("p", tag("b", asked[0].text)),
            _answers(asked[0].answers),
            *(tag("p", q.text, class_="next") for q in asked[1:AT_ONCE]),
        )
    duties = each(
        tag("p", tag("b", say("consequence"), ": "), effect.duty)
        for effect in effects_of(hit.entity)
    )
    line, _ = owners.caught(hit, screening)
    owned = tag("p", tag("b", line), " ", _all(screening)) if line else None
    return tag(
        "section", tag("h3", say("settle")), told, duties, owned, class_="settle"
    )


def _all(screening: Screening) -> Markup:
    """Lead to what was found of the client."""
    return tag("a", say("owns.all"), href=f"#{dossier.place(screening.client_id)}")


def _answers(answers: tuple[Answer, ...]) -> Markup | None:
    if not answers:
        return None
    return tag("ul", each(map(_answer, answers)))


def _answer(answer: Answer) -> Markup:
    change = join(say("settle.stays", n=answer.score))
    if answer.points:
        to = say("settle.to", n=answer.score)
        change = join(worth(answer.points), " ", to)
    told = [say(answer.key)]
    if answer.is_hit:
        identity = say(f"identity.{answer.identity.value}")
        told.append(say("settle.identity", identity=identity))
    else:
        told.append(say("settle.no_hit"))
    return tag("li", tag("b", change), " ", tag("span", ": ".join(told)))


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
    proof = screening.provenance
    told += [("on", proof.on.isoformat()), ("engine", proof.engine)]
    told.append(("policy", f"{proof.policy}, {hit.pack}"))
    if used is not None:
        told.append(("sha256", f"{used.list_id} {used.sha256[:16]}"))
    pairs = (
        tag("span", say(key), " ", tag("span", value, class_="mono"))
        for key, value in told
    )
    back = tag("a", say("back"), href="#hits")
    return tag("p", each(pairs), back, class_="proof")


def _sign() -> Markup:
    """Return the lines to sign on, for paper only."""
    keys = ("sign.by", "sign.date", "sign.decision")
    return tag("p", each(tag("span", say(key)) for key in keys), class_="sign")

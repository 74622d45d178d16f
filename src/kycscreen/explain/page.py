"""The report of a run: one page, its style inside it, no script, no network."""

import base64
import hashlib
from datetime import UTC, datetime
from functools import cache
from importlib import resources

import attrs

from kycscreen.book import Refused
from kycscreen.explain import dossier, found, outcomes, sections
from kycscreen.explain.case import case
from kycscreen.explain.markup import Content, Markup, each, join, style, tag
from kycscreen.explain.words import count, say
from kycscreen.match import Hit
from kycscreen.policy import Policy
from kycscreen.screen import ListUsed, Screening


@attrs.frozen(kw_only=True)
class Run:
    """What a report is about: the screenings of one run, and the rows refused."""

    screenings: tuple[Screening, ...]
    title: str
    id: str
    began: datetime | None
    refused: tuple[Refused, ...]
    rows_refused: int
    rows_in: int | None
    policy: Policy | None
    book: str

    @property
    def parties(self) -> int:
        """How many parties were screened."""
        return sum(len(one.parties) for one in self.screenings)

    @property
    def subjects(self) -> tuple[tuple[tuple[Hit, ...], Screening], ...]:
        """Every subject with its screening: a party's together, the best first."""
        pairs = [(hits, one) for one in self.screenings for hits in one.subjects]
        by_party: dict[tuple[str, str], list[tuple[tuple[Hit, ...], Screening]]] = {}
        for pair in sorted(pairs, key=lambda pair: pair[0][0].rank):
            hit = pair[0][0]
            by_party.setdefault((hit.client_id, hit.party.id), []).append(pair)
        return tuple(pair for together in by_party.values() for pair in together)

    @property
    def lists(self) -> tuple[ListUsed, ...]:
        """Every edition of a list that a screening of the run used."""
        used = {one for made in self.screenings for one in made.provenance.lists}
        return tuple(sorted(used, key=_edition))


def _edition(used: ListUsed) -> tuple[str, str, int, str]:
    age = -1 if used.age is None else used.age
    return used.list_id, used.sha256, age, repr(used)


def page(run: Run) -> str:
    """Return the report as HTML."""
    headline = outcomes.headline(run.screenings)
    body = tag(
        "body",
        _symbols(),
        tag("a", say("page.skip"), class_="skip", href="#main"),
        tag(
            "header",
            tag("b", say("brand")),
            " ",
            tag("span", say("page.kind")),
            class_="masthead",
        ),
        tag("main", *_main(run, headline), id="main"),
        _foot(run),
    )
    head = tag("head", *_head(f"{headline} · {run.title} · {say('brand')}"))
    html = tag("html", head, body, lang=say("lang"))
    return f"<!doctype html>\n{html.text}\n"


def _head(title: str) -> tuple[Markup, ...]:
    sheet = _sheet()
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    allowed = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )
    return (
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=allowed),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        tag("link", rel="icon", href="data:,"),
        style(sheet),
    )


@cache
def _sheet() -> str:
    package = resources.files("kycscreen.explain")
    return package.joinpath("report.css").read_text(encoding="utf-8")


def _symbols() -> Markup:
    """Draw the verdicts once; every table refers to them."""
    paths = {
        "agree": "M1 3h10v2H1zM1 7h10v2H1z",
        "conflict": "M1 3h5.1L7.3.5l1.6.8L8 3h3v2H7.1l-1 2H11v2H5.1l-1.3 2.5"
        "-1.6-.8L3 9H1V7h3l1-2H1z",
        "ours": "M1 1h10v10H1zM6 2.500v7h3.500v-7z",
        "fits": "M1 3h10v2H1zM1 7h4v2H1zM7 7h4v2H7z",
        "theirs": "M1 1h10v10H1zM2.500 2.500v7H6v-7z",
    }
    symbols = (
        tag(
            "symbol",
            tag("path", d=path, fill_rule="evenodd"),
            id=name,
            viewBox="0 0 12 12",
        )
        for name, path in paths.items()
    )
    return tag(
        "svg", each(symbols), class_="unseen", width="0", height="0", aria_hidden="true"
    )


def _main(run: Run, headline: str) -> tuple[Content, ...]:
    subjects = run.subjects
    hits = [(hit, one) for together, one in subjects for hit in together]
    clients = filter(found.has_findings, run.screenings)
    summary = tag(
        "div",
        _lead(run, headline),
        _outcomes(run),
        sections.gaps(run.screenings),
        sections.warnings(run.screenings),
        sections.rows(run.rows_in, run.parties, run.refused, run.rows_refused),
        sections.lists(run.lists),
        dossier.summary(run.screenings),
        sections.hits(subjects),
        class_="sheet",
    )
    rest = tag(
        "div",
        sections.with_gaps(run.screenings),
        sections.with_warnings(run.screenings),
        dossier.to_complete(run.screenings),
        sections.clear(run.screenings),
        class_="sheet",
    )
    return (
        summary,
        each(map(dossier.dossier, clients)),
        each(case(hit, one, run.policy) for hit, one in hits),
        rest,
    )


def _lead(run: Run, headline: str) -> Markup:
    gist = [
        say(
            "gist.run",
            clients=count("client", len(run.screenings)),
            parties=count("party", run.parties),
            lists=count("list", len({used.list_id for used in run.lists})),
            outcomes=outcomes.in_words(run.screenings),
        )
    ]
    if run.rows_refused:
        gist.append(say("gist.refused", rows=count("row", run.rows_refused)))
    return tag(
        "header",
        tag(
            "div",
            tag("h1", headline, " ", tag("span", run.title)),
            tag("p", " ".join(gist), class_="gist"),
        ),
        tag("dl", each(_dated(run)), class_="pairs"),
        class_="lead",
    )


def _dated(run: Run) -> list[Markup]:
    pairs: list[tuple[str, Content]] = []
    if run.id:
        pairs.append(("run", tag("span", run.id, class_="mono")))
    if run.began is not None:
        pairs.append(("began", _moment(run.began)))
    if run.book:
        short = tag("span", run.book[:12], class_="mono")
        pairs.append(("book", join("sha256 ", short)))
    days = sorted({one.provenance.on.isoformat() for one in run.screenings})
    if days:
        pairs.append(("on", ", ".join(days)))
    alerts = sorted({one.provenance.alert_at for one in run.screenings})
    if alerts:
        froms = ", ".join(say("alert.from", n=alert) for alert in alerts)
        pairs.append(("score", froms))
    return [join(tag("dt", say(key)), tag("dd", value)) for key, value in pairs]


def _moment(began: datetime) -> str:
    if began.tzinfo is None:  # whoever gives no zone means the one we write
        return f"{began:%Y-%m-%d %H:%M} UTC"
    return f"{began.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _outcomes(run: Run) -> Markup | None:
    if not run.screenings:
        return None
    clients = count("client", len(run.screenings))
    note = f"{clients}, {count('party', run.parties)}. {say('outcomes.note')}"
    told = sections.head(say("outcomes"), note)
    return tag("section", told, outcomes.chart(run.screenings))


def _foot(run: Run) -> Markup:
    engines = sorted({one.provenance.engine for one in run.screenings})
    policies = sorted({one.provenance.policy for one in run.screenings})
    told = [("run", run.id), ("book.sha256", run.book), ("engine", ", ".join(engines))]
    told.append(("policy", ", ".join(policies)))
    told += [(used.list_id, used.sha256) for used in run.lists]
    pairs = (
        tag("div", tag("dt", _foot_label(key)), tag("dd", value, class_="mono"))
        for key, value in told
        if value
    )
    return tag(
        "footer",
        tag("h2", say("foot.title")),
        tag("dl", each(pairs), class_="prov"),
        tag("p", say("foot.resembles")),
        tag("p", tag("b", say("foot.confidential"))),
    )


def _foot_label(key: str) -> str:
    return say(key) if key in {"run", "book.sha256", "engine", "policy"} else key

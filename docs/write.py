"""Write the pages that the code itself tells: ``python -m docs.write [--check]``.

``reference/cli`` comes from the command, ``lists`` from the register of sources,
``reasons`` from the codes and their words, ``api`` from signatures and docstrings;
the figures in the README and on the page on speed, with its plots, from the frozen
results of the benchmarks.
With ``--check`` nothing is written, and a page that differs is an error.
"""

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

import attrs
import click

from docs import api, figures, speed
from kycscreen import match, sources
from kycscreen.cli import main as command
from kycscreen.explain import losses, words
from kycscreen.explain.remedies import CODES as CHANGES
from kycscreen.policy import Policy
from kycscreen.sources import Source

REFERENCE = Path(__file__).parent / "reference"
MADE = "<!-- Written by `python -m docs.write`; change the code, not this page. -->"


def main(arguments: list[str]) -> int:
    """Write every page, or say which differ from what is committed."""
    texts = {REFERENCE / name: write() for name, write in PAGES.items()}
    readme = figures.README.read_text(encoding="utf-8")
    texts[figures.README] = figures.filled(readme)
    texts |= speed.texts(speed.PAGE.read_text(encoding="utf-8"))
    stale = []
    for path, text in texts.items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.name)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8", newline="\n")
    verb = "differs: run make docs" if "--check" in arguments else "written"
    for name in stale:
        sys.stderr.write(f"{name}: {verb}\n")
    return 1 if stale and "--check" in arguments else 0


def page(title: str, about: str, *parts: str) -> str:
    """Return a page: a title, a sentence or two, and its parts."""
    return "\n\n".join((f"# {title}", MADE, about, *parts)) + "\n"


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table."""
    rule = tuple("---" for _ in head)
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
        for row in [head, rule, *rows]
    )


# -- the command ---------------------------------------------------------------


def cli() -> str:
    """Return the reference of the command."""
    return page(
        "The command",
        "stdout holds the result and nothing else; with `--json`, one JSON object"
        " a line. Progress, warnings and summaries go to stderr.",
        *(_command(path, found) for path, found in commands()),
    )


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command by what is typed to call it."""
    yield from _below("kycscreen", command)


def _below(path: str, found: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, found
    if isinstance(found, click.Group):
        context = click.Context(found)
        for name in found.list_commands(context):
            inner = found.get_command(context, name)
            if inner is not None:
                yield from _below(f"{path} {name}", inner)


def _command(path: str, found: click.Command) -> str:
    """Write one command in our own layout: click's changes with its version."""
    arguments = [p for p in found.params if isinstance(p, click.Argument)]
    options = [p for p in found.params if isinstance(p, click.Option)]
    usage = [path, *(["[OPTIONS]"] if options else []), *map(_argument, arguments)]
    if isinstance(found, click.Group):
        usage.append("[COMMAND]" if found.invoke_without_command else "COMMAND")
    told = inspect.cleandoc(found.help or "")
    rows = [
        (f"`{', '.join(option.opts)}{_taken(option)}`", _told(option))
        for option in options
    ]
    parts = [f"## `{path}`", f"```text\n{' '.join(usage)}\n```", told]
    return "\n\n".join((*parts, *([table(("option", ""), rows)] if rows else [])))


def _argument(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _taken(option: click.Option) -> str:
    """Say what an option takes: a word for it, or its choices."""
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return " " + "|".join(map(str, option.type.choices))
    if isinstance(option.type, click.IntRange):
        return f" {option.type.min}–{option.type.max}"
    return " " + (option.metavar or _WORDS.get(option.type.name, "TEXT"))


_WORDS = {"path": "PATH", "file": "FILE", "filename": "FILE", "directory": "FOLDER"}


def _told(option: click.Option) -> str:
    repeated = option.multiple and "epeat" not in (option.help or "")
    named = f" Also from `{option.envvar}`." if option.show_envvar else ""
    return (option.help or "") + (" Repeatable." if repeated else "") + named


# -- lists ---------------------------------------------------------------------


def lists() -> str:
    """Return the reference of the lists that can be read."""
    found = [sources.find(list_id) for list_id in sources.ids()]
    # A page on one publisher: its module's own words, then its lists.
    modules = dict.fromkeys(sources.module_of(source.id) for source in found)
    return page(
        "The lists",
        "What kycscreen can read, by list id. A publisher who is silent for longer than"
        " *published every* is a warning. A list is stale, and nothing is clear by it,"
        " once its last confirmation is older than *stale after*; a new file with fewer"
        " or more entities than *entities* says is refused. How to get one in:"
        " [keep lists current](../how-to/keep-lists-current.md),"
        " [add a list](../how-to/add-a-list.md). Below, each publisher's peculiarities,"
        " and what we knowingly do not read.",
        table(
            (
                *("list", "title", "publisher", "topics"),
                *("published every", "stale after", "entities"),
            ),
            [_list(source) for source in found],
        ),
        "## Where they come from",
        *(_publisher(module, found) for module in modules),
    )


def _list(source: Source) -> tuple[str, ...]:
    return (
        f"`{source.id}`",
        source.title,
        source.publisher or "you",
        ", ".join(sorted(topic.value for topic in source.topics)),
        f"{source.cadence} days" if source.cadence > 1 else "day",
        f"{source.max_age} days" if source.max_age >= 0 else "always stale",
        f"{source.at_least:,}–{source.at_most:,}",
    )


def _publisher(module: str, found: list[Source]) -> str:
    """Tell a publisher's peculiarities as the module that reads it does."""
    package = import_module(f"kycscreen.sources.{module}")
    told = inspect.getdoc(package) or ""
    title, _, rest = told.partition("\n")
    theirs = [source for source in found if sources.module_of(source.id) == module]
    where = [(f"`{source.id}`", _where(source), source.licence) for source in theirs]
    query = getattr(package, "QUERY", "")
    return "\n\n".join(
        (
            f"### {api.marked(title).rstrip('.')}",
            api.marked(rest.strip()),
            *([f"```sparql\n{query}```"] if query else []),
            table(("list", "file", "terms of the data"), where),
        )
    )


def _where(source: Source) -> str:
    if not source.url:
        return "kept by you"
    return f"by hand, from <{source.url}>" if source.by_hand else f"<{source.url}>"


# -- reasons -------------------------------------------------------------------

GAPS = (
    "list.none", "list.missing", "list.stale", "list.future", "list.extract",
    "list.undated", "list.empty", "list.damaged", "party.unnamed",
    "party.name_unread", "party.overlong", "owner.undisclosed", "client.empty",
    "client.refused", "client.error", "book.refused",
)  # fmt: skip
WARNINGS = (
    "list.silent", "name.disguised", "party.birth_date_future",
    "identity.birth_date", "identity.gender", "identity.check_digit",
    "identity.form", "owner.overstated", "owner.remainder",
)  # fmt: skip
FINDINGS = (
    "ownership.caught", "ownership.possible", "owner.undeclared", "pep.current",
    "pep.cooling_off", "pep.former", "pep.unknown", "pep.declared",
    "pep.undeclared", "pep.left_open", "service.prohibited",
)  # fmt: skip
ACTIONS = (
    "compare_facts", "freeze_if_confirmed", "confirm_owner", "ask_shares",
    "assess_control", "senior_approval", "source_of_wealth", "monitoring",
    "assess_risk", "ask_function", "no_service", "check_carve_outs", "ask_owners",
    "check_document", "complete_record", "update_lists", "correct_party",
)  # fmt: skip
FACTS = (
    "name", "birth_date", "nationalities", "identity_code", "company_reg",
    "countries", "document", "pep", "registered_on", "register", "industry",
    "structure",
)  # fmt: skip
_HOWS = (
    "same", "spelling", "transliterated", "equivalent", "nickname", "sound",
    "romanised", "typo", "scan", "vowels", "consonants", "letters", "initial",
    "truncated", "sexes", "root", "joined", "acronym", "only_ours", "only_theirs",
    "numbers", "order", "part",
)  # fmt: skip
_BECAUSE = ("hit.sanction", "hit.other", "record.missing")


def reasons() -> str:
    """Return the reference of every code that a result can carry."""
    policy = Policy()
    return page(
        "Reasons, findings, gaps and warnings",
        "The points of a hit's reasons sum to its score. Points are those of the"
        " default policy; `Policy` changes them. A code keeps its meaning for ever.",
        "## Reasons",
        table(
            ("code", "points", "means"),
            [
                (f"`{code}`", _points(code, policy), words.reason(code)[1])
                for code in words.reason_codes()
            ],
        ),
        "## How two words met",
        "Each word of `Hit.words` and of `names.compare(…).tokens` says how by `how`.",
        table(("how", "means"), [(f"`{how}`", _how(how)) for how in _HOWS]),
        "## Where a pair that is no hit was lost",
        "The losses of [`explain.miss`](api.md#miss) carry the codes of reasons that"
        " took points, `word.` and how two words met, and these.",
        table(("code", "told as"), [(f"`{c}`", _miss(c)) for c in losses.CODES]),
        "What alone would make it a hit: each change is made and weighed again.",
        table(("code", "told as"), [(f"`{c}`", _miss(f"if.{c}")) for c in CHANGES]),
        "## Identity",
        "What the facts besides the name say.",
        table(
            ("identity", "means"),
            [
                (f"`{one.value}`", words.say(f"identity.{one.value}.means"))
                for one in match.Identity
            ],
        ),
        "## Findings",
        "With a finding the outcome is *hits*, whether or not there is a hit: a person"
        " has to act. None of them refuses a customer.",
        table(
            ("code", "told as", "means"),
            [(f"`{code}`", *words.finding(code)) for code in FINDINGS],
        ),
        "## Next steps",
        "What a policy's rules under `step` ask for; a word of your own is shown as it"
        " is.",
        table(("action", "told as"), [(f"`{a}`", words.action(a)) for a in ACTIONS]),
        "A step says because of which findings, hits and gaps. Beside their codes these"
        " stand there:",
        table(("because", "told as"), [(f"`{b}`", words.because(b)) for b in _BECAUSE]),
        "## Facts that may not be on record",
        "What a policy's rules under `record` ask for.",
        table(("fact", "told as"), [(f"`{f}`", words.fact(f)) for f in FACTS]),
        "## Gaps",
        "With a gap nothing is clear: a client without hits and findings is"
        " *inconclusive*.",
        _closing(GAPS),
        "## Warnings",
        "They change no outcome.",
        _closing(WARNINGS),
    )


def _points(code: str, policy: Policy) -> str:
    """Say what a reason is worth under a policy."""
    if code in _BY_RULE:
        return _BY_RULE[code]
    known = {field.name for field in attrs.fields(Policy)}
    field = code.replace(".", "_")
    field = {"pep_uncorroborated": "uncorroborated"}.get(field, field)
    if field in known:
        return f"{getattr(policy, field):+}"
    return "0"


_BY_RULE = {
    "name.same": f"+{Policy().name_points}",
    "name.similar": f"0 to +{Policy().name_points}",
    "name.different": f"under +{Policy().name_floor * Policy().name_points // 100}",
    "name.little": f"-1 to {Policy().name_little}",
    "name.weak": f"0 to +{Policy().weak_name_points}",
    "name.weak_alias": f"0 to +{Policy().weak_points}",
    "score.floor": f"up to {Policy().alert_at}",
    "score.identifier": f"up to {Policy().identifier_at}",
    "score.limit": "down to 100, up to 0",
}


def _miss(key: str) -> str:
    """Return the sentence of a loss or a remedy, its values left open."""
    places = dict.fromkeys(("ours", "theirs", "n", "least"), "…")
    return words.say(f"miss.{key}", **places)


def _how(how: str) -> str:
    return words.say(f"how.{how}.means")


def _closing(codes: tuple[str, ...]) -> str:
    return table(
        ("code", "means", "what closes it"),
        [
            (
                f"`{code}`",
                words.say(f"gap.{code}"),
                words.say(f"gap.{code}.closes"),
            )
            for code in codes
        ],
    )


PAGES: dict[str, Callable[[], str]] = {
    "api.md": lambda: page("The library", api.ABOUT, *api.sections()),
    "cli.md": cli,
    "lists.md": lists,
    "reasons.md": reasons,
}
"""Every page that is written, and what writes it."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

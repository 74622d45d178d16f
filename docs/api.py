"""The reference of the library, from its source: signatures and docstrings.

Read from the syntax and not from live objects, so that the page is the same with
every version of Python.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

ABOUT = (
    "What other code may rely on. Everything public that is not named here is ours to"
    " change. Values are frozen; whatever has a default is keyword-only."
)

MODULES = {
    "kycscreen": (
        "Clients, lists, screening.",
        (
            "Screener", "Screening", "Outcome", "Gap", "Hit", "Identity", "Reason",
            "PartyScreening", "Finding", "Missing", "Lack", "NextStep",
            "Client", "Party", "Role", "Holding", "Share", "Control", "Undisclosed",
            "Unnamed", "Representation", "Right", "Pep", "Proof", "load_lists", "Lists",
            "Watchlist",
            "ListedEntity", "ListedName", "Strength", "Topic", "Kind", "DateSpan",
            "Identifier", "Policy", "Ownership", "KycScreenError",
        ),
    ),
    "kycscreen.ownership": (
        "Who owns a client: see [ownership](../explanation/ownership.md).",
        ("assess", "controllers", "Verdict", "Status", "Way", "Path", "Owner"),
    ),
    "kycscreen.names": (
        "Names alone. The rest of the module is the engine's.",
        ("compare", "fold", "Comparison", "Word"),
    ),
    "kycscreen.identifiers": (
        "Numbers alone: see [identifiers](identifiers.md).",
        (
            "parse", "compare", "key", "canonical", "derive", "Derived", "check",
            "problem", "mask", "sealed",
        ),
    ),
    "kycscreen.screen": (
        "What a screening says of its lists.",
        ("Provenance", "ListUsed"),
    ),
    "kycscreen.entities": (
        "What a list can say of an entity, besides its names.",
        (
            "NameKind", "Place", "Address", "Position", "Programme", "LegalBasis",
            "Link", "LinkType", "Xref",
        ),
    ),
    "kycscreen.pep": (
        "PEPs in law: see [PEP status](../explanation/pep-status.md).",
        ("exposure", "Exposure", "Standing", "declared", "Declared"),
    ),
    "kycscreen.services": (
        "Services that may not be given to a client.",
        ("prohibited", "Prohibited"),
    ),
    "kycscreen.policy.writing": (
        "Policies as files: see [tune the policy](../how-to/tune-the-policy.md).",
        ("written",),
    ),
    "kycscreen.match": (
        "One pair, scored: the only place that scores.",
        ("match", "weigh"),
    ),
    "kycscreen.explain": (
        "Screenings, hits and misses in words.",
        (
            "text", "markdown", "json", "html", "hit_text", "hit_markdown", "miss",
            "Miss", "Loss", "Remedy", "miss_text", "miss_markdown", "miss_json",
        ),
    ),
    "kycscreen.book": (
        "Client files: see [files](files.md).",
        ("read", "client_of", "digest", "Book", "Clients", "Group", "Refused"),
    ),
    "kycscreen.book.bods": (
        "Statements of ownership: see [files](files.md#statements-of-ownership).",
        ("clients",),
    ),
    "kycscreen.lists": (
        "The list folder: see [files](files.md).",
        ("add", "fetch", "active", "held", "confirm", "verify", "Snapshot"),
    ),
    "kycscreen.lists.fetching": (
        "Downloads: see [keep lists current](../how-to/keep-lists-current.md).",
        (
            "wanted", "published", "planned", "Fetched", "Happening", "Plan", "Limits",
            "Clock",
        ),
    ),
    "kycscreen.runs": (
        "A book screened, and the folder that keeps the result.",
        (
            "screen",
            "screened",
            "standing",
            "tally",
            "exit_code",
            "folder",
            "final",
            "write",
            "ended",
            "read",
            "Run",
            "Tally",
        ),
    ),
    "kycscreen.rescreen": (
        "A book night after night: see"
        " [rescreen every night](../how-to/rescreen-nightly.md).",
        (
            "rescreen", "gather", "transitions", "since", "Night", "Totals", "Proof",
            "ListNight", "Transition", "Turn", "StateError",
        ),
    ),
    "kycscreen.errors": (
        "Every error is a `KycScreenError`. It names a place and what to do, and"
        " never a party's name, birth date or number.",
        (
            "ListError", "FetchError", "StoreError", "FormatError", "ChecksumError",
            "BoundsError", "PartyError", "PolicyError", "BookError", "IndexFileError",
        ),
    ),
}  # fmt: skip
"""The public modules, and of each what is public, in the order of reading."""

Definition = ast.ClassDef | ast.FunctionDef


def sections() -> Iterator[str]:
    """Yield a section for each public module."""
    for module, (about, names) in MODULES.items():
        yield f"## `{module}`"
        yield about
        for name in names:
            yield from _entry(getattr(import_module(module), name), name)


def marked(text: str) -> str:
    """Return a docstring as Markdown: its quotes, its examples, its addresses."""
    text = re.sub("``(.+?)``", r"`\1`", text)
    text = re.sub(r"(?<![<\w`])(https://\S+?)([.,]?)(?=\s|$)", r"<\1>\2", text)
    parts = re.split(r"(?m)^((?:>>> .*\n?(?:(?!>>>|\n).*\n?)*)+)", text)
    return "".join(
        f"```python\n{part.rstrip()}\n```\n" if part.startswith(">>>") else part
        for part in parts
    ).strip()


def _entry(found: object, name: str) -> Iterator[str]:
    """Yield the title, the signature, the docstring and the members of one name."""
    node = _definition(found)
    yield f"### `{name}`"
    if isinstance(node, ast.FunctionDef):
        yield f"```text\n{_signature(node, name)}\n```"
    yield marked(ast.get_docstring(node) or "")
    if isinstance(node, ast.ClassDef):
        members = [*_fields(node), *_methods(node, name)]
        if members:
            yield "\n".join(members)


def _definition(found: object) -> Definition:
    """Return the syntax that defines a class or a function."""
    plain = inspect.unwrap(found)  # type: ignore[arg-type]  # a class or a function
    file = Path(inspect.getsourcefile(plain) or "")
    name = plain.__qualname__
    for node in _module(file).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
            return node
    raise LookupError(name)


@cache
def _module(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _signature(node: ast.FunctionDef, name: str, *, bound: bool = False) -> str:
    """Write a function as it is called, on one line or an argument a line."""
    given = ast.parse(ast.unparse(node.args).join(("def f(", "): ..."))).body[0]
    assert isinstance(given, ast.FunctionDef)
    if bound:
        del given.args.args[0]
    arguments = _unquoted(ast.unparse(given.args))
    returns = f" -> {_unquoted(ast.unparse(node.returns))}" if node.returns else ""
    line = f"{name}({arguments}){returns}"
    if len(line) <= 88:
        return line
    split = re.sub(r", (?=[*\w]+(?::|=|,|$))", ",\n    ", arguments)
    return f"{name}(\n    {split},\n){returns}"


def _unquoted(annotation: str) -> str:
    """Drop the quotes of names that are declared further down."""
    return re.sub(r"'([A-Z]\w*)'", r"\1", annotation)


def _fields(node: ast.ClassDef) -> Iterator[str]:
    """Yield the fields of a value, or the members of an enumeration."""
    following: Iterable[ast.stmt | None] = (*node.body[1:], None)
    for statement, after in zip(node.body, following, strict=True):
        told = f": {_comment(after)}" if _comment(after) else ""
        if isinstance(statement, ast.AnnAssign):
            name, kind = (
                ast.unparse(statement.target),
                ast.unparse(statement.annotation),
            )
            yield f"* `{name}: {_unquoted(kind)}{_default(statement.value)}`{told}"
        elif isinstance(statement, ast.Assign) and _is_member(statement):
            (target,) = statement.targets
            value = ast.literal_eval(statement.value)
            yield f'* `{ast.unparse(target)}` = `"{value}"`{told}'


def _comment(statement: ast.stmt | None) -> str:
    """Return the text that stands below a field and describes it."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return marked(inspect.cleandoc(str(statement.value.value)))
    return ""


def _is_member(statement: ast.Assign) -> bool:
    named = isinstance(statement.targets[0], ast.Name)
    return named and isinstance(statement.value, ast.Constant)


def _default(value: ast.expr | None) -> str:
    """Write a field's default; of ``attrs.field`` the one it is given."""
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "attrs.field":
        given = {word.arg: word.value for word in value.keywords}
        if "factory" in given:
            return " = {}"
        return _default(given.get("default"))
    if value is None:
        return ""
    return " = " + textwrap.shorten(ast.unparse(value), 60)


def _methods(node: ast.ClassDef, name: str) -> Iterator[str]:
    """Yield the public methods and properties of a class."""
    for method in node.body:
        if not isinstance(method, ast.FunctionDef):
            continue
        public = not method.name.startswith("_") or method.name == "__init__"
        if not public or _is_overload(method):
            continue
        told = marked(" ".join((ast.get_docstring(method) or "").split()))
        if _is_property(method):
            returns = _unquoted(ast.unparse(method.returns)) if method.returns else ""
            yield f"* `{method.name}: {returns}`: {told}"
            continue
        called = name if method.name == "__init__" else f"{name}.{method.name}"
        signature = " ".join(_signature(method, called, bound=True).split())
        signature = signature.replace("( ", "(").replace(",)", ")").replace(", )", ")")
        yield f"* `{signature.removesuffix(' -> None')}`" + (
            f": {told}" if told else ""
        )


def _is_property(method: ast.FunctionDef) -> bool:
    return any(ast.unparse(d) == "property" for d in method.decorator_list)


def _is_overload(method: ast.FunctionDef) -> bool:
    return any(ast.unparse(d) == "overload" for d in method.decorator_list)

"""The figures in the README: what the frozen benchmarks printed first, unchanged.

What follows in them, from the first line that opens with ``==``, is detail.
"""

from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
FROZEN = README.parent / "benchmarks" / "frozen"
SHOWN = ("accuracy", "speed")


def filled(readme: str) -> str:
    """Return the README with the frozen results between its marks."""
    head, opening, rest = readme.partition("<!-- figures:")
    mark, _, after = rest.partition("-->")
    _, closing, tail = after.partition("<!-- /figures -->")
    if not closing:
        raise ValueError("README.md has no place for figures")
    parts = [_part(name) for name in SHOWN if (FROZEN / f"{name}.txt").exists()]
    return f"{head}{opening}{mark}-->\n{chr(10).join(parts)}{closing}{tail}"


def _part(name: str) -> str:
    text = (FROZEN / f"{name}.txt").read_text(encoding="utf-8")
    text = text.partition("\n== ")[0].strip("\n")
    link = f"[benchmarks/frozen/{name}.txt](benchmarks/frozen/{name}.txt)"
    return f"`python -m benchmarks.{name}`, frozen in {link}:\n\n```text\n{text}\n```\n"

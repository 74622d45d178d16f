"""How a table is written: sorted, with what it is and where it came from."""

from collections.abc import Iterable
from pathlib import Path

TABLES = Path(__file__).parent.parent.parent / "src" / "kycscreen" / "tables"


def write(table: str, columns: str, origin: str, rows: Iterable[str]) -> None:
    """Write rows by the bytes of their first cell, so that they can be searched."""
    body = sorted(rows, key=lambda row: row.partition(",")[0].encode())
    head = f"# {columns}\n# made by scripts/tables from {origin}\n"
    text = head + "".join(f"{row}\n" for row in body)
    (TABLES / table).write_text(text, encoding="utf-8", newline="\n")
    print(f"{table}: {len(body)} rows, {len(text.encode()):,} bytes")

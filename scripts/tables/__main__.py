"""Make the tables: ``python -m scripts.tables SHARED --only weights forms``."""

import argparse
from pathlib import Path

import scripts.tables
from scripts.tables import forms, given, names, numbers, organisations, weights

TABLES = {
    "forms": forms.make, "given": given.make, "names": names.make,
    "numbers": numbers.make, "organisations": organisations.make,
    "weights": weights.make,
}  # fmt: skip


def main() -> None:
    """Make every table, or those that are asked for."""
    reader = argparse.ArgumentParser(description=scripts.tables.__doc__)
    reader.add_argument("shared", type=Path, help="the folder of statistics and lists")
    reader.add_argument("--only", nargs="+", choices=sorted(TABLES), metavar="TABLE")
    asked = reader.parse_args()
    for table in asked.only or sorted(TABLES):
        TABLES[table](asked.shared)


if __name__ == "__main__":
    main()

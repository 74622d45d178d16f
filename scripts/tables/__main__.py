"""Make the tables: ``python -m scripts.tables SHARED --only weights forms``."""

import argparse
from pathlib import Path

import scripts.tables
from scripts.tables import forms, given, names, numbers, organisations, weights

# What is made of another table comes behind it.
TABLES = {
    "forms": forms.make, "names": names.make, "given": given.make,
    "numbers": numbers.make, "organisations": organisations.make,
    "weights": weights.make,
}  # fmt: skip


def main() -> None:
    """Make every table, or those that are asked for."""
    reader = argparse.ArgumentParser(description=scripts.tables.__doc__)
    reader.add_argument("shared", type=Path, help="the folder of statistics and lists")
    reader.add_argument("--only", nargs="+", choices=sorted(TABLES), metavar="TABLE")
    asked = reader.parse_args()
    for table, make in TABLES.items():
        if asked.only is None or table in asked.only:
            make(asked.shared)


if __name__ == "__main__":
    main()

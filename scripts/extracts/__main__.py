"""Make every extract: ``python -m scripts.extracts LISTS data/lists``."""

import argparse
import hashlib
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

import scripts.extracts
from kycscreen import lists
from kycscreen.lists import manifest
from kycscreen.lists.manifest import Manifest
from scripts.extracts import eu, ofac, popolo, un

_EXTRACT = "extract"
EXTRACTS: tuple[tuple[str, str, Callable[[Path], bytes]], ...] = (
    ("us_ofac_sdn", "ofac/sdn_2021-03-10.xml", partial(ofac.cut, every=60)),
    ("us_ofac_cons", "ofac/consolidated_2025-03-28.xml", partial(ofac.cut, every=5)),
    ("eu_fsf", "eu/eu_fsf_full_1_1_2021-03-05.xml", eu.cut),
    ("un_sc", "un/un_consolidated_2026-02-27.xml", un.cut),
    (
        "popolo_fi_eduskunta",
        "pep/everypolitician/Finland__Eduskunta.json",
        partial(popolo.cut, known=popolo.FINNS, every=6),
    ),
    (
        "popolo_se_riksdag",
        "pep/everypolitician/Sweden__Riksdag.json",
        partial(popolo.cut, known=popolo.SWEDES, every=4),
    ),
)


def main() -> None:
    """Write every extract into the list folder, and what git is to track of it."""
    reader = argparse.ArgumentParser(description=scripts.extracts.__doc__)
    reader.add_argument("lists", type=Path, help="a folder of publishers' files")
    reader.add_argument("folder", type=Path, help="the list folder, data/lists")
    reader.add_argument("--on", type=date.fromisoformat, default=date.today())
    given = reader.parse_args()
    made = [
        _bundled(given.folder, list_id, cut(given.lists / file), given.on)
        for list_id, file, cut in EXTRACTS
    ]
    (given.folder / ".gitignore").write_text(_tracked(made), encoding="utf-8")
    print(f"{sum(size for _, _, size in made):,} bytes in all")


def _bundled(folder: Path, list_id: str, data: bytes, on: date) -> tuple[str, str, int]:
    """Put one extract into the store, and take the one before it away."""
    pointer = folder / list_id / _EXTRACT
    before = pointer.read_text().strip() if pointer.exists() else ""
    if before == hashlib.sha256(data).hexdigest():
        on = manifest.read(folder / list_id / before / "manifest.json").added_on
    origin = Manifest(sha256="", bytes=0, added_on=on, extract=True)
    snapshot = lists.keep(folder, list_id, data, origin)
    if before and before != snapshot.sha256:
        shutil.rmtree(folder / list_id / before)
    print(f"{list_id}: {snapshot.entities} entities, {len(data):,} bytes")
    return list_id, snapshot.sha256, len(data)


def _tracked(made: Iterable[tuple[str, str, int]]) -> str:
    """Name what of the list folder belongs to the repository: no other snapshot."""
    lines = [
        "# written by scripts.extracts: the extracts are tracked, and nothing else",
        "/*",
        "!/.gitattributes",
        "!/.gitignore",
        "!/README.md",
    ]
    for list_id, sha256, _ in made:
        lines += [f"!/{list_id}/", f"/{list_id}/*", f"!/{list_id}/{_EXTRACT}"]
        lines += [f"!/{list_id}/{sha256}/"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

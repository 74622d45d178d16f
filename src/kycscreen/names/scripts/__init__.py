"""How each script is read in Latin letters: a module a family, loaded when one comes.

A module's ``readings`` takes a word in small composed letters and yields Latin
readings, the usual one first; where a script writes several words as one, its
``parted`` yields those that some words of it, one behind the other, are made of.
"""

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module

_FAMILIES = {
    "Latn": "latin", "Cyrl": "cyrillic", "Grek": "greek", "Arab": "arabic",
    "Hebr": "hebrew", "Indc": "indic", "Geor": "caucasian", "Armn": "caucasian",
    "Hang": "korean", "Hani": "chinese", "Kana": "kana", "Thai": "thai",
}  # fmt: skip
_PARTED = frozenset({"Arab", "Hang", "Hani", "Kana", "Thai"})


@cache
def reader(script: str) -> Callable[[str], Iterable[str]]:
    """Return what reads words of a script, by its ISO 15924 code."""
    module = import_module(f"{__name__}.{_FAMILIES.get(script, 'letters')}")
    found: Callable[[str], Iterable[str]] = module.readings
    return found


@cache
def parter(script: str) -> Callable[[Iterable[str], bool], Iterable[str]] | None:
    """Return what parts words of a script, told if they are of a person's name."""
    if script not in _PARTED:
        return None
    module = import_module(f"{__name__}.{_FAMILIES[script]}")
    found: Callable[[Iterable[str], bool], Iterable[str]] = module.parted
    return found


@cache
def barer(script: str) -> Callable[[str], str] | None:
    """Return what spells the letters alone, for scripts that write few vowels."""
    if script not in ("Arab", "Hebr"):
        return None
    module = import_module(f"{__name__}.{_FAMILIES[script]}")
    found: Callable[[str], str] = module.bare
    return found

"""Text in and around brackets, also where a bracket is never closed.

>>> outside("Jean (John) Exemple (JE)")
('Jean Exemple', ['John', 'JE'], True)
"""

import re


def cut(text: str, at: str) -> list[str]:
    """Split a text at a pattern, but nowhere inside brackets."""
    parts, start = [], 0
    depths = _depths(text)
    for match in re.finditer(at, text):
        if not depths[match.start()] or match[0].endswith(")"):
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def outside(text: str) -> tuple[str, list[str], bool]:
    """Part what stands outside brackets from the groups inside.

    The flag says that a group stands before or between words, not behind them.
    """
    plain, groups, start = [], [], 0
    depths = _depths(text)
    at = 0
    while at < len(text):
        if text[at] in "(（" and not depths[at]:
            plain.append(text[start:at])
            end = at + 1
            while end < len(text) and not (text[end] in ")）" and not depths[end]):
                end += 1
            groups.append(text[at + 1 : end].strip())
            start = at = end + 1
        else:
            at += 1
    plain.append(text[start:])
    inner = any(c.isalnum() for part in plain[1:] for c in part)
    outside = " ".join("".join(plain).replace(")", " ").replace("）", " ").split())
    return outside.strip(" ,;"), groups, inner


def unbracketed(text: str) -> str:
    """Return what of a text stands outside any bracket."""
    pairs = zip(text, _depths(text), strict=True)
    return "".join(c for c, depth in pairs if not depth and c not in "()（）")


def words(text: str) -> int:
    """Count the words outside brackets."""
    return sum(any(c.isalpha() for c in word) for word in unbracketed(text).split())


def _depths(text: str) -> list[int]:
    """Tell for every character how many brackets are open around it."""
    depth, depths = 0, []
    for character in text:
        if character in ")）":
            depth = max(0, depth - 1)
        depths.append(depth)
        if character in "(（":
            depth += 1
    return depths

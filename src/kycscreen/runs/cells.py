"""Cells of a table that a spreadsheet may open."""


def inert(text: str) -> str:
    """Keep a spreadsheet from running a value: it is text, whatever it opens with."""
    return f"'{text}" if text.startswith(tuple("=+-@\t\r\n＝＋－＠")) else text

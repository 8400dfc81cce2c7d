"""Text without what no file can hold.

Words pasted from slides and PDF documents bring control characters along. XML forbids them, and
spreadsheets refuse a workbook that has one.
"""

from __future__ import annotations

import re

UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
LINE_BREAK = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def printable(text: str) -> str:
    """Return a text without control characters; tabs stay, and line breaks as one kind."""
    return UNPRINTABLE.sub("", LINE_BREAK.sub("\n", text))

"""What different spellings of a word have in common: no accents, no case, one form a letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Marks belong to the letter before them; a zero-width joiner or the Arabic tatweel to the word.
MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
TOKEN = re.compile(rf"(?P<han>[{HAN}]+)|(?:(?![{HAN}])[^\W_])(?:(?![{HAN}])[^\W_]|[{MARKS}])*")
# The breve of й and the diaeresis of ї make other letters; all other marks are dropped.
DROPPED = re.compile(rf"(?<!и)\u0306|(?<!і)\u0308|(?![\u0306\u0308])[{MARKS}]|\u0640")
LETTERS = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ة": "ه",
        "ى": "ي",
        "ٱ": "ا",
        "ک": "ك",
        "ی": "ي",
    }
)
LONGEST_WORD = 60


class Token(NamedTuple):
    """A word in a text: where it stands, how it is spelled there, and what it is folded to.

    A run of Chinese characters is one token.
    """

    start: int
    end: int
    written: str
    folded: str
    is_chinese: bool = False


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Return a word as it is compared: ``Réfugiés`` is ``refugies``, ``ﻻجئ`` is ``لاجي``."""
    decomposed = unicodedata.normalize("NFKD", word).casefold()
    plain = unicodedata.normalize("NFKC", DROPPED.sub("", decomposed).translate(LETTERS))
    return "".join(
        str(unicodedata.decimal(letter, letter)) if letter.isdecimal() else letter
        for letter in plain
    )


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text."""
    for match in TOKEN.finditer(text):
        written = match[0]
        if match.lastgroup:
            yield Token(match.start(), match.end(), written, fold(written), True)
        elif folded := fold(written[:LONGEST_WORD]):
            yield Token(match.start(), match.end(), written, folded)


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of Chinese characters; of one character, itself."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]

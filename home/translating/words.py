"""How much there is to translate, in the unit that translators count in."""

from __future__ import annotations

import re
from typing import Any

from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

TAG = re.compile(r"<[^<>]*>")
# Scripts without spaces between words, whose characters are counted.
BY_CHARACTER = frozenset({"zh-hans"})


def count_words(text: str, language: str) -> int:
    """Count the words of a text, or its characters where no spaces part words."""
    words = TAG.sub(" ", text).split()
    if language in BY_CHARACTER:
        return sum(len(word) for word in words)
    return len(words)


def count_record(record: Any, language: str) -> int:
    """Count what a record would give to translate, once it is sent."""
    return sum(
        count_words(segment.string.data, language)
        for segment in extract_segments(record)
        if isinstance(segment, StringSegmentValue)
    )

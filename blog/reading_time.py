"""How long a story takes to read.

The rates are those of healthy adults reading a plain text aloud: S. Trauzettel-Klosinski, K. Dietz
and the IReST Study Group, "Standardized Assessment of Reading Performance: The New International
Reading Speed Texts IReST", Investigative Ophthalmology & Visual Science 53 (2012), pp. 5452-5461,
table 1. Words a minute; for Chinese, characters a minute.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from home.languages import localized_number

if TYPE_CHECKING:
    from .models import StoryPage

WORDS_A_MINUTE = {"ar": 138, "en": 228, "es": 218, "fr": 195, "ru": 184}
CHARACTERS_A_MINUTE = {"zh-hans": 255}
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
CHARACTER = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[A-Za-z0-9]+")


def minutes_to_read(text: str, language: str) -> int:
    """Return the whole minutes that a text in a language takes; never none."""
    if language in CHARACTERS_A_MINUTE:
        return max(1, round(len(CHARACTER.findall(text)) / CHARACTERS_A_MINUTE[language]))
    rate = WORDS_A_MINUTE.get(language, WORDS_A_MINUTE["en"])
    return max(1, round(len(WORD.findall(text)) / rate))


def reading_time(page: StoryPage) -> str:
    """Say how long a story takes in the language in which it is written."""
    block = page.body.stream_block
    text = "\n".join([page.introduction, *block.get_searchable_content(page.body)])
    minutes = minutes_to_read(text, page.language)
    said = ngettext("%(count)s minute to read", "%(count)s minutes to read", minutes)
    return said % {"count": localized_number(minutes)}

"""HTML from elsewhere, read so strictly that no browser can read something else in it.

Comments, sections of other languages and tags that are cut off are where parsers differ: what one
takes for words, another runs. Editors write none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

# What browsers leave out of an address before they read its scheme.
BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
ACTING = ("javascript:", "vbscript:", "data:", "blob:", "file:", "filesystem:")


@dataclass(frozen=True)
class Tag:
    """The beginning of an element."""

    name: str
    attributes: dict[str, str]


class TagReader(HTMLParser):
    """Collects the tags of a text and their ends.

    ``is_plain`` says that there is nothing but them and words; ``is_exact`` that no ``>`` stands
    in words or addresses either, for which editors write entities.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.tags: list[Tag] = []
        self.ends: set[str] = set()
        self._read = 0
        self.feed(html)
        self.close()
        self.is_plain = html.count("<") == self._read
        self.is_exact = self.is_plain and html.count(">") == self._read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self._read += 1
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag without content."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element."""
        self._read += 1
        self.ends.add(tag)


def acts(address: str) -> bool:
    """Say whether following an address would run it, however it is written."""
    return BLANK.sub("", unescape(address)).lower().startswith(ACTING)

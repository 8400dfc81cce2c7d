"""The design's colours for drawings, which no style sheet reaches in print."""

from __future__ import annotations

import re
from functools import cache

from django.conf import settings

SHEETS = ("tokens.css", "map.css")
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\s*;")


@cache
def palette() -> dict[str, str]:
    """Return the colours by the names of their tokens, as they are on light paper."""
    colours: dict[str, str] = {}
    for name in SHEETS:
        text = (settings.ROOT / "static" / "css" / name).read_text("utf-8")
        # Those of the dark scheme come later and are not for paper.
        for token, colour in TOKEN.findall(text.partition("prefers-color-scheme")[0]):
            colours.setdefault(token.replace("-", "_"), colour)
    return colours

"""Template tags and filters of the public pages."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from home.contents import Section, section_anchor
from home.contents import contents as contents_of
from home.cover_art import cover_art as draw_cover_art
from home.languages import bcp47, current_language, direction

register = template.Library()

# Drawn on a square of 24 with round lines.
ICONS = {
    "arrow": "M4 12h15m-6-6 6 6-6 6",
    "back": "M20 12H5m6-6-6 6 6 6",
    "bars": "M5 20V11m7 9V4m7 16v-6M3 20h18",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v4m8-4v4",
    "check": "m5 13 4.5 4.5L19 7",
    "close": "m6 6 12 12M18 6 6 18",
    "copy": "M8 8h12v12H8zM16 8V4H4v12h4",
    "down": "m6 9 6 6 6-6",
    "download": "M12 4v11m-5-4 5 5 5-5M4 20h16",
    "external": "M14 4h6v6m0-6-9 9M17 14v6H4V7h6",
    "feed": "M5 19h.1M5 12a7 7 0 0 1 7 7M5 5a14 14 0 0 1 14 14",
    "globe": (
        "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 0c5 5 5 13 0 18"
        "m0-18c-5 5-5 13 0 18M3.5 9h17m-17 6h17"
    ),
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 8v6m0-9.5V7",
    "list": "M4 6h.1M8 6h12M4 12h.1M8 12h12M4 18h.1M8 18h12",
    "mail": "M3 6h18v13H3zm0 1 9 7 9-7",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "play": "M8 5v14l11-7z",
    "place": "M12 21c4-5 7-8 7-12a7 7 0 0 0-14 0c0 4 3 7 7 12zm0-9a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "plus": "M12 5v14M5 12h14",
    "search": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm5 12 5 5",
    "share": "M12 15V3m-4 4 4-4 4 4M6 11v10h12V11",
}
DIRECTIONAL_ICONS = frozenset({"arrow", "back", "external", "search"})


@register.simple_tag
def cover_art(seed: str, category: str = "", ratio: str = "16:9") -> SafeString:
    """Draw the cover of a record that has no photograph."""
    return draw_cover_art(str(seed), category, ratio)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw an icon; it repeats words that stand beside it, so screen readers skip it."""
    mirrored = " icon--mirrored" if name in DIRECTIONAL_ICONS else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" '
        'focusable="false"><path d="{}"/></svg>',
        mirrored,
        ICONS[name],
    )


@register.simple_tag
def in_language(tag: str) -> SafeString:
    """Return the attributes of an element whose words are not in the reader's language."""
    if not tag or tag == bcp47(current_language()):
        return mark_safe("")
    return format_html('lang="{}" dir="{}"', tag, direction(tag.lower()))


@register.simple_tag
def in_readers_language(frame: Any) -> SafeString:
    """Return the attributes of words of the interface that stand within a page's own words."""
    if not frame:
        return mark_safe("")
    return format_html('lang="{}" dir="{}"', frame.language.tag, frame.language.direction)


@register.filter
def contents(body: Any) -> list[Section]:
    """Return the sections of a long body."""
    return contents_of(body)


@register.filter
def section(block_id: Any) -> str:
    """Return the fragment of a heading that is a block."""
    return section_anchor(block_id)


@register.filter
def anchor(text: str) -> str:
    """Return the fragment under which a heading can be linked, in any script."""
    return slugify(text, allow_unicode=True)

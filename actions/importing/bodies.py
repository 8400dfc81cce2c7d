"""Plain text of a cell as the body of an action."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import format_html_join
from wagtail.rich_text import RichText

BLANK_LINE = re.compile(r"\n\s*\n")


def body_of(text: str) -> list[tuple[str, Any]]:
    """Return one block of text; an empty line begins a paragraph."""
    paragraphs = [" ".join(part.split()) for part in BLANK_LINE.split(text)]
    html = format_html_join("", "<p>{}</p>", ((part,) for part in paragraphs if part))
    return [("rich_text", RichText(html))]

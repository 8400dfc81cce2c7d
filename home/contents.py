"""The table of contents of a long text, from its headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FEWEST_SECTIONS = 4
"""A shorter text is seen at a glance."""


@dataclass(frozen=True)
class Section:
    """A heading in a text, and the fragment that leads to it."""

    title: str
    anchor: str


def section_anchor(block_id: Any) -> str:
    """Return the fragment of a heading: the same one in every language, whatever it says."""
    return f"section-{str(block_id)[:8]}"


def contents(body: Any) -> list[Section]:
    """Return the sections of a body, if there are enough of them to look one up."""
    sections = [
        Section(child.value, section_anchor(child.id))
        for child in body or ()
        if child.block_type == "heading" and child.id
    ]
    return sections if len(sections) >= FEWEST_SECTIONS else []

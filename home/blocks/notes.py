"""Footnotes: a list at the end of a body, and numbers in its text that lead there and back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Self

from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

MARK = re.compile(r"\[(\d{1,2})\]")
"""What an editor writes where a note belongs, such as ``[1]``."""
TAG = re.compile(r"(<[^<>]*>)")
TEXT_BLOCKS = {"rich_text"}


class NotesBlock(blocks.StructBlock):
    """The notes of a body. The text refers to each one by its place in this list."""

    notes = blocks.ListBlock(
        blocks.RichTextBlock(features=["bold", "italic", "link"], label=_("Note")),
        label=_("Notes"),
        min_num=1,
        max_num=99,
        help_text=_(
            "In a text, write [1] where the first note of this list belongs, [2] for the second "
            "one, and so on. Readers see them numbered in the order of the text."
        ),
    )

    class Meta:
        icon = "list-ol"
        label = _("Footnotes")
        template = "components/blocks/notes.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the notes in the order of the text."""
        context = super().get_context(value, parent_context=parent_context)
        numbering = context.get("numbering")
        context["listed"] = numbering.notes if numbering else _apart(value)
        context["notes_id"] = f"{context['listed'][0].prefix}s" if context["listed"] else "notes"
        return context


@dataclass
class Note:
    """A note: its number as readers see it, and the places in the text that refer to it."""

    text: Any
    number: int
    prefix: str
    mentions: int
    linked: int = 0

    @property
    def anchor(self) -> str:
        """The fragment of the note."""
        return f"{self.prefix}-{self.number}"

    def mention(self, count: int) -> str:
        """Return the fragment of a place in the text that refers to the note."""
        return f"{self.prefix}-{self.number}-{count}"

    @property
    def places(self) -> list[dict[str, Any]]:
        """The ways back to the text: ``count`` is empty where there is only one."""
        several = self.mentions > 1
        return [
            {"anchor": self.mention(count), "count": count if several else ""}
            for count in range(1, self.mentions + 1)
        ]


@dataclass
class Numbering:
    """The notes of one body in the order of its text; those that nothing refers to come last."""

    by_mark: dict[int, Note] = field(default_factory=dict)

    @classmethod
    def of(cls, body: Any) -> Self | None:
        """Number the notes of a body, if it has any."""
        children = list(body or ())
        block = next((child for child in children if child.block_type == "notes"), None)
        if block is None:
            return None
        texts = list(block.value["notes"])
        marks = [
            int(mark)
            for child in children
            if child.block_type in TEXT_BLOCKS
            for mark in _marks(child.value.source)
        ]
        known = [mark for mark in marks if 1 <= mark <= len(texts)]
        order = list(dict.fromkeys([*known, *range(1, len(texts) + 1)]))
        prefix = f"note-{str(block.id or '')[:8]}"
        return cls(
            {
                mark: Note(texts[mark - 1], number, prefix, known.count(mark))
                for number, mark in enumerate(order, start=1)
            }
        )

    @cached_property
    def notes(self) -> list[Note]:
        """The notes in their order."""
        return list(self.by_mark.values())

    def linked(self, html: str) -> str:
        """Return a text with a link in the place of each number that a note has."""
        return mark_safe(  # noqa: S308 - what is put in was rendered by a template
            "".join(
                MARK.sub(self._link, part) if is_text else part for part, is_text in _parts(html)
            )
        )

    def _link(self, match: re.Match[str]) -> str:
        note = self.by_mark.get(int(match[1]))
        if note is None:
            return match[0]
        note.linked += 1
        context = {"note": note, "anchor": note.mention(note.linked)}
        return render_to_string("components/blocks/note_mark.html", context).strip()


def _marks(html: str) -> list[str]:
    return [mark for part, is_text in _parts(html) if is_text for mark in MARK.findall(part)]


def _parts(html: str) -> list[tuple[str, bool]]:
    """Cut HTML into tags and texts; the words of a link can't hold another link."""
    parts = []
    is_in_link = False
    for part in TAG.split(html):
        is_tag = part.startswith("<")
        if part.startswith(("<a ", "<a>")):
            is_in_link = True
        elif part.startswith("</a"):
            is_in_link = False
        parts.append((part, not is_tag and not is_in_link))
    return parts


def _apart(value: Any) -> list[Note]:
    """Number the notes of a block that is shown without its body."""
    return [Note(text, number, "note", 0) for number, text in enumerate(value["notes"], start=1)]

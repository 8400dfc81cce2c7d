"""What has changed in a source since its translation was last finished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import strip_tags
from wagtail_localize.models import StringSegment, StringTranslation

from home.models import TranslationState
from home.translating.words import BY_CHARACTER


@dataclass(frozen=True)
class Piece:
    """A stretch of text: kept, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One text that has no translation as it stands now."""

    path: str
    new: str
    pieces: list[Piece]
    translation: str


def changes_of(state: TranslationState) -> list[Change]:
    """Return the texts that wait for a translation, beside what stood in their place before.

    Before is what was translated last at the same place of the record.
    """
    segments = list(
        StringSegment.objects.filter(source__object_id=state.translation_key)
        .select_related("string", "context")
        .order_by("order")
    )
    texts = StringTranslation.objects.filter(
        context__object_id=state.translation_key, locale__language_code=state.language
    ).exclude(data="")
    by_context: dict[int | None, dict[int, StringTranslation]] = {}
    for text in texts.select_related("translation_of").order_by("updated_at"):
        by_context.setdefault(text.context_id, {})[text.translation_of_id] = text
    current = {(segment.context_id, segment.string_id) for segment in segments}
    changes = []
    for segment in segments:
        known = by_context.get(segment.context_id, {})
        if segment.string_id in known:
            continue
        # Several texts may stand at one place: the paragraphs of a block.
        former = [
            text for string, text in known.items() if (segment.context_id, string) not in current
        ]
        changes.append(_change(segment, former, state.source_language))
    return changes


def _change(segment: Any, former: list[StringTranslation], language: str) -> Change:
    new = strip_tags(segment.string.data)
    nearest = max(
        former,
        key=lambda text: SequenceMatcher(
            None, strip_tags(text.translation_of.data), new, autojunk=False
        ).quick_ratio(),
        default=None,
    )
    old = strip_tags(nearest.translation_of.data) if nearest else ""
    return Change(
        path=segment.context.path,
        new=new,
        pieces=list(compare(old, new, language)),
        translation=strip_tags(nearest.data) if nearest else "",
    )


def compare(old: str, new: str, language: str) -> Iterator[Piece]:
    """Yield the stretches of both texts, word by word, or character by character in Chinese."""
    joint = "" if language in BY_CHARACTER else " "
    before, after = (list(text) if not joint else text.split() for text in (old, new))
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("kept", joint.join(after[k:m]))
            continue
        if j > i:
            yield Piece("removed", joint.join(before[i:j]))
        if m > k:
            yield Piece("added", joint.join(after[k:m]))

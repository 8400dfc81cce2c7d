"""The texts of a translation, as they are handed out and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail_localize.models import StringTranslation, Translation

from .places import Place, place_of


@dataclass(frozen=True)
class Text:
    """One text of a source, with its translation into the language of ``translation``, if any.

    ``source`` and ``value`` are fragments of HTML with nothing but inline tags, whose attributes
    wagtail-localize keeps to itself.
    """

    translation: Translation
    path: str
    source: str
    source_hash: UUID
    string_id: int
    context_id: int
    place: Place
    current: StringTranslation | None

    @property
    def value(self) -> str:
        """The translation as it is stored."""
        return self.current.data if self.current else ""

    @property
    def by_machine(self) -> bool:
        """Whether a machine translated it, and no human has confirmed that yet."""
        return self.current is not None and (
            self.current.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
        )


def texts_of(translation: Translation) -> list[Text]:
    """Return the texts of a translation in their order: one each, however often it stands there."""
    source = translation.source
    model: Any = source.specific_content_type.model_class()
    segments = source.stringsegment_set.select_related("string", "context").order_by("order")
    stored = {
        (row.translation_of_id, row.context_id): row
        for row in segments.get_translations(translation.target_locale)
    }
    texts: dict[tuple[int, int], Text] = {}
    for segment in segments:
        key = (segment.string_id, segment.context_id)
        if key not in texts:
            texts[key] = Text(
                translation=translation,
                path=segment.context.path,
                source=segment.string.data,
                source_hash=segment.string.data_hash,
                string_id=segment.string_id,
                context_id=segment.context_id,
                place=place_of(model, segment.context.field_path or segment.context.path),
                current=stored.get(key),
            )
    return list(texts.values())

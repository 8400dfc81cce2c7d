"""The records that were chosen from a list of the desk."""

from __future__ import annotations

from collections.abc import Iterable

from home.models import TranslationState

MOST_RECORDS = 500


def chosen_states(names: Iterable[str], language: str) -> list[TranslationState]:
    """Return the states in a language of the records that ``app_label.model:pk`` names."""
    by_label: dict[str, set[int]] = {}
    for name in names:
        label, _colon, pk = name.partition(":")
        if pk.isascii() and pk.isdecimal() and len(pk) < 19:
            by_label.setdefault(label, set()).add(int(pk))
    found = TranslationState.objects.none()
    for label, keys in by_label.items():
        found = found | TranslationState.objects.filter(model_label=label, source_pk__in=keys)
    return list(found.filter(language=language).select_related("task__assignee"))

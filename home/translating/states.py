"""Keeps :class:`TranslationState` in step with the records and their translations.

What changes marks its record; the states of marked records are counted anew when the transaction
is committed. A mark that a process leaves behind is seen to by whoever opens the desk next. All
records that are counted at once take the same number of queries as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from asgiref.local import Local
from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from home.models import TranslationMark, TranslationState, TranslationTask
from home.models.translation_state import Status
from home.sources import SourceMixin, saved
from home.translating import frame_states, notices
from home.translating.counting import count_states
from home.translating.kinds import translated_models

# Any number: whoever counts, counts alone, so that nothing is noticed twice.
LOCK = 820_128
AT_A_TIME = 200
COUNTED = (
    "model_label",
    "source_pk",
    "source_language",
    "record_name",
    "target_pk",
    "status",
    "missing",
    "unconfirmed",
    "words_left",
    "words_total",
    "stale_since",
)

_pending = Local()


def mark(key: UUID) -> None:
    """Count a record anew once the present transaction is committed."""
    keys = _pending_keys()
    if key not in keys:
        TranslationMark.objects.bulk_create([TranslationMark(pk=key)], ignore_conflicts=True)
        keys.add(key)
    transaction.on_commit(_flush, robust=True)


def _flush() -> None:
    keys = _pending_keys()
    if keys:
        refresh(set(keys))


def _pending_keys() -> set[UUID]:
    """Return what this process has marked and not counted yet."""
    if not hasattr(_pending, "keys"):
        _pending.keys = set()
    keys: set[UUID] = _pending.keys
    return keys


def catch_up() -> None:
    """Count what is still marked; one query where nothing is."""
    while keys := list(TranslationMark.objects.values_list("pk", flat=True)[:AT_A_TIME]):
        refresh(keys)


@transaction.atomic
def refresh(keys: Iterable[UUID], *, quietly: bool = False) -> None:
    """Count some records anew, and tell whom it concerns what has become of them."""
    keys = set(keys)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    TranslationMark.objects.filter(pk__in=keys).delete()
    _pending_keys().difference_update(keys)
    _store(keys, count_states(keys), quietly)


@transaction.atomic
def refresh_frame(**_kwargs: Any) -> None:
    """Count the settings and the mails anew."""
    found = list(frame_states.frame_states())
    labels = [model._meta.label_lower for model in frame_states.FRAME_MODELS]
    known = TranslationState.objects.filter(model_label__in=labels)
    keys = {state.translation_key for state in found}
    keys |= set(known.values_list("translation_key", flat=True))
    _store(keys, found, quietly=True)


def rebuild() -> int:
    """Count everything anew, without a word to anybody; return how many states there are."""
    for model in translated_models():
        keys = list(
            model._base_manager.filter(is_source=True).values_list("translation_key", flat=True)
        )
        for start in range(0, len(keys), AT_A_TIME):
            refresh(keys[start : start + AT_A_TIME], quietly=True)
    gone = TranslationState.objects.values_list("translation_key", flat=True).distinct()
    refresh(set(gone) - _all_keys() - _frame_keys(), quietly=True)
    refresh_frame()
    return TranslationState.objects.count()


def _all_keys() -> set[UUID]:
    return {
        key
        for model in translated_models()
        for key in model._base_manager.filter(is_source=True).values_list(
            "translation_key", flat=True
        )
    }


def _frame_keys() -> set[UUID]:
    labels = [model._meta.label_lower for model in frame_states.FRAME_MODELS]
    found = TranslationState.objects.filter(model_label__in=labels)
    return set(found.values_list("translation_key", flat=True))


def _store(keys: set[UUID], states: list[TranslationState], quietly: bool) -> None:
    before = {
        (state.translation_key, state.language): state
        for state in TranslationState.objects.filter(translation_key__in=keys)
    }
    for state in states:
        _date(state, before.get((state.translation_key, state.language)))
    kept = {(state.translation_key, state.language) for state in states}
    gone = [state.pk for name, state in before.items() if name not in kept]
    TranslationState.objects.filter(pk__in=gone).delete()
    stored = TranslationState.objects.bulk_create(
        states,
        update_conflicts=True,
        unique_fields=["translation_key", "language"],
        update_fields=COUNTED,
    )
    changed = [
        (before.get((state.translation_key, state.language)), state)
        for state in stored
        if _status_before(before, state) != state.status
    ]
    done = [state.pk for _before, state in changed if state.status == Status.UP_TO_DATE]
    if done:
        TranslationTask.objects.filter(state__in=done).delete()
    if changed and not quietly:
        notices.tell_of_changes(changed)


def _status_before(before: dict[Any, TranslationState], state: TranslationState) -> str:
    known = before.get((state.translation_key, state.language))
    return known.status if known else ""


def _date(state: TranslationState, before: TranslationState | None) -> None:
    """Keep since when a translation needs an update, as long as it does."""
    if state.status != Status.NEEDS_UPDATE:
        state.stale_since = None
    elif before is not None and before.stale_since is not None:
        state.stale_since = before.stale_since


def _mark_record(sender: Any, instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, SourceMixin) and type(instance) in translated_models():
        mark(instance.translation_key)


def _mark_source(sender: Any, instance: TranslationSource, **_kwargs: Any) -> None:
    mark(instance.object_id)


def _mark_translation(sender: Any, instance: Translation | TranslationLog, **_kwargs: Any) -> None:
    sources = TranslationSource.objects.filter(pk=instance.source_id)
    for key in sources.values_list("object_id", flat=True):
        mark(key)


def _mark_text(sender: Any, instance: StringTranslation, **_kwargs: Any) -> None:
    if instance.context_id is not None and instance.context is not None:
        mark(instance.context.object_id)


def connect_signals() -> None:
    """Mark what changes, from wherever it is changed."""
    saved.connect(_mark_record, dispatch_uid="translation_state_record")
    post_delete.connect(_mark_record, dispatch_uid="translation_state_record")
    handlers = (
        (TranslationSource, _mark_source),
        (Translation, _mark_translation),
        # Written last when a translation is saved, after its row has been published.
        (TranslationLog, _mark_translation),
        (StringTranslation, _mark_text),
    )
    for model, handler in handlers:
        for signal in (post_save, post_delete):
            signal.connect(handler, sender=model, dispatch_uid=f"translation_state_{model}")
    frame_states.connect_signals(refresh_frame)

"""Counts how far some records have come in every language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.models import DraftStateMixin, Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from home.models import TranslationState
from home.models.translation_state import Status
from home.translating.kinds import name_field, translated_models
from home.translating.words import count_record, count_words


@dataclass
class Sent:
    """What wagtail-localize knows of the records that have been sent."""

    changed_at: dict[UUID, Any] = field(default_factory=dict)
    # The texts of a record: of each the string, the context and the number of its words.
    texts: dict[UUID, list[tuple[int, int, int]]] = field(default_factory=lambda: defaultdict(list))
    languages: set[tuple[UUID, str]] = field(default_factory=set)
    translated: set[tuple[int, int, str]] = field(default_factory=set)
    unconfirmed: set[tuple[int, int, str]] = field(default_factory=set)
    # When a record was last put into a language: its texts, and the row that readers get.
    written_at: dict[tuple[UUID, str], datetime] = field(default_factory=dict)
    saved_at: dict[tuple[UUID, str], datetime] = field(default_factory=dict)

    def waits_for_publication(self, key: UUID, language: str) -> bool:
        """Say whether texts are newer than the row that was made of them."""
        written, saved = (times.get((key, language)) for times in (self.written_at, self.saved_at))
        return bool(written and saved and written > saved)


def count_states(keys: set[UUID]) -> list[TranslationState]:
    """Return the states of some records, not stored yet."""
    sent = _read_sent(keys)
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    states: list[TranslationState] = []
    remaining = set(keys)
    for model in translated_models():
        if not remaining:
            break
        rows = _rows(model, remaining)
        remaining -= {row["translation_key"] for row in rows}
        states += _of_model(model, rows, codes, sent)
    return states


def _read_sent(keys: set[UUID]) -> Sent:
    sent = Sent()
    sources = TranslationSource.objects.filter(object_id__in=keys)
    sent.changed_at = dict(sources.values_list("object_id", "last_updated_at"))
    segments = StringSegment.objects.filter(source__object_id__in=sent.changed_at)
    for key, language, string, context, text in segments.values_list(
        "source__object_id",
        "source__locale__language_code",
        "string_id",
        "context_id",
        "string__data",
    ):
        sent.texts[key].append((string, context, count_words(text, language)))
    enabled = Translation.objects.filter(source__object_id__in=sent.changed_at, enabled=True)
    sent.languages = set(enabled.values_list("source__object_id", "target_locale__language_code"))
    texts = StringTranslation.objects.filter(
        context__object_id__in=sent.changed_at, has_error=False
    ).exclude(data="")
    for key, string, context, language, how, time in texts.order_by("updated_at").values_list(
        "context__object_id",
        "translation_of_id",
        "context_id",
        "locale__language_code",
        "translation_type",
        "updated_at",
    ):
        sent.translated.add((string, context, language))
        sent.written_at[key, language] = time
        if how == StringTranslation.TRANSLATION_TYPE_MACHINE:
            sent.unconfirmed.add((string, context, language))
    logs = TranslationLog.objects.filter(source__object_id__in=sent.changed_at)
    for key, language, time in logs.order_by("created_at").values_list(
        "source__object_id", "locale__language_code", "created_at"
    ):
        sent.saved_at[key, language] = time
    return sent


def _rows(model: type[Any], keys: set[UUID]) -> list[dict[str, Any]]:
    columns = ["pk", "translation_key", "locale_id", "is_source", name_field(model)]
    rows = model._base_manager.filter(translation_key__in=keys)
    if issubclass(model, DraftStateMixin):
        columns.append("live")
    if issubclass(model, Page):
        columns.append("alias_of_id")
        # What was only copied, so that others could stand below it, is not translated.
        rows = rows.filter(Q(alias_of__isnull=True) | Q(is_source=True))
    return list(rows.values(*columns))


def _of_model(
    model: type[Any], rows: list[dict[str, Any]], codes: dict[int, str], sent: Sent
) -> list[TranslationState]:
    targets = {
        (row["translation_key"], codes[row["locale_id"]]): row
        for row in rows
        if not row["is_source"]
    }
    # A draft that has been sent for translation is being prepared for its day.
    sources = [
        row
        for row in rows
        if row["is_source"] and (row.get("live", True) or row["translation_key"] in sent.changed_at)
    ]
    words = _words_of_unsent(
        model, [row for row in sources if row["translation_key"] not in sent.changed_at], codes
    )
    states = []
    for row in sources:
        key, code = row["translation_key"], codes[row["locale_id"]]
        for language, _name in settings.LANGUAGES:
            if language == code:
                continue
            state = TranslationState(
                model_label=model._meta.label_lower,
                translation_key=key,
                language=language,
                source_pk=row["pk"],
                source_language=code,
                record_name=row[name_field(model)][:255],
                words_total=words.get(key, 0),
            )
            _count(state, targets.get((key, language)), sent)
            states.append(state)
    return states


def _words_of_unsent(
    model: type[Any], rows: list[dict[str, Any]], codes: dict[int, str]
) -> dict[UUID, int]:
    languages = {row["pk"]: codes[row["locale_id"]] for row in rows}
    return {
        record.translation_key: count_record(record, languages[record.pk])
        for record in model._base_manager.filter(pk__in=languages)
    }


def _count(state: TranslationState, target: dict[str, Any] | None, sent: Sent) -> None:
    """Count the texts, and say where that leaves the record."""
    key, language = state.translation_key, state.language
    texts = sent.texts.get(key, [])
    state.status = Status.UNTRANSLATED
    if texts:
        state.words_total = sum(words for _string, _context, words in texts)
    if (key, language) in sent.languages:
        for string, context, words in texts:
            if (string, context, language) not in sent.translated:
                state.missing += 1
                state.words_left += words
            elif (string, context, language) in sent.unconfirmed:
                state.unconfirmed += 1
                state.words_left += words
    elif target is None:
        state.words_left = state.words_total
    if target is not None:
        _judge(state, target, sent)


def _judge(state: TranslationState, target: dict[str, Any], sent: Sent) -> None:
    """Say where what was counted leaves a record that has a row in the language."""
    key, language = state.translation_key, state.language
    unfinished = state.missing or state.unconfirmed
    state.target_pk = target["pk"]
    if not target.get("live", True):
        state.status = Status.IN_PROGRESS if unfinished else Status.READY
    elif unfinished:
        state.status = Status.NEEDS_UPDATE
        state.stale_since = sent.changed_at.get(key) or timezone.now()
    elif sent.waits_for_publication(key, language):
        state.status = Status.READY
    else:
        state.status = Status.UP_TO_DATE

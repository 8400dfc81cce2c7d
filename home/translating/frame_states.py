"""The states of what stands around the records: the site's settings and the texts of mails.

These are entered once a language and not sent for translation: an entry or a text that one
language has and another has not is missing there.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail_localize.segments.extract import extract_segments

from home.models import Event, MessageText, SiteSettings, TranslationState
from home.models.translation_state import Status
from home.translating.words import count_words

FRAME_MODELS: tuple[type[Model], ...] = (SiteSettings, MessageText)
NAMESPACE = uuid.UUID("6f0cf9a5-6a55-4a5c-8a5d-7b7c7f9d2a11")


def key_of(model: type[Model], name: str) -> uuid.UUID:
    """Return the key that the entries of all languages share."""
    return uuid.uuid5(NAMESPACE, f"{model._meta.label_lower}:{name}")


def frame_states() -> Iterator[TranslationState]:
    """Yield the states of all of them."""
    yield from _settings_states()
    yield from _mail_states()


def _texts(entry: SiteSettings) -> dict[str, str]:
    return {
        segment.path: segment.string.data
        for segment in extract_segments(entry)
        if hasattr(segment, "string") and segment.string.data
    }


def _settings_states() -> Iterator[TranslationState]:
    rows = list(SiteSettings.objects.select_related("locale").order_by("pk"))
    rows.sort(key=lambda row: row.locale.language_code != settings.LANGUAGE_CODE)
    if not rows:
        return
    source, *others = rows
    code = source.locale.language_code
    texts = _texts(source)
    fields = {path.partition(".")[0] for path in texts}
    targets = {row.locale.language_code: row for row in others}
    for language, _name in settings.LANGUAGES:
        if language == code:
            continue
        target = targets.get(language)
        has = {path.partition(".")[0] for path in _texts(target)} if target else set()
        lacking = {path: text for path, text in texts.items() if path.partition(".")[0] not in has}
        yield TranslationState(
            model_label=SiteSettings._meta.label_lower,
            translation_key=key_of(SiteSettings, ""),
            language=language,
            source_pk=source.pk,
            source_language=code,
            record_name=str(SiteSettings._meta.verbose_name)[:255],
            target_pk=target.pk if target else None,
            status=_status(target, bool(fields - has)),
            missing=len(lacking) if target else 0,
            words_left=sum(count_words(text, code) for text in lacking.values()),
            words_total=sum(count_words(text, code) for text in texts.values()),
        )


def _mail_states() -> Iterator[TranslationState]:
    texts = {(text.event, text.language): text for text in MessageText.objects.all()}
    for event in Event.values:
        own = {language: text for (name, language), text in texts.items() if name == event}
        if not own:
            continue
        code = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in own else min(own)
        source = own[code]
        words = count_words(f"{source.subject} {source.body}", code)
        for language, _name in settings.LANGUAGES:
            if language == code:
                continue
            target = own.get(language)
            yield TranslationState(
                model_label=MessageText._meta.label_lower,
                translation_key=key_of(MessageText, event),
                language=language,
                source_pk=source.pk,
                source_language=code,
                record_name=source.subject[:255],
                target_pk=target.pk if target else None,
                status=_status(target, False),
                words_left=0 if target else words,
                words_total=words,
            )


def _status(target: Any, is_lacking: bool) -> str:
    if target is None:
        return Status.UNTRANSLATED
    return Status.NEEDS_UPDATE if is_lacking else Status.UP_TO_DATE


def connect_signals(update: Any) -> None:
    """Count anew whenever one of them is saved or deleted."""
    for model in FRAME_MODELS:
        post_save.connect(update, sender=model, dispatch_uid=f"frame_states_{model.__name__}")
        post_delete.connect(update, sender=model, dispatch_uid=f"frame_states_{model.__name__}")

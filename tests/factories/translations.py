"""Translations of records, made as translators make them or, faster, as they end up."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationSource,
)

from .home import LocaleFactory


def translation_of(record: Any, language: str, live: bool = True, **words: Any) -> Any:
    """Return a record's row in a language, with these words; a quick way without a translator.

    A page's parents are translated too, if need be.
    """
    locale = LocaleFactory(language_code=language)
    options = {"copy_parents": True} if isinstance(record, Page) else {}
    row = record.copy_for_translation(locale, **options)
    for name, value in words.items():
        setattr(row, name, value)
    row.live = live
    row.save()
    return row


def submit(record: Any, language: str) -> Translation:
    """Submit a record for translation, as the desk does, and return the translation."""
    source, _created = TranslationSource.update_or_create_from_instance(record)
    return Translation.objects.get_or_create(
        source=source, target_locale=LocaleFactory(language_code=language)
    )[0]


def translate(translation: Translation, words: dict[str, str]) -> None:
    """Enter the translator's words: a map from the source's strings to the translation's."""
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={
                    "data": words[segment.string.data],
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                },
            )


def translated(record: Any, language: str, words: dict[str, str] | None = None) -> Any:
    """Translate every text of a record as translators do, publish it and return the row.

    A text that ``words`` doesn't have becomes itself behind the language's code.
    """
    translation = submit(record, language)
    texts = translation.source.stringsegment_set.values_list("string__data", flat=True)
    translate(translation, {text: (words or {}).get(text, f"{language} {text}") for text in texts})
    translation.save_target(publish=False)
    row = record.get_translation(translation.target_locale)
    row.get_latest_revision().publish()
    row.refresh_from_db()
    return row


def publish(record: Any, **changes: Any) -> Any:
    """Change a record as an editor does: save a revision and publish it."""
    record = type(record).objects.get(pk=record.pk)
    for name, value in changes.items():
        setattr(record, name, value)
    record.save_revision().publish()
    return type(record).objects.get(pk=record.pk)


def in_french(record: Any) -> Any:
    """Return a record's French row as the database has it."""
    return type(record).objects.get(
        translation_key=record.translation_key, locale__language_code="fr"
    )


def published_in_french(record: Any, words: dict[str, str], committed: Any) -> Translation:
    """Submit a record, translate it and publish the translation.

    ``committed`` is a context at whose end runs what waits for the end of a transaction.
    """
    translation = submit(record, "fr")
    translate(translation, words)
    with committed():
        translation.save_target(publish=True)
    return translation

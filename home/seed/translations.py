"""Seeded translations, made through the translation desk so that it knows of each one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from wagtail.models import DraftStateMixin, Locale
from wagtail_localize.models import Translation, TranslationSource

from home.seed.catalogue import digest
from home.seed.ledger import Ledger

Translator = Callable[[str, str, str], str]
"""Given a language, the path of a segment and its text: the translated text, or empty."""


def translate(ledger: Ledger, key: str, record: Any, translator: Translator) -> None:
    """Publish the translations of a source record into every language that is complete.

    A language in which any segment is missing is left out: half a translation is worse than the
    source with its notice. A source that an editor has touched is left to the translators.
    """
    pending = [
        language
        for language, _ in settings.LANGUAGES
        if language != record.locale.language_code
        and not ledger.is_current(f"{key}:{language}", _made_from(ledger, key, language))
    ]
    has_changed = getattr(record, "latest_revision_id", None) and not ledger.is_untouched(
        key, record
    )
    if not pending or has_changed:
        return
    source, _ = TranslationSource.update_or_create_from_instance(record)
    for language in pending:
        _translate_into(ledger, key, record, source, language, translator)


def _made_from(ledger: Ledger, key: str, language: str) -> list[str]:
    return [ledger.lines[key].fingerprint, digest(language)]


def _translate_into(
    ledger: Ledger,
    key: str,
    record: Any,
    source: TranslationSource,
    language: str,
    translator: Translator,
) -> None:
    locale = Locale.objects.get(language_code=language)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    po = translation.export_po()
    current = [entry for entry in po if not entry.obsolete]
    for entry in current:
        entry.msgstr = translator(language, entry.msgctxt, entry.msgid) or entry.msgstr
    if not all(entry.msgstr for entry in current):
        if not record.has_translation(locale):
            translation.delete()
        return

    def write(_existing: Any) -> Any:
        translation.import_po(po)
        has_drafts = isinstance(record, DraftStateMixin)
        translation.save_target(publish=not has_drafts)
        translated = record.get_translation(locale)
        if has_drafts:
            # Within the seed's own transaction, not after it as the desk would.
            translated.get_latest_revision().publish()
            translated = record.get_translation(locale)
        return translated

    ledger.put(
        f"{key}:{language}",
        _made_from(ledger, key, language),
        lambda: record.get_translation_or_none(locale),
        write,
    )


def segments(records: Iterable[Any]) -> list[str]:
    """Return the distinct texts that a translator has to translate in some source records."""
    texts: dict[str, None] = {}
    for record in records:
        source, _ = TranslationSource.update_or_create_from_instance(record)
        for segment in source.stringsegment_set.select_related("string").order_by("order"):
            texts.setdefault(segment.string.data)
    return list(texts)

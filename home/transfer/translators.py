"""What translators have written, on its way to another installation."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import (
    String,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

TYPES = dict(StringTranslation.TRANSLATION_TYPE_CHOICES)


def bring_translations(record: Any, translations: list[Any]) -> None:
    """Let the translations of a source stand as they stood: sent or not, with every text.

    Texts of a source whose new version is a draft wait for it to be published.
    """
    if not translations:
        return
    source, _created = TranslationSource.update_or_create_from_instance(record)
    for described in translations:
        locale = Locale.objects.filter(language_code=described.get("locale")).first()
        if locale is None or locale.pk == record.locale_id:
            continue
        Translation.objects.update_or_create(
            source=source,
            target_locale=locale,
            defaults={"enabled": bool(described.get("enabled"))},
        )
        for text in described.get("texts", []):
            _bring_text(source, locale, text)


def _bring_text(source: TranslationSource, locale: Locale, text: dict[str, Any]) -> None:
    context, _created = TranslationContext.objects.get_or_create(
        object_id=source.object_id, path=str(text["path"])
    )
    string = String.from_value(source.locale, StringValue(str(text["source"])))
    kind = text.get("type")
    kind = kind if kind in TYPES else StringTranslation.TRANSLATION_TYPE_MANUAL
    StringTranslation.objects.update_or_create(
        translation_of=string,
        locale=locale,
        context=context,
        defaults={
            "data": str(text["text"]),
            "translation_type": kind
            if kind in TYPES
            else StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": str(text.get("tool", ""))[:255],
        },
    )

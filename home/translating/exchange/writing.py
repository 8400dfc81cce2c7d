"""Writing what was confirmed: all of it or nothing."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from .planning import Plan


@transaction.atomic
def write(plan: Plan, user: Any) -> list[Translation]:
    """Store the texts of a plan as a human's work and return the translations that they are of."""
    translations: dict[int, Translation] = {}
    for row in plan.written:
        text = row.text
        if text is None:
            continue
        translations[text.translation.pk] = text.translation
        StringTranslation.objects.update_or_create(
            translation_of_id=text.string_id,
            context_id=text.context_id,
            locale_id=text.translation.target_locale_id,
            defaults={
                "data": row.value,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": plan.tool,
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
    Translation.objects.filter(pk__in=translations).update(
        translations_last_updated_at=timezone.now()
    )
    return list(translations.values())

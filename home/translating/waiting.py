"""Translations of what is not public yet.

A story is translated while it waits for its day. Its translations must not be read before it: who
publishes one approves it, and it is published in the moment in which its source is.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail_localize.models import Translation, TranslationSource

from home.models import WaitingTranslation
from home.translating.texts import is_finished, is_published


def must_wait(translation: Translation) -> bool:
    """Say whether the source of a translation is not public yet."""
    return not is_published(translation.source.get_source_instance())


@transaction.atomic
def wait_for_source(translation: Translation, user: Any) -> None:
    """Keep a finished translation as a draft, to be published with its source."""
    translation.save_target(user=user, publish=False)
    WaitingTranslation.objects.update_or_create(
        translation=translation, defaults={"approved_by": user}
    )


def publish_waiting(source: TranslationSource) -> None:
    """Publish the translations that have waited for a source.

    One whose source has gained texts since goes on waiting until it is finished again.
    """
    # Wagtail says "published" also of what is only scheduled.
    if not is_published(source.get_source_instance()):
        return
    waiting = WaitingTranslation.objects.filter(
        translation__source=source, translation__enabled=True
    ).select_related("translation__source", "translation__target_locale", "approved_by")
    for approved in waiting:
        if not is_finished(approved.translation):
            continue
        with suppress(ValidationError):
            approved.translation.save_target(user=approved.approved_by, publish=True)
            approved.delete()

"""What the desk asks of wagtail-localize beyond its own behaviour.

A translation whose texts are not all translated holds the source's words in their place. Readers
must not meet those: such a translation stays a draft, and a published one stays as it was when it
was last finished, until it is finished again. A text that a machine has translated counts once a
human has confirmed it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin
from wagtail.signals import published
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation, TranslationSource

from home.translating.texts import is_finished, is_mere_copy, is_published, target_row
from home.translating.waiting import must_wait, publish_waiting


def keeping_unfinished_back(save_target: Callable[..., None]) -> Callable[..., None]:
    """Wrap ``Translation.save_target`` so that it publishes finished translations only.

    Nothing is published whose source is not public.
    """

    @wraps(save_target)
    def save(self: Translation, user: Any = None, publish: bool = True) -> None:
        if is_finished(self):
            save_target(self, user=user, publish=publish and not must_wait(self))
            return
        row = target_row(self)
        if row is not None and is_mere_copy(row):
            # It becomes a draft of its own; until it is finished, readers get the source.
            row.unpublish(user=user)
        elif row is not None and is_published(row):
            raise ValidationError(_("Not all texts are translated and confirmed."))
        model = self.source.specific_content_type.model_class()
        save_target(self, user=user, publish=publish and not issubclass(model, DraftStateMixin))

    return save


def handed_over(source: TranslationSource) -> dict[str, Any]:
    """Return what a source hands to its translations: everything but the facts."""
    content = json.loads(source.content_json)
    fields = get_translatable_fields(source.specific_content_type.model_class())
    return {field.field_name: content.get(field.field_name) for field in fields}


def sync_translations(instance: Any, **_kwargs: Any) -> None:
    """Hand what was published on a source to its translations.

    New texts then show as missing. A translation that misses none takes over what has changed
    beside the texts at once. A change of facts is no concern of theirs.
    """
    instance = getattr(instance, "specific", instance)
    if not getattr(instance, "is_source", False):
        return
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source is None:
        return
    known = handed_over(source)
    source.update_from_db()
    if handed_over(source) != known:
        hand_on(source)
    publish_waiting(source)


def hand_on(source: TranslationSource) -> None:
    """Let finished translations that are public take over what has changed in their source."""
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        row = target_row(translation)
        if row is not None and is_published(row) and not is_mere_copy(row):
            with suppress(ValidationError):
                translation.save_target(publish=True)


def connect() -> None:
    """Put the rules above into force, at the desk and in commands alike."""
    Translation.save_target = keeping_unfinished_back(Translation.save_target)
    published.connect(sync_translations, dispatch_uid="sync_translations")

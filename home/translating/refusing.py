"""Translations that would act in a reader's browser are marked as wrong: no page gets them.

wagtail-localize looks at what translators write, but reads it as one parser does, and takes any
address for a link. They come from its editor, from files, from machines and from other
installations; all of them are looked at here.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail_localize.models import SegmentOverride, StringTranslation

from home.markup import TagReader, acts


def _look_at_text(sender: Any, instance: StringTranslation, **_kwargs: Any) -> None:
    reader = TagReader(instance.data)
    if not reader.is_plain:
        _refuse(instance, _("The text holds a comment, or a tag that is not complete."))


def _look_at_override(sender: Any, instance: SegmentOverride, **_kwargs: Any) -> None:
    if isinstance(instance.data, str) and acts(instance.data):
        _refuse(instance, _("This address is not allowed."))


def _refuse(record: Any, reason: str) -> None:
    """Mark a record as wrong; wagtail-localize leaves it out and shows the reason."""
    record.has_error, record.field_error = True, reason
    type(record).objects.filter(pk=record.pk).update(has_error=True, field_error=reason)


def connect_signals() -> None:
    """Look at what is written, from wherever it comes."""
    post_save.connect(_look_at_text, sender=StringTranslation, dispatch_uid="refused_text")
    post_save.connect(_look_at_override, sender=SegmentOverride, dispatch_uid="refused_override")

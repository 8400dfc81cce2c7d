"""References that mean the same on every installation."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, TranslatableMixin

from home.sources import language_of

Reference = dict[str, str]


def is_file(model: type[Any]) -> bool:
    """Say whether a model is of images or documents."""
    return issubclass(model, AbstractImage | AbstractDocument)


def reference_to(record: Any) -> Reference | None:
    """Return how a record is known elsewhere; nothing for what belongs to one installation."""
    if is_file(type(record)):
        return {"file": record.get_file_hash()}
    if isinstance(record, TranslatableMixin):
        specific = record.specific if isinstance(record, Page) else record
        return {
            "model": specific._meta.label_lower,
            "key": str(record.translation_key),
            "locale": language_of(record),
        }
    return None


def record_of(model: type[Any], reference: Any) -> Any | None:
    """Return the record here that a reference means."""
    if not isinstance(reference, dict):
        return None
    if is_file(model):
        return model.objects.filter(file_hash=str(reference.get("file", ""))).first()
    if not issubclass(model, TranslatableMixin) or "key" not in reference:
        return None
    try:
        return model._base_manager.filter(
            translation_key=reference["key"], locale__language_code=reference.get("locale", "")
        ).first()
    except (ValidationError, ValueError, TypeError):
        return None

"""Which records of the site a link can lead to, and which of them readers can reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page


def link_models() -> dict[str, type[Model]]:
    """Return the models to which rich text links, by the name that it has for them."""
    return {"page": Page, "document": get_document_model(), "image": get_image_model()}


def has_drafts(model: type[Model]) -> bool:
    """Say whether records of a model may be there without being public."""
    return issubclass(model, DraftStateMixin)


def reachable(model: type[Model]) -> Any:
    """Return the records of a model that readers can reach."""
    records = model._default_manager.all()
    return records.filter(live=True) if has_drafts(model) else records


def broken_keys(wanted: Iterable[tuple[type[Model], str]]) -> set[tuple[type[Model], str]]:
    """Return those of some targets that are deleted or not public: one query a model."""
    by_model: dict[type[Model], set[str]] = defaultdict(set)
    for model, key in wanted:
        by_model[model].add(key)
    broken = set()
    for model, keys in by_model.items():
        numbers = [key for key in keys if key.isdigit()]
        found = {
            str(key) for key in reachable(model).filter(pk__in=numbers).values_list("pk", flat=True)
        }
        broken |= {(model, key) for key in keys - found}
    return broken


def drafted_models() -> list[type[Any]]:
    """Return the models of which records have drafts and bodies."""
    return [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]

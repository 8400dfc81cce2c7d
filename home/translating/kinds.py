"""The kinds of records whose words exist once per language."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from wagtail.models import Page

from home.sources import SourceMixin


@cache
def translated_models() -> list[type[Any]]:
    """Return the models whose records wagtail-localize translates.

    The official lists are not among them: their titles are sourced, not translated.
    """
    return [
        model
        for model in apps.get_models()
        if issubclass(model, SourceMixin) and not hasattr(model, "title_verified")
    ]


def kind_names() -> dict[str, str]:
    """Return the names of all kinds by their labels, pages first."""
    from home.translating.frame_states import FRAME_MODELS

    found: list[type[models.Model]] = [*translated_models(), *FRAME_MODELS]
    ordered = sorted(
        found,
        key=lambda model: (
            0 if issubclass(model, Page) else 1 if issubclass(model, SourceMixin) else 2,
            str(model._meta.verbose_name_plural),
        ),
    )
    return {
        model._meta.label_lower: capfirst(str(model._meta.verbose_name_plural)) for model in ordered
    }


def name_field(model: type[models.Model]) -> str:
    """Return the field that names a record of a model."""
    return "title" if hasattr(model, "title") else "name"

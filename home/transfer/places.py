"""Where a record from elsewhere belongs here."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Page

from home.sources import SourceMixin

from .references import record_of

HOME_DEPTH = 2


def parent_here(entry: dict[str, Any], locale: Locale) -> Page | None:
    """Return the page that a page belongs below, in its language.

    Where that one is not translated here, a copy is made for it, as for a translator.
    """
    if entry["depth"] == HOME_DEPTH:
        return Page.get_first_root_node()
    parent = record_of(Page, entry["parent"])
    if parent is not None or not isinstance(entry["parent"], dict):
        return parent
    for code in Locale.objects.values_list("language_code", flat=True):
        other = record_of(Page, {**entry["parent"], "locale": code})
        if other is not None:
            return other.specific.copy_for_translation(locale, copy_parents=True, alias=True)
    return None


def who_has(model: type[Any], slug: Any, key: str, parent: Page | None) -> Any | None:
    """Return another record that has a slug here, in whatever language."""
    if not slug or not isinstance(slug, str) or not issubclass(model, SourceMixin):
        return None
    if not issubclass(model, Page):
        manager: Any = model._base_manager
        return manager.filter(slug=slug).exclude(translation_key=key).first()
    for row in [parent, *parent.get_translations()] if parent else []:
        others = Page.objects.child_of(row).filter(slug=slug).exclude(translation_key=key)
        if other := others.first():
            return other
    return None

"""Where deleted records may come back: below which page, and at which slug."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Locale, Page

from home.models import BinEntry
from home.sources import SourceMixin

Row = dict[str, Any]


def rows_of(entry: BinEntry, label: str) -> dict[str, Row]:
    """Return the kept rows of one table, by key."""
    return {str(row["pk"]): row for row in entry.rows if row["model"] == label}


def slug_row(entry: BinEntry) -> Row:
    """Return the row that holds the slug of the record itself."""
    label = "wagtailcore.page" if issubclass(entry.model_class, Page) else entry.model
    return rows_of(entry, label)[entry.record_pk]


def original_parent(entry: BinEntry) -> Page | None:
    """Return the page below which a deleted page stood, if it is still there."""
    key = entry.parents.get(entry.record_pk)
    return Page.objects.filter(pk=key).first() if key else None


def needs_parent(entry: BinEntry) -> bool:
    """Say whether somebody must choose where a page comes back."""
    return issubclass(entry.model_class, Page) and original_parent(entry) is None


def fits_below(entry: BinEntry, parent: Page) -> bool:
    """Say whether a page of this type and language may stand below another."""
    fits: bool = entry.model_class.can_exist_under(parent.specific)
    return fits and parent.locale_id == slug_row(entry)["fields"]["locale"]


def who_has(entry: BinEntry, slug: str, parent: Page | None) -> Any | None:
    """Return the record that has a slug by now, in whatever language."""
    key = slug_row(entry)["fields"].get("translation_key")
    if not issubclass(entry.model_class, Page):
        if (
            not issubclass(entry.model_class, SourceMixin)
            or "slug" not in slug_row(entry)["fields"]
        ):
            return None
        manager: Any = entry.model_class._base_manager
        return manager.filter(slug=slug).exclude(translation_key=key).first()
    if parent is None:
        return None
    for row in (parent, *parent.get_translations()):
        taken = Page.objects.child_of(row).filter(slug=slug).exclude(translation_key=key).first()
        if taken:
            return taken
    return None


def free_slug(entry: BinEntry, parent: Page | None) -> str:
    """Return the record's slug, with a number after it if another record has it."""
    wanted: str = slug_row(entry)["fields"].get("slug", "")
    slug, number = wanted, 1
    while slug and who_has(entry, slug, parent):
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def parents_now(entry: BinEntry, chosen: Page | None) -> dict[str, Page]:
    """Return the page that each topmost page of an entry comes back below.

    That of a translation is made, as for a translator, where it is gone too.
    """
    main = chosen or original_parent(entry)
    pages = rows_of(entry, "wagtailcore.page")
    parents = {}
    for key, former in entry.parents.items():
        found = main if key == entry.record_pk else Page.objects.filter(pk=former).first()
        if found is None and main is not None:
            found = _translated(main, pages[key]["fields"]["locale"])
        if found is not None:
            parents[key] = found
    return parents


def _translated(parent: Page, locale_id: int) -> Page:
    locale = Locale.objects.get(pk=locale_id)
    found = parent.get_translation_or_none(locale)
    return found or parent.specific.copy_for_translation(locale, copy_parents=True, alias=True)


def is_there_again(entry: BinEntry) -> bool:
    """Say whether the record exists, as after an import."""
    row = slug_row(entry)["fields"]
    model = Page if issubclass(entry.model_class, Page) else entry.model_class
    rows = model._base_manager.filter(pk=entry.record_pk)
    if "translation_key" in row:
        rows = rows | model._base_manager.filter(
            translation_key=row["translation_key"], locale=row["locale"]
        )
    return rows.exists()


def has_no_source(entry: BinEntry) -> bool:
    """Say whether it is a translation whose original is gone: it has no facts to go with."""
    if not issubclass(entry.model_class, SourceMixin):
        return False
    rows: Iterable[Row] = rows_of(entry, entry.model).values()
    if any(row["fields"].get("is_source") for row in rows):
        return False
    key = slug_row(entry)["fields"]["translation_key"]
    manager: Any = entry.model_class._base_manager
    return not manager.filter(translation_key=key, is_source=True).exists()

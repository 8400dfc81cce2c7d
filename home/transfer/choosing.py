"""What is to go into a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import DraftStateMixin, Page, Site

from home.models import SiteSettings

from .carried import models_carried


def choose(
    *,
    pages: Iterable[Page] = (),
    addresses: Iterable[str] = (),
    below: bool = False,
    chosen_actions: Iterable[Any] = (),
    slugs: Iterable[str] = (),
    actions: bool = False,
    lists: bool = False,
    settings: bool = False,
) -> tuple[list[Any], list[str]]:
    """Return the records asked for, by page in the order of the tree, and what was not found."""
    from actions.models import Action

    found = {address: page_at(address) for address in addresses}
    unknown = [address for address, page in found.items() if page is None]
    records: list[Any] = []
    for page in (*pages, *(page for page in found.values() if page)):
        records.extend(page.get_descendants(inclusive=True) if below else [page])
    by_slug = {slug: Action.objects.filter(slug=slug, is_source=True).first() for slug in slugs}
    unknown.extend(slug for slug, action in by_slug.items() if action is None)
    records.extend(chosen_actions)
    records.extend(action for action in by_slug.values() if action)
    if actions:
        records.extend(Action.objects.filter(is_source=True).order_by("pk"))
    if lists:
        records.extend(record for rows in _lists() for record in rows)
    if settings:
        records.extend(SiteSettings.objects.order_by("pk")[:1])
    return records, unknown


def _lists() -> list[QuerySet]:
    return [
        model._base_manager.filter(is_source=True).order_by("pk")
        for model in models_carried().values()
        if not issubclass(model, DraftStateMixin) and model is not SiteSettings
    ]


def page_at(address: str) -> Page | None:
    """Return the page of an address such as ``/en/stories/``."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    parts = [part for part in address.split("/") if part]
    if site is None or not parts:
        return None
    roots = [site.root_page, *site.root_page.get_translations()]
    root = next((page for page in roots if page.locale.language_code == parts[0]), None)
    if root is None:
        return None
    path = "".join(f"{part}/" for part in parts[1:])
    return Page.objects.filter(url_path=f"{root.url_path}{path}").first()

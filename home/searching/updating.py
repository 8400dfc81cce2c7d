"""Keeping the entries current: whatever changes what the public may read changes them at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_save
from django_tasks import task
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from actions.models import Action, Category, CityPage, Objective, Priority
from blog.models import Author, StoryPage, Tag
from home.caches import purge
from home.models import SiteDocument
from home.sources import saved

from .entries import refresh, refresh_all, refresh_documents
from .kinds import kinds

# What a save changes that only notes something about drafts.
BOOKKEEPING = frozenset(
    {
        "draft_title",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)

# What leads to which records, and by which relation.
SURROUNDED: dict[type[Any], tuple[type[Any], str]] = {
    CityPage: (Action, "lrgs__lrg"),
    Category: (Action, "categories"),
    Priority: (Action, "priorities"),
    Objective: (Action, "objectives"),
    Tag: (StoryPage, "tags"),
    Author: (StoryPage, "authors"),
}

_postponed: ContextVar[bool] = ContextVar("search_postponed", default=False)


@contextmanager
def postponed() -> Iterator[None]:
    """Leave the entries alone; the caller rebuilds them afterwards."""
    token = _postponed.set(True)
    try:
        yield
    finally:
        _postponed.reset(token)


def _is_searched(model: type[Any]) -> bool:
    return not _postponed.get() and model in kinds() and model is not SiteDocument


def record_changed(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Refresh the entries of all rows of a record: one's translation changes who sees another."""
    changed = kwargs.get("update_fields")
    if changed is not None and BOOKKEEPING.issuperset(changed):
        return
    model = type(instance)
    if _is_searched(model):
        refresh(model, [instance.translation_key])
    if model in SURROUNDED and not _postponed.get():
        refresh_surrounded.enqueue(model._meta.label, str(instance.translation_key))


def pages_changed(page: Page) -> None:
    """Refresh the entries of a page and of all below it."""
    for model in kinds():
        if issubclass(model, Page) and _is_searched(model):
            pages = model.objects.descendant_of(page, inclusive=True)
            refresh_all(model, pages.values_list("translation_key", flat=True))


@task()
def refresh_surrounded(label: str, key: str) -> None:
    """Refresh the entries of the records that a place, a theme, a tag or an author leads to."""
    model = apps.get_model(label)
    surrounded, relation = SURROUNDED[model]
    records = surrounded.objects.filter(**{f"{relation}__translation_key": key})
    refresh_all(surrounded, records.values_list("translation_key", flat=True))


def _page_moved(sender: type[Any], instance: Page, **kwargs: Any) -> None:
    pages_changed(instance)


def _restriction_changed(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, PageViewRestriction):
        pages_changed(instance.page)
    else:
        documents = SiteDocument.objects.filter(
            collection__path__startswith=instance.collection.path
        )
        refresh_documents(documents.values_list("pk", flat=True))


def _document_changed(sender: type[Any], instance: SiteDocument, **kwargs: Any) -> None:
    refresh_documents([instance.pk])


def connect_signals() -> None:
    """Follow every event that changes what the public may read."""
    saved.connect(record_changed, dispatch_uid="search_record_saved")
    # A page can be taken down without its words being loaded.
    page_unpublished.connect(record_changed, dispatch_uid="search_page_unpublished")
    post_delete.connect(record_changed, dispatch_uid="search_record_deleted")
    post_page_move.connect(_page_moved, dispatch_uid="search_page_moved")
    for signal in (post_save, post_delete):
        signal.connect(purge, sender=SearchPromotion, dispatch_uid="search_promotion_changed")
        signal.connect(
            _document_changed, sender=SiteDocument, dispatch_uid="search_document_changed"
        )
        for model in (PageViewRestriction, CollectionViewRestriction):
            signal.connect(
                _restriction_changed, sender=model, dispatch_uid="search_restriction_changed"
            )

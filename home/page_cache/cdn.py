"""A network of caches in front of the site, told at once what has changed.

It is one of Wagtail's own front-end caches, by the setting ``CDN``. It holds a page for a short
time by itself; the pages of a changed record and those that list records are taken out of it at
once, in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache
from wagtail.models import Page, PageViewRestriction

from home.links import site_address

# The pages that list others: the home page of a language, and those right below it.
DEPTH_OF_LISTS = 3


def take_out(instance: Any) -> None:
    """Take the pages of a record out of the caches, once the current transaction is committed."""
    if settings.WAGTAILFRONTENDCACHE:
        transaction.on_commit(lambda: _take_out(instance))


def _take_out(instance: Any) -> None:
    # The task turns each address into those of all languages.
    purge_urls_from_cache(sorted({f"{site_address()}{path}" for path in _paths_for(instance)}))


def _paths_for(instance: Any) -> Iterator[str]:
    """Yield the addresses of a record, and of the pages that may list it."""
    from actions.cards import action_url
    from actions.models import Action

    if isinstance(instance, Page):
        yield from _with_files(instance)
    elif isinstance(instance, PageViewRestriction):
        # What is for some people only from now on must not stay until its time is up.
        for page in instance.page.get_descendants(inclusive=True).live():
            yield from _with_files(page)
    elif isinstance(instance, Action):
        yield action_url(instance.slug, settings.LANGUAGE_CODE)
        for link in instance.lrgs.select_related("lrg"):
            yield from _with_files(link.lrg)
    lists = Page.objects.live().filter(depth__gt=1, depth__lte=DEPTH_OF_LISTS)
    for page in lists.filter(locale__language_code=settings.LANGUAGE_CODE):
        yield from _with_files(page)
    yield "/sitemap.xml"


def _with_files(page: Page) -> Iterator[str]:
    url = page.get_url()
    if url:
        for path in page.specific_deferred.get_cached_paths():
            yield url + path.lstrip("/")

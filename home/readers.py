"""Which pages are for every reader: lists, feeds and open data must not tell of the others."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Page, PageViewRestriction

from home.caches import remember_here
from home.subjects import EVERYDAY_BUT_STORIES

Pages = TypeVar("Pages", bound=QuerySet[Any])


def for_everybody(pages: Pages) -> Pages:
    """Leave out pages that are for some people only, in whichever language."""
    keys = keys_for_some()
    return pages.exclude(translation_key__in=keys) if keys else pages


def keys_for_some() -> frozenset[UUID]:
    """Return the translation keys of the pages that some people only may read."""
    # Which pages are below a restricted one changes when a story is moved.
    return remember_here("pages-for-some", _keys_for_some, apart_from=EVERYDAY_BUT_STORIES)


def _keys_for_some() -> frozenset[UUID]:
    paths = PageViewRestriction.objects.values_list("page__path", flat=True)
    below = [Q(path__startswith=path) for path in paths]
    if not below:
        return frozenset()
    found = Page.objects.filter(reduce(or_, below)).values_list("translation_key", flat=True)
    return frozenset(found)

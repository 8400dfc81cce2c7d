"""The tree of all pages, for readers."""

from __future__ import annotations

from wagtail.models import Page

from home.caches import remember
from home.readers import for_everybody
from home.site_frame import Link, attach_by_type, page_link, source_pages
from home.subjects import EVERYDAY_BUT_STORIES


def tree(language: str) -> list[Link]:
    """Return the source pages as a tree, in a reader's words."""
    return remember(f"tree:{language}", lambda: _tree(language), apart_from=EVERYDAY_BUT_STORIES)


def _tree(language: str) -> list[Link]:
    pages = source_pages(for_everybody(Page.objects.filter(depth__gt=1)))
    attach_by_type(pages, language)
    links: dict[str, Link] = {}
    roots: list[Link] = []
    for page in pages:
        link = links[page.path] = page_link(page, language)
        parent = links.get(page.path[: -Page.steplen])
        (parent.children if parent else roots).append(link)
    return roots

"""The pages below the explorer that are no pages of the tree: figures, data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from actions.cards import explorer_url
from home.caches import remember
from home.frame import Description, add_query, describe, page_trail
from home.languages import bcp47, current_language
from home.site_frame import Link
from home.subjects import EVERYDAY

if TYPE_CHECKING:
    from django.http import HttpRequest

    from actions.models import ActionIndexPage


def describe_subpage(
    page: ActionIndexPage,
    request: HttpRequest,
    path: str,
    *,
    title: str,
    summary: str,
    query: str = "",
    structured: dict[str, Any] | None = None,
    schema_type: str = "WebPage",
) -> dict[str, Any]:
    """Return the frame of a page at ``path`` below the explorer, the same in every language."""
    language = current_language()
    urls = {code: f"{explorer_url(code)}{path}/" for code, _name in settings.LANGUAGES}
    description = Description(
        title=title,
        summary=summary,
        language=language,
        url=urls[language],
        urls=urls,
        trail=explorer_trail(page, request),
        structured=structured or {},
        schema_type=schema_type,
    )
    context = describe(request, description)
    add_query(context, request, query)
    return context


def explorer_trail(page: ActionIndexPage, request: HttpRequest) -> list[Link]:
    """Return the way from the home page to the explorer."""
    language = current_language()
    index = Link(page.title, explorer_url(language), bcp47(page.language))
    above = remember(
        f"trail:{page.pk}:{language}", lambda: page_trail(page, request), apart_from=EVERYDAY
    )
    return [*above, index]

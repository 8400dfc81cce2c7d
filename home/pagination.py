"""Pages of a list, as links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext

from home.languages import localized_number
from home.links import query_url

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class PageLink:
    """One number of the pagination; a gap has no address."""

    number: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Pagination:
    """The links below a list."""

    pages: list[PageLink]
    previous_url: str
    next_url: str
    label: str


def get_page(items: QuerySet[Any] | Sequence[Any], raw_number: str | None, size: int) -> Page:
    """Return the page asked for, or else the nearest one that exists."""
    paginator = Paginator(items, size)
    try:
        number = int((raw_number or "")[:12])
    except ValueError:
        number = 1
    return paginator.page(min(max(number, 1), paginator.num_pages))


def pagination(page: Page, params: QueryDict) -> Pagination:
    """Return the links to the other pages of a list, keeping the rest of the query string."""

    def url(number: int) -> str:
        query = params.copy()
        query.pop("page", None)
        if number > 1:
            query["page"] = str(number)
        return query_url(query.urlencode())

    paginator = page.paginator
    pages = [
        PageLink(localized_number(item), url(item), item == page.number)
        if isinstance(item, int)
        else PageLink(str(item))
        for item in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return Pagination(
        pages=pages,
        previous_url=url(page.number - 1) if page.has_previous() else "",
        next_url=url(page.number + 1) if page.has_next() else "",
        label=gettext("Page %(number)s of %(total)s")
        % {
            "number": localized_number(page.number),
            "total": localized_number(paginator.num_pages),
        },
    )

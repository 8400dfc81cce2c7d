"""The list of stories: what is chosen, what can be chosen next, and one page of what is left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import ngettext

from home.frame import FeedLink, add_query
from home.languages import localized_number
from home.links import query_url
from home.narrowing import Chip, WayOut, given, later_page, left_out
from home.pagination import get_page, pagination

from .selection import FACETS, Selection, Value, entries, value_of
from .stories import stories_in_order_of, story_cards

if TYPE_CHECKING:
    from .models import StoryIndexPage

PAGE_SIZE = 12
PARAMETERS = (*FACETS, "page")


@dataclass(frozen=True)
class Option:
    """A value to choose, and how many stories that would leave."""

    value: str
    label: str
    lang: str
    count: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A list to choose from."""

    name: str
    label: str
    options: list[Option]


def story_list_response(page: StoryIndexPage, request: HttpRequest) -> HttpResponse:
    """Show the stories of the query string; lead to the one spelling of that choice."""
    selection = Selection.read(request.GET)
    address = selection.query_string(page=later_page(request.GET))
    if not selection.problems and address != given(request.GET, PARAMETERS):
        return HttpResponseRedirect(query_url(address))
    context = {**page.get_context(request), **story_listing(selection, request.GET)}
    if selection.chosen:
        feed_url = f"{page.get_feed_url()}?{selection.query_string()}"
        context["meta"].feeds.insert(0, FeedLink(feed_url, feed_title(page.title, selection)))
    add_query(context, request, address)
    return TemplateResponse(request, page.get_template(request), context)


def story_listing(selection: Selection, params: QueryDict) -> dict[str, Any]:
    """Return one page of the stories of a selection, and what the page offers to choose next."""
    keys = [entry.pk for entry in entries() if selection.takes(entry)]
    page = get_page(keys, params.get("page"), PAGE_SIZE)
    return {
        "stories": story_cards(stories_in_order_of(list(page.object_list))),
        "pagination": pagination(page, QueryDict(selection.query_string())),
        "facets": [facet for facet in map(_facet, FACETS, [selection] * len(FACETS)) if facet],
        "chips": [
            Chip(
                str(FACETS[name]),
                value.label,
                value.lang,
                query_url(selection.without(name).query_string()),
            )
            for name, value in selection.values
        ],
        "clear_url": query_url(""),
        "notice": left_out(str(FACETS[name]) for name in selection.problems),
        "total_text": total_text(len(keys)),
        "ways_out": [] if keys else _ways_out(selection),
        "is_narrow": len(selection.chosen) > 1,
    }


def feed_title(title: str, selection: Selection) -> str:
    """Name a list of stories by its title and what is chosen in it."""
    return " – ".join([title, *(value.label for _name, value in selection.values)])


def total_text(total: int) -> str:
    """Say how many stories there are."""
    text = ngettext("%(count)s story", "%(count)s stories", total)
    return text % {"count": localized_number(total)}


def _facet(name: str, selection: Selection) -> Facet | None:
    """Return what can be chosen of a facet beside the rest of the choice, if it is a choice."""
    rest = selection.without(name)
    counts = Counter(
        value for entry in entries() if rest.takes(entry) for value in entry.values[name]
    )
    chosen = selection.chosen.get(name, "")
    if chosen:
        counts.setdefault(chosen, 0)
    values = [value for value in (value_of(name, key) for key in counts) if value]
    if not values:
        return None
    options = [
        Option(
            value.value,
            value.label,
            value.lang,
            localized_number(counts[value.value]),
            value.value == chosen,
        )
        for value in _sorted(name, values)
    ]
    return Facet(name, str(FACETS[name]), options)


def _sorted(name: str, values: list[Value]) -> list[Value]:
    if name == "month":
        return sorted(values, key=lambda value: value.value, reverse=True)
    return sorted(values, key=lambda value: value.label.casefold())


def _ways_out(selection: Selection) -> list[WayOut]:
    """Return what could be left out so that something matches."""
    ways = []
    for name, value in selection.values:
        rest = selection.without(name)
        total = sum(rest.takes(entry) for entry in entries())
        if total:
            url = query_url(rest.query_string())
            ways.append(WayOut(value.label, value.lang, url, total, total_text(total)))
    return ways

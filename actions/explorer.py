"""The explorer: the actions that the query string asks for, and the ways to narrow them down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils.http import urlencode

from actions.cards import cards_of
from actions.choices import (
    chips,
    facet_panels,
    not_understood,
    other_spelling,
    sort_options,
    total_text,
    ways_out,
)
from actions.chosen import Chosen, choose
from actions.facets import FACETS
from actions.map.view import action_map
from actions.opendata.downloads import downloads
from actions.selection import Selection
from home.frame import FeedLink, add_query
from home.links import query_url
from home.narrowing import given, later_page
from home.pagination import get_page, pagination

if TYPE_CHECKING:
    from actions.models import ActionIndexPage

PAGE_SIZE = 24
VIEWS = ("list", "map")
PARAMETERS = ("q", *FACETS, "sort", "view", "page")


def explorer_response(page: ActionIndexPage, request: HttpRequest) -> HttpResponse:
    """Show the actions of the query string; lead to its one spelling if it was written otherwise.

    A form sends empty fields, and people repeat and reorder parameters: one address for each
    choice is what can be shared, compared and cached.
    """
    selection = Selection.read(request.GET)
    address = _address(selection, request.GET)
    if not selection.problems and address != given(request.GET, PARAMETERS):
        return HttpResponseRedirect(query_url(address))
    context = {**page.get_context(request), **explore(selection, request.GET)}
    context["meta"].feeds = [FeedLink(context["downloads"].feed_url, page.title)]
    add_query(context, request, address)
    return TemplateResponse(request, page.get_template(request), context)


def explore(selection: Selection, params: QueryDict) -> dict[str, Any]:
    """Return one page of the actions of a selection, and what the page offers to choose next."""
    chosen = choose(selection)
    view = params.get("view", "")
    more = {"view": view} if view in VIEWS[1:] else {}
    return {
        "selection": selection,
        "view": view if more else VIEWS[0],
        "query_string": selection.query_string(),
        "list_url": query_url(selection.query_string()),
        "figures_url": f"figures/{query_url(selection.query_string())}".removesuffix("./"),
        "map_url": query_url(selection.query_string(view="map")),
        "downloads": downloads(selection.query_string()),
        "facets": facet_panels(chosen),
        "chips": chips(selection, **more),
        "sorts": sort_options(selection),
        "clear_url": query_url(urlencode(more)),
        "notice": _notice(selection, params),
        "spelling": other_spelling(selection, chosen.spelling),
        "total": chosen.total,
        "total_text": total_text(chosen.total),
        "ways_out": [] if chosen.total else ways_out(chosen, **more),
        "is_narrow": bool(selection.words) or len(selection.chosen) > 1,
        **({"map": action_map(chosen)} if more else _page_of(chosen, params)),
    }


def _page_of(chosen: Chosen, params: QueryDict) -> dict[str, Any]:
    """Return one page of the list."""
    page = get_page(chosen.keys, params.get("page"), PAGE_SIZE)
    return {
        "results": cards_of(list(page.object_list)),
        "pagination": pagination(page, QueryDict(chosen.selection.query_string())),
    }


def _address(selection: Selection, params: QueryDict) -> str:
    """Return the one query string of what is shown."""
    view = params.get("view", "")
    if view in VIEWS[1:]:
        return selection.query_string(view=view)
    return selection.query_string(page=later_page(params))


def _notice(selection: Selection, params: QueryDict) -> str:
    """Name what was not understood."""
    is_wrong_view = params.get("view", VIEWS[0]) not in {"", *VIEWS}
    return not_understood([*selection.problems, *(["view"] if is_wrong_view else [])])

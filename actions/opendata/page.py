"""The page that explains the data: files, columns, licence and how to cite."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext

from actions.cards import view_url
from actions.choices import chips, not_understood, other_spelling, total_text
from actions.chosen import Chosen, choose
from actions.models import Action
from actions.opendata.cells import as_text
from actions.opendata.columns import COLUMNS, KINDS
from actions.opendata.dataset import dataset
from actions.opendata.downloads import data_url, downloads
from actions.selection import Selection
from actions.subpages import describe_subpage
from home.caches import remember
from home.data_licence import licence
from home.languages import current_language, localized_date
from home.links import absolute_url, query_url

if TYPE_CHECKING:
    from actions.models import ActionIndexPage


def data_response(page: ActionIndexPage, request: HttpRequest) -> HttpResponse:
    """Explain what can be taken away of the chosen actions, and how it may be used."""
    chosen = choose(Selection.read(request.GET))
    selection, changed = chosen.selection, _changed()
    title = gettext("The actions as open data")
    summary = gettext(
        "Every local action on this site as a file: CSV, XLSX, JSON, GeoJSON and an Atom feed, "
        "with the meaning of each column and the licence."
    )
    frame = describe_subpage(
        page,
        request,
        "data",
        title=title,
        summary=summary,
        query=selection.query_string(),
        schema_type="Dataset",
        structured=dataset(request, changed),
    )
    context = {**page.get_context(request), **frame, **_offer(chosen), "title": title}
    context["citation"] = _citation(title, absolute_url(request, data_url()), changed)
    return TemplateResponse(request, "actions/data.html", context)


def _offer(chosen: Chosen) -> dict[str, Any]:
    """Return what can be taken away, and what the columns of it mean."""
    selection = chosen.selection
    query = selection.query_string()
    notices = [not_understood(selection.problems), other_spelling(selection, chosen.spelling)]
    return {
        "selection": selection,
        "chips": chips(selection),
        "clear_url": query_url(""),
        "notices": [notice for notice in notices if notice],
        "total_text": total_text(chosen.total),
        "downloads": downloads(query),
        "explorer_url": view_url(query),
        "licence": licence(),
        "columns": [
            {
                "name": column.name,
                "kind": KINDS[column.kind],
                "meaning": column.meaning,
                "example": as_text(column.example),
            }
            for column in COLUMNS
        ],
    }


def _changed() -> datetime:
    """Return when a public action was last published."""

    def read() -> datetime:
        found: dict[str, Any] = Action.objects.filter(live=True).aggregate(
            published=Max("last_published_at"), added=Max("added_at")
        )
        return found["published"] or found["added"] or timezone.now()

    return remember("data-changed", read)


def _citation(title: str, url: str, changed: datetime) -> str:
    """Return the data set as a list of references names it, with the state that was taken."""
    return gettext("%(author)s (%(year)s). “%(title)s”, as of %(date)s. %(url)s") % {
        "author": gettext("Call to Local Action for Migrants and Refugees"),
        "year": changed.year,
        "title": title,
        "date": localized_date(changed.date(), "day", current_language()),
        "url": url,
    }

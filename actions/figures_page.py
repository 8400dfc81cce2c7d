"""The page of figures: what the chosen actions count up to, apart from what a report states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from actions.cards import explorer_url
from actions.choices import chips
from actions.chosen import choose
from actions.figures import FIGURES, chart, count, count_totals, total_rows
from actions.selection import Selection
from actions.subpages import describe_subpage
from home.highlights import current_report
from home.languages import current_language
from home.links import query_url

if TYPE_CHECKING:
    from actions.models import ActionIndexPage


def figures_response(page: ActionIndexPage, request: HttpRequest) -> HttpResponse:
    """Show every figure of the actions that the query string asks for."""
    selection = Selection.read(request.GET)
    context = {
        **page.get_context(request),
        **describe_subpage(
            page,
            request,
            "figures",
            title=gettext("The actions in figures"),
            summary=gettext(
                "Local actions for migrants and refugees by category, objective, region, year and "
                "stage, counted from the entries on this site."
            ),
            query=selection.query_string(),
        ),
        **_figures(selection),
    }
    return TemplateResponse(request, "actions/figures.html", context)


def _figures(selection: Selection) -> dict[str, Any]:
    chosen = choose(selection)
    return {
        "selection": selection,
        "chips": chips(selection),
        "clear_url": query_url(""),
        "query_string": selection.query_string(),
        "totals": total_rows(count_totals(chosen), selection),
        "charts": [
            found
            for figure in FIGURES
            if (found := chart(figure, count(figure, chosen), selection)).rows
            and any(row.url for row in found.rows)
        ],
        "report": current_report(),
        "explorer_url": explorer_url(current_language()),
    }

"""What every file says of itself: where it comes from, what it holds and how it may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from actions.cards import view_url
from actions.choices import not_understood, other_spelling
from actions.opendata.downloads import data_url
from home.data_licence import licence
from home.languages import current_language
from home.links import absolute_url

if TYPE_CHECKING:
    from django.http import HttpRequest

    from actions.chosen import Chosen


def about(request: HttpRequest, chosen: Chosen) -> dict[str, Any]:
    """Describe the file of some actions; names are the same in every language.

    ``left_out`` names the parameters that were not understood; ``notices`` says it to the reader.
    """
    selection = chosen.selection
    terms_of_use = licence()
    notices = [not_understood(selection.problems), other_spelling(selection, chosen.spelling)]
    return {
        "title": gettext("The actions as open data"),
        "creator": gettext("Call to Local Action for Migrants and Refugees"),
        "source": absolute_url(request, view_url(selection.query_string())),
        "documentation": absolute_url(request, data_url()),
        "provenance": gettext(
            "Compiled from public sources: a sample, not the programme’s register, and no "
            "endorsement. Each entry names its source."
        ),
        "licence": terms_of_use.name,
        "licence_url": terms_of_use.url,
        "language": current_language(),
        "total": chosen.total,
        "left_out": list(selection.problems),
        "notices": [notice for notice in notices if notice],
    }

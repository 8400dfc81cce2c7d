"""The page that explains the data: formats, columns, licence and how to cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from actions.cards import explorer_url
from actions.choices import total_text
from actions.facet_index import facet_index
from actions.opendata.columns import COLUMNS, KINDS
from actions.opendata.files import FORMATS
from actions.subpages import describe_subpage
from home.languages import bcp47, current_language
from home.links import absolute_url

if TYPE_CHECKING:
    from actions.models import ActionIndexPage


def data_response(page: ActionIndexPage, request: HttpRequest) -> HttpResponse:
    """Explain what can be taken away, and how it may be used."""
    title = gettext("The actions as open data")
    summary = gettext(
        "Every local action on this site as a file: CSV, XLSX, JSON, GeoJSON and an Atom feed, "
        "with the meaning of each column and the licence."
    )
    context = {
        **page.get_context(request),
        **describe_subpage(
            page,
            request,
            "data",
            title=title,
            summary=summary,
            schema_type="Dataset",
            structured=_structured(request),
        ),
        "title": title,
        "formats": FORMATS.values(),
        "explorer_url": explorer_url(current_language()),
        "columns": [
            {"name": column.name, "kind": KINDS[column.kind], "meaning": column.meaning}
            for column in COLUMNS
        ],
        "licence_name": settings.DATA_LICENCE_NAME,
        "licence_url": settings.DATA_LICENCE_URL,
        "total_text": total_text(len(facet_index().keys)),
    }
    return TemplateResponse(request, "actions/data.html", context)


def _structured(request: HttpRequest) -> dict[str, Any]:
    """Describe the data set to search engines (schema.org, Dataset)."""
    explorer = absolute_url(request, explorer_url(current_language()))
    return {
        "license": settings.DATA_LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": gettext("Call to Local Action")},
        "inLanguage": [bcp47(code) for code, _name in settings.LANGUAGES],
        "variableMeasured": [column.name for column in COLUMNS],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": item.content_type.partition(";")[0],
                "contentUrl": f"{explorer}export.{item.extension}",
            }
            for item in FORMATS.values()
        ],
    }

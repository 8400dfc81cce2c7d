"""The data set as search engines for data know it (schema.org, ``Dataset``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext

from actions.cards import view_url
from actions.facet_index import facet_index
from actions.opendata.columns import COLUMNS
from actions.opendata.downloads import data_url, downloads
from home.data_licence import licence
from home.languages import bcp47, territory_name
from home.links import absolute_url

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

WORLD = "001"
"""Of the UN's standard M49."""


def dataset(request: HttpRequest, changed: datetime) -> dict[str, Any]:
    """Describe all actions as one data set, whatever part of them a page shows."""
    years = sorted(facet_index().facets.get("year", ()))
    terms_of_use = licence()
    found = {
        "@id": absolute_url(request, data_url()),
        "url": absolute_url(request, data_url()),
        "license": terms_of_use.url,
        "isAccessibleForFree": True,
        "creator": {
            "@type": "Organization",
            "name": gettext("Call to Local Action for Migrants and Refugees"),
            "url": absolute_url(request, "/"),
        },
        "dateModified": changed.isoformat(timespec="seconds"),
        "temporalCoverage": f"{years[0]}/{years[-1]}" if years else "",
        "spatialCoverage": {"@type": "Place", "name": territory_name(WORLD)},
        "inLanguage": [bcp47(code) for code, _name in settings.LANGUAGES],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": column.name, "description": str(column.meaning)}
            for column in COLUMNS
        ],
        "distribution": _distribution(request),
        "mainEntityOfPage": absolute_url(request, view_url("")),
    }
    return {name: value for name, value in found.items() if value}


def _distribution(request: HttpRequest) -> list[dict[str, str]]:
    ways = downloads("")
    files = [(file.name, file.content_type, file.url) for file in ways.files]
    return [
        {
            "@type": "DataDownload",
            "name": name,
            "encodingFormat": content_type.partition(";")[0],
            "contentUrl": absolute_url(request, url),
        }
        for name, content_type, url in [*files, ("Atom", "application/atom+xml", ways.feed_url)]
    ]

"""What can be searched: the models of each kind of result, in the order of the groups."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps

from home.models import SearchEntry

Kind = SearchEntry.Kind

OF_ONE_MODEL = {
    "actions.Action": Kind.ACTION,
    "actions.CityPage": Kind.CITY,
    "blog.StoryPage": Kind.STORY,
    "home.ReportPage": Kind.REPORT,
    "home.SiteDocument": Kind.DOCUMENT,
}


@cache
def kinds() -> dict[type[Any], str]:
    """Return the kind of results by model; a page of any other type is just a page."""
    from home.pages import SitePage

    found = {apps.get_model(label): str(kind) for label, kind in OF_ONE_MODEL.items()}
    for model in apps.get_models():
        if issubclass(model, SitePage):
            found.setdefault(model, str(Kind.PAGE))
    return found

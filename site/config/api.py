"""The public read-only API: its endpoints are in the apps, what they share in ``home.api``."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Query
from ninja.renderers import JSONRenderer

from actions.api import actions, cities, terms
from blog import api as stories
from home.api import documentation, problems, reports
from home.api.asking import Asked
from home.api.records import NAMESPACE, Reader


class Renderer(JSONRenderer):
    """JSON as UTF-8: the words of six languages stay readable and take half the room."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title=gettext_noop("Call to Local Action"),
    version="1",
    description=gettext_noop(
        "What the site publishes of local actions for migrants and refugees, for programs to read."
    ),
    urls_namespace=NAMESPACE,
    openapi_url=None,
    docs_url=None,
    renderer=Renderer(),
)
problems.register(api)
for router in (actions.router, cities.router, terms.router, stories.router, reports.router):
    api.add_router("", router)


@api.get("/openapi.json", include_in_schema=False, url_name="openapi")
def openapi(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The description of this API (OpenAPI 3.1), with its texts in the language asked for."""
    return documentation.description(api, Reader(request))


urlpatterns = [
    path("", documentation.index, name="api"),
    path("v1/", api.urls),
]

"""How the API tells what it is: its index and its OpenAPI document."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext, gettext_noop
from ninja import NinjaAPI

from home.api.problems import MEDIA_TYPE, Problem
from home.api.records import Reader
from home.data_licence import licence

RESOURCES = ("actions", "cities", "categories", "priorities", "objectives", "stories", "reports")
TRANSLATED = {"description", "summary"}
HEADERS = {
    "ETag": gettext_noop("Names this state of the answer; send it back as If-None-Match."),
    "Last-Modified": gettext_noop("When something was last published on the site."),
    "Content-Language": gettext_noop("The language of the answer (BCP 47)."),
}
PROBLEMS = {
    "400": gettext_noop("A parameter is unknown or has a value that can’t be understood."),
    "404": gettext_noop("There is no such record or page."),
}


def index(request: HttpRequest) -> HttpResponse:
    """Lead people to the documentation; name it and the resources to programs."""
    reader = Reader(request)
    page = reader.url(reverse("api_documentation"))
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        response: HttpResponse = HttpResponseRedirect(page)
    else:
        response = JsonResponse(
            {
                "documentation": page,
                "openapi": reader.api_url("openapi"),
                "licence": licence().url,
                **{name: reader.api_url(name) for name in RESOURCES},
            }
        )
    patch_vary_headers(response, ["Accept"])
    return response


def description(api: NinjaAPI, reader: Reader) -> dict[str, Any]:
    """Return the OpenAPI document with its texts in the reader's language."""
    document: dict[str, Any] = _translated(_document(api))
    terms = licence()
    if terms.name:
        document["info"] = {**document["info"], "license": {"name": terms.name, "url": terms.url}}
    return {**document, "servers": [{"url": reader.url("/").rstrip("/")}]}


@cache
def _document(api: NinjaAPI) -> dict[str, Any]:
    """Return what the library knows of the endpoints, and what they have in common."""
    document = dict(api.get_openapi_schema())
    schemas = document["components"]["schemas"]
    schemas = {name: entry for name, entry in schemas.items() if not name.endswith("Asked")}
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= schemas["Problem"].pop("$defs")
    document["components"] = {"schemas": schemas, "headers": _headers()}
    for methods in document["paths"].values():
        operation = methods["get"]
        operation.pop("description", None)
        operation["parameters"] = [_parameter(entry) for entry in operation["parameters"]]
        answer = operation["responses"][200]
        answer["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
        answer["description"] = gettext_noop("The answer.")
        operation["responses"] = {"200": answer, **_problems()}
    return document


def _headers() -> dict[str, Any]:
    return {
        name: {"description": text, "schema": {"type": "string"}} for name, text in HEADERS.items()
    }


def _problems() -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": text, "content": content} for status, text in PROBLEMS.items()}


def _parameter(entry: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter as an address has it: it can be left out, and is never null."""
    schema = {key: value for key, value in entry["schema"].items() if key != "title"}
    schema.pop("description", None)
    for choice in schema.pop("anyOf", ()):
        if choice != {"type": "null"}:
            schema |= choice
    if entry["in"] == "path":
        schema["pattern"] = "^[-a-zA-Z0-9_]+$"
    return {**entry, "schema": schema}


def _translated(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: gettext(value)
            if key in TRANSLATED and isinstance(value, str) and value
            else _translated(value)
            for key, value in node.items()
        }
    return [_translated(item) for item in node] if isinstance(node, list) else node

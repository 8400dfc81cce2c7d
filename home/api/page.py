"""The page that explains the API to people, made from its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from home.api.documentation import description
from home.api.records import Reader
from home.data_licence import licence
from home.frame import Description, describe
from home.languages import bcp47
from home.site_frame import Link

MANY = 8


@dataclass(frozen=True)
class Field:
    """A parameter or a field: ``type`` is in the notation of programs."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class Shape:
    """What an answer, or a part of one, is made of."""

    name: str
    fields: list[Field]


@dataclass(frozen=True)
class Endpoint:
    """An address, what it takes and what it gives; ``url`` is one to try, if any."""

    id: str
    path: str
    summary: str
    answer: str
    parameters: list[Field]
    url: str


@dataclass
class Resource:
    """The addresses of one kind of record."""

    name: str
    endpoints: list[Endpoint] = field(default_factory=list)


@require_safe
def documentation_page(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """Explain the API."""
    reader = Reader(request)
    document = description(api, reader)
    language = reader.language
    title = gettext("The API: what this site publishes, for programs")
    frame = Description(
        title=title,
        summary=gettext(
            "Actions, cities, stories and reports as JSON, with the explorer’s filters, in six "
            "languages, free and without a key."
        ),
        language=language,
        url=request.path,
        urls={code: f"/{code}/api/" for code, _name in settings.LANGUAGES},
        trail=[Link(gettext("Home"), f"/{language}/", bcp47(language))],
    )
    context = {
        **describe(request, frame),
        "title": title,
        "resources": list(_resources(document, reader)),
        "shapes": [_shape(name, schema) for name, schema in _schemas(document)],
        "openapi_url": reader.api_url("openapi"),
        "actions_url": reader.api_url("actions"),
        "licence": licence(),
    }
    return render(request, "api/documentation.html", context)


def _resources(document: dict[str, Any], reader: Reader) -> Iterator[Resource]:
    resources: dict[str, Resource] = {}
    for path, methods in document["paths"].items():
        operation = methods["get"]
        name = operation["tags"][0]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        endpoint = Endpoint(
            id=operation["operationId"],
            path=path,
            summary=operation["summary"],
            answer=_type(schema),
            parameters=[
                Field(entry["name"], _type(entry["schema"]), entry.get("description", ""))
                for entry in operation["parameters"]
            ],
            url="" if "{" in path else reader.url(path),
        )
        resources.setdefault(name, Resource(gettext(name))).endpoints.append(endpoint)
    return iter(resources.values())


def _schemas(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return sorted(document["components"]["schemas"].items())


def _shape(name: str, schema: dict[str, Any]) -> Shape:
    return Shape(
        name,
        [
            Field(key, _type(value), value.get("description", ""))
            for key, value in schema["properties"].items()
        ],
    )


def _type(schema: dict[str, Any]) -> str:
    """Write a type as programmers do: ``Term[]``, ``string | null``, ``"day" | "month"``."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return _one_of([f'"{value}"' for value in schema["enum"]])
    if "anyOf" in schema:
        return " | ".join(_type(choice) for choice in schema["anyOf"])
    if schema.get("type") == "array":
        inner = _type(schema["items"])
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if "additionalProperties" in schema:
        return f"{{name: {_type(schema['additionalProperties'])}}}"
    name = str(schema.get("format") or schema.get("type", ""))
    if "minimum" in schema:
        return f"{name} ({schema['minimum']}–{schema.get('maximum', '')})"
    return name


def _one_of(values: list[str]) -> str:
    """List values; of many, the first ones and the last."""
    if len(values) > MANY:
        values = [*values[:2], "…", values[-1]]
    return " | ".join(values)

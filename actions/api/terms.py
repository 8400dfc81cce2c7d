"""The official lists: categories, priorities and objectives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import BaseModel, Field

from actions.facet_index import facet_index
from actions.models import Framework
from actions.terms import TermLabel, terms
from home.api.asking import Asked
from home.api.records import Reader
from home.languages import bcp47

router = Router(tags=[gettext_noop("Official lists")])


class Term(BaseModel):
    """An entry of an official list, where a record names it."""

    slug: str = Field(description=gettext_noop("What filters take."))
    label: str
    language: str = Field(description=gettext_noop("The language of the label."))


class ObjectiveTerm(BaseModel):
    """An objective or goal, where a record names it."""

    framework: Literal["gcm", "gcr", "sdg"]
    number: int
    label: str
    language: str = Field(description=gettext_noop("The language of the label."))


class Listed(BaseModel):
    """What an official list says of its entries."""

    title: str = Field(description=gettext_noop("The official title."))
    title_language: str = Field(description=gettext_noop("The language of the title."))
    actions: int = Field(description=gettext_noop("How many public actions it has."))
    url: str = Field(description=gettext_noop("Its actions on the site."))
    actions_url: str = Field(description=gettext_noop("Its actions in the API."))


class ListedTerm(Term, Listed):
    """A category or a priority."""


class ListedObjective(ObjectiveTerm, Listed):
    """An objective of a compact, or a Sustainable Development Goal."""


class TermList(BaseModel):
    """A whole list, in its own order."""

    language: str = Field(description=gettext_noop("The language asked for (BCP 47)."))
    total: int
    items: list[ListedTerm]


class ObjectiveList(BaseModel):
    """All objectives, or those of some frameworks."""

    language: str = Field(description=gettext_noop("The language asked for (BCP 47)."))
    total: int
    items: list[ListedObjective]


class ObjectivesAsked(Asked):
    """The parameters of the list of objectives."""

    framework: list[Literal["gcm", "gcr", "sdg"]] = Field(
        [], description=gettext_noop("Only those of some frameworks.")
    )


@router.get(
    "/categories/",
    response=TermList,
    url_name="categories",
    summary=gettext_noop("The groups into which the report puts actions."),
)
def list_categories(request: HttpRequest, asked: Query[Asked]) -> TermList:
    """The groups into which the report puts actions."""
    reader = Reader(request)
    labels = terms(reader.language).categories.values()
    return _term_list(reader, labels, "category")


@router.get(
    "/priorities/",
    response=TermList,
    url_name="priorities",
    summary=gettext_noop("The priorities of the Call, as far as they are sourced."),
)
def list_priorities(request: HttpRequest, asked: Query[Asked]) -> TermList:
    """The priorities of the Call, as far as they are sourced."""
    reader = Reader(request)
    labels = terms(reader.language).priorities.values()
    return _term_list(reader, labels, "priority")


@router.get(
    "/objectives/",
    response=ObjectiveList,
    url_name="objectives",
    summary=gettext_noop(
        "The objectives of the two compacts and the Sustainable Development Goals."
    ),
)
def list_objectives(request: HttpRequest, asked: Query[ObjectivesAsked]) -> ObjectiveList:
    """The objectives of the two compacts and the Sustainable Development Goals."""
    reader = Reader(request)
    wanted = asked.framework or Framework.values
    items = [
        ListedObjective(
            **objective_term(label).model_dump(),
            **_listed(reader, label, label.framework, str(label.number)),
        )
        for label in terms(reader.language).objectives.values()
        if label.framework in wanted
    ]
    return ObjectiveList(language=bcp47(reader.language), total=len(items), items=items)


def term(label: TermLabel) -> Term:
    """Return a category or priority as a record names it."""
    return Term(slug=label.slug, label=label.label, language=label.lang)


def objective_term(label: TermLabel) -> ObjectiveTerm:
    """Return an objective as a record names it."""
    return ObjectiveTerm(
        framework=label.framework,  # type: ignore[arg-type]
        number=label.number,
        label=label.label,
        language=label.lang,
    )


def _term_list(reader: Reader, labels: Iterable[TermLabel], facet: str) -> TermList:
    items = [
        ListedTerm(**term(label).model_dump(), **_listed(reader, label, facet, label.slug))
        for label in labels
    ]
    return TermList(language=bcp47(reader.language), total=len(items), items=items)


def _listed(reader: Reader, label: TermLabel, facet: str, value: str) -> dict[str, Any]:
    bits = facet_index().of(facet, [value])
    return {
        "title": label.title,
        "title_language": label.title_lang,
        "actions": bits.bit_count(),
        "url": reader.url(label.url),
        "actions_url": f"{reader.api_url('actions')}?{facet}={value}",
    }

"""Local and regional governments, with their commitments."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import BaseModel, Field

from actions import regions
from actions.api.actions import Update, updates
from actions.api.places import Country, Region, whereabouts
from actions.api.terms import ObjectiveTerm, Term, objective_term, term
from actions.facet_index import facet_index
from actions.models import CityPage, Commitment
from actions.models.city import Basis, Kind
from actions.terms import terms
from home.api.asking import Asked, PageAsked
from home.api.records import (
    Choice,
    Listing,
    Reader,
    Record,
    body_html,
    by_key,
    choice,
    cut,
    identity,
    languages_of,
)
from home.languages import bcp47
from home.readers import for_everybody
from home.sources import attach_words

router = Router(tags=[gettext_noop("Cities and regions")])


class Pledge(BaseModel):
    """What an LRG has committed itself to."""

    text: str
    language: str = Field(description=gettext_noop("The language of the text (BCP 47)."))
    year: int | None
    due_year: int | None
    stage: Choice | None
    categories: list[Term]
    objectives: list[ObjectiveTerm]
    progress: list[Update] = Field(description=gettext_noop("The newest first."))
    source_url: str


class Declaration(BaseModel):
    """Whether it has signed the Marrakech Mayors Declaration, where that is known."""

    signed: bool | None
    signed_on: date | None
    source_url: str


class CityRecord(Record):
    """A local or regional government, an association of them, or a network."""

    introduction: str
    kind: Choice
    country: Country | None
    region: Region | None
    latitude: float | None
    longitude: float | None
    has_joined: bool = Field(description=gettext_noop("Whether it is named as having joined."))
    joined_year: int | None
    declaration: Declaration
    website: str
    commitments: list[Pledge]
    actions: int = Field(description=gettext_noop("How many public actions it has."))
    basis: list[Choice] = Field(description=gettext_noop("What public sources say of it."))
    source_urls: list[str]
    compiled_on: date | None


class CityDetail(CityRecord):
    """A local or regional government with its text."""

    body_html: str = Field(
        description=gettext_noop("The text as HTML; relative addresses are relative to url.")
    )


class CitiesAsked(PageAsked):
    """The parameters of the list of cities and regions."""

    kind: list[Literal[tuple(Kind.values)]] = Field(  # type: ignore[valid-type]
        [], description=gettext_noop("Kinds of governments.")
    )
    region: list[Literal[tuple(regions.REGION_OF_SLUG)]] = Field(  # type: ignore[valid-type]
        [], description=gettext_noop("Regions of the UN geoscheme.")
    )
    country: list[Literal[tuple(sorted(regions.REGION_OF))]] = Field(  # type: ignore[valid-type]
        [], description=gettext_noop("Codes of countries (ISO 3166-1).")
    )
    joined: bool | None = Field(
        None, description=gettext_noop("Only those that have joined, or only the others.")
    )


@router.get(
    "/cities/",
    response=Listing[CityRecord],
    url_name="cities",
    summary=gettext_noop("The cities, regions and associations, with their commitments."),
)
def list_cities(request: HttpRequest, asked: Query[CitiesAsked]) -> Listing[CityRecord]:
    """The cities, regions and associations, by the name they have in their own language."""
    reader = Reader(request)
    cities = _sources().defer("body")
    if asked.kind:
        cities = cities.filter(kind__in=asked.kind)
    if asked.region:
        codes = [regions.REGION_OF_SLUG[slug] for slug in asked.region]
        cities = cities.filter(
            country__in=[country for code in codes for country in regions.COUNTRIES_OF[code]]
        )
    if asked.country:
        cities = cities.filter(country__in=asked.country)
    if asked.joined is not None:
        cities = cities.filter(has_joined=asked.joined)
    page = cut(reader, cities, asked)
    return Listing[CityRecord](**page.frame, items=_records(reader, page.items))


@router.get(
    "/cities/{slug:key}/",
    response=CityDetail,
    url_name="city",
    summary=gettext_noop("One city or region, by its id or by its slug in any language."),
)
def read_city(request: HttpRequest, key: str, asked: Query[Asked]) -> CityDetail:
    """One city or region, by its id or by its slug in any language."""
    reader = Reader(request)
    source = by_key(_sources(), key)
    record = _records(reader, [source])[0]
    return CityDetail(**record.model_dump(), body_html=body_html(source.words))


def _sources() -> QuerySet[CityPage]:
    commitments = Commitment.objects.select_related("locale").prefetch_related(
        "categories", "objectives", "progress"
    )
    return (
        for_everybody(CityPage.objects.live())
        .filter(is_source=True)
        .select_related("locale")
        .prefetch_related("sources", Prefetch("commitments", queryset=commitments))
        .order_by("title", "pk")
    )


def _records(reader: Reader, sources: list[CityPage]) -> list[CityRecord]:
    attach_words(sources, reader.language)
    languages = languages_of(sources)
    words = _words_of_commitments(sources, reader.language)
    return [_record(reader, source, languages[source.translation_key], words) for source in sources]


def _words_of_commitments(sources: list[CityPage], language: str) -> dict[Any, Commitment]:
    """Return the commitments of the pages that readers see, by translation key."""
    pages = [source.words.pk for source in sources if source.words is not source]
    rows = (
        Commitment.objects.filter(page__in=pages)
        .select_related("locale")
        .prefetch_related("progress")
    )
    return {row.translation_key: row for row in rows}


def _record(
    reader: Reader, source: CityPage, languages: list[str], words: dict[Any, Commitment]
) -> CityRecord:
    return CityRecord(
        **identity(reader, source, languages, reader.page_url(source), "city"),
        **whereabouts(source),
        introduction=source.words.introduction,
        has_joined=source.has_joined,
        joined_year=source.joined_year,
        declaration=Declaration(
            signed=source.declaration_signed,
            signed_on=source.declaration_signed_on,
            source_url=source.declaration_source_url,
        ),
        website=source.website,
        commitments=[
            _pledge(reader, item, words.get(item.translation_key, item))
            for item in source.commitments.all()
        ],
        actions=facet_index().places.get(source.pk, 0).bit_count(),
        basis=[
            Choice(value=value, label=str(Basis(value).label))
            for value in source.basis
            if value in Basis.values
        ],
        source_urls=[item.url for item in source.sources.all()],
        compiled_on=source.compiled_on,
    )


def _pledge(reader: Reader, facts: Commitment, words: Commitment) -> Pledge:
    labels = terms(reader.language)
    return Pledge(
        text=words.text,
        language=bcp47(words.locale.language_code),
        year=facts.year,
        due_year=facts.due_year,
        stage=choice(facts, "stage"),
        categories=[term(item) for item in labels.pick(labels.categories, facts.categories.all())],
        objectives=[
            objective_term(item) for item in labels.pick(labels.objectives, facts.objectives.all())
        ],
        progress=updates(facts, words),
        source_url=facts.source_url,
    )

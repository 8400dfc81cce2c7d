"""Local and regional governments, as records name them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop
from pydantic import BaseModel, Field

from actions import regions
from home.api.records import Choice, Reader, choice
from home.languages import bcp47


class Country(BaseModel):
    """A country; its name is in the language asked for (Unicode CLDR)."""

    code: str = Field(description="ISO 3166-1 alpha-2")
    name: str


class Region(BaseModel):
    """A region of the UN geoscheme; its name is in the language asked for (Unicode CLDR)."""

    slug: str = Field(description=gettext_noop("What filters take."))
    code: str = Field(description="UN M49")
    name: str


class Place(BaseModel):
    """A local or regional government, where an action names it."""

    id: int
    slug: str
    name: str
    language: str = Field(description=gettext_noop("The language of the name (BCP 47)."))
    kind: Choice
    country: Country | None
    region: Region | None
    latitude: float | None
    longitude: float | None
    url: str
    api_url: str


def place(reader: Reader, source: Any) -> Place:
    """Return an LRG whose words are attached."""
    words = source.words
    return Place(
        id=source.pk,
        slug=words.slug,
        name=words.title,
        language=bcp47(words.language),
        url=reader.page_url(source),
        api_url=reader.api_url("city", source.pk),
        **whereabouts(source),
    )


def whereabouts(source: Any) -> dict[str, Any]:
    """Return the facts of an LRG that say what and where it is."""
    country, region = str(source.country), source.region
    return {
        "kind": choice(source, "kind"),
        "country": Country(code=country, name=source.country_name) if country else None,
        "region": Region(slug=regions.SLUGS[region], code=region, name=source.region_name)
        if region
        else None,
        "latitude": source.latitude,
        "longitude": source.longitude,
    }

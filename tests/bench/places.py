"""Cities and regions that do not exist, some in each of many countries, in six languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import accumulate
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page

from actions.models import CityIndexPage, CityPage, Commitment
from actions.models.city import Kind
from actions.models.progress import Stage

from .rows import insert, key_from, next_key, number, raise_sequences
from .words import Writer, place_name

# Countries and roughly where their middle is, in degrees; those named first have most places.
COUNTRIES: dict[str, tuple[float, float]] = {
    "CO": (4, -73), "FR": (47, 2), "UG": (1, 32), "CA": (50, -95), "ES": (40, -4), "TR": (39, 34),
    "BR": (-11, -52), "US": (39, -97), "DE": (51, 10), "MX": (24, -102), "KE": (0, 38),
    "IT": (43, 12), "EC": (-1, -78), "LB": (34, 36), "MA": (32, -6), "GB": (53, -2),
    "NL": (52, 5), "ET": (9, 39), "PE": (-10, -76), "JO": (31, 36), "CH": (47, 8),
    "GR": (39, 22), "SE": (60, 15), "ZA": (-29, 24), "CL": (-33, -71), "PT": (39, -8),
    "SN": (14, -14), "TN": (34, 9), "BE": (51, 4), "PL": (52, 19), "BD": (24, 90),
    "ID": (-2, 118), "PH": (13, 122), "IN": (22, 79), "NG": (9, 8), "GH": (8, -1),
    "CI": (7, -5), "CM": (5, 12), "ML": (17, -4), "SL": (8, -12), "AR": (-34, -64),
    "UY": (-33, -56), "CR": (10, -84), "HN": (15, -86), "GT": (15, -90), "AU": (-25, 134),
    "NZ": (-41, 174), "FJ": (-18, 178), "JP": (36, 138), "KR": (36, 128), "TH": (15, 101),
    "MY": (4, 102), "PK": (30, 70), "IQ": (33, 44), "EG": (27, 30), "MR": (20, -10),
    "AT": (47, 14), "FI": (63, 26), "NO": (61, 9), "DK": (56, 10), "IE": (53, -8),
}  # fmt: skip
SPREAD = 2.5


class PlaceMaker:
    """Makes the pages of LRGs below the lists that the seed has made."""

    def __init__(self, random: Random, locales: dict[str, Locale]) -> None:
        self.random = random
        self.locales = locales
        self.writers = {code: Writer(code, random) for code in locales}
        self.weights = list(accumulate(1 / (rank + 4) for rank in range(len(COUNTRIES))))
        self.type = ContentType.objects.get_for_model(CityPage)
        self.now = timezone.now()

    def make(self, how_many: int) -> list[CityPage]:
        """Store so many LRGs, each in every language, and return their source rows."""
        indexes = CityIndexPage.objects.select_related("locale")
        pages: list[CityPage] = []
        facts = [self._facts() for _ in range(how_many)]
        for index in indexes:
            pages += self._below(index, facts)
            Page.objects.filter(pk=index.pk).update(numchild=how_many)
        for key, page in enumerate(pages, start=next_key(Page)):
            page.id = page.page_ptr_id = key
        insert(Page, pages)
        insert(CityPage, pages)
        self._make_commitments(pages)
        raise_sequences(Page)
        return [page for page in pages if page.is_source]

    def _facts(self) -> dict[str, Any]:
        random = self.random
        country = random.choices(list(COUNTRIES), cum_weights=self.weights)[0]
        latitude, longitude = (
            round(value + random.uniform(-SPREAD, SPREAD), 4) for value in COUNTRIES[country]
        )
        kind = random.choices(
            [Kind.CITY, Kind.REGION, Kind.ASSOCIATION, Kind.NETWORK], weights=[85, 10, 4, 1]
        )[0]
        placed = kind in {Kind.CITY, Kind.REGION} and random.random() < 0.97
        return {
            "translation_key": key_from(random),
            "kind": kind,
            "country": "" if kind == Kind.NETWORK else country,
            "latitude": Decimal(str(latitude)) if placed else None,
            "longitude": Decimal(str(longitude)) if placed else None,
            "has_joined": random.random() < 0.8,
            "joined_year": random.choice([None, 2021, 2022, 2023]),
            "compiled_on": date(2024, 1, 1),
        }

    def _below(self, index: CityIndexPage, facts: list[dict[str, Any]]) -> Iterator[CityPage]:
        language = index.locale.language_code
        writer = self.writers[language]
        is_source = index.is_source
        for position, values in enumerate(facts):
            name = place_name(position, language)
            slug = place_name(position, "en").lower()
            words_only = {"translation_key": values["translation_key"]}
            yield CityPage(
                **(values if is_source else words_only),
                path=index.path + _step(position),
                depth=index.depth + 1,
                title=name,
                draft_title=name,
                slug=slug,
                url_path=f"{index.url_path}{slug}/",
                locale=index.locale,
                content_type=self.type,
                is_source=is_source,
                introduction=writer.sentences(2),
                live=True,
                first_published_at=self.now,
                last_published_at=self.now,
            )

    def _make_commitments(self, pages: list[CityPage]) -> None:
        rows: list[Commitment] = []
        keys: dict[Any, list[Any]] = {}
        for page in pages:
            page_keys = keys.setdefault(
                page.translation_key,
                [key_from(self.random) for _ in range(self.random.randint(0, 2))],
            )
            language = page.locale.language_code
            rows += [
                Commitment(
                    page_id=page.pk,
                    locale=page.locale,
                    translation_key=key,
                    text=self.writers[language].sentences(1),
                    year=2022,
                    stage=Stage.UNDER_WAY,
                    sort_order=order,
                )
                for order, key in enumerate(page_keys)
            ]
        number(rows, next_key(Commitment))
        insert(Commitment, rows)
        raise_sequences(Commitment)


def _step(position: int) -> str:
    """Return the part of a tree's path that stands for the child at a position."""
    return Page._int2str(position + 1).rjust(Page.steplen, "0")

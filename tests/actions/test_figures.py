"""Figures: what the actions count up to, where they lead, and how they are told from a report's."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from actions.models import Framework
from actions.models.city import Kind
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    ObjectiveFactory,
    action_index,
)
from tests.factories.home import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    for language in ("en", "fr"):
        home_page(language)
        action_index(language)
    health, work = CategoryFactory(slug="health"), CategoryFactory(slug="work")
    objective = ObjectiveFactory(framework=Framework.GCM, number=7)
    bogota, lyon = CityPageFactory(country="CO"), CityPageFactory(country="FR")
    network = CityPageFactory(country="", kind=Kind.NETWORK)
    ActionFactory(categories=[health], lrgs=[bogota, lyon], start_date=date(2021, 1, 1))
    ActionFactory(categories=[health, work], lrgs=[lyon], start_date=date(2023, 1, 1))
    ActionFactory(
        categories=[work], lrgs=[network], objectives=[objective], start_date=date(2021, 6, 1)
    )
    ActionFactory(categories=[work], lrgs=[bogota], live=False)


def rows(soup: BeautifulSoup, figure: str) -> dict[str, tuple[str, str]]:
    """Return the numbers and the links of a chart, by label."""
    section = soup.select_one(f"[aria-labelledby=figure-{figure}]")
    assert section, figure
    found = {}
    for row in section.select("tbody tr, .years__item"):
        link = row.select_one("a")
        label: Tag = link or row.select_one("th, .years__label")
        value = row.select_one(".chart__value, .years__value").get_text(strip=True)
        found[label.get_text(strip=True)] = (value, link["href"] if link else "")
    return found


def page(client: Client, query: str = "", language: str = "en") -> BeautifulSoup:
    answer = client.get(f"/{language}/actions/figures/{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def totals(soup: BeautifulSoup) -> list[str]:
    return [item.get_text(strip=True) for item in soup.select(".band .figure-tile__value")]


def test_numbers_lead_to_the_actions_that_they_count(client: Client) -> None:
    soup = page(client)
    assert totals(soup) == ["3", "3", "2"]
    by_country = rows(soup, "country")
    assert by_country == {
        "France": ("2", "/en/actions/?country=FR"),
        "Colombia": ("1", "/en/actions/?country=CO"),
    }
    assert rows(soup, "gcm")["7. Objective 7"] == ("1", "/en/actions/?gcm=7")
    for figure in ("category", "country", "region", "gcm", "year", "status"):
        for label, (value, url) in rows(soup, figure).items():
            if url:
                listed = BeautifulSoup(client.get(url).content.decode(), "html.parser")
                assert len(listed.select(".card__title")) == int(value), (figure, label)


def test_years_without_an_action_are_shown_as_none(client: Client) -> None:
    years = rows(page(client), "year")
    assert {label: value for label, (value, _url) in years.items()} == {
        "2021": "2",
        "2022": "0",
        "2023": "1",
    }


def test_filters_apply_and_stay_in_the_links(client: Client) -> None:
    soup = page(client, "?country=CO&category=health")
    assert totals(soup) == ["1", "2", "2"]
    assert rows(soup, "year")["2021"] == ("1", "/en/actions/?category=health&country=CO&year=2021")
    assert soup.select_one(".active-filter")["href"] == "?country=CO"


def test_nothing_to_count_is_said_in_the_readers_language(client: Client) -> None:
    soup = page(client, "?country=JO", "fr")
    assert totals(soup) == ["0", "0", "0"]
    assert not soup.select(".charts__item")
    assert soup.select_one(".charts p").get_text(strip=True)


@pytest.mark.parametrize("query", ["?category=%00", "?q=%ff", "?year=x&year=y", "?page=1e9"])
def test_no_value_breaks_the_figures(client: Client, query: str) -> None:
    page(client, query)

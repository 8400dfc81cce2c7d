"""The explorer: what it finds, how it is addressed, and what it says when nothing matches."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from actions.models import Action
from actions.models.progress import Stage
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    action_index,
)
from tests.factories.home import ReportPageFactory, home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    for language in ("en", "fr"):
        home_page(language)
        action_index(language)
    health = CategoryFactory(slug="health")
    work = CategoryFactory(slug="work")
    bogota = CityPageFactory(title="Zeta", country="CO")
    lyon = CityPageFactory(title="Alpha", country="FR")
    ActionFactory(
        title="Clinic",
        slug="clinic",
        categories=[health],
        lrgs=[bogota],
        start_date=date(2021, 1, 1),
    )
    ActionFactory(
        title="Academy",
        slug="academy",
        categories=[work],
        lrgs=[lyon],
        stage=Stage.PLANNED,
        start_date=date(2023, 1, 1),
    )
    ActionFactory(title="Éclair", slug="eclair", categories=[health, work], lrgs=[lyon])


def titles(client: Client, query: str, language: str = "en") -> list[str]:
    answer = client.get(f"/{language}/actions/?{query}", follow=True)
    soup = BeautifulSoup(answer.content, "html.parser")
    return [item.get_text(strip=True) for item in soup.select(".card__title")]


def test_values_of_a_facet_are_alternatives_and_facets_narrow_each_other(client: Client) -> None:
    assert titles(client, "category=health") == ["Éclair", "Clinic"]
    assert len(titles(client, "category=health&category=work")) == 3
    assert titles(client, "category=health&category=work&country=FR&status=planned") == ["Academy"]
    assert titles(client, "category=health&country=JO") == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", ["Academy", "Éclair", "Clinic"]),
        ("title", ["Academy", "Clinic", "Éclair"]),
        ("place", ["Academy", "Éclair", "Clinic"]),
    ],
)
def test_sorting(client: Client, sort: str, order: list[str]) -> None:
    assert titles(client, f"sort={sort}") == order


def test_sorting_by_title_follows_the_readers_words(client: Client) -> None:
    translation_of(Action.objects.get(slug="academy"), "fr", title="Université")
    assert titles(client, "sort=title", "fr") == ["Clinic", "Éclair", "Université"]
    assert titles(client, "sort=title", "en") == ["Academy", "Clinic", "Éclair"]


def test_a_choice_has_one_address(client: Client) -> None:
    once = "/en/actions/?category=health&category=work&country=FR"
    for query in (
        "country=FR&category=work&category=health",
        "category=work&category=health&category=work&country=FR&q=&sort=newest&page=1",
    ):
        answer = client.get(f"/en/actions/?{query}")
        assert (answer.status_code, answer["Location"]) == (302, f"?{once.partition('?')[2]}")
    answer = client.get(f"{once}&utm_source=newsletter")
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 200
    assert soup.select_one("link[rel=canonical]")["href"] == f"http://testserver{once}"
    french = soup.select_one(".languages__link[lang=fr]")["href"]
    assert french == once.replace("/en/", "/fr/")


def test_chips_remove_one_choice_each(client: Client) -> None:
    answer = client.get("/en/actions/?q=clinic&category=health&category=work&page=2")
    soup = BeautifulSoup(answer.content, "html.parser")
    links = [link["href"] for link in soup.select(".active-filter")]
    assert links == [
        "?category=health&category=work",
        "?q=clinic&category=work",
        "?q=clinic&category=health",
    ]


def test_nothing_found_says_what_to_leave_out(client: Client) -> None:
    answer = client.get("/en/actions/?category=health&country=FR&status=planned")
    soup = BeautifulSoup(answer.content, "html.parser")
    links = soup.select(".nothing li a")
    ways = {link["href"]: link.parent.get_text(" ", strip=True) for link in links}
    assert ways.keys() == {"?category=health&country=FR", "?country=FR&status=planned"}
    assert "1 action" in ways["?category=health&country=FR"]


def test_what_is_not_understood_is_named_in_the_readers_language(client: Client) -> None:
    answer = client.get("/fr/actions/?category=nothing&country=ZZ&year=0&sort=up&view=x&gcm=1'--")
    soup = BeautifulSoup(answer.content, "html.parser")
    notice = soup.select_one(".notice").get_text()
    assert answer.status_code == 200
    assert "Pays" in notice
    assert len(soup.select(".card__title")) == 3


@pytest.mark.parametrize(
    "query",
    [
        "&".join(["category=health"] * 500),
        "&".join(f"country={a}{b}" for a in "ABCDEFGHIJKLMNOPQRST" for b in "ABCDEFGHIJKLMNOPQRST"),
        f"category={'x' * 10_000}",
        "category=%00&q=%00&sort=%00&view=%00",
        "q=%ED%A0%80&category=%ED%A0%80",
        "q=%27%3B+DROP+TABLE+actions_action%3B--",
        "q=a+%26+%21+%28b+%7C+%3A%2A+%3C-%3E",
        "year=%D9%A2%D9%A0%D9%A2%D9%A2",
        "gcm=%F0%9D%9F%8F",
    ],
)
def test_no_value_breaks_the_explorer(client: Client, query: str) -> None:
    assert client.get(f"/en/actions/?{query}", follow=True).status_code == 200


def test_only_what_is_public_counts(client: Client) -> None:
    Action.objects.get(slug="clinic").unpublish()
    assert titles(client, "category=health") == ["Éclair"]


def test_an_edition_that_is_not_public_is_no_choice(client: Client) -> None:
    draft = ReportPageFactory(year=2031, slug="secret", live=False)
    shown = ReportPageFactory(year=2022, slug="2022")
    Action.objects.filter(slug="clinic").update(edition=draft)
    Action.objects.filter(slug="academy").update(edition=shown)
    assert titles(client, "edition=2022") == ["Academy"]
    assert "secret" not in client.get("/en/actions/").content.decode()
    listing = client.get("/api/v1/actions/").json()
    assert listing["facets"]["edition"] == {"2022": 1}

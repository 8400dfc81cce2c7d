"""The map of actions: every place is on it or in the list below it, and leads on."""

from __future__ import annotations

from decimal import Decimal
from math import dist

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.map import locator
from actions.map.clusters import TARGET, alone, put_together, radii
from actions.models import CityPage
from actions.models.city import Kind
from home.models import SiteSettings
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    action_index,
    city_index,
)
from tests.factories.home import home_page
from tests.factories.translations import translation_of

LEVELS = ("narrow", "medium", "wide")


def city(title: str, country: str, latitude: str | None, longitude: str | None) -> CityPage:
    return CityPageFactory(
        title=title,
        slug=title.lower(),
        country=country,
        kind=Kind.CITY if country else Kind.NETWORK,
        latitude=latitude and Decimal(latitude),
        longitude=longitude and Decimal(longitude),
    )


@pytest.fixture
def site(db: None) -> dict[str, CityPage]:
    """A place alone, two that nearly touch, one without a position, and a worldwide network."""
    for language in ("en", "fr"):
        home_page(language)
        action_index(language)
        city_index(language)
    health = CategoryFactory(slug="health")
    cities = {
        "lima": city("Lima", "PE", "-12.05", "-77.04"),
        "lyon": city("Lyon", "FR", "45.76", "4.84"),
        "macon": city("Macon", "FR", "46.31", "4.83"),
        "union": city("Union", "FR", None, None),
        "network": city("Network", "", None, None),
    }
    for number in range(3):
        ActionFactory(
            lrgs=[cities["lima"]], categories=[health] if number == 0 else [], slug=f"lima-{number}"
        )
    ActionFactory(lrgs=[cities["lyon"], cities["macon"]], slug="shared")
    ActionFactory(lrgs=[cities["lyon"], cities["union"], cities["network"]], slug="wide")
    return cities


def show(client: Client, query: str = "", language: str = "en") -> BeautifulSoup:
    answer = client.get(f"/{language}/actions/?{query}{'&' if query else ''}view=map", follow=True)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def markers(soup: BeautifulSoup, level: str = "wide") -> dict[str, str]:
    links = soup.select(f".map__markers--{level} a")
    return {link["aria-label"]: link["href"] for link in links}


def counts(soup: BeautifulSoup) -> dict[str, int]:
    return {
        item.find(["a", "span"]).get_text(strip=True): int(
            item.select_one(".places__count").get_text()
        )
        for item in soup.select(".places__list li")
    }


def test_a_marker_is_named_and_leads_to_its_place(client: Client, site: object) -> None:
    for level in LEVELS:
        assert markers(show(client), level)["Lima, Peru: 3 actions"] == "/en/cities/lima/"


def test_places_that_would_overlap_share_a_marker_that_leads_nearer(
    client: Client, site: object
) -> None:
    world = markers(show(client))
    # An action of both counts once.
    nearer = world["Lyon, Macon: 2 actions"]
    assert nearer == "/en/actions/?region=europe&view=map"
    listed = markers(show(client, "region=europe"))["Lyon, Macon: 2 actions"]
    target = listed.partition("#")[2]
    assert show(client, "region=europe").find(id=target).find("a", href="/en/cities/lyon/")


def test_places_of_several_countries_lead_to_the_list_of_these(
    client: Client, site: dict[str, CityPage]
) -> None:
    geneva = city("Geneva", "CH", "46.20", "6.14")
    ActionFactory(lrgs=[geneva])
    shared = markers(show(client, "region=europe"), "narrow")
    target = "/en/actions/?region=europe&country=CH&country=FR&view=map"
    assert shared == {"Lyon, Macon, 1 more: 3 actions": f"{target}#places"}
    listed = show(client, "region=europe&country=CH&country=FR")
    assert listed.find(id="places")
    assert {"Geneva", "Lyon", "Macon"} <= counts(listed).keys()


def test_the_list_names_every_place_with_its_actions(client: Client, site: object) -> None:
    soup = show(client)
    assert counts(soup) == {"Lima": 3, "Lyon": 2, "Macon": 1, "Union": 1, "Network": 1}
    assert "2 more have no position on this map" in soup.select_one(".map__caption").get_text()
    france = soup.find("a", href="/en/actions/?country=FR")
    assert "2 actions" in france.parent.get_text()


def test_with_many_places_those_of_a_country_are_named_once_it_is_chosen(
    client: Client, site: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.map.listing.MOST_LISTED", 3)
    soup = show(client)
    assert counts(soup) == {"Network": 1}
    link = soup.find(id="in-FR").select_one(".places__more")
    assert link.get_text() == "3 places"
    assert counts(show(client, link["href"].partition("?")[2].removesuffix("&view=map"))) == {
        "Lyon": 2,
        "Macon": 1,
        "Union": 1,
        "Network": 1,
    }
    # A region that is looked at comes first, and is named as far as it can be.
    europe = show(client, "region=europe")
    assert europe.select_one(".places__region h4").get_text() == "Europe"
    assert counts(europe).keys() == {"Lyon", "Macon", "Union", "Network"}


def test_filters_apply(client: Client, site: object) -> None:
    soup = show(client, "category=health")
    assert markers(soup) == {"Lima, Peru: 1 action": "/en/cities/lima/"}
    assert counts(soup) == {"Lima": 1}


def test_a_region_fills_the_map(client: Client, site: object) -> None:
    soup = show(client, "region=americas")
    assert soup.select_one(".map--americas path")["d"]
    assert list(markers(soup)) == ["Lima, Peru: 3 actions"]
    zooms = {item.get_text(" ", strip=True): item for item in soup.select(".zooms__link")}
    assert zooms["Americas 3"]["aria-current"] == "true"
    assert zooms["Europe 2"]["href"] == "/en/actions/?region=europe&view=map"
    assert zooms["World"]["href"] == "/en/actions/?view=map"
    assert zooms["Asia 0"].name == "span"
    assert show(client, "country=FR").select_one(".map--europe")
    assert show(client, "country=FR&country=PE").select_one(".map--world")


def test_the_land_is_drawn_in_every_window(client: Client, site: object) -> None:
    countries = {"africa": "KE", "americas": "PE", "asia": "JO", "europe": "FR", "oceania": "FJ"}
    ActionFactory(lrgs=[CityPageFactory(country=country) for country in countries.values()])
    outlines = {
        show(client, f"region={region}").select_one(".map__land path")["d"] for region in countries
    }
    assert len(outlines) == 5


def test_names_are_the_readers_and_links_stay_in_the_language(
    client: Client, site: dict[str, CityPage]
) -> None:
    translation_of(site["lima"], "fr", title="Lima en français", slug="lima")
    french = {name.partition(",")[0]: url for name, url in markers(show(client, "", "fr")).items()}
    assert french["Lima en français"] == "/fr/cities/lima/"
    assert french["Lyon"] == "/fr/actions/?region=europe&view=map"


def test_a_place_that_is_not_public_is_named_but_not_linked(
    client: Client, site: dict[str, CityPage]
) -> None:
    site["lima"].unpublish()
    soup = show(client)
    assert markers(soup)["Lima, Peru: 3 actions"] == "/en/actions/?view=map#in-PE"
    assert counts(soup)["Lima"] == 3
    assert not soup.find("a", href="/en/cities/lima/")


def test_the_note_on_designations_stands_below_the_map(client: Client, site: object) -> None:
    SiteSettings.objects.create(locale=home_page().locale, designations_note="No opinion.")
    assert show(client).select_one(".map__note").get_text() == "No opinion."


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("view=globe", "list"),
        ("view=map&view=map", "map"),
        ("view=map&region=atlantis", "map"),
        ("view=map&region=%00&page=9", "map"),
        ("view=map&country=ZZ&sort=up", "map"),
        ("view=%ED%A0%80", "list"),
    ],
)
def test_no_value_breaks_the_map(client: Client, site: object, query: str, kind: str) -> None:
    answer = client.get(f"/en/actions/?{query}", follow=True)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 200
    assert bool(soup.select_one(".map--world")) == (kind == "map")


places = st.lists(
    st.tuples(
        st.floats(0, 1), st.floats(0, 1), st.sets(st.integers(0, 300), min_size=1, max_size=40)
    ),
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(places, st.sampled_from((280, 480, 720)))
def test_no_two_markers_overlap_and_no_place_is_lost(
    given_places: list[tuple[float, float, set[int]]], width: int
) -> None:
    points = {key: (x, y) for key, (x, y, _actions) in enumerate(given_places)}
    actions = {
        key: sum(1 << bit for bit in bits) for key, (_x, _y, bits) in enumerate(given_places)
    }
    clusters = put_together(alone(points, actions, ratio=2), width)
    assert sorted(key for item in clusters for key in item.places) == sorted(points)
    everything = 0
    for item in clusters:
        everything |= item.bits
    assert everything == sum(1 << bit for bit in set().union(*(row[2] for row in given_places)))
    drawn = list(zip(clusters, radii(clusters, width), strict=True))
    for number, (one, radius) in enumerate(drawn):
        for other, other_radius in drawn[number + 1 :]:
            away = dist((one.x, one.y), (other.x, other.y)) * width
            assert away >= max(TARGET, radius + other_radius) - 1e-6


def test_the_small_map_shows_one_place(site: dict[str, CityPage]) -> None:
    shown = locator_of(site["lyon"])
    assert shown.select_one("[role=img]")["aria-label"] == "Map of Europe: Lyon"
    assert shown.select_one(".map__dot")
    assert not locator_of(site["union"]).find()


def locator_of(page: CityPage) -> BeautifulSoup:
    html = render_to_string("actions/locator.html", {"locator": locator(page)})
    return BeautifulSoup(html, "html.parser")

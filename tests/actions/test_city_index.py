"""The list of LRGs: in sections, on as many pages as it needs."""

from __future__ import annotations

import pytest
from django.test import Client

from actions import city_index
from actions.models.city import Kind
from tests.factories.actions import CityPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _cities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(city_index, "PAGE_SIZE", 2)
    for name, country in (("Alphaville", "CO"), ("Betatown", "CO"), ("Gammastadt", "FR")):
        CityPageFactory(title=name, country=country)
    CityPageFactory(title="Deltanet", country="", kind=Kind.NETWORK)
    CityPageFactory(title="Epsilonia", country="FR", has_joined=False)


@pytest.mark.usefixtures("_cities")
def test_a_long_list_goes_on_on_further_pages_that_its_sections_lead_to() -> None:
    client = Client()
    first = client.get("/en/cities/").content.decode()
    second = client.get("/en/cities/?page=2").content.decode()
    last = client.get("/en/cities/?page=3").content.decode()

    assert "Alphaville" in first
    assert "Betatown" in first
    assert "Gammastadt" not in first
    assert 'href="#americas"' in first
    assert 'href="?page=2#europe"' in first
    assert "Gammastadt" in second
    assert 'href="./#americas"' in second
    assert 'rel="canonical" href="http://testserver/en/cities/?page=2"' in second
    assert "Epsilonia" in last
    assert "do not show that they have joined" in last


@pytest.mark.usefixtures("_cities")
@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999", "\x00"])
def test_a_page_that_is_not_there_is_answered_with_the_nearest(page: str) -> None:
    assert Client().get("/en/cities/", {"page": page}).status_code == 200

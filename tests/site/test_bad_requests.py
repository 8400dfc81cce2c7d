"""Whatever a stranger asks for gets an answer in a language of the site, never an error."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.actions import ActionFactory, action_index, city_index
from tests.factories.blog import story_index
from tests.factories.home import home_page, join_page

pytestmark = pytest.mark.django_db

UNKNOWN = [
    "/fr/nothing-here/",
    "/fr/actions/nothing-here/",
    "/fr/actions/%00/",
    "/fr/cities/%F0%9F%92%A9/",
    "/fr/stories/%ff%fe/",
    f"/fr/{'a' * 5000}/",
    f"/fr/actions/{'a' * 900}/",
    "/fr/join/reports/nothing/",
    "/fr//actions//",
    "/fr/../../etc/passwd",
    "/fr/actions/<script>/",
]
MALFORMED = [
    "page=-1",
    "page=1000000000",
    "page=",
    "page=%00",
    "page=9e99",
    "category=%00",
    "category=nothing&country=ZZ&region=mars",
    "gcm=999&gcr=-1&sdg=x",
    "year=99999999999999999999",
    "sort=drop%20table",
    "q=%00",
    "q=%ff%fe",
    "q=%27%22%3E%3Cscript%3E",
    f"q={'a' * 5000}",
    "q=" + "%26%20%7C%20%21%20%28",
    "&&&===&%",
    "tag=%00",
    "page=1&page=2&category=a&category=b",
]


@pytest.fixture(autouse=True)
def pages() -> None:
    home_page()
    home_page("fr")
    for make in (action_index, city_index, story_index, join_page):
        make()
        make("fr")
    ActionFactory(slug="welcome-desk")


def test_unknown_addresses_are_not_found_in_the_readers_language(client: Client) -> None:
    for path in UNKNOWN:
        response = client.get(path)
        assert response.status_code == 404, path
        assert '<html lang="fr"' in response.content.decode(), path


@pytest.mark.parametrize("path", ["/de/", "/xx/actions/", "/fr-ca/"])
def test_an_unknown_language_is_not_found_in_one_of_ours(client: Client, path: str) -> None:
    response = client.get(path, headers={"accept-language": "fr"}, follow=True)
    assert response.status_code == 404
    assert '<html lang="fr"' in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/fr/actions/", "/fr/stories/", "/fr/cities/", "/fr/search/", "/fr/join/", "/fr/"]
)
def test_malformed_query_strings_give_the_nearest_page(client: Client, path: str) -> None:
    answers = {query: client.get(f"{path}?{query}", follow=True).status_code for query in MALFORMED}
    assert set(answers.values()) == {200}, answers


def test_a_filter_that_is_not_understood_is_said(client: Client) -> None:
    response = client.get("/en/actions/?country=ZZ")
    assert "Not understood and left out: Country" in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/fr/search/", "/healthz", "/", "/sitemap.xml"])
def test_other_methods_are_refused(client: Client, method: str, path: str) -> None:
    assert getattr(client, method)(path).status_code in {200, 405}

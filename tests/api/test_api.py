"""The public API, as programs meet it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.facets import FACETS
from actions.models import Action, CityPage, Framework
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CategoryFactory,
    CityPageFactory,
    CommitmentFactory,
    ObjectiveFactory,
    PriorityFactory,
    action_index,
    city_index,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory, story_index
from tests.factories.home import ReportPageFactory, SignUpFactory, home_page, join_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

BASE = "/api/v1"
LISTS = ("actions", "cities", "categories", "priorities", "objectives", "stories", "reports")


def read(path: str, status: int = 200, **headers: str) -> Any:
    """Return what an address of the API says."""
    response = Client().get(f"{BASE}{path}", headers=headers)
    assert response.status_code == status, response.content
    return response.json()


@pytest.fixture
def pages() -> None:
    for language in ("en", "fr"):
        for make in (home_page, action_index, city_index, story_index, join_page):
            make(language)


@pytest.fixture
def action(pages: None) -> Action:
    """An action with all that an action can have, in two languages."""
    city = CityPageFactory(title="Exampleville", slug="exampleville")
    CommitmentFactory(page=city, text="Open a welcome centre.")
    translation_of(city, "fr", title="Exempleville")
    category = CategoryFactory(label="Services", slug="services")
    translation_of(category, "fr", label="Accès")
    action = ActionFactory(
        title="Welcome desk",
        slug="welcome-desk",
        lrgs=[city],
        categories=[category],
        priorities=[PriorityFactory(slug="first-priority")],
        objectives=[ObjectiveFactory(framework=Framework.GCM, number=15)],
        edition=ReportPageFactory(year=2022, slug="2022"),
        editors_note="Ring the mayor first.",
        start_date=date(2021, 5, 1),
        start_precision="month",
        body=[("rich_text", "<p>It began with a door.</p>")],
    )
    ActionProgressFactory(action=action, text="Two hundred families.")
    translation_of(action, "fr", title="Guichet d’accueil")
    return action


def test_an_action_has_its_facts_and_its_words_in_the_language_asked_for(action: Action) -> None:
    record = read("/actions/welcome-desk/?lang=fr")
    assert (record["title"], record["language"]) == ("Guichet d’accueil", "fr")
    assert (record["is_fallback"], record["languages"]) == (False, ["en", "fr"])
    assert record["url"].endswith("/fr/actions/welcome-desk/")
    assert record["start"] == {"date": "2021-05-01", "precision": "month"}
    assert record["stage"] == {"value": "under_way", "label": "En cours"}
    assert record["categories"] == [{"slug": "services", "label": "Accès", "language": "fr"}]
    assert record["priorities"][0]["slug"] == "first-priority"
    assert [(o["framework"], o["number"]) for o in record["objectives"]] == [("gcm", 15)]
    lrg = record["governments"][0]
    assert (lrg["name"], lrg["language"], lrg["country"]) == (
        "Exempleville",
        "fr",
        {"code": "CO", "name": "Colombie"},
    )
    assert record["edition"]["year"] == 2022
    assert "It began with a door." in record["body_html"]
    assert record["progress"][0]["text"] == "Two hundred families."
    assert Client().get(record["url"]).status_code == 200


def test_a_record_without_words_in_a_language_says_which_it_has(action: Action) -> None:
    record = read("/actions/welcome-desk/?lang=ru")
    assert (record["title"], record["language"]) == ("Welcome desk", "en")
    assert record["is_fallback"]
    assert record["stage"]["label"] == "Осуществляется"


def test_a_record_is_found_by_its_id_and_by_its_slug_in_any_language(action: Action) -> None:
    translation_of(action, "es", slug="oficina", title="Oficina")
    by_id = read(f"/actions/{action.pk}/")
    assert by_id["api_url"].endswith(f"/api/v1/actions/{action.pk}/")
    assert read("/actions/oficina/?lang=en") == by_id


def test_every_list_leads_to_its_records(action: Action) -> None:
    StoryPageFactory(tags=[TagFactory(slug="arrival")], related_actions=[action])
    index = Client().get("/api/").json()
    for name in LISTS:
        listing = read(urlsplit(index[name]).path.removeprefix(BASE))
        assert listing["total"] == len(listing["items"]) == 1, name
        link = listing["items"][0].get("api_url") or listing["items"][0]["actions_url"]
        assert Client().get(link).status_code == 200
    city = read("/cities/exampleville/")
    assert city["commitments"][0]["text"] == "Open a welcome centre."
    assert city["actions"] == 1
    assert read("/stories/?tag=arrival")["items"][0]["actions"][0]["id"] == action.pk
    assert read("/categories/?lang=fr")["items"][0]["actions"] == 1


def test_cities_are_filtered(action: Action) -> None:
    CityPageFactory(slug="northville", country="KE", kind="region", has_joined=False)
    slugs = {
        query: [city["slug"] for city in read(f"/cities/?{query}")["items"]]
        for query in ("country=KE", "region=americas", "kind=region&kind=city", "joined=false")
    }
    assert slugs == {
        "country=KE": ["northville"],
        "region=americas": ["exampleville"],
        "kind=region&kind=city": ["exampleville", "northville"],
        "joined=false": ["northville"],
    }


def test_no_draft_no_note_and_no_person_is_told(action: Action) -> None:
    SignUpFactory(contact_name="Alex Secret", contact_email="alex@example.org")
    city = CityPage.objects.get(slug="exampleville", locale__language_code="en")
    city.office_holder, city.office_holder_as_of = "Robin Mayor", date(2024, 1, 1)
    city.save()
    author = AuthorFactory(name="Sam Writer")
    StoryPageFactory(authors=[author])
    drafts = [
        ActionFactory(title="Unfinished", slug="unfinished", live=False),
        CityPageFactory(title="Unfinished", live=False),
        StoryPageFactory(title="Unfinished", live=False),
        ReportPageFactory(title="Unfinished", live=False),
    ]
    action.title = "Unfinished"
    action.save_revision()
    translation_of(action, "es", title="Unfinished", live=False)
    told = [
        Client().get(f"{BASE}/{path}").content.decode()
        for path in (
            *(f"{name}/" for name in LISTS),
            "actions/welcome-desk/?lang=es",
            "cities/exampleville/",
            "actions/?lang=es",
        )
    ]
    for secret in ("Unfinished", "Ring the mayor", "Secret", "Robin", "Sam Writer", "alex@"):
        assert not [text for text in told if secret in text], secret
    for draft, name in zip(drafts, ("actions", "cities", "stories", "reports"), strict=True):
        read(f"/{name}/{draft.pk}/", status=404)
        read(f"/{name}/{draft.slug}/", status=404)


@pytest.mark.searches
def test_the_filters_are_those_of_the_explorer(pages: None) -> None:
    categories = [CategoryFactory(slug=f"category-{n}") for n in range(3)]
    cities = [CityPageFactory(country=code) for code in ("CO", "KE", "FR")]
    for n in range(12):
        ActionFactory(
            title=f"Garden {n}" if n % 2 else f"Library {n}",
            lrgs=[cities[n % 3]],
            categories=categories[: n % 4],
            start_date=date(2018 + n % 5, 1, 1),
            stage="planned" if n % 3 else "completed",
        )
    for query in (
        "",
        "category=category-1&category=category-2",
        "country=CO&country=FR&year=2019&year=2020",
        "region=africa&status=planned&sort=title",
        "q=garden&sort=newest",
        "language=en&sort=place",
        "kind=region",
    ):
        html = Client().get(f"/en/actions/?{query}").content.decode()
        listing = read(f"/actions/?{query}&lang=en".replace("?&", "?"))
        places = [html.find(urlsplit(item["url"]).path) for item in listing["items"]]
        assert places == sorted(places), query
        assert -1 not in places, query
        assert html.count('class="card__link"') in {0, listing["total"]}, query
    counts = read("/actions/?category=category-2&country=CO")["facets"]
    assert counts["country"]["CO"] == read("/actions/?category=category-2&country=CO")["total"]
    assert counts["country"]["KE"] == read("/actions/?category=category-2&country=KE")["total"]


def test_the_filters_are_described_by_their_names() -> None:
    operation = read("/openapi.json")["paths"][f"{BASE}/actions/"]["get"]
    assert set(FACETS) <= {parameter["name"] for parameter in operation["parameters"]}


def test_walking_the_pages_meets_every_action_once(pages: None) -> None:
    made = {ActionFactory(start_date=date(2020, 1, 1)).pk for _ in range(11)}
    met = []
    path: str | None = f"{BASE}/actions/?per_page=4&sort=title"
    while path:
        listing = Client().get(path).json()
        assert (listing["total"], listing["pages"]) == (11, 3)
        met += [item["id"] for item in listing["items"]]
        path = listing["next"]
    assert len(met) == 11
    assert set(met) == made
    assert "sort=title" in listing["previous"]
    problem = read("/actions/?per_page=4&page=4", status=404)
    assert problem["detail"] == "There is no page 4; the last one is 3."


def test_an_answer_that_is_known_is_not_sent_again(action: Action) -> None:
    client = Client()
    first = client.get(f"{BASE}/actions/")
    assert "public" in first["Cache-Control"]
    same = client.get(f"{BASE}/actions/", headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    since = {"if-modified-since": first["Last-Modified"]}
    assert client.get(f"{BASE}/actions/", headers=since).status_code == 304
    action.title = "Another title"
    action.save_revision().publish()
    cache.clear()
    changed = client.get(f"{BASE}/actions/", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_the_browsers_language_counts_where_none_is_asked_for(action: Action) -> None:
    client = Client()
    client.cookies["django_language"] = "ru"
    response = client.get(f"{BASE}/actions/", headers={"accept-language": "fr-CA,fr;q=0.9"})
    assert response["Content-Language"] == "fr"
    assert response["Vary"] == "Accept-Language"
    assert response.json()["items"][0]["language"] == "fr"
    asked = client.get(f"{BASE}/actions/?lang=zh-Hans", headers={"accept-language": "fr"})
    assert asked["Content-Language"] == "zh-Hans"
    assert not asked.has_header("Vary")
    assert not asked.cookies


def test_pages_of_any_origin_may_read_and_nobody_may_write(action: Action) -> None:
    client = Client(enforce_csrf_checks=True)
    for path in (f"{BASE}/actions/", f"{BASE}/nothing/", "/api/"):
        assert client.get(path)["Access-Control-Allow-Origin"] == "*"
        preflight = client.options(path)
        assert preflight.status_code == 204
        assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        for method in ("post", "put", "patch", "delete"):
            refused = getattr(client, method)(path)
            assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
            assert refused["Content-Type"] == "application/problem+json"
    head, get = client.head(f"{BASE}/actions/"), client.get(f"{BASE}/actions/")
    assert head.content == b""
    assert (head["Content-Length"], head["ETag"]) == (get["Content-Length"], get["ETag"])


WRONG = [
    "foo=1",
    "page=-1",
    "page=0",
    "page=1000000000",
    f"page={'9' * 5000}",
    "page=1&page=2",
    "page=x",
    "per_page=101",
    "per_page=9e9",
    "lang=tlh",
    "lang=en&lang=fr",
    "lang=%00",
    "q=%00",
    f"q={'a' * 10_000}",
    "q=a&q=b",
    "category=%00",
    "category=nothing",
    "category=%ff%fe%ed%a0%80",
    f"category={'a' * 10_000}",
    "&".join(f"category=c{n}" for n in range(500)),
    "&".join(f"x{n}=1" for n in range(1500)),
    "country=ZZ",
    "gcm=x",
    "year=99999999999999999999",
    "sort=drop%20table",
    "%00=%00",
]


def test_whatever_is_not_understood_is_refused_by_name(action: Action) -> None:
    for query in WRONG:
        for name in LISTS:
            response = Client().get(f"{BASE}/{name}/?{query}", headers={"accept-language": "fr"})
            assert response.status_code in {400, 404}, (name, query)
            assert response["Content-Type"] == "application/problem+json"
            assert len(response.content) < 2000
    problem = read("/actions/?page=0&foo=1&country=ZZ", status=400)
    assert "page" in {error["parameter"] for error in problem["errors"]}
    problem = read("/actions/?foo=1&lang=en&lang=fr", status=400)
    errors = [(error["parameter"], error["code"]) for error in problem["errors"]]
    assert errors == [("foo", "unknown"), ("lang", "repeated")]
    problem = read("/actions/?country=ZZ&year=1066", status=400)
    assert [error["parameter"] for error in problem["errors"]] == ["country", "year"]
    assert read("/actions/?q=%26%20%7C%20%21%20%28")["total"] == 0


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/actions/nothing/",
        "/api/v1/actions/%00/",
        f"/api/v1/actions/{'9' * 900}/",
        "/api/v1/actions/%F0%9F%92%A9/",
        f"/api/v1/{'a' * 5000}/",
        "/api/v2/actions/",
        "/api/v1/actions/1/2/",
    ],
)
def test_an_unknown_address_is_a_problem_in_json(path: str, action: Action) -> None:
    response = Client().get(path, headers={"accept-language": "fr"})
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response["Content-Language"] == "fr"


COUNTS: dict[str, int] = {}


@pytest.mark.parametrize("rows", [2, 8])
def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(
    rows: int, action: Action
) -> None:
    city = CityPage.objects.get(slug="exampleville", locale__language_code="en")
    for n in range(rows):
        place = CityPageFactory()
        CommitmentFactory(page=place)
        other = ActionFactory(
            lrgs=[place, city],
            categories=[CategoryFactory()],
            priorities=[PriorityFactory()],
            objectives=[ObjectiveFactory(framework=Framework.SDG, number=n + 1)],
        )
        translation_of(other, "fr", title=f"Action {n}")
        translation_of(StoryPageFactory(tags=[TagFactory()], related_actions=[other]), "fr")
        translation_of(ReportPageFactory(year=2022 + n), "fr")
    paths = [*(f"{name}/?lang=fr" for name in LISTS), "actions/?q=action&lang=fr&sort=place"]
    for path in [*paths, "actions/welcome-desk/?lang=fr", "cities/exampleville/?lang=fr"]:
        Client().get(f"{BASE}/{path}")
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(f"{BASE}/{path}").status_code == 200
        assert len(captured) <= 15, path
        assert COUNTS.setdefault(path, len(captured)) == len(captured), path

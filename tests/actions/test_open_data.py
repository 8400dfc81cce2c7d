"""The actions as files: every format holds what the explorer shows, and harms no spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.models import Action
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CategoryFactory,
    CityPageFactory,
    ObjectiveFactory,
    action_index,
)
from tests.factories.home import home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def site() -> None:
    for language in ("en", "fr"):
        home_page(language)
        action_index(language)
    bogota = CityPageFactory(title="Exampleville", country="CO")
    lyon = CityPageFactory(title="Sampletown", country="FR", latitude="45.7640", longitude="4.8357")
    action = ActionFactory(
        title="Open doors",
        slug="open-doors",
        lrgs=[bogota, lyon],
        categories=[CategoryFactory(slug="health")],
        objectives=[ObjectiveFactory(framework="gcm", number=7)],
        start_date=date(2021, 5, 1),
        other_source_urls=["https://example.org/also"],
        editors_note="For editors only",
    )
    translation_of(action, "fr", title="Portes ouvertes; « été »", summary="La ville, l’été.")
    ActionProgressFactory(action=action, text="Half of it is done.")
    ActionFactory(title="Draft", live=False)
    ActionFactory(title="أبواب 门户", slug="doors", start_date=date(2020, 1, 1))


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def csv_rows(client: Client, address: str) -> list[dict[str, str]]:
    text = content(client.get(address)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_holds_what_the_explorer_shows(client: Client) -> None:
    first, second = csv_rows(client, "/fr/actions/export.csv")
    source = Action.objects.get(slug="open-doors", is_source=True)
    assert first["id"] == str(source.pk)
    assert first["title"] == "Portes ouvertes; « été »"
    assert (first["language"], first["source_language"], first["languages"]) == (
        "fr",
        "en",
        "en; fr",
    )
    assert first["governments"] == "Exampleville; Sampletown"
    assert (first["countries"], first["country_names"]) == ("CO; FR", "Colombie; France")
    assert (first["regions"], first["gcm"], first["categories"]) == (
        "americas; europe",
        "7",
        "health",
    )
    assert (first["start"], first["latitude"]) == ("2021-05-01", "4.711")
    assert (first["progress_as_of"], first["progress"]) == ("2023-01-01", "Half of it is done.")
    assert first["url"] == "http://testserver/fr/actions/open-doors/"
    # Not translated: its own words, marked as such.
    assert (second["title"], second["language"]) == ("أبواب 门户", "en")


def test_filters_and_order_are_those_of_the_explorer(client: Client) -> None:
    assert [row["id"] for row in csv_rows(client, "/en/actions/export.csv?country=JO")] == []
    rows = csv_rows(client, "/en/actions/export.csv?category=health&gcm=7&sort=title")
    assert [row["title"] for row in rows] == ["Open doors"]


def test_xlsx_opens_and_has_real_types(client: Client) -> None:
    response = client.get("/en/actions/export.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content(response))).active
    names, *rows = sheet.iter_rows(values_only=True)
    first = dict(zip(names, rows[0], strict=True))
    assert first["title"] == "Open doors"
    assert first["start"] == datetime(2021, 5, 1)
    assert first["latitude"] == 4.711
    assert first["categories_inferred"] is False
    assert rows[1][names.index("title")] == "أبواب 门户"


def test_text_never_becomes_a_formula(client: Client) -> None:
    dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"]
    Action.objects.all().delete()
    for number, title in enumerate(dangerous):
        ActionFactory(title=title, start_date=date(2000 + number, 1, 1))
    titles = [row["title"] for row in csv_rows(client, "/en/actions/export.csv")]
    assert sorted(titles) == sorted(f"'{title}" for title in dangerous)
    book = openpyxl.load_workbook(io.BytesIO(content(client.get("/en/actions/export.xlsx"))))
    cells = [row[3] for row in book.active.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert all(cell.quotePrefix for cell in cells)


def test_json_and_geojson(client: Client) -> None:
    found = json.loads(content(client.get("/en/actions/export.json?category=health&year=x")))
    assert found["total"] == len(found["actions"]) == 1
    assert found["actions"][0]["countries"] == ["CO", "FR"]
    assert found["notices"] == ["left out: year"]
    shapes = json.loads(content(client.get("/en/actions/export.geojson")))
    assert shapes["type"] == "FeatureCollection"
    first, second = shapes["features"]
    assert first["geometry"] == {
        "type": "MultiPoint",
        "coordinates": [[-74.0721, 4.711], [4.8357, 45.764]],
    }
    assert second["geometry"] is None
    assert first["properties"]["title"] == "Open doors"


def test_nothing_that_is_not_public_leaves(client: Client) -> None:
    for extension in ("csv", "json", "geojson"):
        text = content(client.get(f"/en/actions/export.{extension}")).decode()
        assert "Draft" not in text
        assert "For editors only" not in text


def test_feed(client: Client) -> None:
    response = client.get("/fr/actions/feed/?category=health")
    root = ET.fromstring(response.content)  # noqa: S314 - our own answer
    assert response["Content-Type"].startswith("application/atom+xml")
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Portes ouvertes; « été »"]
    assert entries[0].findtext(f"{ATOM}id", "").startswith("urn:uuid:")
    assert root.find(f"{ATOM}link[@rel='self']").get("href").endswith("feed/?category=health")


def test_a_file_that_the_reader_has_is_not_sent_again(client: Client) -> None:
    answer = client.get("/en/actions/export.csv")
    content(answer)
    again = client.get("/en/actions/export.csv", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert client.head("/en/actions/export.csv").status_code == 200


def test_the_number_of_queries_does_not_depend_on_the_rows(client: Client) -> None:
    def queries() -> int:
        content(client.get("/fr/actions/export.csv"))
        with CaptureQueriesContext(connection) as captured:
            content(client.get("/fr/actions/export.csv"))
        return len(captured)

    few = queries()
    for _ in range(20):
        translation_of(ActionFactory(lrgs=[CityPageFactory()]), "fr")
    assert queries() == few


def test_the_data_page_explains_every_column(client: Client) -> None:
    soup = BeautifulSoup(client.get("/fr/actions/data/").content.decode(), "html.parser")
    explained = [item.get_text(strip=True) for item in soup.select("tbody th code")]
    header = content(client.get("/fr/actions/export.csv")).decode("utf-8-sig").splitlines()[0]
    assert explained == header.split(",")
    graph = json.loads(soup.select_one("script[type='application/ld+json']").string)
    dataset = next(item for item in graph if item["@type"] == "Dataset")
    for download in dataset["distribution"]:
        assert (
            client.head(download["contentUrl"].replace("http://testserver", "")).status_code == 200
        )


@pytest.mark.parametrize(
    "path",
    ["/en/actions/export.exe", "/en/nothing/export.csv", "/en/stories/export.csv", "/export.csv"],
)
def test_other_files_are_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", ["q=%00", "category=%ff", "sort=%27", "country=A&" * 500])
def test_no_value_breaks_a_file(client: Client, query: str) -> None:
    for extension in ("csv", "xlsx", "json", "geojson"):
        response = client.get(f"/en/actions/export.{extension}?{query}")
        assert response.status_code == 200
        assert content(response)

"""The actions as files: every format holds what the explorer shows, and harms no spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime
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
        "en | fr",
    )
    assert first["governments"] == "Exampleville | Sampletown"
    assert (first["countries"], first["country_names"]) == ("CO | FR", "Colombie | France")
    assert (first["regions"], first["gcm"], first["categories"]) == (
        "americas | europe",
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
    book = openpyxl.load_workbook(io.BytesIO(content(response)))
    names, *rows = book["actions"].iter_rows(values_only=True)
    first = dict(zip(names, rows[0], strict=True))
    assert first["title"] == "Open doors"
    assert first["start"] == datetime(2021, 5, 1)
    assert first["latitude"] == 4.711
    assert first["categories_inferred"] is False
    assert rows[1][names.index("title")] == "أبواب 门户"


DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    "\r=1",
    "\u200b=1",
    "\ufeff@x",
    "a;=1",
    "b\n-1; =2",
]


def test_text_never_becomes_a_formula(client: Client) -> None:
    Action.objects.all().delete()
    city = CityPageFactory(title="=1+1")
    for number, title in enumerate(DANGEROUS):
        ActionFactory(title=title, lrgs=[city], start_date=date(2000 + number, 1, 1))
    text = content(client.get("/en/actions/export.csv?sort=title")).decode("utf-8-sig")
    for separator in ",;\t":
        for cell in re.split(rf"[{separator}\r\n]", text):
            is_number = re.fullmatch(r"-?[0-9.]+", cell)
            assert is_number or not re.match(r'["\s\u200b\ufeff]*[=+@＝-]', cell), cell
    assert {row["governments"] for row in csv.DictReader(io.StringIO(text))} == {"'=1+1"}
    # One line an action, whatever is in its text.
    assert len(text.splitlines()) == len(DANGEROUS) + 1
    book = openpyxl.load_workbook(io.BytesIO(content(client.get("/en/actions/export.xlsx"))))
    cells = {row[3].value: row[3] for row in book["actions"].iter_rows(min_row=2)}
    assert cells.keys() == {title.replace("\r", "\n") for title in DANGEROUS}
    assert {cell.data_type for cell in cells.values()} <= {"s", "inlineStr"}
    plain = {title for title, cell in cells.items() if not cell.quotePrefix}
    assert plain == set(DANGEROUS[-2:])


def test_control_characters_stay_behind(client: Client) -> None:
    Action.objects.all().delete()
    city = CityPageFactory(title="Ex\x0cample\x01ville")
    ActionFactory(title="Open\x0bdoors\x1b\x85", summary="1 < 2 & <b>", lrgs=[city])
    text = content(client.get("/en/actions/export.csv")).decode("utf-8-sig")
    assert "Open doors" in text
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)
    book = openpyxl.load_workbook(io.BytesIO(content(client.get("/en/actions/export.xlsx"))))
    names, row = book["actions"].iter_rows(values_only=True)
    found = dict(zip(names, row, strict=True))
    assert (found["title"].split(), found["governments"]) == (["Open", "doors"], "Ex\nampleville")
    feed = ET.fromstring(client.get("/en/actions/feed/").content)  # noqa: S314 - our own answer
    assert feed.findtext(f"{ATOM}entry/{ATOM}title", "").split() == ["Open", "doors"]


def test_json_and_geojson(client: Client) -> None:
    found = json.loads(content(client.get("/en/actions/export.json?category=health&year=x")))
    assert found["total"] == len(found["actions"]) == 1
    assert found["actions"][0]["countries"] == ["CO", "FR"]
    assert found["left_out"] == ["year"]
    assert found["notices"] == ["Not understood and left out: Year"]
    assert found["source"] == "http://testserver/en/actions/?category=health"
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
    response = client.get("/fr/actions/feed/?category=health&category=health&x=1")
    root = ET.fromstring(response.content)  # noqa: S314 - our own answer
    assert response["Content-Type"].startswith("application/atom+xml")
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Portes ouvertes; « été »"]
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == (
        "http://testserver/fr/actions/feed/?category=health"
    )
    assert root.find(f"{ATOM}link[@hreflang='zh-Hans']").get("href") == (
        "http://testserver/zh-hans/actions/feed/?category=health"
    )
    assert root.findtext(f"{ATOM}author/{ATOM}name")


def test_the_feed_begins_with_what_was_published_last(client: Client) -> None:
    old, new = (
        Action.objects.get(slug="open-doors", is_source=True),
        Action.objects.get(slug="doors"),
    )
    for action, day in ((old, 1), (new, 2)):
        action.first_published_at = datetime(2024, 1, day, tzinfo=UTC)
        action.save()
    root = ET.fromstring(client.get("/fr/actions/feed/").content)  # noqa: S314 - our own answer
    first, second = root.findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}title") == "أبواب 门户"
    # Shown in its own language, and said so.
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (first.get(language), second.get(language)) == ("en", None)
    english = ET.fromstring(client.get("/en/actions/feed/").content)  # noqa: S314
    ids = {
        entry.findtext(f"{ATOM}id") for entry in (*root, *english) if entry.tag.endswith("entry")
    }
    assert len(ids) == 4
    Action.objects.filter(pk=new.pk).update(slug="elsewhere")
    again = ET.fromstring(client.get("/fr/actions/feed/").content)  # noqa: S314 - our own answer
    assert again.findtext(f"{ATOM}entry/{ATOM}id") == first.findtext(f"{ATOM}id")


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

"""The archive of editions on the join page, and the page of each edition."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import ReportBuild, ReportPage, SiteDocument
from home.models.report_page import Forum
from tests.factories.actions import ActionFactory, CityPageFactory, action_index
from tests.factories.home import ReportPageFactory, join_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

FIGURES = json.dumps(
    [
        {"type": "figure", "value": {"value": 70, "label": "local actions", "category": None}},
        {"type": "figure", "value": {"value": 33, "label": "countries", "category": None}},
    ]
)


def document(title: str, language: str, size: int = 2048) -> SiteDocument:
    file = ContentFile(b"x" * size, name=f"{language}.pdf")
    return SiteDocument.objects.create(title=title, language=language, file=file, file_size=size)


def edition(year: int = 2022, uploaded: tuple[SiteDocument, ...] = (), **kwargs: Any) -> ReportPage:
    downloads = [
        {"type": "document", "value": {"document": item.pk, "title": ""}} for item in uploaded
    ]
    return ReportPageFactory(
        year=year,
        forum=Forum.IMRF,
        forum_year=year,
        published_year=year,
        figures=FIGURES,
        downloads=json.dumps(downloads),
        **kwargs,
    )


def built(page: ReportPage, language: str) -> ReportBuild:
    return ReportBuild.objects.create(
        page=page,
        language=language,
        status=ReportBuild.Status.DONE,
        finished_at=datetime(2024, 5, 4, tzinfo=UTC),
        document=document(f"Built in {language}", language),
    )


def soup_of(client: Client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_archive_says_what_an_edition_is_and_offers_its_files(client: Client) -> None:
    page = edition(uploaded=(document("The report", "en"),), introduction="What was done.")
    built(page, "fr")
    card = soup_of(client, "/en/join/").select_one("section[aria-labelledby=editions] .edition")
    text = " ".join(card.get_text(" ").split())
    for words in ("International Migration Review Forum, 2022", "Published in 2022"):
        assert words in text
    assert "What was done." in text
    assert [item.get_text(strip=True) for item in card.select("dd")] == ["70", "33"]
    assert "As the report states them." in text
    uploaded, typeset = card.select("a.download")
    assert "The report" in uploaded.get_text()
    assert "English" in uploaded.get_text()
    assert "2.0\xa0KB" in uploaded.get_text()
    assert "French" in typeset.get_text()
    assert "Typeset from the entries on this site on May 4, 2024" in typeset.get_text()
    assert client.get(typeset["href"]).status_code == 200


def test_the_archive_is_in_the_words_and_languages_of_its_reader(client: Client) -> None:
    join_page("fr")
    page = edition()
    built(page, "ar")
    translation_of(page, "fr", title="L’édition 2022", figures=FIGURES)
    card = soup_of(client, "/fr/join/").select_one(".edition")
    assert card.select_one("h3").get_text(strip=True) == "L’édition 2022"
    file = card.select_one("a.download")
    assert file["hreflang"] == "ar"
    assert "arabe" in file.get_text()


def test_a_file_that_failed_or_was_deleted_is_not_offered(client: Client) -> None:
    page = edition()
    ReportBuild.objects.create(page=page, language="en", status=ReportBuild.Status.FAILED)
    gone = built(page, "fr")
    gone.document.delete()
    assert not soup_of(client, "/en/join/").select("a.download")


def test_the_archive_asks_as_many_queries_for_many_editions_as_for_one(client: Client) -> None:
    def queries() -> int:
        client.get("/en/join/")
        cache.clear()
        client.get("/en/join/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/join/")
        return len(captured)

    built(edition(2022, (document("One", "en"),)), "fr")
    before = queries()
    for year in range(2023, 2028):
        page = edition(year, (document("One", "en"), document("Two", "ar")))
        for language in ("en", "es", "fr"):
            built(page, language)
    assert queries() == before


def test_an_edition_lists_who_is_in_it_by_region_and_offers_its_citation(client: Client) -> None:
    action_index()
    page = edition(title="Localizing the Compacts", slug="first-report")
    bogota = CityPageFactory(title="Exampleville", country="CO")
    kampala = CityPageFactory(title="Sampletown", country="UG")
    ActionFactory(title="Open doors", lrgs=[bogota, kampala], edition=page)
    ActionFactory(title="Elsewhere", lrgs=[bogota])
    soup = soup_of(client, "/en/join/first-report/")
    section = soup.select_one("section[aria-labelledby=edition-entries]")
    assert [item.get_text() for item in section.select("h3")] == ["Africa", "Americas"]
    assert section.get_text().count("Open doors") == 2
    assert "Elsewhere" not in section.get_text()
    citation = soup.select_one("#citation").get_text()
    assert "“Localizing the Compacts”" in citation
    assert citation.endswith("/en/join/first-report/")
    bib = client.get("/en/join/first-report/cite.bib").content.decode()
    assert bib.startswith("@techreport{")
    assert client.get("/en/join/first-report/cite.ris").content.startswith(b"TY  - RPRT")
    assert client.get("/en/join/first-report/cite.docx").status_code == 404


def test_figures_of_the_report_and_counted_ones_are_kept_apart(client: Client) -> None:
    action_index()
    snapshot = {"on": "2022-05-17", "figure": "totals", "query": "", "counts": {"actions": 12}}
    counted = {
        "heading": "",
        "figure": "totals",
        "selection": "",
        "frozen": True,
        "snapshot": snapshot,
    }
    figures = [*json.loads(FIGURES), {"type": "counted", "value": counted}]
    page = edition(slug="with-both")
    page.figures = json.dumps(figures)
    page.save()
    soup = soup_of(client, "/en/join/with-both/")
    stated = soup.select_one("section[aria-labelledby=report-figures]")
    assert "12" not in [item.get_text(strip=True) for item in stated.select("dd")]
    own = soup.select_one("section[aria-labelledby=counted]").get_text()
    assert "12" in own
    assert "May 17, 2022" in own
    # The archive and the API give what the report states.
    card = soup_of(client, "/en/join/").select_one(".edition")
    assert [item.get_text(strip=True) for item in card.select("dd")] == ["70", "33"]
    assert len(client.get("/api/v1/reports/with-both/").json()["figures"]) == 2


def test_the_api_gives_the_typeset_files_too(client: Client) -> None:
    page = edition(slug="given")
    built(page, "fr")
    downloads = client.get("/api/v1/reports/given/").json()["downloads"]
    assert [(item["language"], item["title"]) for item in downloads] == [("fr", "Built in fr")]

"""The PDF of an edition, from the desk's button to the pages."""

from __future__ import annotations

import io
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from actions.models import Action
from home import pdf
from home.models import ReportBuild, ReportPage, SiteDocument
from home.report_builds import LOCKS, build
from tests.admin.desk import sign_in
from tests.factories.actions import (
    ActionFactory,
    CityPageFactory,
    action_index,
)
from tests.factories.home import ReportPageFactory, SiteImageFactory
from tests.home.printing import holding, report_edition, text_of

pytestmark = pytest.mark.django_db

Status = ReportBuild.Status


@pytest.fixture
def edition() -> ReportPage:
    return report_edition()


def ask(client: Client, page: ReportPage, **choice: Any) -> Any:
    """Send the desk's form; the tests' tasks run at once."""
    data = {"languages": ["en"], "scope": "edition", **choice}
    return client.post(reverse("build_report_pdf", args=[page.pk]), data)


def read(document: SiteDocument) -> PdfReader:
    with document.open_file() as file:
        return PdfReader(io.BytesIO(file.read()))


def outline(reader: PdfReader) -> list[str]:
    def flat(items: Any) -> list[str]:
        found = []
        for item in items:
            found += flat(item) if isinstance(item, list) else [str(item["/Title"])]
        return found

    return flat(reader.outline)


def structure(reader: PdfReader) -> list[Any]:
    """Return every element of the structure tree."""
    waiting, found = [reader.trailer["/Root"]["/StructTreeRoot"]], []
    while waiting:
        item = waiting.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            if "/S" in item:
                found.append(item)
            waiting.append(item.get("/K", []))
    return found


def test_a_report_is_built_in_each_language_and_offered(client: Client, edition: Any) -> None:
    sign_in(client, "Publishers")
    response = ask(client, edition, languages=["en", "fr", "ar"])
    assert response["Location"] == reverse("report_pdfs", args=[edition.pk])
    builds = {item.language: item for item in ReportBuild.objects.all()}
    assert {item.status for item in builds.values()} == {Status.DONE}
    readers = {code: read(item.document) for code, item in builds.items()}
    texts = {code: text_of(reader) for code, reader in readers.items()}
    for words in ("Localizing the Compacts", "Open doors", "We open a welcome centre.", "Uganda"):
        assert words in texts["en"]
    assert "Of another edition" not in texts["en"]
    for words in ("Localiser les pactes", "Portes ouvertes", "Ouganda", "Only in English"):
        assert words in texts["fr"]
    assert "Open doors" not in texts["fr"]
    # Shaped letters are read back in either order, so look for what both have.
    assert any("\u0600" <= letter <= "\u06ff" for letter in texts["ar"])
    for code, reader in readers.items():
        assert reader.trailer["/Root"]["/Lang"] == code
        assert len(reader.pages) == builds[code].pages > 8
        assert builds[code].document.language == code
    page = BeautifulSoup(client.get("/fr/join/").content, "html.parser")
    assert len(page.select(".edition a.download")) == 3


def test_the_file_is_tagged_and_has_a_contents_with_pages(client: Client, edition: Any) -> None:
    sign_in(client, "Publishers")
    ask(client, edition)
    reader = read(ReportBuild.objects.get().document)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Localizing the Compacts"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    elements = structure(reader)
    kinds = {item["/S"] for item in elements}
    assert {"/H1", "/H2", "/H3", "/H4", "/P", "/L", "/Table", "/TH", "/TD", "/Link"} <= kinds
    figures = [item for item in elements if item["/S"] == "/Figure"]
    assert figures
    assert all("World map: 2 places" in item["/Alt"] for item in figures)
    titles = outline(reader)
    for title in ("Contents", "Africa", "Uganda", "Sampletown", "Open doors", "Sources"):
        assert title in titles
    # The number beside a chapter in the contents is that of its page.
    contents = reader.pages[2].extract_text()
    number = next(line for line in contents.splitlines() if line.startswith("Africa")).split()[-1]
    assert "Sampletown" in reader.pages[int(number) - 1].extract_text()
    # So is the one in the index.
    index = next(
        page.extract_text()
        for page in reader.pages
        if "Index by objective" in page.extract_text()
        and "Access to services" in page.extract_text()
    )
    assert "Commitment" in index


def test_another_build_takes_the_place_of_the_earlier_one(client: Client, edition: Any) -> None:
    sign_in(client, "Publishers")
    ask(client, edition)
    first = ReportBuild.objects.get()
    document, old_file = first.document, first.document.file.name
    edition.title = "A new title"
    edition.save()
    ask(client, edition)
    second = ReportBuild.objects.get()
    assert second.pk != first.pk
    assert second.document == document
    assert second.document.file.name != old_file
    assert second.document.filename == document.filename
    assert "A new title" in text_of(read(second.document))
    assert SiteDocument.objects.count() == 1


def test_only_who_may_publish_the_report_may_build_it(client: Client, edition: Any) -> None:
    for group in ("Writers", "Translators"):
        sign_in(client, group)
        # Wagtail sends who may not open a page home, with a message.
        assert ask(client, edition).status_code == 302
        assert client.get(reverse("report_pdfs", args=[edition.pk])).status_code == 302
        edit = client.get(reverse("wagtailadmin_pages:edit", args=[edition.pk]))
        assert reverse("build_report_pdf", args=[edition.pk]) not in edit.content.decode()
    assert not ReportBuild.objects.exists()
    sign_in(client, "Publishers")
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[edition.pk]))
    assert reverse("build_report_pdf", args=[edition.pk]) in edit.content.decode()


def test_an_edition_without_actions_asks_which_ones(client: Client) -> None:
    action_index()
    page = ReportPageFactory()
    city = CityPageFactory()
    ActionFactory(lrgs=[city], title="Begun in 2020", start_date="2020-01-01")
    ActionFactory(lrgs=[city], title="Begun in 2023", start_date="2023-01-01")
    sign_in(client, "Publishers")
    form = BeautifulSoup(
        client.get(reverse("build_report_pdf", args=[page.pk])).content, "html.parser"
    )
    assert not form.select("input[name=scope][checked]")
    refused = ask(client, page)
    assert "No published action belongs to this choice." in refused.content.decode()
    backwards = ask(client, page, scope="all", first_year=2023, last_year=2020)
    assert "The last year can’t be before the first one." in backwards.content.decode()
    assert ask(client, page, scope="all", first_year="soon").status_code == 200
    assert not ReportBuild.objects.exists()
    ask(client, page, scope="all", first_year=2022)
    text = text_of(read(ReportBuild.objects.get().document))
    assert "Begun in 2023" in text
    assert "Begun in 2020" not in text
    assert "With the actions that began in 2022 or later." in text


@pytest.fixture
def nobody_works(settings: LazySettings) -> None:
    """Put tasks into the database, as in production, with no worker to take them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.usefixtures("nobody_works")
def test_two_presses_make_one_build_and_its_progress_is_seen(client: Client, edition: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    queued = DBTaskResult.objects.filter(task_path="home.report_builds.build")
    sign_in(client, "Publishers")
    ask(client, edition)
    ask(client, edition)
    waiting = ReportBuild.objects.get()
    assert waiting.status == Status.WAITING
    assert queued.count() == 1
    page = client.get(reverse("report_pdfs", args=[edition.pk])).content.decode()
    soup = BeautifulSoup(page, "html.parser")
    assert soup.select_one("noscript meta[http-equiv=refresh]")
    assert soup.select_one("[data-builds]")["data-seconds"]
    assert soup.select_one("progress")["value"] == "0"
    assert "Waiting for the background worker" in page
    # A task that was lost is put into the queue again by a later press.
    ReportBuild.objects.update(requested_at=timezone.now() - timedelta(minutes=2))
    ask(client, edition)
    assert ReportBuild.objects.get().pk == waiting.pk
    assert queued.count() == 2
    # Both tasks end in one file.
    build.call(waiting.pk)
    build.call(waiting.pk)
    done = ReportBuild.objects.get()
    assert done.status == Status.DONE
    assert SiteDocument.objects.count() == 1
    page = client.get(reverse("report_pdfs", args=[edition.pk])).content.decode()
    assert 'http-equiv="refresh"' not in page
    assert done.document.url in page


@pytest.mark.usefixtures("nobody_works")
def test_a_build_whose_worker_was_killed_is_interrupted_and_begins_again(
    client: Client, edition: Any
) -> None:
    sign_in(client, "Publishers")
    ask(client, edition)
    killed = ReportBuild.objects.get()
    ReportBuild.objects.update(status=Status.RUNNING, percent=40, started_at=timezone.now())
    with holding(LOCKS, killed.pk):
        page = client.get(reverse("report_pdfs", args=[edition.pk])).content.decode()
        assert "Being built" in page
        ask(client, edition)
        assert ReportBuild.objects.get().status == Status.RUNNING
    page = client.get(reverse("report_pdfs", args=[edition.pk])).content.decode()
    assert "Interrupted" in page
    assert "Build again" in page
    ask(client, edition)
    again = ReportBuild.objects.get()
    assert again.pk != killed.pk
    build.call(again.pk)
    again.refresh_from_db()
    assert again.status == Status.DONE


def test_a_failure_is_told_and_the_earlier_file_stays(
    client: Client, edition: Any, settings: LazySettings, tmp_path: Path
) -> None:
    sign_in(client, "Publishers")
    ask(client, edition)
    kept = ReportBuild.objects.get().document
    # A directory that a file stands in the way of can't be written to.
    (tmp_path / "media").write_text("in the way")
    settings.MEDIA_ROOT = tmp_path / "media"
    ask(client, edition)
    failed = ReportBuild.objects.exclude(status=Status.DONE).get()
    assert failed.status == Status.FAILED
    assert failed.error
    page = client.get(reverse("report_pdfs", args=[edition.pk])).content.decode()
    assert "Failed" in page
    assert kept.url in page


def test_nothing_is_read_that_is_not_the_sites_own(caplog: Any) -> None:
    image = SiteImageFactory(title="Own")
    own = image.get_rendition("max-100x100").url
    secret = default_storage.save("documents/secret.png", default_storage.open(image.file.name))
    addresses = [
        "http://127.0.0.1:1/remote.png",
        "https://example.org/remote.png",
        "file:///etc/hostname",
        "ftp://example.org/remote.png",
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E",
        "drawing:unknown",
        f"/media/{secret}",
        "/media/images/../documents/secret.png",
        "/static/%2e%2e/%2e%2e/etc/hostname",
    ]
    images = "".join(f'<img src="{address}" alt="x">' for address in addresses)
    css = "<style>body { background: url(https://example.org/a.png) }</style>"
    html = f'<html lang="en"><title>T</title>{css}<img src="{own}" alt="Own">{images}</html>'
    made = pdf.typeset(html)
    assert sum(len(page.images) for page in PdfReader(io.BytesIO(made.content)).pages) == 1
    for address in addresses[:4]:
        assert address in caplog.text


def test_without_pango_the_site_says_what_is_missing(
    client: Client, edition: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.delitem(sys.modules, "home.pdf.rendering", raising=False)
    monkeypatch.delattr("home.pdf.rendering", raising=False)
    sign_in(client, "Publishers")
    for name in ("report_pdfs", "build_report_pdf"):
        page = client.get(reverse(name, args=[edition.pk])).content.decode()
        assert "libpango-1.0-0" in page
    assert "libpango-1.0-0" in ask(client, edition).content.decode()
    assert not ReportBuild.objects.exists()
    source = Action.objects.get(title="Open doors")
    assert client.get(f"/en/actions/{source.slug}/").status_code == 200
    assert client.get(f"/en/actions/{source.slug}.pdf").status_code == 503

"""Documents as readers get them: shown or saved as what they are, never as a page of the site."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from home.models import SiteDocument
from tests.admin.desk import sign_in

pytestmark = pytest.mark.django_db

HTML = b"<!doctype html><script>alert(document.cookie)</script>"


def stored(name: str, content: bytes = HTML, **values: Any) -> SiteDocument:
    """Store a document past every check, as one from an older time."""
    document = SiteDocument(title="A document", **values)
    document.file.save(name, ContentFile(content))
    document.save()
    return document


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.xhtml", "a.js", "a.zip", "a.csv", "a"])
def test_what_is_no_pdf_is_saved_and_acts_nowhere(client: Client, name: str) -> None:
    headers = client.get(stored(name).url).headers
    assert headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_pdf_is_shown_and_reaches_nothing(client: Client) -> None:
    answer = client.get(stored("a.pdf", b"%PDF-1.7").url)
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" not in answer.headers.get("Content-Disposition", "")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_document_for_some_people_is_kept_by_no_cache(client: Client) -> None:
    for_some = Collection.get_first_root_node().add_child(name="For some")
    CollectionViewRestriction.objects.create(
        collection=for_some, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = stored("a.pdf", b"%PDF-1.7", collection=for_some)
    assert client.get(document.url).status_code == 302
    sign_in(client, "Administrators")
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    below = stored("c.pdf", b"%PDF-1.7", collection=for_some.add_child(name="Below"))
    assert "no-store" in client.get(below.url)["Cache-Control"]
    anybodys = client.get(stored("b.pdf", b"%PDF-1.7").url)
    assert "no-cache" in anybodys["Cache-Control"]


def test_the_browser_is_asked_whether_it_has_a_document_already(client: Client) -> None:
    document = stored("a.pdf", b"%PDF-1.7")
    first = client.get(document.url)
    again = client.get(document.url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_what_is_not_there_is_not_found(client: Client) -> None:
    document = stored("a.pdf", b"%PDF-1.7")
    for address in (
        f"/documents/{document.pk}/b.pdf",
        f"/documents/{document.pk}/../../etc/passwd",
        f"/documents/{document.pk}/..%2f..%2fetc%2fpasswd",
        f"/documents/{10**40}/a.pdf",
        "/documents/x/a.pdf",
    ):
        assert client.get(address, follow=True).status_code == 404, address
    document.file.storage.delete(document.file.name)
    assert client.get(document.url, follow=True).status_code == 404


def test_a_document_is_asked_for_once(client: Client, django_assert_num_queries: Any) -> None:
    url = stored("a.pdf", b"%PDF-1.7").url
    # The document; its collection and whether that is for some, as Wagtail asks and as we do.
    with django_assert_num_queries(4):
        client.get(url)

"""Files of content that are broken, foreign or hostile are refused with the reason."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from home.models import ContentImport, SiteDocument, SiteImage
from tests.admin.desk import sign_in
from tests.admin.transfer_files import (
    changed,
    content_in,
    empty_site,
    open_doors,
    packed,
    story_about,
    zipped,
)
from tests.admin.upload_files import HTML, SVG, bomb, package, picture, telling_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administrator(client):
    empty_site()
    return sign_in(client, "Administrators")


@pytest.fixture
def action():
    return open_doors()


@pytest.fixture
def story(action):
    return story_about(action)


def files():
    good = {"format": "call-to-local-action-content", "version": 1, "records": [], "files": {}}
    whole = json.dumps(good)
    record = {
        "model": "auth.user",
        "key": "x",
        "locale": "en",
        "source": True,
        "live": True,
        "title": "",
        "depth": 0,
        "content": {},
        "translations": [],
    }
    name = "files/" + "0" * 40
    yield "no zip", b"PK nonsense", "no ZIP file"
    yield "empty", zipped({}), "it has no content.json"
    yield "path", zipped({"content.json": whole, "../../etc/passwd": "x"}), "something else"
    yield "other", zipped({"content.json": whole, "run.sh": "x"}), "something else"
    yield "no json", zipped({"content.json": "{"}), "can’t be read"
    yield "deep", zipped({"content.json": "[" * 200_000}), "can’t be read"
    yield "foreign", zipped({"content.json": "{}"}), "no file of content of this site"
    yield "version", zipped({"content.json": json.dumps({**good, "version": 2})}), "another version"
    yield (
        "user",
        zipped({"content.json": json.dumps({**good, "records": [record]})}),
        "not imported",
    )
    yield "shape", zipped({"content.json": json.dumps({**good, "records": [7]})}), "Record 1"
    yield (
        "changed file",
        zipped(
            {
                "content.json": json.dumps({**good, "files": {"0" * 40: {"kind": "image"}}}),
                name: "x",
            }
        ),
        "was changed",
    )
    yield (
        "missing file",
        zipped({"content.json": json.dumps({**good, "files": {"0" * 40: {}}})}),
        "is missing",
    )


@pytest.mark.parametrize(("data", "reason"), [pytest.param(*row[1:], id=row[0]) for row in files()])
def test_a_bad_file_is_refused_with_the_reason(client, data, reason):
    file = SimpleUploadedFile("content.zip", data)
    response = client.post(reverse("upload_content"), {"file": file})
    assert response.status_code == 200
    assert reason in str(response.context["upload_form"].errors)
    assert not ContentImport.objects.exists()


def test_a_bomb_is_not_unpacked(client, monkeypatch):
    monkeypatch.setattr("home.transfer.package.LARGEST_UNPACKED", 100_000)
    data = zipped({"content.json": "{}", "files/" + "0" * 40: b"0" * 100_001})
    assert len(data) < 1000
    response = client.post(
        reverse("upload_content"), {"file": SimpleUploadedFile("content.zip", data)}
    )
    assert "too large once unpacked" in str(response.context["upload_form"].errors)


@pytest.mark.parametrize(
    "html",
    [
        "<p><script>alert(1)</script></p>",
        '<p onclick="x">y</p>',
        '<p><a href="javascript:x">y</a></p>',
        '<iframe src="https://example.org"></iframe>',
    ],
)
def test_markup_that_a_browser_would_run_is_refused(client, story, html):
    def change(content):
        body = [{"type": "rich_text", "value": html}]
        content_in(content, "A story")["body"] = json.dumps(body)

    data = changed(packed(story), change)
    client.post(reverse("upload_content"), {"file": SimpleUploadedFile("c.zip", data)})
    page = client.get(reverse("review_content", args=[ContentImport.objects.get().pk]))
    assert "not allowed" in page.content.decode()
    assert "Import as drafts" not in page.content.decode()


BAD_FILES = {
    "image that tells its place": ("image", "a.jpg", telling_picture(), "tells more than it shows"),
    "script in an image": ("image", "a.png", SVG, "a.png"),
    "image of another kind": ("image", "a.jpg", picture("PNG"), "a.jpg"),
    "drawing": ("image", "a.svg", SVG, "of this kind"),
    "bomb": ("image", "a.png", bomb(8_000), "too many pixels"),
    "page": ("document", "a.html", HTML, "of this kind"),
    "page that says it is PDF": ("document", "a.pdf", HTML, "not what its name says"),
    "macros": ("document", "a.xlsx", package("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
}


@pytest.mark.parametrize(("kind", "name", "data", "reason"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_the_desk_would_refuse_is_refused(client, kind, name, data, reason):
    key = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    content = {
        "format": "call-to-local-action-content",
        "version": 1,
        "records": [],
        "files": {key: {"kind": kind, "name": name}},
    }
    sent = zipped({"content.json": json.dumps(content), f"files/{key}": data})
    client.post(reverse("upload_content"), {"file": SimpleUploadedFile("c.zip", sent)})
    page = client.get(reverse("review_content", args=[ContentImport.objects.get().pk]))
    assert reason in page.context["problem"]
    assert not SiteImage.objects.exists()
    assert not SiteDocument.objects.exists()

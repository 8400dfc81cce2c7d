"""Images and documents that people of the desk upload: nothing but what they say they are."""

from __future__ import annotations

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from home.models import SiteDocument, SiteImage
from tests.admin.desk import sign_in
from tests.admin.upload_files import (
    HTML,
    PLACE,
    SVG,
    animation,
    bomb,
    document,
    package,
    picture,
    telling_picture,
    upload,
)

pytestmark = pytest.mark.django_db

IMAGE = "wagtailimages:add"
DOCUMENT = "wagtaildocs:add"


@pytest.fixture(autouse=True)
def publisher(client: Client) -> Any:
    return sign_in(client, "Administrators")


def add(client: Client, address: str, content: bytes, name: str, **data: Any) -> Any:
    """Fill in the form with one file and send it."""
    return client.post(
        reverse(address),
        {
            "title": "A file",
            "collection": Collection.get_first_root_node().pk,
            "file": upload(content, name),
            **data,
        },
    )


def add_several(client: Client, address: str, content: bytes, name: str) -> Any:
    """Drop a file onto the page for several."""
    return client.post(
        reverse(address),
        {"title": "A file", "files[]": upload(content, name)},
        headers={"x-requested-with": "XMLHttpRequest"},
    )


def choose(client: Client, address: str, content: bytes, name: str) -> Any:
    """Upload a file while choosing one in an editor."""
    data = {
        f"{prefix}{key}": value
        for key, value in {
            "title": "A file",
            "collection": Collection.get_first_root_node().pk,
            "file": upload(content, name),
        }.items()
        for prefix in ("image-chooser-upload-", "document-chooser-upload-")
    }
    return client.post(reverse(address), data)


BAD_IMAGES = {
    "script in SVG": (SVG, "a.svg"),
    "SVG that says it is PNG": (SVG, "a.png"),
    "page that says it is JPEG": (HTML, "a.jpg"),
    "page behind the name of GIF": (b"GIF89a" + HTML, "a.gif"),
    "PNG that says it is JPEG": (picture("PNG"), "a.jpg"),
    "TIFF": (picture("TIFF"), "a.tiff"),
    "document": (document(), "a.png"),
    "bomb": (bomb(), "a.png"),
    "more than a camera makes": (bomb(8_000), "a.png"),
    "cut off": (picture()[:100], "a.jpg"),
    "nothing": (b"", "a.jpg"),
}


@pytest.mark.parametrize(("content", "name"), BAD_IMAGES.values(), ids=BAD_IMAGES)
@pytest.mark.parametrize(
    ("way", "address"),
    [
        (add, IMAGE),
        (add_several, "wagtailimages:add_multiple"),
        (choose, "wagtailimages_chooser:create"),
    ],
    ids=["one", "several", "chooser"],
)
def test_what_is_no_image_is_not_kept(
    client: Client, way: Any, address: str, content: bytes, name: str
) -> None:
    assert way(client, address, content, name).status_code in {200, 400}
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize(
    ("way", "address"),
    [
        (add, IMAGE),
        (add_several, "wagtailimages:add_multiple"),
        (choose, "wagtailimages_chooser:create"),
    ],
    ids=["one", "several", "chooser"],
)
def test_an_image_tells_nobody_where_it_was_taken(client: Client, way: Any, address: str) -> None:
    way(client, address, telling_picture(), "a.jpg")
    image = SiteImage.objects.get()
    with image.file.open() as file:
        stored = file.read()
    assert PLACE.encode() not in stored
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert image.file_size == len(stored)
    rendition = image.get_rendition("width-40|format-jpeg")
    with rendition.file.open() as file:
        assert not Image.open(file).getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_every_format_is_rid_of_what_it_tells(client: Client, kind: str) -> None:
    add(client, IMAGE, telling_picture(kind), f"a.{kind.lower()}")
    with SiteImage.objects.get().file.open() as file:
        stored = file.read()
    image = Image.open(io.BytesIO(stored))
    image.load()
    assert PLACE.encode() not in stored
    assert not image.getexif()
    assert (image.format, image.size) == (kind, (80, 60))


def test_a_picture_that_was_turned_stands_upright(client: Client) -> None:
    add(client, IMAGE, telling_picture(orientation=6), "a.jpg")
    image = SiteImage.objects.get()
    assert (image.width, image.height) == (60, 80)


def test_an_image_that_moves_still_does(client: Client) -> None:
    add(client, IMAGE, animation(), "a.gif")
    with SiteImage.objects.get().file.open() as file:
        stored = file.read()
    image = Image.open(io.BytesIO(stored))
    assert PLACE.encode() not in stored
    assert (image.n_frames, image.info["duration"]) == (3, 90)


def test_an_image_without_anything_to_tell_is_kept_to_the_last_byte(client: Client) -> None:
    content = picture()
    add(client, IMAGE, content, "a.jpg")
    with SiteImage.objects.get().file.open() as file:
        assert file.read() == content


def test_another_file_for_an_image_is_looked_at_too(client: Client) -> None:
    add(client, IMAGE, picture(), "a.jpg")
    image = SiteImage.objects.get()
    address = reverse("wagtailimages:edit", args=[image.pk])
    data = {"title": "Another", "collection": image.collection_id}
    refused = client.post(address, {**data, "file": upload(HTML, "b.jpg")})
    assert refused.status_code == 200
    assert client.post(address, {**data, "file": upload(telling_picture(), "b.jpg")})
    image.refresh_from_db()
    with image.file.open() as file:
        assert PLACE.encode() not in file.read()
    # Its words can be changed without a file.
    assert client.post(address, data).status_code == 302


MACROS = package("xl/workbook.xml", "xl/vbaProject.bin")
BAD_DOCUMENTS = {
    "page": (HTML, "a.html"),
    "drawing": (SVG, "a.svg"),
    "program": (b"MZ" + b"\0" * 99, "a.exe"),
    "page that says it is PDF": (HTML, "a.pdf"),
    "page before a PDF": (HTML + document(), "a.pdf"),
    "page that says it is a text": (HTML + b"\0", "a.txt"),
    "program that says it is a text": (b"MZ" + b"\0" * 99, "a.txt"),
    "letters of an old time": ("é".encode("latin-1"), "a.csv"),
    "page that says it is a ZIP file": (HTML, "a.zip"),
    "page before a ZIP file": (HTML + package("a.txt"), "a.zip"),
    "any ZIP file that says it is a text document": (package("a.txt"), "a.docx"),
    "spreadsheet that says it is a text document": (package("xl/workbook.xml"), "a.docx"),
    "macros": (MACROS, "a.xlsx"),
    "out of the folder": (package("a.txt", "../../etc/cron.d/a"), "a.zip"),
    "out of the folder on Windows": (package("C:\\a.txt"), "a.zip"),
    "bomb": (package(**{"a.bin": b"\0" * 20_000_000}), "a.zip"),
    "nothing": (b"", "a.pdf"),
}


@pytest.mark.parametrize(("content", "name"), BAD_DOCUMENTS.values(), ids=BAD_DOCUMENTS)
@pytest.mark.parametrize(
    ("way", "address"),
    [
        (add, DOCUMENT),
        (add_several, "wagtaildocs:add_multiple"),
        (choose, "wagtaildocs_chooser:create"),
    ],
    ids=["one", "several", "chooser"],
)
def test_a_document_that_is_something_else_is_not_kept(
    client: Client, monkeypatch: Any, way: Any, address: str, content: bytes, name: str
) -> None:
    monkeypatch.setattr("home.uploads.documents.LARGEST_UNPACKED", 10_000_000)
    assert way(client, address, content, name).status_code in {200, 400}
    assert not SiteDocument.objects.exists()


GOOD_DOCUMENTS = {
    "a.pdf": document(),
    "a.PDF": document(),
    "a.docx": package("[Content_Types].xml", "word/document.xml"),
    "a.xlsx": package("xl/workbook.xml"),
    "a.pptx": package("ppt/presentation.xml"),
    "a.epub": package("mimetype", "META-INF/container.xml"),
    "a.zip": package("folder/a.txt"),
    "a.csv": "город,число\n".encode("utf-8-sig"),
    "a.txt": "مدينة\n".encode("utf-16"),
}


@pytest.mark.parametrize(("name", "content"), GOOD_DOCUMENTS.items(), ids=GOOD_DOCUMENTS)
def test_documents_are_kept_as_they_are(client: Client, name: str, content: bytes) -> None:
    add(client, DOCUMENT, content, name)
    with SiteDocument.objects.get().file.open() as file:
        assert file.read() == content


@pytest.mark.parametrize(
    "name",
    ["../../../etc/cron.d/a.txt", "..\\..\\a.txt", "/etc/a.txt", "a\x07\x7f: b.txt"],
)
@pytest.mark.parametrize("address", [DOCUMENT, "wagtaildocs:add_multiple"])
def test_a_name_leads_nowhere(client: Client, address: str, name: str) -> None:
    way = add if address == DOCUMENT else add_several
    way(client, address, b"Words.", name)
    document = SiteDocument.objects.get()
    stem = document.file.name.removeprefix("documents/")
    assert stem == document.filename
    assert stem.endswith(".txt")
    assert not set(stem) & set("/\\:\x07\x7f")
    assert client.get(document.url).status_code == 200


def test_a_very_long_name_is_cut(client: Client) -> None:
    add(client, DOCUMENT, b"Words.", f"{'ä' * 240}.txt")
    add(client, IMAGE, picture(), f"{'ä' * 240}.jpg")
    assert len(SiteDocument.objects.get().file.name) <= 100
    assert len(SiteImage.objects.get().file.name) <= 100


@pytest.mark.parametrize(
    "content", [SVG, HTML, bomb(), picture("PNG")], ids=["drawing", "page", "bomb", "other kind"]
)
def test_what_is_no_picture_is_no_portrait(client: Client, publisher: Any, content: bytes) -> None:
    assert send_portrait(client, content).status_code == 200
    profile = UserProfile.objects.filter(user=publisher).first()
    assert profile is None or not profile.avatar


def test_a_portrait_tells_nobody_where_it_was_taken(client: Client, publisher: Any) -> None:
    assert send_portrait(client, telling_picture()).status_code == 302
    with UserProfile.objects.get(user=publisher).avatar.open() as file:
        assert PLACE.encode() not in file.read()


def send_portrait(client: Client, content: bytes) -> Any:
    """Send a portrait as the page of one's own account does."""
    address = reverse("wagtailadmin_account")
    text = client.get(address).content.decode()
    forms = BeautifulSoup(text, "html.parser").find_all("form")
    index = next(n for n, form in enumerate(forms) if form.find(attrs={"name": "avatar-avatar"}))
    data = querydict_from_html(text, form_index=index).dict()
    names = {"name_email-first_name": "Alex", "name_email-last_name": "Example"}
    return client.post(address, {**data, **names, "avatar-avatar": upload(content, "a.jpg")})

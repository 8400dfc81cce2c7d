"""Files that strangers send with the form: kept through mistakes, never what they pretend to be."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from home.models import SignUp, SignUpFile
from tests.admin.upload_files import (
    HTML,
    PLACE,
    SVG,
    bomb,
    document,
    picture,
    telling_picture,
    upload,
)
from tests.factories.home import join_page
from tests.home.sign_up_form import carried, declaration_of, fill_in, send

pytestmark = pytest.mark.django_db

ACTION = {
    "actions-0-title": "A counter for newcomers",
    "actions-0-image_alt": "A counter with two people.",
}


@pytest.fixture(autouse=True)
def join() -> None:
    join_page()
    join_page("ar")


def test_files_are_stored_with_the_sign_up(client: Client) -> None:
    response = send(
        client,
        **ACTION,
        **{
            "declaration": upload(document(), "Signed declaration.pdf"),
            "actions-0-image": upload(picture(), "counter.jpg"),
        },
    )
    assert response.status_code == 302
    sign_up = SignUp.objects.get()
    assert declaration_of(sign_up).name == "Signed_declaration.pdf"
    assert len(PdfReader(io.BytesIO(sign_up.files.get(purpose="declaration").content)).pages) == 1
    image = sign_up.actions.get().image
    assert (image.sign_up, image.content_type) == (sign_up, "image/jpeg")


def test_a_mistake_elsewhere_keeps_the_files(client: Client) -> None:
    files = {
        "declaration": upload(document(), "declaration.pdf"),
        "actions-0-image": upload(picture(), "counter.jpg"),
    }
    response = send(client, **ACTION, **files, contact_email="nobody")
    assert response.status_code == 422
    text = response.content.decode()
    assert "declaration.pdf" in text
    assert "counter.jpg" in text
    again = {**carried(response), "contact_email": "officer@example.org", "do": "send"}
    assert client.post("/en/join/", again).status_code == 302
    sign_up = SignUp.objects.get()
    assert declaration_of(sign_up).name == "declaration.pdf"
    assert sign_up.actions.get().image.name == "counter.jpg"


def test_a_kept_file_can_be_left_out_or_replaced(client: Client) -> None:
    first = upload(document(), "first.pdf")
    response = send(client, declaration=first, contact_email="nobody")
    again = {**carried(response), "contact_email": "officer@example.org", "do": "send"}
    client.post("/en/join/", {**again, "declaration-remove": "on"})
    assert declaration_of(SignUp.objects.get()) is None
    client.post("/en/join/", {**again, "declaration": upload(document(), "second.pdf")})
    assert declaration_of(SignUp.objects.get()).name == "second.pdf"
    assert [file.name for file in SignUpFile.objects.all()] == ["second.pdf"]


def test_an_image_is_written_anew_and_tells_nothing_but_itself(client: Client) -> None:
    content = telling_picture() + HTML
    send(client, **ACTION, **{"actions-0-image": upload(content, "counter.jpg")})
    stored = bytes(SignUp.objects.get().actions.get().image.content)
    assert PLACE.encode() not in stored
    assert b"<script" not in stored
    with Image.open(io.BytesIO(stored)) as image:
        assert image.size == (80, 60)
        assert not image.getexif()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.jpg"),
        (SVG, "image.svg"),
        (SVG, "image.png"),
        (HTML, "image.jpg"),
        (b"GIF89a" + HTML, "image.gif"),
        (document(), "image.jpg"),
        (picture()[:200], "cut-off.jpg"),
        (bomb(), "bomb.png"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "broken.png"),
        (b"PK\x03\x04" + b"\0" * 500, "archive.jpg"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_image_is_refused_and_everything_else_kept(
    client: Client, content: bytes, name: str
) -> None:
    response = send(client, **ACTION, **{"actions-0-image": upload(content, name, "image/jpeg")})
    assert response.status_code == 422
    text = response.content.decode()
    assert 'href="#sign-up-actions-0-image"' in text
    assert "A counter with two people." in text
    assert not SignUpFile.objects.exists()
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.pdf"),
        (HTML, "declaration.pdf"),
        (SVG, "declaration.svg"),
        (b"%PDF-1.7\n" + HTML, "polyglot.pdf"),
        (HTML + document(), "polyglot.pdf"),
        (b"MZ" + b"\0" * 300, "declaration.exe"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_document_is_refused(client: Client, content: bytes, name: str) -> None:
    response = send(client, declaration=upload(content, name, "application/pdf"))
    assert response.status_code == 422
    assert 'href="#sign-up-declaration"' in response.content.decode()
    assert not SignUpFile.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_its_size(client: Client) -> None:
    content = document() + b"\0" * (10 * 1024 * 1024)
    text = send(client, declaration=upload(content, "scan.pdf")).content.decode()
    assert "At most 10 MB" in text
    assert not SignUpFile.objects.exists()


def test_the_message_is_in_the_readers_language(client: Client) -> None:
    data = fill_in(client, "ar", **ACTION, **{"actions-0-image": upload(SVG, "image.svg")})
    text = client.post("/ar/join/", data).content.decode()
    assert "This file is not an image" not in text


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\scan.pdf", "scan.pdf"),
        ("<script>.pdf.html", "script.pdf.pdf"),
        ("...", "file.pdf"),
    ],
)
def test_a_name_leads_nowhere(client: Client, name: str, kept: str) -> None:
    assert send(client, declaration=upload(document(), name)).status_code == 302
    assert declaration_of(SignUp.objects.get()).name == kept


@pytest.mark.parametrize("key", ["x", "../../etc/passwd", "6f1f0000-0000-4000-8000-000000000000"])
def test_a_made_up_key_of_a_file_is_refused(client: Client, key: str) -> None:
    response = send(client, declaration=key)
    assert response.status_code == 422
    assert 'href="#sign-up-declaration"' in response.content.decode()


def test_a_file_of_somebody_elses_form_cannot_be_taken(client: Client) -> None:
    send(client, declaration=upload(document(), "theirs.pdf"))
    theirs = SignUp.objects.get()
    response = send(Client(), lrg_name="Sampleton", declaration=str(declaration_of(theirs).key))
    assert response.status_code == 422
    assert declaration_of(theirs) is not None


def test_nothing_that_was_sent_can_be_opened_without_signing_in(client: Client) -> None:
    send(client, declaration=upload(document(), "declaration.pdf"))
    key = declaration_of(SignUp.objects.get()).key
    for path in (f"/media/{key}", f"/documents/{key}/declaration.pdf", f"/en/join/files/{key}/"):
        assert client.get(path, follow=True).status_code == 404

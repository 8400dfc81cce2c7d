"""The handbook shows the desk: each picture has its line, and each line its picture."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from home.handbook import LANGUAGES, chapters, image_path
from tests.admin.desk import sign_in
from tests.handbook.content import fill
from tests.handbook.screens import pictures, screens

SMALL = 60_000
SHOWN = [language for language in LANGUAGES if chapters(language)]


@pytest.mark.parametrize("language", SHOWN)
def test_every_line_has_its_picture_and_no_picture_is_left_over(language):
    found = list(screens(language))
    files = {screen.file for screen in found}
    assert len(files) == len(found), "A name is given twice."
    assert files == set(image_path(language, "x").parent.glob("*.webp"))
    assert all(file.stat().st_size < SMALL for file in files)
    for page in chapters(language):
        expected = [screen.markdown for screen in found if screen.page == page]
        assert pictures(language, page) == expected, page


@pytest.mark.django_db
@pytest.mark.parametrize("language", SHOWN)
def test_every_screen_opens_for_the_role_that_it_is_for(
    language, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        site = fill(language)
    clients = {role: Client() for role in site.people}
    for role, client in clients.items():
        client.force_login(site.people[role])
    closed = [
        screen.name
        for screen in screens(language)
        if clients[screen.role].get(screen.path.format(**site.keys)).status_code != 200
    ]
    assert not closed


@pytest.mark.django_db
def test_the_desk_shows_a_picture_with_its_words(client):
    sign_in(client, "Translators")
    text = client.get(reverse("handbook_page", args=["en", "the-desk"])).content.decode()
    figure = text.partition("<figure>")[2].partition("</figure>")[0]
    address = reverse("handbook_image", args=["en", "dashboard.webp"])
    assert f'src="{address}"' in figure
    shows = next(screen.shows for screen in screens("en") if screen.name == "dashboard")
    assert f'alt="{shows}"' in figure
    assert f">{shows}</figcaption>" in figure
    assert re.search(r'loading="lazy" width="1280" height="800"', figure)
    assert "<!-- screen" not in text
    answer = client.get(address)
    assert answer["Content-Type"] == "image/webp"
    assert b"".join(answer.streaming_content).startswith(b"RIFF")

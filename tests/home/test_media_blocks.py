"""Galleries and videos in a body: what readers get, and what is refused."""

from __future__ import annotations

import io
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from home.blocks.video import VideoAddressBlock, video_at
from tests.factories.actions import ActionFactory, action_index
from tests.factories.blog import StoryPageFactory
from tests.factories.bodies import block, gallery, notes, picture, video
from tests.factories.home import SiteImageFactory
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db

YOUTUBE = "https://www.youtube.com/watch?v=abcdefghijk"
VIMEO = "https://vimeo.com/123456789"


def story(*blocks: dict, **kwargs):
    return StoryPageFactory(body=json.dumps(list(blocks)), **kwargs)


def body_of(client, page) -> str:
    return client.get(page.get_url()).content.decode()


def in_french(client, page, words: dict[str, str]) -> str:
    """Translate a story and return its French page."""
    return body_of(client, translated(page, "fr", words))


class TestVideo:
    def test_nothing_of_the_provider_is_in_the_page(self, client):
        text = body_of(client, story(video()))
        loading = re.findall(r'(?:src|srcset|poster|data)="([^"]*)"', text)
        assert not [address for address in loading if "youtu" in address]
        assert "<iframe" not in text

    def test_a_plain_link_leads_to_the_provider(self, client):
        text = body_of(client, story(video()))
        assert f'href="{YOUTUBE}"' in text
        assert "A walk through the market" in text

    def test_the_transcript_is_in_the_page(self, client):
        assert "The baker says good morning." in body_of(client, story(video()))

    @pytest.mark.parametrize(
        ("address", "origin"),
        [(YOUTUBE, "https://www.youtube-nocookie.com"), (VIMEO, "https://player.vimeo.com")],
    )
    def test_only_a_page_with_a_video_may_hold_its_providers_frame(self, client, address, origin):
        with_video = client.get(story(video(address)).get_url())
        assert f"frame-src {origin}" in with_video["Content-Security-Policy"]
        assert f'fullscreen=(self "{origin}")' in with_video["Permissions-Policy"]
        without = client.get(story(block("heading", "No video")).get_url())
        assert "frame-src" not in without["Content-Security-Policy"]
        assert "fullscreen=()" in without["Permissions-Policy"]

    @pytest.mark.parametrize(
        ("address", "page_url"),
        [
            ("https://youtu.be/abcdefghijk?si=tracking", YOUTUBE),
            ("https://m.youtube.com/watch?v=abcdefghijk&t=10", YOUTUBE),
            ("http://www.youtube.com/shorts/abcdefghijk", YOUTUBE),
            ("https://www.youtube-nocookie.com/embed/abcdefghijk", YOUTUBE),
            ("https://player.vimeo.com/video/123456789?h=0a1b2c3d4e", f"{VIMEO}/0a1b2c3d4e"),
            ("https://vimeo.com/123456789/0a1b2c3d4e", f"{VIMEO}/0a1b2c3d4e"),
        ],
    )
    def test_an_address_is_kept_without_what_tracks(self, address, page_url):
        assert VideoAddressBlock().clean(address) == page_url

    @pytest.mark.parametrize(
        "address",
        [
            "https://example.org/watch?v=abcdefghijk",
            "https://youtube.com.example.org/watch?v=abcdefghijk",
            "https://www.youtube.com/watch?v=short",
            "https://www.youtube.com/playlist?list=PL123",
            "https://www.youtube.com/",
            "https://vimeo.com/channels/staffpicks",
            "https://vimeo.com/123456789/<script>",
            'https://youtu.be/abcdefghijk"onload=x',
        ],
    )
    def test_other_addresses_are_refused(self, address):
        with pytest.raises(ValidationError):
            VideoAddressBlock().clean(address)

    @pytest.mark.parametrize("address", ["", "https://[", "javascript:alert(1)", "//youtu.be"])
    def test_nonsense_is_no_video(self, address):
        assert video_at(address) is None

    def test_it_is_translated(self, client):
        page = story(video())
        text = in_french(client, page, {"A walk through the market": "Au marché"})
        assert "Au marché" in text
        assert "fr The baker says good morning." in text
        assert f'href="{YOUTUBE}"' in text


class TestGallery:
    def test_each_image_is_a_link_with_a_name(self, client):
        page = story(gallery(picture("A door"), picture("", decorative=True)))
        text = body_of(client, page)
        links = re.findall(r"<a href=\"[^\"]*\" data-gallery-picture>(.*?)</a>", text, re.DOTALL)
        assert 'alt="A door"' in links[0]
        assert 'alt=""' in links[1]
        assert "Larger: image 2 of 2" in " ".join(links[1].split())

    def test_the_credit_of_the_image_stands_in_for_one_of_the_gallery(self, client):
        image = SiteImageFactory(credit="Ana Example", licence="CC BY 4.0")
        own = block(
            "item",
            {
                "image": {"image": image.pk, "alt_text": "A", "decorative": False},
                "caption": "At the door",
                "credit": "",
            },
        )
        text = body_of(client, story(gallery(own, picture(credit="Somebody else"))))
        assert "Image: Ana Example, CC BY 4.0" in text
        assert "Image: Somebody else" in text

    def test_alternatives_and_captions_are_translated(self, client):
        page = story(gallery(picture("A door", caption="Open"), picture("A window")))
        text = in_french(client, page, {"A door": "Une porte", "Open": "Ouverte"})
        assert 'alt="Une porte"' in text
        assert "Ouverte" in text
        assert 'alt="fr A window"' in text

    def test_many_images_take_no_more_queries_than_a_few(self, client):
        few = story(gallery(picture(), picture()))
        many = story(gallery(*(picture() for _number in range(8))))
        for page in (few, many):
            body_of(client, page)
        with CaptureQueriesContext(connection) as of_few:
            body_of(client, few)
        with CaptureQueriesContext(connection) as of_many:
            body_of(client, many)
        assert len(of_many) == len(of_few)


def test_the_public_api_gives_plain_html(client):
    page = story(video(), gallery(picture(), picture()))
    answer = client.get(reverse("api-1:story", args=[page.pk])).json()
    assert "<script" not in answer["body_html"]
    assert "<dialog" not in answer["body_html"]
    assert YOUTUBE in answer["body_html"]


def test_on_paper_the_words_of_videos_and_notes_stay(client):
    action_index()
    text = block("rich_text", "<p>So it was.[1]</p>")
    body = [
        video(),
        gallery(picture(), picture()),
        text,
        notes("By the archive."),
    ]
    action = ActionFactory(body=json.dumps(body))
    answer = client.get(f"/en/actions/{action.slug}.pdf")
    assert answer.status_code == 200
    printed = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    for words in ("A walk through the market", "The baker says good morning.", "By the archive."):
        assert words in printed

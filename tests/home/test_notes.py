"""Footnotes and tables of contents: where their links lead, in every language."""

from __future__ import annotations

import json
import re

import pytest

from tests.factories.blog import StoryPageFactory
from tests.factories.bodies import block, notes
from tests.factories.home import StandardPageFactory
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db


def page_with(client, *blocks: dict) -> str:
    page = StoryPageFactory(body=json.dumps(list(blocks)))
    return client.get(page.get_url()).content.decode()


def text(html: str) -> dict:
    return block("rich_text", html)


def listed(page: str) -> list[str]:
    found = re.findall(r'<li class="notes__note".*?<p[^>]*>(.*?)</p>', page, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", note) for note in found]


def mentions(page: str) -> list[str]:
    return re.findall(r'aria-label="(Note \d+)"', page)


class TestNotes:
    def test_links_lead_to_the_note_and_back(self, client):
        page = page_with(client, text("<p>So it was.[1]</p>"), notes("By the archive."))
        (there,) = re.findall(r'href="#(note-[\w-]+)"\s+role="doc-noteref"', page)
        (back,) = re.findall(r'href="#(note-[\w-]+)"\s+role="doc-backlink"', page)
        assert f'id="{there}"' in page
        assert f'id="{back}"' in page
        assert "[1]" not in page

    def test_they_are_numbered_in_the_order_of_the_text(self, client):
        page = page_with(
            client, text("<p>One[3] two[1]</p>"), text("<p>three[2]</p>"), notes("a", "b", "c")
        )
        assert listed(page) == ["c", "a", "b"]
        assert mentions(page) == ["Note 1", "Note 2", "Note 3"]

    def test_a_note_may_be_referred_to_twice(self, client):
        page = page_with(client, text("<p>One[1] two[1]</p>"), notes("a"))
        places = re.findall(r'<a id="(note-[\w-]+)"', page)
        assert len(set(places)) == 2
        assert all(f'href="#{place}"' in page for place in places)

    def test_a_note_without_a_place_in_the_text_comes_last(self, client):
        page = page_with(client, text("<p>One[2]</p>"), notes("lost", "found"))
        assert listed(page) == ["found", "lost"]

    def test_brackets_that_name_no_note_stay(self, client):
        page = page_with(client, text("<p>One[1] [7] [x] array[12]</p>"), notes("a"))
        for kept in ("[7]", "[x]", "array[12]"):
            assert kept in page

    def test_without_notes_nothing_is_a_link(self, client):
        assert "in 2015 [1]" in page_with(client, text("<p>in 2015 [1]</p>"))

    def test_addresses_and_links_are_left_alone(self, client):
        html = '<p><a href="https://example.org/?a[1]=b">a link [1]</a> and a note[1]</p>'
        page = page_with(client, text(html), notes("a"))
        assert 'href="https://example.org/?a[1]=b"' in page
        assert "a link [1]</a>" in page
        assert mentions(page) == ["Note 1"]

    def test_they_are_translated(self, client):
        story = StoryPageFactory(
            body=json.dumps([text("<p>So it <b>was</b>.[1] Then[2]</p>"), notes("First", "Second")])
        )
        page = client.get(translated(story, "fr").get_url()).content.decode()
        assert listed(page) == ["fr First", "fr Second"]
        assert len(re.findall("doc-noteref", page)) == 2


class TestContents:
    HEADINGS = ("Why", "How", "When", "Who")

    @pytest.mark.parametrize("make", [StoryPageFactory, StandardPageFactory])
    def test_a_long_text_lists_its_sections(self, client, make):
        body = [block("heading", title) for title in self.HEADINGS]
        page = client.get(make(body=json.dumps(body)).get_url()).content.decode()
        links = re.findall(r'<a href="#(section-\w+)">(\w+)</a>', page)
        assert [title for _anchor, title in links] == list(self.HEADINGS)
        assert all(f'id="{anchor}"' in page for anchor, _title in links)

    def test_a_short_text_does_not(self, client):
        body = [block("heading", title) for title in self.HEADINGS[:3]]
        assert "On this page" not in page_with(client, *body)

    def test_an_address_leads_to_the_same_section_in_every_language(self, client):
        body = [block("heading", title) for title in self.HEADINGS]
        story = StoryPageFactory(body=json.dumps(body))
        anchors = [
            re.findall(r'id="(section-\w+)"', client.get(page.get_url()).content.decode())
            for page in (story, translated(story, "fr"))
        ]
        assert anchors[0] == anchors[1]
        assert len(anchors[0]) == len(self.HEADINGS)

    def test_an_older_address_still_leads_to_its_heading(self, client):
        assert 'id="why-now"' in page_with(client, block("heading", "Why now"))

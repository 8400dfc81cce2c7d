"""The checklist says what is open in a draft; only what must be settled holds publishing back."""

from __future__ import annotations

from html import unescape

import pytest
from wagtail.models import Page
from wagtail.rich_text import RichText

from tests.admin.desk import edit_url, form_of, save, sign_in
from tests.factories.actions import ActionFactory, CityPageFactory
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory
from tests.factories.home import SiteImageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def checklist(client, record) -> str:
    sign_in(client, "Administrators")
    text = client.get(edit_url(record)).content.decode()
    assert 'class="checklist"' in text
    return unescape(text.partition('class="checklist"')[2].partition("Looked at when")[0])


def write(record, *blocks):
    record.body = [
        (name, RichText(value) if name == "rich_text" else value) for name, value in blocks
    ]
    record.save()
    return record


def test_a_complete_story_has_little_open(client):
    story = StoryPageFactory(
        authors=[AuthorFactory()],
        tags=[TagFactory()],
        image=SiteImageFactory(file__width=1600, file__height=900),
        image_alt="A door.",
    )
    text = checklist(client, story)
    assert "To be settled" not in text
    assert "Not translated yet: العربية, Español" in text
    assert "Name an author" not in text


def test_what_a_story_lacks_is_listed_with_the_way_to_its_field(client):
    story = StoryPageFactory(introduction="", image=SiteImageFactory(), live=False)
    text = checklist(client, story)
    must, _heading, should = text.partition("Worth a look")
    assert "Sum the story up" in must
    assert "Describe the lead image" in must
    assert 'data-checklist-field="image_alt"' in must
    assert "Name an author" in should
    assert "would be blurred" in should


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "click here", "does not say where it leads"),
        ("fr", "Cliquez ici", "does not say where it leads"),
        ("es", "aquí", "does not say where it leads"),
        ("ru", "подробнее", "does not say where it leads"),
        ("ar", "اضغط هنا", "does not say where it leads"),
        ("zh-hans", "点击这里", "does not say where it leads"),
        ("en", "https://example.org/a", "is a bare address"),
    ],
)
def test_links_that_say_nothing(client, language, words, found):
    page = StandardPageFactory(language=language)
    write(page, ("rich_text", f'<p>See <a href="https://example.org/a">{words}</a>.</p>'))
    assert found in checklist(client, page)


def test_a_link_that_says_where_it_leads_is_fine(client):
    page = StandardPageFactory()
    write(page, ("rich_text", '<p><a href="https://example.org/">The plan of 2024</a></p>'))
    text = checklist(client, page)
    assert "where it leads" not in text
    assert "bare address" not in text


def test_headings_that_skip_a_level(client):
    page = write(StandardPageFactory(), ("rich_text", "<h3>Small</h3><p>Text.</p>"))
    assert "Put a heading block before it" in checklist(client, page)
    write(page, ("heading", "Large"), ("rich_text", "<h3>Small</h3>"))
    assert "Put a heading block before it" not in checklist(client, page)


def test_links_to_what_is_not_public(client):
    draft = StandardPageFactory(live=False)
    page = StandardPageFactory()
    write(page, ("rich_text", f'<p><a linktype="page" id="{draft.pk}">The draft</a></p>'))
    assert "“The draft” leads to what is deleted or not public" in checklist(client, page)
    Page.objects.filter(pk=draft.pk).update(live=True)
    assert "leads to what is deleted" not in checklist(client, page)


def test_long_sentences_are_a_hint(client):
    page = write(StandardPageFactory(), ("rich_text", f"<p>{'word ' * 40}.</p>"))
    assert "1 sentence is long" in checklist(client, page)


def test_an_action_and_a_city_have_points_of_their_own(client):
    action = checklist(client, ActionFactory(source_url="", lrgs=[]))
    assert "Choose a category" in action
    assert "Give the public page" in action
    city = checklist(client, CityPageFactory(latitude=None, longitude=None))
    assert "not on the map" in city


def test_a_draft_that_nobody_reviews_says_so(client):
    user = sign_in(client, "Administrators")
    story = StoryPageFactory()
    story.title = "Changed"
    story.save_revision(user=user)
    assert "Nobody has been asked to review" in checklist(client, story)
    story.refresh_from_db()
    story.get_workflow().start(story, user)
    assert "Nobody has been asked to review" not in checklist(client, story)


def test_what_must_be_settled_holds_publishing_back_and_keeps_what_was_typed(client):
    city = CityPageFactory(title="Old")
    sign_in(client, "Administrators")
    answer = save(client, city, title="Typed", country="", **{"action-publish": "1"})
    assert answer.status_code == 200
    text = unescape(answer.content.decode())
    assert "Choose the country" in text
    assert 'value="Typed"' in text
    city.refresh_from_db()
    assert city.title == "Old"
    # A draft may wait for it.
    assert save(client, city, title="Typed", country="").status_code == 302


def test_what_is_worth_a_look_does_not_hold_publishing_back(client):
    story = StoryPageFactory(title="Old")
    sign_in(client, "Administrators")
    data = form_of(client, edit_url(story), type(story))
    assert data
    write(story, ("rich_text", "<h3>Small</h3><p>Text.</p>"))
    assert "Put a heading block" in checklist(client, story)
    story.save_revision().publish()
    story.refresh_from_db()
    assert story.live


def test_a_new_record_has_no_checklist_yet(client):
    sign_in(client, "Administrators")
    parent = StoryPageFactory().get_parent()
    text = client.get(f"/admin/pages/add/blog/storypage/{parent.pk}/").content.decode()
    assert 'class="checklist"' not in text

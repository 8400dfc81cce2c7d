"""How a link to a page looks elsewhere, shown beside the editor from what isn't saved yet."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation

from tests.admin.desk import edit_url, form_of, sign_in
from tests.factories.actions import ActionFactory, CityPageFactory, action_index
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import ReportPageFactory, SiteImageFactory, home_page
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db

MAKERS = [StoryPageFactory, ActionFactory, CityPageFactory, ReportPageFactory, story_index]


def preview_url(record) -> str:
    if hasattr(record, "snippet_viewset"):
        return reverse(record.snippet_viewset.get_url_name("preview_on_edit"), args=[record.pk])
    return reverse("wagtailadmin_pages:preview_on_edit", args=[record.pk])


def shared(client, record, **changes) -> str:
    """Send the editor's form to the preview and return how a link looks."""
    url = preview_url(record)
    data = {**form_of(client, edit_url(record), type(record)), **changes}
    assert client.post(f"{url}?mode=shared", data).json()["is_valid"]
    return client.get(f"{url}?mode=shared").content.decode()


@pytest.fixture(autouse=True)
def site(client) -> None:
    home_page()
    action_index()
    sign_in(client, "Publishers")


@pytest.mark.parametrize("make", MAKERS)
def test_it_follows_the_fields(client, make):
    text = shared(client, make(), title="Not saved yet")
    assert "Not saved yet" in text
    assert "On a network or in a message" in text


def test_what_is_for_search_engines_comes_first(client):
    text = shared(
        client, StoryPageFactory(), seo_title="A short title", search_description="A few words."
    )
    assert "A short title" in text
    assert "A few words." in text


def test_the_image_is_the_one_that_is_shared(client):
    story = StoryPageFactory(image=SiteImageFactory(), image_alt="A door")
    text = shared(client, story)
    assert 'alt="A door"' in text
    assert "There is no image" not in text


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({}, "There is no image"),
        ({"title": "long " * 20}, "The title is long"),
        ({"search_description": "long " * 40}, "The description is long"),
    ],
)
def test_it_says_what_could_be_better(client, changes, hint):
    assert hint in shared(client, StoryPageFactory(), **changes)


def test_a_translation_shows_its_own_words(client):
    home_page("fr")
    story = StoryPageFactory(title="Open doors")
    row = translated(story, "fr", {"Open doors": "Portes ouvertes"})

    translation = Translation.objects.get(source__object_id=story.translation_key)
    url = reverse("wagtail_localize:preview_translation", args=[translation.pk, "shared"])
    text = client.get(url).content.decode()
    assert "Portes ouvertes" in text
    assert row.live

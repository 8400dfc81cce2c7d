"""Previews show what readers get: in each language, light and dark, saved or just begun."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import find
from django.urls import reverse
from wagtail.models import Page

from actions.models import Action, CityPage
from blog.models import StoryPage
from home.models import ReportPage, StandardPage
from tests.admin.desk import edit_url, form_of, sign_in
from tests.factories.actions import ActionFactory, CityPageFactory, action_index, city_index
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import ReportPageFactory, StandardPageFactory, home_page, join_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh-hans")
FALLBACK = "Go to the original page"


@pytest.fixture(autouse=True)
def administrator(client: Any) -> Any:
    return sign_in(client, "Administrators")


def preview_url(record: Any) -> str:
    if isinstance(record, Page):
        return reverse("wagtailadmin_pages:preview_on_edit", args=[record.pk])
    return reverse(record.snippet_viewset.get_url_name("preview_on_edit"), args=[record.pk])


def typed(client: Any, record: Any, **changes: Any) -> str:
    """Type into a record's editor; return where its preview is."""
    url = preview_url(record)
    data = {**form_of(client, edit_url(record), type(record)), **changes}
    assert client.post(url, data).json() == {"is_valid": True, "is_available": True}
    return url


def shown(client: Any, url: str, mode: str = "") -> str:
    query = f"?mode={mode}&in_preview_panel=true" if mode else "?in_preview_panel=true"
    answer = client.get(f"{url}{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    "make",
    [ActionFactory, CityPageFactory, StoryPageFactory, ReportPageFactory, StandardPageFactory],
)
def test_a_source_is_previewed_in_the_frame_of_every_language(client, make):
    action_index()
    url = typed(client, make(title="Old"), title="As it is typed")
    for language in LANGUAGES:
        text = shown(client, url, language)
        tag = "zh-Hans" if language == "zh-hans" else language
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{tag}" dir="{direction}">' in text
        assert "As it is typed" in text


@pytest.mark.parametrize("make", [ActionFactory, StoryPageFactory])
def test_without_a_translation_the_notice_of_readers_is_shown(client, make):
    action_index()
    url = typed(client, make())
    assert 'class="notice"' not in shown(client, url, "en")
    assert 'class="notice"' in shown(client, url, "fr")


def test_a_translation_is_shown_in_its_words_with_the_facts_of_the_draft(client):
    action_index()
    action = ActionFactory(title="A counter", start_date="2020-01-01")
    translation_of(action, "fr", title="Un guichet")
    url = typed(client, action, title="Typed", start_date="2023-01-01")
    text = shown(client, url, "fr")
    assert "Un guichet" in text
    assert "Typed" not in text
    assert "2023" in text
    assert 'class="notice"' not in text


def test_a_translation_is_previewed_in_its_own_language_only(client):
    action_index()
    row = translation_of(ActionFactory(), "ar", title="خدمة")
    assert [name for name, _label in row.preview_modes] == ["ar", "ar-dark", "shared"]
    url = preview_url(row)
    client.post(url, form_of(client, edit_url(row), Action))
    assert '<html lang="ar" dir="rtl">' in shown(client, url)


def test_colours_are_light_or_dark_whatever_the_browser_prefers(client):
    url = typed(client, StoryPageFactory())
    assert "css/site-light.css" in shown(client, url)
    assert "css/site-dark.css" in shown(client, url, "ru-dark")
    assert "css/site-light.css" in shown(client, url, "no-such-mode")
    public = client.get(StoryPageFactory().url).content.decode()
    assert "css/site.css" in public
    assert "wagtail-userbar" not in public


def test_the_forced_sheets_ask_the_browser_nothing():
    assert "prefers-color-scheme" in Path(find("css/site.css")).read_text()
    for scheme in ("light", "dark"):
        text = Path(find(f"css/site-{scheme}.css")).read_text()
        assert "prefers-color-scheme" not in text
        assert f"color-scheme: {scheme};" in text


def begun(client: Any, model: Any, parent: Any = None, **changes: Any) -> tuple[str, Any]:
    """Begin a new record; return where its preview is, and the answer to what is typed."""
    if parent is None:
        viewset = model.snippet_viewset
        add = reverse(viewset.get_url_name("add"))
        url = reverse(viewset.get_url_name("preview_on_add"))
    else:
        label = model._meta.app_label, model._meta.model_name, parent.pk
        add = reverse("wagtailadmin_pages:add", args=label)
        url = reverse("wagtailadmin_pages:preview_on_add", args=label)
    data = {**form_of(client, add, model), **changes}
    return url, client.post(url, data)


@pytest.mark.parametrize("mode", ["en", "ar", "ru-dark"])
@pytest.mark.parametrize(
    ("model", "parent"),
    [
        (Action, None),
        (CityPage, city_index),
        (StoryPage, story_index),
        (ReportPage, join_page),
        (StandardPage, home_page),
    ],
)
def test_what_is_only_begun_is_previewed(client, model, parent, mode):
    action_index()
    url, answer = begun(client, model, parent() if parent else None, title="Just begun")
    assert answer.json() == {"is_valid": True, "is_available": True}
    assert "Just begun" in shown(client, url, mode)


@pytest.mark.parametrize(("model", "parent"), [(Action, None), (CityPage, city_index)])
def test_half_filled_fields_are_previewed_or_refused_without_an_error(client, model, parent):
    action_index()
    place = parent() if parent else None
    url, answer = begun(client, model, place, title="")
    assert client.get(f"{url}?mode=en").status_code == 200
    facts = {"latitude": "12.5"} if model is CityPage else {"start_date": "2030-01-01"}
    url, answer = begun(client, model, place, title="Half", **facts)
    assert answer.status_code == 200
    assert client.get(f"{url}?mode=fr").status_code == 200


def test_a_city_that_is_only_begun_shows_its_sources_and_commitments(client):
    city_index()
    url, _answer = begun(
        client,
        CityPage,
        city_index(),
        title="Newtown",
        country="CO",
        **{
            "sources-TOTAL_FORMS": "1",
            "sources-0-url": "https://example.org/source",
            "sources-0-ORDER": "1",
            "sources-0-id": "",
            "sources-0-DELETE": "",
        },
    )
    text = shown(client, url, "en")
    assert "Newtown" in text
    assert "example.org" in text


def test_an_action_is_previewed_in_the_language_in_which_it_is_begun(client):
    action_index()
    translation_of(ActionFactory(), "ar", title="خدمة")
    add = reverse(Action.snippet_viewset.get_url_name("add")) + "?locale=ar"
    url = reverse(Action.snippet_viewset.get_url_name("preview_on_add"))
    assert f"{url}?locale=ar" in client.get(add).content.decode()
    data = {**form_of(client, add, Action), "title": "مركز جديد"}
    assert client.post(f"{url}?locale=ar", data).json()["is_available"]
    text = unescape(client.get(f"{url}?locale=ar&mode=ar").content.decode())
    assert "مركز جديد" in text
    assert 'class="notice"' not in text
    assert client.get(f"{url}?locale=xx").status_code == 200

"""Whatever is published, no page shows more of the state before than if nothing were remembered."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import TranslationSource

from actions.models import Action, CityPage
from blog.models import StoryPage
from home.caches import purge
from home.models import SiteSettings
from tests.factories.translations import publish

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("seeded"),
    pytest.mark.xdist_group("seeded"),
]

LISTS = (
    "",
    "actions/",
    "actions/?view=map",
    "actions/?sort=title",
    "actions/?sort=place",
    "actions/?language=fr",
    "actions/figures/",
    "actions/data/",
    "actions/feed/",
    "actions/export.csv",
    "cities/",
    "stories/",
    "join/",
    "sitemap/",
)
# Different each time, or the time itself.
PASSING = re.compile(r'<input type="hidden"[^>]*>|<updated>[^<]*</updated>')


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def source(model: Any, **filters: Any) -> Any:
    rows = model.objects.filter(locale__language_code="en", live=True, **filters)
    return rows.order_by("pk").first()


def an_action() -> Action:
    """Return an action of a city, with categories, that has French words."""
    return source(Action, lrgs__isnull=False, categories__isnull=False)


def addresses() -> list[str]:
    action = an_action()
    city = action.lrgs.first().lrg
    category = action.categories.first()
    # A story that tells of the action, and one that doesn't.
    stories = StoryPage.objects.filter(locale__language_code="en", live=True).order_by("pk")[:2]
    paths = [
        *LISTS,
        f"actions/{action.slug}/",
        f"actions/?category={category.slug}",
        city.get_url().split("/", 2)[2],
        *(story.get_url().split("/", 2)[2] for story in stories),
    ]
    return [f"/{language}/{path}" for language in ("en", "fr") for path in paths]


def pages(client: Client, urls: list[str]) -> dict[str, str]:
    shown = {}
    for url in urls:
        response = client.get(url, follow=True)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        shown[url] = f"{response.status_code} {PASSING.sub('', content.decode())}"
    return shown


def retitle_action() -> None:
    publish(an_action(), title="Zzz: another title of an action", stage="planned")


def take_action_down() -> None:
    an_action().unpublish()


def retitle_translation_of_action() -> None:
    action = an_action()
    words = Action.objects.get(translation_key=action.translation_key, locale__language_code="fr")
    publish(words, title="Aaa : un autre titre")


def retitle_story() -> None:
    publish(source(StoryPage), title="Another title of a story", slug="another-address")


def take_story_down() -> None:
    source(StoryPage).unpublish()


def rename_city() -> None:
    city = an_action().lrgs.first().lrg
    publish(CityPage.objects.get(pk=city.pk), title="Another name of a city")


def rename_category() -> None:
    category = an_action().categories.first()
    category.title = category.label = "Another category"
    category.save()


def let_translations_become_stale() -> None:
    """Change sources, so that readers of French are told that theirs is an older version."""
    action = an_action()
    publish(action, title="A newer title")
    TranslationSource.update_or_create_from_instance(Action.objects.get(pk=action.pk))


CHANGES = (
    retitle_action,
    take_action_down,
    retitle_translation_of_action,
    retitle_story,
    take_story_down,
    rename_city,
    rename_category,
    let_translations_become_stale,
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_publication_makes_old_whatever_shows_it(
    client: Client, committed: Any, change: Callable[[], None]
) -> None:
    with committed():
        for row in SiteSettings.objects.all():
            row.tells_of_older_versions = True
            row.save()
    urls = addresses()
    before = pages(client, urls)
    assert {text[:3] for text in before.values()} == {"200"}
    with committed():
        change()
    after = pages(client, urls)
    with committed():
        purge()
    assert after != before
    assert after == pages(client, urls)

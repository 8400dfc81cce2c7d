"""Translators keep to their languages, focal points to their cities, regions and their actions."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Page
from wagtail_localize.models import Translation

from actions.models import Action
from home.models import DeskReach, LinkCheck
from tests.admin.desk import edit_url, form_of, save, sign_in
from tests.factories.actions import ActionFactory, CityPageFactory
from tests.factories.blog import StoryPageFactory, TagFactory
from tests.factories.home import LocaleFactory, SiteImageFactory
from tests.factories.translations import submit, translation_of

pytestmark = pytest.mark.django_db

REFUSED = {302, 403}


def limit(user, *, languages=(), lrgs=()):
    """Limit what somebody may reach."""
    row = DeskReach.objects.create(user=user, languages=list(languages))
    row.lrgs.set(lrgs)


def is_refused(response) -> bool:
    """Say whether the desk has sent somebody away rather than shown or done something."""
    return response.status_code == 403 or (
        response.status_code == 302 and response.url == reverse("wagtailadmin_home")
    )


@pytest.fixture
def french_translator(client):
    user = sign_in(client, "Translators")
    limit(user, languages=["fr"])
    return user


@pytest.mark.parametrize("make", [ActionFactory, CityPageFactory, StoryPageFactory])
def test_a_translator_opens_the_texts_of_their_language_only(client, french_translator, make):
    record = make()
    french, russian = translation_of(record, "fr"), translation_of(record, "ru")
    assert client.get(edit_url(french)).status_code == 200
    assert is_refused(client.get(edit_url(russian)))
    assert is_refused(client.get(edit_url(record)))
    assert is_refused(client.post(edit_url(record), {"title": "Taken over"}))
    record.refresh_from_db()
    assert record.title != "Taken over"


def test_a_translator_changes_no_text_in_another_language(client, french_translator):
    action = ActionFactory(title="Open doors")
    for language, allowed in (("fr", True), ("ru", False)):
        translation = submit(action, language)
        translation.save_target(publish=False)
        segment = translation.source.stringsegment_set.order_by("order").first()
        args = [translation.pk, segment.pk]
        url = reverse("wagtail_localize:edit_string_translation", args=args)
        sent = client.put(url, "value=x", content_type="application/x-www-form-urlencoded")
        assert (sent.status_code == 201) == allowed, language
        for name in ("upload_pofile", "stop_translation"):
            url = reverse(f"wagtail_localize:{name}", args=[translation.pk])
            if not allowed:
                assert is_refused(client.post(url)), name
        translation.refresh_from_db()
        assert translation.enabled


def test_a_translator_has_nothing_sent_into_another_language(client, french_translator):
    tag = TagFactory()
    url = reverse("wagtail_localize:submit_snippet_translation", args=["blog", "tag", tag.pk])
    assert client.get(url).status_code == 200
    both = [LocaleFactory(language_code=code).pk for code in ("fr", "ru")]
    assert is_refused(client.post(url, {"locales": both}))
    assert not Translation.objects.exists()
    client.post(url, {"locales": both[:1]})
    assert Translation.objects.get().target_locale.language_code == "fr"


@pytest.fixture
def cities():
    return CityPageFactory(title="Ours"), CityPageFactory(title="Theirs")


@pytest.fixture
def focal_point(client, cities):
    user = sign_in(client, "Focal points")
    limit(user, lrgs=[cities[0]])
    return user


def test_a_focal_point_edits_drafts_of_their_own_lrg_only(client, cities, focal_point):
    ours, theirs = cities
    save(client, ours, title="New name", **{"action-publish": "1"})
    ours.refresh_from_db()
    assert ours.title == "Ours"
    assert ours.get_latest_revision_as_object().title == "New name"
    assert is_refused(client.get(edit_url(theirs)))
    assert is_refused(client.post(edit_url(theirs), {"title": "Taken over"}))
    assert is_refused(client.get(edit_url(StoryPageFactory())))


def test_a_focal_point_edits_actions_of_their_own_lrg_only(client, cities, focal_point):
    ours, theirs, joint = (
        ActionFactory(title=title, lrgs=lrgs)
        for title, lrgs in (("Ours", cities[:1]), ("Theirs", cities[1:]), ("Joint", cities))
    )
    for action, allowed in ((ours, True), (joint, True), (theirs, False)):
        assert is_refused(client.get(edit_url(action))) != allowed, action
    listed = client.get(reverse("wagtailsnippets_actions_action:list")).content.decode()
    assert edit_url(ours) in listed
    assert edit_url(theirs) not in listed


def test_the_desk_lists_for_a_focal_point_what_is_theirs(client, cities, focal_point):
    ours, theirs = cities
    listed = client.get(reverse("cities:index")).content.decode()
    assert edit_url(ours) in listed
    assert edit_url(theirs) not in listed
    url = reverse("wagtailadmin_api:pages:listing")
    found = {item["id"] for item in client.get(url, {"limit": 20}).json()["items"]}
    assert theirs.pk not in found


@pytest.mark.parametrize(
    "name",
    ["delete", "unpublish", "copy", "move", "lock", "revisions_index", "workflow_history"],
)
def test_a_focal_point_is_sent_away_from_every_page_of_another_lrg(
    client, cities, focal_point, name
):
    url = reverse(f"wagtailadmin_pages:{name}", args=[cities[1].pk])
    assert client.get(url).status_code in REFUSED | {405}
    assert client.post(url).status_code in REFUSED
    assert Page.objects.get(pk=cities[1].pk).live


def test_a_focal_point_takes_no_other_lrg_along_in_a_bulk_action(client, cities, focal_point):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{url}?id={cities[0].pk}&id={cities[1].pk}")
    assert all(Page.objects.get(pk=city.pk).live for city in cities)


@pytest.mark.parametrize("name", ["history", "history_results", "usage", "inspect"])
def test_a_focal_point_reads_about_actions_of_their_own_lrg_only(client, cities, focal_point, name):
    ours, theirs = ActionFactory(lrgs=cities[:1]), ActionFactory(lrgs=cities[1:])
    theirs.title = "Not public yet"
    theirs.save_revision()
    space = "wagtailsnippets_actions_action"
    assert client.get(reverse(f"{space}:{name}", args=[ours.pk])).status_code == 200
    assert is_refused(client.get(reverse(f"{space}:{name}", args=[theirs.pk])))


@pytest.mark.parametrize("name", ["history", "usage", "view_draft"])
def test_a_focal_point_reads_about_pages_of_their_own_lrg_only(client, cities, focal_point, name):
    ours, theirs = (reverse(f"wagtailadmin_pages:{name}", args=[city.pk]) for city in cities)
    assert client.get(ours).status_code == 200
    assert is_refused(client.get(theirs))


def test_a_focal_point_copies_texts_of_their_own_actions_only(client, cities, focal_point):
    for lrg, allowed in zip(cities, (True, False), strict=True):
        url = reverse("pledge_texts", args=[ActionFactory(lrgs=[lrg]).pk])
        assert is_refused(client.get(url)) != allowed, lrg


def test_reports_that_name_drafts_of_all_are_not_for_focal_points(client, focal_point):
    for name in ("broken_links", "external_links"):
        assert is_refused(client.get(reverse(name))), name
    link = LinkCheck.objects.create(url="https://example.org/", checked_at=timezone.now())
    assert is_refused(client.post(reverse("ignore_link", args=[link.pk])))
    link.refresh_from_db()
    assert not link.ignored


def test_a_translator_reads_about_records_in_other_languages(client, french_translator):
    action = ActionFactory()
    for name in ("history", "usage"):
        url = reverse(f"wagtailsnippets_actions_action:{name}", args=[action.pk])
        assert client.get(url).status_code == 200


@pytest.fixture
def limited_publisher(client, cities):
    """Somebody who deletes and publishes, of one LRG."""
    user = sign_in(client, "Publishers")
    limit(user, lrgs=cities[:1])
    return user


def bulk(record, action: str, *ids) -> str:
    meta = (Page if isinstance(record, Page) else record)._meta
    url = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, action])
    return f"{url}?{'&'.join(f'id={key}' for key in ids)}"


def test_a_bulk_action_that_names_something_out_of_reach_is_refused(
    client, cities, limited_publisher
):
    ours, theirs = ActionFactory(lrgs=cities[:1]), ActionFactory(lrgs=cities[1:], live=False)
    for mine, other, action in ((ours, theirs, "delete"), (*cities, "unpublish")):
        url = bulk(mine, action, mine.pk, other.pk)
        assert is_refused(client.get(url)), action
        assert is_refused(client.post(url)), action
        assert client.get(bulk(mine, action, mine.pk)).status_code == 200
        assert type(other).objects.get(pk=other.pk).live == other.live
        assert type(mine).objects.get(pk=mine.pk).live


def test_everything_stands_for_what_is_within_reach_in_a_bulk_action(
    client, cities, limited_publisher
):
    ours = ActionFactory(lrgs=cities[:1])
    theirs = ActionFactory(title="Not public yet", lrgs=cities[1:], live=False)
    url = bulk(ours, "delete", "all")
    shown = client.get(url).content.decode()
    assert ours.title in shown
    assert theirs.title not in shown
    client.post(url)
    assert list(Action.objects.all()) == [theirs]
    url = bulk(cities[0], "unpublish", "all") + f"&childOf={cities[0].get_parent().pk}"
    assert "Theirs" not in client.get(url).content.decode()
    client.post(url)
    assert [Page.objects.get(pk=city.pk).live for city in cities] == [False, True]


@pytest.mark.parametrize("keys", ["x", "", "9" * 30, "-1"])
def test_a_bulk_action_with_nonsense_is_no_failure(client, cities, limited_publisher, keys):
    for record in (ActionFactory(), cities[0]):
        assert client.get(bulk(record, "delete", keys)).status_code in {302, 403, 404}


def test_images_are_within_everybodys_reach(client, limited_publisher):
    image = SiteImageFactory(collection=Collection.get_first_root_node())
    client.post(bulk(image, "delete", image.pk))
    assert not type(image).objects.exists()


def test_a_focal_point_to_whom_nothing_is_given_edits_nothing(client):
    sign_in(client, "Focal points")
    assert is_refused(client.get(edit_url(CityPageFactory())))


def test_an_administrator_says_what_somebody_is_limited_to(client, cities):
    somebody = sign_in(client, "Translators")
    sign_in(client, "Administrators")
    url = reverse("wagtailusers_users:edit", args=[somebody.pk])
    data = form_of(client, url, type(somebody))
    names = {"first_name": "Alex", "last_name": "Example"}
    client.post(url, {**data, **names, "languages": ["ru", "fr"], "lrgs": [cities[1].pk]})
    row = DeskReach.objects.get(user=somebody)
    assert set(row.languages) == {"ru", "fr"}
    assert row.lrgs.get() == cities[1]
    shown = form_of(client, url, type(somebody))
    assert set(shown["languages"]) == {"ru", "fr"}
    client.post(url, {**shown, **names, "languages": [], "lrgs": []})
    assert not DeskReach.objects.exists()

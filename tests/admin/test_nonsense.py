"""Addresses of the desk that name nothing there can be: a page says so, none breaks."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from home.blocks import BodyBlock
from tests.admin.matrix.base import prepared
from tests.admin.test_permission_matrix import addresses
from tests.factories.actions import ActionFactory, CityPageFactory
from tests.factories.blog import StoryPageFactory, TagFactory
from tests.factories.home import SiteImageFactory, superuser

pytestmark = pytest.mark.django_db

NO_KEYS = ("abc", "1;2", "-1", "1.5", "١", "9" * 20, "9" * 400, "\x00")
# What listings, choosers and reports of the desk are narrowed down and ordered by.
PARAMETERS = {
    "locale",
    "ordering",
    "order_by",
    "q",
    "search",
    "search_fields",
    "language",
    "page_type",
    "fields",
    "child_of",
    "childOf",
    "export",
    "multiple",
    "title",
    "mode",
    "status",
    "kind",
    "type",
    "tag",
    "limit",
    "offset",
    "content_type",
    "model",
    "object_type",
    "label",
    "action",
    "user",
    "owner",
    "group",
    "assigned_to",
    "person",
    "collection",
    "collection_id",
    "created_at_from",
    "created_at_to",
    "timestamp_from",
    "timestamp_to",
    "workflow",
    "task",
    "requested_by",
    "reviewable",
    "started_at_from",
    "root_page",
    "match_subclass",
    "record",
    "event",
    "source",
    "assignee",
    "state",
    "age",
    "category",
    "country",
    "year",
    "stage",
    "gcm",
    "rows",
    "lrg",
    "city",
    "form",
    "site",
    "site_id",
    "redirect_page",
}
# The one ends the session, the other breaks on purpose.
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test"}


@pytest.fixture(autouse=True)
def everything_allowed(client):
    client.force_login(superuser())


def bulk_actions() -> list[tuple[str, str, str]]:
    """Return the bulk actions as the parts of their addresses."""
    bulk_action_registry._scan_for_bulk_actions()
    return [
        (app, model, action)
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ] + [("blog", "tag", "delete"), ("actions", "action", "delete")]


@pytest.mark.parametrize("key", NO_KEYS)
def test_bulk_actions_without_a_record_there_can_be(client, key):
    assert len(bulk_actions()) > 10
    for parts in bulk_actions():
        url = reverse("wagtail_bulk_action", args=parts)
        for answer in (client.get(url, {"id": key}), client.post(f"{url}?id={key}")):
            assert answer.status_code == 404, parts


def test_bulk_actions_still_know_their_records_and_all(client):
    tags = [TagFactory(), TagFactory()]
    url = reverse("wagtail_bulk_action", args=["blog", "tag", "delete"])
    for keys in ([tag.pk for tag in tags], ["all"]):
        answer = client.get(url, {"id": keys})
        assert all(tag.name in answer.content.decode() for tag in tags)


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("wagtailadmin_choose_page_chosen_multiple", "id"),
        ("wagtailimages_chooser:chosen_multiple", "id"),
        ("wagtaildocs_chooser:chosen_multiple", "id"),
        ("wagtailsnippetchoosers_actions_action:chosen_multiple", "id"),
        ("wagtailadmin_choose_page_email_link", "parent_page_id"),
        ("wagtailadmin_choose_page_anchor_link", "parent_page_id"),
        ("wagtailadmin_choose_page", "target_pages[]"),
        ("wagtailadmin_api:pages:find", "id"),
    ],
)
def test_choosers_without_a_record_there_can_be(client, name, parameter):
    for key in NO_KEYS:
        assert client.get(reverse(name), {parameter: key}).status_code == 404, key


@pytest.mark.parametrize(
    "name",
    [
        "wagtailimages_chooser:chosen",
        "wagtaildocs_chooser:chosen",
        "wagtailsnippetchoosers_actions_action:chosen",
        "wagtailsnippetchoosers_blog_author:chosen",
        "wagtailsnippets_actions_action:edit",
        "wagtailsnippets_actions_action:history",
        "wagtailsnippets_home_sitesettings:usage",
        "sign-ups:inspect",
        "bin:inspect",
        "outgoing-messages:inspect",
    ],
)
def test_addresses_of_one_record_without_a_record_there_can_be(client, name):
    for key in ("abc", "9" * 20):
        url = reverse(name, args=["1"]).replace("/1/", f"/{key}/")
        assert client.get(url).status_code == 404, key


# wagtail-localize's report, which no menu leads to, has no order.
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
@pytest.mark.parametrize(
    ("names", "value"),
    [
        (PARAMETERS, "abc"),
        (PARAMETERS, "9" * 20),
        ({"locale", "q"}, "\x00"),
        ({"p", "page"}, "abc"),
        ({"next"}, "abc"),
    ],
)
def test_listings_choosers_and_reports_leave_out_or_refuse_what_they_do_not_know(
    client, names, value
):
    for make in (ActionFactory, CityPageFactory, StoryPageFactory, TagFactory):
        make()
    walked = 0
    for route, name in addresses():
        if route.startswith("admin/") and "<" not in route and name not in LEFT_OUT:
            walked += 1
            url = "/" + re.sub(r"[\^$\\]", "", route).replace(".*", "none")
            answer = client.get(url, dict.fromkeys(names, value))
            assert answer.status_code < 500, url
    assert walked > 100


def test_no_address_of_a_record_breaks_at_a_key_that_is_none(client):
    prepared()
    for route, name in addresses():
        if route.startswith("admin/") and "<" in route and name not in LEFT_OUT:
            number = re.sub(r"<int:\w+>|\(\?P<\w+>\(?(?:\\d|\[0-9\])[^)]*\)+", "9" * 20, route)
            text = re.sub(r"<(?:\w+:)?\w+>|\(\?P<\w+>[^)]*\)", "abc", number)
            url = "/" + re.sub(r"[\^$\\]", "", text).replace(".*", "none")
            assert client.get(url).status_code < 500, url


@pytest.mark.parametrize("place", ["abc", "wagtailadmin_home", ".."])
def test_places_to_go_on_to_are_addresses(client, place):
    url = reverse("wagtailadmin_login")
    assert client.get(url, {"next": place}).status_code == 404
    assert client.get(url, {"next": "/admin/reports/"}).url == "/admin/reports/"
    assert client.get(url, {"next": ""}).status_code == 302


@pytest.mark.searches
def test_images_found_are_narrowed_down_by_tag(client):
    harbour, market = SiteImageFactory(title="A harbour"), SiteImageFactory(title="A market")
    for image in (harbour, market):
        image.tags.add(image.title.split()[1])
    url = reverse("wagtailimages_chooser:choose_results")
    text = client.get(url, {"q": "A", "tag": "market"}).content.decode()
    assert market.title in text
    assert harbour.title not in text


def test_a_block_is_still_previewed_by_the_name_of_its_kind(client):
    prefix = BodyBlock().child_blocks["quotation"].definition_prefix
    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": prefix})
    assert answer.status_code == 200
    assert client.get(reverse("wagtailadmin_block_preview"), {"id": "abc"}).status_code == 404

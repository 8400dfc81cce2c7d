"""Every role against the desk: the tables of the handbook say who may open what.

The first table in ``docs/handbook/en/roles.md`` is the declaration. Each of its rows is tried here
with each role; what is sent is tried in :mod:`tests.admin.test_action_matrix`. Besides, every
address of the desk is walked, whoever wrote its view: none answers whoever has no role.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from home.models import DeskReach
from tests.admin.desk import edit_url
from tests.admin.matrix.handbook import ROLES, declared
from tests.factories.actions import ActionFactory, CategoryFactory, CityPageFactory
from tests.factories.blog import StoryPageFactory
from tests.factories.home import SignUpFactory, SiteSettingsFactory, UserFactory

pytestmark = pytest.mark.django_db

TABLE = "At the desk"
# Open to whoever has no account: signing in, and what its pages are made of.
PUBLIC = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
}


def address(name: str, *args: Any) -> Callable[[dict[str, Any]], str]:
    """Return what gives an address; an argument with a name stands for the key of a record."""

    def of(records: dict[str, Any]) -> str:
        keys = [records[arg].pk if arg in records else arg for arg in args]
        return reverse(name, args=keys)

    return of


def editor(name: str) -> Callable[[dict[str, Any]], str]:
    """Return what gives the address of a record's editor."""
    return lambda records: edit_url(records[name])


TRIED: dict[str, Callable[[dict[str, Any]], str]] = {
    "Open the desk": address("wagtailadmin_home"),
    "Look after one’s own sessions and second factor": address("desk_sessions"),
    "Begin a story": address("wagtailadmin_pages:add", "blog", "storypage", "stories"),
    "Change a story": editor("story"),
    "Unpublish a story": address("wagtailadmin_pages:unpublish", "story"),
    "Delete a published story": address("wagtailadmin_pages:delete", "story"),
    "Move a story": address("wagtailadmin_pages:move", "story"),
    "Begin an action": address("wagtailsnippets_actions_action:add"),
    "Change an action of one’s own LRG": editor("own_action"),
    "Change an action of another LRG": editor("action"),
    "Change the page of one’s own LRG": editor("own_city"),
    "Change the page of another LRG": editor("city"),
    "Unpublish an action": address("wagtailsnippets_actions_action:unpublish", "own_action"),
    "Delete an action": address("wagtailsnippets_actions_action:delete", "own_action"),
    "Import actions": address("import_actions"),
    "Change a category": editor("category"),
    "Add a tag": address("wagtailsnippets_blog_tag:add"),
    "Change the site settings": editor("settings"),
    "See the translations": address("translation_overview"),
    "Send a story for translation": address("wagtail_localize:submit_page_translation", "story"),
    "Read sign-ups": address("sign-ups:index"),
    "Find and erase personal data": address("personal_data"),
    "Change the texts of mails": address("mail_texts"),
    "Restore from the bin": address("bin:index"),
    "Bring content from another installation": address("transfer"),
    "Add an image": address("wagtailimages:add"),
    "Add redirects": address("wagtailredirects:add"),
    "Keep users": address("wagtailusers_users:index"),
    "Keep groups": address("wagtailusers_groups:index"),
    "Reset a colleague’s second factor": address("second_factor_reset", "colleague"),
    "Keep the workflow": address("wagtailadmin_workflows:index"),
    "Keep languages": address("wagtaillocales:index"),
}


@pytest.fixture
def records() -> dict[str, Any]:
    """Records to try the rows of the table with."""
    own_city, city = CityPageFactory(), CityPageFactory()
    story = StoryPageFactory()
    return {
        "own_city": own_city,
        "city": city,
        "own_action": ActionFactory(lrgs=[own_city]),
        "action": ActionFactory(lrgs=[city]),
        "story": story,
        "stories": story.get_parent(),
        "category": CategoryFactory(),
        "settings": SiteSettingsFactory(),
        "sign_up": SignUpFactory(),
        "colleague": UserFactory(group="Writers"),
    }


def is_open(client: Client, url: str) -> bool:
    """Say whether the desk shows a page rather than sending somebody away."""
    return client.get(url).status_code == 200


def addresses(
    resolver: Any = None, route: str = "", space: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Yield each route of the site with the name of its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*space, pattern.namespace) if pattern.namespace else space
            yield from addresses(pattern, here, inner)
        elif isinstance(pattern, URLPattern):
            yield here, ":".join((*space, pattern.name or ""))


def filled(route: str) -> str:
    """Return an address that a route leads to."""
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)", "1", route)
    route = re.sub(r"<(?:\w+:)?\w+>", "1", route)
    return "/" + re.sub(r"[\^$\\]", "", route).replace(".*", "none")


def test_the_handbook_has_every_row_that_is_tried():
    assert set(declared(TABLE)) == set(TRIED)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_the_handbook_says_and_nothing_else(client, records, role):
    user = UserFactory(group=role)
    if role == "Focal points":
        DeskReach.objects.create(user=user).lrgs.set([records["own_city"]])
    client.force_login(user)
    opened = {label for label, url in TRIED.items() if is_open(client, url(records))}
    assert opened == {label for label, roles in declared(TABLE).items() if role in roles}


@pytest.mark.parametrize("group", [None, "anonymous"])
def test_no_address_of_the_desk_answers_whoever_has_no_role(client, group):
    """Walk every address that the desk has, whoever wrote the view."""
    if group is None:
        client.force_login(UserFactory())
    walked = 0
    for route, name in addresses():
        if not route.startswith("admin/") or name in PUBLIC or "password_reset" in route:
            continue
        walked += 1
        for answer in (client.get(filled(route)), client.post(filled(route))):
            assert answer.status_code in {302, 403, 404}, route
            if answer.status_code == 302:
                assert "/admin/login/" in answer.url or "/en/" in answer.url, route
    assert walked > 300

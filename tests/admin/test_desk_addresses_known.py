"""No address of the desk is forgotten: each is in the tables, or it is said who guards it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from home.models import DeskReach
from tests.admin.matrix.base import ACTIONS, prepared
from tests.admin.matrix.names import GUARDED, OPEN_TO_ALL, SAME_AS, SENT_TO, SHADOWED, UNSPACED
from tests.admin.test_action_matrix import MODULES
from tests.admin.test_permission_matrix import TRIED, filled
from tests.factories.home import UserFactory

OWN = ("home.", "actions.", "blog.")


def views(
    resolver: Any = None, route: str = "", space: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, str]]:
    """Yield each route of the desk, the name that it has, and where its view is written."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*space, pattern.namespace) if pattern.namespace else space
            yield from views(pattern, here, inner)
        elif isinstance(pattern, URLPattern) and here.startswith("admin/"):
            view = getattr(pattern.callback, "view_class", pattern.callback)
            written = f"{view.__module__}.{view.__qualname__}"
            yield here, ":".join((*space, pattern.name or "")), written


def is_own(written: str) -> bool:
    return written.startswith(OWN)


def test_every_own_page_is_in_the_tables_or_open_to_all():
    known = {*SENT_TO, *SAME_AS, *OPEN_TO_ALL}
    own = {(name, written) for _route, name, written in views() if is_own(written)}
    assert {name for name, written in own if name not in known and written not in SHADOWED} == set()
    assert {*SAME_AS, *OPEN_TO_ALL} <= {name for name, _written in own}
    assert {written for name, written in own if not name} == SHADOWED


def test_every_row_that_a_page_is_like_is_tried():
    assert MODULES
    assert set(SAME_AS.values()) <= {*ACTIONS, *TRIED}


def test_it_is_said_who_guards_every_page_of_wagtail():
    unspaced = set().union(*UNSPACED.values())
    unknown = {
        name
        for _route, name, written in views()
        if not is_own(written)
        and name not in SENT_TO
        and (name.rpartition(":")[0] not in GUARDED if ":" in name else name not in unspaced)
    }
    assert unknown == set()


def address(route: str, desk: Any) -> str:
    """Return where a route leads, with a record that is there."""
    record = (
        desk.sign_up
        if "sign-up" in route
        else desk.own_action
        if "other-platforms" in route
        else desk.colleague
        if "user_id" in route
        else desk.translations["fr"]
    )
    if "handbook" in route:
        route = route.replace("<str:language>", "en").replace("<slug:slug>", "roles")
        route = route.replace("<str:name>", "none.png")
    if "mail-texts" in route:
        route = route.replace("<slug:event>", "received").replace("<slug:language>", "en")
    for name in ("pk", "user_id", "translation_id"):
        route = route.replace(f"<int:{name}>", str(record.pk))
    return filled(route)


@pytest.mark.django_db
def test_no_other_own_page_is_open_to_focal_points_and_translators_alike():
    desk = prepared()
    reach = {"Focal points": {}, "Translators": {"languages": ["fr"]}}
    opened = []
    for role, limits in reach.items():
        user = UserFactory(group=role)
        row = DeskReach.objects.create(user=user, **limits)
        row.lrgs.set([desk.own_city] if role == "Focal points" else [])
        client = Client()
        client.force_login(user)
        opened.append(
            {
                name
                for route, name, written in views()
                if is_own(written)
                and written not in SHADOWED
                and client.get(address(route, desk)).status_code == 200
            }
        )
    assert opened[0] & opened[1] <= set(OPEN_TO_ALL)

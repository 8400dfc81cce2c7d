"""A focal point reads no unpublished title of another LRG, wherever the desk names records."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from wagtail.log_actions import log

from home.bin.keeping import put_in_bin
from home.models import DeskReach
from tests.admin.desk import sign_in
from tests.admin.test_permission_matrix import addresses
from tests.factories.actions import ActionFactory, CityPageFactory
from tests.factories.blog import StoryPageFactory
from tests.factories.home import superuser
from tests.factories.translations import translation_of

pytestmark = [pytest.mark.django_db, pytest.mark.searches]

SECRET = "Zanzarium"
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test"}


def renamed(record: Any, title: str) -> Any:
    """Give a public record another title in a draft."""
    record.title = title
    record.save_revision(user=superuser(), log_action=True)
    return record


@pytest.fixture
def others() -> dict[str, Any]:
    """Records of other LRGs whose titles readers have never seen."""
    city = CityPageFactory(title=f"{SECRET} city", live=False)
    public = CityPageFactory(title="Otherville")
    found = {
        "city": city,
        "renamed_city": renamed(public, f"{SECRET} renamed"),
        "action": ActionFactory(title=f"{SECRET} action", lrgs=[city], live=False),
        "renamed_action": renamed(
            ActionFactory(title="Open doors", lrgs=[public]), f"{SECRET} doors"
        ),
        "story": StoryPageFactory(title=f"{SECRET} story", live=False),
        "translation": translation_of(public, "fr", title=f"{SECRET} ville", live=False),
    }
    for record in found.values():
        record.save_revision(user=superuser(), log_action=True)
        log(record, "wagtail.edit", user=superuser(), title=record.title)
    for name in ("city", "action"):
        found[name].get_workflow().start(found[name], superuser())
    found["story"].locked = True
    found["story"].save()
    deleted = ActionFactory(title=f"{SECRET} deleted", lrgs=[city], live=False)
    put_in_bin([deleted], superuser())
    log(deleted, "wagtail.delete", user=superuser(), title=deleted.title, deleted=True)
    deleted.delete()
    return found


@pytest.fixture
def ours(client, others):
    user = sign_in(client, "Focal points")
    city = CityPageFactory(title="Ours")
    row = DeskReach.objects.create(user=user)
    row.lrgs.set([city])
    return {
        "city": renamed(city, "Ours renamed"),
        "draft": ActionFactory(title="Our draft", lrgs=[city], live=False),
    }


@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
@pytest.mark.parametrize("query", [{}, {"q": SECRET}])
def test_no_page_of_the_desk_names_them(client, ours, others, query):
    for route, name in addresses():
        if route.startswith("admin/") and "<" not in route and name not in LEFT_OUT:
            url = "/" + re.sub(r"[\^$\\]", "", route).replace(".*", "none")
            text = client.get(url, query).content.decode()
            # What was searched for is repeated in the field and in links.
            text = re.sub(rf'value="{SECRET}"|q={SECRET}', "", text)
            assert f"{SECRET} " not in text, url


def test_the_menu_leads_to_no_report_of_all(client, ours):
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    for name in ("site_history", "workflow", "workflow_tasks", "page_types_usage"):
        url = reverse(f"wagtailadmin_reports:{name}")
        assert client.get(url).status_code in {302, 403}
        assert f'"{url}"' not in menu


def test_choosers_offer_what_is_public_and_what_is_ours(client, ours):
    cities = client.get(reverse("wagtailadmin_choose_page_search"), {"q": "Ou"}).content.decode()
    parent = ours["city"].get_parent().pk
    below = client.get(reverse("wagtailadmin_choose_page_child", args=[parent])).content.decode()
    assert "Ours renamed" in below
    assert "Ours renamed" in cities
    assert SECRET not in below + cities
    chooser = "wagtailsnippetchoosers_actions_action:choose"
    actions = client.get(reverse(chooser)).content.decode()
    assert "Our draft" in actions
    assert "Open doors" in actions
    assert SECRET not in actions


def test_nothing_of_theirs_is_chosen_by_its_key(client, ours, others):
    for name in ("city", "story", "renamed_city", "translation"):
        key = others[name].pk
        child = client.get(reverse("wagtailadmin_choose_page_child", args=[key]))
        chosen = client.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": key})
        for answer in (child, chosen):
            assert SECRET not in answer.content.decode(), name
    space = "wagtailsnippetchoosers_actions_action"
    key = others["action"].pk
    assert client.get(reverse(f"{space}:chosen", args=[key])).status_code == 404
    several = client.get(reverse(f"{space}:chosen_multiple"), {"id": key})
    assert SECRET not in several.content.decode()
    ours_too = client.get(reverse(f"{space}:chosen", args=[ours["draft"].pk]))
    assert "Our draft" in ours_too.content.decode()

"""The menu of the desk is in the order of the team's tasks, and offers nobody a closed door."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from tests.admin.desk import sign_in

pytestmark = pytest.mark.django_db


def menu(client) -> list[str]:
    text = client.get(reverse("wagtailadmin_home")).content.decode()
    props = re.search(r'wagtail-sidebar-props" type="application/json">(.*?)</script>', text)
    modules = json.loads(props.group(1))["modules"]
    main = next(module for module in modules if module["_type"].endswith("MainMenuModule"))
    return [item["_args"][0]["label"] for item in main["_args"][0]]


def test_tasks_come_first_and_in_order(client):
    sign_in(client, "Administrators")
    labels = menu(client)
    tasks = ["Stories", "Actions", "Cities", "Sign-ups", "Follow-up", "Reports", "Translations"]
    assert labels[:7] == tasks
    assert labels[7:] == [
        "Glossary",
        "Messages",
        "Pages",
        "Images",
        "Documents",
        "Official lists",
        "Authors and tags",
        "Bin",
        "Activity",
        "Settings",
        "Help",
    ]


def test_editors_are_not_offered_sign_ups_and_settings(client):
    sign_in(client, "Writers")
    labels = menu(client)
    assert "Sign-ups" not in labels
    assert "Messages" not in labels
    assert "Settings" not in labels
    assert labels[:2] == ["Stories", "Actions"]


def test_translators_find_translations(client):
    sign_in(client, "Translators")
    assert "Translations" in menu(client)

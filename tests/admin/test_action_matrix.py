"""Every role tries every action of the desk; what counts is whether a row has changed.

The table of the handbook ("Step by step") says the same as the table here, which also has those
who are limited to a language, and whoever hasn't signed in.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from home.models import DeskReach
from tests.admin.matrix import content, keeping, translating
from tests.admin.matrix.base import ACTIONS, NAMES, Doing, prepared
from tests.admin.matrix.handbook import ROLES, declared, marked, tables
from tests.admin.matrix.names import SENT_TO
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db

MODULES = (content, translating, keeping)
IN_FRENCH = "Translators into French"

DRAFTS = {
    "Change somebody else’s draft of a story",
    "Change the page of one’s own LRG",
    "Change the page of another LRG",
    "Change an action of one’s own LRG",
    "Change an action of another LRG",
}
BEGINNING = {"Begin a story", "Copy a story", "Begin the page of a city", "Import actions"}
FILES = {"Add an image", "Add a document"}
FRENCH = {
    "Translate into French",
    "Send for translation into French",
    "Send for translation from an editor",
    "Assign a translation into French",
    "Take texts out for translation",
    "Bring translated texts in",
}
TRANSLATING = {*FRENCH, "Translate into Russian"}
PUBLISHING = {
    "Publish a story",
    "Publish a story at a time",
    "Unpublish a story",
    "Lock a story",
    "Move a story",
    "Delete a story",
    "Approve at last, and publish",
    "Publish the page of one’s own LRG",
    "Delete the page of one’s own LRG",
    "Publish an action of one’s own LRG",
    "Publish an action of another LRG",
    "Delete an action",
    "Delete several actions at once",
    "Publish a translation into French",
    "Publish a translation into Russian",
    "Change a category",
    "Change the site settings",
    "Restore from the bin",
    "Change the status of a sign-up",
    "Comment on a sign-up",
    "Make drafts from a sign-up",
    "Change the texts of mails",
}
ALLOWED: dict[str, set[str]] = {
    "Nobody": set(),
    "Writers": {*DRAFTS, *BEGINNING, *FILES, *TRANSLATING, "Add a tag"},
    "Translators": {*DRAFTS, *TRANSLATING},
    IN_FRENCH: FRENCH,
    "Reviewers": {
        *DRAFTS,
        *FILES,
        *TRANSLATING,
        "Add a tag",
        "Lock a story",
        "Approve what was submitted",
        "Cancel the review that somebody else asked for",
    },
    "Publishers": {*DRAFTS, *BEGINNING, *FILES, *TRANSLATING, *PUBLISHING, "Add a tag"},
    "Focal points": {
        *FILES,
        "Change the page of one’s own LRG",
        "Change an action of one’s own LRG",
    },
    # The first of the two approvals is the reviewers' alone.
    "Administrators": set(ACTIONS)
    - {"Approve what was submitted", "Cancel the review that somebody else asked for"},
}


def clients(desk: Any) -> dict[str, Client]:
    """Return a browser for each role."""
    found = {"Nobody": Client()}
    for role in (*ROLES, IN_FRENCH):
        user = UserFactory(group=role.removesuffix(" into French"))
        if role == IN_FRENCH:
            DeskReach.objects.create(user=user, languages=["fr"])
        if role == "Focal points":
            row = DeskReach.objects.create(user=user)
            row.lrgs.set([desk.own_city, desk.empty_city])
        found[role] = Client()
        found[role].force_login(user)
    return found


def is_done(doing: Doing, client: Client, desk: Any) -> bool:
    """Try an action, and undo it."""
    with transaction.atomic():
        try:
            return doing(client, desk)
        finally:
            transaction.set_rollback(True)


def test_each_role_does_what_the_table_says_and_nothing_else():
    desk = prepared()
    NAMES.clear()
    happened = {
        role: {label for label, doing in ACTIONS.items() if is_done(doing, client, desk)}
        for role, client in clients(desk).items()
    }
    assert happened == ALLOWED
    assert NAMES == SENT_TO


def test_the_handbook_says_the_same():
    said = declared("Step by step")
    assert list(said) == list(ACTIONS)
    for role in ROLES:
        assert {label for label, roles in said.items() if role in roles} == ALLOWED[role], role


def test_the_handbook_in_french_says_the_same_as_in_english():
    assert marked("fr") == marked("en")
    labels = [row[0] for table in tables("fr") for row in table]
    assert all(labels)
    assert not set(labels) & {row[0] for table in tables("en") for row in table}

"""The newer migrations on a full site: what is in it survives them, and they take a known time.

``FAULTS_ACTIONS=10000 make faults`` measures a site as full as it may ever become.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests import databases
from tests.bench.content import replace_records

ACTIONS = int(os.environ.get("FAULTS_ACTIONS", "300"))
# The last before which there is something that goes only forward: the groups of the desk.
EARLIEST = ("home", "0024")
COUNTED = ("actions_action", "actions_actionprogress", "wagtailcore_page", "actions_citypage")


@pytest.fixture
def full_site(seeded_template: str, django_db_blocker: Any) -> Iterator[None]:
    name = f"{databases.own_copy_name()}_full"
    with django_db_blocker.unblock():
        databases.copy(seeded_template, name)
        with databases.using(name):
            replace_records(ACTIONS)
            yield
        databases.drop(name)


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in COUNTED:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
        return found


def test_every_migration_keeps_what_a_full_site_holds(full_site: None) -> None:
    before = counts()
    call_command("migrate", *EARLIEST, verbosity=0)
    assert counts() == before
    began = time.monotonic()
    call_command("migrate", verbosity=0)
    forward = time.monotonic() - began
    assert counts() == before
    client = Client()
    for path in ("/en/", "/ar/actions/", "/fr/actions/generated-0/", "/en/search/?q=welcome"):
        assert client.get(path).status_code == 200, path
    print(f"\n{ACTIONS:,} actions in six languages: every newer migration in {forward:.1f} s")

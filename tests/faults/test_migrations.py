"""The migrations that change rows, on a full site: all is kept, readers read on; and how long.

``FAULTS_ACTIONS=10000`` tries them on a site as full as it may ever become.
"""

from __future__ import annotations

import io
import os
import re
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from home.models import HomePage, SignUp
from tests import databases
from tests.bench.content import replace_records
from tests.factories.home import publisher, writer
from tests.faults.queries import Asking

ACTIONS = int(os.environ.get("FAULTS_ACTIONS", "300"))
SIGN_UPS = ACTIONS // 10
FEATURED = 4
# The last state before which no migration touches a row that was there.
EARLIEST = (("home", "0006"), ("actions", "0004"), ("blog", "0004"))
# Since then a sign-up has parts, and the home page says itself which actions it shows.
BEFORE_PARTS = ("home", "0011_joining")
COUNTED = ("actions_action", "wagtailcore_page", "actions_citypage", "home_searchentry")
# What readers' pages ask for, and for how many seconds a migration may keep them waiting.
READ = {
    "pages": "SELECT title FROM wagtailcore_page WHERE depth = 2 AND live",
    "cities": "SELECT country FROM actions_citypage LIMIT 1",
    "actions": "SELECT title FROM actions_action WHERE slug = 'generated-0' AND live",
    "search": "SELECT title FROM home_searchentry WHERE address = 'generated-0'",
}
LONGEST_WAIT = 5
# As the worker would write them, but in one statement.
FILL_SEARCH = """
    INSERT INTO home_searchentry (kind, content_type_id, object_id, translation_key, language,
        readers, title, summary, body, address, documents, vector)
    SELECT 'action', kind.id, action.id, action.translation_key, locale.language_code,
        ARRAY[locale.language_code], action.title, action.summary, action.body::text, action.slug,
        '{}', setweight(to_tsvector('simple', action.title), 'A')
            || to_tsvector('simple', action.summary || action.body::text)
    FROM actions_action action JOIN wagtailcore_locale locale ON locale.id = action.locale_id,
        django_content_type kind WHERE kind.app_label = 'actions' AND kind.model = 'action'
"""


@pytest.fixture
def full_site(seeded_template: str, django_db_blocker: Any) -> Iterator[None]:
    name = f"{databases.own_copy_name()}_full"
    with django_db_blocker.unblock():
        databases.copy(seeded_template, name)
        with databases.using(name):
            replace_records(ACTIONS)
            with connection.cursor() as cursor:
                cursor.execute("TRUNCATE home_searchentry CASCADE")
                cursor.execute(FILL_SEARCH)
            yield
        databases.drop(name)


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in COUNTED:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
        return found


def grants() -> set[tuple[str, ...]]:
    """Return who of the desk may do what."""
    names = ("name", "permissions__content_type__app_label", "permissions__codename")
    return set(Group.objects.values_list(*names))


def migrate(*target: str) -> dict[str, float]:
    """Migrate to a state; return the seconds that each migration took."""
    said = io.StringIO()
    call_command("migrate", *target, verbosity=2, stdout=said)
    found = re.findall(r"pplying (\S+)\.\.\. OK \(([\d.]+)s\)", said.getvalue())
    return {name: float(seconds) for name, seconds in found}


def fill_earlier_state() -> None:
    """Put into an earlier state what only that one has: sign-ups in one piece, featured actions."""
    models = MigrationExecutor(connection).loader.project_state([BEFORE_PARTS]).apps
    models.get_model("home", "SignUp").objects.bulk_create(
        models.get_model("home", "SignUp")(
            token=uuid.uuid4(), language="fr", lrg_name=f"Exampleville {number}", kind="city",
            country="CO", contact_email=f"officer{number}@example.org", endorsement="signed",
            commitment="Doors", action_title="Open doors", action_summary="All of them",
        )
        for number in range(SIGN_UPS)
    )  # fmt: skip
    actions = models.get_model("actions", "Action").objects.filter(is_source=True, live=True)
    actions.update(featured=False)
    for order, action in enumerate(actions.order_by("pk")[:FEATURED]):
        actions.filter(pk=action.pk).update(featured=True, featured_order=order)


def test_every_migration_of_rows_keeps_what_a_full_site_holds(full_site: None) -> None:
    before, may = counts(), grants()
    people = {"Publishers": publisher(username="one"), "Writers": writer(username="two")}
    for target in EARLIEST:
        migrate(*target)
    assert counts() == before
    with Asking(READ) as readers:
        began = time.monotonic()
        took = migrate(*BEFORE_PARTS)
        fill_earlier_state()
        took |= migrate()
        forward = time.monotonic() - began
    assert counts() == before
    assert grants() == may
    for name, person in people.items():
        assert list(person.groups.values_list("name", flat=True)) == [name]
    assert SignUp.objects.count() == SIGN_UPS
    for sign_up in SignUp.objects.order_by("pk")[:50]:
        assert sign_up.text_languages == [sign_up.preferred_language] == ["fr"]
        assert [part.text for part in sign_up.commitments.all()] == ["Doors"]
        assert [part.title for part in sign_up.actions.all()] == ["Open doors"]
    assert len(HomePage.objects.get(is_source=True).featured) == FEATURED
    client = Client()
    for path in ("/en/", "/ar/actions/", "/fr/actions/generated-0/", "/en/search/?q=welcome"):
        assert client.get(path).status_code == 200, path
    slowest = sorted(took, key=lambda name: took[name], reverse=True)[:4]
    print(
        f"\n{ACTIONS:,} actions in six languages: {len(took)} migrations in {forward:.1f} s; "
        f"the slowest: {', '.join(f'{name} {took[name]:.1f} s' for name in slowest)}; "
        f"readers waited at most {readers.longest}"
    )
    assert readers.asked > len(READ)
    assert all(readers.longest[name] < LONGEST_WAIT for name in READ if name != "search")

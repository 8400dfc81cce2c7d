"""At the translation desk: what its list says, and a record on its way into French."""

from __future__ import annotations

from django.urls import reverse

from home.models import DeskReach
from tests.admin.desk import save
from tests.admin.test_translating import enter, in_french, publish, submit_at_the_desk
from tests.factories.home import (
    UserFactory,
)

LIST = "translations_list"


def listed(client, **query) -> list:
    """Return the states that the list shows."""
    answer = client.get(reverse(LIST), {"language": "fr", **query})
    return [row["state"] for row in answer.context["rows"]]


def state_of(client, record, **query):
    """Return what the list says of one record."""
    return next(state for state in listed(client, **query) if state.record == name_of_row(record))


def name_of_row(record) -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def translator(language: str, **kwargs):
    """Return somebody who translates into one language."""
    user = UserFactory(group="Translators", **kwargs)
    DeskReach.objects.create(user=user, languages=[language])
    return user


def make_stale(client, record, capture, title="Wide open doors"):
    """Publish a new title of a record whose French translation is public."""
    with capture(execute=True):
        save(client, record, title=title, **{"action-publish": "1"})


def to_french(client, record, capture):
    """Translate and publish a record at the desk."""
    enter(client, submit_at_the_desk(client, record))
    publish(client, record, capture)
    assert in_french(record).live

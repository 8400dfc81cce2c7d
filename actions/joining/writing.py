"""Writing drafts with a history, and knowing later whether an editor has changed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from actions.models import Action, CityPage, SignUpRecord
from home.models import SignUp


class DraftsRefusedError(Exception):
    """Nothing can be made of the sign-up; the message says why."""


@dataclass
class Drafts:
    """What one press of the button did."""

    made: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    left: list[Any] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many drafts were written."""
        return len(self.made) + len(self.changed)


class Ledger:
    """The records that were written from one sign-up."""

    def __init__(self, sign_up: SignUp, user: Any) -> None:
        self.sign_up = sign_up
        self.user = user
        self.written = dict(sign_up.records.values_list("record", "revision_id"))

    def is_taken(self, record: Any) -> bool:
        """Say whether an editor has the record by now: changed, locked or in review."""
        key = record.translation_key
        changed = key in self.written and self.written[key] != record.latest_revision_id
        return bool(changed or record.locked or in_review(record))

    def save(self, draft: Any, *, is_new: bool) -> None:
        """Save a draft as a new revision, and remember that it comes from the sign-up."""
        if is_new:
            log(instance=draft, action="wagtail.create", user=self.user, content_changed=True)
        revision = draft.save_revision(
            user=self.user, changed=True, clean=False, log_action=not is_new
        )
        SignUpRecord.objects.update_or_create(
            sign_up=self.sign_up,
            record=draft.translation_key,
            defaults={"revision": revision},
        )


def has_drafts(sign_up: SignUp) -> bool:
    """Say whether anything is left of what was written from a sign-up."""
    keys = list(sign_up.records.values_list("record", flat=True))
    return any(
        model._base_manager.filter(translation_key__in=keys).exists()
        for model in ((CityPage, Action) if keys else ())
    )


def in_review(record: Any) -> bool:
    """Say whether a record is in a workflow."""
    return WorkflowState.objects.active().for_instance(record).exists()


def newest(record: Any) -> Any:
    """Return a record with what its newest draft says."""
    return record.get_latest_revision_as_object() if record.latest_revision_id else record


def set_if_different(record: Any, name: str, value: Any) -> None:
    """Set a field, or a relation to several records, unless it says so already."""
    present = getattr(record, name)
    if hasattr(present, "all"):
        if {item.pk for item in present.all()} != {item.pk for item in value}:
            setattr(record, name, value)
    elif present != value:
        setattr(record, name, value)


def set_children(record: Any, name: str, items: list[Any]) -> None:
    """Replace the children of a record; they are stored when it is."""
    setattr(record, name, items)


def reserved_key(model: Any) -> int:
    """Take the next primary key of a table for a record that exists in a revision only.

    By its key an editor's form finds the record again; without one the form would make another.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s))",
            [model._meta.db_table, model._meta.pk.column],
        )
        return int(cursor.fetchone()[0])

"""Writing a plan: drafts with a history, in one transaction, never anything public."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from actions.importing.planning import Outcome, Plan, PlannedRow


class NotValidError(Exception):
    """The plan refuses rows, and it was not said to write the others."""


@transaction.atomic
def write(plan: Plan, user: Any = None, *, valid_rows: bool = False) -> int:
    """Write the drafts of a plan and return how many.

    A plan that refuses any row is written only when ``valid_rows`` says so.
    """
    if not plan.is_valid and not valid_rows:
        raise NotValidError(_("Nothing was written: some rows are refused."))
    for row in plan.writes:
        _write_row(row, user)
    return len(plan.writes)


def _write_row(row: PlannedRow, user: Any) -> None:
    record = row.record
    if record is None:
        return
    is_new = row.outcome == Outcome.CREATE
    if is_new or not record.live:
        record.save()
    if is_new:
        log(instance=record, action="wagtail.create", user=user, content_changed=True)
    record.save_revision(user=user, changed=True, clean=False, log_action=not is_new)

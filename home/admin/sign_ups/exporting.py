"""Sign-ups as a spreadsheet: one row each, its commitments and actions as numbered lines."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from home.languages import territory_name
from home.models import SignUp, SignUpAction, SignUpCommitment
from home.printable import printable

# Of a workbook, with room for the apostrophe.
LONGEST_CELL = 32_766
HEADINGS = {
    "created_at": _("Received"),
    "changed_at": _("Changed by the sender"),
    "status": _("Status"),
    "status_changed_at": _("Status since"),
    "assignee": _("Assigned to"),
    "lrg_name": _("Name"),
    "kind": _("Kind"),
    "country": _("Country"),
    "website": _("Website"),
    "language": _("Language of the answers"),
    "contact_name": _("Contact person"),
    "contact_role": _("Role"),
    "contact_email": _("E-mail address"),
    "second_contact_name": _("Second contact"),
    "second_contact_email": _("E-mail address of the second contact"),
    "preferred_language": _("Preferred language"),
    "email_confirmed_at": _("Address confirmed"),
    "endorsement": _("Marrakech Mayors Declaration"),
    "commitments": _("Commitments"),
    "commitment_objectives": _("Objectives of the commitments"),
    "actions": _("Actions"),
    "action_summaries": _("Summaries of the actions"),
    "action_periods": _("Periods of the actions"),
    "action_objectives": _("Objectives of the actions"),
    "action_results": _("Results of the actions"),
    "action_links": _("Links of the actions"),
    "further_answers": _("Further answers"),
    "consent_publication": _("Consent to publication"),
    "consent_processing": _("Consent to data processing"),
}
DISPLAYED = {"status", "kind", "endorsement", "language", "preferred_language"}
FILTERED = ("commitments__objectives", "actions__main_objectives", "actions__other_objectives")


def numbered(lines: Iterable[Any]) -> str:
    """Return lines with their numbers, so that those of several columns can be matched."""
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1) if line)


def period(action: SignUpAction) -> str:
    """Return when an action runs, as years and months in figures."""
    ends = [
        f"{year}-{month:02}" if year and month else str(year or "")
        for year, month in (
            (action.start_year, action.start_month),
            (action.end_year, action.end_month),
        )
    ]
    return " / ".join([ends[0], "…" if action.is_ongoing else ends[1]]).strip(" /")


def short_names(objectives: Iterable[Any]) -> str:
    """Return objectives by framework and number."""
    return ", ".join(f"{item.framework.upper()} {item.number}" for item in objectives)


def due(commitment: SignUpCommitment) -> str:
    """Return a commitment with the year that it is due."""
    return f"{commitment.text} ({commitment.due_year})" if commitment.due_year else commitment.text


def parts_of(sign_up: SignUp) -> dict[str, str]:
    """Return the cells that say what the LRG commits to and does."""
    commitments, actions = list(sign_up.commitments.all()), list(sign_up.actions.all())
    return {
        "commitments": numbered(due(item) for item in commitments),
        "commitment_objectives": numbered(
            short_names(item.objectives.all()) for item in commitments
        ),
        "actions": numbered(item.title for item in actions),
        "action_summaries": numbered(item.summary for item in actions),
        "action_periods": numbered(period(item) for item in actions),
        "action_objectives": numbered(
            short_names([*item.main_objectives.all(), *item.other_objectives.all()])
            for item in actions
        ),
        "action_results": numbered(item.results for item in actions),
        "action_links": numbered(item.link for item in actions),
        "further_answers": "\n".join(
            f"{item.get('question', '')}: {item.get('answer', '')}"
            for item in sign_up.further_answers
        ),
    }


class SignUpExport(SpreadsheetExportMixin):
    """The download of a list of sign-ups: no cell is a formula to the program that opens it."""

    export_headings = HEADINGS

    def with_everything(self, sign_ups: QuerySet) -> QuerySet:
        """Read what the rows show in a constant number of queries."""
        return sign_ups.prefetch_related("commitments", "actions", *FILTERED)

    def to_row_dict(self, item: SignUp) -> Any:
        """Return the cells of one sign-up by column."""
        cells: dict[str, Any] = parts_of(item)
        for name in HEADINGS:
            if name in DISPLAYED:
                cells[name] = getattr(item, f"get_{name}_display")()
            elif name not in cells:
                cells[name] = getattr(item, name)
        cells["country"] = territory_name(str(item.country))
        cells["assignee"] = str(item.assignee or "")
        return OrderedDict((name, cells[name]) for name in HEADINGS)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Keep texts texts: an apostrophe goes before what a spreadsheet might calculate."""
        from actions.opendata.cells import csv_cell, looks_like_formula

        value = super().preprocess_field_value(field, value, export_format)
        if not isinstance(value, str):
            return value
        if export_format == self.FORMAT_CSV:
            return csv_cell(value)
        text = printable(value)[:LONGEST_CELL]
        return f"'{text}" if looks_like_formula(text) else text

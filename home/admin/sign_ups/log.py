"""What the log keeps of the work on sign-ups, in words. It names no sender."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter

from home.models import SignUp

PLAIN = {
    "home.sign_up.comment": (
        gettext_lazy("Comment on a sign-up"),
        gettext_lazy("Comment written"),
    ),
    "home.sign_up.let_in": (
        gettext_lazy("Let a sign-up in"),
        gettext_lazy("Taken to the desk without confirmation of the address"),
    ),
    "home.sign_up.file": (
        gettext_lazy("Download a file of a sign-up"),
        gettext_lazy("File downloaded"),
    ),
    "home.sign_up.send_again": (
        gettext_lazy("Send a message again"),
        gettext_lazy("Message put into the outbox again"),
    ),
    "home.sign_up.city": (
        gettext_lazy("Match a sign-up"),
        gettext_lazy("Matched with a city or region"),
    ),
    "home.sign_up.no_city": (
        gettext_lazy("Undo the match of a sign-up"),
        gettext_lazy("Match with a city or region undone"),
    ),
    "home.sign_up.erase": (
        gettext_lazy("Erase a contact"),
        gettext_lazy("Contact data erased"),
    ),
    "home.personal_data.export": (
        gettext_lazy("Export a person’s data"),
        gettext_lazy("Data of a person exported"),
    ),
    "home.personal_data.erase": (
        gettext_lazy("Erase a person"),
        gettext_lazy("Data of a person erased"),
    ),
    "home.message_text.reset": (
        gettext_lazy("Restore the text of a mail"),
        gettext_lazy("Standard text restored"),
    ),
}


class StatusFormatter(LogFormatter):
    """A change of status."""

    label = gettext_lazy("Change the status of a sign-up")

    def format_message(self, log_entry: Any) -> str:
        """Name both statuses, and say whether a mail was sent."""
        names = dict(SignUp.Status.choices)
        values = {name: names.get(log_entry.data.get(name), "") for name in ("before", "after")}
        if log_entry.data.get("mail"):
            return _("Status changed from “%(before)s” to “%(after)s”, with a mail") % values
        return _("Status changed from “%(before)s” to “%(after)s”, without a mail") % values


class AssignFormatter(LogFormatter):
    """A change of who looks after a sign-up."""

    label = gettext_lazy("Assign a sign-up")

    def format_message(self, log_entry: Any) -> str:
        """Name the one who does now."""
        name = log_entry.data.get("assignee")
        return _("Assigned to %(name)s") % {"name": name} if name else _("Assigned to nobody")


class DraftsFormatter(LogFormatter):
    """Drafts made of a sign-up."""

    label = gettext_lazy("Create drafts of a sign-up")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        count = log_entry.data.get("count", 0)
        text = ngettext("%(count)s draft written", "%(count)s drafts written", count)
        return text % {"count": count}


class ExportFormatter(LogFormatter):
    """A download of sign-ups."""

    label = gettext_lazy("Download sign-ups")

    def format_message(self, log_entry: Any) -> str:
        """Say how many."""
        count = log_entry.data.get("count", 0)
        text = ngettext("%(count)s sign-up downloaded", "%(count)s sign-ups downloaded", count)
        return text % {"count": count}


def register_log_actions(actions: Any) -> None:
    """Make the entries readable."""
    for action, (label, message) in PLAIN.items():
        actions.register_action(action, label, message)
    actions.register_action("home.sign_up.status")(StatusFormatter)
    actions.register_action("home.sign_up.assign")(AssignFormatter)
    actions.register_action("home.sign_up.drafts")(DraftsFormatter)
    actions.register_action("home.sign_ups.export")(ExportFormatter)

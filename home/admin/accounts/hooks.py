"""Where the desk leads to the pages on signing in, and what its log says of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button

from home.accounts.users import DeskAssignRole, DeskSetActiveState, may_keep

LOGGED = {
    "home.second_factor.set_up": (
        gettext_lazy("Set up a second factor"),
        gettext_lazy("Second factor set up"),
    ),
    "home.second_factor.codes": (
        gettext_lazy("Make new recovery codes"),
        gettext_lazy("New recovery codes made"),
    ),
    "home.second_factor.turn_off": (
        gettext_lazy("Turn off a second factor"),
        gettext_lazy("Second factor turned off"),
    ),
    "home.second_factor.reset": (
        gettext_lazy("Reset a second factor"),
        gettext_lazy("Second factor reset"),
    ),
    "home.session.end": (gettext_lazy("End sessions"), gettext_lazy("Sessions ended")),
}


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Make the entries readable."""
    for action, (label, message) in LOGGED.items():
        actions.register_action(action, label, message)


@hooks.register("register_account_menu_item")
def lead_to_second_factor(request: HttpRequest) -> dict[str, str]:
    """Show the second factor on the page of one's account."""
    return {
        "url": reverse("second_factor"),
        "label": _("Second factor"),
        "help_text": _("Sign in with a code of an app besides the password."),
    }


@hooks.register("register_account_menu_item")
def lead_to_sessions(request: HttpRequest) -> dict[str, str]:
    """Show the sessions on the page of one's account."""
    return {
        "url": reverse("desk_sessions"),
        "label": _("Where you are signed in"),
        "help_text": _("Look at your sessions in other browsers, and end them."),
    }


@hooks.register("register_user_listing_buttons")
def add_to_listing(user: Any, request_user: Any) -> Iterator[Button]:
    """Lead those who keep the accounts to a colleague's sessions and second factor."""
    if may_keep(request_user, user):
        sessions, reset = (
            reverse(name, args=[user.pk]) for name in ("desk_sessions_of", "second_factor_reset")
        )
        yield Button(_("Sessions"), sessions, icon_name="desktop", priority=40)
        yield Button(_("Reset the second factor"), reset, icon_name="key", priority=50)


# After Wagtail's own, whose place they take.
for bulk_action in (DeskAssignRole, DeskSetActiveState):
    hooks.register("register_bulk_action", bulk_action, order=1)

"""A part of the dashboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.admin.ui.components import Component

from .entries import Entry


class DeskPanel(Component):
    """A part of the dashboard for one person. It is left out where it concerns them not at all."""

    name = ""
    order = 100
    heading: str | Promise = ""
    icon = "list-ul"
    template_name = "wagtailadmin/desk/list.html"
    # Whether it tells of translations by their states, which have to be up to date then.
    tells_of_states = False

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user: Any = request.user

    @property
    def media(self) -> Media:
        """Return the dashboard's own style sheet."""
        return Media(css={"all": ["desk/dashboard.css"]})

    def is_shown(self) -> bool:
        """Say whether the part concerns this person."""
        return True

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Give the template the panel itself, and what a form in it needs."""
        return {
            "panel": self,
            "request": self.request,
            "csrf_token": parent_context.get("csrf_token"),
        }

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> Any:
        """Render nothing for whom it doesn't concern."""
        return super().render_html(parent_context) if self.is_shown() else ""


class ListPanel(DeskPanel):
    """A list of records, or one line that says that there are none."""

    nothing: str | Promise = ""
    all_label: str | Promise = ""
    shortcut_label: str | Promise = ""

    def get_entries(self) -> Sequence[Entry]:
        """Return the lines of the list."""
        raise NotImplementedError

    def get_all_url(self) -> str:
        """Return where the whole list is."""
        return ""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add the lines."""
        return {
            **super().get_context_data(parent_context),
            "entries": self.get_entries(),
            "all_url": self.get_all_url(),
        }

"""What a person can begin from the dashboard, one click away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.utils import set_query_params
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from home.languages import current_language

from .panels import DeskPanel

ACTIONS_HOOK = "register_quick_action"


@dataclass(frozen=True)
class QuickAction:
    """A task with its address. Apps register theirs by :data:`ACTIONS_HOOK`."""

    label: str | Promise
    url: str
    icon: str
    order: int


def add_page_url(request: HttpRequest, model: type[Page], parent_model: type[Page]) -> str:
    """Return where a new page of a kind begins: in the person's language if that can be.

    Empty for whom may add none.
    """
    parents: list[Any] = list(
        parent_model.objects.filter(live=True, alias_of__isnull=True).select_related("locale")
    )
    mine = current_language()
    parents.sort(key=lambda page: (page.locale.language_code != mine, not page.is_source))
    for parent in parents:
        if parent.permissions_for_user(request.user).can_add_subpage():
            label = model._meta.app_label, model._meta.model_name
            return reverse("wagtailadmin_pages:add", args=[*label, parent.pk])
    return ""


def add_snippet_url(request: HttpRequest, model: type[Any]) -> str:
    """Return where a new snippet of a kind begins; empty for whom may add none."""
    if not policy_registry.get_by_type(model).user_has_permission(request.user, "add"):
        return ""
    url = reverse(model.snippet_viewset.get_url_name("add"))
    mine = current_language()
    known = Locale.objects.filter(language_code=mine).exists()
    return set_query_params(url, {"locale": mine}) if known else url


def quick_actions(request: HttpRequest) -> list[QuickAction]:
    """Return what this person may begin, in the order of the team's tasks."""
    offered = [register(request) for register in hooks.get_hooks(ACTIONS_HOOK)]
    return sorted((action for action in offered if action), key=lambda action: action.order)


class QuickActionsPanel(DeskPanel):
    """Buttons for the tasks that people come for."""

    name = "desk-quick-actions"
    order = 5
    heading = _("Begin something")
    icon = "plus"
    template_name = "wagtailadmin/desk/quick_actions.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add the buttons."""
        return {
            **super().get_context_data(parent_context),
            "actions": quick_actions(self.request),
        }

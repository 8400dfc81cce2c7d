"""What the dashboard counts and offers of actions and cities."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from actions.models import Action, CityIndexPage, CityPage
from home.desk.quick_actions import ACTIONS_HOOK, QuickAction, add_page_url, add_snippet_url
from home.desk.statistics import KINDS_HOOK, CountedKind


@hooks.register(KINDS_HOOK)
def count_actions() -> CountedKind:
    """Count the actions."""
    url_name = Action.snippet_viewset.get_url_name("list")
    return CountedKind(Action, _("Actions"), "clipboard-list", url_name, order=20)


@hooks.register(KINDS_HOOK)
def count_cities() -> CountedKind:
    """Count the local and regional governments."""
    return CountedKind(CityPage, _("Cities"), "site", "cities:index", order=30)


@hooks.register(ACTIONS_HOOK)
def offer_action(request: HttpRequest) -> QuickAction | None:
    """Offer to add an action."""
    url = add_snippet_url(request, Action)
    return QuickAction(_("New action"), url, "clipboard-list", 20) if url else None


@hooks.register(ACTIONS_HOOK)
def offer_city(request: HttpRequest) -> QuickAction | None:
    """Offer to add a city or region."""
    url = add_page_url(request, CityPage, CityIndexPage)
    return QuickAction(_("New city"), url, "site", 30) if url else None

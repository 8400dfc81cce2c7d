"""What the dashboard is made of."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from home.admin.sign_ups.permissions import SIGN_UPS
from home.models import ReportPage
from home.translating.states import catch_up

from . import approving, tour
from .drafts import MyDraftsPanel
from .quick_actions import ACTIONS_HOOK, QuickAction, QuickActionsPanel
from .reviews import ReviewsPanel
from .schedule import SchedulePanel
from .sign_ups import SignUpsPanel
from .statistics import KINDS_HOOK, CountedKind, CountSummaryItem, StatisticsPanel, count_content
from .translations import TranslationsPanel
from .translations_next import NotSentPanel, TranslateNextPanel

PANELS = (
    QuickActionsPanel,
    ReviewsPanel,
    SignUpsPanel,
    MyDraftsPanel,
    TranslateNextPanel,
    NotSentPanel,
    TranslationsPanel,
    SchedulePanel,
    StatisticsPanel,
    tour.TourPanel,
)
# Ours say the same of pages and snippets together, in fewer queries.
REPLACED = (RecentEditsPanel, UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


@hooks.register("construct_homepage_panels")
def lay_out_dashboard(request: HttpRequest, panels: list[Any]) -> None:
    """Put our panels in the place of Wagtail's; leave those that others have added."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    ours = [panel for panel in (kind(request) for kind in PANELS) if panel.is_shown()]
    if any(panel.tells_of_states for panel in ours):
        catch_up()
    panels += ours


@hooks.register("construct_homepage_summary_items", order=1)
def count_at_the_head(request: HttpRequest, items: list[Any]) -> None:
    """Count what readers know, in the place of all pages together."""
    items[:] = [item for item in items if not isinstance(item, PagesSummaryItem)]
    items += [CountSummaryItem(request, counts) for counts in count_content(request)]


@hooks.register("register_admin_urls")
def register_pages() -> list[URLPattern]:
    """Give the review of one record and the button that ends the tour their addresses."""
    return [*approving.urlpatterns, *tour.urlpatterns]


@hooks.register(KINDS_HOOK)
def count_reports() -> CountedKind:
    """Count the editions of the report."""
    return CountedKind(
        ReportPage, _("Reports"), "doc-full-inverse", "report-editions:index", order=50
    )


@hooks.register(ACTIONS_HOOK)
def offer_images(request: HttpRequest) -> QuickAction | None:
    """Offer the upload of images."""
    if not policy_registry.get_by_type(get_image_model()).user_has_permission(request.user, "add"):
        return None
    return QuickAction(_("Upload images"), reverse("wagtailimages:add_multiple"), "image", 40)


@hooks.register(ACTIONS_HOOK)
def offer_sign_ups(request: HttpRequest) -> QuickAction | None:
    """Offer the list of sign-ups."""
    if not SIGN_UPS.user_has_permission(request.user, "view"):
        return None
    return QuickAction(_("Review sign-ups"), reverse("sign-ups:index"), "form", 50)

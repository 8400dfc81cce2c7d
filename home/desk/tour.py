"""A short tour of the desk: shown once a person, and again whenever it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.users.models import UserProfile

from .panels import DeskPanel

DISMISSED = "desk-tour"


@dataclass(frozen=True)
class Step:
    """One thing to know, and the part of the screen that it is about."""

    heading: str | Promise
    text: str | Promise
    target: str = ""


STEPS = (
    Step(
        _("The menu"),
        _(
            "Everything that you may work on is in the menu, in the order of the team’s tasks: "
            "stories, actions, cities, and so on. On a phone, the button at the top opens it."
        ),
        "#wagtail-sidebar .sidebar",
    ),
    Step(
        _("Begin something"),
        _("These buttons begin the tasks that people come for most often."),
        "#desk-quick-actions-section",
    ),
    Step(
        _("What waits for you"),
        _(
            "What you are asked to review comes first, then your own drafts. A draft is kept as "
            "it is until somebody publishes it; readers see nothing of it."
        ),
        "#desk-reviews-section, #desk-drafts-section",
    ),
    Step(
        _("Translations"),
        _(
            "A text that has changed after it was translated needs an update. Until then readers "
            "see the older translation. Each number leads to the list behind it."
        ),
        "#desk-translations-section",
    ),
    Step(
        _("Nothing goes public by accident"),
        _(
            "The editor saves drafts. The button beside the preview lists what is still open; "
            "the preview shows the page in each language, on a phone and on a wide screen."
        ),
    ),
    Step(
        _("Help"),
        _("“Help” in the menu has one page for each task. You can start this tour again below."),
        "#desk-tour-section",
    ),
)


class TourPanel(DeskPanel):
    """The steps as a list; a script shows them one by one."""

    name = "desk-tour"
    order = 90
    heading = _("A short tour of the desk")
    icon = "help"
    template_name = "wagtailadmin/desk/tour.html"

    @property
    def media(self) -> Media:
        """Return the style sheet and the script."""
        script: Any = Script("js/desk/tour.js", type="module")
        return super().media + Media(js=[script])

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add the steps, and whether this person has seen them."""
        profile = getattr(self.user, "wagtail_userprofile", None)
        seen = bool(profile and profile.dismissibles.get(DISMISSED))
        return {**super().get_context_data(parent_context), "steps": STEPS, "seen": seen}


@require_POST
def tour_seen(request: HttpRequest) -> HttpResponse:
    """Remember that a person has seen the tour, or has skipped it."""
    profile = UserProfile.get_for_user(request.user)
    profile.dismissibles[DISMISSED] = True
    profile.save(update_fields=["dismissibles"])
    return redirect("wagtailadmin_home")


urlpatterns = [path("tour-seen/", tour_seen, name="desk_tour_seen")]

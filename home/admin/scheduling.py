"""Publishing at a time, in one go: the dialogue of the schedule has a button that publishes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import Media
from django.forms.widgets import Script
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem as PageActionMenuItem
from wagtail.admin.panels import PublishingPanel
from wagtail.models import DraftStateMixin, Page
from wagtail.snippets.action_menu import ActionMenuItem as SnippetActionMenuItem
from wagtail.snippets.permissions import get_permission_name

AT_A_TIME = "at-a-time"
"""What the button of the dialogue sends in the place of the name of the button "Publish"."""

OFFERED = {"create", "edit"}

# The forms that the mixin is mixed into have what it uses; there is nothing to inherit.
_Form: Any = object


def may_publish(record: Any, user: Any, parent: Any = None) -> bool:
    """Say whether somebody may publish a record that is in nobody's review.

    What is in review is published by its last approval; the schedule counts from then on. A page
    that is only begun has no row yet: its parent says who publishes below it.
    """
    if record is not None and record.pk and record.workflow_in_progress:
        return False
    if parent is not None and not (record and record.pk):
        return bool(parent.permissions_for_user(user).can_publish_subpage())
    if isinstance(record, Page):
        return bool(record.permissions_for_user(user).can_publish())
    return bool(user.has_perm(get_permission_name("publish", type(record))))


class SchedulePanel(PublishingPanel):
    """Wagtail's dialogue, with "Schedule" for whom may publish."""

    class BoundPanel(PublishingPanel.BoundPanel):
        template_name = "wagtailadmin/panels/schedule.html"

        @property
        def media(self) -> Media:
            """Add what asks for a time before anything is sent, and where the buttons stand."""
            script: Any = Script("js/desk/schedule.js", type="module")
            return super().media + Media(css={"all": ["desk/schedule.css"]}, js=[script])

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """Say whether the button is offered."""
            parent = getattr(self.form, "parent_page", None)
            return {
                **super().get_context_data(parent_context),
                "at_a_time": AT_A_TIME,
                "may_publish": may_publish(self.instance, self.request.user, parent),
            }


class ScheduledFormMixin(_Form):
    """Never publish at once what was to be published at a time."""

    def clean(self) -> dict[str, Any]:
        """Ask for a time that is to come."""
        cleaned_data: dict[str, Any] = super().clean()
        if self.data.get("action-publish") == AT_A_TIME and "go_live_at" in self.fields:
            moment = cleaned_data.get("go_live_at")
            if "go_live_at" not in self.errors and (not moment or moment <= timezone.now()):
                text = _("Give a time that is to come, at which it goes public.")
                self.add_error("go_live_at", forms.ValidationError(text))
        return cleaned_data


class AtATimeMixin:
    """The entry of the menu that opens the dialogue."""

    label = gettext_lazy("Publish at a time")
    name = "publish-at-a-time"
    icon_name = "calendar-alt"
    template_name = "wagtailadmin/action_menu/at_a_time.html"
    order = 31

    def is_shown(self, context: Mapping[str, Any]) -> bool:
        """Offer it to whom "Publish" is offered, unless the record is in review."""
        if context["view"] not in OFFERED or context.get("locked_for_user"):
            return False
        parent = context.get("parent_page")
        return may_publish(self.record_in(context), context["request"].user, parent)

    def record_in(self, context: Mapping[str, Any]) -> Any:
        """Return what the editor shows."""
        raise NotImplementedError


class PageAtATime(AtATimeMixin, PageActionMenuItem):
    """In the editor of a page."""

    def record_in(self, context: Mapping[str, Any]) -> Any:
        """Return the page; one that is only begun may be missing."""
        return context.get("page")


class SnippetAtATime(AtATimeMixin, SnippetActionMenuItem):
    """In the editor of an action."""

    def record_in(self, context: Mapping[str, Any]) -> Any:
        """Return the action, or an empty one while it is only begun."""
        return context.get("instance") or context["model"]()


@hooks.register("register_page_action_menu_item")
def offer_for_pages() -> PageAtATime:
    """Add it to the menu of the editors of pages."""
    return PageAtATime()


@hooks.register("register_snippet_action_menu_item")
def offer_for_snippets(model: type[Any]) -> SnippetAtATime | None:
    """Add it to the menu of the editors of records that have drafts."""
    return SnippetAtATime() if issubclass(model, DraftStateMixin) else None

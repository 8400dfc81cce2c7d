"""What waits for a person's review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name
from wagtail.models import GroupApprovalTask, TaskState

from .entries import LIST_LENGTH, Entry, edit_url, kind_name, language_name
from .panels import ListPanel


def tasks_for(user: Any) -> Any:
    """Return the review tasks that a person may settle, the longest waiting first."""
    return (
        TaskState.objects.reviewable_by(user)
        .select_related("revision", "workflow_state__requested_by")
        .defer("revision__content")
        .annotate(locale_key=KeyTextTransform("locale", "revision__content"))
        .order_by("started_at")
    )


class ReviewsPanel(ListPanel):
    """Pages and snippets that are in a review task of one of the person's groups."""

    name = "desk-reviews"
    order = 20
    heading = gettext_lazy("Waiting for my review")
    icon = "check"
    nothing = gettext_lazy("Nothing waits for your review.")
    all_label = gettext_lazy("All that is in review")
    shortcut_label = gettext_lazy("Look and approve")

    @cached_property
    def is_reviewer(self) -> bool:
        """Whether any review task is this person's."""
        if self.user.is_superuser:
            return True
        return GroupApprovalTask.objects.filter(
            active=True, groups__in=self.user.groups.all()
        ).exists()

    def is_shown(self) -> bool:
        """Show it to whom reviews, even when there is nothing to review."""
        return self.is_reviewer

    def get_all_url(self) -> str:
        """Return the report on workflow tasks."""
        return reverse("wagtailadmin_reports:workflow_tasks")

    def get_entries(self) -> Sequence[Entry]:
        """Return what has waited longest."""
        return [self._entry(task) for task in tasks_for(self.user)[:LIST_LENGTH]]

    def _entry(self, task: Any) -> Entry:
        revision, asker = task.revision, task.workflow_state.requested_by
        base, specific = revision.base_content_type, revision.content_type
        name = get_user_display_name(asker)
        return Entry(
            title=revision.object_str,
            url=edit_url(base.model_class(), revision.object_id),
            kind=kind_name(specific.model_class()),
            language=language_name(task.locale_key),
            when=task.started_at,
            note=_("from %(name)s") % {"name": name} if name else "",
            shortcut=reverse("desk_review", args=[task.pk]),
        )

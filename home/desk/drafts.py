"""What a person has begun and not published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, WorkflowState

from .entries import LIST_LENGTH, Entry, draft_models, entry_of, newest_first
from .panels import ListPanel


class MyDraftsPanel(ListPanel):
    """Pages and snippets with changes that are not public, whose last change is this person's."""

    name = "desk-drafts"
    order = 30
    heading = gettext_lazy("My drafts")
    icon = "edit"
    nothing = gettext_lazy("You have no drafts.")

    def get_entries(self) -> Sequence[Entry]:
        """Return the latest drafts of every kind together."""
        drafts = [
            draft for model in draft_models() for draft in drafts_of(model, self.user)[:LIST_LENGTH]
        ]
        states = review_states(drafts)
        entries = [
            entry_of(
                draft,
                draft.latest_revision.created_at,
                note=states.get(place_of(draft), ""),
                title=draft.latest_revision.object_str,
            )
            for draft in drafts
        ]
        return newest_first(entries)[:LIST_LENGTH]


def drafts_of(model: Any, user: Any) -> Any:
    """Return the records of one kind that a person was the last to change."""
    drafts = model.objects.filter(has_unpublished_changes=True, latest_revision__user=user)
    # The words of the revision are long, and no list shows them.
    return (
        drafts.select_related("latest_revision")
        .defer("latest_revision__content")
        .order_by("-latest_revision__created_at")
    )


def place_of(record: Any) -> tuple[int, str]:
    """Return what a workflow knows a record by."""
    model = Page if isinstance(record, Page) else type(record)
    return ContentType.objects.get_for_model(model).pk, str(record.pk)


def review_states(records: Iterable[Any]) -> dict[tuple[int, str], str]:
    """Say of each record that is in review where it stands there."""
    keys = [str(record.pk) for record in records]
    found = WorkflowState.objects.active().filter(object_id__in=keys)
    names = {
        WorkflowState.STATUS_IN_PROGRESS: _("In review"),
        WorkflowState.STATUS_NEEDS_CHANGES: _("Changes asked for"),
    }
    rows = found.values_list("base_content_type_id", "object_id", "status")
    return {(type_id, key): names.get(status, "") for type_id, key, status in rows}

"""What goes public or is taken down by the clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision

from .entries import LIST_LENGTH, Entry, draft_models, editable_by, entry_of
from .panels import ListPanel


def going_live(model: Any, user: Any) -> Iterator[tuple[datetime, Any]]:
    """Yield the records of one kind of which a revision is scheduled, with the time."""
    scheduled = Revision.objects.filter(
        approved_go_live_at__isnull=False,
        base_content_type=ContentType.objects.get_for_model(model),
    )
    times = dict(scheduled.values_list("object_id", "approved_go_live_at"))
    for record in editable_by(user, model).filter(pk__in=times):
        yield times[str(record.pk)], record


def expiring(model: Any, user: Any) -> Iterator[tuple[datetime, Any]]:
    """Yield the public records of one kind that will be taken down, with the time."""
    records = editable_by(user, model).filter(live=True, expire_at__gt=timezone.now())
    for record in records.order_by("expire_at")[:LIST_LENGTH]:
        yield record.expire_at, record


class SchedulePanel(ListPanel):
    """Pages and snippets with a date on which they go public or are taken down."""

    name = "desk-schedule"
    order = 50
    heading = gettext_lazy("Scheduled")
    icon = "calendar-alt"
    nothing = gettext_lazy("Nothing is scheduled.")
    template_name = "wagtailadmin/desk/schedule.html"

    def get_entries(self) -> Sequence[Entry]:
        """Return what comes next, whatever its kind."""
        rows = []
        for model in draft_models():
            rows += [
                entry_of(record, when, _("goes public"))
                for when, record in going_live(model, self.user)
            ]
            rows += [
                entry_of(record, when, _("is taken down"))
                for when, record in expiring(model, self.user)
            ]
        return sorted(rows, key=lambda entry: entry.when or timezone.now())[:LIST_LENGTH]

"""When a record goes live and when it is taken down again, in the listings of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.models import Revision


class ScheduleColumn(Column):
    """What will happen to a row by itself."""

    def __init__(self) -> None:
        super().__init__("schedule", label=_("Schedule"), width="14%")

    def get_value(self, instance: Any) -> str:
        """Name the dates that are set; :func:`attach_schedules` has looked them up."""
        goes_live = getattr(instance, "will_go_live_at", None)
        expires = instance.expire_at
        parts = []
        if goes_live:
            parts.append(gettext("Goes live: %(time)s") % {"time": _time(goes_live)})
        if expires and not instance.expired:
            parts.append(gettext("Taken down: %(time)s") % {"time": _time(expires)})
        return " · ".join(parts)


def attach_schedules(records: Sequence[Any]) -> None:
    """Tell each record when its scheduled draft goes live; one query for all."""
    if not records:
        return
    content_type = ContentType.objects.get_for_model(records[0], for_concrete_model=False)
    scheduled = Revision.objects.filter(
        content_type=content_type,
        object_id__in=[str(record.pk) for record in records],
        approved_go_live_at__isnull=False,
    )
    times = dict(scheduled.values_list("object_id", "approved_go_live_at"))
    for record in records:
        record.will_go_live_at = times.get(str(record.pk))


def _time(moment: Any) -> str:
    return formats.date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")

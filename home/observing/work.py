"""What waits to be done, counted at the moment at which somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from home.models.message import OutgoingMessage

from .heartbeats import CLOCK, WORKER, age

if TYPE_CHECKING:
    from prometheus_client.core import GaugeMetricFamily


class WorkCollector:
    """Gauges of the outbox, of tasks, and of the processes that see to them."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield each gauge."""
        from prometheus_client.core import GaugeMetricFamily

        for name, (text, value) in {**_mail(), **_tasks()}.items():
            yield GaugeMetricFamily(f"site_{name}", text, value=value)
        beats = GaugeMetricFamily(
            "site_heartbeat_age_seconds", "Since a process was heard of", labels=["process"]
        )
        for who in (CLOCK, WORKER):
            seconds = age(who)
            beats.add_metric([who], float("inf") if seconds is None else seconds)
        yield beats


def _mail() -> dict[str, tuple[str, float]]:
    status = OutgoingMessage.Status
    waiting = Q(status=status.WAITING)
    found = OutgoingMessage.objects.aggregate(
        waiting=Count("pk", filter=waiting),
        failed=Count("pk", filter=Q(status=status.FAILED)),
        oldest=Min("created_at", filter=waiting),
    )
    return {
        "mail_waiting": ("Messages that wait to be sent", found["waiting"]),
        "mail_failed": ("Messages that could not be sent", found["failed"]),
        "mail_oldest_seconds": ("For how long the oldest message waits", _since(found["oldest"])),
    }


def _tasks() -> dict[str, tuple[str, float]]:
    ready = Q(status="READY")
    found = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=ready),
        failed=Count("pk", filter=Q(status="FAILED")),
        oldest=Min("enqueued_at", filter=ready),
    )
    return {
        "tasks_waiting": ("Tasks that wait for a worker", found["waiting"]),
        "tasks_failed": ("Tasks that have failed and are not forgotten yet", found["failed"]),
        "tasks_oldest_seconds": ("For how long the oldest task waits", _since(found["oldest"])),
    }


def _since(then: object) -> float:
    return (timezone.now() - then).total_seconds() if then else 0.0  # type: ignore[operator]

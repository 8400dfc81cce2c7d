"""A sign of life."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.observing.heartbeats import beat_all


class Command(BaseCommand):
    """Note that the clock lives, and ask the worker to; the clock runs it."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        beat_all()

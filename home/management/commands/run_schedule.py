"""Publish what is scheduled, every minute."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

logger = logging.getLogger(__name__)

INTERVAL = 60


class Command(BaseCommand):
    """Run Wagtail's ``publish_scheduled`` once a minute until stopped."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Go on after a failure: the next minute may be better."""
        while True:
            try:
                call_command("publish_scheduled", verbosity=0)
            except Exception:
                logger.exception("Scheduled publishing failed")
            close_old_connections()
            time.sleep(INTERVAL)

"""Send the messages whose time has come."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.outbox import send_due


class Command(BaseCommand):
    """Send what is due in the outbox: what failed before, and what no worker was told of."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        sent = send_due()
        if options["verbosity"]:
            self.stdout.write(f"{sent} message(s) sent.")

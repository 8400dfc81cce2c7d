"""Ask whether the links to other sites still lead somewhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from home.quality.external import check_due, collect
from home.quality.tasks import check_links


class Command(BaseCommand):
    """Check now, or let the worker do it if the setting says so."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--scheduled",
            action="store_true",
            help="let the worker check if the setting CHECK_EXTERNAL_LINKS is on; else do nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CHECK_EXTERNAL_LINKS:
            if not options["scheduled"]:
                self.stdout.write("CHECK_EXTERNAL_LINKS is off: nothing was asked for.")
            return
        if options["scheduled"]:
            check_links.enqueue()
            return
        collect()
        self.stdout.write(f"{check_due()} links were checked.")

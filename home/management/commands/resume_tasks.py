"""Begin interrupted tasks again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.unfinished import resume


class Command(BaseCommand):
    """Put the tasks of workers that were killed back into the queue; the clock runs it."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        resumed = resume()
        if options["verbosity"]:
            self.stdout.write(f"{resumed} task(s) resumed.")

"""What the clock does with the bin."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.bin.keeping import empty_bin


class Command(BaseCommand):
    """Erase for good what has been in the bin for BIN_DAYS days."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        count = empty_bin()
        if options["verbosity"]:
            self.stdout.write(f"Erased {count} deleted records.")

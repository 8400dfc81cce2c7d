"""Erase personal data that has been kept long enough."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.joining.retention import erase_what_is_due


class Command(BaseCommand):
    """Erase old contacts; delete old drafts, files never sent and sign-ups never confirmed."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        counts = erase_what_is_due()
        if options["verbosity"]:
            self.stdout.write(
                "{contacts} contacts erased; {drafts} drafts, {files} files and {held} sign-ups "
                "without a confirmed address deleted.".format(**counts)
            )

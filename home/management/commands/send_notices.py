"""Write the mails that tell people at the desk what is new."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.translating.notices import send_due


class Command(BaseCommand):
    """Write to everybody who has unread notices, at once, once a day or once a week, as chosen."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        count = send_due()
        if options["verbosity"]:
            self.stdout.write(f"{count} message(s) with notices written.")

"""Count anew how far every record has come in every language."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.translating.states import rebuild


class Command(BaseCommand):
    """Bring the translation desk's summary into step with the records, without any notice."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild()
        if options["verbosity"]:
            self.stdout.write(f"{count} translations counted.")

"""Django's command of this name, without its need for the gettext tools."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogues import compile_catalogues


class Command(BaseCommand):
    """Compile the interface's message catalogues."""

    help = "Compile the message catalogues that have changed (.po to .mo)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        written = compile_catalogues([Path(path) for path in settings.LOCALE_PATHS])
        if options["verbosity"]:
            self.stdout.write(f"{len(written)} catalogue(s) compiled.")

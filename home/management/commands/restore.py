"""Everything back from an archive."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.backups.archive import ArchiveError
from home.backups.making import restore


class Command(BaseCommand):
    """Bring an empty installation, or with --replace any, to the state of an archive."""

    help = __doc__
    # The database may have no table yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="lose what database and uploads hold now"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        def tell(line: str) -> None:
            if options["verbosity"]:
                self.stdout.write(line)

        try:
            restore(options["archive"], replace=options["replace"], tell=tell)
        except ArchiveError as error:
            raise CommandError(f"{options['archive']} was not restored. {error}") from error
        tell("Restored. Start the processes again: they remember what was before.")

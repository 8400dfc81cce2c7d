"""Everything that this installation keeps, in one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.backups.archive import ArchiveError, remove_old
from home.backups.making import NAME, back_up


class Command(BaseCommand):
    """Write database and uploads, as of one moment, into a new archive in a directory."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--keep", type=int, metavar="N", help="remove all but the newest N")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError("--keep: at least 1")
        try:
            path, manifest, gone = back_up(options["directory"])
            old = (
                remove_old(path.parent, f"{NAME}-*.zip", options["keep"]) if options["keep"] else []
            )
        except (OSError, ArchiveError) as error:
            raise CommandError(f"There is no backup: {error}") from error
        if options["verbosity"]:
            rows = sum(table.rows for table in manifest.tables.values())
            self.stdout.write(f"{path}: {rows} rows, {len(manifest.media)} uploads.")
            for name in gone:
                self.stdout.write(f"Deleted meanwhile: {name}")
            for removed in old:
                self.stdout.write(f"Removed: {removed}")

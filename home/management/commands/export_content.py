"""Content on its way to another installation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.transfer.choosing import choose
from home.transfer.writing import Export


class Command(BaseCommand):
    """Write pages, actions and lists with their translations and files into a file."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--page", action="append", default=[], help="address, as /en/stories/")
        parser.add_argument("--below", action="store_true", help="with the pages below them")
        parser.add_argument("--action", action="append", default=[], help="slug of an action")
        parser.add_argument("--actions", action="store_true", help="all actions")
        parser.add_argument("--lists", action="store_true", help="categories, authors and so on")
        parser.add_argument("--site-settings", action="store_true", help="the site settings")
        parser.add_argument("--all", action="store_true", help="everything")

    def handle(self, *args: Any, **options: Any) -> None:
        everything = options["all"]
        records, unknown = choose(
            addresses=["/en/"] if everything else options["page"],
            below=everything or options["below"],
            slugs=options["action"],
            actions=everything or options["actions"],
            lists=everything or options["lists"],
            settings=everything or options["site_settings"],
        )
        if unknown:
            raise CommandError(f"Not found: {', '.join(unknown)}")
        if not records:
            raise CommandError("Nothing was chosen.")
        export = Export(records)
        options["file"].write_bytes(export.write())
        self.stdout.write(f"Wrote {len(export.records)} records, {len(export.files)} files.")

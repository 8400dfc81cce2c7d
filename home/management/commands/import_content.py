"""Content that comes from another installation."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.transfer.loading import Import, Outcome
from home.transfer.package import PackageRefusedError, read_package


class Command(BaseCommand):
    """Show what a file of content would do here, or do it with --write."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--write", action="store_true", help="do it; as drafts")
        parser.add_argument(
            "--publish", action="store_true", help="publish what was public where it comes from"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            package = read_package(options["file"].read_bytes())
            job = Import(package, publish=options["publish"])
            results = job.write() if options["write"] else job.preview()
        except (OSError, PackageRefusedError) as error:
            raise CommandError(str(error)) from error
        for result in results:
            if result.outcome != Outcome.SAME:
                reasons = ", ".join(filter(None, [result.problem, *result.changes]))
                line = f"{result.outcome}: {result.title} ({result.language}) {reasons}"
                self.stdout.write(line.rstrip())
        counts = Counter(str(result.outcome) for result in results)
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in counts.items()))
        if not job.is_possible:
            raise CommandError("Nothing was imported: resolve the conflicts first.")
        if not options["write"]:
            self.stdout.write("Nothing was written; --write does it.")

"""Load the reference content."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from home.seed.loader import load


class Command(BaseCommand):
    """Load or refresh the reference content; twice changes nothing, and no edit is overwritten."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything in one transaction and say how much was written."""
        quiet = options["verbosity"] == 0 or not sys.stderr.isatty()
        written = load(
            lambda steps: tqdm(steps, desc="Reference content", unit="record", disable=quiet)
        )
        if options["verbosity"]:
            self.stdout.write(f"Reference content: {written} records written.")

"""Write the entries of the public search anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.caches import purge
from home.searching.rebuilding import rebuild


class Command(BaseCommand):
    """Write every entry of the public search anew, as after a change of how words are read."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many entries there are."""
        count = rebuild()
        purge()
        if options["verbosity"]:
            self.stdout.write(f"Search: {count} entries.")

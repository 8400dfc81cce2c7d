"""Ask the LRGs for news that nobody has asked for a year."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from actions.follow_up.asking import ask, candidates
from home.links import site_address


class Command(BaseCommand):
    """Say whom a mail would go to, or send it with --send."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--send", action="store_true", help="send the mails")
        parser.add_argument(
            "--scheduled",
            action="store_true",
            help="send the mails if the setting ASK_FOR_PROGRESS is on; otherwise do nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["scheduled"] and not settings.ASK_FOR_PROGRESS:
            return
        due = [candidate for candidate in candidates() if candidate.is_due]
        chosen = [(item.city, item.contact) for item in due if item.contact]
        sends = options["send"] or options["scheduled"]
        if sends:
            ask(chosen, lambda path: f"{site_address()}{path}")
        if not options["verbosity"]:
            return
        for city, contact in chosen:
            self.stdout.write(f"{city.title}: {contact.email} ({contact.language})")
        for item in due:
            if not item.contact:
                self.stdout.write(f"{item.city.title}: no contact person")
        verb = "were asked" if sends else "would be asked (nothing is sent without --send)"
        self.stdout.write(f"{len(chosen)} {verb}; {len(due) - len(chosen)} cannot be.")

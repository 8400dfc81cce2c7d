"""Django's command of this name, with this project's languages, folders and style."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.commands import makemessages
from django.utils.translation import to_locale

NOT_THE_INTERFACE = [".venv", "var", "tests", "docs", "deploy", "home/seed/locale"]


class Command(makemessages.Command):
    """Collect the interface's strings into the catalogues of every language but English."""

    def handle(self, *args: Any, **options: Any) -> None:
        options["ignore_patterns"] = [*options["ignore_patterns"], *NOT_THE_INTERFACE]
        if not options["locale"]:
            options["locale"] = translated_locales()
        options["add_location"] = options["add_location"] or "file"
        options["no_obsolete"] = True
        super().handle(*args, **options)


def translated_locales() -> list[str]:
    """Return the names of the catalogues: English needs none, its strings are the keys."""
    return [to_locale(code) for code, _name in settings.LANGUAGES if code != "en"]

"""Check that the interface is translated completely into every language."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.catalogues import Problem, Problems, entry_key, problems_of, read_catalogue

from . import makemessages


class Collector(makemessages.Command):
    """Collects the strings of the code into a folder aside; catalogues in work stay as they are."""

    folder = ""

    def find_files(self, root: str) -> list[Any]:
        files = super().find_files(root)
        for file in files:
            file.locale_dir = self.folder
        self.locale_paths = [self.folder]
        return files


class Command(BaseCommand):
    """Fail with a list when a string is missing, untranslated, fuzzy, broken or out of use.

    Which strings there are is found with the gettext tools. Where they are missing that part is
    left out with a notice, or fails if the environment says ``CI``.
    """

    help = __doc__
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        used = self.strings_in_use()
        problems: dict[Problem, list[str]] = defaultdict(list)
        for locale in makemessages.translated_locales():
            for problem in self.problems_in(locale, used):
                problems[problem].append(locale)
        if problems:
            raise CommandError(
                "\n".join(
                    [f"{len(problems)} strings of the interface need a translator:"]
                    + [
                        f"  {problem.what} in {', '.join(locales)}: {problem.text[:100]!r}"
                        for problem, locales in problems.items()
                    ]
                )
            )
        if options["verbosity"]:
            self.stdout.write("The interface is translated completely.")

    def strings_in_use(self) -> set[str] | None:
        """Return the strings of code and templates; None where they can't be collected."""
        if shutil.which("xgettext"):
            with tempfile.TemporaryDirectory() as folder:
                return collect(Path(folder))
        if os.environ.get("CI"):
            raise CommandError("The gettext tools are missing: apt install gettext")
        self.stderr.write(
            "The gettext tools are missing (apt install gettext): strings that no catalogue has, "
            "and strings that are no longer used, are not looked for."
        )
        return None

    def problems_in(self, locale: str, used: set[str] | None) -> Problems:
        """Yield what is wrong with one catalogue."""
        path = Path(settings.LOCALE_PATHS[0]) / locale / "LC_MESSAGES" / "django.po"
        if not path.exists():
            yield Problem("no catalogue (make messages)", str(path.name))
            return
        catalogue = read_catalogue(path)
        yield from problems_of(catalogue)
        if used is None:
            return
        known = {entry_key(entry) for entry in catalogue if not entry.obsolete}
        for text in sorted(used - known):
            yield Problem("missing (make messages)", text)
        for text in sorted(known - used):
            yield Problem("no longer used (make messages)", text)


def collect(folder: Path) -> set[str]:
    """Return the strings of code and templates, collected into ``folder``."""
    locale = makemessages.translated_locales()[0]
    collector = Collector()
    collector.folder = str(folder)
    arguments = collector.create_parser("manage.py", "makemessages").parse_args(
        ["--locale", locale, "--verbosity", "0"]
    )
    collector.execute(**vars(arguments))
    return {entry_key(entry) for entry in read_catalogue(folder / locale / "LC_MESSAGES/django.po")}

"""Check that every string of the interface is translated into every language."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from .makemessages import translated_locales

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


class Command(BaseCommand):
    """Fail with a list when a string is missing, untranslated, fuzzy or broken in a language.

    New strings are found with the gettext tools. Without them, that part is left out with a
    notice, unless the environment says ``CI``.
    """

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Check every catalogue."""
        problems = [
            problem for locale in translated_locales() for problem in catalogue_problems(locale)
        ]
        problems += self.outdated()
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("Every string of the interface is translated.")

    def outdated(self) -> list[str]:
        """Return the strings that the catalogues lack, or hold though nothing uses them."""
        if not shutil.which("xgettext"):
            if os.environ.get("CI"):
                return ["xgettext is missing: install the gettext tools."]
            self.stdout.write("New strings were not looked for: the gettext tools are missing.")
            return []
        before = {locale: known_strings(catalogue(locale)) for locale in translated_locales()}
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / "locale"
            shutil.copytree(settings.LOCALE_PATHS[0], kept)
            try:
                call_command("makemessages", verbosity=0)
                after = {locale: known_strings(catalogue(locale)) for locale in before}
            finally:
                shutil.copytree(kept, settings.LOCALE_PATHS[0], dirs_exist_ok=True)
        return [
            f"{locale}: {what}: {text[:80]}"
            for locale in before
            for what, texts in (
                ("not collected (make messages)", after[locale] - before[locale]),
                ("no longer used (make messages)", before[locale] - after[locale]),
            )
            for text in sorted(texts)
        ]


def catalogue(locale: str) -> polib.POFile:
    """Return the catalogue of a language."""
    return polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / locale / "LC_MESSAGES" / "django.po"))


def known_strings(po: polib.POFile) -> set[str]:
    """Return the strings that a catalogue holds."""
    return {entry.msgid for entry in po if not entry.obsolete}


def catalogue_problems(locale: str) -> list[str]:
    """Return what is wrong in one catalogue."""
    problems = []
    for entry in catalogue(locale):
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if entry.obsolete:
            problem = "obsolete"
        elif entry.fuzzy:
            problem = "fuzzy"
        elif not texts or not all(texts):
            problem = "untranslated"
        elif any(not placeholders_fit(entry, text) for text in texts):
            problem = "placeholders differ"
        else:
            continue
        problems.append(f"{locale}: {problem}: {entry.msgid[:80]}")
    return problems


def placeholders_fit(entry: polib.POEntry, text: str) -> bool:
    """Whether a translation has the placeholders of its original; a plural may drop the count."""
    wanted = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    found = set(PLACEHOLDER.findall(text))
    return found <= wanted if entry.msgid_plural else found == wanted

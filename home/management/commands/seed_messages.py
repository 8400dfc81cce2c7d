"""Collect the texts of the seeded pages for their translators."""

from __future__ import annotations

from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from blog.models import Author, Tag
from home.models import SiteSettings
from home.pages import SitePage
from home.seed.catalogue import FOLDER
from home.seed.data import read_pages
from home.seed.pages import MODELS, page_key
from home.seed.terms import SOURCE_LANGUAGE
from home.seed.translations import segments


class Command(BaseCommand):
    """Bring ``home/seed/locale/*/pages.po`` up to date with the pages as they are seeded.

    Run it after ``manage.py seed`` whenever an English text of the seed has changed. Translations
    of texts that stayed are kept; the others go.
    """

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Write one catalogue a language and say what is left to translate."""
        texts = segments(_records())
        for language, _ in settings.LANGUAGES:
            if language == SOURCE_LANGUAGE:
                continue
            path = FOLDER / language / "pages.po"
            known = (
                {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}
                if path.exists()
                else {}
            )
            catalogue = polib.POFile(wrapwidth=98)
            catalogue.metadata = {
                "Language": language,
                "Content-Type": "text/plain; charset=UTF-8",
            }
            catalogue.extend(
                polib.POEntry(msgid=text, msgstr=known.get(text, "")) for text in texts
            )
            catalogue.save(str(path))
            left = len(catalogue.untranslated_entries())
            self.stdout.write(f"{language}: {len(texts)} texts, {left} to translate")


def _records() -> list[Any]:
    """Return the source records whose words the seed translates with ``pages.po``."""
    rows = read_pages()
    pages: list[SitePage] = [
        MODELS[row["type"]].objects.get(translation_key=page_key(row), is_source=True)
        for row in rows
    ]
    others = [
        *SiteSettings.objects.filter(locale__language_code=SOURCE_LANGUAGE),
        *Author.objects.filter(is_source=True),
        *Tag.objects.filter(is_source=True),
    ]
    return [*pages, *others]

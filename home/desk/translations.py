"""How far the translations into a person's languages have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from home.accounts.reach import languages_of
from home.admin.translations.overview import list_url
from home.models import TranslationState
from home.models.translation_state import Status
from home.translating.languages import PERMISSION

from .panels import DeskPanel

SHOWN = (Status.NEEDS_UPDATE, Status.UNTRANSLATED, Status.IN_PROGRESS, Status.READY)


@dataclass(frozen=True)
class Cell:
    """How many records have one status in one language, and where they are listed."""

    count: int
    url: str
    pressing: bool


@dataclass(frozen=True)
class LanguageRow:
    """What there is to do in one language."""

    code: str
    name: str
    cells: list[Cell]


def my_languages(user: Any) -> list[str]:
    """Return the languages into which a person translates, in the order of the switcher."""
    mine = languages_of(user)
    return [code for code, _name in settings.LANGUAGES if code in mine]


def translation_rows(languages: Iterable[str]) -> list[LanguageRow]:
    """Count the records of some languages by status, in one query."""
    codes = [code for code, _name in settings.LANGUAGES if code in set(languages)]
    found = TranslationState.objects.filter(language__in=codes)
    counts: Counter[tuple[str, str]] = Counter()
    for row in found.counted():
        counts[row["language"], row["status"]] += row["records"]
    names = dict(settings.LANGUAGES)
    return [LanguageRow(code, names[code], _cells(code, counts)) for code in codes]


def _cells(code: str, counts: Counter[tuple[str, str]]) -> list[Cell]:
    return [
        Cell(
            counts[code, status],
            list_url(language=code, status=status),
            status == Status.NEEDS_UPDATE and counts[code, status] > 0,
        )
        for status in SHOWN
    ]


class TranslationsPanel(DeskPanel):
    """Stale translations first: readers see an older version meanwhile."""

    name = "desk-translations"
    order = 40
    heading = _("Translations")
    icon = "globe"
    template_name = "wagtailadmin/desk/translations.html"
    tells_of_states = True

    @cached_property
    def languages(self) -> list[str]:
        """The languages of this person."""
        return my_languages(self.user)

    def is_shown(self) -> bool:
        """Show it to whom may translate."""
        return self.user.has_perm(PERMISSION) and bool(self.languages)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add a row a language."""
        return {
            **super().get_context_data(parent_context),
            "headings": [status.label for status in SHOWN],
            "rows": translation_rows(self.languages),
            "all_url": reverse("translation_overview"),
        }

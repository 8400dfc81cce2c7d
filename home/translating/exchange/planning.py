"""What a file would do to the translations, text by text, before anything is done."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.models import Translation

from home.translating.glossary import Glossary
from home.translating.languages import may_translate

from .incoming import FileRefusedError, Incoming, Unit
from .markup import check
from .texts import Text, texts_of


class Outcome(models.TextChoices):
    """What becomes of a text of the file, the most pressing first."""

    REFUSED = "refused", gettext_lazy("Refused")
    SKIPPED = "skipped", gettext_lazy("Skipped")
    REPLACED = "replaced", gettext_lazy("Replaced")
    ADDED = "added", gettext_lazy("New")
    CONFIRMED = "confirmed", gettext_lazy("Confirmed")
    SAME = "same", gettext_lazy("Unchanged")
    EMPTY = "empty", gettext_lazy("Empty")


WRITTEN = {Outcome.REPLACED, Outcome.ADDED, Outcome.CONFIRMED}
QUIET = {Outcome.SAME, Outcome.EMPTY}


@dataclass
class Row:
    """A text of the file, what becomes of it and why."""

    unit: Unit
    record: Any
    text: Text | None
    outcome: Outcome
    value: str = ""
    reasons: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The outcome by name."""
        return str(Outcome(self.outcome).label)

    @property
    def before(self) -> str:
        """The translation that would be replaced."""
        return self.text.value if self.text and self.outcome == Outcome.REPLACED else ""


@dataclass
class Plan:
    """All rows of a file. With a refused one among them, none is written."""

    tool: str
    rows: list[Row]

    @cached_property
    def counts(self) -> Counter[Outcome]:
        """How many texts come to which outcome."""
        return Counter(row.outcome for row in self.rows)

    @property
    def is_refused(self) -> bool:
        """Whether a fault in one text keeps all of them out."""
        return bool(self.counts[Outcome.REFUSED])

    @property
    def written(self) -> list[Row]:
        """The rows that a confirmation would write."""
        return [] if self.is_refused else [row for row in self.rows if row.outcome in WRITTEN]

    @property
    def summary(self) -> list[tuple[str, int]]:
        """The outcomes that occur, by name, and how often."""
        return [(str(o.label), self.counts[o]) for o in Outcome if self.counts[o]]

    @property
    def digest(self) -> str:
        """Tell this plan from what the file would do after a change of the site."""
        parts = [
            f"{row.unit.number}:{row.outcome}:{row.value}:{row.text.value if row.text else ''}"
            for row in self.rows
        ]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class Planner:
    """Judges a file by what the site holds now, for one user."""

    def __init__(self, incoming: Incoming, user: Any, only: Translation | None = None) -> None:
        """``only`` is the translation whose editor the file was uploaded from."""
        self.incoming = incoming
        self.user = user
        self.only = only
        self._glossaries: dict[str, Glossary] = {}

    def plan(self) -> Plan:
        """Return what the file would do; refuse it as a whole if it isn't meant for this."""
        if not self.incoming.units:
            raise FileRefusedError(_("There are no texts in the file."))
        translations = self._translations()
        known = {
            translation.uuid: {
                (text.path, text.source_hash): text for text in texts_of(translation)
            }
            for translation in translations.values()
        }
        rows = []
        for unit in self.incoming.units:
            translation = translations[unit.translation]
            texts = known[translation.uuid]
            text = texts.get((unit.path, unit.source_hash)) if unit.source_hash else None
            rows.append(self._row(unit, text, translation.source.object_repr))
        return Plan(self.incoming.tool, _without_duplicates(rows))

    def _translations(self) -> dict[str, Translation]:
        """Return the translations that the file names, or refuse it."""
        names = {unit.translation for unit in self.incoming.units}
        uuids = {name: _uuid(name) for name in names}
        found = {
            translation.uuid: translation
            for translation in Translation.objects.filter(
                uuid__in=[uuid for uuid in uuids.values() if uuid]
            ).select_related("source__locale", "source__specific_content_type", "target_locale")
        }
        translations = {name: found[uuid] for name, uuid in uuids.items() if uuid in found}
        problems = self._problems(names, list(translations.values()))
        if problems:
            raise FileRefusedError(*problems)
        return translations

    def _problems(self, names: set[str], translations: list[Translation]) -> list[str]:
        """Say why the file is not meant for this site, this record or this user."""
        language = dict(settings.LANGUAGES).get(self.incoming.language)
        if language is None:
            return [_("The file does not say for which of the site’s languages it is.")]
        if len(translations) < len(names):
            return [
                _(
                    "The file has texts of records that are not in translation here. It comes from "
                    "another installation, or a record or its translation was deleted."
                )
            ]
        if self.only and any(translation != self.only for translation in translations):
            return [_("The file has texts of another record or for another language.")]
        if any(t.target_locale.language_code != self.incoming.language for t in translations):
            return [_("The file has texts of translations into other languages than it says.")]
        return [
            _("You may not translate “%(record)s” into this language.")
            % {"record": translation.source.object_repr}
            for translation in translations
            if not may_translate(self.user, translation)
        ]

    def _row(self, unit: Unit, text: Text | None, record: str) -> Row:
        row = Row(unit, record, text, Outcome.SAME)
        if unit.problems:
            row.outcome, row.reasons = Outcome.REFUSED, list(unit.problems)
        elif text is None:
            row.outcome = Outcome.SKIPPED
            row.reasons = [_("The source has changed since the file was made.")]
        elif not unit.value.strip():
            row.outcome = Outcome.EMPTY
        else:
            self._judge(row, text)
        return row

    def _judge(self, row: Row, text: Text) -> None:
        checked = check(text.source, row.unit.value, text.place.limit)
        row.value, row.reasons = checked.value, [*checked.problems, *checked.notes]
        same = checked.value == text.value
        if checked.problems:
            row.outcome = Outcome.REFUSED
        elif row.unit.uncertain and not same:
            row.outcome = Outcome.SKIPPED
            row.reasons.append(_("The file marks this translation as not finished."))
        elif same:
            confirmed = text.by_machine and not row.unit.uncertain
            row.outcome = Outcome.CONFIRMED if confirmed else Outcome.SAME
        else:
            row.outcome = Outcome.REPLACED if text.current else Outcome.ADDED
        if row.outcome in WRITTEN:
            row.warnings = self._glossary(text).warnings(text.source, row.value)

    def _glossary(self, text: Text) -> Glossary:
        """Return the glossary for a text; records may be written in several languages."""
        source = text.translation.source.locale.language_code
        if source not in self._glossaries:
            self._glossaries[source] = Glossary(source, self.incoming.language)
        return self._glossaries[source]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _without_duplicates(rows: list[Row]) -> list[Row]:
    """Keep a text that stands in the file twice once, and refuse two translations of it."""
    same = defaultdict(list)
    for row in rows:
        same[(row.unit.translation, row.unit.path, row.unit.source_hash)].append(row)
    for first, *others in same.values():
        if any(other.unit.value != first.unit.value for other in others):
            for row in (first, *others):
                row.outcome = Outcome.REFUSED
                row.reasons.append(_("The file has several translations of this text."))
    refused = [group for group in same.values() if group[0].outcome == Outcome.REFUSED]
    kept = [group[0] for group in same.values() if group[0].outcome != Outcome.REFUSED]
    return sorted(
        [*kept, *(row for group in refused for row in group)], key=lambda row: row.unit.number
    )

"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rapidfuzz import fuzz, process
from wagtail.coreutils import string_to_ascii
from wagtail.models import Locale, WorkflowState

from actions.importing.bodies import body_of
from actions.importing.reading import Table
from actions.importing.references import read_references
from actions.importing.rows import RELATIONS, Row, parse_row
from actions.models import Action, ActionLRG, Category, CityPage, Objective, Priority
from home.labels import field_label

LONGEST_SLUG = 100
VERY_SIMILAR = 90
MOST_NAMED = 3


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    CHANGE = "change"
    LEFT = "left"
    REFUSED = "refused"


OUTCOMES: dict[Outcome, Any] = {
    Outcome.CREATE: gettext_lazy("New draft"),
    Outcome.CHANGE: gettext_lazy("Changed draft"),
    Outcome.LEFT: gettext_lazy("Left as it is"),
    Outcome.REFUSED: gettext_lazy("Refused"),
}


@dataclass(frozen=True)
class Change:
    """A field of an existing action that the file says otherwise."""

    name: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """What people call the field."""
        return capfirst(field_label(Action._meta.get_field(self.name)))


@dataclass
class PlannedRow:
    """A row with its outcome; ``record`` is the action as it would be saved."""

    number: int
    external_id: str
    title: str
    outcome: Outcome
    changes: list[Change] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    record: Action | None = None

    @property
    def label(self) -> Any:
        """The outcome in words."""
        return OUTCOMES[self.outcome]


@dataclass
class Plan:
    """Every row of a file with its outcome."""

    rows: list[PlannedRow]
    unknown_columns: list[str]

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many rows have each outcome."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in Outcome}

    @property
    def is_valid(self) -> bool:
        """Whether no row is refused."""
        return not self.counts[Outcome.REFUSED]

    @property
    def writes(self) -> list[PlannedRow]:
        """The rows that would write something."""
        return [row for row in self.rows if row.outcome in {Outcome.CREATE, Outcome.CHANGE}]

    @property
    def digest(self) -> str:
        """A name for exactly this plan: another one has another name."""
        content = repr(
            [
                (row.number, row.outcome, row.external_id, row.changes, row.problems)
                for row in self.rows
            ]
        )
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def summary(self) -> str:
        """The counts in words."""
        total = len(self.rows)
        text = ngettext("%(count)s row", "%(count)s rows", total) % {"count": total}
        parts = [f"{OUTCOMES[outcome]}: {number}" for outcome, number in self.counts.items()]
        return f"{text}. {', '.join(parts)}."


class Planner:
    """Compares the rows of a table with what the site holds."""

    def __init__(self, table: Table) -> None:
        self.table = table
        references = read_references()
        self.rows = [parse_row(number, cells, references) for number, cells in table.rows]
        ids = {row.external_id for row in self.rows if row.external_id}
        self.existing: dict[str, Action] = {
            str(action.external_id): action
            for action in Action.objects.filter(external_id__in=ids, is_source=True)
            .select_related("locale", "latest_revision")
            .prefetch_related("lrgs", *RELATIONS)
        }
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        lists = {"categories": Category, "priorities": Priority, "objectives": Objective}
        self.terms: dict[str, dict[Any, Any]] = {
            name: model._default_manager.in_bulk() for name, model in lists.items()
        }
        self.in_review = set(
            WorkflowState.objects.active()
            .filter(content_type=ContentType.objects.get_for_model(Action))
            .values_list("object_id", flat=True)
        )
        self.places = dict(CityPage.objects.filter(is_source=True).values_list("pk", "title"))
        self.slugs = set(Action.objects.values_list("slug", flat=True))
        self.titles = self._known_titles()

    def plan(self) -> Plan:
        """Return what would become of each row."""
        times = Counter(row.external_id for row in self.rows if row.external_id)
        planned = []
        for row in self.rows:
            if times[row.external_id] > 1:
                row.problems.append(
                    _("external_id: “%(value)s” is in the file more than once.")
                    % {"value": row.external_id}
                )
            planned.append(self._plan_row(row))
        return Plan(planned, self.table.unknown_columns)

    def _plan_row(self, row: Row) -> PlannedRow:
        found = self.existing.get(row.external_id)
        planned = PlannedRow(
            row.number,
            row.external_id,
            str(row.values.get("title", "")),
            Outcome.CHANGE if found else Outcome.CREATE,
            problems=row.problems,
        )
        if found:
            planned.problems += self._obstacles(found, row)
        elif (row.language or settings.LANGUAGE_CODE) not in self.locales:
            planned.problems.append(_("The site has no pages in this language yet."))
        if planned.problems:
            planned.outcome = Outcome.REFUSED
            return planned
        record = self._existing(found) if found else self._new(row)
        planned.changes = self._apply(record, row, is_new=not found)
        self._judge(planned, record, row)
        return planned

    def _judge(self, planned: PlannedRow, record: Action, row: Row) -> None:
        if planned.outcome == Outcome.CHANGE and not planned.changes:
            planned.outcome = Outcome.LEFT
            return
        try:
            record.full_clean(exclude=["locale", "translation_key", "external_id"])
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                planned.problems += [f"{name}: {message}" for message in messages]
            planned.outcome = Outcome.REFUSED
            return
        planned.record = record
        planned.warnings = self._similar(row)

    def _obstacles(self, found: Action, row: Row) -> list[str]:
        problems = []
        if row.language and found.locale.language_code != row.language:
            problems.append(
                _(
                    "This action was written in another language (%(language)s). Translations are "
                    "entered at the translation desk."
                )
                % {"language": found.locale}
            )
        if found.locked:
            problems.append(_("This action is locked."))
        if str(found.pk) in self.in_review:
            problems.append(_("This action is in review."))
        return problems

    def _existing(self, found: Action) -> Action:
        """Return an action with what its newest draft says."""
        return found.get_latest_revision_as_object() if found.latest_revision else found

    def _new(self, row: Row) -> Action:
        base = slugify(string_to_ascii(str(row.values["title"])))[:LONGEST_SLUG].strip("-")
        base = base or slugify(f"action {row.external_id}")[:LONGEST_SLUG] or "action"
        slug, number = base, 2
        while slug in self.slugs:
            slug, number = f"{base}-{number}", number + 1
        self.slugs.add(slug)
        return Action(
            slug=slug,
            locale=self.locales[row.language or settings.LANGUAGE_CODE],
            live=False,
            has_unpublished_changes=True,
            external_id=row.external_id,
        )

    def _apply(self, record: Action, row: Row, *, is_new: bool) -> list[Change]:
        """Write a row into an action that is not saved, and return what that changed."""
        changes = []
        values = dict(row.values)
        if "objectives" in values:
            values["objectives"] = self._merged_objectives(record, values["objectives"], is_new)
        for name, after in values.items():
            before = self._present(record, name, is_new)
            if before == after:
                continue
            self._set(record, name, after)
            changes.append(Change(name, self._shown(name, before), self._shown(name, after)))
        if row.body and not record.body:
            record.body = body_of(row.body)
            changes.append(Change("body", "", row.body))
        return changes

    def _present(self, record: Action, name: str, is_new: bool) -> Any:
        if name == "lrgs":
            return [] if is_new else [link.lrg_id for link in record.lrgs.all()]
        if name in RELATIONS:
            return [] if is_new else sorted(term.pk for term in getattr(record, name).all())
        return getattr(record, name)

    def _set(self, record: Action, name: str, value: Any) -> None:
        if name == "lrgs":
            links = [ActionLRG(lrg_id=key, sort_order=order) for order, key in enumerate(value)]
            setattr(record, name, links)
        elif name in RELATIONS:
            setattr(record, name, [self.terms[name][key] for key in value])
        else:
            setattr(record, name, value)

    def _merged_objectives(
        self, record: Action, given: dict[str, list[int]], is_new: bool
    ) -> list[int]:
        """Keep the objectives of the frameworks that the row says nothing of."""
        kept = [] if is_new else list(record.objectives.all())
        merged = [term.pk for term in kept if term.framework not in given]
        return sorted({*merged, *(key for keys in given.values() for key in keys)})

    def _shown(self, name: str, value: Any) -> str:
        if name == "lrgs":
            return ", ".join(self.places.get(key, str(key)) for key in value)
        if name in RELATIONS:
            return ", ".join(str(self.terms[name].get(key, key)) for key in value)
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return "" if value is None else str(value)

    def _known_titles(self) -> dict[int, list[tuple[str, str]]]:
        """Return the titles and external ids of the actions of each government."""
        titles: dict[int, list[tuple[str, str]]] = {}
        links = ActionLRG.objects.filter(action__is_source=True).values_list(
            "lrg_id", "action__title", "action__external_id"
        )
        for lrg, title, external_id in links:
            titles.setdefault(lrg, []).append((title, external_id or ""))
        return titles

    def _similar(self, row: Row) -> list[str]:
        """Warn of actions of the same government under another id whose titles are close."""
        title = str(row.values.get("title", "")).casefold()
        close: set[str] = set()
        for lrg in row.values.get("lrgs", []):
            others = [
                known for known, other in self.titles.get(lrg, []) if other != row.external_id
            ]
            matches = process.extract(
                title,
                others,
                scorer=fuzz.token_set_ratio,
                processor=str.casefold,
                score_cutoff=VERY_SIMILAR,
                limit=MOST_NAMED,
            )
            close |= {known for known, _score, _index in matches}
        return [
            _("The same government has an action with a similar title: “%(title)s”.")
            % {"title": known}
            for known in sorted(close)
        ]

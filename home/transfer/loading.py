"""Bringing a file's content in: all of it or nothing, and nothing public unless asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from modelcluster.models import (
    ClusterableModel,
    get_all_child_relations,
    model_from_serializable_data,
)
from wagtail.models import DraftStateMixin, Locale, Page

from home.labels import field_label
from home.sources import slug_taken

from . import markup
from .carried import fields_carried, models_carried
from .files import remove_files, store_files
from .package import Package
from .places import parent_here, who_has
from .references import is_file, record_of
from .translators import bring_translations
from .walking import Walker
from .writing import content_of

Entry = dict[str, Any]
# What a content that does not fit its model ends in.
MALFORMED = (
    AttributeError,
    DatabaseError,
    FieldDoesNotExist,
    KeyError,
    RecursionError,
    TypeError,
    ValidationError,
    ValueError,
)


# What is known of a record that is not here yet.
NOTHING: Entry = {"pk": None}


class Outcome(StrEnum):
    """What becomes of a record."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"
    CONFLICT = "conflict"


@dataclass
class Result:
    """What becomes of one record, and why."""

    title: str
    model: str
    language: str
    outcome: Outcome
    changes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    problem: str = ""


class Import:
    """One import; :meth:`preview` does all of it and undoes it."""

    def __init__(self, package: Package | None, user: Any = None, *, publish: bool = False) -> None:
        self.package = package or Package([], {}, {})
        self.user, self.publish = user, publish
        self.results: list[Result] = []
        self._missing: list[str] = []
        self._entries = sorted(self.package.records, key=self._order)

    def preview(self) -> list[Result]:
        """Return what the import would do."""
        return self._run(keep=False)

    def write(self) -> list[Result]:
        """Do it, unless anything is in conflict."""
        return self._run(keep=True)

    @property
    def is_possible(self) -> bool:
        """Whether nothing is in conflict."""
        return not any(result.outcome == Outcome.CONFLICT for result in self.results)

    def _run(self, keep: bool) -> list[Result]:
        stored: list[str] = []
        self.results = []
        self._known: dict[str, Any] = {}
        done = False
        try:
            with transaction.atomic():
                stored = store_files(self.package, self.user)
                self._import_all()
                done = keep and self.is_possible
                transaction.set_rollback(not done)
        finally:
            if not done:
                remove_files(stored)
        return self.results

    def _import_all(self) -> None:
        made = [(entry, self._skeleton(entry)) for entry in self._entries]
        # What refers to records of the same file can be written once all of them exist.
        for entry, (record, is_new, problem) in made:
            if problem:
                self._note(entry, Outcome.CONFLICT, problem=problem)
            else:
                self._write(entry, record, is_new)
        for entry, (record, _is_new, problem) in made:
            if not problem and entry["source"]:
                bring_translations(record, entry["translations"])

    def _order(self, entry: Entry) -> tuple[bool, bool, int]:
        model = models_carried()[entry["model"]]
        return issubclass(model, DraftStateMixin), not entry["source"], entry["depth"]

    def _note(self, entry: Entry, outcome: Outcome, **kwargs: Any) -> None:
        kind = str(models_carried()[entry["model"]]._meta.verbose_name)
        self.results.append(Result(entry["title"], kind, entry["locale"], outcome, **kwargs))

    def _skeleton(self, entry: Entry) -> tuple[Any, bool, str]:
        """Return a record's row, made as a draft if it is not here yet, or why it can't be made."""
        model = models_carried()[entry["model"]]
        locale = Locale.objects.filter(language_code=entry["locale"]).first()
        if locale is None:
            return None, False, _("This language is not set up here.")
        found = model._base_manager.filter(translation_key=entry["key"], locale=locale).first()
        if found is not None and getattr(found, "locked", False):
            return None, False, _("It is locked here.")
        parent = None
        if issubclass(model, Page):
            parent = found.get_parent() if found else parent_here(entry, locale)
            if parent is None:
                return None, False, _("The page that it belongs below is not here.")
        taken = who_has(model, entry["content"].get("slug"), entry["key"], parent)
        if taken:
            return None, False, slug_taken(taken)
        if found is not None:
            return found, False, ""
        try:
            with transaction.atomic():
                return self._make(model, entry, locale, parent), True, ""
        except MALFORMED as error:
            return None, False, _reason(error)

    def _make(self, model: type[Any], entry: Entry, locale: Locale, parent: Page | None) -> Any:
        record = _built(model, _merged(model, NOTHING, self._resolved(model, entry), locale.pk))
        record.translation_key, record.locale = entry["key"], locale
        if isinstance(record, DraftStateMixin):
            record.live = False
        if parent is not None:
            parent.add_child(instance=record)
        else:
            record.full_clean()
            record.save()
        return record

    def _resolved(self, model: type[Any], entry: Entry) -> Entry:
        """Return a record's content with references to what is here; note what is not."""
        self._missing = []
        walker = Walker(self._key, "ref", "id", markup)
        return walker.record(model, entry["content"])

    def _key(self, model: type[Any], reference: Any) -> Any:
        known = repr((model, reference))
        if known in self._known:
            return self._known[known]
        record = record_of(model, reference)
        if record is not None:
            self._known[known] = record.pk
            return record.pk
        if isinstance(reference, dict):
            name = _("a file") if is_file(model) else str(model._meta.verbose_name)
            self._missing.append(name)
        return None

    def _write(self, entry: Entry, record: Any, is_new: bool) -> None:
        try:
            with transaction.atomic():
                self._write_content(entry, record, is_new)
        except (
            ValidationError,
            DatabaseError,
            TypeError,
            ValueError,
            KeyError,
            AttributeError,
        ) as error:
            self._note(entry, Outcome.CONFLICT, problem=_reason(error))

    def _write_content(self, entry: Entry, record: Any, is_new: bool) -> None:
        model = type(record)
        incoming = self._resolved(model, entry)
        missing = sorted(set(self._missing))
        has_drafts = isinstance(record, DraftStateMixin)
        publishes = self.publish and entry["live"] and not missing
        latest = record.get_latest_revision_as_object() if has_drafts else record
        known = content_of(latest)
        changes = _differences(model, known, incoming)
        is_public = not has_drafts or (record.live and not record.has_unpublished_changes)
        if not is_new and not changes and (is_public or not publishes):
            self._note(entry, Outcome.SAME, missing=missing)
            return
        if not is_new and not has_drafts and not self.publish:
            self._note(entry, Outcome.LEFT, changes=changes, missing=missing)
            return
        content = _merged(model, known, incoming, record.locale_id)
        version = record.with_content_json(content)
        if not has_drafts:
            version.full_clean()
            version.save()
        revision = version.save_revision(user=self.user, log_action=True)
        if publishes and has_drafts:
            revision.publish(user=self.user)
        outcome = Outcome.NEW if is_new else Outcome.CHANGED
        self._note(entry, outcome, changes=[] if is_new else changes, missing=missing)


def _built(model: type[Any], content: Entry) -> Any:
    if issubclass(model, ClusterableModel):
        return model.from_serializable_data(content, check_fks=False)
    return model_from_serializable_data(model, content, check_fks=False)


def _differences(model: Any, known: Entry, incoming: Entry) -> list[str]:
    """Name the fields in which two contents differ; numbers of what belongs to them don't count."""
    plain = Walker(lambda _model, key: key, "id", "id", keep_ids=False)
    ours, theirs = plain.record(model, known), plain.record(model, incoming)
    fields = fields_carried(model)
    return [
        field_label(fields[name])
        for name in fields
        if name in theirs and ours.get(name) != theirs[name]
    ]


def _merged(model: Any, known: Entry, incoming: Entry, locale: int) -> Entry:
    """Return a revision's content: what came in, on top of what the record has here.

    What belongs to the record keeps its number where it is known again.
    """
    content = {**known, **incoming}
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in incoming:
            own = known.get(name, [])
            content[name] = [
                _child(relation.related_model, child, own, number, locale)
                for number, child in enumerate(incoming[name])
            ]
    return content


def _child(model: Any, child: Entry, own: list[Entry], number: int, locale: int) -> Entry:
    """Return what belongs to a record: known again by its translation key, else by its place."""
    key = child.get("translation_key")
    same = [entry for entry in own if entry.get("translation_key") == key]
    known = same[:1] if key else own[number : number + 1]
    merged = _merged(model, known[0] if known else NOTHING, child, locale)
    if any(field_.name == "locale" for field_ in model._meta.concrete_fields):
        merged["locale"] = locale
    return merged


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("Its content does not fit: %(detail)s") % {"detail": str(error).splitlines()[0][:200]}

"""Bringing back what was deleted."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index

from home.caches import purge
from home.models import BinEntry
from home.sources import SourceMixin, saved, slug_taken

from .places import (
    Row,
    fits_below,
    has_no_source,
    is_there_again,
    needs_parent,
    original_parent,
    parents_now,
    rows_of,
    slug_row,
    who_has,
)
from .translators import bring_back

PAGE = "wagtailcore.page"
LOCALIZE = "wagtail_localize."


class NotRestoredError(Exception):
    """Why a record does not come back."""


def restore(
    entry: BinEntry,
    user: Any,
    *,
    publish: bool = False,
    parent: Page | None = None,
    slug: str = "",
) -> Any:
    """Bring a record back with all that went with it, and return it; all or nothing.

    Without ``publish`` everything comes back as a draft.
    """
    try:
        with transaction.atomic():
            return _restore(entry, user, publish, parent, slug)
    except IntegrityError as error:
        raise NotRestoredError(
            _("Something else has taken its place: %(detail)s") % {"detail": error}
        ) from error


def _restore(entry: BinEntry, user: Any, publish: bool, parent: Page | None, slug: str) -> Any:
    entry = BinEntry.objects.select_for_update().filter(pk=entry.pk).first()  # type: ignore[assignment]
    _refuse(entry, parent, slug)
    if slug:
        _rename(entry, slug)
    if not publish:
        _make_drafts(entry)
    below = _place(entry, parents_now(entry, parent))
    ours = [row for row in entry.rows if not row["model"].startswith(LOCALIZE)]
    for row in serializers.deserialize("python", _sound(ours), ignorenonexistent=True):
        row.save()
    bring_back([row for row in entry.rows if row["model"].startswith(LOCALIZE)])
    for key, count in below.items():
        Page.objects.filter(pk=key).update(numchild=models.F("numchild") + count)
    _point_back(entry)
    record = entry.model_class._base_manager.get(pk=entry.record_pk)
    _tell(entry)
    log(instance=record, action="home.bin.restore", user=user)
    entry.delete()
    return record


def _refuse(entry: BinEntry | None, parent: Page | None, slug: str) -> None:
    if entry is None:
        raise NotRestoredError(_("It is not in the bin any more."))
    if is_there_again(entry):
        raise NotRestoredError(_("It exists again: it was imported or restored meanwhile."))
    if has_no_source(entry):
        raise NotRestoredError(_("Its original is deleted. Restore the original first."))
    if parent is None and needs_parent(entry):
        raise NotRestoredError(_("The page above it is gone. Choose another one."))
    if parent is not None and not fits_below(entry, parent):
        raise NotRestoredError(_("A page of this kind and language can’t stand there."))
    wanted = slug or slug_row(entry)["fields"].get("slug", "")
    taken = who_has(entry, wanted, parent or original_parent(entry))
    if taken:
        raise NotRestoredError(slug_taken(taken))


def _rename(entry: BinEntry, slug: str) -> None:
    """Give the record and its translations another slug, where they share one."""
    own = slug_row(entry)
    former, key = own["fields"]["slug"], own["fields"].get("translation_key")
    for row in rows_of(entry, own["model"]).values():
        if row["fields"]["slug"] == former and row["fields"].get("translation_key") == key:
            row["fields"]["slug"] = slug


def _make_drafts(entry: BinEntry) -> None:
    """Publish nothing: neither now nor when a time comes that was set before the deletion."""
    for row in entry.rows:
        fields = row["fields"]
        if fields.get("live"):
            fields.update(live=False, has_unpublished_changes=True)
        if "approved_go_live_at" in fields:
            fields["approved_go_live_at"] = None


def _place(entry: BinEntry, parents: dict[str, Page]) -> dict[int, int]:
    """Give pages their places in the tree; return how many new children each parent gets."""
    pages = rows_of(entry, PAGE)
    below: dict[int, int] = defaultdict(int)
    for key, parent in parents.items():
        place = _next_path(parent, below[parent.pk])
        below[parent.pk] += 1
        _move(pages, pages[key], place, parent)
    return below


def _next_path(parent: Page, taken: int) -> str:
    """Return the place after a parent's last child and after those that are to come back."""
    last = Page.objects.child_of(parent).order_by("path").last()
    step = (Page._str2int(last.path[-Page.steplen :]) if last else 0) + 1 + taken
    return str(Page._get_path(parent.path, parent.depth + 1, step))


def _move(pages: dict[str, Row], top: Row, path: str, parent: Page) -> None:
    """Rewrite the places and addresses of a page and of the pages below it."""
    old = top["fields"]["path"]
    shift = parent.depth + 1 - top["fields"]["depth"]
    branch = [row["fields"] for row in pages.values() if row["fields"]["path"].startswith(old)]
    urls = {path: parent.url_path}
    for fields in sorted(branch, key=lambda row: row["path"]):
        own = path + fields["path"][len(old) :]
        above = parent.url_path if own == path else urls[own[: -Page.steplen]]
        urls[own] = f"{above}{fields['slug']}/"
        fields.update(path=own, depth=fields["depth"] + shift, url_path=urls[own])


def _sound(rows: list[Row]) -> list[Row]:
    """Leave out references to what is gone since, and rows that say nothing without them."""
    coming: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        coming[row["model"]].add(str(row["pk"]))
    there: dict[tuple[type, str], bool] = {}

    def exists(field: Any, value: Any) -> bool:
        target = field.remote_field.model
        labels = [target._meta.label_lower, target._meta.concrete_model._meta.label_lower]
        if any(str(value) in coming[label] for label in labels):
            return True
        key = target, str(value)
        if key not in there:
            name = field.target_field.name
            there[key] = target._base_manager.filter(**{name: value}).exists()
        return there[key]

    sound = []
    for row in rows:
        for field in apps.get_model(row["model"])._meta.local_concrete_fields:
            value = row["fields"].get(field.name)
            if not field.is_relation or value is None or exists(field, value):
                continue
            if not field.null:
                break
            row["fields"][field.name] = None
        else:
            sound.append(row)
    return sound


def _point_back(entry: BinEntry) -> None:
    """Fill the references of other records again, where they are still empty."""
    for pointer in entry.pointers:
        rows = apps.get_model(pointer["model"])._base_manager.filter(pk=pointer["pk"])
        rows.filter(**{pointer["field"]: None}).update(**{pointer["field"]: pointer["value"]})


def _tell(entry: BinEntry) -> None:
    """Let the indexes and the caches know."""
    for row in entry.rows:
        model = apps.get_model(row["model"])
        if issubclass(model, SourceMixin) or row["model"] == entry.model:
            record = model._base_manager.filter(pk=row["pk"]).first()
            if record is None:
                continue
            ReferenceIndex.create_or_update_for_object(record)
            if isinstance(record, index.Indexed):
                index.insert_or_update_object(record)
            if isinstance(record, SourceMixin):
                saved.send(model, instance=record, update_fields=None)
    purge()

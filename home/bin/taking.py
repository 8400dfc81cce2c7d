"""What a deletion takes with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.contrib.admin.utils import NestedObjects
from django.core import serializers
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from wagtail.models import Page

from .translators import rows_of_translators

# People's data, and what is made anew from the records.
NEVER_KEPT = frozenset(
    {
        "actions.progressrequest",
        "actions.signuprecord",
        "home.contact",
        "home.outgoingmessage",
        "home.searchentry",
        "home.signup",
        "home.signupaction",
        "home.signupcomment",
        "home.signupcommitment",
        "home.signupdraft",
        "home.signupfile",
        "wagtailadmin.editingsession",
        "wagtailadmin.formstate",
        "wagtailcore.referenceindex",
        "wagtailsearch.indexentry",
    }
)


def going_together(records: Iterable[Model]) -> list[Any]:
    """Return records with the pages below them and the translations that go with their sources."""
    found: dict[tuple[str, Any], Any] = {}
    waiting: list[Any] = list(records)
    while waiting:
        record = waiting.pop()
        record = record.specific if isinstance(record, Page) else record
        key = record._meta.label_lower, record.pk
        if key in found:
            continue
        found[key] = record
        if getattr(record, "is_source", False):
            waiting.extend(record.get_translations())
        if isinstance(record, Page):
            waiting.extend(record.get_descendants())
    return list(found.values())


class Deletion:
    """Everything that goes when a record is deleted, and what stands in the way."""

    def __init__(self, record: Model) -> None:
        self.records = going_together([record])
        self.collector = NestedObjects(using=DEFAULT_DB_ALIAS)
        for model in {type(entry) for entry in self.records}:
            self.collector.collect([entry for entry in self.records if type(entry) is model])

    @property
    def protecting(self) -> list[Any]:
        """The records that must be changed or deleted first."""
        return sorted(self.collector.protected, key=str)

    def rows(self) -> list[dict[str, Any]]:
        """Return what is kept, table by table, in the form of Django's serialisers."""
        kept = []
        for model, instances in self.collector.data.items():
            if model._meta.label_lower not in NEVER_KEPT and not model._meta.proxy:
                names = [field.name for field in model._meta.local_concrete_fields]
                ordered = sorted(instances, key=lambda instance: instance.pk)
                kept.extend(serializers.serialize("python", ordered, fields=names))
        keys = {getattr(record, "translation_key", None) for record in self.records}
        return kept + rows_of_translators(keys)

    def pointers(self) -> list[dict[str, Any]]:
        """Return the references of other records that the deletion empties."""
        gone = {
            (model, instance.pk)
            for model, instances in self.collector.data.items()
            for instance in instances
        }
        return [
            {
                "model": type(instance)._meta.label_lower,
                "pk": str(instance.pk),
                "field": field.name,
                "value": str(getattr(instance, field.attname)),
            }
            for (field, _value), groups in self.collector.field_updates.items()
            for group in groups
            for instance in cast(Iterable[Any], group)
            if (type(instance), instance.pk) not in gone
        ]

    def parents(self) -> dict[str, int]:
        """Return the parent of each topmost page."""
        pages = [record for record in self.records if isinstance(record, Page)]
        paths = {page.path for page in pages}
        tops = [page for page in pages if page.path[: -page.steplen] not in paths]
        return {str(page.pk): page.get_parent().pk for page in tops}

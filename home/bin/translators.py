"""What translators have done for a record: wagtail-localize deletes it with the record.

Their rows hang on the record's translation key. They come back where nothing has taken their place:
what was translated anew meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core import serializers
from django.db.models import Model
from wagtail_localize import models as localize

Row = dict[str, Any]

# Each after those that it refers to, with the way to the translation key.
TABLES: dict[type[Model], str] = {
    localize.TranslatableObject: "translation_key",
    localize.TranslationSource: "object_id",
    localize.TranslationContext: "object_id",
    localize.Translation: "source__object_id",
    localize.TranslationLog: "source__object_id",
    localize.StringSegment: "source__object_id",
    localize.TemplateSegment: "source__object_id",
    localize.RelatedObjectSegment: "source__object_id",
    localize.OverridableSegment: "source__object_id",
    localize.StringTranslation: "context__object_id",
    localize.SegmentOverride: "context__object_id",
}


def rows_of_translators(keys: Iterable[Any]) -> list[Row]:
    """Return the rows of the records that have these translation keys."""
    rows: list[Row] = []
    for model, way in TABLES.items():
        found = model._base_manager.filter(**{f"{way}__in": list(keys)}).order_by("pk")
        rows.extend(serializers.serialize("python", found))
    return rows


def bring_back(rows: list[Row]) -> None:
    """Write what is not there and has what it refers to."""
    for model in TABLES:
        label = model._meta.label_lower
        own = [row for row in rows if row["model"] == label]
        found = serializers.deserialize("python", own, ignorenonexistent=True)
        records = [entry.object for entry in found]
        for field in model._meta.local_concrete_fields:
            if field.is_relation:
                _part_from_what_is_gone(records, field)
        whole = [
            record
            for record in records
            if all(
                field.null or getattr(record, field.attname) is not None
                for field in model._meta.local_concrete_fields
                if field.is_relation
            )
        ]
        model._base_manager.bulk_create(whole, ignore_conflicts=True)


def _part_from_what_is_gone(records: list[Any], field: Any) -> None:
    """Empty a reference where its target does not exist."""
    wanted = {getattr(record, field.attname) for record in records}
    targets = field.remote_field.model._base_manager
    name = field.target_field.attname
    there = set(targets.filter(**{f"{name}__in": wanted}).values_list(name, flat=True))
    for record in records:
        if getattr(record, field.attname) not in there:
            setattr(record, field.attname, None)

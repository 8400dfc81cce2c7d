"""Writing content into a file."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.documents.models import AbstractDocument
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from .package import CONTENT, FORMAT, VERSION, file_path
from .references import Reference, is_file, reference_to
from .walking import Walker

IMAGE_FIELDS = ("title", "description", "credit", "licence")
FOCUS_FIELDS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
DOCUMENT_FIELDS = ("title", "language")


def content_of(record: Any) -> dict[str, Any]:
    """Return a record's content as a revision holds it."""
    data = (
        record.serializable_data()
        if isinstance(record, ClusterableModel)
        else {"pk": record.pk, **get_serializable_data_for_fields(record)}
    )
    content: dict[str, Any] = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    return content


class Export:
    """Records with their translations, the short lists that they refer to, and their files."""

    def __init__(self, records: Iterable[Any]) -> None:
        self.records: dict[tuple[str, ...], dict[str, Any]] = {}
        self.files: dict[str, Any] = {}
        self._known: dict[tuple[type[Any], Any], Reference | None] = {}
        self.walker = Walker(self._reference, "id", "ref")
        for record in records:
            self._add(record)

    def _add(self, record: Any) -> None:
        record = record.specific if isinstance(record, Page) else record
        rows = [record, *record.get_translations().select_related("locale")]
        rows.sort(key=lambda row: not getattr(row, "is_source", row is record))
        for row in rows:
            reference = reference_to(row)
            # A page that was only copied, so that others could stand below it, says nothing.
            if getattr(row, "alias_of_id", None):
                continue
            if reference and tuple(reference.values()) not in self.records:
                entry: dict[str, Any] = {}
                self.records[tuple(reference.values())] = entry
                entry.update(self._entry(row, reference))

    def _entry(self, row: Any, reference: Reference) -> dict[str, Any]:
        is_live = bool(getattr(row, "live", True))
        version = row if is_live else row.get_latest_revision_as_object()
        parent = row.get_parent() if isinstance(row, Page) else None
        return {
            **reference,
            "source": bool(getattr(row, "is_source", False)),
            "live": is_live,
            "title": str(row),
            "depth": getattr(row, "depth", 0),
            "parent": reference_to(parent) if parent else None,
            "content": self.walker.record(type(row), content_of(version)),
            "translations": translations_of(row),
        }

    def _reference(self, model: type[Any], key: Any) -> Reference | None:
        if (model, key) not in self._known:
            self._known[model, key] = self._referred(model, key)
        return self._known[model, key]

    def _referred(self, model: type[Any], key: Any) -> Reference | None:
        record = model._base_manager.filter(pk=key).first()
        reference = reference_to(record) if record else None
        if record is None or reference is None:
            return None
        if is_file(model):
            self.files[reference["file"]] = record
        elif not isinstance(record, DraftStateMixin):
            self._add(record)
        return reference

    def write(self) -> bytes:
        """Return the file."""
        buffer = io.BytesIO()
        described = {key: _described(record) for key, record in self.files.items()}
        content = {
            "format": FORMAT,
            "version": VERSION,
            "written_at": timezone.now().isoformat(),
            "records": list(self.records.values()),
            "files": described,
        }
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(CONTENT, json.dumps(content, cls=DjangoJSONEncoder, indent=1))
            for key, record in self.files.items():
                with record.open_file() as file:
                    package.writestr(file_path(key), file.read())
        return buffer.getvalue()


def translations_of(row: Any) -> list[dict[str, Any]]:
    """Return the state of a source's translations: what translators have written, text by text."""
    source = TranslationSource.objects.get_for_instance_or_none(row)
    if source is None:
        return []
    return [
        {
            "locale": translation.target_locale.language_code,
            "enabled": translation.enabled,
            "texts": _texts(source, translation),
        }
        for translation in Translation.objects.filter(source=source).select_related("target_locale")
    ]


def _texts(source: TranslationSource, translation: Translation) -> list[dict[str, str]]:
    texts = StringTranslation.objects.filter(
        context__object_id=source.object_id, locale=translation.target_locale
    ).select_related("translation_of", "context")
    return [
        {
            "path": text.context.path,
            "source": text.translation_of.data,
            "text": text.data,
            "type": text.translation_type,
            "tool": text.tool_name,
        }
        for text in texts.order_by("pk")
    ]


def _described(record: Any) -> dict[str, Any]:
    is_document = isinstance(record, AbstractDocument)
    names = DOCUMENT_FIELDS if is_document else (*IMAGE_FIELDS, *FOCUS_FIELDS)
    return {
        "kind": "document" if is_document else "image",
        "name": record.filename,
        **{name: getattr(record, name) for name in names},
    }

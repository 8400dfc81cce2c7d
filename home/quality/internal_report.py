"""The report on links within the site that lead nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex

from home.desk.entries import draft_models, edit_url, kind_name, language_name, may_edit_any

from .targets import drafted_models, has_drafts, reachable


def may_read(user: Any) -> bool:
    """Say whether a person may read the reports on links: whoever edits something."""
    return any(may_edit_any(user, model) for model in draft_models())


def written_references() -> Q:
    """Return the condition for references that a text or a block makes."""
    condition = Q(pk__in=[])
    for model in drafted_models():
        names = [
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, StreamField | RichTextField)
        ]
        content_type = ContentType.objects.get_for_model(model)
        for name in names:
            condition |= Q(content_type=content_type, model_path__startswith=name)
    return condition


def among(records: QuerySet, reference: str) -> Exists:
    """Ask whether a reference is to, or from, one of some records."""
    return Exists(
        records.order_by()
        .annotate(text_key=Cast("pk", CharField()))
        .filter(text_key=OuterRef(reference))
    )


def broken_references() -> QuerySet[ReferenceIndex]:
    """Return what public records refer to though readers can't reach it."""
    written = ReferenceIndex.objects.filter(written_references())
    target_types = [
        ContentType.objects.get_for_id(key)
        for key in written.order_by().values_list("to_content_type", flat=True).distinct()
    ]
    broken = Q(pk__in=[])
    for content_type in target_types:
        model = content_type.model_class()
        if model:
            broken |= Q(to_content_type=content_type) & ~among(reachable(model), "to_object_id")
    public = Q(pk__in=[])
    for model in draft_models():
        content_type = ContentType.objects.get_for_model(model)
        public |= Q(base_content_type=content_type) & among(reachable(model), "object_id")
    return written.filter(public).filter(broken).order_by("base_content_type", "object_id", "pk")


def records_by_type(pairs: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Any]:
    """Fetch records of several kinds by content type and key: one query a kind."""
    keys: dict[int, set[str]] = defaultdict(set)
    for type_id, key in pairs:
        keys[type_id].add(key)
    found: dict[tuple[int, str], Any] = {}
    for type_id, wanted in keys.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is None:
            continue
        for record in model._base_manager.filter(pk__in=wanted):
            found[type_id, str(record.pk)] = record
    return found


class BrokenLinksView(ReportView):
    """One line a link: where it is, and what it leads to."""

    model = ReferenceIndex
    page_title = gettext_lazy("Broken links within the site")
    header_icon = "link"
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    is_searchable = False
    default_ordering = None
    columns: ClassVar[list[Any]] = [
        TitleColumn(
            "page_title",
            label=gettext_lazy("Where the link is"),
            get_url=lambda row: row.edit_address,
        ),
        Column("page_kind", label=gettext_lazy("Kind")),
        Column("page_language", label=gettext_lazy("Language")),
        Column("target_title", label=gettext_lazy("Leads to")),
        Column("reason", label=gettext_lazy("What is wrong")),
    ]
    list_export: ClassVar[list[str]] = [
        "page_title",
        "page_kind",
        "page_language",
        "target_title",
        "reason",
        "edit_address",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "page_title": gettext_lazy("Where the link is"),
        "page_kind": gettext_lazy("Kind"),
        "page_language": gettext_lazy("Language"),
        "target_title": gettext_lazy("Leads to"),
        "reason": gettext_lazy("What is wrong"),
        "edit_address": gettext_lazy("Editor"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Admit whoever may edit something."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self) -> str:
        """Name the file of the export."""
        return "broken-links"

    def get_queryset(self) -> Any:
        """Return the broken references."""
        return broken_references()

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """Name what the references are between, in as many queries for one line as for fifty."""
        rows = list(object_list)
        sources = [(row.base_content_type_id, row.object_id) for row in rows]
        targets = [(row.to_content_type_id, row.to_object_id) for row in rows]
        records = records_by_type([*sources, *targets])
        for row, source, target in zip(rows, sources, targets, strict=True):
            describe_row(row, records.get(source), records.get(target))
        return rows


def describe_row(row: Any, source: Any, target: Any) -> None:
    """Give a reference the words of its line."""
    model = ContentType.objects.get_for_id(row.content_type_id).model_class()
    target_model: Any = ContentType.objects.get_for_id(row.to_content_type_id).model_class()
    row.page_title = str(source)
    row.page_kind = kind_name(model)
    row.page_language = language_name(getattr(source, "locale_id", None))
    row.edit_address = edit_url(Page if isinstance(source, Page) else type(source), row.object_id)
    if target is None:
        row.target_title = f"{kind_name(target_model)} {row.to_object_id}"
        row.reason = _("deleted")
    else:
        row.target_title = str(target)
        row.reason = _("not public") if has_drafts(target_model) else _("deleted")

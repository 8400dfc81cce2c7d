"""What the site holds, by status and language. Nothing here is about readers or their visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.site_summary import SummaryItem
from wagtail.models import Page, WorkflowState

from .entries import language_name
from .panels import DeskPanel

KINDS_HOOK = "register_counted_kind"


@dataclass(frozen=True)
class CountedKind:
    """A kind of records that the dashboard counts. Apps register theirs by :data:`KINDS_HOOK`."""

    model: type[Any]
    label: str | Promise
    icon: str
    url_name: str
    order: int


@dataclass
class Counts:
    """How many records of one kind there are."""

    kind: CountedKind
    published: int = 0
    drafts: int = 0
    changed: int = 0
    in_review: int = 0
    by_language: dict[str, int] = field(default_factory=dict)


def counted_kinds() -> list[CountedKind]:
    """Return the kinds that the apps have registered, in their order."""
    kinds = [register() for register in hooks.get_hooks(KINDS_HOOK)]
    return sorted(kinds, key=lambda kind: kind.order)


def count_kind(kind: CountedKind) -> Counts:
    """Count one kind in one query: sources by status, and public rows by language."""
    rows = kind.model.objects.order_by()
    if issubclass(kind.model, Page):
        # What was only copied, so that others could stand below it, has no words of its own.
        rows = rows.filter(alias_of__isnull=True)
    counts = Counts(kind)
    for row in rows.values("locale_id").annotate(
        readable=Count("pk", filter=Q(live=True)),
        published=Count("pk", filter=Q(live=True, is_source=True)),
        drafts=Count("pk", filter=Q(live=False, is_source=True)),
        changed=Count("pk", filter=Q(live=True, is_source=True, has_unpublished_changes=True)),
    ):
        counts.published += row["published"]
        counts.drafts += row["drafts"]
        counts.changed += row["changed"]
        counts.by_language[language_name(row["locale_id"])] = row["readable"]
    return counts


def count_content(request: HttpRequest) -> list[Counts]:
    """Count every kind, once a request: the head of the dashboard shows some of it too."""
    known: list[Counts] | None = getattr(request, "desk_counts", None)
    if known is None:
        known = [count_kind(kind) for kind in counted_kinds()]
        states = WorkflowState.objects.active().order_by().values("content_type")
        in_review = dict(states.annotate(count=Count("pk")).values_list("content_type", "count"))
        for counts in known:
            content_type = ContentType.objects.get_for_model(counts.kind.model)
            counts.in_review = in_review.get(content_type.pk, 0)
        request.desk_counts = known  # type: ignore[attr-defined]
    return known


class CountSummaryItem(SummaryItem):
    """The number of public records of one kind, at the head of the dashboard."""

    template_name = "wagtailadmin/desk/summary_item.html"

    def __init__(self, request: HttpRequest, counts: Counts) -> None:
        super().__init__(request)
        self.counts = counts
        self.order = counts.kind.order

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Give the template the numbers."""
        return {"counts": self.counts}


class StatisticsPanel(DeskPanel):
    """Two tables: the kinds by status, and the languages by kind."""

    name = "desk-statistics"
    order = 80
    heading = _("What the site holds")
    icon = "order"
    template_name = "wagtailadmin/desk/statistics.html"

    @cached_property
    def counts(self) -> list[Counts]:
        """What there is of each kind."""
        return count_content(self.request)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add the rows of both tables."""
        languages = [
            (code, name, [counts.by_language.get(name, 0) for counts in self.counts])
            for code, name in settings.LANGUAGES
        ]
        return {
            **super().get_context_data(parent_context),
            "counts": self.counts,
            "languages": languages,
        }

"""The report on links within the site that lead nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from home.accounts.reach import reach_of
from home.desk.entries import draft_models, edit_url, kind_name, language_name, may_edit_any

from .internal import BrokenLink, Target, broken_links


def may_read(user: Any) -> bool:
    """Say whether somebody may edit something, of whatever LRG: drafts of all are named here."""
    is_of_some_lrgs = reach_of(user).lrgs is not None
    return not is_of_some_lrgs and any(may_edit_any(user, model) for model in draft_models())


class BrokenLinksView(ReportView):
    """One line a link: where it is, and what it leads to."""

    model = Page
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
        Column("link_words", label=gettext_lazy("Words of the link")),
        Column("target_title", label=gettext_lazy("Leads to")),
        Column("reason", label=gettext_lazy("What is wrong")),
    ]
    list_export: ClassVar[list[str]] = [
        "page_title",
        "page_kind",
        "page_language",
        "link_words",
        "target_title",
        "reason",
        "edit_address",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "page_title": gettext_lazy("Where the link is"),
        "page_kind": gettext_lazy("Kind"),
        "page_language": gettext_lazy("Language"),
        "link_words": gettext_lazy("Words of the link"),
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
        """Return the broken links."""
        return broken_links()

    def get_table(self, object_list: Any) -> Any:
        """Show the lines of one page of the report."""
        return super().get_table(self.decorate_paginated_queryset(object_list))

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """Say what is wrong with the links of one page of the report: one query a kind."""
        shown = list(object_list)
        names = names_of(link.target for link in shown)
        return [row_of(link, names) for link in shown]


@dataclass(frozen=True)
class Row:
    """One line of the report."""

    page_title: str
    page_kind: str
    page_language: str
    link_words: str
    target_title: str
    reason: Any
    edit_address: str


def names_of(targets: Iterable[Target]) -> dict[Target, str]:
    """Name those targets that are there at all, though not public."""
    keys: dict[Any, set[str]] = defaultdict(set)
    for model, key in targets:
        if key.isdigit():
            keys[model].add(key)
    return {
        (model, str(record.pk)): str(record)
        for model, wanted in keys.items()
        for record in model._base_manager.filter(pk__in=wanted)
    }


def row_of(link: BrokenLink, names: dict[Target, str]) -> Row:
    """Return the line of a broken link."""
    model, key = link.target
    base: Any = Page if issubclass(link.model, Page) else link.model
    return Row(
        page_title=link.title,
        page_kind=kind_name(link.model),
        page_language=language_name(link.locale_id),
        link_words=link.words,
        target_title=names.get(link.target, f"{kind_name(model)} {key}"),
        reason=_("not public") if link.target in names else _("deleted"),
        edit_address=edit_url(base, link.key),
    )

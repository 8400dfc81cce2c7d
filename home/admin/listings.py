"""What the listings of the desk share: the facts of a row, read from its source in one query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView as PageIndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import DraftStateMixin
from wagtail.permissions import policy_registry

from .schedules import ScheduleColumn, attach_schedules

# The views that the mixin is mixed into have what it uses; there is nothing to inherit.
_View: Any = object

UPDATED = DateColumn(
    "latest_revision_created_at",
    label=_("Updated"),
    sort_key="latest_revision_created_at",
    width="12%",
)


class FactColumn(Column):
    """A column that reads a fact from the source of its row."""

    def get_value(self, instance: Any) -> Any:
        """Return the fact of the row's source."""
        return super().get_value(instance.source)


def attach_sources(records: Iterable[Any], sources: QuerySet) -> None:
    """Give translations their ``source`` in one query, so that columns need none of their own."""
    translations = [record for record in records if not record.is_source]
    if not translations:
        return
    keys = [record.translation_key for record in translations]
    found = {
        source.translation_key: source
        for source in sources.filter(translation_key__in=keys, is_source=True)
    }
    for record in translations:
        record.source = found.get(record.translation_key, record)


class SourceListingMixin(_View):
    """An index view whose columns may read facts of translations."""

    def get_sources(self) -> Any:
        """Return the records among which sources are looked up, with what columns need."""
        return self.model._default_manager.all()

    def get_table(self, object_list: Any) -> Any:
        """Attach the sources and the schedules before the cells are rendered."""
        attach_sources(object_list, self.get_sources())
        if issubclass(self.model, DraftStateMixin):
            attach_schedules(object_list)
        return super().get_table(object_list)


class PagesOfTypeView(SourceListingMixin, PageIndexView):
    """All pages of one type, wherever they are in the tree."""

    def get_sources(self) -> Any:
        """Leave out the bodies, which no column shows."""
        return super().get_sources().defer_streamfields()


class PagesMenuItem(MenuItem):
    """Shown to whom may edit pages."""

    def is_shown(self, request: Any) -> bool:
        """Ask for any permission on any page."""
        from wagtail.models import Page

        return policy_registry.get_by_type(Page).user_has_any_permission(
            request.user, ["add", "change", "publish"]
        )


class PagesOfTypeViewSet(PageListingViewSet):
    """A listing of the pages of one type, with its own menu item."""

    index_view_class = PagesOfTypeView
    menu_item_class = PagesMenuItem
    add_to_admin_menu = True
    list_per_page = 50
    own_columns: ClassVar[Sequence[Column]] = ()

    @cached_property
    def columns(self) -> list[Column]:
        """Return the title, this type's own columns, the dates and the status."""
        return [
            BulkActionsColumn("bulk_actions"),
            PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
            *self.own_columns,
            ScheduleColumn(),
            UPDATED,
            PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
        ]

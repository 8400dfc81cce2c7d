"""Named queries on actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Prefetch
from wagtail.search.queryset import SearchableQuerySetMixin

if TYPE_CHECKING:
    from .city import CityPage


class ActionQuerySet(SearchableQuerySetMixin, models.QuerySet):
    """Public lists start with ``public()``: live source rows, whose facts can be filtered."""

    def public(self) -> Self:
        """Return live sources: one row an action."""
        return self.filter(live=True, is_source=True)

    def of_lrg(self, source: CityPage) -> Self:
        """Return what an LRG carries out; nothing of one that is only begun."""
        return self.filter(lrgs__lrg=source) if source.pk else self.none()

    def newest_first(self) -> Self:
        """Return the latest year first, undated ones last."""
        return self.order_by(models.F("start_date").desc(nulls_last=True), "title")

    def with_relations(self) -> Self:
        """Fetch what a card shows: a constant number of queries, whatever the number of rows."""
        from .action import ActionLRG

        lrgs = ActionLRG.objects.select_related("lrg", "lrg__locale").order_by("sort_order")
        return self.select_related("locale").prefetch_related(
            Prefetch("lrgs", queryset=lrgs), "categories"
        )

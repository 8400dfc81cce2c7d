"""Filters of the listings: by row, by language, and by facts, which sit on the source row."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.utils import get_user_display_name

ORIGINALS = "originals"
TRANSLATIONS = "translations"
ALL_ROWS = "all"


class RowsFilter(django_filters.ChoiceFilter):
    """Originals, translations or both.

    When nothing is chosen, a listing shows one row a record. A search or a choice of language
    looks through every row, so that a translation is found by its own words.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Show"),
            empty_label=_("Automatic"),
            choices=[
                (ORIGINALS, _("Originals only")),
                (TRANSLATIONS, _("Translations only")),
                (ALL_ROWS, _("Originals and translations")),
            ],
            widget=forms.RadioSelect,
            **kwargs,
        )

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Keep the rows asked for."""
        data = self.parent.data
        narrowed = data.get("q") or data.get("locale")
        value = value or (ALL_ROWS if narrowed else ORIGINALS)
        if value == ALL_ROWS:
            return qs
        rows = self.model._base_manager.filter(is_source=value == ORIGINALS)
        return qs.filter(pk__in=rows.values("pk"))


class SourceFilterSet(WagtailFilterSet):
    """Filters of a record with a source and translations.

    The filters named in ``facts`` are looked up on source rows; they keep the translations of the
    sources that match. Subqueries by primary key leave the listing searchable by any back end.
    """

    facts: ClassVar[tuple[str, ...]] = ()

    rows = RowsFilter()

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Apply the filters, those of facts on the source rows."""
        model = queryset.model
        sources = model._base_manager.filter(is_source=True)
        by_facts = False
        for name, value in self.form.cleaned_data.items():
            if name not in self.facts:
                queryset = self.filters[name].filter(queryset, value)
            elif value not in (None, "", []):
                sources = self.filters[name].filter(sources, value)
                by_facts = True
        if by_facts:
            keys = sources.order_by().values("translation_key")
            rows = model._base_manager.filter(translation_key__in=keys)
            queryset = queryset.filter(pk__in=rows.values("pk"))
        return queryset


class StatusFilter(django_filters.ChoiceFilter):
    """Live, draft, or changed since it was published."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Status"),
            empty_label=_("All"),
            choices=[
                ("live", _("Live")),
                ("draft", _("Draft")),
                ("changed", _("Live, with changes not yet published")),
            ],
            widget=forms.RadioSelect,
            **kwargs,
        )

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Keep the rows of this status."""
        if value == "live":
            return qs.filter(live=True)
        if value == "draft":
            return qs.filter(live=False)
        if value == "changed":
            return qs.filter(live=True, has_unpublished_changes=True)
        return qs


class PersonField(forms.ModelChoiceField):
    """People by the names that colleagues know them by."""

    def label_from_instance(self, user: Any) -> str:
        """Return the full name, or else the user name."""
        return str(get_user_display_name(user))


class PersonFilter(django_filters.ModelChoiceFilter):
    """One of some people."""

    field_class = PersonField

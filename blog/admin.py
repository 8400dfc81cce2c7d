"""Stories, their authors and tags at the desk."""

from __future__ import annotations

from typing import ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from blog.models import Author, StoryPage, Tag
from home.admin.filters import SourceFilterSet, StatusFilter
from home.admin.history import SavedAtOnceViewSet
from home.admin.listings import FactColumn, PagesOfTypeViewSet

LANGUAGE = LocaleColumn(label=_("Language"))


def author_names(story: StoryPage) -> str:
    """Name the authors of a story."""
    return ", ".join(author.name for author in story.authors.all())


class StoryFilterSet(SourceFilterSet):
    """By status, author, tag and date."""

    facts = ("authors", "tags", "date")

    status = StatusFilter()
    authors = django_filters.ModelMultipleChoiceFilter(
        label=_("Author"),
        queryset=lambda request: Author.objects.filter(is_source=True),
        widget=forms.CheckboxSelectMultiple,
    )
    tags = django_filters.ModelMultipleChoiceFilter(
        label=_("Tag"),
        queryset=lambda request: Tag.objects.filter(is_source=True),
        widget=forms.CheckboxSelectMultiple,
    )
    date = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = StoryPage
        fields: ClassVar[list[str]] = []


class StoryListing(PagesOfTypeViewSet):
    """All stories."""

    model = StoryPage
    name = "stories"
    icon = "doc-full"
    menu_label = _("Stories")
    menu_name = "stories"
    menu_order = 10
    filterset_class = StoryFilterSet
    ordering = "-latest_revision_created_at"
    own_columns = [
        FactColumn("authors", label=_("Authors"), accessor=author_names),
        FactColumn("date", label=_("Date"), sort_key="date"),
    ]


class AuthorFilterSet(SourceFilterSet):
    """By row."""

    class Meta:
        model = Author
        fields: ClassVar[list[str]] = []


class TagFilterSet(SourceFilterSet):
    """By row."""

    class Meta:
        model = Tag
        fields: ClassVar[list[str]] = []


class AuthorViewSet(SavedAtOnceViewSet):
    """Who writes stories."""

    model = Author
    icon = "user"
    menu_label = _("Authors")
    filterset_class = AuthorFilterSet
    search_backend_name = None
    search_fields = ("name", "role")
    copy_view_enabled = False
    list_per_page = 50
    ordering = "name"
    list_display = ["name", "role", LANGUAGE]


class TagViewSet(SavedAtOnceViewSet):
    """The subjects of stories."""

    model = Tag
    icon = "tag"
    menu_label = _("Tags")
    filterset_class = TagFilterSet
    search_backend_name = None
    search_fields = ("name", "slug")
    copy_view_enabled = False
    list_per_page = 50
    ordering = "name"
    list_display = ["name", "slug", LANGUAGE]


class StoryLists(SnippetViewSetGroup):
    """Authors and tags under one menu item."""

    items = (AuthorViewSet, TagViewSet)
    menu_label = _("Authors and tags")
    menu_name = "story-lists"
    menu_icon = "group"
    menu_order = 510

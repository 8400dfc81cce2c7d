"""The list of what was deleted, and the page on which a record is brought back or erased."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import DeleteView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page, RevisionMixin, TranslatableMixin

from home.admin.filters import PersonFilter
from home.bin.places import (
    fits_below,
    free_slug,
    needs_parent,
    original_parent,
    slug_row,
    who_has,
)
from home.bin.restoring import NotRestoredError, restore
from home.languages import languages
from home.models import BinEntry

from .permissions import may_publish

DRAFTS, PUBLISHED = "drafts", "published"
# Applications whose rows come back too, but say nothing to an editor.
BEHIND = {"wagtail_localize", "wagtailcore"}


class RestoreForm(forms.Form):
    """Asks only for what can't be as it was."""

    state = forms.ChoiceField(
        label=gettext_lazy("Bring it back"),
        choices=[
            (DRAFTS, gettext_lazy("As drafts: readers see nothing until somebody publishes")),
            (PUBLISHED, gettext_lazy("As it was: what was published is public again at once")),
        ],
        initial=DRAFTS,
        widget=forms.RadioSelect,
    )
    parent = forms.ModelChoiceField(
        label=gettext_lazy("Below the page"),
        queryset=Page.objects.filter(depth__gt=1),
        help_text=gettext_lazy("The page above it is gone."),
    )
    slug = forms.SlugField(label=gettext_lazy("Slug"), max_length=120)

    def __init__(self, *args: Any, entry: BinEntry, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry, self.user = entry, user
        former = original_parent(entry)
        if needs_parent(entry):
            widget = AdminPageChooser(target_models=entry.model_class.allowed_parent_page_models())
            self.fields["parent"].widget = widget
        else:
            del self.fields["parent"]
        wanted = slug_row(entry)["fields"].get("slug", "")
        taken = who_has(entry, wanted, former) if wanted else None
        if taken:
            self.fields["slug"].initial = free_slug(entry, former)
            self.fields["slug"].help_text = _("“%(record)s” has “%(slug)s” now.") % {
                "record": taken,
                "slug": wanted,
            }
        else:
            del self.fields["slug"]
        if not entry.was_live or not (needs_parent(entry) or may_publish(user, entry, former)):
            del self.fields["state"]

    def clean(self) -> dict[str, Any]:
        """Refuse a place where the page can't stand, and publishing by who may not."""
        data: dict[str, Any] = super().clean() or {}
        parent = data.get("parent")
        if parent and not fits_below(self.entry, parent):
            self.add_error("parent", _("A page of this kind and language can’t stand there."))
            return data
        below = parent or original_parent(self.entry)
        if data.get("state") == PUBLISHED and not may_publish(self.user, self.entry, below):
            self.add_error("state", _("You may not publish there."))
        return data


class RestoreView(InspectView):
    """What a deletion took with it, and the way back."""

    template_name = "wagtailadmin/bin/entry.html"
    page_title = gettext_lazy("Bin")

    @cached_property
    def form(self) -> RestoreForm:
        """The choices that are left to make."""
        data = self.request.POST if self.request.method == "POST" else None
        return RestoreForm(data, entry=self.object, user=self.request.user)

    def get_deleted_by_display_value(self) -> str:
        """Name whoever deleted it as colleagues know them."""
        return get_user_display_name(self.object.deleted_by)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Bring the record back, or say why not."""
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        data = self.form.cleaned_data
        try:
            record = restore(
                self.object,
                request.user,
                publish=data.get("state") == PUBLISHED,
                parent=data.get("parent"),
                slug=data.get("slug", ""),
            )
        except NotRestoredError as error:
            messages.error(request, str(error))
            return redirect("bin:index")
        buttons = [messages.button(edit_address(record), _("Edit"))]
        text = _("“%(record)s” is back.") % {"record": record}
        messages.success(request, text, buttons=buttons)
        return redirect("bin:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form and what comes back."""
        return super().get_context_data(form=self.form, contents=contents(self.object), **kwargs)


def edit_address(record: Any) -> str:
    """Return the address of a record's editor."""
    if isinstance(record, Page):
        return reverse("wagtailadmin_pages:edit", args=[record.pk])
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


def contents(entry: BinEntry) -> list[str]:
    """Say what a deletion took, by kind, in all languages; links go without saying."""
    counts: dict[Any, int] = {}
    for row in entry.rows:
        counts[row["model"]] = counts.get(row["model"], 0) + 1

    lines = []
    for label, count in sorted(counts.items()):
        model = apps.get_model(label)
        meta = model._meta
        if meta.app_label not in BEHIND and issubclass(model, TranslatableMixin | RevisionMixin):
            names = meta.verbose_name if count == 1 else meta.verbose_name_plural
            lines.append(f"{names}: {count}")
    return lines


def language_names(entry: BinEntry) -> str:
    """Name the languages of a deleted record."""
    return ", ".join(entry_.name for entry_ in languages() if entry_.code in entry.languages)


def day_of_erasure(entry: BinEntry) -> str:
    """Print the day on which a deleted record is erased for good."""
    return date_format(localtime(entry.erased_on), "SHORT_DATE_FORMAT")


class EraseView(DeleteView):
    """Erase before its time."""

    page_title = gettext_lazy("Erase for good")
    success_message = gettext_lazy("“%(object)s” is erased for good.")

    @property
    def confirmation_message(self) -> str:
        """Say that there is no way back."""
        return _("It can’t be restored afterwards, nor can what was deleted with it.")


def who_has_deleted(request: HttpRequest) -> QuerySet:
    """Return those who have deleted something that is in the bin."""
    return get_user_model()._default_manager.filter(pk__in=BinEntry.objects.values("deleted_by"))


class BinFilterSet(WagtailFilterSet):
    """By who deleted, and when."""

    deleted_by = PersonFilter(label=gettext_lazy("Deleted by"), queryset=who_has_deleted)
    deleted_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Deleted"))

    class Meta:
        model = BinEntry
        fields: ClassVar[list[str]] = []


class BinViewSet(ModelViewSet):
    """Everything in the bin, the newest first."""

    model = BinEntry
    name = "bin"
    icon = "bin"
    menu_label = gettext_lazy("Bin")
    menu_name = "bin"
    menu_order = 950
    add_to_admin_menu = True
    add_to_reference_index = False
    filterset_class = BinFilterSet
    inspect_view_enabled = True
    inspect_view_class = RestoreView
    delete_view_class = EraseView
    copy_view_enabled = False
    form_fields: ClassVar[list[str]] = []
    list_per_page = 50
    ordering = "-deleted_at"
    search_fields = ("title",)
    search_backend_name = None
    list_display = [
        TitleColumn("title", label=gettext_lazy("Title"), url_name="bin:inspect", sort_key="title"),
        Column("kind", label=gettext_lazy("Kind")),
        Column("languages", label=gettext_lazy("Languages"), accessor=language_names),
        UserColumn("deleted_by", label=gettext_lazy("Deleted by")),
        DateColumn("deleted_at", label=gettext_lazy("Deleted"), sort_key="deleted_at"),
        Column("erased_on", label=gettext_lazy("Erased for good"), accessor=day_of_erasure),
    ]
    inspect_view_fields = ["title", "kind", "deleted_by", "deleted_at"]

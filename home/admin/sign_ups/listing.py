"""The list of sign-ups, and the addresses below it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail.admin.ui.tables import BooleanColumn, Column, NumberColumn, StatusTagColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from home.languages import territory_name
from home.models import SignUp, SignUpAction, SignUpCommitment

from .exporting import HEADINGS, SignUpExport
from .filters import SignUpFilterSet
from .permissions import EXPORT
from .review import ReviewView

OF_PARTS: dict[str, Any] = {"commitments_count": SignUpCommitment, "actions_count": SignUpAction}


def country_name(sign_up: SignUp) -> str:
    """Name the country in the reviewer's language."""
    return territory_name(str(sign_up.country))


def age(sign_up: SignUp) -> str:
    """Say how long ago a sign-up was received."""
    return timesince(sign_up.created_at, depth=1)


def is_confirmed(sign_up: SignUp) -> bool:
    """Say whether the sender has confirmed the address."""
    return sign_up.email_confirmed_at is not None


def assignee_name(sign_up: SignUp) -> str:
    """Name who looks after a sign-up."""
    return get_user_display_name(sign_up.assignee)


def with_counts(sign_ups: QuerySet) -> QuerySet:
    """Count the commitments and actions of each sign-up."""
    counts = {}
    for name, model in OF_PARTS.items():
        parts = model._default_manager.filter(sign_up=OuterRef("pk")).order_by()
        counted = parts.values("sign_up").annotate(count=Count("pk")).values("count")
        counts[name] = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return sign_ups.annotate(**counts)


class SignUpIndexView(SignUpExport, IndexView):
    """What there is to review. It is downloaded with a permission of its own."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let nobody download who may only read, and keep in mind who did."""
        if self.is_export and not request.user.has_perm(EXPORT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        """Log who downloads, before the first row leaves."""
        user: Any = self.request.user
        data = {"count": queryset.count(), "format": spreadsheet_format}
        log(instance=user, action="home.sign_ups.export", user=user, data=data)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def get_base_queryset(self) -> Any:
        """Count the parts, or read them, in as many queries for one sign-up as for fifty."""
        sign_ups = with_counts(super().get_base_queryset().select_related("assignee"))
        return self.with_everything(sign_ups) if self.is_export else sign_ups

    def search_queryset(self, queryset: Any) -> Any:
        """Find a sign-up once, however many of its commitments have the words."""
        if not self.is_searching:
            return queryset
        found = super().search_queryset(SignUp.objects.order_by())
        return queryset.filter(pk__in=found.values("pk"))

    @cached_property
    def show_export_buttons(self) -> bool:
        """Offer no closed door."""
        return self.request.user.has_perm(EXPORT)

    def get_edit_url(self, instance: Any) -> None:
        """Lead to the reading view: sign-ups are not edited."""


class SignUpViewSet(ModelViewSet):
    """Sign-ups that wait for somebody, the newest first."""

    model = SignUp
    name = "sign-ups"
    icon = "form"
    menu_label = _("Sign-ups")
    menu_name = "sign-ups"
    menu_order = 40
    add_to_admin_menu = True
    add_to_reference_index = False
    form_fields: ClassVar[list[str]] = []
    filterset_class = SignUpFilterSet
    index_view_class = SignUpIndexView
    inspect_view_enabled = True
    inspect_view_class = ReviewView
    copy_view_enabled = False
    list_per_page = 50
    ordering = "-created_at"
    search_fields = (
        "lrg_name",
        "contact_name",
        "contact_email",
        "commitments__text",
        "actions__title",
    )
    search_backend_name = None
    list_display = [
        "lrg_name",
        StatusTagColumn(
            "status", label=_("Status"), accessor="get_status_display", sort_key="status"
        ),
        Column("age", label=_("Age"), accessor=age, sort_key="created_at"),
        Column("country", label=_("Country"), accessor=country_name, sort_key="country"),
        Column("language", label=_("Language"), accessor="get_language_display"),
        Column("assignee", label=_("Assigned to"), accessor=assignee_name),
        BooleanColumn("is_confirmed", label=_("Address confirmed"), accessor=is_confirmed),
        NumberColumn("commitments_count", label=_("Commitments")),
        NumberColumn("actions_count", label=_("Actions")),
    ]
    list_export = list(HEADINGS)
    export_filename = "sign-ups"

    @property
    def edit_view(self) -> Any:
        """Lead to the reading view, from wherever Wagtail links an editor."""
        return RedirectView.as_view(pattern_name="sign-ups:inspect")

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add what is done with one sign-up."""
        from .urls import urlpatterns

        return [*super().get_urlpatterns(), *urlpatterns]

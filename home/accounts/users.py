"""The editor of the desk's users, with a tab for what their work is limited to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.ui.tables import Column
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, SetActiveStateBulkAction
from wagtail.users.views.users import (
    CreateView,
    EditView,
    IndexView,
    UserFilterSet,
    UserViewSet,
)

from home.accounts.roles import RoleField, RolesField, role_name
from home.models import DeskReach

# What the mixins are mixed into has what they use; there is nothing to inherit.
_Form: Any = object
_View: Any = object

ACCOUNT = ("username", "email", "first_name", "last_name", "password1", "password2", "is_active")


def may_keep(user: Any, colleague: Any) -> bool:
    """Say whether somebody may change what a colleague signs in with.

    Superusers are kept by superusers: whoever set the password of one would be one.
    """
    if colleague.is_superuser and not user.is_superuser:
        return False
    return bool(user.has_perm("auth.change_user"))


def lrg_choices() -> list[tuple[int, str]]:
    """Return the LRGs by name."""
    from actions.models import CityPage

    rows = CityPage.objects.filter(is_source=True).order_by("title")
    return list(rows.values_list("pk", "title"))


class ReachFormMixin(_Form):
    """Adds the languages and the LRGs that somebody's work is limited to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].label_from_instance = role_name
        row = DeskReach.objects.filter(user=self.instance).first() if self.instance.pk else None
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages"),
            choices=settings.LANGUAGES,
            required=False,
            initial=row.languages if row else [],
            widget=forms.CheckboxSelectMultiple,
            help_text=_(
                "For translators: they change texts in these languages only. None: in every "
                "language."
            ),
        )
        self.fields["lrgs"] = forms.MultipleChoiceField(
            label=_("Cities and regions"),
            choices=lrg_choices,
            required=False,
            initial=list(row.lrgs.values_list("pk", flat=True)) if row else [],
            widget=forms.SelectMultiple(attrs={"size": 12}),
            help_text=_(
                "For focal points: they change drafts of these cities and regions and of their "
                "actions only. Choose several with the Control or Command key."
            ),
        )

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """The fields by the tab that shows them."""
        limits, roles = ("languages", "lrgs"), ("is_superuser", "groups")
        account = [name for name in self.fields if name not in (*limits, *roles)]
        return [
            {"name": tab, "fields": [self[name] for name in names if name in self.fields]}
            for tab, names in (
                ("account", sorted(account, key=ACCOUNT.index)),
                ("roles", roles),
                ("limits", limits),
            )
        ]

    def save(self, commit: bool = True) -> Any:
        """Save the user and the reach."""
        user = super().save(commit=commit)
        if commit:
            self.save_reach(user)
        return user

    def save_reach(self, user: Any) -> None:
        """Keep what was chosen; somebody who isn't limited needs no row."""
        languages, lrgs = self.cleaned_data["languages"], self.cleaned_data["lrgs"]
        if not languages and not lrgs:
            DeskReach.objects.filter(user=user).delete()
            return
        row, _created = DeskReach.objects.update_or_create(
            user=user, defaults={"languages": languages}
        )
        row.lrgs.set(lrgs)


class DeskUserEditForm(ReachFormMixin, UserEditForm):
    """The form of a user."""


class DeskUserCreationForm(ReachFormMixin, UserCreationForm):
    """The form of a new user."""


class SuperusersOnlyMixin(_View):
    """Lets nobody but superusers say who is a superuser."""

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Leave the field out for anybody else, so that what is sent for it counts for nothing."""
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form


class DeskUserCreateView(SuperusersOnlyMixin, CreateView):
    """The page that adds a user."""


class DeskUserEditView(SuperusersOnlyMixin, EditView):
    """The page of a user; that of a superuser is for superusers."""

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        """Send away whoever may not keep this account."""
        if not may_keep(self.request.user, self.object):
            raise PermissionDenied
        return super().dispatch(*args, **kwargs)


class RoleForm(forms.Form):
    """Asks for a role."""

    role = RoleField(label=_("Role"), queryset=Group.objects.order_by("name"))


class DeskAssignRole(AssignRoleBulkAction):
    """Gives a role to several users, superusers left out."""

    form_class = RoleForm

    def check_perm(self, obj: Any) -> bool:
        """Ask for each of them."""
        return may_keep(self.request.user, obj)


class DeskSetActiveState(SetActiveStateBulkAction):
    """Opens or closes several accounts, those of superusers left out."""

    def check_perm(self, obj: Any) -> bool:
        """Ask for each of them."""
        return may_keep(self.request.user, obj)


class DeskUserFilterSet(UserFilterSet):
    """Wagtail's own filters, with the roles by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["group"].field_class = RolesField

    class Meta(UserFilterSet.Meta):
        pass


def role_names(user: Any) -> str:
    """Name the roles of somebody."""
    comma = pgettext("between the names in a list", ", ")
    return comma.join(sorted(map(role_name, user.groups.all())))


class DeskUserIndexView(IndexView):
    """Everybody who has an account, and their roles."""

    @cached_property
    def columns(self) -> list[Column]:
        """Show the roles too."""
        return [*super().columns, Column("roles", label=_("Roles"), accessor=role_names)]

    def get_base_queryset(self) -> QuerySet:
        """Fetch the roles of all in one query."""
        return super().get_base_queryset().prefetch_related("groups")


class DeskUserViewSet(UserViewSet):
    """Wagtail's own screens for users, with the reach of each."""

    index_view_class = DeskUserIndexView
    filterset_class = DeskUserFilterSet

    add_view_class = DeskUserCreateView
    edit_view_class = DeskUserEditView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the form that holds the reach too."""
        return DeskUserEditForm if for_update else DeskUserCreationForm

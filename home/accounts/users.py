"""The editor of the desk's users, with a tab for what their work is limited to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from home.models import DeskReach

# The forms that the mixin is mixed into have what it uses; there is nothing to inherit.
_Form: Any = object

ACCOUNT = ("username", "email", "first_name", "last_name", "password1", "password2", "is_active")


def lrg_choices() -> list[tuple[int, str]]:
    """Return the LRGs by name."""
    from actions.models import CityPage

    rows = CityPage.objects.filter(is_source=True).order_by("title")
    return list(rows.values_list("pk", "title"))


class ReachFormMixin(_Form):
    """Adds the languages and the LRGs that somebody's work is limited to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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


class DeskUserViewSet(UserViewSet):
    """Wagtail's own screens for users, with the reach of each."""

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the form that holds the reach too."""
        return DeskUserEditForm if for_update else DeskUserCreationForm

"""The roles that come with the site, by their names in the reader's language.

Roles are groups, and the name of a group is data: permissions and tests go by the English one. What
an administrator has named keeps its name.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.users.views.groups import GroupViewSet, IndexView

NAMES: dict[str, Any] = {
    "Writers": _("Writers"),
    "Translators": _("Translators"),
    "Reviewers": _("Reviewers"),
    "Publishers": _("Publishers"),
    "Focal points": _("Focal points"),
    "Administrators": _("Administrators"),
}


def role_name(group: Group) -> str:
    """Return the name of a role in the reader's language."""
    return str(NAMES.get(group.name, group.name))


class RoleField(forms.ModelChoiceField):
    """One role."""

    def label_from_instance(self, group: Group) -> str:
        """Return its name in the reader's language."""
        return role_name(group)


class RolesField(RoleField, forms.ModelMultipleChoiceField):
    """Several roles."""


class DeskGroupIndexView(IndexView):
    """The roles."""

    columns = [
        TitleColumn(
            "name",
            label=_("Name"),
            accessor=role_name,
            sort_key="name",
            url_name="wagtailusers_groups:edit",
        ),
    ]


class DeskGroupViewSet(GroupViewSet):
    """Wagtail's own screens for groups; those that come with the site are named as everywhere."""

    index_view_class = DeskGroupIndexView

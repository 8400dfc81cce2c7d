"""Who may translate into a language, and who publishes what is translated."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from home.translating.languages import PERMISSION


def works_in(language: str) -> Q:
    """Return which users' work is not limited to other languages."""
    return (
        Q(is_superuser=True)
        | Q(desk_reach__isnull=True)
        | Q(desk_reach__languages=[])
        | Q(desk_reach__languages__contains=[language])
    )


def holding(permission: str) -> Q:
    """Return which users are in a group with a permission, or have it themselves."""
    label, codename = permission.split(".")
    groups = Q(
        groups__permissions__content_type__app_label=label,
        groups__permissions__codename=codename,
    )
    own = Q(user_permissions__content_type__app_label=label, user_permissions__codename=codename)
    return groups | own


def translators_into(language: str) -> QuerySet:
    """Return who may be asked to translate into a language, by name."""
    users = get_user_model()._default_manager.filter(is_active=True)
    allowed = users.filter(Q(is_superuser=True) | holding(PERMISSION))
    return allowed.filter(works_in(language)).distinct().order_by("first_name", "username")


def specialists_in(language: str) -> QuerySet:
    """Return the translators whose work is limited to some languages, this one among them."""
    return translators_into(language).filter(
        is_superuser=False, desk_reach__languages__contains=[language]
    )


def publishers_of(language: str) -> QuerySet:
    """Return who publishes pages in a language, other than by being able to do everything."""
    users = get_user_model()._default_manager.filter(is_active=True, is_superuser=False)
    allowed = users.filter(
        groups__page_permissions__permission__codename="publish_page",
    )
    return allowed.filter(works_in(language)).distinct()

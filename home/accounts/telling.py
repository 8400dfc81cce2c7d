"""Whoever has an account hears of it when what they sign in with changes, whoever has done it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.utils import get_user_display_name

from home.accounts.languages import language_of_desk
from home.mails import compose
from home.models import Event
from home.outbox import write

PASSWORD = _("Your password.")
ADDRESS = _("Your mail address. From now on messages go to another one.")
SECOND_FACTOR_SET_UP = _("Your second factor: an authenticator app has been set up.")
SECOND_FACTOR_TURNED_OFF = _("Your second factor has been turned off: the password alone opens it.")


def tell(user: Any, what: Promise, *, to: str = "") -> None:
    """Write to somebody, at another address than that of now if one is given."""
    recipient = to or user.email
    if not recipient:
        return
    language = language_of_desk(user)
    with override(language):
        note = str(what)
    mail = compose(
        Event.ACCESS_CHANGED,
        language,
        name=get_user_display_name(user),
        note=note,
        link=f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_password_reset')}",
    )
    write(mail, recipient=recipient, language=language)


def _tell_of_changes(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Tell of a new password or address; whoever is new or never had an address hears nothing."""
    if raw or instance._state.adding:
        return
    before = get_user_model().objects.filter(pk=instance.pk).values_list("email", flat=True).first()
    address = before or ""
    # What it was set to, until it is saved; not if the same one was only hashed anew.
    if instance._password is not None:
        tell(instance, PASSWORD, to=address)
    if address and address.lower() != instance.email.lower():
        tell(instance, ADDRESS, to=address)


def connect_signals() -> None:
    """Look at every account that is saved."""
    pre_save.connect(_tell_of_changes, sender=get_user_model(), dispatch_uid="telling")

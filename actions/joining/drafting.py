"""From a sign-up to drafts: one press of a button, nothing published, nothing doubled."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from actions.models import CityPage
from home.joining.reviewing import change_status, seen_as
from home.models import Contact, SignUp

from .action_drafts import ActionWriter
from .city_draft import locale_of, write_city
from .writing import Drafts, DraftsRefusedError, Ledger


@transaction.atomic
def make_drafts(sign_up: SignUp, user: Any) -> Drafts:
    """Make or update the page of the LRG, its commitments and its actions, as drafts.

    What an editor has changed since is left as it is. A new sign-up is in review from now on.
    """
    row = SignUp.objects.select_for_update().get(pk=sign_up.pk)
    refuse_what_may_not_be_published(row)
    if row.status == SignUp.Status.NEW:
        # While it is new its sender can still replace it.
        change_status(row, SignUp.Status.IN_REVIEW, seen=seen_as(row), user=user)
        row.refresh_from_db()
    drafts = Drafts()
    ledger = Ledger(row, user)
    city = write_city(row, ledger, drafts)
    ActionWriter(row, city, locale_of(row), ledger, drafts).write()
    keep_contacts(row, city)
    if drafts.count:
        data = {"count": drafts.count}
        log(instance=row, action="home.sign_up.drafts", user=user, data=data)
    return drafts


def refuse_what_may_not_be_published(sign_up: SignUp) -> None:
    """Stop where the sender or the team has said no, or may yet turn out to be nobody."""
    if not sign_up.consent_publication:
        raise DraftsRefusedError(
            _(
                "No drafts: the sender has not agreed to publication. Ask for the consent first, "
                "for example with a question."
            )
        )
    if sign_up.is_held:
        raise DraftsRefusedError(
            _("No drafts: the sign-up still waits for the confirmation of its address.")
        )
    if sign_up.status == SignUp.Status.DECLINED:
        raise DraftsRefusedError(_("No drafts: the sign-up is declined."))


def keep_contacts(sign_up: SignUp, city: CityPage) -> None:
    """Make the people of the sign-up contact persons of the LRG."""
    if sign_up.contact_erased_at:
        return
    people = [
        (sign_up.contact_name, sign_up.contact_role, sign_up.contact_email),
        (sign_up.second_contact_name, "", sign_up.second_contact_email),
    ]
    for name, role, email in people:
        if not email:
            continue
        known = Contact.objects.filter(city=city, email__iexact=email).first()
        if known is None:
            Contact.objects.create(
                city=city,
                sign_up=sign_up,
                name=name or email,
                role=role,
                email=email,
                language=sign_up.writing_language,
            )

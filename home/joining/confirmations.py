"""Confirming an e-mail address by a signed link."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from home import outbox
from home.joining.answering import keep_private
from home.joining.limits import may_be_written_to
from home.mails import compose
from home.models import Event, SignUp

if TYPE_CHECKING:
    from home.models import JoinPage

SALT = "home.confirmations"
VALID_FOR = timedelta(days=30)


def token_of(sign_up: SignUp) -> str:
    """Return what the link carries: it can be neither guessed nor used for another address."""
    return signing.dumps({"pk": sign_up.pk, "email": sign_up.contact_email}, salt=SALT)


def write_confirmation(sign_up: SignUp, address: str) -> None:
    """Tell the sender that the form has arrived, with the link that confirms the address."""
    if not may_be_written_to(sign_up.contact_email):
        return
    language = sign_up.writing_language
    mail = compose(
        Event.HELD if sign_up.is_held else Event.RECEIVED,
        language,
        lrg=sign_up.lrg_name,
        name=sign_up.contact_name,
        link=f"{address}?key={token_of(sign_up)}",
    )
    outbox.write(mail, recipient=sign_up.contact_email, language=language, sign_up=sign_up)


def confirm_response(page: JoinPage, request: HttpRequest, token: str) -> HttpResponse:
    """Ask for one press of a button, then confirm.

    Mail programs open links to look for danger; none of them presses a button.
    """
    sign_up, is_expired = _read(token)
    context = {"sign_up": sign_up, "is_expired": is_expired}
    if sign_up and not is_expired and request.method == "POST":
        SignUp.objects.filter(pk=sign_up.pk, email_confirmed_at=None).update(
            email_confirmed_at=timezone.now(), is_held=False
        )
        sign_up.refresh_from_db()
    response = page.render(request, context_overrides=context, template="home/join_confirm.html")
    response.status_code = 200 if sign_up and not is_expired else 410
    return keep_private(response)


def _read(token: str) -> tuple[SignUp | None, bool]:
    """Return the sign-up of a link, and whether the link has expired."""
    try:
        said = signing.loads(token, salt=SALT)
        signing.loads(token, salt=SALT, max_age=VALID_FOR)
        is_expired = False
    except signing.SignatureExpired:
        is_expired = True
    except signing.BadSignature:
        return None, False
    found = SignUp.objects.filter(pk=said["pk"], contact_email=said["email"]).first()
    return found, is_expired

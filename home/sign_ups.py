"""Taking sign-ups: stored first, answered always, confirmed by mail afterwards."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, override
from django_tasks import task

from home.forms import SignUpForm
from home.languages import current_language
from home.links import reader_url
from home.models import SignUp

if TYPE_CHECKING:
    from home.models import JoinPage


def take_sign_up(page: JoinPage, request: HttpRequest) -> HttpResponse:
    """Show the guidance with the form; store what was sent and lead to the confirmation."""
    if request.method != "POST":
        form = SignUpForm(initial={"token": uuid.uuid4()})
        return page.render(request, context_overrides=_context(form))
    form = SignUpForm(request.POST)
    thank_you = f"{reader_url(page)}thank-you/"
    if form.is_from_a_program:
        return HttpResponseRedirect(thank_you)
    if form.is_valid():
        store(form)
        return HttpResponseRedirect(thank_you)
    response = page.render(request, context_overrides=_context(form))
    response.status_code = 422
    return response


def _context(form: SignUpForm) -> dict[str, object]:
    return {"form": form, "sections": form.sections}


def store(form: SignUpForm) -> SignUp:
    """Store a sign-up with its outgoing message; the same form sent again changes nothing."""
    values = {name: form.cleaned_data[name] for name in form.Meta.fields}
    with transaction.atomic():
        sign_up, created = SignUp.objects.get_or_create(
            token=form.cleaned_data["token"],
            defaults={**values, "language": current_language()},
        )
        if created:
            confirm_by_mail.enqueue(sign_up.pk)
    return sign_up


@task()
def confirm_by_mail(sign_up_id: int) -> None:
    """Tell the sender, in the language of the form, that it has arrived."""
    sign_up = SignUp.objects.filter(pk=sign_up_id).first()
    if sign_up is None:
        return
    with override(sign_up.language):
        send_mail(
            subject=gettext("We have received your form"),
            message=gettext(
                "Thank you for signing up to the Call to Local Action.\n\n"
                "We have stored the form of %(name)s. The editorial team will read it and write "
                "to you if there are questions. Nothing is published without your consent."
            )
            % {"name": sign_up.lrg_name},
            from_email=None,
            recipient_list=[sign_up.contact_email],
        )

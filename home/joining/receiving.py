"""Taking sign-ups: stored first, answered always, confirmed by mail afterwards."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from home.joining.confirmations import write_confirmation
from home.joining.sign_up_form import SignUpForm
from home.languages import current_language
from home.links import absolute_url, reader_url
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
        store(form, absolute_url(request, f"{reader_url(page)}confirm/"))
        return HttpResponseRedirect(thank_you)
    response = page.render(request, context_overrides=_context(form))
    response.status_code = 422
    return response


def _context(form: SignUpForm) -> dict[str, object]:
    return {"form": form, "sections": form.sections}


def store(form: SignUpForm, confirm_url: str) -> SignUp:
    """Store a sign-up with its outgoing message; the same form sent again changes nothing."""
    values = {name: form.cleaned_data[name] for name in form.Meta.fields}
    with transaction.atomic():
        sign_up, created = SignUp.objects.get_or_create(
            token=form.cleaned_data["token"],
            defaults={**values, "language": current_language()},
        )
        if created:
            write_confirmation(sign_up, confirm_url)
    return sign_up

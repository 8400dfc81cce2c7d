"""The sign-up form on the join page: shown, filled in over several presses, and received."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from home.joining import drafts, uploads
from home.joining.answering import keep_private
from home.joining.consents import digest_of
from home.joining.entry import FILES, PARTS, Entry, count_of
from home.joining.storing import store
from home.joining.suspicion import TRAP, Token, is_proven, is_suspicious, new_challenge
from home.links import absolute_url, reader_url
from home.page_cache import holes
from home.unavailable import AWAY

if TYPE_CHECKING:
    from home.models import JoinPage

# Seconds between attempts: a database that is started anew is back after two or three.
PAUSES = (0.5, 2.0)


class Submission:
    """One press of a button of the form."""

    def __init__(self, page: JoinPage, request: HttpRequest) -> None:
        self.page = page
        self.request = request
        self.token = Token.read(request.POST.get("token", ""))
        self.answers: QueryDict = request.POST.copy()
        self.file_errors: dict[str, str] = {}

    def answer(self) -> HttpResponse:
        """Do what the button says. Whatever that is, nothing that was typed or chosen is lost."""
        self._keep_files()
        button = self.answers.get("do", "send")
        if button == "save":
            return self._save()
        if button.startswith("add-") and button.removeprefix("add-") in PARTS:
            return self._add(button.removeprefix("add-"))
        return self._send(is_held=button == "hold")

    def _keep_files(self) -> None:
        for name in FILES:
            if name not in self.answers:
                continue
            # Browsers send an empty text in the place of a file that was not chosen.
            keys = [key for key in self.answers.getlist(name) if key]
            removed = self.answers.get(f"{name}-remove")
            self.answers[name] = keys[-1] if keys and not removed else ""
        kept, self.file_errors = uploads.keep(self.request.FILES, FILES, self.token.value)
        for name, key in kept.items():
            self.answers[name] = key

    def _add(self, name: str) -> HttpResponse:
        """Show the form with room for one more part."""
        count = count_of(name, PARTS[name].max_num, self.answers)
        self.answers[f"{name}-TOTAL_FORMS"] = str(count + 1)
        entry = Entry(self.page, typed=self.answers, token=self.token.value)
        return show(self.page, self.request, entry, self.token)

    def _save(self) -> HttpResponse:
        """Keep the answers to come back to; only an address to write to is needed."""
        email = self.answers.get("contact_email", "").strip()
        notice = ""
        try:
            validate_email(email)
        except ValidationError:
            notice = _("To save the form, give your e-mail address: the way back is sent to it.")
        if drafts.is_too_long(self.answers):
            notice = _("The texts are too long to be saved. Please shorten them.")
        if notice:
            entry = Entry(self.page, typed=self.answers, token=self.token.value)
            return show(self.page, self.request, entry, self.token, notice=notice, status=422)
        drafts.save(self.token, self.answers, email, self._url("continue/"))
        return HttpResponseRedirect(f"{reader_url(self.page)}saved/")

    def _send(self, *, is_held: bool) -> HttpResponse:
        """Store a form in which nothing is wrong; show the others again with what is."""
        entry = Entry(self.page, answers=self.answers, token=self.token.value)
        entry.file_errors = self.file_errors
        valid = entry.is_valid()
        if not constant_time_compare(self.answers.get("wording", ""), digest_of(self.page)):
            valid = False
            entry.ask_again_for_consent()
        if not valid:
            return show(self.page, self.request, entry, self.token, status=422)
        proven = is_proven(self.answers.get("proof", ""), self.token)
        if not proven and not is_held and is_suspicious(self.request, self.token):
            self.answers[TRAP] = ""
            return show(
                self.page,
                self.request,
                Entry(self.page, typed=self.answers, token=self.token.value),
                self.token,
                challenge=new_challenge(self.token),
                status=422,
            )
        store(
            entry,
            self.token.value,
            browser=self._browser(),
            is_held=is_held and not proven,
            confirm_url=self._url("confirm/"),
        )
        done = "confirm-address/" if is_held else "thank-you/"
        return HttpResponseRedirect(f"{reader_url(self.page)}{done}")

    def _browser(self) -> str:
        """Return what two forms from the same browser have in common."""
        secret = self.request.META.get("CSRF_COOKIE")
        return salted_hmac("home.joining.browser", secret).hexdigest() if secret else ""

    def _url(self, path: str) -> str:
        return absolute_url(self.request, f"{reader_url(self.page)}{path}")


def take_sign_up(page: JoinPage, request: HttpRequest) -> HttpResponse:
    """Show the guidance with the form; take what comes back, all of it or nothing."""
    if request.method != "POST":
        token = Token.new()
        response = show(page, request, Entry(page), token)
        holes.leave(response, sign_up_token=token.signed)
        return response
    return _persist(lambda: Submission(page, request).answer(), request)


def _persist(answer: Callable[[], HttpResponse], request: HttpRequest) -> HttpResponse:
    """Try again where the database went away: a form that is sent twice is stored once."""
    for pause in PAUSES:
        try:
            with transaction.atomic():
                return answer()
        except AWAY:
            if connection.in_atomic_block:
                raise
            connection.close()
            for _name, files in request.FILES.lists():
                for file in files:
                    file.seek(0)
            time.sleep(pause)
    with transaction.atomic():
        return answer()


def continue_response(page: JoinPage, request: HttpRequest, key: str) -> HttpResponse:
    """Show a form that was saved, or say that the link leads nowhere any more."""
    draft = drafts.find(key)
    if draft is None:
        response = page.render(
            request,
            template="home/join_draft_gone.html",
            context_overrides={"form_url": f"{reader_url(page)}#sign-up"},
        )
        response.status_code = 410
    else:
        entry = Entry(page, typed=drafts.answers_of(draft), token=draft.token)
        response = show(page, request, entry, Token.new(draft.token))
    return keep_private(response)


def show(
    page: JoinPage,
    request: HttpRequest,
    entry: Entry,
    token: Token,
    *,
    challenge: dict[str, Any] | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the page with the form."""
    context = {
        "entry": entry,
        "token": token.signed,
        "wording": digest_of(page),
        "trap": TRAP,
        "form_url": f"{reader_url(page)}#sign-up",
        "add_url": reader_url(page),
        "challenge": json.dumps(challenge) if challenge else "",
        "notice": notice,
    }
    response = page.render(request, context_overrides=context)
    response.status_code = status
    return response

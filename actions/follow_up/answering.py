"""The public page behind a signed link: news of one LRG, kept for the desk, published by nobody."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from actions.follow_up.form import ProgressForm
from actions.follow_up.last_time import said_last_time
from actions.follow_up.links import Closed, find
from actions.models import ProgressRequest
from home import outbox
from home.languages import current_language, localized_date
from home.links import in_language
from home.mails import compose
from home.models import Event
from home.sources import attach_words


@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """Show the form of a link; take what was sent with it."""
    key = request.GET.get("key", "")
    if request.method == "POST":
        with transaction.atomic():
            response = _take(request, key)
    else:
        asked, why = find(key)
        response = _closed(request, why) if why or not asked else _form(request, asked)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Nothing goes to other sites. Without any, browsers would send no origin with the form either.
    response["Referrer-Policy"] = "same-origin"
    return response


def _take(request: HttpRequest, key: str) -> HttpResponse:
    asked, why = find(key, to_answer=True)
    if why or not asked:
        return _closed(request, why)
    if "nothing" in request.POST:
        _keep(asked, [], "", current_language())
        return HttpResponseRedirect(request.get_full_path())
    form = ProgressForm(said_last_time(asked.city, current_language()), asked, request.POST)
    if not form.is_valid():
        return _form(request, asked, form, status=422)
    values = form.cleaned_data
    _keep(asked, form.answers, values["remarks"], values["language"])
    return HttpResponseRedirect(request.get_full_path())


def _keep(
    asked: ProgressRequest, answers: list[dict[str, str]], remarks: str, language: str
) -> None:
    """Store an answer with the mail that confirms it; the same one once more changes nothing."""
    if asked.answered_at and _content(asked.answers, asked.remarks, asked.answer_language) == (
        _content(answers, remarks, language)
    ):
        return
    asked.answers, asked.remarks, asked.answer_language = answers, remarks, language
    asked.answered_at = timezone.now()
    asked.save()
    contact = asked.contact
    if contact:
        mail = compose(
            Event.PROGRESS_RECEIVED,
            asked.language,
            lrg=name_of(asked, asked.language),
            name=contact.name,
        )
        outbox.write(
            mail, recipient=contact.email, language=asked.language, sign_up=contact.sign_up
        )


def _content(answers: list[dict[str, str]], remarks: str, language: str) -> tuple[Any, ...]:
    """Return what makes an answer another one: not the titles, which depend on the reader."""
    return [{**answer, "title": ""} for answer in answers], remarks, language


def name_of(asked: ProgressRequest, language: str) -> str:
    """Return the name of the LRG in a language, or else in its own."""
    with override(language):
        return str(attach_words([asked.city], language)[0].words.title)


def _form(
    request: HttpRequest,
    asked: ProgressRequest,
    form: ProgressForm | None = None,
    status: int = 200,
) -> HttpResponse:
    language = current_language()
    if form is None:
        form = ProgressForm(said_last_time(asked.city, language), asked)
    context: dict[str, Any] = {
        "asked": asked,
        "name": name_of(asked, language),
        "form": form,
        "answered_on": localized_date(asked.answered_at.date()) if asked.answered_at else "",
        "valid_until": localized_date(asked.valid_until.date()),
    }
    _offer_languages(request)
    return render(request, "actions/progress_form.html", context, status=status)


def _closed(request: HttpRequest, why: Closed | None) -> HttpResponse:
    """Say why there is no form, and nothing else."""
    reason = (why or Closed.INVALID).value
    _offer_languages(request)
    return render(request, "actions/progress_closed.html", {"reason": reason}, status=410)


def _offer_languages(request: HttpRequest) -> None:
    """Let the switcher keep the key, also beside an answer to what was sent."""
    path = request.get_full_path()
    request.language_urls = {  # type: ignore[attr-defined]
        code: in_language(path, code) for code, _name in settings.LANGUAGES
    }

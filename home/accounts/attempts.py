"""How often a stranger may try: passwords (counted by django-axes), and asking for a new one.

Nothing of it is written down: the cache holds digests, and forgets them by itself.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, override
from django_tasks import TaskContext, task
from wagtail.admin.views.account import PasswordResetView, get_password_reset_form

from home.networks import network_of

SALT = "home.accounts.attempts"
MOST_RESETS = 5
RESETS_WITHIN = 60 * 60


def anonymous(*_args: Any) -> str:
    """Return what the log calls somebody who has typed a wrong password."""
    return "somebody"


def locked_out(
    request: HttpRequest, _response: HttpResponse | None, _credentials: dict[str, Any] | None
) -> HttpResponse:
    """Answer somebody who has typed too many wrong passwords."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return _refuse(request, minutes)


class LimitedPasswordResetView(PasswordResetView):
    """Wagtail's form for a forgotten password, for so many mails an hour and no more.

    The worker finds out whether somebody has the address, so that the time which an answer takes
    doesn't tell.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count for the network and for the address that is written to."""
        email = request.POST.get("email", "").strip().lower()
        # Both are counted, whichever is full.
        counts = [_count(f"network:{network_of(request)}"), _count(f"email:{email}")]
        if max(counts) > MOST_RESETS:
            return _refuse(request, RESETS_WITHIN // 60)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Have the mail sent to whoever has the address, if anybody does."""
        send_link.enqueue(form.cleaned_data["email"], get_language() or settings.LANGUAGE_CODE)
        return HttpResponseRedirect(str(self.success_url))


@task(takes_context=True)
def send_link(context: TaskContext, email: str, language: str) -> None:
    """Send the link by which a forgotten password is set anew; it is made only now.

    A worker that was killed in the middle sends again under the same id: a mail server, or the
    reader's own program, can tell that it is the same message.
    """
    form = _form(f"reset-{context.task_result.id}")({"email": email})
    if not form.is_valid():
        return
    with override(language):
        form.save(
            domain_override=urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc,
            subject_template_name=PasswordResetView.subject_template_name,
            email_template_name=PasswordResetView.email_template_name,
        )


def _form(name: str) -> Any:
    """Return the form that sends the link, in messages whose ids are made of a name."""

    class Form(get_password_reset_form()):  # type: ignore[misc]
        def send_mail(
            self,
            subject_template_name: str,
            email_template_name: str,
            context: dict[str, Any],
            from_email: str | None,
            to_email: str,
            html_email_template_name: str | None = None,
        ) -> None:
            subject = render_to_string(subject_template_name, context)
            EmailMessage(
                " ".join(subject.split()),
                render_to_string(email_template_name, context),
                from_email,
                [to_email],
                headers={"Message-ID": f"<{name}-{context['user'].pk}@call-to-local-action>"},
            ).send()

    return Form


def _refuse(request: HttpRequest, minutes: int) -> HttpResponse:
    response = render(request, "wagtailadmin/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


def _count(what: str) -> int:
    key = f"attempts:{salted_hmac(SALT, what).hexdigest()}"
    cache.add(key, 0, RESETS_WITHIN)
    try:
        return cache.incr(key)
    except ValueError:
        # It has expired in between.
        return 1

"""What is done with the records that were chosen from the list: send them, assign them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name

from home.admin.translations.base import TranslationsMixin, own_languages
from home.admin.translations.forms import AssignForm, SendForm
from home.models import TranslationSending, TranslationState
from home.translating.assigning import assign, take_back
from home.translating.choosing import MOST_RECORDS, chosen_states
from home.translating.sending import begin


class SelectionView(TranslationsMixin, TemplateView):
    """Asks for what is needed, then does it; the choice comes along in the form."""

    http_method_names = ["post"]
    confirmed = "confirmed"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the form, or do what it says."""
        self.names = list(dict.fromkeys(request.POST.getlist("record")))
        self.language = request.POST.get("language", "")
        codes = dict(own_languages(request.user))
        if self.language not in codes:
            raise PermissionDenied
        self.states = chosen_states(self.names, self.language)
        problem = self._problem()
        if problem:
            messages.error(request, problem)
            return HttpResponseRedirect(self.next_url())
        form = self.get_form(request.POST if self.confirmed in request.POST else None)
        if form.is_bound and form.is_valid():
            return self.do(form)
        return self.render_to_response(self.get_context_data(form=form))

    def _problem(self) -> str:
        if not self.states:
            return _("Choose at least one record.")
        if len(self.names) > MOST_RECORDS:
            message = _("Choose fewer records: %(most)d at most at once.")
            return message % {"most": MOST_RECORDS}
        return ""

    def next_url(self) -> str:
        """Return to the list that the choice was made from."""
        url = self.request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(url, {self.request.get_host()}):
            return url
        return f"{reverse('translations_list')}?language={self.language}"

    def get_form(self, data: Any) -> Any:
        """Return the form of what is done."""
        raise NotImplementedError

    def do(self, form: Any) -> HttpResponse:
        """Do it."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the choice."""
        return super().get_context_data(
            states=self.states,
            language=self.language,
            language_name=dict(settings.LANGUAGES)[self.language],
            next_url=self.next_url(),
            confirmed=self.confirmed,
            action_url=self.request.path,
            **kwargs,
        )


class Assign(SelectionView):
    """Who translates it, until when."""

    template_name = "wagtailadmin/translations/assign.html"
    page_title = gettext_lazy("Assign translations")
    header_icon = "user"

    def get_form(self, data: Any) -> AssignForm:
        """Offer whoever may translate into the language."""
        return AssignForm(data, language=self.language)

    def do(self, form: Any) -> HttpResponse:
        """Ask the person, or nobody any more."""
        assignee = form.cleaned_data["assignee"]
        count = len(self.states)
        if assignee is None:
            take_back(self.states)
            text = ngettext(
                "%(count)d translation is assigned to nobody now.",
                "%(count)d translations are assigned to nobody now.",
                count,
            )
        else:
            assign(
                self.states,
                assignee,
                by=self.request.user,
                due=form.cleaned_data["due"],
                note=form.cleaned_data["note"],
            )
            text = ngettext(
                "%(count)d translation is assigned to %(name)s.",
                "%(count)d translations are assigned to %(name)s.",
                count,
            )
        name = get_user_display_name(assignee)
        messages.success(self.request, text % {"count": count, "name": name})
        return HttpResponseRedirect(self.next_url())


class Send(SelectionView):
    """Into which languages."""

    template_name = "wagtailadmin/translations/send.html"
    page_title = gettext_lazy("Send for translation")
    header_icon = "wagtail-localize-language"

    def get_form(self, data: Any) -> SendForm:
        """Begin with the languages that were asked for, or with the language of the list."""
        languages = own_languages(self.request.user)
        wanted = self.request.POST.getlist("languages") or [self.language]
        return SendForm(data, languages=languages, initial={"languages": wanted})

    def do(self, form: Any) -> HttpResponse:
        """Leave it to the worker, and show how far it is."""
        user: Any = self.request.user
        sending = TranslationSending.objects.create(
            user=user,
            languages=form.cleaned_data["languages"],
            records=sorted(state.record for state in self.states),
        )
        begin(sending)
        return redirect("translations_sending", sending.pk)


class Sending(TranslationsMixin, TemplateView):
    """How far the worker is; the page looks again by itself until it is through."""

    template_name = "wagtailadmin/translations/sending.html"
    page_title = gettext_lazy("Send for translation")
    seconds = 3

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, and ask the browser to come back while there is something to wait for."""
        sending = get_object_or_404(TranslationSending, pk=kwargs["pk"], user=request.user)
        names = dict(settings.LANGUAGES)
        response = self.render_to_response(
            self.get_context_data(
                sending=sending,
                languages=[names.get(code, code) for code in sending.languages],
                first_language=sending.languages[0],
            )
        )
        if sending.finished_at is None:
            response["Refresh"] = str(self.seconds)
        return response


def state_or_404(pk: int, user: Any) -> TranslationState:
    """Return a state in one of somebody's languages."""
    codes = [code for code, _name in own_languages(user)]
    return get_object_or_404(TranslationState, pk=pk, language__in=codes)

"""Texts that a machine has translated: asking for them, reading and confirming them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.views.edit_translation import machine_translate
from wagtail_localize.views.update_translations import UpdateTranslationsView

from home.translating.exchange.texts import texts_of
from home.translating.languages import may_translate
from home.translating.machine import MachineTranslationError
from home.translating.texts import missing_texts, unconfirmed_texts


@require_POST
def translate_by_machine(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Have a machine translate what is missing; say what went wrong and what is left."""
    try:
        response: HttpResponse = machine_translate(request, translation_id)
    except MachineTranslationError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(
            get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")
        )
    translation = get_object_or_404(Translation, pk=translation_id)
    missing = missing_texts(translation).count()
    if missing:
        text = ngettext(
            "%(count)d text came back damaged and is left to you.",
            "%(count)d texts came back damaged and are left to you.",
            missing,
        )
        messages.warning(request, text % {"count": missing})
    return response


class UpdateTranslations(UpdateTranslationsView):
    """wagtail-localize's page, which may ask a machine, too."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Change nothing if the machine fails, and say why."""
        try:
            response: HttpResponse = super().form_valid(form)
        except MachineTranslationError as error:
            messages.error(self.request, str(error))
            response = redirect(self.request.path)
        return response


class MachineMadeTexts(WagtailAdminTemplateMixin, TemplateView):
    """The machine's texts of one translation beside their sources, to be confirmed by a human."""

    template_name = "wagtailadmin/translations/machine_made.html"
    page_title = gettext_lazy("Texts translated by a machine")
    header_icon = "cogs"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit whoever may change this translation."""
        self.translation = get_object_or_404(Translation, pk=kwargs["translation_id"])
        if not may_translate(request.user, self.translation):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the editor."""
        editor = self.translation.get_target_instance_edit_url()
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translation_overview"), "label": _("Translations")},
            {"url": editor, "label": self.translation.source.object_repr},
            {"url": self.request.path, "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the texts that nobody has confirmed."""
        return super().get_context_data(
            texts=[text for text in texts_of(self.translation) if text.by_machine],
            editor_url=self.translation.get_target_instance_edit_url(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let a human stand by the texts that were ticked, as they were shown."""
        confirmed = 0
        for row in unconfirmed_texts(self.translation):
            if request.POST.get(f"text-{row.pk}") == row.data:
                row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
                row.tool_name = ""
                row.last_translated_by = request.user
                row.save()
                confirmed += 1
        text = ngettext("%(count)d text is confirmed.", "%(count)d texts are confirmed.", confirmed)
        messages.success(request, text % {"count": confirmed})
        if unconfirmed_texts(self.translation).exists():
            return redirect(request.path)
        return redirect(self.translation.get_target_instance_edit_url())


urlpatterns: list[URLPattern] = [
    path(
        "translations/<int:translation_id>/machine/",
        MachineMadeTexts.as_view(),
        name="machine_made_texts",
    ),
    # In the place of wagtail-localize's own, which end in an error when the machine does.
    path("localize/translate/<int:translation_id>/machine_translate/", translate_by_machine),
    path("localize/update/<int:translation_source_id>/", UpdateTranslations.as_view()),
]

"""The desk's way from records to a translator's files and back: export, upload, look, confirm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale
from wagtail_localize.models import Translation

from home.attachments import attachment
from home.models import TranslationImport
from home.translating.exchange import po_file, xliff_file
from home.translating.exchange.choosing import MOST_RECORDS, choose
from home.translating.exchange.incoming import LARGEST_FILE, FileRefusedError
from home.translating.exchange.notes import note_maker
from home.translating.exchange.planning import QUIET, Plan, Planner
from home.translating.exchange.reading import read
from home.translating.exchange.texts import texts_of
from home.translating.exchange.writing import write
from home.translating.languages import PERMISSION, may_translate

FORMATS: dict[str, Any] = {"po": po_file, "xliff": xliff_file}
EXTENSIONS = {"po": "po", "xliff": "xlf"}
ROWS_SHOWN = 500
RECORDS_LINKED = 5


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Answer with the texts of the chosen records; submit those that are not in translation yet."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    code, format_ = request.POST.get("language", ""), request.POST.get("format", "")
    locale = Locale.objects.filter(language_code=code).first()
    names = request.POST.getlist("record")
    problem = _problem_of(locale, format_, names)
    if problem or locale is None:
        messages.error(request, problem)
        return redirect("translation_overview")
    chosen = choose(names, locale, request.user)
    for problem in chosen.problems:
        messages.warning(request, problem)
    if not chosen.translations:
        return redirect("translation_overview")
    return _file(request, chosen.translations, code, format_)


def _problem_of(locale: Locale | None, format_: str, names: list[str]) -> str:
    """Say what an order lacks."""
    if locale is None:
        return _("Choose a language.")
    if format_ not in FORMATS:
        return _("Choose PO or XLIFF.")
    if not names:
        return _("Choose at least one record.")
    if len(names) > MOST_RECORDS:
        message = _("Choose fewer records: %(most)d at most in one file.")
        return message % {"most": MOST_RECORDS}
    return ""


def _file(
    request: HttpRequest, translations: list[Translation], language: str, format_: str
) -> HttpResponse:
    """Return the file of some translations into one language."""
    pairs = []
    for translation in translations:
        note = note_maker(translation, request)
        pairs += [(text, note(text)) for text in texts_of(translation)]
    names = {translation.source.object_repr for translation in translations}
    base = slugify(names.pop()) if len(names) == 1 else ""
    file_name = f"{base or 'translations'}-{language}.{EXTENSIONS[format_]}"
    module = FORMATS[format_]
    return attachment(module.write(pairs, language), file_name, module.CONTENT_TYPE)


def download(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Answer with the PO file of one translation, from its editor."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if not may_translate(request.user, translation):
        raise PermissionDenied
    return _file(request, [translation], translation.target_locale.language_code, "po")


class UploadForm(forms.Form):
    """One file, read before it is kept."""

    file = forms.FileField(label=gettext_lazy("PO or XLIFF file"), allow_empty_file=True)

    def __init__(self, *args: Any, user: Any, only: Translation | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.user, self.only = user, only

    def clean_file(self) -> Any:
        """Refuse what can't be read or isn't meant for this, with every reason."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is too large: 5 MB at most."))
        self.content = file.read()
        try:
            Planner(read(self.content), self.user, self.only).plan()
        except FileRefusedError as error:
            raise forms.ValidationError(error.problems) from error
        return file

    def keep(self) -> TranslationImport:
        """Keep the file for the one who sent it."""
        name = self.cleaned_data["file"].name
        return TranslationImport.keep(self.user, name, self.content, translation=self.only)


class ImportMixin(WagtailAdminTemplateMixin):
    """What the pages of the import share."""

    page_title = gettext_lazy("Import translations")
    header_icon = "upload"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit whoever may translate."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the translations."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translation_overview"), "label": _("Translations")},
            {"url": reverse("translations_import"), "label": self.page_title},
        ]


class Upload(ImportMixin, FormView):
    """Take a file, or say what is wrong with it."""

    template_name = "wagtailadmin/importing/translations_upload.html"
    form_class = UploadForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Judge the file for this user, and for the editor that it was sent from."""
        return {**super().get_form_kwargs(), "user": self.request.user, "only": self._only()}

    def _only(self) -> Translation | None:
        if "translation_id" not in self.kwargs:
            return None
        translation = get_object_or_404(Translation, pk=self.kwargs["translation_id"])
        if not may_translate(self.request.user, translation):
            raise PermissionDenied
        return translation

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on to what the file would do."""
        return redirect("translations_import_review", form.keep().pk)


class Review(ImportMixin, TemplateView):
    """Show what a file would do, and do it once it is confirmed."""

    template_name = "wagtailadmin/importing/translations_review.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Judge the file against what the site holds now."""
        kept = self._kept()
        try:
            plan = None if kept.written_at else plan_of(kept)
        except FileRefusedError as error:
            return self._refuse(error)
        return self.render_to_response(self.get_context_data(kept=kept, plan=plan))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows that there is something to say about."""
        plan: Plan | None = kwargs["plan"]
        shown = [row for row in plan.rows if row.outcome not in QUIET] if plan else []
        shown.sort(key=lambda row: (row.outcome != "refused", row.outcome != "skipped"))
        return super().get_context_data(
            rows=shown[:ROWS_SHOWN],
            rows_not_shown=max(len(shown) - ROWS_SHOWN, 0),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write the plan that was shown; show it anew if the site has changed meanwhile."""
        with transaction.atomic():
            TranslationImport.objects.lock()
            kept = self._kept()
            if kept.written_at:
                messages.warning(request, _("This file was imported already."))
                return redirect("translations_import")
            try:
                plan = plan_of(kept)
            except FileRefusedError as error:
                return self._refuse(error)
            if request.POST.get("plan") != plan.digest or not plan.written:
                messages.warning(
                    request, _("The translations have changed since. Look at the texts once more.")
                )
                return self.render_to_response(self.get_context_data(kept=kept, plan=plan))
            translations = write(plan, request.user)
            kept.mark_written()
        self._tell(len(plan.written), translations)
        return redirect("translation_overview")

    def _tell(self, count: int, translations: list[Translation]) -> None:
        """Say what was done, and link the editors in which it is read and published."""
        text = ngettext(
            "%(count)d text was imported. Read the translation, then publish it.",
            "%(count)d texts were imported. Read the translations, then publish them.",
            count,
        )
        buttons = [
            messages.button(
                translation.get_target_instance_edit_url(), translation.source.object_repr
            )
            for translation in translations[:RECORDS_LINKED]
        ]
        messages.success(self.request, text % {"count": count}, buttons=buttons)

    def _refuse(self, error: FileRefusedError) -> HttpResponse:
        for problem in error.problems:
            messages.error(self.request, problem)
        return redirect("translations_import")

    def _kept(self) -> TranslationImport:
        files = TranslationImport.objects.kept_for(self.request.user)
        return get_object_or_404(files.select_related("translation"), pk=self.kwargs["pk"])


def plan_of(kept: TranslationImport) -> Plan:
    """Return what a kept file would do now."""
    return Planner(read(bytes(kept.content)), kept.user, kept.translation).plan()


urlpatterns: list[URLPattern] = [
    path("translations/export/", export, name="translations_export"),
    path("translations/import/", Upload.as_view(), name="translations_import"),
    path("translations/import/<int:pk>/", Review.as_view(), name="translations_import_review"),
    # In the place of wagtail-localize's own, which check less.
    path("localize/translate/<int:translation_id>/pofile/download/", download),
    path("localize/translate/<int:translation_id>/pofile/upload/", Upload.as_view()),
]

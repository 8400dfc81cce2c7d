"""Content between installations at the desk: into a file, and out of one after a look."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.snippets.widgets import AdminSnippetChooser

from home.attachments import attachment
from home.models import ContentImport
from home.transfer.choosing import choose
from home.transfer.loading import Import, Outcome, Result
from home.transfer.package import MEGABYTE, PackageRefusedError, read_package
from home.transfer.writing import Export

PERMISSION = "home.transfer_content"
LARGEST_UPLOAD = 50 * MEGABYTE
ROWS_SHOWN = 500

LABELS = {
    Outcome.NEW: gettext_lazy("New"),
    Outcome.CHANGED: gettext_lazy("Changed"),
    Outcome.SAME: gettext_lazy("The same"),
    Outcome.LEFT: gettext_lazy("Changed, but left: it has no drafts"),
    Outcome.CONFLICT: gettext_lazy("Conflict"),
}


class TransferMixin(WagtailAdminTemplateMixin):
    """What the pages share."""

    page_title = gettext_lazy("Content between installations")
    header_icon = "resubmit"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit whoever may."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the first page."""
        here = {"url": reverse("transfer"), "label": self.page_title}
        return [*self.breadcrumbs_items, here]


class ExportForm(forms.Form):
    """What is to go into the file."""

    page = forms.ModelChoiceField(
        label=gettext_lazy("Page"), queryset=Page.objects.filter(depth__gt=1), required=False
    )
    below = forms.BooleanField(label=gettext_lazy("With the pages below it"), required=False)
    action: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Action"), queryset=None, required=False
    )
    actions = forms.BooleanField(label=gettext_lazy("All actions"), required=False)
    lists = forms.BooleanField(
        label=gettext_lazy("Categories, priorities, objectives, authors and tags"), required=False
    )
    settings = forms.BooleanField(label=gettext_lazy("The site settings"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from actions.models import Action

        super().__init__(*args, **kwargs)
        self.fields["page"].widget = AdminPageChooser()
        action: Any = self.fields["action"]
        action.queryset = Action.objects.all()
        action.widget = AdminSnippetChooser(Action)

    def clean(self) -> dict[str, Any]:
        """Ask for something to be chosen."""
        data: dict[str, Any] = super().clean() or {}
        page, action = data.get("page"), data.get("action")
        self.records, _unknown = choose(
            pages=[page] if page else [],
            below=bool(data.get("below")),
            chosen_actions=[action] if action else [],
            actions=bool(data.get("actions")),
            lists=bool(data.get("lists")),
            settings=bool(data.get("settings")),
        )
        if not self.records and not self.errors:
            raise forms.ValidationError(_("Choose what is to go into the file."))
        return data


class UploadForm(forms.Form):
    """A file from another installation, read before it is accepted."""

    file = forms.FileField(
        label=gettext_lazy("File"), widget=forms.ClearableFileInput(attrs={"accept": ".zip"})
    )

    def clean_file(self) -> Any:
        """Refuse what can't be read, with the reason."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("The file is too large for the desk: use the command import_content.")
            )
        self.content = file.read()
        try:
            read_package(self.content)
        except PackageRefusedError as error:
            raise forms.ValidationError(str(error)) from error
        return file


class Transfer(TransferMixin, FormView):
    """Both ways on one page."""

    template_name = "wagtailadmin/transfer/transfer.html"
    form_class = ExportForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form for the other way."""
        return super().get_context_data(**{"upload_form": UploadForm(), **kwargs})

    def form_valid(self, form: Any) -> HttpResponse:
        """Answer with the file."""
        user: Any = self.request.user
        log(instance=user, action="home.content.export", user=user)
        name = f"content-{timezone.localdate().isoformat()}.zip"
        return attachment(Export(form.records).write(), name, "application/zip")


class Upload(TransferMixin, FormView):
    """Take a file and keep it for the one who sent it."""

    template_name = "wagtailadmin/transfer/transfer.html"
    form_class = UploadForm
    http_method_names = ["post"]

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on to what the file would do."""
        name = form.cleaned_data["file"].name
        kept = ContentImport.keep(self.request.user, name, form.content)
        return redirect("review_content", kept.pk)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong with the file."""
        context = self.get_context_data(form=ExportForm(), upload_form=form)
        return self.render_to_response(context)


class Review(TransferMixin, TemplateView):
    """Show what a file would do, and do it once it is confirmed."""

    template_name = "wagtailadmin/importing/content_review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Judge the file against what the site holds now."""
        kept = self._kept()
        publish = self.request.GET.get("publish") == "1"
        job = kwargs.pop("job", None) or _job(kept, self.request.user, publish=publish)
        problem = kwargs.pop("problem", "")
        if not job.results and not problem:
            problem = _tried(job)
        results = [] if problem else job.results
        rows = [result for result in results if result.outcome != Outcome.SAME]
        rows.sort(key=lambda result: result.outcome != Outcome.CONFLICT)
        return super().get_context_data(
            kept=kept,
            publish=publish,
            problem=problem,
            can_write=bool(rows) and job.is_possible,
            digest=_digest(job.results),
            counts=_counts(job.results),
            rows=[
                {
                    "result": result,
                    "label": LABELS[result.outcome],
                    "language": dict(settings.LANGUAGES).get(result.language, result.language),
                }
                for result in rows[:ROWS_SHOWN]
            ],
            rows_not_shown=max(len(rows) - ROWS_SHOWN, 0),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was shown; show it anew if the site has changed meanwhile."""
        publish = request.POST.get("publish") == "1"
        with transaction.atomic():
            ContentImport.objects.lock()
            kept = self._kept()
            if kept.written_at:
                messages.warning(request, _("This file was imported already."))
                return redirect("transfer")
            job = _job(kept, request.user, publish=publish)
            problem = _tried(job)
            if problem or request.POST.get("digest") != _digest(job.results):
                messages.warning(request, _("The site has changed since. Look once more."))
                return redirect(request.get_full_path())
            job.write()
            if not job.is_possible:
                messages.error(request, _("Nothing was imported: something is in conflict."))
                return redirect(request.get_full_path())
            kept.mark_written()
        done = sum(result.outcome in {Outcome.NEW, Outcome.CHANGED} for result in job.results)
        text = ngettext("%(count)d record was imported.", "%(count)d records were imported.", done)
        messages.success(request, text % {"count": done})
        log(instance=request.user, action="home.content.import", user=request.user)
        return redirect("transfer")

    def _kept(self) -> ContentImport:
        files = ContentImport.objects.kept_for(self.request.user)
        return get_object_or_404(files, pk=self.kwargs["pk"])


def _job(kept: ContentImport, user: Any, *, publish: bool) -> Import:
    """Return the import of a kept file; of nothing if it has been written."""
    package = read_package(bytes(kept.content)) if not kept.written_at else None
    return Import(package, user, publish=publish)


def _tried(job: Import) -> str:
    """Preview an import; return why its file can't be used at all."""
    try:
        job.preview()
    except PackageRefusedError as error:
        return str(error)
    return ""


def _digest(results: list[Result]) -> str:
    return hashlib.sha256(repr(results).encode()).hexdigest()


def _counts(results: list[Result]) -> list[tuple[Any, int]]:
    outcomes = [result.outcome for result in results]
    return [(LABELS[outcome], outcomes.count(outcome)) for outcome in Outcome]


def register_log_actions(actions: Any) -> None:
    """Let the log say who took content where."""
    actions.register_action(
        "home.content.export", gettext_lazy("Export content"), gettext_lazy("Content exported")
    )
    actions.register_action(
        "home.content.import", gettext_lazy("Import content"), gettext_lazy("Content imported")
    )


class TransferMenuItem(MenuItem):
    """Shown to whom may use it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the permission."""
        return bool(request.user.has_perm(PERMISSION))


def menu_item() -> MenuItem:
    """Return the entry among the settings."""
    return TransferMenuItem(
        gettext_lazy("Content between installations"),
        reverse("transfer"),
        name="transfer",
        icon_name="resubmit",
        order=930,
    )


urlpatterns: list[URLPattern] = [
    path("transfer/", Transfer.as_view(), name="transfer"),
    path("transfer/upload/", Upload.as_view(), name="upload_content"),
    path("transfer/<int:pk>/", Review.as_view(), name="review_content"),
]

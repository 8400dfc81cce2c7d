"""The desk's way from a spreadsheet to drafts: upload, look, confirm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actions.importing.columns import COLUMNS
from actions.importing.planning import Outcome, Plan, Planner
from actions.importing.reading import LARGEST_FILE, FileRefusedError, read_table
from actions.importing.writing import NotValidError, write
from actions.models import Action, ActionImport
from home.attachments import attachment
from home.sources import FACTS_PERMISSION

TEMPLATES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
ROWS_SHOWN = 500


def may_import(user: Any) -> bool:
    """Say whether a user may import actions: whoever may add them with their facts."""
    return user.has_perms(["actions.add_action", "actions.change_action", FACTS_PERMISSION])


class ImportMixin(WagtailAdminTemplateMixin):
    """What the pages of the import share."""

    page_title = gettext_lazy("Import actions")
    header_icon = "upload"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit whoever may import."""
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the actions."""
        listing = reverse(Action.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": listing, "label": _("Actions")},
            {"url": reverse("import_actions"), "label": self.page_title},
        ]


class UploadForm(forms.Form):
    """One file, read before it is accepted."""

    file = forms.FileField(label=gettext_lazy("XLSX or CSV file"))

    def clean_file(self) -> Any:
        """Refuse what can't be read, with every reason."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is too large: 10 MB at most."))
        try:
            self.content = file.read()
            read_table(file.name, self.content)
        except FileRefusedError as error:
            raise forms.ValidationError(error.problems) from error
        return file


class Upload(ImportMixin, FormView):
    """Take a file and keep it for the one who sent it."""

    template_name = "wagtailadmin/importing/actions_upload.html"
    form_class = UploadForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on to what the file would do."""
        name = form.cleaned_data["file"].name
        kept = ActionImport.keep(self.request.user, name, form.content)
        return redirect("review_import", kept.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the columns take."""
        return super().get_context_data(columns=COLUMNS, **kwargs)


class Review(ImportMixin, TemplateView):
    """Show what a file would do, and do it once it is confirmed."""

    template_name = "wagtailadmin/importing/actions_review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Judge the file against what the site holds now."""
        kept = self._kept()
        plan = kwargs.pop("plan", None) or plan_of(kept)
        rows = [row for row in plan.rows if row.outcome != Outcome.LEFT]
        rows.sort(key=lambda row: row.outcome != Outcome.REFUSED)
        return super().get_context_data(
            kept=kept,
            plan=plan,
            rows=rows[:ROWS_SHOWN],
            rows_not_shown=max(len(rows) - ROWS_SHOWN, 0),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write the plan that was shown; show it anew if the site has changed meanwhile."""
        with transaction.atomic():
            ActionImport.objects.lock()
            kept = self._kept()
            if kept.written_at:
                messages.warning(request, _("This file was imported already."))
                return redirect(Action.snippet_viewset.get_url_name("list"))
            plan = plan_of(kept)
            if request.POST.get("plan") != plan.digest:
                messages.warning(
                    request, _("The actions have changed since. Look at the rows once more.")
                )
                return self.render_to_response(self.get_context_data(plan=plan))
            try:
                valid_rows = request.POST.get("rows") == "valid"
                written = write(plan, request.user, valid_rows=valid_rows)
            except NotValidError as error:
                messages.error(request, str(error))
                return self.render_to_response(self.get_context_data(plan=plan))
            kept.mark_written()
        text = ngettext("%(count)s draft was written.", "%(count)s drafts were written.", written)
        messages.success(request, text % {"count": written})
        return redirect(Action.snippet_viewset.get_url_name("list"))

    def _kept(self) -> ActionImport:
        files = ActionImport.objects.kept_for(self.request.user)
        return get_object_or_404(files, pk=self.kwargs["pk"])


def plan_of(kept: ActionImport) -> Plan:
    """Return what a kept file would do now; nothing if it has been written."""
    if kept.written_at:
        return Plan([], [])
    return Planner(read_table(kept.file_name, bytes(kept.content))).plan()


def template(request: HttpRequest, extension: str) -> HttpResponse:
    """Answer with an empty file to fill in."""
    if not may_import(request.user):
        raise PermissionDenied
    # The library that writes workbooks is large, and needed by those only who import.
    from actions.importing.templates import csv_template, xlsx_template

    make = xlsx_template if extension == "xlsx" else csv_template
    return attachment(make(), f"actions.{extension}", TEMPLATES[extension])


@hooks.register("register_admin_urls")
def register_import() -> list[URLPattern]:
    """Give the pages their addresses."""
    return [
        path("actions/import/", Upload.as_view(), name="import_actions"),
        path("actions/import/<int:pk>/", Review.as_view(), name="review_import"),
        *(
            path(
                f"actions/import/template.{extension}",
                template,
                {"extension": extension},
                name=f"import_template_{extension}",
            )
            for extension in TEMPLATES
        ),
    ]

"""The page "Translations" of the desk: what is left to do in each language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from home.admin.translation_status import (
    Status,
    translated_models,
    translation_counts,
    translation_records,
)

PERMISSION = "wagtail_localize.submit_translation"
FIRST_LANGUAGE = next(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def kinds() -> list[tuple[str, Any]]:
    """Return the kinds of records by name."""
    names = [
        (model._meta.label_lower, capfirst(model._meta.verbose_name_plural or ""))
        for model in translated_models()
    ]
    return sorted(names, key=lambda kind: kind[1])


class OverviewForm(forms.Form):
    """What to show. Nothing or nonsense shows everything, in the first language."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("All")), *Status.choices]
    )

    def __init__(self, data: Any) -> None:
        super().__init__({"language": FIRST_LANGUAGE, **data.dict()})
        self.fields["kind"].choices = [("", _("All")), *kinds()]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """Return the valid choices."""
        self.is_valid()
        return {"language": FIRST_LANGUAGE, "kind": "", "status": "", **self.cleaned_data}


def record_url(record: dict[str, Any], language: str) -> str:
    """Return where a translator goes on: to the translation, or to the page that starts it."""
    model: Any = apps.get_model(record["model_label"])
    is_page = issubclass(model, Page)
    if record["target_id"] is None:
        if is_page:
            url = reverse("wagtail_localize:submit_page_translation", args=[record["pk"]])
        else:
            url = reverse(
                "wagtail_localize:submit_snippet_translation",
                args=[model._meta.app_label, model._meta.model_name, quote(record["pk"])],
            )
        return f"{url}?select_locale={language}"
    if is_page:
        return reverse("wagtailadmin_pages:edit", args=[record["target_id"]])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(record["target_id"])])


class TranslationOverview(WagtailAdminTemplateMixin, TemplateView):
    """For one language: how many records stand where, and the records themselves."""

    template_name = "wagtailadmin/translation_overview.html"
    page_title = _("Translations")
    header_icon = "globe"
    _show_breadcrumbs = True
    paginate_by = 50

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit whoever may translate."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the dashboard."""
        here = {"url": reverse("translation_overview"), "label": self.page_title}
        return [*self.breadcrumbs_items, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the records of the chosen language and kind, and list those of the status."""
        form = OverviewForm(self.request.GET)
        chosen = form.chosen()
        locale, _created = Locale.objects.get_or_create(language_code=chosen["language"])
        models = [apps.get_model(chosen["kind"])] if chosen["kind"] else translated_models()
        counts = translation_counts(locale, models)
        records = translation_records(locale, models, chosen["status"])
        paginator = WagtailPaginator(records, self.paginate_by)
        page = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            form=form,
            chosen=chosen,
            counts=[(status.value, status.label, counts[status]) for status in Status],
            page_obj=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            table=self.get_table(page.object_list, chosen["language"]),
            **kwargs,
        )

    def get_table(self, records: Any, language: str) -> Table:
        """Return the list of records."""
        names, statuses = dict(kinds()), dict(Status.choices)
        languages = dict(settings.LANGUAGES)
        rows = [
            {
                **record,
                "kind_name": names[record["model_label"]],
                "status_name": statuses[record["status"]],
                "source_language": languages.get(record["source_language"]),
                "missing": record["missing"] or "",
                "url": record_url(record, language),
            }
            for record in records
        ]
        columns = [
            TitleColumn(
                "record_name", label=_("Record"), get_url=lambda row: row["url"], classname="title"
            ),
            Column("kind_name", label=_("Kind")),
            Column("source_language", label=_("Written in")),
            Column("status_name", label=_("Status")),
            Column("missing", label=_("Texts missing")),
        ]
        return Table(columns, rows)


class TranslationsMenuItem(MenuItem):
    """Shown to whom may translate."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the permission that the page asks for."""
        return request.user.has_perm(PERMISSION)

"""The lists of the translation desk: of a language, and of what somebody has to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.utils import get_user_display_name

from home.admin.translations.base import TranslationsMixin, own_languages
from home.admin.translations.forms import ListForm
from home.admin.translations.links import view_url, work_url
from home.models import TranslationState
from home.models.translation_state import Status
from home.translating.frame_states import FRAME_MODELS
from home.translating.kinds import kind_names

NOT_SENT = frozenset(model._meta.label_lower for model in FRAME_MODELS)


def rows_of(states: Iterable[TranslationState]) -> list[dict[str, Any]]:
    """Return what the list shows of each."""
    kinds, languages = kind_names(), dict(settings.LANGUAGES)
    rows = []
    for state in states:
        task = getattr(state, "task", None)
        rows.append(
            {
                "state": state,
                "kind": kinds.get(state.model_label, state.model_label),
                "language": languages.get(state.language, state.language),
                "source_language": languages.get(state.source_language, state.source_language),
                "url": work_url(state),
                "view_url": view_url(state),
                "is_stale": state.status == Status.NEEDS_UPDATE,
                "can_be_chosen": state.model_label not in NOT_SENT,
                "task": task,
                "assignee": get_user_display_name(task.assignee) if task else "",
            }
        )
    return rows


class PaginatedMixin(TranslationsMixin):
    """A list of states, a page at a time."""

    paginate_by = 50

    def page_of(self, states: QuerySet) -> dict[str, Any]:
        """Return one page of a list, for the template."""
        request: Any = self.request
        paginator = WagtailPaginator(states.select_related("task__assignee"), self.paginate_by)
        page = paginator.get_page(request.GET.get("p"))
        return {
            "page_obj": page,
            "rows": rows_of(page.object_list),
            "elided_page_range": paginator.get_elided_page_range(page.number),
        }


class TranslationList(PaginatedMixin, TemplateView):
    """The records of one language, narrowed and ordered, to be chosen from."""

    template_name = "wagtailadmin/translations/list.html"

    def get_page_subtitle(self) -> str:
        """Name the language."""
        return str(dict(settings.LANGUAGES).get(self.form.code, ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list."""
        self.form = ListForm(self.request.GET, own_languages(self.request.user))
        states = self.form.narrow(TranslationState.objects.all())
        return super().get_context_data(
            form=self.form,
            chosen=self.form.chosen(),
            here=self.request.get_full_path(),
            **self.page_of(states),
            **kwargs,
        )


class MyTranslations(PaginatedMixin, TemplateView):
    """What somebody has been asked to translate, what is due first."""

    template_name = "wagtailadmin/translations/mine.html"
    page_title = _("My translations")
    header_icon = "user"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list."""
        states = TranslationState.objects.assigned_to(self.request.user).order_by(
            F("task__due").asc(nulls_last=True), "language", "record_name", "pk"
        )
        return super().get_context_data(**self.page_of(states), **kwargs)

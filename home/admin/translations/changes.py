"""The page that shows a translator what is new in the original."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from home.admin.translations.base import TranslationsMixin
from home.admin.translations.links import view_url, work_url
from home.admin.translations.selecting import state_or_404
from home.languages import bcp47, direction
from home.translating.changes import changes_of


class Changes(TranslationsMixin, TemplateView):
    """Each text that waits, with what was taken out and what was put in."""

    template_name = "wagtailadmin/translations/changes.html"
    page_title = _("What has changed")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the texts."""
        self.state = state_or_404(kwargs["pk"], self.request.user)
        return super().get_context_data(
            state=self.state,
            changes=changes_of(self.state),
            work_url=work_url(self.state),
            view_url=view_url(self.state),
            list_url=f"{reverse('translations_list')}?language={self.state.language}",
            source_tag=bcp47(self.state.source_language),
            source_direction=direction(self.state.source_language),
            target_tag=bcp47(self.state.language),
            target_direction=direction(self.state.language),
            **kwargs,
        )

    def get_page_subtitle(self) -> str:
        """Name the record."""
        return str(self.state)

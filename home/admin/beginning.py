"""The preview of a snippet that is only begun: in the language in which it is begun."""

from __future__ import annotations

from typing import Any

from wagtail.admin.utils import set_query_params
from wagtail.models import Locale
from wagtail.snippets.views.snippets import CreateView, PreviewOnCreateView


class BeginView(CreateView):
    """Tells the preview which language was chosen: the form hasn't got it."""

    def get_preview_url(self) -> str | None:
        """Return the address of the preview with the language."""
        url = super().get_preview_url()
        if url and self.locale:
            return set_query_params(url, {"locale": self.locale.language_code})
        return url


class PreviewBegunView(PreviewOnCreateView):
    """Gives what has no row yet the language of its words."""

    def get_object(self) -> Any:
        """Return a new record in the chosen language, or in the default one."""
        record = super().get_object()
        code = self.request.GET.get("locale", "")
        chosen = Locale.objects.filter(language_code=code).first()
        record.locale = chosen or Locale.get_default()
        return record

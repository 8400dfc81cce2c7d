"""What the pages of the translation desk share."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.accounts.reach import languages_of
from home.translating.languages import PERMISSION
from home.translating.states import catch_up


def own_languages(user: Any) -> list[tuple[str, str]]:
    """Return the languages that somebody works in, in the order of the switcher."""
    mine = languages_of(user)
    return [(code, name) for code, name in settings.LANGUAGES if code in mine]


class TranslationsMixin(WagtailAdminTemplateMixin):
    """A page for whom may translate, with counts that are up to date."""

    page_title: Any = _("Translations")
    header_icon = "globe"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit whoever may translate."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        catch_up()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the overview, and name the page where it is another."""
        overview = {"url": reverse("translation_overview"), "label": _("Translations")}
        items = [*self.breadcrumbs_items, overview]
        name = self.page_title if self.page_title != overview["label"] else ""
        label = ": ".join(str(part) for part in (name, self.get_page_subtitle()) if part)
        return [*items, {"url": "", "label": label}] if label else items


class TranslationsMenuItem(MenuItem):
    """Shown to whom may translate."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the permission that the page asks for."""
        return request.user.has_perm(PERMISSION)

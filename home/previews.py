"""Previews as readers see a record: in each language, and in light and dark colours."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils.translation import gettext, gettext_lazy
from wagtail.models import Page, PreviewableMixin

from home.caches import aside
from home.links import in_language
from home.sharing import SHARED_MODE

SCHEMES = ("light", "dark")
DARK = "-dark"


class Mode(NamedTuple):
    """The language of the frame, and the colours."""

    language: str
    scheme: str

    @classmethod
    def read(cls, name: str | None, language: str) -> Mode:
        """Understand the name of a mode; any other mode is shown in the record's own language."""
        code = (name or "").removesuffix(DARK)
        known = code in dict(settings.LANGUAGES)
        scheme = "dark" if (name or "").endswith(DARK) else "light"
        return cls(code if known else language, scheme)


def language_modes(codes: list[str]) -> list[tuple[str, Any]]:
    """Return the modes of some languages: all in light colours, then all in dark ones."""
    names = dict(settings.LANGUAGES)
    light = [(code, names[code]) for code in codes]
    # Translators: the name of a language, in a list of ways to preview a page.
    dark = [
        (f"{code}{DARK}", gettext("%(language)s, dark") % {"language": names[code]})
        for code in codes
    ]
    return [*light, *dark]


class ReaderPreviewMixin(PreviewableMixin):
    """A translatable record that is previewed in the frame of each language.

    Stands before Wagtail's own bases. A source is shown in another language in the words of its
    public translation with the facts of the draft; without one, in its own words below the notice
    that readers get. A translation is shown in its own language only.
    """

    # Of a preview that is being made: the language whose frame it gets.
    _frame_language = ""

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The record's own language first, and last how a link to it looks elsewhere."""
        own = self._own_language()
        others = [code for code, _name in settings.LANGUAGES if code != own]
        is_source = getattr(self, "is_source", True)
        return [*language_modes([own, *others] if is_source else [own]), SHARED_MODE]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """The narrowest phones that are common, a tablet, and a wide screen."""
        return [
            {
                "name": "mobile",
                "icon": "mobile-alt",
                "device_width": 360,
                "label": gettext_lazy("Preview in mobile size"),
            },
            *PreviewableMixin.DEFAULT_PREVIEW_SIZES[1:],
        ]

    def _own_language(self) -> str:
        """Return the language of the words; a record that is only begun may have none yet."""
        if getattr(self, "locale_id", None):
            return str(self.language)
        return settings.LANGUAGE_CODE

    def _as_read_in(self, language: str) -> Any:
        """Return the public translation with this draft's facts, or else this draft."""
        if language == self._own_language():
            return self
        found: Any = type(self)._base_manager.filter(
            translation_key=self.translation_key,
            locale__language_code=language,
            live=True,
        )
        if isinstance(self, Page):
            found = found.filter(alias_of__isnull=True)
        row = found.first()
        if row is None:
            return self
        row.source = self
        return row

    def make_preview_request(
        self,
        original_request: Any = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict[str, Any] | None = None,
    ) -> Any:
        """Answer with the record as it is read in the language and the colours of the mode."""
        mode = Mode.read(preview_mode, self._own_language())
        shown = self._as_read_in(mode.language)
        shown._frame_language = mode.language
        attributes = {**(extra_request_attrs or {}), "preview_scheme": mode.scheme}
        return super(ReaderPreviewMixin, shown).make_preview_request(
            original_request, preview_mode, attributes
        )

    def _get_dummy_header_url(self, original_request: Any = None) -> str:
        """Ask for the address in the language of the mode, from which the frame takes it."""
        base = (
            super()._get_dummy_header_url(original_request) or f"{settings.WAGTAILADMIN_BASE_URL}/"
        )
        parts = urlsplit(base)
        path = in_language(parts.path or "/", self._frame_language or self._own_language())
        return urlunsplit(parts._replace(path=path))


class ShownElsewhereMixin(ReaderPreviewMixin):
    """A record without a page of its own, previewed on a public page that shows it.

    While that page is made, what is typed stands in the database, in a transaction that is undone:
    so the page says it everywhere where readers will read it.
    """

    def shown_at(self, language: str) -> str:
        """Return the address in a language of the page that shows the record."""
        raise NotImplementedError

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The same as of other records; there is no link of its own to share."""
        return [mode for mode in super().preview_modes if mode != SHARED_MODE]

    def _as_read_in(self, language: str) -> Any:
        """Return this draft: the page itself finds the words of a language."""
        return self

    def _get_dummy_header_url(self, original_request: Any = None) -> str:
        """Ask for the address of the page that shows the record."""
        parts = urlsplit(super()._get_dummy_header_url(original_request))
        address = urlsplit(self.shown_at(self._frame_language or self._own_language()))
        return urlunsplit(parts._replace(path=address.path))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer with the page as it will be."""
        query = urlsplit(self.shown_at(self._frame_language or self._own_language())).query
        request.META["QUERY_STRING"] = query
        request.GET = QueryDict(query)
        request.resolver_match = match = resolve(request.path_info)
        with transaction.atomic(), aside():
            self._store()
            response: Any = match.func(request, *match.args, **match.kwargs)
            if hasattr(response, "render"):
                response.render()
            transaction.set_rollback(True)
        return response

    def _store(self) -> None:
        """Write the row, so that nothing else is told of it; what can't be stored is left out."""
        model: Any = type(self)
        names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        try:
            with transaction.atomic():
                model._base_manager.bulk_create(
                    [self], update_conflicts=True, unique_fields=["id"], update_fields=names
                )
        except IntegrityError:
            pass

"""The handbook inside the desk, under "Help"."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.handbook import CONTENTS, LANGUAGES, Chapter, chapter_about, chapters, image_path

IMAGES_LAST = 60 * 60
# Wagtail's own items that lead to another site.
ELSEWHERE = ("editor-guide", "whats-new")


def desk_language() -> str:
    """Return the language of the handbook that suits the language of the desk."""
    language = (get_language() or "").partition("-")[0]
    return language if language in LANGUAGES else LANGUAGES[0]


def page_address(language: str, slug: str = CONTENTS) -> str:
    """Return where a page of the handbook is read."""
    if slug == CONTENTS:
        return reverse("handbook_contents", args=[language])
    return reverse("handbook_page", args=[language, slug])


def image_address(language: str, name: str) -> str:
    """Return where an image of the handbook is."""
    return reverse("handbook_image", args=[language, name])


def to_contents(request: HttpRequest) -> HttpResponse:
    """Lead to the table of contents in the language of the desk."""
    return redirect(page_address(desk_language()))


def image(request: HttpRequest, language: str, name: str) -> FileResponse:
    """Answer with an image of the handbook."""
    try:
        file = image_path(language, name).open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = f"private, max-age={IMAGES_LAST}"
    return response


class HandbookPage(WagtailAdminTemplateMixin, TemplateView):
    """One page of the handbook; the table of contents can also be searched."""

    template_name = "wagtailadmin/handbook.html"
    header_icon = "help"
    _show_breadcrumbs = True

    @cached_property
    def chapter(self) -> Chapter:
        """The page that is asked for."""
        language, slug = self.kwargs["language"], self.kwargs.get("slug", CONTENTS)
        chapter = chapters(language).get(slug) if language in LANGUAGES else None
        if chapter is None:
            raise Http404
        return chapter

    def get_page_title(self) -> str:
        """Return the heading of the page."""
        return self.chapter.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the table of contents."""
        contents = {"url": page_address(self.chapter.language), "label": _("Handbook")}
        if self.chapter.slug == CONTENTS:
            return [*self.breadcrumbs_items, contents]
        here = {"url": "", "label": self.chapter.title}
        return [*self.breadcrumbs_items, contents, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the text, the same page in the other languages, and what was looked for."""
        chapter = self.chapter
        is_contents = chapter.slug == CONTENTS
        query = self.request.GET.get("q", "").strip()[:100] if is_contents else ""
        return {
            **super().get_context_data(**kwargs),
            "text": chapter.html(page_address, image_address),
            "language": chapter.language,
            "others": [
                {
                    "language": language,
                    "name": dict(settings.LANGUAGES)[language],
                    "url": page_address(language, chapter.slug),
                }
                for language in LANGUAGES
                if language != chapter.language and chapter.slug in chapters(language)
            ],
            "is_contents": is_contents,
            "query": query,
            "found": self.find(query) if query else [],
        }

    def find(self, query: str) -> list[dict[str, str]]:
        """Return the pages that hold some words, with the surroundings of the first place."""
        found = []
        for slug, chapter in chapters(self.chapter.language).items():
            surroundings = chapter.find(query) if slug != CONTENTS else None
            if surroundings is not None:
                url = page_address(chapter.language, slug)
                found.append({"title": chapter.title, "url": url, "text": surroundings})
        return found


class HelpForThisPage(MenuItem):
    """Leads to the page of the handbook that explains the page of the desk on the screen."""

    def chapter(self, request: HttpRequest) -> Chapter | None:
        """Return the page of the handbook, if there is one."""
        match = request.resolver_match
        return chapter_about(desk_language(), match.view_name) if match else None

    def is_shown(self, request: HttpRequest) -> bool:
        """Stay away where the handbook has nothing to say."""
        return self.chapter(request) is not None

    def render_component(self, request: HttpRequest) -> Any:
        """Lead to the page that fits."""
        component = super().render_component(request)
        chapter = self.chapter(request)
        if chapter:
            component.url = page_address(chapter.language, chapter.slug)
        return component


urlpatterns: list[URLPattern] = [
    path("handbook/", to_contents, name="handbook"),
    path("handbook/<str:language>/", HandbookPage.as_view(), name="handbook_contents"),
    path("handbook/<str:language>/images/<str:name>", image, name="handbook_image"),
    path("handbook/<str:language>/<slug:slug>/", HandbookPage.as_view(), name="handbook_page"),
]


@hooks.register("register_admin_urls")
def register_handbook() -> list[URLPattern]:
    """Give the handbook its address."""
    return urlpatterns


@hooks.register("register_help_menu_item")
def register_help_for_this_page() -> MenuItem:
    """Show "Help for this page" first under "Help"."""
    return HelpForThisPage(
        _("Help for this page"), "", name="help-for-this-page", icon_name="help", order=10
    )


@hooks.register("register_help_menu_item")
def register_handbook_menu_item() -> MenuItem:
    """Show "Handbook" under "Help"."""
    return MenuItem(
        _("Handbook"), reverse("handbook"), name="handbook", icon_name="doc-full", order=20
    )


@hooks.register("construct_help_menu")
def keep_to_the_handbook(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out the guide on another site, which knows nothing of how this desk works."""
    items[:] = [item for item in items if not item.name.startswith(ELSEWHERE)]

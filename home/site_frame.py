"""The frame around every page: header, navigation, language switcher, footer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page, Site

from home.caches import remember_here
from home.languages import Language, bcp47, current_language, languages
from home.links import in_language
from home.models import JoinPage, SiteSettings, StandardPage
from home.sources import attach_words
from home.stylesheets import FORCED, NAME
from home.subjects import EVERYDAY

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from home.pages import SitePage


@dataclass(frozen=True)
class Link:
    """A link to a record: its title may be in another language than the reader's."""

    title: str
    url: str
    lang: str = ""
    current: bool = False
    children: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class LanguageLink:
    """One entry of the language switcher."""

    language: Language
    url: str
    current: bool

    @property
    def code(self) -> str:
        """The code in URLs."""
        return self.language.code

    @property
    def name(self) -> str:
        """The language's own name."""
        return self.language.name

    @property
    def tag(self) -> str:
        """The BCP 47 tag."""
        return self.language.tag

    @property
    def direction(self) -> str:
        """The direction of its script."""
        return self.language.direction


class Frame:
    """What surrounds the content of a page, in the reader's language."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.code = current_language()
        self.site_name = gettext("Call to Local Action")
        self.home_url = f"/{self.code}/"
        self.search_url = reverse("search")
        self.site_map_url = reverse("site_map")

    @cached_property
    def language(self) -> Language:
        """The reader's language."""
        return next(language for language in languages() if language.code == self.code)

    @property
    def style_sheet(self) -> str:
        """The joined style sheet; a preview may ask for that of one colour scheme."""
        return FORCED.get(getattr(self.request, "preview_scheme", ""), NAME)

    @cached_property
    def actions_url(self) -> str:
        """The explorer."""
        return index_urls(self.code).get("actions", self.home_url)

    @cached_property
    def join_url(self) -> str:
        """How to join."""
        return index_urls(self.code).get("join", self.home_url)

    @cached_property
    def navigation(self) -> list[Link]:
        """The pages below the home page that stand in menus."""
        path = self.request.path
        return [
            replace(link, current=path.startswith(link.url)) for link in _menus(self.code)["main"]
        ]

    @cached_property
    def footer_pages(self) -> list[Link]:
        """The pages of text that stand in no menu."""
        return _menus(self.code)["footer"]

    @cached_property
    def menu(self) -> SafeString:
        """The list of these pages as it stands in the header."""
        current = "".join(link.url for link in self.navigation if link.current)
        return self._part(f"navigation:{current}", "components/navigation.html")

    @cached_property
    def footer(self) -> SafeString:
        """The footer."""
        return self._part("footer", "components/footer.html")

    def _part(self, name: str, template: str) -> SafeString:
        """Return a part that is the same on many pages; it is made once a publication."""

        def make() -> SafeString:
            return render_to_string(template, {"frame": self})

        # A changed template is seen with the next request.
        if settings.DEBUG:
            return make()
        return remember_here(f"{name}:{self.code}", make, apart_from=EVERYDAY)

    @cached_property
    def settings(self) -> SiteSettings | None:
        """Footer, contact and organisers, in the reader's language or else in the default one."""
        return site_settings(self.code)

    @cached_property
    def switcher(self) -> list[LanguageLink]:
        """The same page in every language."""
        urls: dict[str, str] = getattr(self.request, "language_urls", {})
        path = self.request.get_full_path() if self.request.method == "GET" else self.request.path
        has_prefix = path.startswith(f"/{self.code}/")
        return [
            LanguageLink(
                language,
                urls.get(language.code)
                or (in_language(path, language.code) if has_prefix else f"/{language.code}/"),
                language.code == self.code,
            )
            for language in languages()
        ]


def index_urls(language: str) -> dict[str, str]:
    """Return the addresses of the pages that list things, by what they list."""
    return remember_here("index-urls", _index_urls, apart_from=EVERYDAY)[language]


def _index_urls() -> dict[str, dict[str, str]]:
    """Return them for every language: a record links its page in each."""
    from actions.models import ActionIndexPage, CityIndexPage
    from blog.models import StoryIndexPage

    models: dict[str, type[SitePage]] = {
        "actions": ActionIndexPage,
        "cities": CityIndexPage,
        "stories": StoryIndexPage,
        "join": JoinPage,
    }
    urls: dict[str, dict[str, str]] = {language.code: {} for language in languages()}
    for name, model in models.items():
        rows = list(model.objects.live().defer_streamfields().select_related("locale"))
        source = next((row for row in rows if row.is_source), None)
        if source is None:
            continue
        own = {
            row.locale.language_code: row
            for row in rows
            if row.translation_key == source.translation_key
        }
        for language, found in urls.items():
            found[name] = in_language(own.get(language, source).get_url() or "/", language)
    return urls


def page_link(page: Any, language: str) -> Link:
    """Return the link to a source page with its ``words`` attached, in a language."""
    return Link(
        page.words.title,
        in_language(page.words.get_url() or "/", language),
        bcp47(page.words.language),
    )


def source_pages(pages: Any) -> list[Any]:
    """Return the specific rows of those pages that are sources, in the order of the tree."""
    found = pages.live().specific().select_related("locale").order_by("path")
    return [page for page in found if getattr(page, "is_source", False)]


def _menus(language: str) -> dict[str, list[Link]]:
    return remember_here(f"menus:{language}", lambda: _make_menus(language), apart_from=EVERYDAY)


def _make_menus(language: str) -> dict[str, list[Link]]:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return {"main": [], "footer": []}
    pages = source_pages(Page.objects.filter(depth=site.root_page.depth + 1))
    attach_by_type(pages, language)
    return {
        "main": [page_link(page, language) for page in pages if page.show_in_menus],
        "footer": [
            page_link(page, language)
            for page in pages
            if isinstance(page, StandardPage) and not page.show_in_menus
        ],
    }


def attach_by_type(pages: list[Any], language: str) -> None:
    """Attach the words of pages of several types."""
    for model in {type(page) for page in pages}:
        attach_words([page for page in pages if type(page) is model], language)


def site_settings(language: str) -> SiteSettings | None:
    """Return the site's settings in a language, or else in the one that has them first."""
    return remember_here(
        f"settings:{language}", lambda: [_settings(language)], apart_from=EVERYDAY
    )[0]


def _settings(language: str) -> SiteSettings | None:
    rows = SiteSettings.objects.select_related("locale")
    return rows.filter(locale__language_code=language).first() or rows.order_by("pk").first()

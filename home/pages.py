"""What every page type of the site shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets.slug import SlugInput
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PagePermissionTester
from wagtail.url_routing import RouteResult

from home.admin.forms import SourcePageForm
from home.admin.scheduling import SchedulePanel
from home.languages import current_language
from home.previews import ReaderPreviewMixin
from home.quality.panel import ChecklistPanel
from home.sharing import SHARED, shared_preview
from home.sources import FactsPanel, SourceMixin, attach_words, words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE_WORDS = ("title", "seo_title", "search_description")


class SitePage(SourceMixin, ReaderPreviewMixin, Page):
    """A page that is never a dead end.

    A page that has no translation is served under every language's address all the same: its own
    words, in the reader's frame, with a notice.
    """

    translatable_fields: ClassVar[list[Any]] = words(*PAGE_WORDS)
    show_in_menus_default = False
    og_type = "website"
    schema_type = "WebPage"

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a descendant; where this language has none, the source's."""
        try:
            return super().route(request, path_components)
        except Http404:
            child = self._untranslated_child(path_components[0]) if path_components else None
            if child is None:
                raise
            return child.in_readers_words().route(request, path_components[1:])

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Say what somebody may do with this page, within their reach."""
        from home.accounts.policies import ReachPageTester

        return ReachPageTester(user, self)

    def in_readers_words(self) -> SitePage:
        """Return this page's live row in the reader's language, or else this row."""
        return attach_words([self], current_language())[0].words

    def _untranslated_child(self, slug: str) -> SitePage | None:
        """Return the live source page that stands at ``slug`` below another language's row."""
        parents = self.get_translations().values_list("path", flat=True)
        for path in parents:
            for page in Page.objects.live().filter(
                slug=slug, depth=self.depth + 1, path__startswith=path
            ):
                specific = page.specific
                if isinstance(specific, SitePage) and specific.is_source:
                    return specific
        return None

    @property
    def summary_text(self) -> str:
        """The page in a few sentences, for search engines and cards."""
        return getattr(self, "introduction", "")

    def get_feed_url(self) -> str:
        """Return the address of the page's feed, if it has one."""
        return ""

    def get_feed_title(self) -> str:
        """Name that feed."""
        return self.title

    def get_structured_data(self) -> dict[str, Any]:
        """Return what schema.org knows to say about this page beyond its name and address."""
        return {}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Preview the page that readers get, or how a link to it looks."""
        if mode_name == SHARED:
            from home.frame import page_frame

            return shared_preview(request, page_frame(self, request))
        return super().serve_preview(request, mode_name)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the frame of the page shows: breadcrumb, alternates, metadata."""
        from home.frame import page_frame

        context = super().get_context(request, *args, **kwargs)
        context.update(page_frame(self, request))
        return context


class RoutableSitePage(RoutablePageMixin, SitePage):
    """A page with addresses of its own below it."""

    class Meta:
        abstract = True

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Preview the page itself, or how a link to it looks."""
        if mode_name == SHARED:
            return SitePage.serve_preview(self, request, mode_name)
        return super().serve_preview(request, mode_name)


def tabs(
    words_panels: list[Any], facts_panels: list[Any], promotion: list[Any] | None = None
) -> TabbedInterface:
    """Return the three tabs of every editor: the words with the title first, facts, promotion."""
    children = [
        ObjectList(
            [TitleFieldPanel("title"), *words_panels],
            heading=pgettext_lazy("the texts of a record, in an editor", "Words"),
        )
    ]
    if facts_panels:
        children.append(FactsPanel(facts_panels, heading=_("Facts")))
    common = [SchedulePanel(), CommentPanel()]
    children.append(ObjectList([*(promotion or PAGE_PROMOTION), *common], heading=_("Promotion")))
    children.append(ObjectList([ChecklistPanel()], heading=_("Checklist")))
    return TabbedInterface(children, base_form_class=SourcePageForm)


PAGE_PROMOTION = [
    MultiFieldPanel(
        [
            FieldPanel("slug", widget=SlugInput),
            FieldPanel("seo_title"),
            FieldPanel("search_description"),
            FieldPanel("show_in_menus"),
        ],
        heading=_("Address, search engines and menus"),
    ),
]

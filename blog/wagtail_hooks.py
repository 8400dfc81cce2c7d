"""What the desk shows of stories."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from blog import quality
from blog.admin import StoryListing, StoryLists
from blog.models import StoryIndexPage, StoryPage
from home.desk.quick_actions import ACTIONS_HOOK, QuickAction, add_page_url
from home.desk.statistics import KINDS_HOOK, CountedKind

register_snippet(StoryLists)


@hooks.register("register_admin_viewset")
def register_story_listing() -> StoryListing:
    """Show "Stories" in the menu."""
    return StoryListing()


@hooks.register(KINDS_HOOK)
def count_stories() -> CountedKind:
    """Count the stories on the dashboard."""
    return CountedKind(StoryPage, _("Stories"), "doc-full", "stories:index", order=10)


@hooks.register(ACTIONS_HOOK)
def offer_story(request: HttpRequest) -> QuickAction | None:
    """Offer to write a story, on the dashboard."""
    url = add_page_url(request, StoryPage, StoryIndexPage)
    return QuickAction(_("New story"), url, "doc-full", 10) if url else None


__all__ = ["quality"]

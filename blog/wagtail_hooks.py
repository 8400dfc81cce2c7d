"""What the desk shows of stories."""

from __future__ import annotations

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from blog.admin import StoryListing, StoryLists

register_snippet(StoryLists)


@hooks.register("register_admin_viewset")
def register_story_listing() -> StoryListing:
    """Show "Stories" in the menu."""
    return StoryListing()

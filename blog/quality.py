"""What is looked at in a story before it is published."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from blog.models import StoryPage
from home.quality.points import Point, check


@check(StoryPage)
def story_is_complete(story: StoryPage) -> Iterator[Point]:
    """A story is found by its picture, its summary and its subjects."""
    source = story.source
    if not story.introduction:
        yield Point("introduction", _("Sum the story up in one to three sentences."), must=True)
    if not source.image:
        yield Point("image", _("Choose a lead image: it stands on cards and in shared links."))
    elif not source.image_decorative and not story.image_alt:
        yield Point("image_alt", _("Describe the lead image."), must=True)
    if story.is_source and not source.authors.all():
        yield Point("authors", _("Name an author."))
    if story.is_source and not source.tags.all():
        yield Point("tags", _("Choose a tag, so that the story is found with others."))

"""What the home page shows first: records that an editor has chosen and put in order."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

MOST_FEATURED = 12


class FeaturedBlock(blocks.StreamBlock):
    """The slots of the home page, in the order in which they are dragged."""

    action = SnippetChooserBlock("actions.Action", label=_("Action"), icon="pick")
    story = blocks.PageChooserBlock(page_type="blog.StoryPage", label=_("Story"), icon="doc-full")
    city = blocks.PageChooserBlock(
        page_type="actions.CityPage", label=_("City or region"), icon="site"
    )
    report = blocks.PageChooserBlock(
        page_type="home.ReportPage", label=_("Report"), icon="doc-full-inverse"
    )

    class Meta:
        required = False
        max_num = MOST_FEATURED

    def clean(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """Refuse a record that stands in two slots, in whatever languages."""
        result = super().clean(value, *args, **kwargs)
        seen = set()
        errors = {}
        for position, child in enumerate(result):
            record = child.value
            key = getattr(getattr(record, "specific", record), "translation_key", None)
            if key in seen:
                errors[position] = ValidationError(_("This is in another slot already."))
            seen.add(key)
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return result

"""Template tags of the desk that are about translations."""

from __future__ import annotations

from typing import Any

from django import template
from wagtail_localize.models import get_edit_url

from home.sources import SourceMixin
from home.translating.following import followers

register = template.Library()


@register.inclusion_tag("wagtailadmin/translations/followers.html")
def translations_follow(record: Any, action: str) -> dict[str, Any]:
    """List what happens to a record's translations when it is deleted, unpublished or moved."""
    is_source = not isinstance(record, SourceMixin) or record.is_source
    return {
        "action": action,
        "followers": [(row, get_edit_url(row)) for row in followers(record, action)],
        "original": None if is_source else record.source,
    }


@register.inclusion_tag("wagtailadmin/translations/hints.html")
def translation_hints(translation: Any) -> dict[str, Any]:
    """Show the fixed terms of a record, those translated otherwise, and a machine's texts."""
    from home.admin.hints import hints_of

    return hints_of(translation)

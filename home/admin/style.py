"""The style sheet that every page of the desk has."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.staticfiles import versioned_static


def style() -> SafeString:
    """Return the link to what Wagtail's own pages lack."""
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("desk/everywhere.css"))

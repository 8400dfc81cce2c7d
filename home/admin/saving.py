"""The script that lets what is sent by hand wait for what the editor is saving by itself."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_editor_js")
def wait_for_what_is_being_kept() -> str:
    """Add it to the editors of pages and of snippets."""
    return format_html('<script type="module" src="{}"></script>', static("js/desk/saving.js"))

"""How a link to a page looks where it is shared: a preview beside the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest

SHARED = "shared"
SHARED_MODE = (SHARED, _("As a shared link"))
# What most networks and search engines show of each before they cut it.
SHOWN_OF_TITLE = 60
SHOWN_OF_DESCRIPTION = 155


def shared_preview(request: HttpRequest, frame: dict[str, Any]) -> TemplateResponse:
    """Show the card of a page on a network, and its entry in a search engine.

    ``frame`` is what :func:`home.frame.describe` has made of the unsaved changes.
    """
    meta = frame["meta"]
    context = {
        **frame,
        "host": urlsplit(meta.canonical).hostname,
        "is_title_long": len(meta.title) > SHOWN_OF_TITLE,
        "is_description_long": len(meta.description) > SHOWN_OF_DESCRIPTION,
        "shown_of_title": SHOWN_OF_TITLE,
        "shown_of_description": SHOWN_OF_DESCRIPTION,
    }
    return TemplateResponse(request, "shared_preview.html", context)

"""What every template needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import SimpleLazyObject

from home.site_frame import Frame

if TYPE_CHECKING:
    from django.http import HttpRequest


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Add ``frame``: header, navigation, language switcher and footer. Costs nothing unread."""
    return {"frame": SimpleLazyObject(lambda: Frame(request))}

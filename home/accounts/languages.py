"""The language in which somebody reads the desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from wagtail.users.models import UserProfile


def language_of_desk(user: Any) -> str:
    """Return the language in which somebody reads the desk, as far as the site speaks it."""
    profile = UserProfile.objects.filter(user=user).first()
    preferred = profile.preferred_language if profile else ""
    return preferred if preferred in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

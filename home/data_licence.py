"""Under which licence the compiled data may be used (decision 13)."""

from __future__ import annotations

from dataclasses import dataclass

from home.languages import current_language
from home.models import SiteSettings
from home.site_frame import site_settings


@dataclass(frozen=True)
class Licence:
    """A licence; without a name the organisers have chosen none."""

    name: str
    url: str


def licence() -> Licence:
    """Return what the site settings say."""
    chosen = site_settings(current_language()) or SiteSettings()
    return Licence(chosen.data_licence, chosen.data_licence_url)

"""What a process loads once, for the processes that part from it to share.

Without it each of them would load the same words, addresses and templates for its first readers,
who would wait for it, and hold them a second time.
"""

from __future__ import annotations

import gc
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import timezone, translation

from home.languages import localized_date, territory_name

TEMPLATES = Path(settings.ROOT) / "templates"
# Any country, for the names of all.
TERRITORY = "FR"


def load() -> None:
    """Load the languages, the addresses and the templates; nothing is asked of the database."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Search")
            territory_name(TERRITORY, code)
            localized_date(timezone.localdate())
            # Addresses are compiled by language, when the first of them is made.
            _ = get_resolver().reverse_dict
    for path in sorted(TEMPLATES.rglob("*.html")):
        get_template(str(path.relative_to(TEMPLATES)))
    gc.collect()
    # The collector would write into what it looks at, and so end the sharing.
    gc.freeze()

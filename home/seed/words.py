"""Small seeded records of words: the site settings, the authors and the tags."""

from __future__ import annotations

import uuid
from typing import Any

from wagtail.models import Locale

from blog.models import Author, Tag
from home.models import SiteSettings
from home.seed.catalogue import page_text
from home.seed.data import read_pages, slug_of
from home.seed.ledger import Ledger
from home.seed.translations import translate

EDITORIAL_TEAM = {
    "name": "Editorial team",
    "slug": "editorial-team",
    "role": "Call to Local Action for Migrants and Refugees",
}
SETTINGS = {
    "footer_text": (
        "The Call to Local Action for Migrants and Refugees is a continuing programme of the "
        "Mayors Mechanism with UNHCR. The records on this site were compiled from public sources. "
        "They are a sample, not the programme’s register, and no endorsement."
    ),
    "contact_heading": "Contact",
    "contact_text": (
        "Write to the editorial team through the form on the page “How to join”, or to the "
        "organisers at their own addresses."
    ),
    "organisers": [
        "United Cities and Local Governments (UCLG)",
        "Mayors Migration Council (MMC)",
        "International Organization for Migration (IOM)",
        "Office of the United Nations High Commissioner for Refugees (UNHCR)",
    ],
    "designations_note": (
        "The names and the presentation of places on this site do not imply any opinion about the "
        "legal status of a country, territory, city or area or of its authorities, or about its "
        "frontiers or boundaries."
    ),
}


def seed_words(ledger: Ledger, locale: Locale) -> None:
    """Load the settings, the team that signs the stories, and the stories' tags."""
    _seed(ledger, "settings", SETTINGS, SiteSettings, _settings_values, locale)
    _seed(ledger, "author.editorial-team", EDITORIAL_TEAM, Author, dict, locale)
    tags = {tag for page in read_pages() for tag in page.get("tags", [])}
    for name in sorted(tags):
        values = {"name": name, "slug": slug_of(name, 80)}
        _seed(ledger, f"tag.{values['slug']}", values, Tag, dict, locale)


def _settings_values(data: dict[str, Any]) -> dict[str, Any]:
    organisers = [("organiser", {"name": name, "url": ""}) for name in data["organisers"]]
    return {**data, "organisers": organisers}


def _seed(
    ledger: Ledger, key: str, data: dict[str, Any], model: type[Any], values: Any, locale: Locale
) -> None:
    translation_key = uuid.uuid5(uuid.NAMESPACE_URL, f"local-action:{key}")

    def find() -> Any:
        return model.objects.filter(translation_key=translation_key, locale=locale).first()

    def write(_existing: Any) -> Any:
        return model.objects.create(translation_key=translation_key, locale=locale, **values(data))

    record = ledger.put(key, data, find, write)
    if record:
        translate(ledger, key, record, lambda language, _path, text: page_text(language, text))

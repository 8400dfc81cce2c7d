"""The official lists: categories, priorities and objectives, in the languages that are sourced."""

from __future__ import annotations

import uuid
from typing import Any

from wagtail.models import Locale

from actions.models import Category, Framework, Objective, Priority
from home.seed.catalogue import record_text
from home.seed.data import read_json, slug_of
from home.seed.ledger import Ledger

SOURCE_LANGUAGE = "en"
LANGUAGE_KEYS = {"zh-hans": "zh"}

# Our own short labels of the report's categories: the official titles are whole sentences.
CATEGORY_LABELS = {
    "access-to-services": "Access to services",
    "governance": "City governance, accountability and responsiveness",
    "employment": "Employment and entrepreneurship",
    "humanitarian-assistance": "Humanitarian or financial assistance in times of crisis",
    "children-youth": "Children and youth",
    "climate": "Climate crisis, migration and displacement",
}


def seed_terms(ledger: Ledger, locales: dict[str, Locale]) -> None:
    """Load every list; a row only in the languages that the reference has."""
    data = read_json("taxonomies")
    for order, row in enumerate(data["report_2022_categories"]):
        _seed_category(ledger, locales, order, row)
    verified = [row for row in data["call_priorities"] if row["verified"]]
    for order, row in enumerate(verified):
        slug = slug_of(row["title_en"], 100)
        fields = {"slug": slug, "order": order, "title_verified": True}
        words = {SOURCE_LANGUAGE: {"title": row["title_en"]}}
        _seed_term(ledger, locales, Priority, f"priority.{slug}", fields, words)
    for row in data["gcm_objectives"]:
        _seed_objective(ledger, locales, Framework.GCM, row, row.get("short", {}))
    for row in data["gcr_objectives"]:
        _seed_objective(ledger, locales, Framework.GCR, row, {})
    for row in data["sdgs"]:
        verified_languages = {"en", "ar"}
        titles = {f"title_{language}": title for language, title in row["title"].items()}
        _seed_objective(ledger, locales, Framework.SDG, {**row, **titles}, {}, verified_languages)


def _seed_category(
    ledger: Ledger, locales: dict[str, Locale], order: int, row: dict[str, Any]
) -> None:
    slug = row["slug"]
    label = CATEGORY_LABELS[slug]
    words = {SOURCE_LANGUAGE: {"title": row["title_en"], "label": label}}
    for language in locales:
        translated = record_text(language, f"category.{slug}.label", label)
        if translated and language != SOURCE_LANGUAGE:
            words[language] = {"title": "", "label": translated}
    _seed_term(ledger, locales, Category, f"category.{slug}", {"slug": slug, "order": order}, words)


def _seed_objective(
    ledger: Ledger,
    locales: dict[str, Locale],
    framework: Framework,
    row: dict[str, Any],
    short: dict[str, str],
    verified_languages: set[str] | None = None,
) -> None:
    fields = {"framework": framework, "number": row["number"], "order": row["number"]}
    words: dict[str, dict[str, Any]] = {}
    for language in locales:
        key = LANGUAGE_KEYS.get(language, language)
        title, label = row.get(f"title_{key}", ""), short.get(key, "")
        if title or label:
            verified = row.get(f"title_{key}_verified", True) and (
                verified_languages is None or language in verified_languages
            )
            words[language] = {"title": title, "label": label, "title_verified": verified}
    _seed_term(ledger, locales, Objective, f"{framework.value}.{row['number']}", fields, words)


def _seed_term(
    ledger: Ledger,
    locales: dict[str, Locale],
    model: type[Any],
    key: str,
    fields: dict[str, Any],
    words: dict[str, dict[str, Any]],
) -> None:
    """Create the rows of one entry: the source first, so that it is the source."""
    translation_key = uuid.uuid5(uuid.NAMESPACE_URL, f"local-action:{key}")
    for language in sorted(words, key=lambda code: code != SOURCE_LANGUAGE):
        values = {**fields, **words[language]}

        def find(locale: Locale = locales[language]) -> Any:
            return model.objects.filter(translation_key=translation_key, locale=locale).first()

        def write(
            _existing: Any, locale: Locale = locales[language], values: dict[str, Any] = values
        ) -> Any:
            row = model(translation_key=translation_key, locale=locale, **values)
            row.full_clean()
            row.save()
            return row

        ledger.put(f"{key}:{language}", values, find, write)

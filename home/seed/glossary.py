"""The seeded glossary: what this site calls the compacts, the LRGs and the report's categories.

The wordings are those that the seeded pages use. None is marked as official: the reference has
official titles of objectives, which the desk shows as they are, but not of these terms.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from home.models import GlossaryTerm, GlossaryWording
from home.seed.catalogue import record_text
from home.seed.data import read_json
from home.seed.ledger import Ledger
from home.seed.terms import CATEGORY_LABELS


def seed_glossary(ledger: Ledger) -> None:
    """Load the terms that stand in many texts, and the labels of the categories."""
    for row in [*read_json("glossary"), *_categories()]:
        _seed_term(ledger, row)


def _categories() -> list[dict[str, Any]]:
    return [
        {
            "term": label,
            "also_written": [],
            "case_sensitive": True,
            "note": "",
            "wordings": {
                language: [text]
                for language, _ in settings.LANGUAGES
                if language != settings.LANGUAGE_CODE
                and (text := record_text(language, f"category.{slug}.label", label))
            },
        }
        for slug, label in CATEGORY_LABELS.items()
    ]


def _seed_term(ledger: Ledger, row: dict[str, Any]) -> None:
    def find() -> GlossaryTerm | None:
        return GlossaryTerm.objects.filter(term=row["term"]).first()

    def write(existing: GlossaryTerm | None) -> GlossaryTerm:
        term = existing or GlossaryTerm(term=row["term"])
        term.also_written = "\n".join(row["also_written"])
        term.case_sensitive = row["case_sensitive"]
        term.note = row["note"]
        term.wordings = [
            GlossaryWording(language=language, wording=first, also_right="\n".join(others))
            for language, (first, *others) in row["wordings"].items()
        ]
        term.save()
        return term

    ledger.put(f"glossary.{row['term']}", row, find, write)

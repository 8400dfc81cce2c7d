"""The reference records: LRGs and actions, each with its provenance."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from wagtail.models import Locale

from actions.models import (
    Action,
    ActionLRG,
    Category,
    CityIndexPage,
    CityPage,
    CitySource,
    Framework,
    Objective,
    Priority,
)
from actions.models.action import Certainty
from actions.models.city import Basis, Kind
from actions.models.progress import Precision, Stage
from home.seed.catalogue import record_text
from home.seed.data import COMPILED_ON, read_json, slug_of
from home.seed.ledger import Ledger
from home.seed.translations import translate

BASIS = {
    "submitted an action/pledge through the Call to Local Action": Basis.SUBMITTED,
    "submitted an action/pledge through the Call to Local Action (inferred from mirror)": (
        Basis.SUBMITTED_MIRROR
    ),
    "named party to the Swiss whole-of-government pledge in the Call's 2023 report (p. 66)": (
        Basis.PARTY_2023
    ),
    "in the local-government delegation to the 2023 Global Refugee Forum that presented the "
    "Call's pledges (joining not stated per city)": Basis.DELEGATION_2023,
    "Global Cities Fund grantee (not evidence of joining the Call)": Basis.GRANTEE,
    "peer-platform practice only (not evidence of joining)": Basis.PEER_PRACTICE,
}
STAGES = {"completed": Stage.COMPLETED, "ongoing": Stage.UNDER_WAY, None: ""}

# Actions that several LRGs carry out together, by the notes of the reference records.
JOINT_ACTIONS = {
    20: ["Nairobi"],
    55: ["Bern", "Geneva", "Basel", "Lausanne", "Spiez", "Union of Swiss Cities"],
    56: ["Zürich"],
}
# Written by their cities in another language of the site than English.
SOURCE_LANGUAGES = {14: "es", 21: "fr"}


def seed_cities(ledger: Ledger, index: CityIndexPage) -> dict[str, CityPage]:
    """Load every LRG below the list of cities; return them by their reference names."""
    cities = {}
    for row in read_json("lrgs"):
        key = f"lrg.{row['name']}"

        def find(row: dict[str, Any] = row) -> CityPage | None:
            return CityPage.objects.filter(external_id=row["name"], is_source=True).first()

        def write(existing: CityPage | None, row: dict[str, Any] = row) -> CityPage:
            return _write_city(existing, row, index)

        city = ledger.put(key, row, find, write)
        if city:
            cities[row["name"]] = city
    return cities


def _write_city(existing: CityPage | None, row: dict[str, Any], index: CityIndexPage) -> CityPage:
    city = existing or CityPage(
        external_id=row["name"], slug=slug_of(row["name"], 100), locale=index.locale
    )
    city.title = row["name"]
    city.kind = Kind(row["kind"])
    city.country = row["country_iso2"] or ""
    city.latitude, city.longitude = _degrees(row["lat"]), _degrees(row["lon"])
    city.has_joined = row["joined_call_sourced"]
    city.declaration_signed = row["signed_marrakech_declaration"]
    city.declaration_source_url = row.get("signed_source", "")
    city.basis = [BASIS[text] for text in row["basis"]]
    city.compiled_on = COMPILED_ON
    city.sources = [CitySource(url=url) for url in row["source_urls"]]  # type: ignore[misc]
    if existing is None:
        index.add_child(instance=city)
    city.save_revision().publish()
    return city


def _degrees(value: float | None) -> Decimal | None:
    """Return a coordinate as exactly as the reference has it."""
    return None if value is None else Decimal(str(value))


def translate_city(ledger: Ledger, city: CityPage) -> None:
    """Publish a seeded LRG's name in the languages that have one."""

    def translator(language: str, _path: str, text: str) -> str:
        return record_text(language, f"lrg.{city.external_id}.title", text)

    translate(ledger, f"lrg.{city.external_id}", city, translator)


def seed_actions(
    ledger: Ledger, locales: dict[str, Locale], cities: dict[str, CityPage]
) -> list[Action]:
    """Load every action; return the ones that still exist."""
    actions = []
    for row in read_json("actions"):

        def find(row: dict[str, Any] = row) -> Action | None:
            return Action.objects.filter(external_id=_external_id(row)).first()

        def write(existing: Action | None, row: dict[str, Any] = row) -> Action:
            return _write_action(existing, row, locales, cities)

        action = ledger.put(f"action.{row['id']}", row, find, write)
        if action:
            actions.append(action)
    return actions


def _external_id(row: dict[str, Any]) -> str:
    return f"reference-{row['id']}"


def _write_action(
    existing: Action | None,
    row: dict[str, Any],
    locales: dict[str, Locale],
    cities: dict[str, CityPage],
) -> Action:
    number = row["id"]
    language = SOURCE_LANGUAGES.get(number, "en")
    action = existing or Action(
        external_id=_external_id(row),
        translation_key=uuid.uuid5(uuid.NAMESPACE_URL, f"local-action:action.{number}"),
        locale=locales[language],
        live=False,
    )
    action.title = row["action_title"][:255]
    english_title = record_text("en", f"action.{number}.title", row["action_title"])
    action.slug = slug_of(english_title or row["action_title"], 90)
    action.summary = row["summary"]
    if language != "en":
        action.title = record_text(language, f"action.{number}.title", row["action_title"])
        action.summary = record_text(language, f"action.{number}.summary", row["summary"])
    _write_facts(action, row)
    names = [row["city"], *JOINT_ACTIONS.get(number, [])]
    action.lrgs = [ActionLRG(lrg=cities[name]) for name in names if name in cities]  # type: ignore[misc]
    action.full_clean()
    action.save()
    action.save_revision().publish()
    return action


def _write_facts(action: Action, row: dict[str, Any]) -> None:
    action.stage = STAGES[row["status"]]
    action.start_date = date(row["year"], 1, 1) if row["year"] else None
    action.end_date = date(row["end_year"], 12, 31) if row["end_year"] else None
    action.start_precision = action.end_precision = Precision.YEAR
    action.categories = list(Category.objects.filter(is_source=True, slug__in=row["themes"]))
    action.categories_inferred = row["inferred_themes"]
    action.objectives = [
        *_objectives(Framework.GCM, row["gcm_objectives"]),
        *_objectives(Framework.SDG, row["sdgs"]),
    ]
    action.priorities = list(
        Priority.objects.filter(is_source=True, title__in=row["priority_objectives"])
    )
    action.programme = row["programme"]
    action.programme_certainty = _certainty(row["programme_basis"])
    action.year_certainty = _certainty(row["year_basis"])
    action.source_url = row["source_url"]
    action.other_source_urls = row.get("also_seen_at", [])
    action.compiled_on = COMPILED_ON
    action.editors_note = row.get("notes") or ""


def _objectives(framework: Framework, numbers: list[int]) -> list[Objective]:
    return list(Objective.objects.filter(is_source=True, framework=framework, number__in=numbers))


def _certainty(basis: str | None) -> str:
    inferred = (basis or "").startswith("inferred")
    return Certainty.INFERRED if inferred else Certainty.STATED


def translate_action(ledger: Ledger, action: Action, row: dict[str, Any]) -> None:
    """Publish a seeded action in the languages in which both its texts are translated."""
    number = row["id"]

    def translator(language: str, path: str, text: str) -> str:
        original = {"title": row["action_title"], "summary": row["summary"]}.get(path, "")
        translated = record_text(language, f"action.{number}.{path}", original)
        # English is the reference records' own language.
        return translated or (original if language == "en" else "")

    translate(ledger, f"action.{number}", action, translator)

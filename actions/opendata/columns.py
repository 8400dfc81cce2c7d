"""What each column of the exports is called, holds and means.

Files, the API and the data dictionary all read it here. Names and values for machines are the same
in every language; labels and meanings are the reader's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from actions import regions
from actions.cards import action_url
from actions.opendata.records import Record
from actions.permalinks import permalink_path
from home.languages import territory_name

Value = str | int | float | bool | date | datetime | list[Any] | None


@dataclass(frozen=True)
class Column:
    """A column: ``kind`` is one of ``KINDS``; the example is of a place that doesn't exist."""

    name: str
    kind: str
    meaning: Any
    example: Value
    read: Callable[[Record], Value]


KINDS: dict[str, Any] = {
    "text": _("Text"),
    "number": _("Number"),
    "date": _("Date (ISO 8601)"),
    "time": _("Date and time (ISO 8601, UTC)"),
    "flag": _("true or false"),
    "list": _("List"),
}


def permalink(record: Record) -> str:
    """Return the short address that never changes."""
    return f"{record.base_url}{permalink_path(record.source)}"


def address(record: Record) -> str:
    """Return the address of the page in the reader's language."""
    return f"{record.base_url}{action_url(record.words.slug, record.language)}"


COLUMNS: tuple[Column, ...] = (
    Column(
        "id",
        "number",
        _("Number of the entry; it never changes."),
        12,
        lambda r: r.source.pk,
    ),
    Column(
        "permalink",
        "text",
        _("Short address that never changes."),
        "https://example.org/a/12",
        permalink,
    ),
    Column(
        "url",
        "text",
        _("Address of the page in the language of the file."),
        "https://example.org/en/actions/open-doors/",
        address,
    ),
    Column(
        "title",
        "text",
        _("Title."),
        "Open doors",
        lambda r: r.words.title,
    ),
    Column(
        "summary",
        "text",
        _("What the action is, in our own words."),
        "Exampleville opens a welcome centre.",
        lambda r: r.words.summary,
    ),
    Column(
        "language",
        "text",
        _(
            "Language of the words in this row. Where it isn’t the language of the file, the entry "
            "is not translated."
        ),
        "en",
        lambda r: r.words.language,
    ),
    Column(
        "source_language",
        "text",
        _("Language in which the entry was written."),
        "en",
        lambda r: r.source.language,
    ),
    Column(
        "languages",
        "list",
        _("Languages in which its words exist."),
        ["en", "fr"],
        lambda r: r.languages,
    ),
    Column(
        "governments",
        "list",
        _("Local and regional governments that carry it out."),
        ["Exampleville"],
        lambda r: [lrg.words.title for lrg in r.lrgs],
    ),
    Column(
        "government_ids",
        "list",
        _("Numbers of these governments, in the same order; they never change."),
        [34],
        lambda r: [lrg.pk for lrg in r.lrgs],
    ),
    Column(
        "government_kinds",
        "list",
        _("What each of them is: city, region, association or network."),
        ["city"],
        lambda r: [lrg.kind for lrg in r.lrgs],
    ),
    Column(
        "countries",
        "list",
        _("Countries, as ISO 3166-1 codes."),
        ["XX"],
        lambda r: r.countries,
    ),
    Column(
        "country_names",
        "list",
        _("Names of the countries."),
        ["Exampleland"],
        lambda r: [territory_name(code, r.language) for code in r.countries],
    ),
    Column(
        "regions",
        "list",
        _("Regions of the UN geoscheme (M49)."),
        ["europe"],
        lambda r: [regions.SLUGS[region] for region in r.regions],
    ),
    Column(
        "region_names",
        "list",
        _("Names of the regions."),
        ["Europe"],
        lambda r: [territory_name(region, r.language) for region in r.regions],
    ),
    Column(
        "latitude",
        "number",
        _("Approximate position of the first government that has one (WGS 84, degrees north)."),
        12.3456,
        lambda r: float(r.place.latitude) if r.place and r.place.latitude is not None else None,
    ),
    Column(
        "longitude",
        "number",
        _("Approximate position of the first government that has one (WGS 84, degrees east)."),
        -65.4321,
        lambda r: float(r.place.longitude) if r.place and r.place.longitude is not None else None,
    ),
    Column(
        "start",
        "date",
        _("When it began or begins."),
        date(2022, 1, 1),
        lambda r: r.source.start_date,
    ),
    Column(
        "start_precision",
        "text",
        _(
            "How exactly the beginning is known: day, month or year. Where only the year is known, "
            "the date is its first day."
        ),
        "year",
        lambda r: r.source.start_precision if r.source.start_date else None,
    ),
    Column(
        "end",
        "date",
        _("When it ended or ends; empty while open."),
        date(2023, 6, 30),
        lambda r: r.source.end_date,
    ),
    Column(
        "end_precision",
        "text",
        _("How exactly the end is known: day, month or year."),
        "month",
        lambda r: r.source.end_precision if r.source.end_date else None,
    ),
    Column(
        "year_certainty",
        "text",
        _("Whether the year is stated by the source or inferred."),
        "stated",
        lambda r: r.source.year_certainty if r.source.start_date else None,
    ),
    Column(
        "stage",
        "text",
        _("How far it has come: planned, under_way, completed or open_ended."),
        "under_way",
        lambda r: r.source.stage or None,
    ),
    Column(
        "stage_label",
        "text",
        _("The stage in words."),
        "Under way",
        lambda r: r.source.get_stage_display() or None,
    ),
    Column(
        "categories",
        "list",
        _("Categories of the report."),
        ["access-to-services", "children-and-youth"],
        lambda r: [term.slug for term in r.categories],
    ),
    Column(
        "category_labels",
        "list",
        _("Names of the categories."),
        ["Access to services", "Children and youth"],
        lambda r: [term.label for term in r.categories],
    ),
    Column(
        "categories_inferred",
        "flag",
        _("Whether the categories were read from the text by the editors, not stated."),
        True,
        lambda r: r.source.categories_inferred,
    ),
    Column(
        "priorities",
        "list",
        _("Priorities of the Call."),
        ["inclusive-services"],
        lambda r: [term.slug for term in r.priorities],
    ),
    Column(
        "priority_labels",
        "list",
        _("Titles of the priorities."),
        ["Inclusive services"],
        lambda r: [term.label for term in r.priorities],
    ),
    Column(
        "gcm",
        "list",
        _("Numbers of the objectives of the GCM."),
        [7, 15],
        lambda r: r.objectives("gcm"),
    ),
    Column(
        "gcr",
        "list",
        _("Numbers of the objectives of the GCR."),
        [2],
        lambda r: r.objectives("gcr"),
    ),
    Column(
        "sdg",
        "list",
        _("Numbers of the Sustainable Development Goals."),
        [10, 11],
        lambda r: r.objectives("sdg"),
    ),
    Column(
        "edition",
        "text",
        _("Edition of the report that it belongs to."),
        "report-2022",
        lambda r: r.edition.value if r.edition else None,
    ),
    Column(
        "edition_title",
        "text",
        _("Title of this edition."),
        "Localizing the Global Compacts",
        lambda r: r.edition.label if r.edition else None,
    ),
    Column(
        "programme",
        "text",
        _("Programme under which public sources list it."),
        "call-to-local-action",
        lambda r: r.source.programme,
    ),
    Column(
        "programme_label",
        "text",
        _("The programme in words."),
        "Call to Local Action",
        lambda r: r.source.get_programme_display(),
    ),
    Column(
        "programme_certainty",
        "text",
        _("Whether the programme is stated by the source or inferred."),
        "stated",
        lambda r: r.source.programme_certainty,
    ),
    Column(
        "progress_as_of",
        "date",
        _("Date of the newest progress update."),
        date(2023, 1, 31),
        lambda r: r.progress[0].as_of if r.progress else None,
    ),
    Column(
        "progress",
        "text",
        _("What the newest progress update says."),
        "Two hundred families have been received.",
        lambda r: r.progress[1].text if r.progress else None,
    ),
    Column(
        "source_url",
        "text",
        _("Public source."),
        "https://example.org/source",
        lambda r: r.source.source_url or None,
    ),
    Column(
        "other_source_urls",
        "list",
        _("Other public pages about it."),
        ["https://example.org/other"],
        lambda r: list(r.source.other_source_urls),
    ),
    Column(
        "compiled_on",
        "date",
        _("When the entry was compiled from its source."),
        date(2024, 1, 1),
        lambda r: r.source.compiled_on,
    ),
    Column(
        "published_at",
        "time",
        _("When the words in this row were last published."),
        datetime(2024, 1, 2, 9, 30, tzinfo=UTC),
        lambda r: r.words.last_published_at,
    ),
)


def values(record: Record) -> dict[str, Value]:
    """Return everything that the exports say of an action, by column."""
    return {column.name: column.read(record) for column in COLUMNS}

"""The editions of the report, as lists and their own pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from home.charts import Chart, Row
from home.languages import babel_locale, bcp47, current_language, localized_number
from home.links import in_language
from home.models.report_page import ReportPage
from home.sources import attach_words


@dataclass(frozen=True)
class ReportCard:
    """One edition."""

    title: str
    lang: str
    url: str
    edition_year: str
    forum: str
    summary: str
    translation_key: str


@dataclass(frozen=True)
class ReportFigure:
    """A headline figure as the report states it."""

    value: str
    label: str


@dataclass(frozen=True)
class ReportFacts:
    """When, where and in which languages an edition came out."""

    forum: str
    published: str
    languages: list[str]
    source_url: str


def editions() -> list[ReportPage]:
    """Return the public editions, newest first, with the reader's words attached."""
    sources = (
        ReportPage.objects.live()
        .filter(is_source=True)
        .select_related("locale")
        .order_by("-edition_year")
    )
    return attach_words(sources, current_language())


def report_card(source: ReportPage) -> ReportCard:
    """Return the card of an edition whose words are attached."""
    words = source.words
    return ReportCard(
        title=words.title,
        lang=bcp47(words.language),
        url=in_language(words.get_url() or "/", current_language()),
        edition_year=str(source.edition_year),
        forum=forum_text(source),
        summary=words.introduction,
        translation_key=str(source.translation_key),
    )


def report_cards() -> list[ReportCard]:
    """Return the cards of all editions, newest first."""
    return [report_card(source) for source in editions()]


def forum_text(source: ReportPage) -> str:
    """Name the forum to which an edition was delivered, and its year."""
    if not source.forum:
        return ""
    name = source.get_forum_display()
    if not source.forum_year:
        return name
    return gettext("%(forum)s, %(year)s") % {"forum": name, "year": source.forum_year}


def totals(page: ReportPage) -> list[ReportFigure]:
    """Return the figures that do not belong to one category."""
    return [
        ReportFigure(localized_number(block.value["value"]), block.value["label"])
        for block in page.figures
        if not block.value["category"]
    ]


def category_chart(page: ReportPage) -> Chart | None:
    """Return the figures by category as the report states them; nothing if it states none."""
    from actions.terms import terms

    labels = terms(current_language()).categories
    blocks = [block.value for block in page.figures if block.value["category"]]
    largest = max((block["value"] for block in blocks), default=0) or 1
    rows = [
        Row(
            slug=label.slug if label else "",
            label=block["label"],
            lang=bcp47(page.language),
            title="",
            value=localized_number(block["value"]),
            share=round(100 * block["value"] / largest),
            url=label.url if label else "",
        )
        for block in blocks
        for label in [labels.get(block["category"].source.pk)]
    ]
    if not rows:
        return None
    return Chart(
        figure="category",
        heading=gettext("Actions by category, as the report states them"),
        column=gettext("Category"),
        unit=gettext("Actions"),
        rows=rows,
        note=gettext(
            "An action can stand in several categories, so the numbers do not add up to the total."
        ),
    )


def facts(page: ReportPage) -> ReportFacts:
    """Return the facts of an edition, in the reader's language."""
    source = page.source
    names = babel_locale(current_language()).languages
    return ReportFacts(
        forum=forum_text(source),
        published=str(source.published_year or ""),
        languages=[
            names.get(str(babel_locale(code)), names.get(code, code))
            for code in source.report_languages
        ],
        source_url=source.source_url,
    )

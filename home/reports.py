"""The editions of the report, as lists and their own pages show them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from home.charts import Chart, Row
from home.languages import bcp47, current_language, localized_number
from home.links import absolute_url, in_language
from home.models.report_page import ReportPage
from home.readers import for_everybody
from home.report_files import ReportFile, files_of, language_name
from home.sources import attach_words

if TYPE_CHECKING:
    from django.http import HttpRequest

    from actions.citing import Citation


STORIES_SHOWN = 3


@dataclass(frozen=True)
class ReportFigure:
    """A headline figure as the report states it."""

    value: str
    label: str


@dataclass(frozen=True)
class ReportCard:
    """One edition; figures and files only where the archive shows them."""

    title: str
    lang: str
    url: str
    edition_year: str
    forum: str
    summary: str
    translation_key: str
    published: str = ""
    figures: list[ReportFigure] = field(default_factory=list)
    files: list[ReportFile] = field(default_factory=list)


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
        for_everybody(ReportPage.objects.live())
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
    """Return the cards of all editions with figures and files, newest first.

    The same number of queries for one edition and for many.
    """
    sources = editions()
    files = files_of(sources)
    return [
        replace(
            report_card(source),
            published=str(source.published_year or ""),
            figures=totals(source.words),
            files=files[source.pk],
        )
        for source in sources
    ]


def words_in(page: ReportPage, language: str) -> ReportPage:
    """Return an edition's row in a language, or else its source."""
    words: ReportPage = attach_words([page.source], language)[0].words
    return words


def forum_text(source: ReportPage) -> str:
    """Name the forum to which an edition was delivered, and its year."""
    if not source.forum:
        return ""
    name = source.get_forum_display()
    if not source.forum_year:
        return name
    return gettext("%(forum)s, %(year)s") % {"forum": name, "year": source.forum_year}


def totals(page: ReportPage) -> list[ReportFigure]:
    """Return the figures that do not belong to one category, without a query."""
    values: list[Any] = [
        block["value"] for block in page.figures.raw_data if block["type"] == "figure"
    ]
    return [
        ReportFigure(localized_number(value["value"]), value["label"])
        for value in values
        if not value.get("category")
    ]


def figures_note() -> str:
    """Say whose figures an edition states."""
    return gettext(
        "These figures are the report’s own. They are not counted from the entries on this site."
    )


def category_chart(page: ReportPage) -> Chart | None:
    """Return the figures by category as the report states them; nothing if it states none."""
    from actions.terms import terms

    labels = terms(current_language()).categories
    figures = [block.value for block in page.figures if block.block_type == "figure"]
    blocks = [value for value in figures if value["category"]]
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
    return ReportFacts(
        forum=forum_text(source),
        published=str(source.published_year or ""),
        languages=[language_name(code) for code in source.report_languages],
        source_url=source.source_url,
    )


def citation(page: ReportPage, url: str) -> Citation:
    """Return the citation of an edition; ``url`` is the whole address of its page."""
    from actions.citing import Citation

    source = page.source
    return Citation(
        key=f"localizing-the-global-compacts-{source.edition_year}",
        title=page.title,
        places="",
        year=str(source.published_year or source.edition_year),
        language=bcp47(page.language),
        url=url,
        bibtex_type="techreport",
        ris_type="RPRT",
    )


def report_context(page: ReportPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of an edition shows besides its own words."""
    from actions.editions import edition_regions
    from blog.stories import stories_about, story_cards

    source = page.source
    source.words = page
    key = str(page.translation_key)
    return {
        "totals": totals(page),
        "category_chart": category_chart(page),
        "counted": [block for block in page.figures if block.block_type == "counted"],
        "facts": facts(page),
        "figures_note": figures_note(),
        "files": files_of([source])[source.pk],
        "regions": edition_regions(source),
        "citation": citation(page, absolute_url(request, page.get_url() or "/")),
        "stories": story_cards(stories_about(source)[:STORIES_SHOWN]),
        "other_editions": [card for card in report_cards() if card.translation_key != key],
    }

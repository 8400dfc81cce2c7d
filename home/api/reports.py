"""The editions of the report."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import BaseModel, Field

from home.api.asking import Asked, PageAsked
from home.api.records import (
    Choice,
    Listing,
    Reader,
    Record,
    body_html,
    by_key,
    choice,
    cut,
    identity,
    languages_of,
)
from home.languages import bcp47
from home.models.report_page import ReportPage
from home.readers import for_everybody
from home.report_files import ReportFile, files_of
from home.sources import attach_words

router = Router(tags=[gettext_noop("Reports")])


class ReportedFigure(BaseModel):
    """A headline figure as the report states it; never counted from the actions here."""

    value: int
    label: str
    category: str | None = Field(
        description=gettext_noop("The slug of the category that it counts, if it counts one.")
    )


class Download(BaseModel):
    """A file of the report."""

    title: str
    url: str
    language: str | None


class ReportRecord(Record):
    """One edition of the report."""

    introduction: str
    edition_year: int
    forum: Choice | None = Field(description=gettext_noop("To which forum it was delivered."))
    forum_year: int | None
    published_year: int | None
    report_languages: list[str] = Field(
        description=gettext_noop("The languages in which the report itself came out.")
    )
    source_url: str


class ReportDetail(ReportRecord):
    """An edition with its figures, its files and its text."""

    figures: list[ReportedFigure]
    source_name: str = Field(description=gettext_noop("Where the figures come from."))
    downloads: list[Download]
    body_html: str = Field(
        description=gettext_noop("The text as HTML; relative addresses are relative to url.")
    )


@router.get(
    "/reports/",
    response=Listing[ReportRecord],
    url_name="reports",
    summary=gettext_noop("The editions of the report, newest first."),
)
def list_reports(request: HttpRequest, asked: Query[PageAsked]) -> Listing[ReportRecord]:
    """The editions of the report, newest first."""
    reader = Reader(request)
    page = cut(reader, _sources(), asked)
    return Listing[ReportRecord](**page.frame, items=_records(reader, page.items))


@router.get(
    "/reports/{slug:key}/",
    response=ReportDetail,
    url_name="report",
    summary=gettext_noop("One edition, by its id or by its slug in any language."),
)
def read_report(request: HttpRequest, key: str, asked: Query[Asked]) -> ReportDetail:
    """One edition, by its id or by its slug in any language."""
    reader = Reader(request)
    source = by_key(_sources(), key)
    record = _records(reader, [source])[0]
    words = source.words
    return ReportDetail(
        **record.model_dump(),
        figures=[_figure(block.value) for block in words.figures if block.block_type == "figure"],
        source_name=words.source_name,
        downloads=[_download(reader, file) for file in files_of([source])[source.pk]],
        body_html=body_html(words),
    )


def _sources() -> QuerySet[ReportPage]:
    return (
        for_everybody(ReportPage.objects.live())
        .filter(is_source=True)
        .select_related("locale")
        .order_by("-edition_year", "pk")
    )


def _records(reader: Reader, sources: list[ReportPage]) -> list[ReportRecord]:
    attach_words(sources, reader.language)
    languages = languages_of(sources)
    return [_record(reader, source, languages[source.translation_key]) for source in sources]


def _record(reader: Reader, source: ReportPage, languages: list[str]) -> ReportRecord:
    return ReportRecord(
        **identity(reader, source, languages, reader.page_url(source), "report"),
        introduction=source.words.introduction,
        edition_year=source.edition_year,
        forum=choice(source, "forum"),
        forum_year=source.forum_year,
        published_year=source.published_year,
        report_languages=[bcp47(code) for code in source.report_languages],
        source_url=source.source_url,
    )


def _figure(value: Any) -> ReportedFigure:
    category = value["category"]
    return ReportedFigure(
        value=value["value"], label=value["label"], category=category.slug if category else None
    )


def _download(reader: Reader, file: ReportFile) -> Download:
    return Download(title=file.title, url=reader.url(file.url), language=file.lang or None)

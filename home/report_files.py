"""The files of editions: uploaded ones and those that the site has typeset, by language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from home.languages import babel_locale, bcp47, current_language, localized_date
from home.models import ReportBuild, SiteDocument

if TYPE_CHECKING:
    from home.models import ReportPage


@dataclass(frozen=True)
class ReportFile:
    """A file of an edition; ``language`` is its name in the reader's, ``lang`` its tag."""

    title: str
    url: str
    language: str
    lang: str
    extension: str
    size: str
    note: str = ""


def files_of(sources: Sequence[ReportPage]) -> dict[int, list[ReportFile]]:
    """Return the files of editions whose words are attached, by their primary keys.

    Two queries, whatever the number of editions: a stream of documents would ask once a page.
    """
    chosen = {source.pk: _chosen(source.words) for source in sources}
    keys = {key for values in chosen.values() for key, _title in values}
    documents = SiteDocument.objects.in_bulk(keys) if keys else {}
    files = {
        key: [
            _file(documents[document], title) for document, title in values if document in documents
        ]
        for key, values in chosen.items()
    }
    for build in ReportBuild.objects.filter(page__in=[source.pk for source in sources]).offered():
        files[build.page_id].append(_built(build))
    return files


def language_name(code: str) -> str:
    """Name a language in the reader's."""
    names = babel_locale(current_language()).languages
    return names.get(str(babel_locale(code)), names.get(code, code))


def _chosen(page: ReportPage) -> list[tuple[int, str]]:
    """Return the keys of the uploaded documents, each with the title that the page gives it."""
    values: Iterable[Any] = (block["value"] for block in page.downloads.raw_data)
    return [
        (value["document"], value.get("title") or "") for value in values if value.get("document")
    ]


def _file(document: Any, title: str = "", note: str = "") -> ReportFile:
    return ReportFile(
        title=title or document.title,
        url=document.url,
        language=language_name(document.language) if document.language else "",
        lang=bcp47(document.language) if document.language else "",
        extension=document.file_extension.upper(),
        size=filesizeformat(document.file_size) if document.file_size else "",
        note=note,
    )


def _built(build: ReportBuild) -> ReportFile:
    assert build.finished_at is not None  # noqa: S101 - what is offered is finished
    note = gettext("Typeset from the entries on this site on %(date)s")
    return _file(build.document, note=note % {"date": localized_date(build.finished_at.date())})

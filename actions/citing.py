"""How to cite an action: in words, as BibTeX and as RIS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from actions.cards import places_text
from actions.models import ActionLRG
from actions.permalinks import permalink
from home.attachments import attachment
from home.languages import bcp47, current_language
from home.sources import attach_words

if TYPE_CHECKING:
    from actions.models import Action, ActionIndexPage

PROGRAMME = "Call to Local Action for Migrants and Refugees"
"""The author of every entry, by its English name in all citations."""

TEX_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True)
class Citation:
    """What a citation of an entry says."""

    key: str
    title: str
    places: str
    year: str
    language: str
    url: str
    bibtex_type: str = "misc"
    ris_type: str = "ELEC"

    @property
    def text(self) -> str:
        """The citation as a line of text in the reader's language."""
        values = {
            "author": gettext("Call to Local Action for Migrants and Refugees"),
            "year": self.year,
            "title": self.title,
            "places": self.places,
            "url": self.url,
        }
        if not self.places:
            return gettext("%(author)s (%(year)s). “%(title)s”. %(url)s") % values
        return gettext("%(author)s (%(year)s). “%(title)s”, %(places)s. %(url)s") % values

    @property
    def bibtex(self) -> str:
        """The citation as BibTeX, with letters of any script as they are (UTF-8)."""
        fields = {
            "author": f"{{{_tex(PROGRAMME)}}}",
            "title": f"{{{_tex(self.title)}}}",
            "note": _tex(self.places),
            "year": self.year,
            "language": self.language,
            "url": self.url,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@{self.bibtex_type}{{{self.key},", *lines, "}", ""])

    @property
    def ris(self) -> str:
        """The citation as RIS, one tag a line."""
        tags = [
            ("TY", self.ris_type),
            ("AU", PROGRAMME),
            ("TI", self.title),
            ("CY", self.places),
            ("PY", self.year),
            ("LA", self.language),
            ("UR", self.url),
            ("ID", self.key),
        ]
        lines = [f"{tag}  - {_one_line(value)}" for tag, value in tags if value]
        return "\r\n".join([*lines, "ER  - ", ""])


FILES: dict[str, tuple[str, Callable[[Citation], str]]] = {
    "bib": ("application/x-bibtex; charset=utf-8", lambda citation: citation.bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", lambda citation: citation.ris),
}


def cite(source: Action, words: Action, places: str, request: HttpRequest) -> Citation:
    """Return the citation of an action in the words that a reader is shown."""
    published = words.last_published_at or source.compiled_on or source.added_at or timezone.now()
    return Citation(
        key=f"call-to-local-action-{source.pk}",
        title=_one_line(words.title),
        places=places,
        year=str(published.year),
        language=bcp47(words.language),
        url=permalink(source, request) if source.pk else "",
    )


def citation_file(
    page: ActionIndexPage, request: HttpRequest, slug: str, extension: str
) -> HttpResponse:
    """Answer with the citation of an action as a file."""
    from actions.detail import live_rows, source_among

    rows = live_rows(slug)
    source = source_among(rows)
    links = ActionLRG.objects.filter(action=source).select_related("lrg__locale")
    lrgs = [link.lrg for link in links.order_by("sort_order")]
    places = places_text(attach_words(lrgs, current_language()))
    citation = cite(source, rows.get(current_language(), source), places, request)
    return as_file(citation, extension)


def as_file(citation: Citation, extension: str) -> HttpResponse:
    """Answer with a citation as a file."""
    content_type, write = FILES[extension]
    return attachment(write(citation), f"{citation.key}.{extension}", content_type)


def _tex(text: str) -> str:
    return _one_line(text).translate(TEX_SPECIAL)


def _one_line(text: str) -> str:
    return " ".join(text.split())

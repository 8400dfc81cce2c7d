"""What all records of the API have: an identity, words in one language, a place in a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.core.paginator import EmptyPage, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from pydantic import BaseModel, Field

from home.api.asking import PageAsked
from home.api.problems import RefusedError
from home.languages import bcp47, current_language
from home.links import absolute_url, in_language
from home.sources import SourceMixin

Item = TypeVar("Item")
NAMESPACE = "api-1"
LONGEST_KEY = 18


class Record(BaseModel):
    """A record in the words of one language."""

    id: int = Field(description=gettext_noop("Never changes."))
    slug: str = Field(description=gettext_noop("The last part of its address on the site."))
    url: str = Field(description=gettext_noop("Its page on the site, in the language asked for."))
    api_url: str = Field(description=gettext_noop("Its address in the API."))
    language: str = Field(description=gettext_noop("The language of its words (BCP 47)."))
    is_fallback: bool = Field(
        description=gettext_noop("Whether it has no words in the language asked for.")
    )
    languages: list[str] = Field(description=gettext_noop("The languages it has words in."))
    title: str


class Choice(BaseModel):
    """A value of a closed list, with its label in the language asked for."""

    value: str
    label: str


class Image(BaseModel):
    """The image of a record. Its licence is its own, not that of the data."""

    url: str
    width: int
    height: int
    alt: str = Field(description=gettext_noop("What it shows; empty if it only decorates."))
    credit: str
    licence: str


class Listing(BaseModel, Generic[Item]):
    """One page of a list."""

    language: str = Field(description=gettext_noop("The language asked for (BCP 47)."))
    total: int = Field(description=gettext_noop("How many records there are on all pages."))
    page: int
    pages: int
    per_page: int
    previous: str | None
    next: str | None
    items: list[Item]


@dataclass(frozen=True)
class Reader:
    """Who asks: the language of the answer, and the host that its addresses are on."""

    request: HttpRequest

    @property
    def language(self) -> str:
        """The code of the language asked for."""
        return current_language()

    def url(self, path: str) -> str:
        """Return an address of the site as a stranger can follow it."""
        return absolute_url(self.request, path)

    def page_url(self, source: Any) -> str:
        """Return the address of a page whose words are attached, in the language asked for."""
        return self.url(in_language(source.words.get_url() or "/", self.language))

    def api_url(self, name: str, *args: Any) -> str:
        """Return an address of the API."""
        return self.url(reverse(f"{NAMESPACE}:{name}", args=args))

    def media_url(self, url: str) -> str:
        """Return the address of an upload, which may be on a host of its own."""
        return self.url(url) if url.startswith("/") else url


@dataclass(frozen=True)
class Slice:
    """One page of some items: ``frame`` is what the listing says besides them."""

    items: list[Any]
    frame: dict[str, Any]


def cut(reader: Reader, items: QuerySet[Any] | Sequence[Any], asked: PageAsked) -> Slice:
    """Return the page that is asked for; what lies after the last one isn't found."""
    paginator = Paginator(items, asked.per_page)
    try:
        page = paginator.page(asked.page)
    except EmptyPage as error:
        detail = gettext("There is no page %(page)s; the last one is %(last)s.")
        numbers = {"page": asked.page, "last": paginator.num_pages}
        raise RefusedError(404, detail % numbers) from error

    def link(number: int) -> str:
        query = reader.request.GET.copy()
        query["page"] = str(number)
        return reader.url(f"{reader.request.path}?{query.urlencode()}")

    frame = {
        "language": bcp47(reader.language),
        "total": paginator.count,
        "page": page.number,
        "pages": paginator.num_pages,
        "per_page": asked.per_page,
        "previous": link(page.number - 1) if page.has_previous() else None,
        "next": link(page.number + 1) if page.has_next() else None,
    }
    return Slice(list(page.object_list), frame)


def languages_of(records: Sequence[SourceMixin]) -> dict[Any, list[str]]:
    """Return the languages in which records have live words, by translation key."""
    model: Any = type(records[0]) if records else None
    if model is None:
        return {}
    keys = [record.translation_key for record in records]
    rows = model._base_manager.filter(translation_key__in=keys, live=True).order_by()
    if hasattr(model, "alias_of"):
        rows = rows.filter(alias_of__isnull=True)
    found: dict[Any, set[str]] = defaultdict(set)
    for key, code in rows.values_list("translation_key", "locale__language_code"):
        found[key].add(code)
    order = [code for code, _name in settings.LANGUAGES]
    return {key: [bcp47(code) for code in order if code in codes] for key, codes in found.items()}


def identity(
    reader: Reader, source: Any, languages: Iterable[str], url: str, name: str
) -> dict[str, Any]:
    """Return the fields of :class:`Record` for a source whose words are attached.

    ``url`` is the whole address of its page, ``name`` that of its endpoint.
    """
    words = source.words
    return {
        "id": source.pk,
        "slug": words.slug,
        "url": url,
        "api_url": reader.api_url(name, source.pk),
        "language": bcp47(words.language),
        "is_fallback": words.language != reader.language,
        "languages": list(languages),
        "title": words.title,
    }


def by_key(sources: QuerySet[Any], key: str) -> Any:
    """Return the public source that has an id, or else a slug in any language."""
    model: Any = sources.model
    if key.isdecimal() and len(key) <= LONGEST_KEY:
        found = sources.filter(pk=int(key)).first()
        if found:
            return found
    rows = model._base_manager.filter(slug=key, live=True).order_by()
    wanted = Q(translation_key__in=rows.values("translation_key"))
    found = sources.filter(wanted).order_by("pk").first()
    if found is None:
        raise Http404
    return found


def choice(record: Any, field: str) -> Choice | None:
    """Return the value of a field with choices, or nothing if it is empty."""
    value = getattr(record, field)
    label = getattr(record, f"get_{field}_display")
    return Choice(value=value, label=str(label())) if value else None


def image_of(reader: Reader, source: Any) -> Image | None:
    """Return the image of a source whose words are attached."""
    image = source.image
    if image is None:
        return None
    alt = "" if source.image_decorative else source.words.image_alt or source.image_alt
    return Image(
        url=reader.media_url(image.file.url),
        width=image.width,
        height=image.height,
        alt=alt,
        credit=image.credit,
        licence=image.licence,
    )


def body_html(words: Any) -> str:
    """Return the body of a record as HTML; its relative addresses belong to the record's page."""
    return str(words.body.render_as_block()) if words.body else ""

"""The pages of those who write stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import urlencode

from home.frame import Description, describe, page_trail
from home.languages import bcp47, current_language
from home.links import reader_url
from home.pagination import get_page, pagination
from home.site_frame import Link, index_urls

from .models import Author
from .stories import stories, story_cards

if TYPE_CHECKING:
    from .models import StoryIndexPage

PAGE_SIZE = 12


@dataclass(frozen=True)
class AuthorLink:
    """Who has written a story, in the reader's words, with the address of the page."""

    name: str
    role: str
    lang: str
    url: str


def author_url(slug: str, language: str) -> str:
    """Return the address of an author's page."""
    return f"{index_urls(language).get('stories', f'/{language}/')}authors/{slug}/"


def author_link(source: Author) -> AuthorLink:
    """Return the link to an author whose words are attached."""
    words = source.words
    url = author_url(source.slug, current_language())
    return AuthorLink(words.name, words.role, bcp47(words.language), url)


def author_response(page: StoryIndexPage, request: HttpRequest, slug: str) -> HttpResponse:
    """Show who an author is, and the stories."""
    rows = {row.language: row for row in Author.objects.filter(slug=slug).select_related("locale")}
    source = next((row for row in rows.values() if row.is_source), None)
    if source is None:
        raise Http404
    words = rows.get(current_language(), source)
    listed = get_page(stories().filter(authors=source), request.GET.get("page"), PAGE_SIZE)
    context = {
        "page": page,
        "self": page,
        "author": words,
        "portrait": source.portrait,
        "stories": story_cards(listed.object_list),
        "pagination": pagination(listed, request.GET),
        **describe(request, _description(page, request, words, list(rows))),
    }
    return TemplateResponse(request, "blog/author.html", context)


def author_sitemap_rows() -> list[dict[str, str]]:
    """Return the addresses of every author of a public story, by language."""
    authors = Author.objects.filter(is_source=True, storypage__in=stories()).distinct()
    keys = authors.values("translation_key")
    rows: dict[Any, dict[str, str]] = {}
    for row in Author.objects.filter(translation_key__in=keys).select_related("locale"):
        urls = rows.setdefault(row.translation_key, {})
        urls[row.language] = author_url(row.slug, row.language)
    return list(rows.values())


def _description(
    page: StoryIndexPage, request: HttpRequest, words: Author, languages: list[str]
) -> Description:
    index = Link(page.title, reader_url(page), bcp47(page.language))
    return Description(
        title=words.name,
        summary=words.biography or words.role,
        language=words.language,
        url=author_url(words.slug, current_language()),
        urls={code: author_url(words.slug, code) for code in languages},
        trail=[*page_trail(page, request), index],
        og_type="profile",
        schema_type="ProfilePage",
        key=words.translation_key,
        feed_url=f"{reader_url(page)}feed/?{urlencode({'author': words.slug})}",
    )

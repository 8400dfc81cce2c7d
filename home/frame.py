"""What a page tells about itself: its place, its languages, its metadata."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from home.caches import remember
from home.languages import babel_locale, bcp47, current_language, direction
from home.links import absolute_url, in_language
from home.site_frame import Link
from home.subjects import EVERYDAY_BUT_STORIES
from home.translating.older_versions import newer_source

if TYPE_CHECKING:
    from django.http import HttpRequest

    from home.pages import SitePage

DESCRIPTION_LENGTH = 300
# Nothing that could end the script element, or open a comment in it.
JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Alternate:
    """The same page in another language."""

    tag: str
    url: str


@dataclass(frozen=True)
class Fallback:
    """A page shown in another language than the reader's."""

    language_name: str
    language_tag: str
    original_url: str


@dataclass(frozen=True)
class Content:
    """The language of a page's words."""

    lang: str
    direction: str


@dataclass(frozen=True)
class ShareImage:
    """The image that goes with a link to a page, where it is shared."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class FeedLink:
    """A feed that readers of a page may want to follow."""

    url: str
    title: str


@dataclass
class Meta:
    """The metadata of a page."""

    title: str
    description: str
    canonical: str
    og_locale: str
    alternates: list[Alternate] = field(default_factory=list)
    og_type: str = "website"
    feeds: list[FeedLink] = field(default_factory=list)
    image: ShareImage | None = None
    json_ld: str = ""


@dataclass
class Description:
    """What :func:`describe` needs to know of a page or an action.

    ``language`` is that of its words; ``urls`` are its addresses in the languages that have its
    words; ``url`` is where the reader is.
    """

    title: str
    summary: str
    language: str
    url: str
    urls: dict[str, str]
    trail: Sequence[Link] = ()
    seo_title: str = ""
    og_type: str = "website"
    schema_type: str = "WebPage"
    image: ShareImage | None = None
    feed_url: str = ""
    feed_title: str = ""
    structured: dict[str, Any] = field(default_factory=dict)
    key: UUID | None = None


def describe(request: HttpRequest, item: Description) -> dict[str, Any]:
    """Return ``meta``, ``breadcrumb``, ``content`` and the notices for the templates."""
    reader = current_language()
    request.language_urls = item.urls  # type: ignore[attr-defined]
    canonical = absolute_url(request, item.urls.get(item.language, item.url))
    breadcrumb = [*item.trail, Link(item.title, item.url, bcp47(item.language))]
    meta = Meta(
        title=item.seo_title or item.title,
        description=Truncator(item.summary).chars(DESCRIPTION_LENGTH),
        canonical=canonical,
        alternates=[
            Alternate(bcp47(code), absolute_url(request, url))
            for code, url in sorted(item.urls.items())
        ],
        og_locale=str(babel_locale(item.language)),
        og_type=item.og_type,
        image=item.image,
        feeds=[FeedLink(item.feed_url, item.feed_title or item.title)] if item.feed_url else [],
    )
    if item.image:
        meta.image = replace(item.image, url=absolute_url(request, item.image.url))
    meta.json_ld = _json_ld(request, item, meta, breadcrumb)
    fallback = _original(item, item.language) if item.language != reader else None
    return {
        "meta": meta,
        "breadcrumb": breadcrumb if item.trail else [],
        "content": Content(bcp47(item.language), direction(item.language)),
        "fallback": fallback,
        "older_version": _older_version(item),
    }


def _original(item: Description, language: str) -> Fallback:
    """Return where a page stands in the language that it was written in."""
    return Fallback(
        language_name=_language_name(language, current_language()),
        language_tag=bcp47(language),
        original_url=item.urls.get(language, item.url),
    )


def _older_version(item: Description) -> Fallback | None:
    """Return the original that is newer than the words that the reader gets."""
    newer = newer_source(item.key, item.language)
    return _original(item, newer) if newer in item.urls else None


def add_query(context: dict[str, Any], request: HttpRequest, query: str) -> None:
    """Let a page that a query string has changed say so: it is a page of its own.

    Its canonical address, its alternates and the language switcher keep the query string.
    """
    if not query:
        return
    meta: Meta = context["meta"]
    meta.canonical = f"{meta.canonical}?{query}"
    meta.alternates = [Alternate(item.tag, f"{item.url}?{query}") for item in meta.alternates]
    urls: dict[str, str] = getattr(request, "language_urls", {})
    request.language_urls = {  # type: ignore[attr-defined]
        code: f"{url}?{query}" for code, url in urls.items()
    }


def share_image(record: Any) -> ShareImage | None:
    """Return the image of a page or an action at the size at which networks show it.

    Cropped around its focal point. Some networks don't read WebP.
    """
    source = record.source
    image = getattr(source, "image", None)
    if image is None:
        return None
    try:
        rendition = image.get_rendition("fill-1200x630|format-jpeg")
    except SourceImageIOError:
        return None
    alt = "" if source.image_decorative else record.image_alt or source.image_alt
    return ShareImage(rendition.url, rendition.width, rendition.height, alt)


def page_frame(page: SitePage, request: HttpRequest) -> dict[str, Any]:
    """Return what the templates show about a page of the tree."""
    if getattr(request, "is_preview", False):
        return describe(request, _page_description(page, request))
    key = f"frame:{page.pk}:{current_language()}"
    apart_from = EVERYDAY_BUT_STORIES
    description = remember(key, lambda: _page_description(page, request), apart_from=apart_from)
    return describe(request, description)


def _page_description(page: SitePage, request: HttpRequest) -> Description:
    return Description(
        title=page.title,
        seo_title=page.seo_title,
        summary=page.search_description or page.summary_text,
        language=page.language,
        url=in_language(page.get_url(request) or "/", current_language()),
        urls=_page_urls(page, request),
        trail=page_trail(page, request),
        og_type=page.og_type,
        schema_type=page.schema_type,
        image=share_image(page),
        feed_url=page.get_feed_url(),
        feed_title=page.get_feed_title(),
        structured=page.get_structured_data(),
        key=page.translation_key,
    )


def _page_urls(page: SitePage, request: HttpRequest) -> dict[str, str]:
    """Return the addresses of a page's live rows by language."""
    rows = (
        Page.objects.live()
        .filter(translation_key=page.translation_key, alias_of__isnull=True)
        .select_related("locale")
        .order_by("path")
    )
    urls = {row.locale.language_code: row.get_url(request) or "/" for row in rows}
    return urls or {page.language: page.get_url(request) or "/"}


def page_trail(page: SitePage, request: HttpRequest | None = None) -> list[Link]:
    """Return the pages above a page, from the home page down, in the reader's words."""
    reader = current_language()
    above = page.get_ancestors().filter(depth__gt=1)
    ancestors = list(above.select_related("locale", "alias_of__locale"))
    if page.language != reader and ancestors:
        rows = {
            row.translation_key: row
            for row in Page.objects.live()
            .filter(
                translation_key__in=[ancestor.translation_key for ancestor in ancestors],
                locale__language_code=reader,
            )
            .select_related("locale", "alias_of__locale")
        }
        ancestors = [rows.get(ancestor.translation_key, ancestor) for ancestor in ancestors]
    trail = [
        Link(
            ancestor.title,
            in_language(ancestor.get_url(request) or "/", reader),
            bcp47((ancestor.alias_of or ancestor).locale.language_code),
        )
        for ancestor in ancestors
    ]
    if trail:
        trail[0] = Link(gettext("Home"), f"/{reader}/", bcp47(reader))
    return trail


def _language_name(code: str, reader: str) -> str:
    return babel_locale(code).get_language_name(str(babel_locale(reader))) or code


def _json_ld(
    request: HttpRequest, item: Description, meta: Meta, breadcrumb: Sequence[Link]
) -> SafeString:
    data = {
        "@context": "https://schema.org",
        "@type": item.schema_type,
        "name": item.title,
        "url": meta.canonical,
        "inLanguage": bcp47(item.language),
        "description": meta.description,
        **item.structured,
    }
    if item.schema_type == "Article":
        data["headline"] = item.title
        if meta.image:
            data["image"] = meta.image.url
    graph: Any = data
    if item.trail:
        steps = [
            {
                "@type": "ListItem",
                "position": number,
                "name": str(link.title),
                "item": absolute_url(request, link.url),
            }
            for number, link in enumerate(breadcrumb, start=1)
        ]
        crumbs = {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": steps,
        }
        graph = [data, crumbs]
    text = json.dumps(graph, ensure_ascii=False)
    return mark_safe(text.translate(JSON_ESCAPES))  # noqa: S308 - escaped in the line itself

"""Every link of the site, in all six languages, on its reference content."""

from __future__ import annotations

import html
import re
from collections import deque
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("seeded"),
    pytest.mark.longest,
]

LANGUAGES = [code for code, _name in settings.LANGUAGES]
TAGS = {code: {"zh-hans": "zh-Hans"}.get(code, code) for code in LANGUAGES}
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"', re.DOTALL)
ROOT = re.compile(r'<html\s+lang="([^"]+)"\s+dir="([^"]+)"')
ALTERNATE = re.compile(r'rel="alternate"\s+hreflang="([^"]+)"\s+href="http://testserver([^"]+)"')
CANONICAL = re.compile(r'rel="canonical" href="http://testserver([^"]+)"')
NOTICE = 'role="note"'
NOT_PAGES = ("/static/", "/media/", "/documents/", "/admin/")


# A page of a list, or a list with one filter, in two languages: more filters make more pages than
# anyone could visit.
LISTS = re.compile(r"/(?:ar|en)/(?:actions|cities|stories)/\?")
ONE_CHOICE = re.compile(r"/(?:[a-z0-9-]+/)+\?[a-z]+=[^&]*")
# Pages to print are typeset when they are asked for: the first of each kind and language will do.
PRINTED = re.compile(r"/[a-z-]+/[a-z]+/(?=[^/]+\.pdf$)")


@dataclass
class Visit:
    """What the crawl keeps of a page."""

    status: int
    lang: str
    direction: str
    alternates: dict[str, str]
    canonical: str
    is_fallback: bool


def crawl(client: Client, starts: list[str]) -> tuple[dict[str, Visit], dict[str, str]]:
    """Follow every internal link; return the pages, and who links to each."""
    queue, linked_from = deque(starts), dict.fromkeys(starts, "")
    visits: dict[str, Visit] = {}
    printed: set[str] = set()
    while queue:
        url = queue.popleft()
        response = client.get(url)
        if response.status_code in {301, 302}:
            targets = [response["Location"]]
            visits[url] = Visit(response.status_code, "", "", {}, "", False)
        else:
            is_page = response["Content-Type"].startswith("text/html")
            text = response.content.decode() if is_page else ""
            # The client has closed all others: once more would cost each page a new connection.
            if response.streaming:
                response.close()
            root = ROOT.search(text)
            canonical = CANONICAL.search(text)
            visits[url] = Visit(
                response.status_code,
                root[1] if root else "",
                root[2] if root else "",
                dict(ALTERNATE.findall(text)),
                html.unescape(canonical[1]) if canonical else "",
                NOTICE in text,
            )
            targets = LINK.findall(text) if root else []
        for target in targets:
            absolute = urldefrag(urljoin(f"http://testserver{url}", html.unescape(target)))[0]
            parts = urlsplit(absolute)
            path = absolute.removeprefix("http://testserver")
            if parts.netloc != "testserver" or path.startswith(NOT_PAGES) or path in linked_from:
                continue
            if parts.query and not (LISTS.match(path) and ONE_CHOICE.fullmatch(path)):
                continue
            linked_from[path] = url
            kind = PRINTED.match(path)
            if kind and kind[0] in printed:
                continue
            if kind:
                printed.add(kind[0])
            queue.append(path)
    return visits, linked_from


@pytest.fixture(scope="module")
def crawled(seeded: None, django_db_blocker: object) -> tuple[dict[str, Visit], dict[str, str]]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return crawl(Client(), [f"/{code}/" for code in LANGUAGES])


def test_every_link_leads_to_a_page(crawled: tuple[dict[str, Visit], dict[str, str]]) -> None:
    visits, linked_from = crawled
    broken = {
        url: (visit.status, linked_from[url])
        for url, visit in visits.items()
        if visit.status not in {200, 301, 302}
    }
    assert not broken
    assert len(visits) > 1000


def test_pages_tell_the_readers_language(
    crawled: tuple[dict[str, Visit], dict[str, str]],
) -> None:
    wrong = {
        url: (visit.lang, visit.direction)
        for url, visit in crawled[0].items()
        if visit.status == 200
        and visit.lang
        and (visit.lang, visit.direction)
        != (TAGS[url.split("/")[1]], "rtl" if url.startswith("/ar/") else "ltr")
    }
    assert not wrong


def test_no_alternate_is_a_fallback(crawled: tuple[dict[str, Visit], dict[str, str]]) -> None:
    visits = crawled[0]
    wrong = []
    for url, visit in visits.items():
        for tag, path in visit.alternates.items():
            target = visits.get(html.unescape(path))
            prefix = path.split("/")[1]
            if TAGS[prefix] != tag or (target and target.is_fallback):
                wrong.append((url, tag, path))
    assert not wrong


def test_a_fallback_points_search_engines_to_the_original(
    crawled: tuple[dict[str, Visit], dict[str, str]],
) -> None:
    visits = crawled[0]
    fallbacks = {url: visit for url, visit in visits.items() if visit.is_fallback}
    wrong = {
        url: visit.canonical
        for url, visit in fallbacks.items()
        if visit.canonical not in visits or visits[visit.canonical].is_fallback
    }
    assert not wrong

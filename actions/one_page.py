"""One action, or one LRG, on one page to print and to hand out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.text import Truncator

from actions.cards import action_url, worded_card
from actions.cities import city_context
from actions.citing import cite
from actions.detail import (
    live_rows,
    objective_groups,
    progress_updates,
    readers_row,
    source_among,
)
from actions.provenance import provenance
from actions.report.document import printed_frame
from actions.terms import terms
from home import pdf
from home.frame import Content
from home.languages import bcp47, current_language, direction
from home.links import absolute_url, reader_url
from home.pdf.serving import pdf_response

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from actions.models import Action, CityPage

BODIES = (6000, 2800, 1200)
"""Characters of a body to try, until everything is on one page."""
BRIEF = (600, 0)
"""The same where objectives are their numbers only and progress is a sentence."""
LISTS = ((12, 700, 24), (7, 400, 12), (3, 300, 6), (1, 200, 3))
"""Commitments, characters of each and actions to try."""
LONGEST_PROGRESS, BRIEF_PROGRESS, BRIEF_SUMMARY = 500, 160, 300
LONGEST_PLACES = 160


def action_pdf(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Answer with the action of a slug, in the reader's words if it has them."""
    language = current_language()
    rows = live_rows(slug)
    source = source_among(rows)
    words = readers_row(slug, rows, source)
    if slug != words.slug:
        return HttpResponseRedirect(f"{action_url(words.slug, language).rstrip('/')}.pdf")
    source.words = words
    return pdf_response(
        request,
        f"action:{source.pk}",
        f"call-to-local-action-{source.pk}-{language}",
        lambda: _one_page(request, "pdf/action_page.html", _action_contexts(source, request)),
    )


def city_pdf(page: CityPage, request: HttpRequest) -> HttpResponseBase:
    """Answer with an LRG, in the reader's words if it has them."""
    source = page.source
    return pdf_response(
        request,
        f"city:{source.pk}",
        f"call-to-local-action-{source.slug[:60]}-{current_language()}",
        lambda: _one_page(request, "pdf/city_page.html", _city_contexts(page, request)),
    )


def _one_page(request: HttpRequest, template: str, contexts: Iterator[dict[str, Any]]) -> bytes:
    """Typeset with less and less text, until it fits; cut off what never does."""
    frame = printed_frame()
    base_url = absolute_url(request, "/")
    tried = list(contexts)
    for context in tried:
        html = render_to_string(template, {**frame, **context})
        is_last = context is tried[-1]
        made = pdf.typeset(html, base_url=base_url, most_pages=1, cut=is_last)
        if made.content:
            break
    return made.content


def _action_contexts(source: Action, request: HttpRequest) -> Iterator[dict[str, Any]]:
    """Yield what the page shows, each time with a shorter body."""
    language, words = current_language(), source.words
    labels = terms(language)
    card = worded_card(source, language)
    updates = progress_updates(source, words)
    content = Content(bcp47(words.language), direction(words.language))
    context = {
        "title": words.title,
        "description": words.summary,
        "content": content,
        "action": card,
        "places": Truncator(card.places_text).chars(LONGEST_PLACES),
        "priorities": labels.pick(labels.priorities, source.priorities.all()),
        "objectives": objective_groups(labels.pick(labels.objectives, source.objectives.all())),
        "progress": updates[0] if updates else None,
        "provenance": provenance(source),
        "citation": cite(source, words, card.places_text, request),
    }
    body = render_to_string(
        "pdf/body.html", {"body": words.body, "content": content, "typeset": True}
    ).strip()
    for length, is_brief in _lengths(len(body)):
        most = BRIEF_PROGRESS if is_brief else LONGEST_PROGRESS
        yield {
            **context,
            "body": Truncator(body).chars(length, html=True) if length else "",
            "progress_text": Truncator(updates[0].text).chars(most) if updates else "",
            "summary": Truncator(words.summary).chars(BRIEF_SUMMARY) if is_brief else words.summary,
            "is_brief": is_brief,
            "is_cut": is_brief or length < len(body),
        }


def _lengths(whole: int) -> Iterator[tuple[int, bool]]:
    """Yield the lengths to try for a text, the whole of it first where it is not too long."""
    if whole <= max(BODIES):
        yield whole, False
    yield from ((length, False) for length in BODIES if length < whole)
    yield from ((length, True) for length in BRIEF if length < whole or not length)


def _city_contexts(page: CityPage, request: HttpRequest) -> Iterator[dict[str, Any]]:
    """Yield what the page shows, each time with fewer commitments and actions."""
    shown = city_context(page, is_preview=False)
    for number, length, actions in LISTS:
        commitments = shown["commitments"][:number]
        yield {
            **shown,
            "title": page.title,
            "description": page.introduction,
            "content": Content(bcp47(page.language), direction(page.language)),
            "page": page,
            "introduction": Truncator(page.introduction).chars(length),
            "commitments": [
                {"item": item, "text": Truncator(item.text).chars(length)} for item in commitments
            ],
            "actions": shown["actions"][:actions],
            "is_cut": len(commitments) < len(shown["commitments"])
            or actions < len(shown["actions"])
            or any(len(item.text) > length for item in commitments),
            "address": absolute_url(request, reader_url(page)),
        }

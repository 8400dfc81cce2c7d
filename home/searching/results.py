"""The page of results: grouped by kind, with what to do when there are none."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actions.cards import explorer_url
from home.languages import bcp47, current_language, localized_number
from home.models import SearchEntry
from home.pagination import Pagination, get_page, pagination

from .addresses import addresses
from .answers import Answer, answer
from .asking import Question, ask, tsquery
from .matching import Group as Matches
from .matching import best_by_kind, ranked_entries, totals
from .promotions import count, promoted_entries, promotions
from .snippets import Marker

Kind = SearchEntry.Kind
SHOWN = 5
"""Results of each kind on the page of all kinds."""
PAGE_SIZE = 20
MOST_WAYS_TRIED = 6
WAYS_SHOWN = 3

HEADINGS: dict[str, str | Promise] = {
    Kind.ACTION: _("Actions"),
    Kind.CITY: _("Cities and regions"),
    Kind.STORY: _("Stories"),
    Kind.REPORT: _("Reports"),
    Kind.PAGE: _("Pages"),
    Kind.DOCUMENT: _("Documents"),
}


@dataclass(frozen=True)
class Result:
    """One page that was found, its matching words marked."""

    title: str
    snippet: str
    url: str
    lang: str


@dataclass(frozen=True)
class Group:
    """The best results of one kind; ``more_url`` leads to all of them."""

    kind: str
    heading: str
    total_text: str
    results: list[Result]
    more_url: str = ""
    more_text: str = ""


@dataclass(frozen=True)
class WayOut:
    """What leaving out a word would give."""

    text: str
    url: str
    total: int
    total_text: str


@dataclass
class Results:
    """Everything that the page shows about a search."""

    query: str
    kind: str = ""
    all_url: str = ""
    spelling: str = ""
    total_text: str = ""
    promoted: list[Result] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    pagination: Pagination | None = None
    ways_out: list[WayOut] = field(default_factory=list)
    explorer_url: str = ""


def search(params: QueryDict) -> Results:
    """Search everything for ``q``; with ``kind``, show all results of one kind, page by page."""
    language = current_language()
    question = ask(params.get("q", ""), language)
    results = Results(question.text, explorer_url=explorer_url(language))
    if not question.text:
        return results
    kind = params.get("kind", "")
    found: Answer[dict[str, Matches]]
    if kind in HEADINGS:
        ranked = answer(question, lambda query: ranked_entries(kind, query, language), kind)
        page = get_page(ranked.matches or [], params.get("page"), PAGE_SIZE)
        results.kind = str(HEADINGS[kind])
        results.all_url = f"?{urlencode({'q': question.text})}"
        results.pagination = pagination(page, params)
        matches = {kind: Matches(page.paginator.count, 0, list(page))} if ranked.matches else {}
        found = Answer(ranked.question, matches, ranked.spelling, ranked.beginning)
    else:
        found = answer(question, lambda query: best_by_kind(query, language, SHOWN))
        results.promoted = _promoted(question)
        count(question)
    results.spelling = found.spelling
    results.groups = _groups(found, paged=bool(results.kind))
    total = sum(group.total for group in (found.matches or {}).values())
    results.total_text = results_text(total)
    if not total:
        results.ways_out = _ways_out(question, kind)
    return results


def results_text(total: int) -> str:
    """Say how many results there are."""
    text = ngettext("%(count)s result", "%(count)s results", total)
    return text % {"count": localized_number(total)}


def _promoted(question: Question) -> list[Result]:
    """Return what editors have put first for these words."""
    chosen = promotions(question)
    entries = promoted_entries(chosen, question.language)
    urls = addresses(entries.values(), question.language)
    results = []
    for promotion in chosen:
        entry = entries.get(promotion.key) if promotion.key else None
        text = promotion.description
        if entry:
            results.append(
                Result(entry.title, text or entry.summary, urls[entry.pk], bcp47(entry.language))
            )
        elif promotion.url:
            results.append(Result(promotion.title, text, promotion.url, ""))
    return results


def _groups(found: Answer[dict[str, Matches]], *, paged: bool) -> list[Group]:
    """Return the groups, the one with the best result first; two queries for all of them."""
    matches = found.matches or {}
    keys = [key for group in matches.values() for key in group.entries]
    entries = SearchEntry.objects.defer("vector", "title_vector").in_bulk(keys)
    marker = Marker(found, entries.values())
    urls = addresses(entries.values(), found.question.language)
    groups = []
    for kind, group in sorted(matches.items(), key=lambda item: -item[1].best):
        shown = [entries[key] for key in group.entries if key in entries]
        groups.append(
            Group(
                kind=kind,
                heading=str(HEADINGS[kind]),
                total_text=localized_number(group.total),
                results=[
                    Result(
                        marker.title(entry),
                        marker.snippet(entry),
                        urls[entry.pk],
                        bcp47(entry.language),
                    )
                    for entry in shown
                ],
                more_url="" if paged else _more_url(kind, group, found.question),
                more_text=_more_text(kind, group.total),
            )
        )
    return groups


def _more_url(kind: str, group: Matches, question: Question) -> str:
    """Return where all results of a kind are; actions can be filtered in their explorer."""
    if kind == Kind.ACTION:
        return f"{explorer_url(question.language)}?{urlencode({'q': question.text})}"
    if group.total > len(group.entries):
        return f"?{urlencode({'q': question.text, 'kind': kind})}"
    return ""


def _more_text(kind: str, total: int) -> str:
    count = {"count": localized_number(total)}
    if kind == Kind.ACTION:
        text = ngettext("Explore %(count)s action", "Explore all %(count)s actions", total)
    else:
        text = ngettext("%(count)s result", "All %(count)s results", total)
    return text % count


def _ways_out(question: Question, kind: str) -> list[WayOut]:
    """Return what leaving out one word would give, for the words that are in the way."""
    if len(question.terms) < 2:
        return []
    shorter = [
        (term, rest)
        for term in question.terms[:MOST_WAYS_TRIED]
        if (rest := question.without(term)).wanted
    ]
    counts = totals(
        [tsquery(rest.terms) for _term, rest in shorter],
        question.language,
        kind if kind in HEADINGS else None,
    )
    ways = [
        WayOut(
            text=term.text,
            url=f"?{urlencode({'q': rest.text, **({'kind': kind} if kind in HEADINGS else {})})}",
            total=total,
            total_text=results_text(total),
        )
        for (term, rest), total in zip(shorter, counts, strict=True)
        if total
    ]
    return sorted(ways, key=lambda way: -way.total)[:WAYS_SHOWN]

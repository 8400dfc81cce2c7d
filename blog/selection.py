"""What a reader has chosen among the stories: at most one value of each facet.

Read from a query string and written back as one, so that a choice has one address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from actions.terms import terms
from home.caches import remember_here
from home.languages import bcp47, current_language, localized_date
from home.subjects import EVERYDAY, EVERYDAY_BUT_STORIES

from .models import Author, StoryPage, Tag

if TYPE_CHECKING:
    from django.http import QueryDict

FACETS: dict[str, Any] = {
    "category": _("Category"),
    "tag": _("Subject"),
    "author": _("Author"),
    "language": _("Available in"),
    "month": _("Month"),
}
MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Value:
    """A value of a facet: what the address carries, and what readers read."""

    value: str
    label: str
    lang: str


@dataclass(frozen=True)
class Selection:
    """One value by facet. ``problems`` names the parameters that were not understood."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @classmethod
    def read(cls, params: QueryDict) -> Self:
        """Read a query string; whatever can't be understood becomes a problem, never an error."""
        chosen = {}
        problems = []
        for name in FACETS:
            given = list(dict.fromkeys(value for value in params.getlist(name) if value))
            known = [value for value in given if value_of(name, value)]
            if known:
                chosen[name] = known[0]
            if len(given) > len(known[:1]):
                problems.append(name)
        return cls(chosen, tuple(problems))

    @property
    def values(self) -> Iterator[tuple[str, Value]]:
        """The chosen values by facet, with their labels in the reader's language."""
        for name, value in self.chosen.items():
            labelled = value_of(name, value)
            if labelled:
                yield name, labelled

    def without(self, name: str) -> Self:
        """Return this selection without a facet."""
        chosen = {other: value for other, value in self.chosen.items() if other != name}
        return replace(self, chosen=chosen)

    def takes(self, story: Entry) -> bool:
        """Say whether a story is among those that are chosen."""
        return all(value in story.values[name] for name, value in self.chosen.items())

    def query_string(self, **more: str) -> str:
        """Return the one query string of this selection, with more parameters at its end."""
        pairs = [(name, self.chosen[name]) for name in FACETS if name in self.chosen]
        return urlencode([*pairs, *((name, value) for name, value in more.items() if value)])


@dataclass(frozen=True)
class Entry:
    """A public story, and the values that it has by facet."""

    pk: int
    values: Mapping[str, frozenset[str]]


def entries() -> list[Entry]:
    """Return every public story, newest first; kept at hand until the next publication."""
    return remember_here("story-entries", _entries, apart_from=EVERYDAY_BUT_STORIES)


def value_of(name: str, value: str) -> Value | None:
    """Return a value with its label in the reader's language, or nothing if there is none."""
    language = current_language()
    if name == "month":
        if not MONTH.fullmatch(value):
            return None
        first = date.fromisoformat(f"{value}-01")
        return Value(value, localized_date(first, "month"), bcp47(language))
    lists: dict[str, dict[str, Value]] = remember_here(
        f"story-values:{language}", lambda: _values(language), apart_from=EVERYDAY
    )
    return lists[name].get(value)


def _values(language: str) -> dict[str, dict[str, Value]]:
    categories = terms(language).categories.values()
    return {
        "category": {term.slug: Value(term.slug, term.label, term.lang) for term in categories},
        "tag": _names(Tag, language),
        "author": _names(Author, language),
        "language": {code: Value(code, name, bcp47(code)) for code, name in settings.LANGUAGES},
    }


def _names(model: type[Any], language: str) -> dict[str, Value]:
    """Return the names of records in a language, or else in their own, by slug."""
    rows = list(model.objects.select_related("locale"))
    words = {row.translation_key: row for row in rows if row.locale.language_code == language}
    names = {}
    for source in rows:
        if source.is_source:
            row = words.get(source.translation_key, source)
            names[source.slug] = Value(source.slug, row.name, bcp47(row.locale.language_code))
    return dict(sorted(names.items(), key=lambda item: item[1].label.casefold()))


def _entries() -> list[Entry]:
    from .stories import stories

    found = stories().values_list("pk", "translation_key", "date")
    categories = _slugs_of("categories", "category")
    tags = _slugs_of("tags", "tag")
    authors = _slugs_of("authors", "author")
    languages: dict[Any, set[str]] = {}
    rows = StoryPage.objects.live().filter(alias_of__isnull=True).order_by()
    for key, code in rows.values_list("translation_key", "locale__language_code"):
        languages.setdefault(key, set()).add(code)
    return [
        Entry(
            pk,
            {
                "category": frozenset(categories.get(pk, ())),
                "tag": frozenset(tags.get(pk, ())),
                "author": frozenset(authors.get(pk, ())),
                "language": frozenset(languages.get(key, ())),
                "month": frozenset([day.isoformat()[:7]]),
            },
        )
        for pk, key, day in found
    ]


def _slugs_of(field_name: str, related: str) -> dict[int, set[str]]:
    through = getattr(StoryPage, field_name).through.objects
    slugs: dict[int, set[str]] = {}
    for pk, slug in through.values_list("storypage_id", f"{related}__slug"):
        slugs.setdefault(pk, set()).add(slug)
    return slugs

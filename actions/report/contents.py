"""What goes into an edition: actions with those who carry them out, by region and country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext, pgettext

from actions.cards import action_dates, action_url
from actions.cities import commitments_of, facts_of
from actions.detail import Fact, ObjectiveGroup, Update, objective_groups, progress_updates
from actions.models import Action, CityPage
from actions.provenance import Provenance, provenance
from actions.regions import SLUGS, region_name
from actions.terms import TermLabel, terms
from home.languages import bcp47, current_language, sorting_key
from home.models import ReportBuild
from home.sources import attach_words

if TYPE_CHECKING:
    from home.models import ReportPage

MOST_ACTIONS = 500
"""In one file. A printed report of more is no longer read."""


@dataclass(frozen=True)
class PrintedAction:
    """An action as it stands under the first of those who carry it out."""

    anchor: str
    title: str
    lang: str
    dates: str
    stage: str
    categories: list[TermLabel]
    partners: str
    summary: str
    body: Any
    progress: Update | None
    priorities: list[TermLabel]
    objectives: list[ObjectiveGroup]
    provenance: Provenance
    url: str


@dataclass(frozen=True)
class PrintedLRG:
    """An LRG with its commitments and actions; ``shared`` are those that stand under another."""

    anchor: str
    name: str
    lang: str
    kind: str
    introduction: str
    facts: list[Fact]
    commitments: list[Any]
    actions: list[PrintedAction] = field(default_factory=list)
    shared: list[PrintedAction] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    @property
    def other_sources(self) -> list[str]:
        """The pages that are not the source of one of its actions."""
        own = {action.provenance.source_url for action in self.actions}
        return [url for url in self.sources if url not in own]


@dataclass(frozen=True)
class PrintedCountry:
    """A country with its LRGs; networks belong to none."""

    name: str
    lrgs: list[PrintedLRG]


@dataclass(frozen=True)
class PrintedRegion:
    """A region with its countries, in the order of their names."""

    slug: str
    name: str
    countries: list[PrintedCountry]

    @property
    def lrgs(self) -> Iterator[PrintedLRG]:
        """Everyone in the region."""
        for country in self.countries:
            yield from country.lrgs


def chosen_actions(
    page: ReportPage, scope: str, first_year: int | None = None, last_year: int | None = None
) -> QuerySet[Action]:
    """Return the actions of an edition, or all of them, that began in some years."""
    actions = Action.objects.public()
    if scope == ReportBuild.Scope.EDITION:
        actions = actions.filter(edition=page.source)
    if first_year:
        actions = actions.filter(start_date__year__gte=first_year)
    if last_year:
        actions = actions.filter(start_date__year__lte=last_year)
    return actions


def read_regions(actions: QuerySet[Action]) -> list[PrintedRegion]:
    """Return some actions under their LRGs, these by region and country, in a reader's words."""
    language = current_language()
    sources = _read_actions(actions, language)
    printed = {source.pk: _action(source) for source in sources}
    lrgs = {link.lrg_id: link.lrg for source in sources for link in source.lrgs.all()}
    entries = {key: _lrg(lrg) for key, lrg in lrgs.items()}
    for source in sources:
        for position, link in enumerate(source.lrgs.all()):
            entry = entries[link.lrg_id]
            (entry.shared if position else entry.actions).append(printed[source.pk])
    return _by_place([(lrgs[key], entry) for key, entry in entries.items()])


def _read_actions(actions: QuerySet[Action], language: str) -> list[Action]:
    found = actions.newest_first().with_relations()  # type: ignore[attr-defined]
    sources = attach_words(found.prefetch_related("priorities", "objectives", "progress"), language)
    translated = [source.words for source in sources if source.words is not source]
    prefetch_related_objects(translated, "progress")
    lrgs = {link.lrg_id: link.lrg for source in sources for link in source.lrgs.all()}
    attach_words(lrgs.values(), language)
    for source in sources:
        for link in source.lrgs.all():
            # One object a page, so that all of them have their words.
            link.lrg = lrgs[link.lrg_id]
    return sources


def _action(source: Action) -> PrintedAction:
    words = source.words
    labels = terms(current_language())
    updates = progress_updates(source, words)
    names = [link.lrg.words.title for link in source.lrgs.all()][1:]
    return PrintedAction(
        anchor=f"action-{source.pk}",
        title=words.title,
        lang=bcp47(words.language),
        dates=action_dates(source),
        stage=source.get_stage_display(),
        categories=labels.pick(labels.categories, source.categories.all()),
        partners=pgettext("between the names in a list", ", ").join(names),
        summary=words.summary,
        body=words.body,
        progress=updates[0] if updates else None,
        priorities=labels.pick(labels.priorities, source.priorities.all()),
        objectives=objective_groups(labels.pick(labels.objectives, source.objectives.all())),
        provenance=provenance(source),
        url=action_url(words.slug, current_language()),
    )


def _lrg(source: CityPage) -> PrintedLRG:
    words = source.words
    words.source = source
    return PrintedLRG(
        anchor=f"lrg-{source.pk}",
        name=words.title,
        lang=bcp47(words.language),
        kind=source.get_kind_display(),
        introduction=words.introduction,
        facts=facts_of(source),
        commitments=commitments_of(words),
        sources=[item.url for item in source.sources.all()],
    )


def _by_place(entries: Iterable[tuple[CityPage, PrintedLRG]]) -> list[PrintedRegion]:
    """Put LRGs under regions and countries, each in the order of the names in this language."""
    places: dict[str, dict[str, list[PrintedLRG]]] = {}
    for page, entry in entries:
        slug = SLUGS.get(page.region or "", "")
        places.setdefault(slug, {}).setdefault(page.country_name, []).append(entry)
    names = {slug: region_name(code) for code, slug in SLUGS.items()}
    # Networks that belong to no region come last.
    names[""] = gettext("Associations and networks")
    return [
        PrintedRegion(
            slug or "networks",
            names[slug],
            [
                PrintedCountry(
                    country, sorted(countries[country], key=lambda lrg: sorting_key(lrg.name))
                )
                for country in sorted(countries, key=sorting_key)
            ],
        )
        for slug, countries in sorted(
            places.items(), key=lambda item: (not item[0], sorting_key(names[item[0]]))
        )
    ]

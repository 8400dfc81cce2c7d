"""The index of an edition: which entry serves which objective, and on which page it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from actions.models import Framework
from actions.report.contents import PrintedRegion
from actions.terms import TermLabel


@dataclass(frozen=True)
class Reference:
    """An entry that serves an objective; its page is known once the pages are laid out."""

    anchor: str
    title: str
    lang: str
    place: str


@dataclass(frozen=True)
class IndexEntry:
    """One objective with the entries that serve it."""

    term: TermLabel
    references: list[Reference]


@dataclass(frozen=True)
class IndexPart:
    """The objectives of one framework."""

    name: str
    entries: list[IndexEntry]


def objective_index(regions: Iterable[PrintedRegion]) -> list[IndexPart]:
    """Return the objectives that any entry serves, in their official order."""
    found: dict[int, IndexEntry] = {}
    for term, reference in _references(regions):
        entry = found.setdefault(term.pk, IndexEntry(term, []))
        if reference not in entry.references:
            entry.references.append(reference)
    order = list(Framework.values)
    ranked = sorted(
        found.values(), key=lambda entry: (order.index(entry.term.framework), entry.term.number)
    )
    return [
        IndexPart(str(Framework(name).label), list(entries))
        for name, entries in groupby(ranked, key=lambda entry: entry.term.framework)
    ]


def _references(regions: Iterable[PrintedRegion]) -> Iterator[tuple[TermLabel, Reference]]:
    for region in regions:
        for lrg in region.lrgs:
            for number, commitment in enumerate(lrg.commitments, start=1):
                anchor = f"{lrg.anchor}-commitment-{number}"
                reference = Reference(anchor, gettext("Commitment"), "", lrg.name)
                for term in commitment.objectives:
                    yield term, reference
            for action in lrg.actions:
                reference = Reference(action.anchor, action.title, action.lang, lrg.name)
                for group in action.objectives:
                    for term in group.objectives:
                        yield term, reference

"""The map and the charts of an edition, drawn for paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext, ngettext

from actions.chosen import Chosen
from actions.facet_index import facet_index
from actions.figures import Total, chart, count, count_totals, total_rows
from actions.map.clusters import alone, put_together, radii
from actions.map.places import points
from actions.map.windows import WIDTH, WORLD, Window, land
from actions.models import Action
from actions.selection import Selection
from home.charts import Chart
from home.languages import localized_number

PAPER = 620
"""The width of a map on the page, in CSS pixels."""
CHARTS = ("category", "region", "year", "gcm", "gcr", "sdg")


@dataclass(frozen=True)
class Mark:
    """A circle on the map, in the units of its drawing; a number stands for several places."""

    x: str
    y: str
    radius: str
    number: str
    size: str
    baseline: str


@dataclass(frozen=True)
class PrintedMap:
    """A part of the world with the places of the entries, and the same in words."""

    width: int
    height: int
    land: str
    marks: list[Mark]
    text: str


def chosen_among(actions: Iterable[Action]) -> Chosen:
    """Return some actions as the figures and the map count them."""
    index = facet_index()
    bits = index.from_positions(
        sorted(index.bit_of_key[action.pk] for action in actions if action.pk in index.bit_of_key)
    )
    return Chosen(Selection(), index, bits)


def totals(chosen: Chosen) -> list[Total]:
    """Return how many actions, LRGs and countries an edition has."""
    return total_rows(count_totals(chosen), chosen.selection)


def charts(chosen: Chosen) -> list[Chart]:
    """Return the figures of which there is anything to show, without what no entry has."""
    found = [chart(name, count(name, chosen), chosen.selection) for name in CHARTS]
    shown = [replace(item, rows=[row for row in item.rows if row.share]) for item in found]
    return [item for item in shown if item.rows]


def printed_map(chosen: Chosen, window: Window = WORLD) -> PrintedMap | None:
    """Return the map of those who carry out some actions; nothing where no position is known."""
    own = {key: bits & chosen.bits for key, bits in chosen.index.places.items()}
    shown = {key: bits for key, bits in own.items() if bits}
    placed = {key: point for key, point in points(window.slug).items() if key in shown}
    if not placed:
        return None
    clusters = put_together(alone(placed, shown, window.ratio), PAPER)
    scale = WIDTH / PAPER
    marks = []
    for item, radius in sorted(zip(clusters, radii(clusters, PAPER), strict=True), key=_size):
        x, y, size = item.x * WIDTH, item.y * WIDTH, min(11.0, radius) * scale
        number = localized_number(item.total) if item.total > 1 else ""
        marks.append(
            Mark(
                f"{x:.1f}", f"{y:.1f}", f"{radius * scale:.1f}", number, f"{size:.1f}",
                f"{y + size * 0.36:.1f}",
            )
        )  # fmt: skip
    text = ngettext(
        "World map: %(count)s place whose local or regional government carries out an action. The "
        "chapters that follow name it.",
        "World map: %(count)s places whose local or regional governments carry out actions. The "
        "chapters that follow name each of them.",
        len(placed),
    ) % {"count": localized_number(len(placed))}
    return PrintedMap(WIDTH, window.height, land()[window.slug], marks, text)


def _size(pair: tuple[object, float]) -> float:
    """Draw the large ones first, so that none hides a small one."""
    return -pair[1]


def unplaced_text(chosen: Chosen) -> str:
    """Say how many of those who act have no place on the map."""
    acting = chosen.index.places_of(chosen.bits)
    count_missing = len(set(acting) - set(points(WORLD.slug)))
    if not count_missing:
        return ""
    return gettext("Without a position on the map: %(count)s.") % {
        "count": localized_number(count_missing)
    }

"""Markers that do not overlap: places that are too near each other share one.

A marker is as large on a small screen as on a large one, so what overlaps depends on the width of
the map: the places are put together for a few widths, and the style sheet shows the one that fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from actions.map.places import Point

TARGET = 24.0
"""The least distance between the middles of two markers, in CSS pixels (WCAG 2.5.8)."""
SMALLEST, LARGEST = 5.0, 22.0
"""Radii of the markers, in CSS pixels; on a narrow map the largest is smaller."""
MOST_OF_WIDTH = 1 / 20
PER_ACTION = 5.5
"""The radius that stands for one action, where the largest marker has room for all of its own."""
NUMBERED = 10.0
"""The least radius of a marker with a number in it: more digits need more."""
BESIDE_DIGITS, A_DIGIT = 3.0, 3.7


@dataclass(frozen=True)
class Cluster:
    """Places that share a marker, the one with most actions first.

    It stands where the first of them is: x and y are shares of the width of the map. ``bits`` are
    their actions: one that two of them carry out counts once.
    """

    places: tuple[int, ...]
    x: float
    y: float
    bits: int

    @cached_property
    def total(self) -> int:
        """How many actions they carry out."""
        return self.bits.bit_count()


def alone(points: Mapping[int, Point], actions: Mapping[int, int], ratio: float) -> list[Cluster]:
    """Return a cluster a place, on a map that is ``ratio`` times as wide as it is high.

    ``points`` are where they are, (1, 1) being the lower right corner; ``actions`` are bits.
    """
    return [Cluster((key,), x, y / ratio, actions[key]) for key, (x, y) in points.items()]


def put_together(clusters: list[Cluster], width: float) -> list[Cluster]:
    """Put clusters together until no two markers overlap on a map so many CSS pixels wide.

    The same places give the same clusters, in a time that grows as their number does: a marker is
    compared with its neighbours only.
    """
    found = _join(clusters, [0.0] * len(clusters), width)
    while True:
        joined = _join(found, radii(found, width), width)
        if len(joined) == len(found):
            return found
        found = joined


def radii(clusters: Iterable[Cluster], width: float) -> list[float]:
    """Return the radius of each marker: areas are in proportion to the numbers of actions.

    No marker is too small to be seen, nor smaller than the number in it.
    """
    totals = [(item.total, len(item.places) > 1) for item in clusters]
    most = max((total for total, _shared in totals), default=1)
    each = min(PER_ACTION, min(LARGEST, width * MOST_OF_WIDTH) / sqrt(most))
    return [
        max(
            SMALLEST,
            each * sqrt(total),
            max(NUMBERED, BESIDE_DIGITS + A_DIGIT * len(str(total))) if shared else 0,
        )
        for total, shared in totals
    ]


def _join(clusters: Sequence[Cluster], radius: Sequence[float], width: float) -> list[Cluster]:
    """Let each marker join the nearest of the larger ones that it would overlap."""
    cell = max(TARGET, 2 * max(radius, default=0))
    order = sorted(range(len(clusters)), key=lambda n: (-clusters[n].total, clusters[n].places[0]))
    grid: dict[tuple[int, int], list[tuple[float, float, int]]] = defaultdict(list)
    members: dict[int, list[int]] = {}
    for number in order:
        x, y = clusters[number].x * width, clusters[number].y * width
        column, row = int(x // cell), int(y // cell)
        nearest = None
        for key in _around(column, row):
            for other_x, other_y, other in grid.get(key, ()):
                away = (other_x - x) ** 2 + (other_y - y) ** 2
                reach = max(TARGET, radius[number] + radius[other])
                if away < reach * reach and (nearest is None or (away, other) < nearest):
                    nearest = away, other
        if nearest:
            members[nearest[1]].append(number)
        else:
            members[number] = [number]
            grid[column, row].append((x, y, number))
    return [_together([clusters[n] for n in numbers]) for numbers in members.values()]


def _around(column: int, row: int) -> list[tuple[int, int]]:
    return [(column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]


def _together(clusters: list[Cluster]) -> Cluster:
    first, *others = clusters
    if not others:
        return first
    bits = 0
    for item in clusters:
        bits |= item.bits
    return Cluster(
        tuple(place for item in clusters for place in item.places), first.x, first.y, bits
    )

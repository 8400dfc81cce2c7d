"""Markers that do not overlap: places that are too near each other share one.

A marker is as large on a small screen as on a large one, so what overlaps depends on the width of
the map: the places are put together for a few widths, and the style sheet shows the one that fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import dist, sqrt

from actions.map.places import Point

TARGET = 24.0
"""The least distance between the middles of two markers, in CSS pixels (WCAG 2.5.8)."""
SMALLEST, LARGEST = 5.0, 22.0
"""Radii of the markers, in CSS pixels."""
PER_ACTION = 5.5
"""The radius that stands for one action, where the largest marker has room for all of its own."""
DIGITS = 4.0
"""The room that each digit of a number takes of the radius."""
UP_TO_DIGITS = 6.0


@dataclass(frozen=True)
class Cluster:
    """Places that share a marker, the one with most actions first.

    It stands where the first of them is: (x, y) in CSS pixels. ``bits`` are their actions: one
    that two of them carry out counts once.
    """

    places: tuple[int, ...]
    x: float
    y: float
    bits: int

    @property
    def total(self) -> int:
        """How many actions they carry out."""
        return self.bits.bit_count()


def cluster(
    points: Mapping[int, Point], actions: Mapping[int, int], width: float, height: float
) -> list[Cluster]:
    """Put places together until no two markers overlap on a map of a size in CSS pixels.

    ``points`` are theirs, (1, 1) being the lower right corner; ``actions`` are sets of bits. The
    same places give the same clusters, in a time that grows as their number does: a marker is
    compared with its neighbours only.
    """
    found = [Cluster((key,), x * width, y * height, actions[key]) for key, (x, y) in points.items()]
    found = _join(found, dict.fromkeys(range(len(found)), 0.0))
    while True:
        joined = _join(found, dict(enumerate(radii(found))))
        if len(joined) == len(found):
            return found
        found = joined


def radii(clusters: Iterable[Cluster]) -> list[float]:
    """Return the radius of each marker: areas are in proportion to the numbers of actions.

    No marker is too small to be seen, nor smaller than the number in it.
    """
    totals = [(item.total, len(item.places) > 1) for item in clusters]
    most = max((total for total, _shared in totals), default=1)
    each = min(PER_ACTION, LARGEST / sqrt(most))
    return [
        max(
            SMALLEST,
            each * sqrt(total),
            UP_TO_DIGITS + DIGITS * max(len(str(total)), 1) if shared else 0,
        )
        for total, shared in totals
    ]


def _join(clusters: list[Cluster], radius: Mapping[int, float]) -> list[Cluster]:
    """Let each marker join the nearest of the larger ones that it would overlap."""
    cell = max([TARGET, *(2 * value for value in radius.values())])
    order = sorted(range(len(clusters)), key=lambda n: (-clusters[n].total, clusters[n].places[0]))
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    members: dict[int, list[int]] = {}
    for number in order:
        item = clusters[number]
        column, row = int(item.x // cell), int(item.y // cell)
        near = [
            (dist((item.x, item.y), (clusters[other].x, clusters[other].y)), other)
            for right in (-1, 0, 1)
            for down in (-1, 0, 1)
            for other in grid.get((column + right, row + down), ())
        ]
        touching = [
            (away, other)
            for away, other in near
            if away < max(TARGET, radius[number] + radius[other])
        ]
        if touching:
            members[min(touching)[1]].append(number)
        else:
            members[number] = [number]
            grid[column, row].append(number)
    return [_together([clusters[n] for n in numbers]) for numbers in members.values()]


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

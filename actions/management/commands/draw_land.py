"""Draw the land of the map anew, from a file of the Natural Earth data set.

The data are in the public domain (https://www.naturalearthdata.com/about/terms-of-use/): "Land" at
1:50 million, version 4.1, without the boundaries of states. The npm package ``world-atlas`` 2.0.2
carries them as ``land-50m.json``, in TopoJSON. Needed only when a window of the map changes::

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz package/land-50m.json
    .venv/bin/uv run --no-sync --with 'shapely>=2.1' manage.py draw_land package/land-50m.json
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from actions.map.windows import LAND, WIDTH, WINDOWS, Window

ANTARCTIC = -60
SMOOTHNESS = {"world": 1.8}
SMALLEST = {"world": 12.0, "oceania": 3.0}
"""In units of the drawing; the islands of Oceania are small, and its cities are on them."""
USUAL_SMOOTHNESS = 1.4
USUAL_SMALLEST = 10.0
OVERLAP = 20


class Command(BaseCommand):
    """Writes the outlines that the map shows."""

    help = "Draws the land of the map from a TopoJSON file of Natural Earth."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw every window."""
        polygons = list(read(json.loads(options["file"].read_text("utf-8"))))
        outlines = {slug: draw(window, polygons) for slug, window in WINDOWS.items()}
        LAND.write_text(f"{json.dumps(outlines, indent=1)}\n", "utf-8")
        for slug, outline in outlines.items():
            self.stdout.write(f"{slug}: {len(outline)} bytes")


def read(topology: dict[str, Any]) -> Iterator[Any]:
    """Yield the polygons of a topology, in degrees."""
    from shapely import Polygon, make_valid

    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        steps = accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
        arcs.append([(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in steps])
    for geometry in topology["objects"]["land"]["geometries"]:
        for rings in geometry["arcs"]:
            shell, *holes = (
                unbroken(
                    point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])
                )
                for ring in rings
            )
            polygon = make_valid(Polygon(shell, holes))
            if polygon.bounds[3] > ANTARCTIC:
                yield polygon


def unbroken(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a ring that goes on beyond 180 degrees instead of jumping to the other side."""
    ring: list[tuple[float, float]] = []
    for x, y in points:
        turns = round((ring[-1][0] - x) / 360) if ring else 0
        ring.append((x + turns * 360, y))
    return ring


def draw(window: Window, polygons: list[Any]) -> str:
    """Return the outline of what lies in a window."""
    from shapely import clip_by_rect, get_parts, segmentize, transform, union_all
    from shapely.affinity import translate

    # Each window looks at the globe from its own side; what it cuts is on the far one.
    west = window.meridian - 180 + 1e-6
    copies = [
        clip_by_rect(translate(polygon, turn), west, ANTARCTIC, west + 360 - 2e-6, 90)
        for polygon in polygons
        for turn in (-360, 0, 360)
    ]
    whole = segmentize(union_all([copy for copy in copies if not copy.is_empty]), 1)

    def flat(points: Any) -> list[tuple[float, float]]:
        placed = (window.place(x, y) for x, y in points)
        return [(x * WIDTH, y * window.height) for x, y in placed]

    shown = clip_by_rect(
        transform(whole, flat), -OVERLAP, -OVERLAP, WIDTH + OVERLAP, window.height + OVERLAP
    )
    smooth = shown.simplify(SMOOTHNESS.get(window.slug, USUAL_SMOOTHNESS))
    smallest = SMALLEST.get(window.slug, USUAL_SMALLEST)
    rings = [
        ring
        for part in get_parts(smooth)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
        if _area(ring) >= smallest
    ]
    return "".join(map(_outline, rings))


def _area(ring: Any) -> float:
    from shapely import Polygon

    return float(Polygon(ring).area)


def _outline(ring: Any) -> str:
    """Return a ring as a path of whole numbers, each point told from the one before."""
    points = [(round(x), round(y)) for x, y in ring.coords[:-1]]
    path = f"M{_pair(*points[0])}l"
    for before, after in pairwise(points):
        step = (after[0] - before[0], after[1] - before[1])
        if step != (0, 0):
            path += _pair(*step, first=path.endswith("l"))
    return f"{path}z"


def _pair(x: int, y: int, *, first: bool = True) -> str:
    """Return two numbers with as few blanks as they need."""
    return f"{'' if first or x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}"

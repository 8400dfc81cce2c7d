"""The parts of the world that the map can show, and the land in each of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from actions.map.projection import project

LAND = Path(__file__).with_name("land.json")
WIDTH = 2000
"""Of every window, in the units of its drawing."""


@dataclass(frozen=True)
class Window:
    """A part of the world: ``ratio`` times as wide as it is high.

    ``meridian``, at its middle, and the latitudes at its edges are in degrees.
    """

    slug: str
    meridian: float
    south: float
    north: float
    ratio: float

    @cached_property
    def height(self) -> int:
        """The height of the drawing, in its units."""
        return round(WIDTH / self.ratio)

    @cached_property
    def _scale(self) -> float:
        return (self._top - project(0, self.south)[1]) * self.ratio

    @cached_property
    def _top(self) -> float:
        return project(0, self.north)[1]

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point is: (0, 0) the upper left corner, (1, 1) the lower right one."""
        x, y = project(longitude, latitude, self.meridian)
        return x / self._scale + 0.5, (self._top - y) * self.ratio / self._scale

    def shows(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies within the window."""
        x, y = self.place(longitude, latitude)
        return 0 <= x <= 1 and 0 <= y <= 1


# Cut where the Bering Strait is, the world shows no land twice.
WORLD = Window("world", meridian=11, south=-56, north=83.7, ratio=2.34)
WINDOWS = {
    window.slug: window
    for window in (
        WORLD,
        Window("africa", meridian=17, south=-37, north=39, ratio=1.3),
        Window("americas", meridian=-83, south=-57, north=75, ratio=1.3),
        Window("asia", meridian=88, south=-13, north=57, ratio=1.5),
        Window("europe", meridian=13, south=34, north=71.5, ratio=1.5),
        Window("oceania", meridian=168, south=-49, north=25, ratio=1.6),
    )
}
"""Oceania and the others are turned to their own meridian: nothing is sheared or cut."""


@cache
def land() -> dict[str, str]:
    """Return the outline of the land in each window, as the path of a drawing.

    Made by the command ``draw_land``, which says from what.
    """
    outlines: dict[str, str] = json.loads(LAND.read_text("utf-8"))
    return outlines

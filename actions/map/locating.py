"""The small map that shows where one LRG is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from actions.map.windows import WIDTH, WINDOWS, WORLD, land
from actions.regions import SLUGS

if TYPE_CHECKING:
    from actions.models import CityPage


@dataclass(frozen=True)
class Locator:
    """A part of the world with one mark, for ``actions/locator.html``."""

    width: int
    height: int
    land: str
    x: str
    y: str
    text: str


def locator(city: CityPage) -> Locator | None:
    """Return where an LRG is, or nothing where no position of it is known.

    ``city`` may be its page in any language: positions are facts of its source.
    """
    source = city.source
    if source.latitude is None or source.longitude is None:
        return None
    position = float(source.longitude), float(source.latitude)
    window = WINDOWS.get(SLUGS.get(source.region or "", ""), WORLD)
    if not window.shows(*position):
        window = WORLD
    x, y = window.place(*position)
    place = {"place": city.title, "region": source.region_name}
    text = gettext("Map: %(place)s") if window is WORLD else gettext("Map of %(region)s: %(place)s")
    return Locator(WIDTH, window.height, land()[window.slug], f"{x:.2%}", f"{y:.2%}", text % place)

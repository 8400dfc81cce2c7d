"""What the template of the map shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, pgettext

from actions.cards import explorer_url
from actions.choices import total_text
from actions.chosen import Chosen
from actions.facets import facet_values
from actions.map.clusters import Cluster, alone, put_together, radii
from actions.map.listing import LIST, RegionGroup, anchor_of, list_places
from actions.map.places import Place, places, points
from actions.map.windows import WIDTH, WINDOWS, WORLD, Window, land
from actions.regions import SLUGS, region_of
from actions.selection import Selection
from home.languages import current_language, localized_number

LEVELS = {"wide": 720, "medium": 480, "narrow": 280}
"""Widths of the map, in CSS pixels, from which each level of clusters is shown."""
NAMED = 2
"""So many places of a cluster are named."""
SIDE = 0.34
"""Nearer to an edge than this share of the width, a label begins or ends at its marker."""
TOP = 0.2


@dataclass(frozen=True)
class Marker:
    """A link on the map. Lengths without a percent sign are CSS pixels."""

    url: str
    name: str
    place: str
    total: str
    number: str
    x: str
    y: str
    radius: str
    label_side: str
    label_y: str


@dataclass(frozen=True)
class Level:
    """The markers for maps from a certain width on."""

    name: str
    markers: list[Marker]


@dataclass(frozen=True)
class Zoom:
    """A part of the world to look at; without an address where nothing matches."""

    label: str
    url: str
    count: str
    is_current: bool


@dataclass(frozen=True)
class MapView:
    """The map of some actions, and the same as a list."""

    window: str
    width: int
    height: int
    land: str
    levels: list[Level]
    zooms: list[Zoom]
    regions: list[RegionGroup]
    unplaced_text: str


def action_map(chosen: Chosen) -> MapView:
    """Return the map of the actions that a selection leaves, and the list below it.

    It costs no query but those that read the LRGs once a publication.
    """
    language = current_language()
    window = window_of(chosen.selection)
    named = places(language)
    # An LRG may have been deleted since the index was read.
    own = {key: bits & chosen.bits for key, bits in chosen.index.places.items() if key in named}
    shown = {key: bits for key, bits in own.items() if bits}
    placed = {key: point for key, point in points(window.slug).items() if key in shown}
    drawing = _Drawing(window, chosen.selection, named, explorer_url(language))
    return MapView(
        window=window.slug,
        width=WIDTH,
        height=window.height,
        land=land()[window.slug],
        levels=drawing.levels(alone(placed, shown, window.ratio)),
        zooms=_zooms(chosen, window, explorer_url(language)),
        regions=list_places(chosen, shown, named, window.slug),
        unplaced_text=_unplaced_text(len(shown) - len(placed)),
    )


def window_of(selection: Selection) -> Window:
    """Return the part of the world that a selection looks at: one region, or all of them."""
    chosen = set(selection.values("region")) or {
        SLUGS.get(region_of(country) or "", "") for country in selection.values("country")
    }
    return WINDOWS.get(chosen.pop(), WORLD) if len(chosen) == 1 else WORLD


@dataclass(frozen=True)
class _Drawing:
    """Turns clusters into markers."""

    window: Window
    selection: Selection
    named: dict[int, Place]
    explorer: str

    def levels(self, clusters: list[Cluster]) -> list[Level]:
        """Return the markers for each width: what overlaps on a wide map does on a narrow one."""
        levels = []
        for name, width in LEVELS.items():
            clusters = put_together(clusters, width)
            levels.append(Level(name, self._markers(clusters, width)))
        return levels

    def _markers(self, clusters: list[Cluster], width: int) -> list[Marker]:
        """Return the markers from north to south, so that no label is drawn over by another."""
        drawn = zip(clusters, radii(clusters, width), strict=True)
        ordered = sorted(drawn, key=lambda pair: (pair[0].y, pair[0].x))
        return [self._marker(item, radius) for item, radius in ordered]

    def _marker(self, item: Cluster, radius: float) -> Marker:
        x, y = item.x, item.y * self.window.ratio
        place, total = self._place_text(item), total_text(item.total)
        return Marker(
            url=self._url(item),
            name=gettext("%(place)s: %(actions)s") % {"place": place, "actions": total},
            place=place,
            total=total,
            number=localized_number(item.total) if len(item.places) > 1 else "",
            x=f"{x:.2%}",
            y=f"{y:.2%}",
            radius=f"{radius:.1f}",
            label_side="start" if x < SIDE else "end" if x > 1 - SIDE else "middle",
            label_y=f"{radius + 18:.0f}" if y < TOP else f"{-radius - 24:.0f}",
        )

    def _place_text(self, item: Cluster) -> str:
        comma = pgettext("between the names in a list", ", ")
        first = self.named[item.places[0]]
        if len(item.places) == 1:
            return comma.join(dict.fromkeys(filter(None, (first.name, first.country_name))))
        names = [self.named[key].name for key in item.places[:NAMED]]
        others = len(item.places) - NAMED
        if others:
            more = ngettext("%(count)s more", "%(count)s more", others)
            names.append(more % {"count": localized_number(others)})
        return comma.join(names)

    def _url(self, item: Cluster) -> str:
        """Return where a marker leads: to the LRG, nearer to several, or to where they are listed.

        In the world a cluster leads to the map of its region, where there is room; otherwise to its
        country in the list, or to the list of its countries alone.
        """
        members = [self.named[key] for key in item.places]
        if len(members) == 1 and members[0].url:
            return members[0].url
        regions = {member.region for member in members} if len(members) > 1 else set()
        if self.window is WORLD and len(regions) == 1 and regions <= WINDOWS.keys():
            return _map_url(self.selection.with_only("region", regions), self.explorer)
        countries = sorted({member.country for member in members})
        if len(countries) == 1:
            return f"{_map_url(self.selection, self.explorer)}#{anchor_of(countries[0])}"
        narrower = self.selection.with_only("country", filter(None, countries))
        return f"{_map_url(narrower, self.explorer)}#{LIST}"


def _map_url(selection: Selection, explorer: str) -> str:
    return f"{explorer}?{selection.query_string(view='map')}"


def _zooms(chosen: Chosen, window: Window, explorer: str) -> list[Zoom]:
    selection = chosen.selection
    counts = chosen.counts.get("region", {})
    whole = Zoom(
        pgettext("a part of the map", "World"),
        _map_url(selection.without("region"), explorer),
        "",
        window is WORLD,
    )
    parts = [
        Zoom(
            label=region.label,
            url=_map_url(selection.with_only("region", [slug]), explorer)
            if counts.get(slug)
            else "",
            count=localized_number(counts.get(slug, 0)),
            is_current=window.slug == slug,
        )
        for slug, region in facet_values("region").items()
        for count in [counts.get(slug, 0)]
    ]
    return [whole, *parts]


def _unplaced_text(count: int) -> str:
    if not count:
        return ""
    text = ngettext(
        "%(count)s more has no position on this map; it is in the list.",
        "%(count)s more have no position on this map; they are in the list.",
        count,
    )
    return text % {"count": localized_number(count)}

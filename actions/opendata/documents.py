"""JSON and GeoJSON, written one action after the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from actions.opendata.columns import values
from actions.opendata.records import Record


def json_chunks(found: Iterable[Record], about: dict[str, Any]) -> Iterator[str]:
    """Yield ``{…about, "actions": [{column: value}, …]}``."""
    yield f'{_dumped(about)[:-1]}, "actions": ['
    yield from _separated(_dumped(values(record)) for record in found)
    yield "\n]}\n"


def geojson_chunks(found: Iterable[Record], about: dict[str, Any]) -> Iterator[str]:
    """Yield a feature collection (RFC 7946).

    An action is a feature wherever a government that carries it out stands on the map: a point,
    several points, or no geometry where no position is known.
    """
    yield f'{_dumped({"type": "FeatureCollection", **about})[:-1]}, "features": ['
    yield from _separated(_dumped(_feature(record)) for record in found)
    yield "\n]}\n"


def _feature(record: Record) -> dict[str, Any]:
    points = [
        [float(lrg.longitude), float(lrg.latitude)]
        for lrg in record.lrgs
        if lrg.latitude is not None and lrg.longitude is not None
    ]
    geometry: dict[str, Any] | None = None
    if len(points) == 1:
        geometry = {"type": "Point", "coordinates": points[0]}
    elif points:
        geometry = {"type": "MultiPoint", "coordinates": points}
    return {
        "type": "Feature",
        "id": record.source.pk,
        "geometry": geometry,
        "properties": values(record),
    }


def _separated(items: Iterable[str]) -> Iterator[str]:
    separator = "\n"
    for item in items:
        yield f"{separator}{item}"
        separator = ",\n"


def _dumped(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)

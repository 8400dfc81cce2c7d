"""Cover art made from a record: the same record always gets the same drawing.

The motifs are streets (interlocking arcs), rings (a town seen from above) and tiles (paving).
Colours are custom properties of the style sheet, so a drawing follows the reader's colour scheme.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from math import ceil, cos, pi, sin

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

HEIGHT = 90
STEPS = {"N": (0, -1), "S": (0, 1), "W": (-1, 0), "E": (1, 0)}
OPPOSITE = {"N": "S", "S": "N", "W": "E", "E": "W"}
TURNS = (
    {"N": "W", "W": "N", "S": "E", "E": "S"},
    {"N": "E", "E": "N", "S": "W", "W": "S"},
)

Cell = tuple[int, int]


class Dice:
    """A sequence of choices that depends on nothing but the seed."""

    def __init__(self, seed: str) -> None:
        self._state = int.from_bytes(hashlib.sha512(seed.encode()).digest(), "big")

    def roll(self, sides: int) -> int:
        """Return a number from 0 to ``sides - 1``."""
        self._state, result = divmod(self._state, sides)
        return result


@lru_cache(maxsize=4096)
def cover_art(seed: str, category: str = "", ratio: str = "16:9") -> SafeString:
    """Return the drawing of a record as inline SVG, hidden from screen readers."""
    across, down = map(int, ratio.split(":"))
    width, height = HEIGHT * across // down, HEIGHT
    dice = Dice(seed)
    motif = (streets, tiles, rings)[dice.roll(3)]
    palette = "abc"[dice.roll(3)]
    classes = f"art art--{palette}" + (f" category--{category}" if category else "")
    return mark_safe(  # noqa: S308 - numbers made here, and an escaped class
        f'<svg class="{escape(classes)}" viewBox="0 0 {width} {height}" '
        'preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">'
        f'<rect class="art-0" width="{width}" height="{height}"/>'
        f"{motif(dice, width, height)}</svg>"
    )


def streets(dice: Dice, width: int, height: int) -> str:
    """Draw streets that turn and cross, over some building blocks, with a few squares."""
    tile = (30, 40, 50)[dice.roll(3)]
    columns, rows = ceil(width / tile), ceil(height / tile)
    blocks = "".join(
        f"M{dice.roll(columns) * tile} {dice.roll(rows) * tile}h{tile * (1 + dice.roll(2))}"
        f"v{tile * (1 + dice.roll(2))}H{dice.roll(columns) * tile}z"
        for _ in range(3)
    )
    turns = {(x, y): TURNS[dice.roll(2)] for x in range(columns) for y in range(rows)}
    lines = street_lines(turns, tile)
    squares = "".join(
        f'<circle class="art-{3 + dice.roll(2)}" cx="{tile * (1 + dice.roll(columns))}" '
        f'cy="{tile * dice.roll(rows + 1)}" r="{tile // 5}"/>'
        for _ in range(4)
    )
    wide, narrow = tile * 2 // 5, tile // 8
    return (
        f'<path class="art-1" d="{blocks}"/>'
        f'<path class="art-line art-2" stroke-width="{wide}" d="{lines}"/>'
        f'<path class="art-line art-0" stroke-width="{narrow}" d="{lines}"/>{squares}'
    )


def street_lines(turns: dict[Cell, dict[str, str]], tile: int) -> str:
    """Join the arcs of all cells into as few lines as possible."""
    unseen = {(cell, side) for cell in turns for side in STEPS}
    outside = [
        (cell, side)
        for cell, side in sorted(unseen)
        if (cell[0] + STEPS[side][0], cell[1] + STEPS[side][1]) not in turns
    ]
    lines = []
    for cell, side in [*outside, *sorted(unseen)]:
        if (cell, side) in unseen:
            lines.append(street_line(turns, unseen, cell, side, tile // 2))
    return "".join(lines)


def street_line(
    turns: dict[Cell, dict[str, str]],
    unseen: set[tuple[Cell, str]],
    cell: Cell,
    side: str,
    half: int,
) -> str:
    """Follow one line from the side of a cell to its end, each arc continuing the one before."""
    x, y = STEPS[side]
    parts = [f"M{half * (2 * cell[0] + 1 + x)} {half * (2 * cell[1] + 1 + y)}"]
    while cell in turns and (cell, side) in unseen:
        way_out = turns[cell][side]
        unseen -= {(cell, side), (cell, way_out)}
        to_centre = (-half * STEPS[side][0], -half * STEPS[side][1])
        step = STEPS[way_out]
        end = pair(to_centre[0] + half * step[0], to_centre[1] + half * step[1])
        parts.append(f"t{end}" if len(parts) > 1 else f"q{pair(*to_centre)} {end}")
        cell, side = (cell[0] + step[0], cell[1] + step[1]), OPPOSITE[way_out]
    return "".join(parts)


def pair(x: int, y: int) -> str:
    """Print two numbers as short as SVG allows: a minus sign separates too."""
    return f"{x}{y}" if y < 0 else f"{x} {y}"


def tiles(dice: Dice, width: int, height: int) -> str:
    """Draw a pavement of quarter discs, arches, discs and lozenges."""
    size = (30, 36, 45)[dice.roll(3)]
    shapes: tuple[Callable[[int, int, int, int], str], ...] = (
        quarter,
        quarter,
        arch,
        disc,
        lozenge,
    )
    paths = {1: "", 2: "", 3: "", 4: ""}
    for row in range(ceil(height / size)):
        for column in range(ceil(width / size)):
            ground, colour = 1 + dice.roll(2), 2 + dice.roll(3)
            if ground == 1 and dice.roll(2):
                paths[1] += f"M{column * size} {row * size}h{size}v{size}h-{size}z"
            shape = shapes[dice.roll(len(shapes))]
            paths[colour] += shape(column * size, row * size, size, dice.roll(4))
    return "".join(f'<path class="art-{key}" d="{path}"/>' for key, path in paths.items() if path)


def quarter(x: int, y: int, size: int, turn: int) -> str:
    """Return a quarter disc whose corner is one of the four corners of the tile."""
    x, y = x + size * (turn % 2), y + size * (turn // 2)
    across, down = size * (1 - 2 * (turn % 2)), size * (1 - 2 * (turn // 2))
    sweep = int(turn in {0, 3})
    return f"M{x} {y}h{across}a{size} {size} 0 0 {sweep}{pair(-across, down)}z"


def arch(x: int, y: int, size: int, turn: int) -> str:
    """Return a doorway."""
    edge, half = size // 5, (size - 2 * (size // 5)) // 2
    return f"M{x + edge} {y + size}v-{half}a{half} {half} 0 0 1 {2 * half} 0v{half}z"


def disc(x: int, y: int, size: int, turn: int) -> str:
    """Return a disc in the middle of the tile."""
    radius = size // (3 if turn else 4)
    return (
        f"M{x + size // 2 - radius} {y + size // 2}a{radius} {radius} 0 1 0 {2 * radius} 0"
        f"a{radius} {radius} 0 1 0-{2 * radius} 0z"
    )


def lozenge(x: int, y: int, size: int, turn: int) -> str:
    """Return a square that stands on its corner."""
    half = size // 2
    return f"M{x + half} {y}l{half} {half}-{half} {half}-{half}-{half}z"


def rings(dice: Dice, width: int, height: int) -> str:
    """Draw a town seen from above: rings around a centre, and roads that lead to it."""
    x, y = width * (3 + dice.roll(5)) // 10, height * (3 + dice.roll(6)) // 10
    radius = max(width, height) * (5 + dice.roll(3)) // 10
    circles = []
    for number in range(5):
        colour = (1, 2, 0, 3, 4)[number]
        circles.append(f'<circle class="art-{colour}" cx="{x}" cy="{y}" r="{radius}"/>')
        radius = radius * (6 + dice.roll(2)) // 10
    turn = dice.roll(12) * pi / 40
    angles = [turn + road * pi / 4 for road in range(8) if dice.roll(4)]
    roads = "".join(
        f"M{x} {y}l{pair(round(width * cos(angle)), round(width * sin(angle)))}" for angle in angles
    )
    lines = f'<path class="art-line art-0" stroke-width="3" d="{roads}"/>'
    return "".join([*circles[:3], lines, *circles[3:]])

"""From latitude and longitude to a place on the map: the Equal Earth projection.

Areas keep their true proportions, as on the maps of UN publications; Mercator's would show Europe
larger than South America. Source of the formula and its coefficients: B. Šavrič, T. Patterson and
B. Jenny (2019), "The Equal Earth map projection", International Journal of Geographical Information
Science 33 (3).
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = sqrt(3) / 2


def project(longitude: float, latitude: float, meridian: float = 0) -> tuple[float, float]:
    """Return where a point in degrees lies on a map of a globe of radius 1.

    ``meridian`` is the longitude at the middle of the map; x grows eastwards, y northwards.
    """
    turned = (longitude - meridian + 180) % 360 - 180
    theta = asin(M * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    scale = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    x = radians(turned) * cos(theta) / (M * scale)
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return x, y

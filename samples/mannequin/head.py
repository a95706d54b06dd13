"""The head: origin between the ears, x to the front, y to the left, z up; for the 1.72 m body."""

import numpy as np
import pyvista as pv

from samples.mannequin.body import Colour, Outfit
from samples.mannequin.shapes import coloured, ellipsoid, hull, merged

_WHITE: Colour = (246, 244, 240)
_IRIS: Colour = (58, 44, 34)
_LIPS: Colour = (192, 104, 94)
_MOUTH: Colour = (140, 66, 62)


def head(outfit: Outfit) -> pv.PolyData:
    """Return the whole head as one mesh."""
    return merged([_skull(outfit.skin), *_features(outfit), *_hair(outfit)])


def _skull(skin: Colour) -> pv.PolyData:
    return hull(
        [
            (-0.012, 0.0, 0.045, 0.080),
            (0.018, 0.0, 0.050, 0.078),
            (0.040, 0.0, 0.000, 0.062),
            (0.034, 0.0, -0.030, 0.056),
            (0.058, 0.010, -0.080, 0.028),
            (0.058, -0.010, -0.080, 0.028),
            (0.002, 0.040, -0.040, 0.026),
            (0.002, -0.040, -0.040, 0.026),
        ],
        skin,
    )


def _features(outfit: Outfit) -> list[pv.PolyData]:
    red, green, blue = outfit.hair
    dark = (3 * red // 4, 3 * green // 4, 3 * blue // 4)
    shade: Colour = (outfit.skin[0] - 12, outfit.skin[1] - 18, outfit.skin[2] - 18)
    nose = hull(
        [(0.094, 0.0, 0.018, 0.008), (0.116, 0.0, -0.022, 0.012)]
        + [(0.104, y, -0.027, 0.009) for y in (-0.011, 0.011)],
        shade,
    )
    corners = (-0.023, 0.023)
    mouth = hull(
        [(0.0870, y, -0.051, 0.0030) for y in corners] + [(0.0940, 0.0, -0.0545, 0.0030)], _MOUTH
    )
    lips = hull(
        [(0.0845, 0.75 * y, -0.0535, 0.0068) for y in corners] + [(0.0850, 0.0, -0.0565, 0.0095)],
        _LIPS,
    )
    parts = [nose, lips, mouth]
    for y in (-0.033, 0.033):
        parts += [
            ellipsoid((0.0865, 0.97 * y, 0.010), (0.0085, 0.0140, 0.0085), _WHITE),
            ellipsoid((0.0912, y, 0.010), (0.0052, 0.0068, 0.0070), _IRIS),
            hull(
                [
                    (0.092, 0.55 * y, 0.029, 0.0035),
                    (0.091, y, 0.034, 0.004),
                    (0.076, 1.55 * y, 0.028, 0.003),
                ],
                dark,
            ),
            ellipsoid((-0.004, 2.42 * y, -0.002), (0.018, 0.009, 0.031), outfit.skin),
            ellipsoid((-0.002, 2.64 * y, 0.000), (0.009, 0.004, 0.019), shade),
        ]
    return parts


def _hair(outfit: Outfit) -> list[pv.PolyData]:
    """Return a cut; ``bald`` is none."""
    colour = outfit.hair
    if outfit.hair_cut == "bald":
        return []
    if outfit.hair_cut == "bun":
        return [_cap(colour), ellipsoid((-0.115, 0.0, 0.075), (0.042, 0.042, 0.040), colour)]
    if outfit.hair_cut == "long":
        back = [(-0.045, y, z, 0.052) for y in (-0.045, 0.045) for z in (0.03, -0.04)]
        tips = [(-0.062, y, -0.125, 0.026) for y in (-0.045, 0.045)]
        return [_cap(colour), hull([*back, *tips], colour)]
    return [_cap(colour)]


def _cap(colour: Colour) -> pv.PolyData:
    """Return a short cut: a cap that leaves the face and the ears free."""
    cap = pv.Sphere(radius=1.0, theta_resolution=48, phi_resolution=40)
    x, y, z = cap.points.T
    cap.points = np.stack([0.103 * x - 0.004, 0.088 * y, 0.094 * z + 0.046], axis=1)
    cap = cap.clip(normal=(0.80, 0.0, -0.60), origin=(0.048, 0.0, 0.052), invert=True)
    cap = cap.clip(normal=(0.35, 0.0, -0.94), origin=(-0.010, 0.0, 0.010), invert=True)
    return coloured(cap.extract_surface(algorithm=None).triangulate(), colour)

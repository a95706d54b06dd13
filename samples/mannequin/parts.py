"""The parts of a body in their own axes: trunk, arms, legs, with the clothes on them."""

import pyvista as pv

from samples.mannequin.body import Body, Colour, Outfit
from samples.mannequin.shapes import Station, hull, loft, merged


def _wide(stations: list[Station], girth: float) -> list[Station]:
    return [(z, girth * depth, girth * width, shift) for z, depth, width, shift in stations]


def _hung(stations: list[Station], loose_m: float) -> list[Station]:
    """Return a garment that stands off the body, more on the side that hangs down."""
    if not loose_m:
        return stations
    return [(z, depth + loose_m, width + loose_m, shift) for z, depth, width, shift in stations]


def neck(skin: Colour) -> pv.PolyData:
    """Return the neck."""
    return merged(
        [loft([(0.0, 0.056, 0.060, 0.0), (0.08, 0.052, 0.052, 0.0), (0.16, 0.05, 0.05, 0.0)], skin)]
    )


def trunk(body: Body) -> dict[str, pv.PolyData]:
    """Return shirt and seat of the trousers, upright on the hips."""
    g, outfit = body.girth, body.outfit
    shirt = _wide(
        [
            (0.015, 0.108, 0.156, -0.006),
            (0.10, 0.103, 0.148, 0.000),
            (0.19, 0.099, 0.141, 0.004),
            (0.30, 0.108, 0.152, 0.006),
            (0.40, 0.112, 0.163, 0.004),
            (0.455, 0.104, 0.164, 0.000),
            (0.505, 0.084, 0.140, -0.006),
            (0.535, 0.066, 0.088, -0.010),
            (0.552, 0.056, 0.064, -0.010),
        ],
        g,
    )
    half = body.half_shoulders_m / body.scale
    yoke = hull(
        [
            (shift, side * out * half, height, thick * g)
            for side in (1.0, -1.0)
            for shift, out, height, thick in (
                (-0.006, 0.40, 0.508, 0.060),
                (0.0, 0.95, 0.476, 0.062),
                (0.0, 0.86, 0.420, 0.056),
                (0.0, 0.80, 0.340, 0.040),
            )
        ],
        outfit.top,
    )
    pelvis = _wide(
        [
            (-0.075, 0.085, 0.130, -0.012),
            (-0.03, 0.107, 0.160, -0.014),
            (0.03, 0.106, 0.157, -0.008),
            (0.09, 0.095, 0.142, 0.0),
        ],
        g,
    )
    meshes = {
        "chest": merged(
            [loft(_hung(shirt[:6], outfit.loose_m) + shirt[6:], outfit.top, cap_m=0.01), yoke]
        ),
        "pelvis": merged([loft(_hung(pelvis, 0.5 * outfit.loose_m), outfit.legs, cap_m=0.03)]),
    }
    for mesh in meshes.values():
        mesh.points[:, 2] *= body.trunk_share
    return meshes


def arm(body: Body, g: float, sign: float) -> dict[str, pv.PolyData]:
    """Return the parts of an arm; ``sign`` is 1 for the left."""
    outfit, upper, fore = body.outfit, body.upper_arm_m / body.scale, body.forearm_m / body.scale
    bare = _wide(
        [(0.0, 0.052, 0.048, 0.0), (0.35 * upper, 0.047, 0.043, 0.003), (upper, 0.039, 0.038, 0.0)],
        g,
    )
    sleeve = _wide(
        [
            (0.0, 0.064, 0.058, 0.0),
            (0.25 * upper, 0.061, 0.056, 0.0),
            (0.56 * upper, 0.058, 0.053, 0.0),
        ],
        g,
    )
    if outfit.sleeves == "long":
        sleeve = [*sleeve[:2], (upper, g * 0.047, g * 0.046, 0.0)]
    forearm = _wide(
        [(0.0, 0.040, 0.039, 0.0), (0.3 * fore, 0.041, 0.042, 0.0), (fore, 0.025, 0.029, 0.0)], g
    )
    palm, grip = 0.5 * body.hand_m / body.scale, 0.5 * body.hand_m / body.scale
    thumb = hull(
        [(0.0, sign * 0.028, 0.028, 0.014), (0.004, sign * 0.055, 0.075, 0.010)], outfit.skin
    )
    hand = hull(
        [(0.0, y, z, 0.016) for y, z in ((-0.018, 0.0), (0.018, 0.0), (-0.03, palm), (0.03, palm))],
        outfit.skin,
    )
    fingers = [
        hull([(0.0, y, -0.005, 0.0105), (0.0, 1.1 * y, reach * grip, 0.0085)], outfit.skin)
        for y, reach in ((-0.031, 0.75), (-0.0105, 1.0), (0.0105, 1.05), (0.031, 0.92))
    ]
    return {
        "upper_arm": merged(
            [
                loft(bare, outfit.skin),
                loft(
                    _hung(sleeve, 0.6 * outfit.loose_m),
                    outfit.top,
                    cap_m=0.012,
                    start_cap_m=0.055,
                ),
            ]
        ),
        "forearm": merged(_forearm(forearm, outfit)),
        "palm": merged([hand, thumb]),
        "fingers": merged(fingers),
    }  # fmt: skip


def leg(body: Body, g: float) -> dict[str, pv.PolyData]:
    """Return the parts of a leg."""
    outfit, thigh, shank = body.outfit, body.thigh_m / body.scale, body.shank_m / body.scale
    upper = _wide(
        [
            (-0.01, 0.092, 0.086, -0.004),
            (0.2 * thigh, 0.090, 0.082, 0.002),
            (0.6 * thigh, 0.073, 0.068, 0.006),
            (thigh, 0.056, 0.054, 0.0),
        ],
        g,
    )
    lower = _wide(
        [
            (0.0, 0.056, 0.054, 0.0),
            (0.28 * shank, 0.058, 0.053, -0.012),
            (0.7 * shank, 0.041, 0.039, -0.006),
            (0.93 * shank, 0.035, 0.033, 0.0),
        ],
        g,
    )
    ankle = loft(
        [(0.9 * shank, 0.033, 0.031, 0.0), (shank, 0.036, 0.033, -0.002)], outfit.skin, cap_m=0.02
    )
    return {
        "thigh": merged(_thigh(upper, outfit)),
        "shank": merged([_shank(lower, outfit), ankle]),
        "foot": _foot(body),
        "toes": _toes(body),
    }


def _forearm(stations: list[Station], outfit: Outfit) -> list[pv.PolyData]:
    if outfit.sleeves == "short":
        return [loft(stations, outfit.skin)]
    cloth = _hung(stations, 0.007 + 0.5 * outfit.loose_m)
    return [loft(stations, outfit.skin), loft(cloth, outfit.top, cap_m=0.004, start_cap_m=0.02)]


def _thigh(stations: list[Station], outfit: Outfit) -> list[pv.PolyData]:
    cloth = _hung(stations, 0.6 * outfit.loose_m)
    if outfit.trousers == "long":
        return [loft(cloth, outfit.legs, cap_m=0.05)]
    end = 0.72 * stations[-1][0]
    short = [*_hung(cloth[:3], 0.006), (end, stations[2][1] + 0.012, stations[2][2] + 0.012, 0.005)]
    return [
        loft(stations, outfit.skin, cap_m=0.05),
        loft(short, outfit.legs, cap_m=0.006, start_cap_m=0.05),
    ]


def _shank(stations: list[Station], outfit: Outfit) -> pv.PolyData:
    if outfit.trousers == "short":
        return loft(stations, outfit.skin, cap_m=0.03)
    return loft(_hung(stations, 0.7 * outfit.loose_m), outfit.legs, cap_m=0.03)


def _foot(body: Body) -> pv.PolyData:
    shoes, soles = body.outfit.shoes, body.outfit.soles
    upper = hull(
        [
            (0.016, 0.0, 0.010, 0.034),
            (0.066, 0.0, 0.036, 0.034),
            (0.012, 0.012, 0.155, 0.032),
            (0.012, -0.012, 0.155, 0.032),
        ],
        shoes,
    )
    sole = hull(
        [
            (-0.018, y, z, 0.011)
            for y, z in ((0.02, 0.0), (-0.02, 0.0), (0.03, 0.165), (-0.03, 0.165))
        ],
        soles,
    )
    return merged([upper, sole])


def _toes(body: Body) -> pv.PolyData:
    shoes, soles = body.outfit.shoes, body.outfit.soles
    upper = hull(
        [
            (0.010, 0.014, -0.01, 0.031),
            (0.010, -0.014, -0.01, 0.031),
            (0.0, 0.016, 0.06, 0.022),
            (0.0, -0.012, 0.062, 0.022),
        ],
        shoes,
    )
    sole = hull(
        [
            (-0.018, y, z, 0.011)
            for y, z in ((0.03, -0.01), (-0.03, -0.01), (0.02, 0.068), (-0.02, 0.066))
        ],
        soles,
    )
    return merged([upper, sole])

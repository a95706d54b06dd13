"""Makes a plan harder to see: a poorer camera, things and people in the way."""

from dataclasses import replace
from typing import Final

import numpy as np

from samples.mannequin.body import Colour
from samples.mannequin.bystander import Bystander
from samples.mannequin.camera import Camera
from samples.mannequin.lens import Lens
from samples.mannequin.people import draw_body
from samples.mannequin.plan import Plan
from samples.mannequin.room import Box
from samples.mannequin.variation import CONDITIONS

_WOODS: Final[tuple[Colour, ...]] = ((120, 86, 58), (70, 70, 76), (186, 60, 60), (60, 110, 70))


def chosen(names: tuple[str, ...], rng: np.random.Generator) -> tuple[str, ...]:
    """Return the conditions, with ``random`` replaced by one or two that are drawn."""
    drawn = rng.choice(CONDITIONS, size=int(rng.integers(1, 3)), replace=False)
    return tuple(str(name) for name in drawn) if "random" in names else names


def harder(plan: Plan, names: tuple[str, ...], rng: np.random.Generator) -> Plan:
    """Return the plan under the conditions; the motion and its truth stay the same."""
    lens = _lens(plan.seed, names, rng)
    dropped = _dropped(len(plan.indexes), rng) if "dropped" in names else frozenset()
    room = plan.room
    if "furniture" in names:
        room = replace(room, furniture=(_in_the_way(plan.camera, rng),))
    walks = "passer_by" in names
    if walks or "bystander" in names:
        room = replace(room, bystander=_second(plan, rng, walks=walks))
    return replace(plan, lens=lens, dropped=dropped, room=room)


def _lens(seed: int, names: tuple[str, ...], rng: np.random.Generator) -> Lens:
    exposure = 1.0
    if "dark" in names:
        exposure = float(rng.uniform(0.3, 0.55))
    if "bright" in names:
        exposure = float(rng.uniform(1.3, 1.7))
    return Lens(
        seed=seed,
        noise_sd=float(rng.uniform(6.0, 18.0)) if "noise" in names else 0.0,
        blur_px=float(rng.uniform(1.0, 2.5)) if "blur" in names else 0.0,
        exposure=exposure,
        backlight=float(rng.uniform(0.5, 0.95)) if "backlight" in names else 0.0,
        quality=int(rng.integers(12, 35)) if "compressed" in names else 0,
    )


def _dropped(count: int, rng: np.random.Generator) -> frozenset[int]:
    """Return frames that are missing: single ones, and now and then up to a fifth of a second."""
    gone: set[int] = set()
    at = int(rng.integers(2, 20))
    while at < count:
        gone.update(range(at, at + int(rng.choice([1, 1, 1, 2, 6]))))
        at += int(rng.integers(8, 50))
    return frozenset(gone)


def _in_the_way(camera: Camera, rng: np.random.Generator) -> tuple[Box, Colour]:
    """Return a box between camera and body, to one side, that hides a part of it."""
    eye, target = np.array(camera.position_m), np.array(camera.target_m)
    _, right, _ = camera.axes()
    share = float(rng.uniform(0.4, 0.55))
    aside = float(rng.choice([-1.0, 1.0])) * float(rng.uniform(0.22, 0.34)) * camera.distance_m
    x, y, z = eye + share * (target - eye) + share * aside * right
    wide, tall = float(rng.uniform(0.05, 0.11)), float(z - rng.uniform(0.0, 0.1))
    box = (float(x - wide), float(x + wide), float(y - wide), float(y + wide), -0.015, tall)
    return box, _WOODS[int(rng.integers(len(_WOODS)))]


def _second(plan: Plan, rng: np.random.Generator, *, walks: bool) -> Bystander:
    """Return somebody behind the body, seen from the camera."""
    eye, target = np.array(plan.camera.position_m), np.array(plan.camera.target_m)
    away = (target - eye)[:2] / plan.camera.distance_m
    across = np.array([-away[1], away[0]])
    behind_m = float(rng.uniform(0.85, 1.15))
    aside_m = 2.6 if walks else float(rng.choice([-1.0, 1.0])) * float(rng.uniform(0.5, 1.1))
    x, y = target[:2] + behind_m * away - aside_m * across
    faces = across if walks else -away
    return Bystander(
        body=draw_body(rng),
        start_m=(float(x), float(y)),
        heading_deg=float(np.degrees(np.arctan2(faces[1], faces[0]))),
        sets_off_s=float(rng.uniform(3.0, 6.0)) if walks else None,
    )

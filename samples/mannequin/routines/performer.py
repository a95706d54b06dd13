"""Somebody who does a movement that is given by key poses: own amplitude, own planted fault."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from formcheck.exercises.figure import KeyPose
from samples.mannequin.faults import KeyedFault
from samples.mannequin.measured import true_feature
from samples.mannequin.motion import Values
from samples.mannequin.movements import Movement
from samples.mannequin.moves.contact import turn_deg
from samples.mannequin.moves.fit import fitted
from samples.mannequin.moves.keyed import DIRECTIONS, LIMBS, Keyed
from samples.mannequin.planar import root_of
from samples.mannequin.routines.routine import Asked

EXTRA: Final = ("hips", "shoulders")
"""Parameters that no key pose has, for faults alone."""
WHOLE: Final = (
    "trunk",
    "neck",
    "face",
    "lumbar",
    "thoracic",
    "turn",
    "side",
    "look",
    "spread",
    "roll",
)
ANGLES: Final = frozenset(
    {"trunk", "neck", "face", *(f"{side}_{name}" for side in ("near", "far") for name in LIMBS)}
)
EVERY: Final = "every"
_LIMBS: Final = (("arm", "forearm"), ("thigh", "shank"))
OTHER: Final = {"left": "right", "right": "left"}
_LIKE_DEG: Final = 4.0
_BEHIND_DEG: Final = 60.0
_STEP_DEG, _MOST_DEG = 5.0, 90.0
"""Bending is looked for in steps up to the most."""
_CLOSE: Final = 0.02
"""In the feature's unit."""


def raw_pose(pose: KeyPose) -> Values:
    """Return the parameters of a key pose, ``near_`` and ``far_`` for the limbs.

    Somebody whose face is at the back of the trunk looks the other way: such a figure is mirrored.
    """
    values = {name: float(getattr(pose, name)) for name in WHOLE} | dict.fromkeys(EXTRA, 0.0)
    for side, limbs in (("near", pose.near), ("far", pose.far)):
        for name in LIMBS:
            own = getattr(limbs, name)
            values[f"{side}_{name}"] = float(getattr(pose, name) if own is None else own)
    if turn_deg(values["trunk"], values["face"]) > _BEHIND_DEG:
        values |= {name: 180.0 - values[name] for name in ANGLES}
    return values


def sided(raw: Values, near: str) -> Values:
    """Return the same with ``left_`` and ``right_``."""
    names = {"near": near, "far": OTHER[near]}
    return {
        f"{names[key.partition('_')[0]]}_{key.partition('_')[2]}" if "_" in key else key: value
        for key, value in raw.items()
    }


def toward(values: Values, target: Values) -> Values:
    """Return the target with directions that are reached on the short way."""
    return target | {
        key: values[key] + turn_deg(values[key], target[key]) for key in DIRECTIONS & target.keys()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Performer:
    """One person who does one movement."""

    asked: Asked
    movement: Movement
    raws: tuple[Values, ...]
    """Key poses as this person does them."""
    share: float
    """How much of the way is done."""
    bend_deg: float = 0.0
    """Size of the planted fault's bending."""

    @property
    def solver(self) -> Keyed:
        """What makes postures of the values."""
        return Keyed(self.movement.figure.anchor, self.movement.prop)

    @property
    def poses(self) -> tuple[KeyPose, ...]:
        """Key poses as they are written."""
        return self.movement.figure.poses

    @property
    def ways(self) -> tuple[tuple[int, ...], ...]:
        """Numbers of the poses of each way out of the first pose and back to it.

        A pose like the first one ends a way: a figure may show one side and then the other.
        """
        last = len(self.raws) - 1
        if self.movement.kind == "cycle" and not self.movement.sides:
            return (tuple(range(1, last + 1)),)
        ends = [n for n in range(1, last + 1) if self._like_first(n)] + [last + 1]
        starts = [1, *(n + 1 for n in ends)]
        ways = (tuple(range(a, b)) for a, b in zip(starts, ends, strict=False))
        return tuple(way for way in ways if way) or ((),)

    def _like_first(self, number: int) -> bool:
        first, raw = self.raws[0], self.raws[number]
        return max(abs(turn_deg(first[key], raw[key])) for key in raw) < _LIKE_DEG

    def turn_of(self, way: tuple[int, ...]) -> int:
        """Return the number of the pose of a way that is farthest from the first."""
        first = self.raws[0]
        far = {n: sum(abs(turn_deg(first[k], self.raws[n][k])) for k in first) for n in way}
        return max(far, key=lambda n: far[n]) if far else 0

    @property
    def turn(self) -> int:
        """Number of the farthest pose of the first way."""
        return self.turn_of(self.ways[0])

    @property
    def fault(self) -> KeyedFault | None:
        """What is planted."""
        kind = self.asked.variation.kind
        return kind if isinstance(kind, KeyedFault) else None

    def values(self, number: int, near: str, *, fault: bool = True) -> Values:
        """Return the values of a key pose; ``near`` is the side that the figure calls near."""
        first = self._bent(0, fault=fault)
        start = fitted(self.solver, self.asked.body, sided(first, near))
        if number == 0:
            return start
        raw = _on_the_way(first, self._bent(number, fault=fault), self.share)
        return fitted(self.solver, self.asked.body, sided(raw, near), start)

    def _bent(self, number: int, *, fault: bool) -> Values:
        raw, kind = self.raws[number], self.fault
        if kind is None or not fault or not self.shows(number):
            return raw
        swapped = any(number in way and self.swapped(way) for way in self.ways)
        bends = kind.first if kind.first and number == 0 else kind.bends
        turned = {name: self.bend_deg * weight for name, weight in _spelled(bends, swapped=swapped)}
        return raw | {name: raw[name] + deg for name, deg in turned.items()}

    def shows(self, number: int) -> bool:
        """Return whether a pose shows the planted fault."""
        if self.fault is None:
            return False
        if self.fault.pose:
            return self.fault.pose in {self.poses[number].name, EVERY}
        return number in {self.turn_of(way) for way in self.ways}

    @property
    def shown(self) -> int:
        """Number of the pose in which the planted fault is measured."""
        found = (
            n
            for n in range(len(self.poses))
            if self.fault and self.poses[n].name == self.fault.pose
        )
        return next(found, self.turn)

    def swapped(self, way: tuple[int, ...]) -> bool:
        """Return whether a way is the first one with near and far changed."""
        return self.moving_side(way) != self.moving_side(self.ways[0])

    def moving_side(
        self, way: tuple[int, ...], limbs: tuple[tuple[str, ...], ...] = _LIMBS
    ) -> str | None:
        """Return ``near`` or ``far``: the side whose arm (or else leg) moves more; None is both."""
        first, turn = self.raws[0], self.raws[self.turn_of(way)]
        for names in limbs:
            near, far = (
                sum(abs(turn_deg(first[f"{s}_{n}"], turn[f"{s}_{n}"])) for n in names)
                for s in ("near", "far")
            )
            if abs(near - far) > 1.0:
                return "near" if near > far else "far"
        return None

    def side(self, way: tuple[int, ...], near: str) -> str | None:
        """Return the person's side that a way counts for; ``near`` as in `values`."""
        if self.movement.sides:
            first, turn = self.raws[0], self.raws[self.turn_of(way)]
            to_left = sum(turn[k] - first[k] for k in ("turn", "side", "look"))
            if to_left:
                return "left" if to_left > 0 else "right"
        limbs = _LIMBS[::-1] if self.movement.sides else _LIMBS
        moving = self.moving_side(way, limbs)
        if moving is None or moving == "near":
            return near if moving else None
        return OTHER[near]


def _spelled(bends: Mapping[str, float], *, swapped: bool) -> list[tuple[str, float]]:
    """Return the bends with limbs of both sides named one by one."""
    found = []
    for key, weight in bends.items():
        side, _, limb = key.partition("_")
        if key in LIMBS:
            found += [(f"near_{key}", weight), (f"far_{key}", weight)]
        elif limb and swapped:
            found.append((f"{'far' if side == 'near' else 'near'}_{limb}", weight))
        else:
            found.append((key, weight))
    return found


def _on_the_way(first: Values, raw: Values, share: float) -> Values:
    return {
        key: first[key]
        + share * (turn_deg(first[key], raw[key]) if key in ANGLES else raw[key] - first[key])
        for key in raw
    }


def bent(performer: Performer, near: str) -> Performer:
    """Return the performer with the bending that gives the fault the size that is asked for.

    Raises
    ------
    ValueError
        If no bending gets there.
    """
    kind, body = performer.fault, performer.asked.body
    if kind is None:
        return performer
    limb = near if kind.limb == "near" else OTHER[near]
    view, solver = kind.view or performer.movement.view, performer.solver
    wanted = kind.value_deg(performer.asked.size_deg())

    def value(bend_deg: float) -> float:
        trial = replace(performer, bend_deg=bend_deg)
        posture = solver(body, trial.values(trial.shown, near))
        found = true_feature(body, posture, kind.feature, side=limb, view=view)
        if kind.from_start:
            start = solver(body, trial.values(0, near))
            found -= true_feature(body, start, kind.feature, side=limb, view=view)
        return found - wanted

    found = [value(0.0)]
    for number in range(1, round(_MOST_DEG / _STEP_DEG) + 1):
        found.append(value(number * _STEP_DEG))
        if found[-2] * found[-1] <= 0.0:
            bend_deg = root_of(value, (number - 1) * _STEP_DEG, number * _STEP_DEG)
            # Where a hand leaves the floor, or an angle wraps round, values jump over the wanted.
            if abs(value(bend_deg)) < _CLOSE:
                return replace(performer, bend_deg=bend_deg)
    raise ValueError(
        f"{performer.movement.slug}, {performer.asked.variation.fault}: expected to reach "
        f"{kind.feature} {wanted:.2f}, found {min(found) + wanted:.2f} to "
        f"{max(found) + wanted:.2f}. Bend other parameters, or ask for another size."
    )

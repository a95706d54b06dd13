"""What one frame shows of somebody at a desk: before any baseline, from the front or the side.

::

    raw pose -> trust, smoothing, near side, view -> readings of the sitting exercise
                                                  -> place, nod, hand at the head
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from formcheck.checking.results import ViewEstimate
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise, View
from formcheck.features.error_model import ErrorModel, load_error_model
from formcheck.features.geometry import distance, share, slope_deg
from formcheck.features.reading import Reading
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.pose import Point, Pose
from formcheck.pose.trust import body_scale_px
from formcheck.session.measure import Measurer
from formcheck.session.sight import Eyes

SLUG: Final = "sitting"
EARS_M: Final = 0.15
NOSE_AHEAD_M: Final = 0.11
"""Distance of the ears, and how far the nose lies ahead of them (derived from adults' heads): their
quotient turns a nose below the ears into degrees."""
HAND_NEAR: Final = 0.25
"""A hand so near to mouth, nose or ear, by the body's scale, is at it: 12 cm (judgement; the hands
of rendered people who type come as near as 0.29, measured)."""

_HANDS: Final = tuple(
    Landmark[f"{side.name}_{tip}"] for side in Side for tip in ("WRIST", "PINKY", "INDEX", "THUMB")
)
_FACE: Final = (
    Landmark.NOSE,
    Landmark.MOUTH_LEFT,
    Landmark.MOUTH_RIGHT,
    Landmark.LEFT_EAR,
    Landmark.RIGHT_EAR,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the body is in the picture, and how large."""

    across: float
    """Middle of the shoulders from the left edge, in widths of the picture."""
    down: float
    """The same from the upper edge, in widths of the picture too."""
    size: float
    """From the front the width of the shoulders, from the side the trunk, in picture widths."""
    shoulder_tilt_deg: float
    head_tilt_deg: float
    """From the front of the shoulders' and the ears' line, + when the right side is lower; from the
    side of trunk and neck against the vertical, + to the left of the picture. So a picture turned
    counterclockwise adds to all of them."""
    face: float
    """From the front the width of the eyes, in widths of the picture; NaN from the side."""
    body: float
    """The larger of trunk and shoulders in picture widths: nearly the same from everywhere."""

    @property
    def known(self) -> bool:
        """Whether place and size could be seen."""
        return math.isfinite(self.across + self.down + self.size)


NOWHERE: Final = Place(*(math.nan,) * 7)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Somebody at a desk in one frame."""

    time_s: float
    pose: Pose | None
    """Smoothed, with its doubts; None when nobody is seen."""
    side: Side | None
    view: ViewEstimate
    readings: Mapping[str, Reading] = field(default_factory=dict)
    """By feature name, those of the sitting exercise."""
    place: Place = NOWHERE
    nod_deg: float = math.nan
    """How far the face looks down, from where this camera sees it level: only its change counts."""
    nose_reach: float = math.nan
    """From the side, nose ahead of the ear by the trunk: shorter when the head is turned."""
    head_turn: float = 0.0
    """From the front, nose off the middle of the ears by their distance, along their line: unlike
    the feature's own measure, not mistaken by a head tilted to the shoulder. NaN when not seen."""
    hand_at_head: bool = False
    """A phone, a cup, or a chin in a hand."""


class Seer:
    """Follows one body from look to look, however far they lie apart."""

    def __init__(
        self, exercise: Exercise | None = None, error_model: ErrorModel | None = None
    ) -> None:
        self.exercise = exercise or load_exercise(SLUG)
        self.error_model = error_model or load_error_model()
        self._eyes = Eyes()
        self._measurer = Measurer(self.exercise, self.error_model)

    def see(self, now_s: float, pose: Pose | None) -> Seen:
        """Take in the raw pose of one look, ``None`` when nobody is seen. Times increase."""
        sight = self._eyes.see(None if pose is None else replace(pose, time_s=now_s))
        if sight.pose is None or sight.side is None:
            return Seen(now_s, None, sight.side, sight.view)
        body = SidedPose(sight.pose, sight.side)
        readings = self._measurer.measure(now_s, sight, sight.view)
        front = sight.view.name == View.FRONT
        return Seen(
            time_s=now_s,
            pose=sight.pose,
            side=sight.side,
            view=sight.view,
            readings=readings,
            place=_place_from_front(body) if front else _place_from_side(body),
            nod_deg=_nod_from_front(body) if front else _nod_from_side(body),
            nose_reach=share(distance(body.at(Joint.EAR), body.nose), body.trunk_px),
            head_turn=_head_turn(body) if front else 0.0,
            hand_at_head=_hand_at_head(sight.pose),
        )


def _place_from_front(body: SidedPose) -> Place:
    wide = body.pose.image_size[0]
    left, right = body.both(Joint.SHOULDER)
    across, down = body.middle(Joint.SHOULDER)
    eyes = distance(*body.both(Joint.EYE_OUTER)) / wide
    return Place(
        across=across / wide,
        down=down / wide,
        size=distance(left, right) / wide,
        shoulder_tilt_deg=_tilt_deg(body, Joint.SHOULDER),
        head_tilt_deg=_tilt_deg(body, Joint.EAR),
        face=eyes,
        body=body_scale_px(body.pose.image_px) / wide,
    )


def _tilt_deg(body: SidedPose, joint: Joint) -> float:
    return -slope_deg(*body.both(joint))


def _place_from_side(body: SidedPose) -> Place:
    wide = body.pose.image_size[0]
    hip, shoulder, ear = (
        (x / wide, y / wide) for x, y in map(body.at, (Joint.HIP, Joint.SHOULDER, Joint.EAR))
    )
    return replace(
        NOWHERE,
        across=shoulder[0],
        down=shoulder[1],
        size=body.trunk_px / wide,
        shoulder_tilt_deg=_upright_deg(hip, shoulder),
        head_tilt_deg=_upright_deg(shoulder, ear),
        body=body_scale_px(body.pose.image_px) / wide,
    )


def _upright_deg(low: Point, high: Point) -> float:
    return math.degrees(math.atan2(low[0] - high[0], low[1] - high[1]))


def _nod_from_front(body: SidedPose) -> float:
    left, right = body.both(Joint.EAR)
    below = body.nose[1] - body.middle(Joint.EAR)[1]
    sine = share(below, distance(left, right)) * EARS_M / NOSE_AHEAD_M
    return math.degrees(math.asin(min(1.0, max(-1.0, sine)))) if math.isfinite(sine) else math.nan


def _head_turn(body: SidedPose) -> float:
    left, right = map(np.array, body.both(Joint.EAR))
    line, off = left - right, body.nose - np.array(body.middle(Joint.EAR))
    return abs(share(float(line @ off), float(line @ line)))


def _nod_from_side(body: SidedPose) -> float:
    return -slope_deg(body.at(Joint.EAR), body.nose)


def _hand_at_head(pose: Pose) -> bool:
    near_px = HAND_NEAR * body_scale_px(pose.image_px)
    return any(
        distance(hand, face) < near_px
        for hand in _points(pose, _HANDS)
        for face in _points(pose, _FACE)
    )


def _points(pose: Pose, which: Iterable[Landmark]) -> list[Point]:
    return [pose.point(one) for one in which]

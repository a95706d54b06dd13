"""A head made unrecognisable in a picture or a video: pixels as large as a quarter of the head.

A head is covered as a disc around the point between the ears, wide enough for crown, chin and nose
seen from any side: so it does not matter how the body lies. What is doubted of the landmarks is
covered all the same, and where nothing is known everything is covered.

Why so coarse: people and programs recognise faces of 16 by 16 pixels, and what a light blur
spreads can be gathered again. Here the whole disc becomes four cells across, of which a face has
two or three, each of one mean colour; nothing finer is left in the file that could be brought back.
Their edges stay hard: smooth changes between cells look more like a face, to people (Harmon and
Julesz 1973) and to a face finder (measured: it found 28 of 42 at a score of 0.5, and 2 so).
The cells are tied to the head, not to the picture: a head that moves under a fixed grid would
show another mean with each step, from which a finer picture can be put together.
"""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.capture.opencv import cv2
from formcheck.landmarks import Landmark
from formcheck.pose.pose import Floats, Pose
from formcheck.pose.trust import body_scale_px

Image8 = npt.NDArray[np.uint8]

_FACE: Final = tuple(Landmark)[: Landmark.MOUTH_RIGHT + 1]
_EARS: Final = (Landmark.LEFT_EAR, Landmark.RIGHT_EAR)
_SHOULDERS: Final = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
_HEAD_M: Final = 0.2
"""From between the ears to the crown 13 to 14 cm, to nose and chin 12 to 13 cm (large heads of
anthropometric tables); the rest is hair and the error of the landmarks: at 0.18 the hair of one of
27 people in photos looked out."""
_BEYOND_M: Final = 0.06
"""So much is covered around the farthest landmark of the face: forehead, chin, cheeks."""
_FROM_SHOULDERS_M: Final = 0.45
"""No part of a head is farther from the point between its shoulders (judgement)."""
_BODY_M: Final = 0.4
"""Between width of shoulders and length of trunk: where the model gives no metres."""
_CELLS: Final = 4
"""Across the disc: see above."""
_WHOLE_CELLS: Final = 8
"""Across the shorter side of a picture of which nothing is known: a head that fills half of it
is left four cells."""
_COMPANY_S: Final = 5.0
"""For so long after other people were seen last, there may be some still (as `Lock` has it)."""
_AROUND_M: Final = 0.25
"""Around the landmarks of a body: hands, feet and what they hold."""
_KEPT_S: Final = 0.3
"""A place is covered for so long after the head left it: single frames are found wrongly."""
_SPEED_M_S: Final = 2.0
"""How quickly a head that is not seen can be elsewhere: getting up, walking (judgement)."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a head is at most, in pixels of the picture that the pose is of."""

    x: float
    y: float
    radius: float
    metre: float
    """Pixels that are a metre at the body."""

    def grown(self, metres: float) -> "Head":
        """Return the disc with so much more around it."""
        return Head(self.x, self.y, self.radius + metres * self.metre, self.metre)

    def scaled(self, factor: float) -> "Head":
        """Return the same place in a larger or smaller picture."""
        return Head(*(factor * value for value in (self.x, self.y, self.radius, self.metre)))

    @property
    def cell(self) -> float:
        """Size of a cell that leaves nothing of a head."""
        return 2 * _HEAD_M * self.metre / _CELLS


def head_of(pose: Pose) -> Head | None:
    """Return the head of a pose, whatever is doubted of it; None when its place is not known."""
    metre = _metre_px(pose)
    face = _known(pose, _FACE)
    shoulders = _known(pose, _SHOULDERS)
    if not math.isfinite(metre) or not (len(face) or len(shoulders)):
        return None
    if not len(face):
        x, y = shoulders.mean(axis=0)
        return Head(float(x), float(y), _FROM_SHOULDERS_M * metre, metre)
    ears = _known(pose, _EARS)
    x, y = (ears if len(ears) else face).mean(axis=0)
    farthest = float(np.hypot(*(face - (x, y)).T).max())
    radius = max(_HEAD_M * metre, farthest + _BEYOND_M * metre)
    return Head(float(x), float(y), radius, metre)


def blur_face(image: Image8, pose: Pose | None) -> Image8:
    """Return a copy of a picture in which the head cannot be recognised.

    Parameters
    ----------
    image
        (h, w, 3) blue-green-red, upright: the frame of the pose, or a larger or smaller copy of it.
    pose
        Who is in it. None leaves the picture as it is: the caller knows whether nobody is there or
        nobody was found. A pose without a place for the head covers the whole picture.

    Notes
    -----
    Only the one who is followed has a pose: other people in the picture (`Pose.others`) are not
    covered.
    """
    if pose is None:
        return image.copy()
    head = head_of(pose)
    return _covered(image, None if head is None else [_fitting(head, pose, image)])


class FaceCover:
    """Covers the head through a whole video, the frames between included in which it is not found.

    Before the head was found first nobody knows where it is: the whole picture is covered. Where
    it is lost, what is covered grows as quickly as a person can move, within two seconds or so to
    the whole picture, until it is found again. While there are other people, everything but the
    surroundings of the one who is followed is covered: from when they are noticed, which takes the
    estimator up to a second. Give frames in order of time, each once.
    """

    def __init__(self) -> None:
        self._places: deque[tuple[float, Head]] = deque()
        self._company_s = -math.inf

    def cover(self, image: Image8, pose: Pose | None, time_s: float) -> Image8:
        """Return a copy of the frame at ``time_s`` in which the head cannot be recognised.

        Parameters
        ----------
        image
            (h, w, 3) blue-green-red, upright, of the same size in every call.
        pose
            Who was found in it, None for nobody.
        time_s
            Seconds, increasing.
        """
        head = None if pose is None else head_of(pose)
        if pose is not None and head is not None:
            self._places.append((time_s, _fitting(head, pose, image)))
        while len(self._places) > 1 and time_s - self._places[0][0] > _KEPT_S:
            self._places.popleft()
        if pose is not None and pose.others:
            self._company_s = time_s
        places = [self._grown(*place, time_s) for place in self._places]
        if time_s - self._company_s > _COMPANY_S:
            return _covered(image, places or None)
        if pose is None or head is None:
            return _covered(image, None)
        return _covered(_surroundings(image, pose, places[-1]), places)

    def _grown(self, seen_s: float, head: Head, time_s: float) -> Head:
        """Return a place with what has become possible since the head was found last."""
        lost_s = max(0.0, time_s - self._places[-1][0])
        return head.grown(_SPEED_M_S * lost_s) if seen_s == self._places[-1][0] else head


def _fitting(head: Head, pose: Pose, image: Image8) -> Head:
    return head.scaled(image.shape[1] / pose.image_size[0])


def _known(pose: Pose, landmarks: Iterable[Landmark]) -> Floats:
    """Return ``(n, 2)`` pixels of what has a place at all, however doubtful."""
    places = pose.image_px[list(landmarks)]
    known: Floats = places[np.isfinite(places).all(axis=1)]
    return known


def _metre_px(pose: Pose) -> float:
    """Return how many pixels a metre has at the body, or at the head where that is nearer."""
    fits = [_fit(pose, slice(None)), _fit(pose, slice(len(_FACE)))]
    known = [fit for fit in fits if fit > 0]
    return max(known) if known else body_scale_px(pose.image_px) / _BODY_M


def _fit(pose: Pose, some: slice) -> float:
    """Return the scale by which the model's metres fit its pixels best; NaN when there is none."""
    pixels, metres = pose.image_px[some], pose.world_m[some, :2]
    known = np.isfinite(pixels).all(axis=1) & np.isfinite(metres).all(axis=1)
    if not known.any():
        return math.nan
    pixels, metres = (each[known] - each[known].mean(axis=0) for each in (pixels, metres))
    size = float((metres**2).sum())
    return float((pixels * metres).sum()) / size if size else math.nan


def _covered(image: Image8, heads: list[Head] | None) -> Image8:
    """Return a copy with the discs made coarse; with None everything."""
    copy = image.copy()
    height, width = image.shape[:2]
    if heads is None:
        copy[:] = _coarse(image, min(height, width) / _WHOLE_CELLS)
        return copy
    left = max(0, math.floor(min(head.x - head.radius for head in heads)))
    top = max(0, math.floor(min(head.y - head.radius for head in heads)))
    right = min(width, math.ceil(max(head.x + head.radius for head in heads)) + 1)
    bottom = min(height, math.ceil(max(head.y + head.radius for head in heads)) + 1)
    part = copy[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    if part.size:
        inside = np.zeros(part.shape[:2], np.uint8)
        for head in heads:
            _fill(inside, head.x - left, head.y - top, head.radius)
        cv2.copyTo(_coarse(part, max(head.cell for head in heads)), inside, part)
    return copy


def _fill(inside: Image8, x: float, y: float, radius: float) -> None:
    """Mark a disc, one that is larger than all of it too."""
    height, width = inside.shape
    corner = math.hypot(max(x, width - x), max(y, height - y))
    if radius >= corner:
        inside[:] = 1
    else:
        cv2.circle(inside, (round(x), round(y)), math.ceil(radius), 1, cv2.FILLED)


def _surroundings(image: Image8, pose: Pose, head: Head) -> Image8:
    """Return a copy in which everything but the body and what is near it is made coarse."""
    places = _known(pose, Landmark) * (image.shape[1] / pose.image_size[0])
    around = _AROUND_M * head.metre
    left, top = (max(0, math.floor(least)) for least in places.min(axis=0) - around)
    right, bottom = (max(0, math.ceil(most)) for most in places.max(axis=0) + around)
    copy = _coarse(image, head.cell)
    copy[top:bottom, left:right] = image[top:bottom, left:right]
    return copy


def _coarse(part: Image8, cell: float) -> Image8:
    """Return the part in cells of one mean colour, with hard edges."""
    height, width = part.shape[:2]
    columns, rows = (max(1, math.floor(size / max(cell, 1.0))) for size in (width, height))
    means = cv2.resize(part, (columns, rows), interpolation=cv2.INTER_AREA)
    cells = cv2.resize(means, (width, height), interpolation=cv2.INTER_NEAREST)
    return np.asarray(cells, np.uint8)

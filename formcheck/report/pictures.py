"""The pictures of a report: the person alone, with the skeleton, as small as they can be read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.capture.apart import open_film
from formcheck.capture.opencv import cv2
from formcheck.capture.pictures import Pictures
from formcheck.errors import SourceError
from formcheck.language import _
from formcheck.overlay.scene import Point, Scene
from formcheck.pose.pose import Doubt, Pose
from formcheck.report.content import Picture
from formcheck.report.face_blur import blur_face, head_of
from formcheck.report.lettering import Image8
from formcheck.report.moments import Moment, best_and_worst, noticed
from formcheck.report.paint import paint
from formcheck.report.reported import KeyPictures
from formcheck.report.shown import Shown
from formcheck.review.take import Take

MOST_BYTES: Final = 44_000
"""Of a picture: 59 kB as text in a page, so that a report can be sent by mail."""
_SIZE_PX: Final = (640, 480)
"""Most, across and down: half a page's width at 190 dots an inch."""
_MARGIN: Final = 0.12
"""Around the landmarks, as a share of the larger side: hands, feet and hair go beyond them."""
_ASPECTS: Final = (0.75, 1.8)
"""Narrowest and widest, as width through height."""
_QUALITIES: Final = range(85, 20, -10)

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""


def no_pictures() -> KeyPictures:
    """Return what stands in a report of a session of which no video is there."""
    return KeyPictures(note=_("There are no pictures: no video of this is kept."))


def left_out() -> KeyPictures:
    """Return what stands in a report of which somebody wanted no pictures."""
    return KeyPictures(note=_("Pictures were left out."))


def key_pictures(take: Take, film: Path, shown: Shown) -> KeyPictures:
    """Return the pictures of the best and the worst moment, and of what was noticed most.

    Parameters
    ----------
    take
        The recording with what was found in it.
    film
        The video it came from.
    shown
        What may be seen of the person.
    """
    if shown is Shown.NONE:
        return left_out()
    best = best_and_worst(take.record, take.exercise)
    more = noticed(take.record, take.exercise, best)
    try:
        with open_film(film) as opened:
            pictures = KeyPictures(
                best=tuple(_pictures(best, take, opened, shown)),
                noticed=tuple(_pictures(more, take, opened, shown)),
            )
    except SourceError:
        return KeyPictures(note=_("There are no pictures: the video cannot be opened any more."))
    missing = len(best) + len(more) - len(pictures.best) - len(pictures.noticed)
    return replace(pictures, note=" ".join(_notes(pictures, shown, missing)))


def _notes(pictures: KeyPictures, shown: Shown, missing: int) -> Iterator[str]:
    if shown is Shown.BLURRED and (pictures.best or pictures.noticed):
        yield _("Faces are made unrecognisable.")
    if missing and shown is Shown.BLURRED:
        yield _(
            "A picture is left out where the face could not be found for sure, or where somebody "
            "else was in it."
        )
    elif missing:
        yield _("A picture is left out where nobody was found in it.")


def _pictures(
    moments: Iterable[Moment], take: Take, film: Pictures, shown: Shown
) -> Iterator[Picture]:
    for moment in moments:
        index = take.at(moment.time_s)
        pose, scene = take.poses.pose(index), take.scene(index)
        if pose is None or scene is None or not _may_be_shown(pose, shown):
            continue
        image = film.at(float(take.poses.time_s[index])).image
        # The face goes before anything is drawn: a line over it would shine through the cells.
        bare = blur_face(image, pose) if shown is Shown.BLURRED else image
        cut = painted(bare, pose, scene)
        height, width = cut.shape[:2]
        yield Picture(small_jpeg(cut), (width, height), moment.title, moment.why)


def _may_be_shown(pose: Pose, shown: Shown) -> bool:
    """Whether every face in the picture is known, where none may be recognised."""
    return shown is Shown.ALL or (not pose.others and head_of(pose) is not None)


def painted(image: Image8, pose: Pose, scene: Scene) -> Image8:
    """Return the person cut out of a picture, with everything of a scene drawn in.

    Parameters
    ----------
    image
        (h, w, 3) blue-green-red: the frame of the pose, or a larger or smaller copy of it.
    pose, scene
        Where the person is, and what is drawn.
    """
    box, scale = crop(pose), image.shape[1] / pose.image_size[0]
    left, top, right, bottom = (round(edge * scale) for edge in box)
    factor = min(_SIZE_PX[0] / (right - left), _SIZE_PX[1] / (bottom - top), 1.0)
    size = max(1, round((right - left) * factor)), max(1, round((bottom - top) * factor))
    part = np.ascontiguousarray(image[top:bottom, left:right])
    small = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    paint(small, _moved(scene, box[:2], scale * factor, size))
    return small


def crop(pose: Pose) -> Box:
    """Return the part of the picture that the person is in, with some air, not too long a strip."""
    width, height = pose.image_size
    sure = np.isfinite(pose.image_px).all(axis=1) & (pose.doubt != Doubt.OUTSIDE)
    places = np.clip(pose.image_px[sure], 0, (width, height)) if sure.any() else None
    if places is None:
        return 0, 0, width, height
    (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
    air = _MARGIN * max(right - left, bottom - top, 1.0)
    wide, high = right - left + 2 * air, bottom - top + 2 * air
    wide, high = max(wide, _ASPECTS[0] * high), max(high, wide / _ASPECTS[1])
    across = _span((left + right) / 2, wide, width)
    down = _span((top + bottom) / 2, high, height)
    return across[0], down[0], across[1], down[1]


def _span(middle: float, length: float, whole: int) -> tuple[int, int]:
    """Return a stretch of this length around a place, moved to lie inside."""
    length = min(length, float(whole))
    first = min(max(middle - length / 2, 0.0), whole - length)
    return int(first), max(int(first) + 1, round(first + length))


def _moved(scene: Scene, corner: tuple[int, int], factor: float, size: tuple[int, int]) -> Scene:
    """Return a scene in the pixels of a part of the picture."""

    def at(point: Point) -> Point:
        return (point[0] - corner[0]) * factor, (point[1] - corner[1]) * factor

    return replace(
        scene,
        size_px=size,
        lines=tuple(replace(one, start=at(one.start), end=at(one.end)) for one in scene.lines),
        dots=tuple(replace(one, at=at(one.at)) for one in scene.dots),
        arcs=tuple(
            replace(one, at=at(one.at), start=at(one.start), end=at(one.end)) for one in scene.arcs
        ),
        texts=tuple(replace(one, at=at(one.at)) for one in scene.texts),
    )


def small_jpeg(image: Image8) -> bytes:
    """Return a picture as a JPEG of at most `MOST_BYTES`, or as small as can still be seen."""
    data = b""
    for quality in _QUALITIES:
        done, encoded = cv2.imencode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, quality))
        data = bytes(encoded) if done else b""
        if len(data) <= MOST_BYTES:
            break
    return data

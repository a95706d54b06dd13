"""From what a frame changed to what is drawn over it: a pure function, pixels to pixels."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from formcheck.checking.results import Severity
from formcheck.landmarks import EDGES, Joint, Landmark, Side
from formcheck.overlay.scene import Arc, Dot, Line, Point, Scene, Text, Tone
from formcheck.pose.pose import Doubt, Pose
from formcheck.session.update import Focus, Phase, Update

_TONES: Final = {
    Severity.GOOD: Tone.GOOD,
    Severity.WARN: Tone.WARN,
    Severity.FAULT: Tone.FAULT,
}
_DRAWN: Final = tuple(
    sorted({landmark for edge in EDGES for landmark in edge if "EYE" not in landmark.name})
)
"""Fingers, mouth and eyes would only cover the picture."""
_STILL: Final = "still"
"""Id of the step that is done by itself once all others are."""
_EMPTY: Final = Scene(size_px=(0, 0))


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said of a body in one frame."""

    tone: Tone
    """Of the whole body."""
    focus: Focus | None = None
    """The one angle that is drawn."""
    focus_tone: Tone = Tone.UNSURE
    side: Side | None = None
    """The side that is nearer to the camera."""
    by_hand: frozenset[Landmark] = frozenset()
    """Landmarks that somebody moved to where they are."""


_UNJUDGED: Final = Marks(Tone.UNSURE)


def compose(update: Update, *, mirrored: bool = False) -> Scene:
    """Return the marks of one frame, in pixels of the picture; empty when nobody is seen.

    Parameters
    ----------
    update
        What the session says about the frame.
    mirrored
        True where the person is shown as in a mirror: x runs from the right edge. Only places
        change; texts stay readable, and left stays the person's own left.
    """
    if update.pose is None:
        return _EMPTY
    scene = scene_of(update.pose, marks_of(update))
    return mirror(scene) if mirrored else scene


def skeleton(pose: Pose, *, mirrored: bool) -> Scene:
    """Return a body that nobody judges."""
    lines, dots = tuple(_lines(pose, Tone.UNSURE)), tuple(_dots(pose, _UNJUDGED))
    scene = Scene(size_px=pose.image_size, lines=lines, dots=dots, arcs=(), texts=())
    return mirror(scene) if mirrored else scene


def marks_of(update: Update) -> Marks:
    """Return what is said of the body in a frame."""
    focus = update.focus
    tone = Tone.UNSURE if focus is None else _tone_of_focus(update, focus)
    return Marks(tone_of(update), focus, tone, update.side)


def scene_of(pose: Pose, marks: Marks) -> Scene:
    """Return a body with what is said of it."""
    return Scene(
        size_px=pose.image_size,
        lines=(*_lines(pose, marks.tone), *_outline(marks, pose)),
        dots=tuple(_dots(pose, marks)),
        arcs=tuple(_arcs(marks, pose)),
        texts=tuple(_texts(marks, pose)),
    )


def places(pose: Pose) -> dict[Landmark, Point]:
    """Return where landmarks are drawn: those that are, inside the picture."""
    found = ((landmark, _place(pose, landmark)) for landmark in _DRAWN)
    return {landmark: at for landmark, at in found if at is not None}


def tone_of(update: Update) -> Tone:
    """Return the tone of the whole body: unsure while nothing can be judged, or not yet."""
    waiting = update.phase is Phase.SETUP and not in_place(update)
    # A guided movement is not judged at all: nothing in it may look as if it were good.
    if update.phase is Phase.UNSEEN or waiting or update.beat is not None:
        return Tone.UNSURE
    return _TONES[update.severity]


def in_place(update: Update) -> bool:
    """Whether everything before the start is right, but for holding still a moment longer."""
    return all(step.done or step.id == _STILL for step in update.setup) and not update.not_judged


def mirror(scene: Scene) -> Scene:
    """Return the scene as a mirror shows it. Mirrored twice it is the same again."""
    width = scene.size_px[0]

    def flip(point: Point) -> Point:
        return width - point[0], point[1]

    return replace(
        scene,
        lines=tuple(replace(x, start=flip(x.start), end=flip(x.end)) for x in scene.lines),
        dots=tuple(replace(x, at=flip(x.at)) for x in scene.dots),
        arcs=tuple(
            replace(x, at=flip(x.at), start=flip(x.start), end=flip(x.end)) for x in scene.arcs
        ),
        texts=tuple(replace(x, at=flip(x.at)) for x in scene.texts),
    )


def _lines(pose: Pose, tone: Tone) -> Iterable[Line]:
    for first, second in EDGES:
        start, end = _place(pose, first), _place(pose, second)
        if start is not None and end is not None:
            doubted = bool(pose.doubt.item(first) or pose.doubt.item(second))
            yield Line(start, end, Tone.UNSURE if doubted else tone)


def _outline(marks: Marks, pose: Pose) -> Iterable[Line]:
    """Give the contour of the back as far as it is seen; unsure where it is not what counts."""
    if pose.outline_px is None:
        return
    counted = marks.focus is not None and marks.focus.outline
    tone = marks.focus_tone if counted else Tone.UNSURE
    points = [(float(x), float(y)) for x, y in pose.outline_px]
    for start, end in pairwise(points):
        if all(map(math.isfinite, (*start, *end))):
            yield Line(start, end, tone)


def _dots(pose: Pose, marks: Marks) -> Iterable[Dot]:
    for landmark, at in places(pose).items():
        tone = Tone.UNSURE if pose.doubt[landmark] else marks.tone
        yield Dot(at, tone, by_hand=landmark in marks.by_hand)


def _arcs(marks: Marks, pose: Pose) -> Iterable[Arc]:
    focus = marks.focus
    if focus is None or focus.arc is None or not focus.reading.judged:
        return
    start, at, end = (_place(pose, landmark) for landmark in focus.arc)
    if start is not None and at is not None and end is not None:
        yield Arc(at, start, end, marks.focus_tone)


def _texts(marks: Marks, pose: Pose) -> Iterable[Text]:
    focus = marks.focus
    if focus is None or focus.outline:
        return
    at = _place(pose, _anchor(marks, focus))
    if at is not None:
        yield Text(at, f"{focus.title} {focus.reading.text}", marks.focus_tone)


def _anchor(marks: Marks, focus: Focus) -> Landmark:
    """Return the landmark that the words stand beside: the joint, or else the near shoulder."""
    if focus.arc is not None:
        return focus.arc[1]
    return Landmark.NOSE if marks.side is None else Joint.SHOULDER.on(marks.side)


def _tone_of_focus(update: Update, focus: Focus) -> Tone:
    """Return the angle's own tone; a good angle says nothing while the body is not yet judged."""
    if tone_of(update) is Tone.UNSURE or not focus.reading.judged:
        return Tone.UNSURE
    return _TONES[focus.tone]


def _place(pose: Pose, landmark: Landmark) -> Point | None:
    """Return where a landmark is drawn; None outside the picture, where it is a guess."""
    # Plain numbers: of every frame some seventy are asked for, and an array's cost thrice as much.
    x, y = pose.image_px[landmark].tolist()
    if pose.doubt.item(landmark) == Doubt.OUTSIDE or not (math.isfinite(x) and math.isfinite(y)):
        return None
    return x, y

"""What one frame would measure with a landmark elsewhere: at once, while it is being dragged."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from formcheck.checking.results import ViewEstimate
from formcheck.checking.view import MEMORY_S, UNKNOWN, ViewWatcher
from formcheck.features.error_model import load_error_model
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Landmark
from formcheck.pose.pose import Pose
from formcheck.review.edits import Px
from formcheck.review.take import Take
from formcheck.session.measure import Measurer
from formcheck.session.sight import Sight
from formcheck.session.zero import PersonalZero

_errors: Final = cache(load_error_model)
"""Read from its file once: a landmark is dragged many times a second."""


def preview(take: Take, index: int, landmark: Landmark, to_px: Px) -> Mapping[str, Reading]:
    """Measure one frame with a landmark put elsewhere, and nothing around it.

    Parameters
    ----------
    take, index
        The frame, as it is shown.
    landmark, to_px
        Where it would be.

    Returns
    -------
    readings
        By the names of the record's series; empty where nobody is seen.
    """
    pose = take.pose(index)
    if pose is None:
        return {}
    series = take.record.series
    before, after = (
        _measured(take, index, pose),
        _measured(take, index, _put(pose, landmark, to_px)),
    )
    shown = {
        name: Reading(float(value), float(sd), Unit(unit))
        for name, unit, value, sd in zip(
            series.names, series.units, series.value[index], series.sd[index], strict=True
        )
    }
    return {name: _shifted(one, before[name], after[name]) for name, one in shown.items()}


def _put(pose: Pose, landmark: Landmark, to_px: Px) -> Pose:
    """Return a pose with a landmark elsewhere; whoever puts it there vouches for it."""
    image_px, doubt = pose.image_px.copy(), pose.doubt.copy()
    image_px[landmark], doubt[landmark] = to_px, 0
    return replace(pose, image_px=image_px, doubt=doubt)


def _measured(take: Take, index: int, pose: Pose) -> Mapping[str, Reading]:
    """Measure a pose alone: without what frames before it add to its error."""
    view = _view(take, index)
    side = take.seen.marks(index, take.record.series).side
    found = Measurer(take.exercise, _errors()).measure(pose.time_s, Sight(pose, side, view), view)
    zero = PersonalZero(take.exercise, take.record.zero_shift_deg)
    return zero.update(pose.time_s, found, view, ready=False)


def _view(take: Take, index: int) -> ViewEstimate:
    watcher, view = ViewWatcher(), UNKNOWN
    first = take.at(float(take.poses.time_s[index]) - MEMORY_S)
    for number in range(first, index + 1):
        pose = take.pose(number)
        view = view if pose is None else watcher.see(pose)
    return view


def _shifted(shown: Reading, before: Reading, after: Reading) -> Reading:
    """Return what is shown, changed as the frame alone changes.

    So it is what is shown until the landmark moves: with the person's own zero, and the error that
    the frames before it add.
    """
    if not (shown.judged and before.judged and after.judged):
        return after
    return replace(shown, value=shown.value + after.value - before.value)

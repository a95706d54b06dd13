"""Takes that are corrected by hand in tests, and all of a take in one value."""

from dataclasses import fields
from functools import cache

from formcheck.landmarks import Landmark
from formcheck.review.edits import MoveLandmark
from formcheck.review.take import Take
from tests.review.test_take import poses_of, take_of

FRAMES = 125
"""Of the bridge: somebody lies down, and does one repetition."""
MOVED = 70


@cache
def bridge() -> Take:
    return take_of(poses_of("bridge_good", slice(0, FRAMES)), "bridge")


def knee_move(take: Take, by_px: tuple[float, float] = (12.0, -9.0)) -> MoveLandmark:
    return MoveLandmark(float(take.poses.time_s[MOVED]), Landmark.LEFT_KNEE, by_px)


def everything(take: Take) -> dict[str, object]:
    """Return all that is in a take, arrays as their bytes."""
    record, series = take.record, take.record.series
    return {
        "exercise": take.exercise.model_dump_json(),
        "flags": (take.whole, take.measurable),
        **{f"seen {one.name}": getattr(take.seen, one.name).tobytes() for one in fields(take.seen)},
        **{
            one.name: repr(getattr(record, one.name))
            for one in fields(record)
            if one.name != "series"
        },
        "series": (series.names, series.units, series.time_s.tobytes()),
        "value": series.value.tobytes(),
        "sd": series.sd.tobytes(),
        "poses": (
            take.poses.time_s.tobytes(),
            take.poses.image_px.tobytes(),
            take.poses.world_m.tobytes(),
            take.poses.visibility.tobytes(),
        ),
    }

"""While a landmark is dragged, the angle follows it at once."""

import numpy as np
import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Joint, Landmark
from formcheck.review.apply import apply
from formcheck.review.edits import MoveLandmark
from formcheck.review.preview import preview
from formcheck.review.take import Take, measure
from tests.review.hand import MOVED, bridge
from tests.review.test_take import poses_of, take_of


def place(take: Take, landmark: Landmark, by_px: tuple[float, float]) -> tuple[float, float]:
    x, y = take.seen.image_px[MOVED, landmark].tolist()
    return x + by_px[0], y + by_px[1]


def near_knee(take: Take) -> Landmark:
    side = take.seen.marks(MOVED, take.record.series).side
    assert side is not None
    return Joint.KNEE.on(side)


def test_it_is_what_the_take_says_once_it_is_put_there() -> None:
    take = bridge()
    knee = near_knee(take)
    edit = MoveLandmark(float(take.poses.time_s[MOVED]), knee, (14.0, -9.0))
    done = apply(take, [edit], exercises=load_exercise)
    assert done is not None

    found = preview(take, MOVED, knee, place(take, knee, (14.0, -9.0)))

    series = done.take.record.series
    assert tuple(found) == series.names
    values = [found[name].value for name in series.names]
    assert values == pytest.approx(series.value[MOVED].tolist(), abs=1e-3)
    assert values != pytest.approx(take.record.series.value[MOVED].tolist(), abs=1e-3)


def test_where_it_is_already_it_is_what_is_shown() -> None:
    take = bridge()
    knee = near_knee(take)

    found = preview(take, MOVED, knee, place(take, knee, (0.0, 0.0)))

    series = take.record.series
    assert [one.value for one in found.values()] == series.value[MOVED].tolist()
    assert [one.sd for one in found.values()] == series.sd[MOVED].tolist()
    assert [one.unit for one in found.values()] == list(series.units)


def test_a_landmark_that_was_hidden_is_measured_where_it_is_put() -> None:
    poses = poses_of("bridge_good", slice(0, MOVED + 1))
    knee = near_knee(bridge())
    poses.visibility[:, knee] = 0.0
    hidden = take_of(poses, "bridge")
    assert np.isnan(hidden.record.series.value[MOVED]).any()

    found = preview(hidden, MOVED, knee, place(bridge(), knee, (0.0, 0.0)))

    assert found["knee_angle"].judged
    assert found["knee_angle"].value == pytest.approx(
        bridge().record.series.value[MOVED, bridge().record.series.names.index("knee_angle")], abs=6
    )


@pytest.mark.parametrize("seen", [True, False])
def test_the_persons_own_zero_is_taken_off(*, seen: bool) -> None:
    poses = poses_of("plank_good", slice(0, MOVED + 1))
    hips = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
    if not seen:
        poses.visibility[:, hips] = 0.0
    exercise = load_exercise("plank")
    assert exercise.zero is not None
    name = exercise.zero.feature
    found = []
    for shift in (0.0, 2.0):
        take = measure(poses, exercise, name="x", zero_shift_deg=shift)
        assert take is not None
        side = take.seen.marks(MOVED, take.record.series).side
        assert side is not None
        hip = Joint.HIP.on(side)
        found.append(preview(take, MOVED, hip, place(take, hip, (5.0, 5.0)))[name].value)

    assert found[0] - found[1] == pytest.approx(2.0)


def test_where_nobody_is_seen_there_is_nothing_to_measure() -> None:
    poses = poses_of("bridge_good", slice(0, 12))
    poses.image_px[5] = np.nan
    poses.image_px[8:] = np.nan
    take = take_of(poses, "bridge")

    assert preview(take, 5, Landmark.NOSE, (1.0, 1.0)) == {}
    assert preview(take, 7, Landmark.NOSE, (1.0, 1.0))

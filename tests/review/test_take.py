"""A take says of every frame what was drawn when it was judged."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import COUNT, Landmark
from formcheck.overlay.compose import compose
from formcheck.overlay.scene import Scene
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import RecordedPoses, load_poses
from formcheck.review.take import Correction, Take, measure
from formcheck.session.offline import Progress, analyse_poses
from formcheck.session.session import Session

CLIPS = Path(__file__).parents[1] / "clips"


def poses_of(name: str, frames: slice = slice(None), folder: str = "poses") -> RecordedPoses:
    whole = load_poses(CLIPS / folder / f"{name}.npz")
    outline = None if whole.outline_px is None else whole.outline_px[frames].copy()
    others = None if whole.others is None else whole.others[frames].copy()
    return RecordedPoses(
        time_s=whole.time_s[frames].copy(),
        image_px=whole.image_px[frames].copy(),
        world_m=whole.world_m[frames].copy(),
        visibility=whole.visibility[frames].copy(),
        image_size=whole.image_size,
        model=whole.model,
        others=others,
        outline_px=outline,
    )


def take_of(poses: RecordedPoses, slug: str) -> Take:
    take = measure(poses, load_exercise(slug), name="clip")
    assert take is not None
    return take


@pytest.mark.parametrize(
    ("name", "slug", "folder"),
    [
        ("bridge_good", "bridge", "poses"),
        ("bird-dog_leg_high", "bird-dog", "poses"),
        ("good", "cat-cow", "poses_outline"),
    ],
)
def test_every_frame_is_drawn_as_it_was_judged(name: str, slug: str, folder: str) -> None:
    poses = poses_of(name, slice(0, 200), folder)
    poses.image_px[40:60] = np.nan
    session = Session(load_exercise(slug))

    take = take_of(poses, slug)

    updates = [session.update(time_s, pose) for time_s, pose in poses]
    assert len(take.seen) == len(updates)
    for index, update in enumerate(updates):
        expected, found = compose(update), take.scene(index)
        if update.pose is None:
            assert found is None
            assert take.pose(index) is None
            continue
        assert found is not None
        assert words(found) == words(expected)
        assert places(found) == pytest.approx(places(expected), abs=1e-3)


def test_the_record_is_that_of_the_analysis() -> None:
    poses = poses_of("bridge_good")
    session = Session(load_exercise("bridge"))

    found, expected = take_of(poses, "bridge").record, analyse_poses(poses, session, name="clip")

    assert (found.reps, found.faults, found.source) == (
        expected.reps,
        expected.faults,
        expected.source,
    )
    assert found.series.value.tobytes() == expected.series.value.tobytes()
    assert found.counts.full == 2


def test_a_moment_is_shown_by_the_last_frame_before_it() -> None:
    take = take_of(poses_of("bridge_good", slice(0, 20)), "bridge")
    times = take.poses.time_s

    assert take.at(-1.0) == 0
    assert take.at(float(times[7])) == 7
    assert take.at(float(times[7]) + 0.001) == 7
    assert take.at(1e6) == 19


def test_a_landmark_is_where_it_was_put_and_is_marked() -> None:
    moved = np.zeros(COUNT, bool)
    moved[Landmark.LEFT_KNEE] = True

    def correct(pose: Pose) -> Pose:
        image_px = pose.image_px.copy()
        image_px[Landmark.LEFT_KNEE] += (30.0, -10.0)
        return replace(pose, image_px=image_px)

    poses = poses_of("bridge_good", slice(0, 20))
    correction = Correction(correct, lambda time_s: moved if time_s > 0.3 else None)
    plain = take_of(poses, "bridge")
    take = measure(poses, load_exercise("bridge"), name="clip", correction=correction)

    assert take is not None
    away = take.seen.image_px - plain.seen.image_px
    assert away[:, Landmark.LEFT_KNEE] == pytest.approx(np.tile((30.0, -10.0), (20, 1)), abs=1e-3)
    assert not away[:, Landmark.NOSE].any()
    marked = [
        {index for index, dot in enumerate(scene.dots) if dot.by_hand}
        for index in (0, 19)
        if (scene := take.scene(index)) is not None
    ]
    assert [len(one) for one in marked] == [0, 1]


def test_nobody_waits_for_a_take_that_was_stopped() -> None:
    done: list[Progress] = []
    poses = poses_of("bridge_good", slice(0, 20))

    take = measure(
        poses,
        load_exercise("bridge"),
        name="clip",
        on_progress=done.append,
        stop=lambda: len(done) == 5,
    )

    assert take is None
    assert [one.frames for one in done] == [1, 2, 3, 4, 5]
    assert done[0].total == 20


def words(scene: Scene) -> list[object]:
    return [
        [line.tone for line in scene.lines],
        [dot.tone for dot in scene.dots],
        [arc.tone for arc in scene.arcs],
        [(one.text, one.tone) for one in scene.texts],
    ]


def places(scene: Scene) -> list[float]:
    marks = (*scene.dots, *scene.arcs, *scene.texts)
    return [value for one in marks for value in one.at]

"""A hand that is raised for two seconds, and everything that is none.

The recordings in ``hands`` are rendered people (tests/clips has more of them) as the pose model saw
them at 15 pictures a second: each raises a straight arm twice for 3.4 s. ``raised`` is when the arm
begins to rise and when it begins to sink.
"""

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from formcheck.exercises.figure import Figure
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.pose import Doubt, Pose
from formcheck.pose.recorded import load_poses
from formcheck.training.gesture import HandRaise, gesture_fits
from tests import bodies

HANDS = Path(__file__).parent / "hands"
CLIPS = Path(__file__).parents[1] / "clips" / "poses"
FPS = 15
DOWN, UP = 270.0, 92.0


def told_s(path: Path, *, each: int = 1) -> list[float]:
    watch = HandRaise()
    seen = islice(load_poses(path), None, None, each)
    return [time_s for time_s, pose in seen if watch.update(time_s, pose)]


def standing(arm: float, *, far: float = DOWN) -> Pose:
    near, other = (
        bodies.Limbs(arm=one, forearm=one, thigh=270.0, shank=270.0, foot=0.0) for one in (arm, far)
    )
    return bodies.scaled(
        bodies.from_side(trunk=90.0, neck=80.0, face=0.0, near=near, far=other), 0.7
    )


def lying(arm: float) -> Pose:
    limbs = bodies.Limbs(arm=arm, forearm=arm, thigh=130.0, shank=240.0, foot=180.0)
    return bodies.from_side(trunk=0.0, neck=0.0, face=90.0, near=limbs)


class Watch:
    """Shows poses for some seconds, one after the other, and notes when it is told."""

    def __init__(self) -> None:
        self.watch = HandRaise()
        self.frame = 0
        self.told_s: list[float] = []

    def show(self, pose: Pose | None, seconds: float) -> None:
        for _ in range(round(seconds * FPS)):
            time_s = self.frame / FPS
            shown = None if pose is None else bodies.at_time(pose, time_s)
            if self.watch.update(time_s, shown):
                self.told_s.append(time_s)
            self.frame += 1


@pytest.mark.parametrize(
    "name", ["standing", "standing-front", "sitting", "sitting-front", "lying"]
)
def test_a_hand_raised_by_whoever_stands_sits_or_lies_is_told_within_three_seconds(
    name: str,
) -> None:
    raised = json.loads((HANDS / f"{name}.json").read_text("utf-8"))["raised"]
    told = told_s(HANDS / f"{name}.npz")
    assert len(told) == len(raised) == 2
    for (start_s, end_s), at_s in zip(raised, told, strict=True):
        assert start_s + 2.0 <= at_s <= min(start_s + 3.0, end_s)


def test_the_arm_behind_somebody_who_lies_is_told_while_it_is_up() -> None:
    raised = json.loads((HANDS / "lying-far.json").read_text("utf-8"))["raised"]
    told = told_s(HANDS / "lying-far.npz")
    assert len(told) == len(raised)
    for (start_s, end_s), at_s in zip(raised, told, strict=True):
        assert start_s + 2.0 < at_s < end_s


def test_an_arm_that_the_head_hides_is_never_guessed() -> None:
    assert told_s(HANDS / "standing-far.npz") == []


def test_no_movement_that_it_fits_is_taken_for_it() -> None:
    fitting = {one.slug for one in list_exercises() if gesture_fits(one)}
    taken = [
        path.stem
        for path in sorted(CLIPS.glob("*_good.npz"))
        if json.loads(path.with_suffix(".json").read_text("utf-8"))["exercise"] in fitting
        and told_s(path, each=2)
    ]
    assert taken == []
    assert told_s(CLIPS / "dead-bug_good.npz", each=2)


def test_it_does_not_fit_movements_that_take_a_hand_up_themselves() -> None:
    unfit = {one.slug for one in list_exercises() if not gesture_fits(one)}
    assert unfit == {"dead-bug", "hamstring-supine", "knee-to-chest", "single-leg-stretch"}


def test_one_limb_that_goes_up_is_enough_and_words_alone_say_nothing() -> None:
    squat = load_exercise("squat")
    assert squat.figure is not None
    standing_up, down = squat.figure.poses
    for limb in ("near", "far"):
        waving = down.model_copy(
            update={limb: standing_up.near.model_copy(update={"arm": 90.0, "forearm": 90.0})}
        )
        figure = Figure(anchor=squat.figure.anchor, poses=(standing_up, waving))
        assert not gesture_fits(squat.model_copy(update={"figure": figure}))
    assert gesture_fits(squat.model_copy(update={"figure": None}))


@pytest.mark.parametrize("size", [0.25, 1.0])
@pytest.mark.parametrize("arms", [{"arm": UP}, {"arm": DOWN, "far": UP}])
def test_it_is_told_once_and_again_only_after_the_hand_was_down(
    arms: dict[str, float], size: float
) -> None:
    watch = Watch()
    up = bodies.scaled(standing(**arms), size)
    down = bodies.scaled(standing(DOWN), size)
    watch.show(down, 1.0)
    watch.show(up, 6.0)
    assert watch.told_s == [pytest.approx(3.2, abs=0.3)]
    watch.show(down, 1.0)
    watch.show(up, 3.0)
    assert watch.told_s[1:] == [pytest.approx(10.2, abs=0.3)]


def test_lying_on_the_back_the_arm_points_to_the_ceiling() -> None:
    watch = Watch()
    watch.show(lying(180.0), 1.0)
    watch.show(lying(90.0), 3.0)
    assert len(watch.told_s) == 1


@pytest.mark.parametrize("arm", [0.0, 20.0, 180.0, DOWN])
def test_an_arm_that_is_not_clearly_up_is_no_sign(arm: float) -> None:
    watch = Watch()
    watch.show(standing(arm), 5.0)
    assert watch.told_s == []


@pytest.mark.parametrize("arm", [30.0, 150.0])
def test_whoever_lies_and_lifts_an_arm_half_way_gives_no_sign(arm: float) -> None:
    watch = Watch()
    watch.show(lying(arm), 5.0)
    assert watch.told_s == []


def test_a_hand_at_the_head_is_no_sign() -> None:
    scratching = bodies.Limbs(arm=20.0, forearm=125.0, thigh=270.0, shank=270.0, foot=0.0)
    watch = Watch()
    pose = bodies.from_side(trunk=90.0, neck=80.0, face=0.0, near=scratching)
    watch.show(bodies.scaled(pose, 0.7), 5.0)
    assert watch.told_s == []


def test_a_short_wave_is_no_sign() -> None:
    watch = Watch()
    for _ in range(4):
        watch.show(standing(UP), 1.7)
        watch.show(standing(DOWN), 0.6)
    assert watch.told_s == []


@pytest.mark.parametrize("why", [Doubt.HIDDEN, Doubt.OUTSIDE, Doubt.SWAPPED, Doubt.JUMPED])
@pytest.mark.parametrize("joint", [Joint.SHOULDER, Joint.ELBOW, Joint.WRIST])
def test_a_doubtful_arm_is_never_a_sign(joint: Joint, why: Doubt) -> None:
    watch = Watch()
    watch.show(bodies.hidden(standing(UP), joint.on(Side.LEFT), why=why), 5.0)
    assert watch.told_s == []


def test_a_hand_with_no_head_beside_it_is_no_sign() -> None:
    watch = Watch()
    head = (Landmark.NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR)
    watch.show(bodies.hidden(standing(UP), *head), 5.0)
    assert watch.told_s == []


def test_a_wrist_that_the_model_hardly_sees_is_no_sign() -> None:
    pose = standing(UP)
    visibility = np.where(np.arange(len(pose.visibility)) == Landmark.LEFT_WRIST, 0.3, 0.99)
    watch = Watch()
    watch.show(replace(pose, visibility=visibility), 5.0)
    assert watch.told_s == []


def test_a_forearm_that_gets_longer_as_it_leaves_the_lap_is_believed_but_not_too_long_a_one() -> (
    None
):
    wrist = Joint.WRIST.on(Side.LEFT)
    grown = bodies.hidden(standing(UP), wrist, why=Doubt.LIMB_LENGTH)
    watch = Watch()
    watch.show(grown, 3.0)
    assert len(watch.told_s) == 1
    x, y = grown.image_px[wrist]
    stretched = bodies.moved(grown, {wrist: (x, y - 0.4 * 0.7 * bodies.TRUNK_PX)})
    watch = Watch()
    watch.show(stretched, 3.0)
    assert watch.told_s == []


def test_a_moment_unseen_does_not_matter_but_a_longer_one_begins_anew() -> None:
    wrist = Joint.WRIST.on(Side.LEFT)
    unseen = bodies.hidden(standing(UP), wrist)
    watch = Watch()
    watch.show(standing(UP), 1.5)
    watch.show(unseen, 0.2)
    watch.show(standing(UP), 0.6)
    assert watch.told_s == [pytest.approx(2.0, abs=0.15)]
    watch = Watch()
    watch.show(standing(UP), 1.5)
    watch.show(unseen, 0.8)
    watch.show(standing(UP), 1.5)
    assert watch.told_s == []


def test_a_told_hand_that_flickers_is_not_told_again_but_one_long_hidden_is() -> None:
    unseen = bodies.hidden(standing(UP), Joint.WRIST.on(Side.LEFT))
    watch = Watch()
    watch.show(standing(UP), 3.0)
    watch.show(unseen, 1.0)
    watch.show(standing(UP), 3.0)
    assert len(watch.told_s) == 1
    watch.show(unseen, 2.0)
    watch.show(standing(UP), 3.0)
    assert len(watch.told_s) == 2


def test_a_hand_half_way_down_is_not_lowered() -> None:
    watch = Watch()
    watch.show(standing(UP), 3.0)
    watch.show(standing(30.0), 1.0)
    watch.show(standing(UP), 3.0)
    assert len(watch.told_s) == 1


def test_whoever_leaves_and_comes_back_begins_anew() -> None:
    watch = Watch()
    watch.show(standing(UP), 1.5)
    watch.show(None, 2.0)
    watch.show(standing(UP), 1.5)
    assert watch.told_s == []
    watch.show(standing(UP), 1.0)
    assert len(watch.told_s) == 1


def test_the_same_moment_shown_again_counts_once() -> None:
    pose = standing(UP)
    watch = HandRaise()
    told = [watch.update(3.0, bodies.at_time(pose, 3.0)) for _ in range(100)]
    assert not any(told)

"""Cat-cow by the outline of the back where it is seen, by the head where it is not."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import ExerciseError
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.exercises.template import template
from formcheck.features.body import FEATURES
from formcheck.paths import catalog_dir
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import PoseRecorder, load_poses
from formcheck.report import words
from formcheck.report.summary import summarise
from formcheck.session.offline import analyse_poses
from formcheck.session.reasons import NO_OUTLINE, OUTLINE_LOST
from formcheck.session.session import Session
from tests import bodies
from tests.session.motion import at, play, reasons
from tests.signals import times

CAT_COW = load_exercise("cat-cow")
BEGIN_S, CYCLE_S, REPS = 2.0, 6.0, 3
UNTIL_S = BEGIN_S + REPS * CYCLE_S + 2.0
FPS = 15.0
NECK, NOD_DEG = 8.0, 30.0
BEND = 0.12


def swing(t: float) -> float:
    """1 in the cat, -1 in the cow."""
    into = t - BEGIN_S
    return math.sin(2 * math.pi * into / CYCLE_S) if 0.0 <= into <= REPS * CYCLE_S else 0.0


def kneeling(nod_deg: float) -> Pose:
    down = bodies.Limbs(arm=270.0, forearm=270.0, thigh=270.0, shank=180.0, foot=180.0)
    neck = NECK - nod_deg
    return bodies.from_side(trunk=8.0, neck=neck, face=neck - 68.0, near=down)


def cat_cow(t: float, *, back: float = 1.0, head: float = 1.0) -> Pose:
    return bodies.backed(kneeling(NOD_DEG * head * swing(t)), 0.02 + BEND * back * swing(t))


def blind(t: float) -> Pose:
    return replace(cat_cow(t), outline_px=None)


def test_a_back_that_rounds_and_sinks_is_counted_by_its_outline() -> None:
    record, updates = play("cat-cow", cat_cow, UNTIL_S, FPS)
    assert (record.counts.full, record.focus) == (REPS, "back_bow")
    assert not reasons(updates, start=BEGIN_S)
    for rep, turn_s in zip(record.reps, (3.5, 9.5, 15.5), strict=True):
        assert rep.turn_s == pytest.approx(turn_s, abs=0.2)
        assert words.farthest(rep, words.rep_unit(record, CAT_COW)).startswith("0.")
    assert words.rep_unit(record, CAT_COW) == "ratio"


def test_it_is_called_experimental_wherever_it_is_shown() -> None:
    _, updates = play("cat-cow", cat_cow, BEGIN_S + 2.0)
    focus = updates[-1].focus
    assert focus is not None
    assert "experimental" in focus.title
    assert all("experimental" in one.title for one in FEATURES.values() if one.outline)


def test_a_head_that_nods_over_a_stiff_back_is_no_cat_cow() -> None:
    record, updates = play("cat-cow", lambda t: cat_cow(t, back=0.0), UNTIL_S, FPS)
    assert (record.counts.full, record.counts.partial) == (0, 0)
    assert updates[-1].phase == "ready"


def test_what_to_do_about_a_back_that_keeps_its_shape_is_told() -> None:
    told = "Let your back round and sink"
    still, _ = play("cat-cow", lambda t: cat_cow(t, back=0.0), UNTIL_S, FPS)
    assert told in summarise(still, CAT_COW).work_on
    for motion in (cat_cow, blind):
        assert told not in summarise(play("cat-cow", motion, UNTIL_S, FPS)[0], CAT_COW).work_on


def test_a_back_counts_though_the_head_stays() -> None:
    record, _ = play("cat-cow", lambda t: cat_cow(t, head=0.0), UNTIL_S, FPS)
    assert record.counts.full == REPS


def test_without_an_outline_the_head_counts_and_it_is_said() -> None:
    record, updates = play("cat-cow", blind, UNTIL_S, FPS)
    assert (record.counts.full, record.focus) == (REPS, "head_flex")
    assert reasons(updates, start=BEGIN_S) == {NO_OUTLINE.reason}
    (span,) = [one for one in record.not_judged if NO_OUTLINE.reason in one.reason]
    assert span.end_s == pytest.approx(UNTIL_S, abs=0.1)
    assert words.rep_unit(record, CAT_COW) == "deg"


def test_an_outline_that_comes_later_changes_nothing() -> None:
    """Repetitions by two signals cannot be compared."""
    record, updates = play("cat-cow", lambda t: blind(t) if t < 3.0 else cat_cow(t), UNTIL_S, FPS)
    assert (record.counts.full, record.focus) == (REPS, "head_flex")
    assert reasons(updates, start=BEGIN_S) == {NO_OUTLINE.reason}


def test_an_outline_that_is_lost_is_told_and_what_is_unseen_is_not_counted() -> None:
    record, updates = play(
        "cat-cow", lambda t: blind(t) if 9.0 < t < 13.0 else cat_cow(t), UNTIL_S, FPS
    )
    assert record.focus == "back_bow"
    assert record.counts.full < REPS
    assert reasons(updates, start=9.5, end=12.5) == {OUTLINE_LOST.reason}
    assert not reasons(updates, start=14.0)


def test_whoever_comes_back_is_counted_by_the_same_signal() -> None:
    def leaves(t: float) -> Pose:
        if 9.0 < t < 14.0:
            return bodies.sitting()
        return blind(t) if t > 14.0 else cat_cow(t, back=0.0)

    record, _ = play("cat-cow", leaves, UNTIL_S, FPS)
    assert (record.counts.full, record.focus) == (0, "back_bow")


def test_a_replay_gives_the_same_readings(tmp_path: Path) -> None:
    recorder = PoseRecorder(bodies.SIZE, ModelInfo("formula", ""))
    live = Session(CAT_COW)
    for t in times(UNTIL_S, FPS):
        pose = at(cat_cow, t)
        recorder.add(t, pose)
        live.update(t, pose)
    recorder.save(tmp_path / "poses.npz")
    poses = load_poses(tmp_path / "poses.npz")
    replayed = analyse_poses(poses, Session(CAT_COW), name="poses")
    seen = live.finish(replayed.source, replayed.model)
    assert (seen.reps, seen.focus) == (replayed.reps, replayed.focus)
    np.testing.assert_array_equal(seen.series.value, replayed.series.value)
    np.testing.assert_array_equal(seen.series.sd, replayed.series.sd)
    assert np.isfinite(seen.series.value[:, seen.series.names.index("back_bow")]).all()


def with_check(**changes: object) -> Exercise:
    """A plank of one's own, which looks at the back."""
    check = load_exercise("plank").checks[0]
    own = {"feature": "back_bow", "against": "difference", "warn": -0.05, "fault": None}
    return load_exercise("plank").model_copy(
        update={"checks": (type(check).model_validate(check.model_dump() | own | changes),)}
    )


def test_a_check_without_an_outline_says_what_is_missing() -> None:
    plank = with_check(moment="always")
    assert plank.outline
    _, updates = play(plank, lambda _t: bodies.plank(hip_deviation=5.5), 4.0)
    assert reasons(updates, start=2.0) == {OUTLINE_LOST.reason}


def test_only_cat_cow_asks_for_the_outline() -> None:
    assert CAT_COW.outline
    assert not load_exercise("plank").outline
    assert not load_exercise("hip-hinge").outline


Change = Callable[[str], str]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace('signal = "back_bow"', 'signal = "knee_angle"'), "back_bow"),
        (lambda text: text.replace("sides = false", "sides = true"), "no outline with sides"),
        (lambda text: text.replace('"leg_lift"\ndirection', '"back_bow"\ndirection').replace(
            'against = "difference"', 'against = "zero"'), "'difference' for the shape"),
        (lambda text: text.replace('feature = "elbow_drop"', 'feature = "back_bow"'),
         "means something by itself"),
    ],
    ids=["another feature", "sides", "a limit", "a condition"],
)  # fmt: skip
def test_what_says_nothing_of_a_back_is_refused(change: Change, told: str, tmp_path: Path) -> None:
    text = (catalog_dir() / "cat-cow.toml").read_text("utf-8")
    assert change(text) != text
    path = tmp_path / "cat-cow.toml"
    path.write_text(change(text), "utf-8")
    with pytest.raises(ExerciseError, match=told):
        load_exercise(path)


def test_repetitions_up_to_a_height_of_the_back_are_refused(tmp_path: Path) -> None:
    text = template("own", "reps")
    path = tmp_path / "own.toml"
    signal = next(line for line in text.splitlines() if line.startswith("signal ="))
    path.write_text(text.replace(signal, 'signal = "back_bow"'), "utf-8")
    with pytest.raises(ExerciseError, match=r"rule.signal.*means something by itself"):
        load_exercise(path)

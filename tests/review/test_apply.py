"""What somebody changes by hand changes just what depends on it, and can be undone wholly."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.checking.view import MEMORY_S, ahead_sign
from formcheck.errors import ReviewError
from formcheck.exercises.loader import load_exercise
from formcheck.features.body import FEATURES
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Landmark, Side
from formcheck.pose.pose import Pose
from formcheck.review.apply import Applied, Corrector, apply, check_edit
from formcheck.review.edits import (
    REACH_S,
    AddRep,
    Edit,
    EraseMark,
    MoveLandmark,
    Note,
    PutMark,
    RemoveRep,
    SetLimit,
    SideRep,
    UseExercise,
)
from formcheck.review.history import Edits
from formcheck.review.take import Take
from formcheck.session.offline import Progress
from formcheck.session.sight import Eyes
from tests.review.hand import MOVED, bridge, everything, knee_move
from tests.review.test_take import poses_of, take_of


def applied(measured: Take, *edits: Edit) -> Applied:
    found = apply(measured, edits, exercises=load_exercise)
    assert found is not None
    return found


def corrected(measured: Take, *edits: Edit) -> Take:
    found = applied(measured, *edits)
    assert found.skipped == ()
    return found.take


# Done when: a landmark that is dragged changes just what depends on it


@pytest.mark.parametrize(
    ("clip", "slug", "landmark"),
    [
        ("bridge_good", "bridge", Landmark.LEFT_KNEE),
        ("bridge_good", "bridge", Landmark.LEFT_HIP),
        ("bird-dog_good", "bird-dog", Landmark.LEFT_ANKLE),
        ("sitting-front_good", "sitting", Landmark.LEFT_SHOULDER),
    ],
)
def test_a_dragged_landmark_changes_just_what_depends_on_it(
    clip: str, slug: str, landmark: Landmark
) -> None:
    measured = take_of(poses_of(clip, slice(0, 95)), slug)
    before = everything(measured)
    centre_s = float(measured.poses.time_s[MOVED])

    take = corrected(measured, MoveLandmark(centre_s, landmark, (-70.0, 25.0)))

    assert everything(measured) == before
    assert take.poses is measured.poses
    away_s = measured.poses.time_s - centre_s
    beyond, later = np.abs(away_s) >= REACH_S, away_s > REACH_S + MEMORY_S
    alone = np.arange(len(Landmark)) != landmark
    old, new = measured.seen, take.seen
    assert new.image_px[:, alone].tobytes() == old.image_px[:, alone].tobytes()
    assert new.doubt[:, alone].tobytes() == old.doubt[:, alone].tobytes()
    assert new.image_px[beyond].tobytes() == old.image_px[beyond].tobytes()
    assert new.doubt[beyond].tobytes() == old.doubt[beyond].tobytes()
    assert new.side.tobytes() == old.side.tobytes()
    assert (new.image_px[~beyond, landmark] != old.image_px[~beyond, landmark]).any()
    value, sd = measured.record.series.value, measured.record.series.sd
    series, used = take.record.series, dict(used_by(measured, landmark))
    assert True in used.values()
    for column, name in enumerate(series.names):
        same = np.s_[:] if not used[name] else beyond
        settled = np.s_[:] if not used[name] else (away_s < -REACH_S) | later
        assert series.value[same, column].tobytes() == value[same, column].tobytes(), name
        # The error holds how much the reading trembled in the last second.
        assert series.sd[settled, column].tobytes() == sd[settled, column].tobytes(), name
    assert (series.value[MOVED] != value[MOVED])[np.isfinite(value[MOVED])].any()


def used_by(take: Take, landmark: Landmark) -> Iterator[tuple[str, bool]]:
    """Say of each series whether it is measured with a landmark in the frame that is moved."""
    pose = take.pose(MOVED)
    assert pose is not None
    image_px = pose.image_px.copy()
    doubt = pose.doubt.copy()
    image_px[landmark], doubt[landmark] = image_px[landmark] + (-70.0, 25.0), 0
    moved = replace(pose, image_px=image_px, doubt=doubt)
    side = take.seen.marks(MOVED, take.record.series).side
    assert side is not None
    for name in take.record.series.names:
        own = next((one for one in Side if name.endswith(f"_{one}")), side)
        feature = FEATURES[name if name in FEATURES else name.rpartition("_")[0]]
        yield name, measure(feature.name, pose, own) != measure(feature.name, moved, own)


def measure(name: str, pose: Pose, side: Side) -> str:
    return repr(FEATURES[name].measure(SidedPose(pose, side)))


def test_the_camera_stands_where_it_stood_wherever_a_landmark_is_put() -> None:
    def correct(pose: Pose) -> Pose:
        image_px = pose.image_px.copy()
        image_px[Landmark.LEFT_HIP] -= (200.0, 0.0)
        return replace(pose, image_px=image_px)

    plain, corrected = Eyes(), Eyes(correct)
    turned = set()
    for _time_s, pose in poses_of("bridge_good", slice(0, 20)):
        before, after = plain.see(pose), corrected.see(pose)
        assert before.pose is not None
        assert after.pose is not None
        turned.add(ahead_sign(before.pose) != ahead_sign(after.pose))
        assert after.view == before.view
        assert after.side == before.side
    assert True in turned


# Done when: undo restores what was measured


def test_without_changes_it_is_the_same_take() -> None:
    measured = bridge()
    note = PutMark(Note("one", 1.0, "Look here"))

    assert applied(measured).take is measured
    assert applied(measured, note, EraseMark("one")).take is measured


def test_redo_gives_the_same_again() -> None:
    measured = bridge()
    corrector = Corrector(measured, load_exercise)
    edits = Edits().do(knee_move(measured)).do(SetLimit("over_arch", 170.0, 175.0))

    first = corrector.apply(edits.now)
    back = corrector.apply(edits.undo().undo().now)
    again = corrector.apply(edits.undo().undo().redo().redo().now)

    assert first is not None
    assert back is not None
    assert again is not None
    assert back.take is measured
    assert everything(again.take) == everything(first.take)
    assert everything(first.take) != everything(measured)


TIME_S = 6.0
POOL: tuple[Edit, ...] = (
    MoveLandmark(TIME_S, Landmark.LEFT_KNEE, (8.0, -5.0)),
    MoveLandmark(TIME_S - 1.0, Landmark.RIGHT_HIP, (-4.0, 6.0), 0.5),
    RemoveRep(TIME_S),
    AddRep(0.5, 1.0, 2.0),
    SideRep(TIME_S, Side.LEFT),
    UseExercise("pelvic-tilt"),
    UseExercise("bridge"),
    SetLimit("over_arch", 172.0, 176.0),
    PutMark(Note("note", 1.0, "Hips")),
)


@settings(max_examples=7, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([*POOL, "undo", "redo"]), min_size=4, max_size=9))
def test_whatever_was_done_all_of_it_can_be_undone(steps: list[Edit | str]) -> None:
    measured = bridge()
    before, edits, corrector = everything(measured), Edits(), Corrector(measured, load_exercise)
    for step in steps:
        if isinstance(step, str):
            edits = edits.undo() if step == "undo" else edits.redo()
        else:
            edits = edits.do(step)

    found = corrector.apply(edits.now)
    assert found is not None
    assert everything(found.take) == everything(applied(measured, *edits.now).take)

    while edits.can_undo:
        edits = edits.undo()
    back = corrector.apply(edits.now)
    assert back is not None
    assert back.take is measured
    assert everything(measured) == before


# Single changes


def test_moves_of_one_landmark_add_up() -> None:
    measured = bridge()

    once = corrected(measured, knee_move(measured, (12.0, -9.0)))
    twice = corrected(measured, knee_move(measured, (8.0, -4.0)), knee_move(measured, (4.0, -5.0)))

    assert twice.seen.image_px == pytest.approx(once.seen.image_px, abs=1e-3, nan_ok=True)
    assert twice.seen.by_hand.tobytes() == once.seen.by_hand.tobytes()


def test_the_recording_can_be_judged_as_another_exercise() -> None:
    measured = bridge()
    plank = corrected(measured, UseExercise("plank"))
    back = corrected(measured, UseExercise("plank"), UseExercise("bridge"))

    assert (plank.exercise.slug, plank.record.exercise) == ("plank", "plank")
    assert plank.record.reps == ()
    assert back is measured


def test_an_exercise_that_needs_the_outline_judges_what_can_be_seen_without() -> None:
    take = corrected(bridge(), UseExercise("cat-cow"))

    assert take.record.exercise == "cat-cow"
    outline = [
        column for column, name in enumerate(take.record.series.names) if FEATURES[name].outline
    ]
    assert outline
    assert np.isnan(take.record.series.value[:, outline]).all()


def test_a_personal_zero_is_that_of_its_exercise() -> None:
    poses = poses_of("plank_good", slice(0, 60))
    plain = take_of(poses, "plank")
    own = replace(plain, record=replace(plain.record, zero_shift_deg=2.0))

    moved = MoveLandmark(2.0, Landmark.NOSE, (5.0, 0.0))

    assert corrected(own, moved).record.zero_shift_deg == 2.0
    assert corrected(own, UseExercise("bridge")).record.zero_shift_deg == 0.0


def test_other_limits_change_the_verdict() -> None:
    measured = bridge()
    assert measured.record.faults == ()

    strict = corrected(measured, SetLimit("over_arch", 150.0, 155.0))
    ids = {fault.check for fault in strict.record.faults}

    assert ids == {"over_arch"}
    assert strict.record.reps[0].faults == ("over_arch",)
    assert strict.record.series.value.tobytes() == measured.record.series.value.tobytes()


def test_a_repetition_is_taken_out_without_judging_anew() -> None:
    measured = bridge()
    asked: list[Progress] = []
    corrector = Corrector(measured, load_exercise)
    move = knee_move(measured)

    corrector.apply([move], on_progress=asked.append)
    frames = len(asked)
    found = corrector.apply([move, RemoveRep(6.0)], on_progress=asked.append)

    assert frames == len(measured.poses)
    assert len(asked) == frames
    assert found is not None
    assert found.take.record.reps == ()
    assert found.take.record.counts.full == 0
    assert found.take.seen.by_hand.any()


def test_it_stays_a_part_while_the_rest_is_looked_at() -> None:
    part = replace(bridge(), whole=False)
    broken_off = replace(part, record=replace(part.record, ended="The camera was unplugged."))

    take = corrected(broken_off, knee_move(part))

    assert not take.whole
    assert take.record.ended == "The camera was unplugged."


def test_nobody_waits_for_it_any_more() -> None:
    measured = bridge()
    corrector = Corrector(measured, load_exercise)
    move = knee_move(measured)

    assert corrector.apply([move], stop=lambda: True) is None
    found = corrector.apply([move])

    assert found is not None
    assert found.take.seen.by_hand.any()


# What fits nothing


def test_what_fits_no_more_is_left_out_and_told() -> None:
    measured = bridge()
    edits = (
        UseExercise("no-such-exercise"),
        SetLimit("no_such_check", 1.0),
        MoveLandmark(999.0, Landmark.NOSE, (1.0, 1.0)),
        RemoveRep(1.0),
        RemoveRep(6.0),
    )

    found = applied(measured, *edits)

    assert {one.edit for one in found.skipped} == set(edits[:4])
    assert all(one.why.endswith((".", "…")) for one in found.skipped)
    assert found.take.seen is measured.seen
    assert found.take.record.reps == ()


def test_of_numbers_alone_only_repetitions_can_be_corrected() -> None:
    measured = replace(bridge(), measurable=False)

    found = applied(measured, knee_move(measured), RemoveRep(6.0))

    assert [one.edit for one in found.skipped] == [knee_move(measured)]
    assert found.take.record.reps == ()
    with pytest.raises(ReviewError, match="only the numbers"):
        check_edit(measured, UseExercise("plank"), load_exercise)


def test_a_change_that_cannot_be_made_is_refused_before_it_is() -> None:
    take = bridge()
    good = (
        knee_move(take),
        RemoveRep(6.0),
        SetLimit("over_arch", 172.0),
        UseExercise("plank"),
        PutMark(Note("one", 1.0, "")),
        EraseMark("one"),
    )
    wrong = (
        MoveLandmark(999.0, Landmark.NOSE, (1.0, 1.0)),
        AddRep(5.0, 6.0, 7.0),
        SetLimit("over_arch", 172.0, 170.0),
        UseExercise("no-such-exercise"),
    )

    for one in good:
        check_edit(take, one, load_exercise)
    for one in wrong:
        with pytest.raises(ReviewError):
            check_edit(take, one, load_exercise)

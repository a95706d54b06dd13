"""The ghost lies over the body at the same phase of the movement."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.checking.results import RepKind
from formcheck.landmarks import Joint, Side
from formcheck.overlay.scene import Scene, Tone
from formcheck.review.align import aligned_reps
from formcheck.review.best import best_rep, best_reps
from formcheck.review.ghost import Moving, ghost_scene, laid_over, rep_at
from formcheck.review.take import Take
from tests.review.takes import clip, nobody, unseen

GOOD = "bridge_good"


def ends(scene: Scene | None) -> np.ndarray:
    assert scene is not None
    return np.array([(line.start, line.end) for line in scene.lines])


def lines_of(take: Take, index: int) -> np.ndarray:
    """Return the lines of a body itself, without what is said of it."""
    scene = take.scene(index)
    assert scene is not None
    return np.array([(line.start, line.end) for line in scene.lines])


def test_the_best_repetition_lies_over_another_one_turn_on_turn() -> None:
    take = clip(GOOD)
    best = best_rep(take)
    assert best is not None
    other = next(rep for rep in take.record.reps if rep != best)

    ghost = ghost_scene(take, take.at(other.turn_s), best)

    # The same person on the same mat does nearly the same: a few pixels of 640.
    apart = ends(ghost) - lines_of(take, take.at(other.turn_s))
    assert np.abs(apart).max() < 8.0
    assert ghost is not None
    assert ghost.size_px == take.poses.image_size
    assert {line.tone for line in ghost.lines} == {Tone.UNSURE}
    assert (ghost.dots, ghost.arcs, ghost.texts) == ((), (), ())


def test_feet_stay_where_they_are_and_the_hips_show_the_difference() -> None:
    low, good = clip("bridge_partial"), clip(GOOD)
    rep, best = low.record.reps[0], best_rep(good)
    assert best is not None

    ghost = laid_over(Moving(low, rep), Moving(good, best), rep.turn_s)

    hips, feet = (
        moved(ghost, Moving(low, rep), Moving(good, best), joint)
        for joint in (Joint.HIP, Joint.ANKLE)
    )
    assert hips[1] < -5.0  # higher: y runs down
    assert np.abs(feet).max() < 4.0


def moved(ghost: Scene | None, one: Moving, other: Moving, joint: Joint) -> np.ndarray:
    """Return how far a landmark of the ghost lies from the body's own, at the turn."""
    here, there = one.take, other.take
    rep, best = one.rep, other.rep
    landmark = joint.on(Side.LEFT)
    source = there.pose(there.at(best.turn_s))
    body = here.pose(here.at(rep.turn_s))
    assert source is not None
    assert body is not None
    drawn = lines_of(there, there.at(best.turn_s)).reshape(-1, 2)
    place = np.argmin(np.abs(drawn - source.image_px[landmark]).sum(axis=1))
    return ends(ghost).reshape(-1, 2)[place] - body.image_px[landmark]


def test_who_faces_the_other_way_is_mirrored_and_made_as_large() -> None:
    here, there = clip(GOOD), clip(GOOD, mirrored=True)
    rep, same = here.record.reps[0], there.record.reps[0]

    ghost = laid_over(Moving(here, rep), Moving(there, same), rep.turn_s)

    assert np.abs(ends(ghost) - lines_of(here, here.at(rep.turn_s))).max() < 6.0


def test_who_stands_still_at_the_start_is_mirrored_by_where_he_turns() -> None:
    here, there = clip("squat_partial"), clip("squat_good", mirrored=True)
    rep, best = here.record.reps[0], there.record.reps[0]

    ghost = laid_over(Moving(here, rep), Moving(there, best), rep.turn_s)

    hips = moved(ghost, Moving(here, rep), Moving(there, best), Joint.HIP)
    assert abs(hips[0]) < 15.0  # the other way round they are 40 apart


def test_of_a_lifted_knee_and_one_on_the_floor_the_latter_counts() -> None:
    high, good = clip("bird-dog_leg_high"), clip("bird-dog_good")
    rep = high.record.reps[0]
    best = best_reps(good)[rep.side]

    ghost = laid_over(Moving(high, rep), Moving(good, best), rep.turn_s)

    shoulders = _shoulder(ends(ghost)), _shoulder(lines_of(high, high.at(rep.turn_s)))
    assert np.abs(shoulders[0] - shoulders[1]).max() < 15.0


def _shoulder(lines: np.ndarray) -> np.ndarray:
    """Return one shoulder: the skeleton's first line goes from there."""
    return lines[0, 0]


@pytest.mark.parametrize("joint", [Joint.HEEL, Joint.HIP])
def test_without_a_figure_the_file_says_what_rests_on_the_floor(joint: Joint) -> None:
    low, good = clip("bridge_partial"), clip(GOOD)
    camera = low.exercise.camera
    camera = camera if joint is Joint.HEEL else camera.model_copy(update={"floor": None})
    bare = low.exercise.model_copy(update={"figure": None, "camera": camera})
    rep, best = low.record.reps[0], best_rep(good)
    assert best is not None

    ghost = laid_over(Moving(replace(low, exercise=bare), rep), Moving(good, best), rep.turn_s)

    hips, feet = (
        moved(ghost, Moving(low, rep), Moving(good, best), one) for one in (Joint.HIP, Joint.HEEL)
    )
    # Hips that lie on each other all the time show nothing of where they should go.
    assert (np.hypot(*hips) < np.hypot(*feet)) is np.bool_(joint is Joint.HIP)


def test_where_the_feet_are_out_of_the_picture_the_hips_lie_on_each_other() -> None:
    feet = tuple(Joint.ANKLE.on(side) for side in Side)
    good = clip(GOOD)
    low = unseen(clip("bridge_partial"), feet)
    here, other = Moving(low, low.record.reps[0]), Moving(good, good.record.reps[0])

    ghost = laid_over(here, other, here.rep.turn_s)

    hips, knees = (moved(ghost, here, other, joint) for joint in (Joint.HIP, Joint.KNEE))
    assert np.hypot(*hips) < np.hypot(*knees)


def test_no_ghost_where_it_cannot_be() -> None:
    take = clip(GOOD)
    first, second = take.record.reps
    here, other = Moving(take, second), Moving(take, first)
    there = take.at(second.turn_s)

    assert ghost_scene(take, 0, first) is None  # no repetition yet
    assert ghost_scene(take, take.at(first.turn_s), first) is None  # it is the best itself
    assert laid_over(Moving(take, replace(second, side=Side.LEFT)), other, second.turn_s) is None
    away = nobody(take, slice(there, there + 1))
    assert ghost_scene(away, there, first) is None
    gone = nobody(take, slice(take.at(first.start_s), take.at(first.end_s)))
    assert laid_over(here, Moving(gone, first), second.turn_s) is None
    front = replace(take.record, view=replace(take.record.view, name="front"))
    assert laid_over(here, Moving(replace(take, record=front), first), second.turn_s) is None
    hips = tuple(Joint.HIP.on(side) for side in Side)
    assert laid_over(here, Moving(unseen(take, hips), first), second.turn_s) is None


def test_what_goes_together_can_be_told() -> None:
    take = clip(GOOD)
    first, second = take.record.reps
    here, other = Moving(take, second), Moving(take, first)

    told = laid_over(here, other, second.turn_s, aligned_reps(second, first))
    shifted = laid_over(here, other, second.turn_s, aligned_reps(second, replace(first, turn_s=5)))

    assert told == laid_over(here, other, second.turn_s)
    assert shifted != told


def test_the_repetition_under_way_is_found() -> None:
    take = clip(GOOD)
    first, second = take.record.reps

    assert rep_at(take, first.turn_s) == first
    assert rep_at(take, second.end_s) == second
    assert rep_at(take, 0.0) is None


def test_an_attempt_has_a_ghost_too() -> None:
    take = clip(GOOD)
    first, second = take.record.reps
    short = replace(second, kind=RepKind.ATTEMPT)
    take = replace(take, record=replace(take.record, reps=(first, short)))

    assert isinstance(ghost_scene(take, take.at(second.turn_s), first), Scene)

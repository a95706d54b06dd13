"""A recording is looked at while it can be seen already."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.pose.hands import OpenEstimator
from formcheck.pose.recorded import RecordedEstimator, RecordedPoses
from formcheck.review.analysis import Hooks, Looked, Stage, Wanted, judge_again, look_at
from tests.review.clips import film_of
from tests.review.test_take import poses_of, take_of

AMONG = tuple(load_exercise(one) for one in ("bridge", "plank", "bird-dog"))
SOME = slice(0, 260)


def never() -> bool:
    return False


def recorded(poses: RecordedPoses) -> Callable[[Exercise | None], OpenEstimator]:
    return lambda _exercise: partial(RecordedEstimator, poses)


def test_what_was_found_so_far_is_told_and_the_end_is_the_whole_analysis(tmp_path: Path) -> None:
    poses = poses_of("bridge_good", slice(0, 120))
    told: list[Looked] = []
    wanted = Wanted(name="clip", exercise=load_exercise("bridge"))

    found = look_at(
        film_of(tmp_path / "a.mp4", poses), wanted, Hooks(told.append, never), recorded(poses)
    )

    assert found is not None
    assert found.take is not None
    assert found.stage is Stage.DONE
    assert found.take.whole
    assert found.progress.frames == found.progress.total == 120
    expected = take_of(found.poses, "bridge")
    assert found.take.record.reps == expected.record.reps
    assert found.take.record.series.value.tobytes() == expected.record.series.value.tobytes()
    assert told[0].stage is Stage.LOOKING
    assert told[0].take is not None
    assert not told[0].take.whole
    assert len(told[0].take.seen) == len(told[0].poses) == told[0].progress.frames < 120


def test_the_exercise_is_recognised_on_the_way(tmp_path: Path) -> None:
    poses = poses_of("bridge_good")
    assert poses.time_s[-1] > 12
    wanted = Wanted(name="clip", among=AMONG)

    found = look_at(
        film_of(tmp_path / "a.mp4", poses), wanted, Hooks(lambda _: None, never), recorded(poses)
    )

    assert found is not None
    assert found.take is not None
    assert found.recognised
    assert found.take.exercise.slug == "bridge"
    assert found.take.record.reps == take_of(found.poses, "bridge").record.reps


def test_what_is_none_of_them_has_no_take_but_its_poses() -> None:
    poses = poses_of("bridge_good")
    told: list[Looked] = []

    found = judge_again(poses, Wanted(name="clip", among=AMONG[1:]), Hooks(told.append, never))

    assert found is not None
    assert found.take is None
    assert len(found.poses) == len(poses)
    assert told[0].stage is Stage.MEASURING


def test_poses_that_are_known_are_judged_without_the_video() -> None:
    poses = poses_of("bridge_good")
    told: list[Looked] = []

    found = judge_again(poses, Wanted(name="clip", among=AMONG), Hooks(told.append, never), "cut")

    assert found is not None
    assert found.take is not None
    assert found.take.record.ended == "cut"
    assert found.take.record.reps == take_of(poses, "bridge").record.reps
    assert len(told[0].poses) == 1


def test_an_exercise_that_needs_the_outline_is_looked_at_once_more(tmp_path: Path) -> None:
    outlined = poses_of("good", SOME, "poses_outline")
    asked: list[str] = []

    def opens(exercise: Exercise | None) -> OpenEstimator:
        asked.append("" if exercise is None else exercise.slug)
        return partial(RecordedEstimator, outlined)

    wanted = Wanted(name="clip", among=(load_exercise("cat-cow"), *AMONG))
    found = look_at(
        film_of(tmp_path / "a.mp4", outlined), wanted, Hooks(lambda _: None, never), opens
    )

    assert found is not None
    assert found.take is not None
    assert found.recognised
    assert asked == ["", "cat-cow"]
    assert found.take.record.counts.full == 2


def test_a_look_that_nobody_waits_for_ends(tmp_path: Path) -> None:
    poses = poses_of("bridge_good", slice(0, 30))
    film = film_of(tmp_path / "a.mp4", poses)
    wanted = Wanted(name="clip", exercise=load_exercise("bridge"))
    told: list[Looked] = []
    hooks = Hooks(told.append, lambda: bool(told))

    assert look_at(film, wanted, hooks, recorded(poses)) is None
    assert told.pop().progress.frames == 1
    assert judge_again(poses, wanted, hooks) is None
    assert told.pop().progress.frames == 1


def test_stopped_while_looking_again_for_the_outline(tmp_path: Path) -> None:
    outlined = poses_of("good", SOME, "poses_outline")
    looks: list[int] = []

    def opens(exercise: Exercise | None) -> OpenEstimator:
        looks.append(1)
        return partial(RecordedEstimator, outlined)

    wanted = Wanted(name="clip", among=(load_exercise("cat-cow"), *AMONG))
    hooks = Hooks(lambda _: None, lambda: len(looks) == 2)

    assert look_at(film_of(tmp_path / "a.mp4", outlined), wanted, hooks, opens) is None


def test_a_video_that_breaks_off_is_judged_up_to_there(tmp_path: Path) -> None:
    poses = poses_of("bridge_good", slice(0, 150))
    film = film_of(tmp_path / "a.mkv", poses)
    film.write_bytes(film.read_bytes()[: film.stat().st_size * 6 // 10])
    wanted = Wanted(name="clip", exercise=load_exercise("bridge"))

    found = look_at(film, wanted, Hooks(lambda _: None, never), recorded(poses))

    assert found is not None
    assert found.take is not None
    assert 10 < len(found.poses) < 150
    assert "a.mkv breaks off" in found.take.record.ended

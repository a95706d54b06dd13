"""The proposed file says what was shown, counts others by it, and claims nothing more."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.checking.results import Counts
from formcheck.exercises.loader import check_file
from formcheck.exercises.spec import RepRule, View
from formcheck.features.reading import Unit
from formcheck.pose.pose import Pose
from formcheck.session.learn import learn
from formcheck.session.learn_file import exercise_text
from tests import bodies
from tests.session.lessons import curling, judged, leaning, lesson, raising, shown, written
from tests.session.motion import bird_dog, bridge


def test_what_was_shown_is_counted() -> None:
    exercise = written(lesson(raising))
    assert exercise.title == 'A "new" one'
    assert judged(exercise, shown(raising, 23.0, 30.0)).counts == Counts(full=4)


@pytest.mark.parametrize(
    "change",
    [bodies.mirrored, lambda pose: bodies.scaled(pose, 0.6)],
    ids=["other side", "farther away"],
)
def test_somebody_else_is_counted_too(change: Callable[[Pose], Pose]) -> None:
    exercise = written(lesson(raising))

    def less(t: float, high: float) -> Pose:
        return change(raising(t, reps=3, high=high))

    most = judged(exercise, shown(lambda t: less(t, 50.0), 18.0, 30.0))
    assert most.counts == Counts(full=3)
    some = judged(exercise, shown(lambda t: less(t, 36.0), 18.0, 30.0))
    assert some.counts == Counts(partial=3)


def test_whoever_stands_or_bends_forward_has_not_started() -> None:
    exercise = written(lesson(raising))

    def standing(t: float) -> Pose:
        return bodies.sitting(thigh_slope=-88.0, knee_angle=raising_angle(t))

    def raising_angle(t: float) -> float:
        return 95.0 + 60.0 * ((t % 5.0) / 5.0)

    assert judged(exercise, shown(standing, 20.0)).counts == Counts()


def test_limits_come_from_the_demonstration_and_say_so() -> None:
    demonstration = lesson(raising)
    exercise = written(demonstration)
    assert exercise.checks == ()
    assert isinstance(exercise.rule, RepRule)
    rest, way = demonstration.moves[0].rest, demonstration.moves[0].way
    assert rest + 0.6 * way < exercise.rule.partial + 0.1 * way < exercise.rule.top
    assert exercise.rule.top < rest + 0.81 * way
    assert "clip.mp4, 4 repetitions" in exercise.rule.source
    (knee,) = [one for one in exercise.start.conditions if one.feature == "knee_angle"]
    assert knee.max == pytest.approx(rest + way / 2.0, abs=0.1)
    assert [one.feature for one in exercise.keeps.conditions] == ["trunk_lean", "thigh_raise"]


def test_room_is_never_less_than_two_errors() -> None:
    """Whoever shows it is measured as badly as whoever does it."""
    demonstration = lesson(raising)
    exercise = written(demonstration)
    for one in exercise.start.conditions:
        low, high = demonstration.rests[one.feature]
        error = demonstration.errors[one.feature]
        assert one.min < low - 1.4 * error
        assert one.max > high + 1.4 * error or one.feature == "knee_angle"
    for kept in exercise.keeps.conditions:
        (start,) = [one for one in exercise.start.conditions if one.feature == kept.feature]
        assert kept.min < start.min
        assert kept.max > start.max


def test_uneven_repetitions_leave_more_room() -> None:
    demonstration = lesson(raising)
    sure = replace(demonstration.moves[0], error=1.0)
    extremes = (-8.0, 8.0, -8.0, 8.0)
    turns = tuple(
        replace(one, extreme=one.extreme + off)
        for one, off in zip(sure.turns, extremes, strict=True)
    )
    tops = []
    for main in (sure, replace(sure, turns=turns)):
        rule = written(replace(demonstration, moves=(main,))).rule
        assert isinstance(rule, RepRule)
        tops.append(rule.top)
    assert tops[1] < tops[0] - 5.0


def test_an_arm_alone_asks_for_no_posture() -> None:
    exercise = written(lesson(curling))
    assert exercise.keeps.conditions == ()
    assert {one.value for one in exercise.needs[View.SIDE]} == {"shoulder", "elbow", "wrist"}
    assert judged(exercise, shown(curling, 23.0)).counts == Counts(full=4)


def test_a_lying_body_is_told_by_the_slope_of_its_trunk() -> None:
    exercise = written(lesson(bridge))
    assert "trunk_slope" in {one.feature for one in exercise.keeps.conditions}
    assert judged(exercise, shown(bridge, 21.0)).counts == Counts(full=3)


def test_from_the_front() -> None:
    demonstration = lesson(leaning)
    exercise = written(demonstration)
    assert exercise.camera.views == (View.FRONT,)
    assert [one.feature for one in exercise.keeps.conditions] == ["thigh_drop", "side_lean"]
    assert any(one.feature.unit is Unit.DEG for one in demonstration.moves)
    assert judged(exercise, shown(leaning, 18.0)).counts == Counts(full=3)


def test_a_hold_that_was_shown_is_asked_for_by_half() -> None:
    exercise = written(learn(shown(lambda t: bird_dog(t % 8.0), 32.0)))
    assert isinstance(exercise.rule, RepRule)
    assert 1.5 <= exercise.rule.hold_s <= 2.5
    quick = written(learn(shown(lambda t: raising(t % 2.9 + 1.8, reps=1), 12.0)))
    assert isinstance(quick.rule, RepRule)
    assert quick.rule.hold_s == 0.0


@pytest.mark.parametrize(
    "motion", [raising, leaning, bridge], ids=["sitting", "front", "on the floor"]
)
def test_the_file_is_right_and_tells_what_was_shown(
    motion: Callable[[float], Pose], tmp_path: Path
) -> None:
    demonstration = lesson(motion)
    text = exercise_text(demonstration, slug="mine", title="Mine", source="clip.mp4")
    file = tmp_path / "mine.toml"
    file.write_text(text, "utf-8")
    assert check_file(file) == ()
    count = len(demonstration.moves[0].turns)
    assert f"What it showed: {count} repetitions, seen from the {demonstration.view.value}" in text
    assert "no mistakes were shown" in " ".join(text.replace("#", "").split())
    assert "Counted by" in text
    assert ("to that side alone" in text) is (demonstration.view is View.FRONT)
    assert "formcheck exercises check mine.toml" in text
    assert max(map(len, text.splitlines())) < 140
    others = [one.feature.name for one in demonstration.moves[1:6]]
    assert all(f"#   {name} (" in text for name in others)


def test_one_measurement_alone_lists_no_others() -> None:
    demonstration = lesson(leaning)
    text = exercise_text(demonstration, slug="mine", title="Mine", source="clip.mp4")
    assert "What else" not in text


def test_names_with_strange_signs_stay_names() -> None:
    title, source = 'Kick\n[rule]\nkind = "x"\x7f\ud800', "my\n#clip.mp4"
    text = exercise_text(lesson(raising), slug="mine", title=title, source=source)
    table = tomllib.loads(text)
    assert table["title"] == 'Kick [rule] kind = "x"  '
    assert table["rule"]["kind"] == "reps"
    assert "my #clip.mp4" in table["rule"]["source"]

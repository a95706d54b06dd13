"""The words at the end of a training: true, what went well first, one thing to work on."""

import pytest

from formcheck.care.pain import Pain
from formcheck.care.traffic_light import judge
from formcheck.checking.results import Hold
from formcheck.exercises.loader import load_exercise
from formcheck.training.outcome import Outcome, SetDone, set_of
from formcheck.training.summary import Finished, effort_text, summary, worst
from tests.training.sets import F, P, fault, record, reps
from tests.training.told import task

BRIDGE, PLANK = load_exercise("bridge"), load_exercise("plank")
GOOD = set_of(record(reps(*[F] * 8)))
NOTHING = SetDone(skipped=True)
ARCHED = set_of(record(reps(*[F] * 8), faults=[fault("over_arch", 0.0, 9.0)]))
POOR = set_of(record(reps(*[F] * 4), faults=[fault("over_arch", 0.0, 99.0)]))
MIXED = set_of(record(reps(*[F] * 4), faults=[fault("over_arch", 0.0, 9.0)]))
HELD = set_of(record(holds=[Hold(None, 0.0, 10.0, 10.0)]))
SAGGED = set_of(record(holds=[Hold(None, 0.0, 10.0, 4.0)], faults=[fault("sag", 0.0, 6.0)]))


def bridge(*sets: SetDone) -> Finished:
    return Finished(BRIDGE, Outcome(task(), sets))


def plank(*sets: SetDone) -> Finished:
    return Finished(PLANK, Outcome(task("hold"), sets))


@pytest.mark.parametrize(
    ("finished", "went_well"),
    [
        (
            [bridge(GOOD), plank(HELD)],
            "You did all that was planned. 8 of 8 repetitions were in good form.",
        ),
        (
            [bridge(ARCHED), plank(NOTHING)],
            "You did 1 exercise of 2 as planned. 5 of 8 repetitions were in good form.",
        ),
        ([plank(HELD)], "You did all that was planned. You held good form for 10 seconds."),
        (
            [bridge(POOR), plank(SAGGED)],
            "You began 2 exercises: a start to build on. You held good form for 4 seconds.",
        ),
        ([bridge(MIXED)], "You began 1 exercise: a start to build on."),
        ([bridge(POOR)], "You began 1 exercise: a start to build on."),
        ([bridge(NOTHING), plank()], "You listened to your body: that comes before every "),
        ([], "You listened to your body"),
        (
            [bridge(set_of(record(reps(*[F] * 8), graded=0.1)))],
            "You did all that was planned.",
        ),
    ],
)
def test_what_went_well(finished: list[Finished], went_well: str) -> None:
    found = summary(finished).went_well
    assert found.startswith(went_well)
    assert found == went_well or not went_well.endswith(".")


@pytest.mark.parametrize(
    ("finished", "cue", "share"),
    [
        ([bridge(ARCHED), plank(HELD)], BRIDGE.check("over_arch").cue, "38 % of the repetitions"),
        ([bridge(ARCHED), plank(SAGGED)], PLANK.check("sag").cue, "60 % of it"),
        ([bridge(GOOD), plank(HELD)], None, ""),
        ([bridge(set_of(record(reps(F, P))))], None, ""),
        ([bridge(set_of(record(reps(F), faults=[fault("gone", 0.0, 1.0)])))], None, ""),
        ([], None, ""),
    ],
)
def test_one_thing_to_work_on(finished: list[Finished], cue: str | None, share: str) -> None:
    found = summary(finished).work_on
    if cue is None:
        assert found == ""
    else:
        assert cue.rstrip(".") in found
        assert share in found


def test_each_exercise_has_its_line() -> None:
    lines = summary([bridge(GOOD), plank(SAGGED), bridge(NOTHING), bridge(POOR)]).lines
    told = [(one.title, one.text, one.complete) for one in lines]
    assert told == [
        (BRIDGE.title, "8 of 8 repetitions", True),
        (PLANK.title, "4 of 10 s", False),
        (BRIDGE.title, "left out", False),
        (BRIDGE.title, "4 of 8 repetitions", False),
    ]


def test_the_light_is_passed_on() -> None:
    red = judge(Pain(1, during=7))
    found = summary([], red, "moved", "hard")
    assert (found.verdict, found.where, found.effort) == (red, "moved", "hard")


@pytest.mark.parametrize(
    ("told", "days", "expected"),
    [
        (None, 3, ""),
        (4, 3, "Effort 4 of 10. Easy"),
        (9, 13, "Too hard for the first two weeks"),
        (9, 14, "Take a longer rest"),
    ],
)
def test_effort(told: int | None, days: int, expected: str) -> None:
    found = effort_text(told, days)
    assert expected in found
    assert bool(found) is (told is not None)


def test_the_worst_verdict() -> None:
    green, amber, red = judge(Pain(1, 1)), judge(Pain(1, 4)), judge(Pain(1, 7))
    assert worst([green, None, red, amber]) is red
    assert worst([green, amber]) is amber
    assert worst([None]) is None

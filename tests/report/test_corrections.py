"""What was corrected by hand is said in plain sentences."""

from dataclasses import replace

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Landmark, Side
from formcheck.report.corrections import about, corrections
from formcheck.report.landmark_words import landmark_name
from formcheck.review.apply import apply
from formcheck.review.edits import (
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
from tests.review.hand import bridge

KNEE = MoveLandmark(6.0, Landmark.LEFT_KNEE, (5.0, 0.0))
NOTE = PutMark(Note("note", 1.0, "Hips"))


def told(*edits: Edit) -> tuple[str, ...]:
    applied = apply(bridge(), edits, exercises=load_exercise)
    assert applied is not None
    return corrections(edits, bridge(), applied.take, applied.skipped)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((), ()),
        ((NOTE, EraseMark("note")), ()),
        (
            (replace(KNEE, time_s=6.5), KNEE, replace(KNEE, by_px=(1.0, 1.0))),
            ("Put in its place by hand: left knee (0:06.0, 0:06.5).",),
        ),
        ((RemoveRep(6.0),), ("What was counted at 0:06.0 was no repetition: taken out.",)),
        (
            (AddRep(0.5, 1.0, 2.0),),
            ("A repetition at 0:01.0 had not been counted: added.",),
        ),
        (
            (SideRep(6.0, Side.LEFT),),
            ("The repetition at 0:06.0: side set by hand (left).",),
        ),
        (
            (UseExercise("plank"),),
            ("Judged as Forearm plank; the camera had measured it as Glute bridge.",),
        ),
        (
            (SetLimit("over_arch", 170.0), SetLimit("over_arch", 171.0, 175.0)),
            ("Hips beyond the line: for this person noticed from 171°, clearly from 175°.",),
        ),
        (
            (SetLimit("over_arch", 170.0),),
            ("Hips beyond the line: for this person noticed from 170°.",),
        ),
    ],
)
def test_each_change_is_a_sentence(edits: tuple[Edit, ...], expected: tuple[str, ...]) -> None:
    assert told(*edits) == expected


def test_what_is_not_in_the_take_is_not_told() -> None:
    gone = (RemoveRep(1.0), replace(KNEE, time_s=99.0), SetLimit("no_such", 1.0))

    assert told(*gone) == ()
    assert told(RemoveRep(6.0), RemoveRep(6.0)) == told(RemoveRep(6.0))
    assert told(SetLimit("over_arch", 170.0), UseExercise("plank")) == told(UseExercise("plank"))


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (KNEE, "Put in its place by hand: left knee (0:06.0)."),
        (RemoveRep(1.0), "What was counted at 0:01.0 was no repetition: taken out."),
        (SetLimit("no_such", 1.0), "no_such: for this person noticed from 1°."),
        (UseExercise("no-such"), "Judged as no-such."),
        (NOTE, "A mark or a note on the picture."),
        (EraseMark("note"), "A mark or a note on the picture."),
    ],
)
def test_every_step_has_a_name(edit: Edit, expected: str) -> None:
    assert about(edit, bridge()) == expected


def test_every_landmark_has_a_name_of_its_own() -> None:
    names = {landmark_name(one) for one in Landmark}

    assert len(names) == len(Landmark)
    assert "left knee" in names

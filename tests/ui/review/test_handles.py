"""What is meant by a place on a picture."""

import pytest

from formcheck.landmarks import Landmark
from formcheck.review.edits import AngleMark, Drawing, LineMark, Note
from formcheck.ui.review.handles import (
    Grip,
    nearest_grip,
    nearest_landmark,
    nearest_mark,
    to_stroke,
    with_point,
    without_stroke,
)

PLACES = {Landmark.LEFT_HIP: (100.0, 100.0), Landmark.RIGHT_HIP: (104.0, 100.0)}
ANGLE = AngleMark("a", 1.0, ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0)))
LINE = LineMark("l", 1.0, ((10.0, 0.0), (50.0, 0.0)), 30.0)
DRAWING = Drawing("d", 1.0, (((0.0, 100.0), (50.0, 100.0)), ((0.0, 120.0),)))


@pytest.mark.parametrize(
    ("at", "doubted", "meant"),
    [
        ((101.0, 100.0), (), Landmark.LEFT_HIP),
        ((103.0, 100.0), (), Landmark.RIGHT_HIP),
        ((103.0, 100.0), (Landmark.RIGHT_HIP,), Landmark.LEFT_HIP),
        ((110.0, 100.0), (Landmark.RIGHT_HIP,), Landmark.RIGHT_HIP),
        ((120.0, 100.0), (), None),
    ],
)
def test_the_nearest_landmark_is_meant_and_a_sure_one_first(
    at: tuple[float, float], doubted: tuple[Landmark, ...], meant: Landmark | None
) -> None:
    assert nearest_landmark(PLACES, doubted, at, 9.0) is meant


def test_of_two_points_at_one_place_the_later_is_taken() -> None:
    assert nearest_grip((ANGLE, LINE), (10.0, 1.0), 3.0) == Grip(LINE, 0)
    assert nearest_grip((LINE, ANGLE), (10.0, 1.0), 3.0) == Grip(ANGLE, 1)
    assert nearest_grip((ANGLE, DRAWING), (10.0, 4.0), 3.0) is None


def test_a_point_is_put_elsewhere_and_nothing_else_changes() -> None:
    moved = with_point(Grip(ANGLE, 1), (20.0, 5.0))
    assert moved == AngleMark("a", 1.0, ((0.0, 0.0), (20.0, 5.0), (10.0, 10.0)))
    moved = with_point(Grip(LINE, 1), (9.0, 9.0))
    assert moved == LineMark("l", 1.0, ((10.0, 0.0), (9.0, 9.0)), 30.0)


def test_a_mark_is_meant_anywhere_on_its_lines() -> None:
    marks = (ANGLE, LINE, DRAWING, Note("n", 1.0, "words"))
    assert nearest_mark(marks, (30.0, 2.0), 3.0) is LINE
    assert nearest_mark(marks, (11.0, 6.0), 3.0) is ANGLE
    assert nearest_mark(marks, (0.0, 121.0), 3.0) is DRAWING
    assert nearest_mark(marks, (30.0, 50.0), 3.0) is None


def test_a_drawing_loses_the_stroke_that_is_meant() -> None:
    assert without_stroke(DRAWING, (0.0, 119.0)) == Drawing("d", 1.0, (DRAWING.strokes_px[0],))
    assert without_stroke(DRAWING, (20.0, 101.0)) == Drawing("d", 1.0, (DRAWING.strokes_px[1],))
    assert without_stroke(Drawing("d", 1.0, (((0.0, 0.0),),)), (0.0, 0.0)) is None
    assert without_stroke(LINE, (20.0, 0.0)) is None


def test_beyond_its_ends_a_line_is_as_far_as_its_end() -> None:
    assert to_stroke(((0.0, 0.0), (10.0, 0.0)), (13.0, 4.0)) == 5.0
    assert to_stroke(((0.0, 0.0), (10.0, 0.0)), (5.0, 4.0)) == 4.0
    assert to_stroke(((1.0, 1.0), (1.0, 1.0)), (4.0, 5.0)) == 5.0

"""What somebody measures by hand says how far it may be off."""

import math

import numpy as np
import pytest

from formcheck.features.geometry import angle_deg, distance
from formcheck.language import use_default_language, use_language
from formcheck.review.edits import AngleMark, Drawing, EraseMark, LineMark, Note, PutMark, RemoveRep
from formcheck.review.marks import (
    HAND_SD_PX,
    LengthUnit,
    angle,
    length_of,
    marks_of,
    slope_of,
    text,
    trunk_px,
)
from tests.review.hand import MOVED, bridge
from tests.review.test_take import poses_of, take_of


def line(
    length_px: float = 100.0,
    known_cm: float | None = None,
    time_s: float = 1.0,
    name: str = "line",
) -> LineMark:
    return LineMark(name, time_s, ((10.0, 10.0), (10.0 + length_px, 10.0)), known_cm)


def corner(degrees: float, length_px: float = 80.0) -> AngleMark:
    turn = math.radians(degrees)
    end = (length_px * math.cos(turn), -length_px * math.sin(turn))
    return AngleMark("angle", 1.0, ((60.0, 0.0), (0.0, 0.0), end))


@pytest.mark.parametrize("degrees", [20.0, 90.0, 143.0])
def test_an_angle_is_as_unsure_as_three_points_of_a_hand(degrees: float) -> None:
    mark = corner(degrees)
    points = np.array(mark.points_px)
    hands = points + np.random.default_rng(1).normal(0.0, HAND_SD_PX, (4000, 3, 2))
    tried = [angle_deg(*one) for one in hands]

    found = angle(mark)

    assert found.value == pytest.approx(degrees)
    assert found.sd == pytest.approx(float(np.std(tried)), rel=0.05)
    assert found.error == 2.0 * found.sd


def test_a_line_is_as_unsure_as_two_points_of_a_hand() -> None:
    mark = LineMark("line", 1.0, ((0.0, 0.0), (120.0, -50.0)))
    hands = np.array(mark.points_px) + np.random.default_rng(2).normal(
        0.0, HAND_SD_PX, (4000, 2, 2)
    )
    away = hands[:, 1] - hands[:, 0]
    slopes = np.degrees(np.arctan2(-away[:, 1], away[:, 0]))

    slope, length = slope_of(mark), length_of(mark)

    assert slope.value == pytest.approx(math.degrees(math.atan2(50, 120)))
    assert slope.sd == pytest.approx(float(np.std(slopes)), rel=0.05)
    assert (length.value, length.unit) == (130.0, LengthUnit.PX)
    assert length.sd == pytest.approx(float(np.std(np.hypot(*away.T))), rel=0.05)


def test_it_does_not_matter_from_which_end_a_line_was_drawn() -> None:
    there = LineMark("line", 1.0, ((0.0, 0.0), (30.0, 40.0)))
    back = LineMark("line", 1.0, ((30.0, 40.0), (0.0, 0.0)))

    assert slope_of(there) == slope_of(back)
    assert length_of(there) == length_of(back)


def test_a_known_length_tells_others_in_cm() -> None:
    mark, known = line(200.0), line(100.0, 30.0, name="known")

    found = length_of(mark, (mark, known))

    assert (found.value, found.unit) == (60.0, LengthUnit.CM)
    share = math.hypot(math.sqrt(2) * HAND_SD_PX / 200.0, math.sqrt(2) * HAND_SD_PX / 100.0)
    assert found.sd == pytest.approx(60.0 * share)


def test_of_several_known_lengths_the_nearest_in_time_counts_then_the_newest() -> None:
    mark = line(100.0, time_s=10.0)
    far, older = line(100.0, 1.0, 2.0, "far"), line(100.0, 2.0, 9.0, "older")
    newer, point = line(100.0, 3.0, 9.0, "newer"), line(0.0, 4.0, 10.0, "point")

    assert length_of(mark, (far, older, newer, point, mark)).value == 3.0
    assert length_of(mark, (far, mark)).value == 1.0


def test_without_one_it_is_told_in_trunks() -> None:
    found = length_of(line(100.0), (), 50.0)

    assert (found.value, found.unit) == (2.0, LengthUnit.TRUNKS)
    assert found.sd > length_of(line(100.0), (), 50.0).value * 0.05


def test_the_trunk_is_that_of_the_frame() -> None:
    take = bridge()
    time_s = float(take.poses.time_s[MOVED])
    side = take.seen.marks(MOVED, take.record.series).side
    assert side is not None
    ends = [take.seen.image_px[MOVED, one] for one in ((11, 23) if side == "left" else (12, 24))]

    assert trunk_px(take, time_s) == pytest.approx(distance(*ends), abs=1e-3)


def test_where_nobody_is_seen_there_is_no_trunk() -> None:
    poses = poses_of("bridge_good", slice(0, 10))
    poses.image_px[:5] = np.nan
    take = take_of(poses, "bridge")

    assert math.isnan(trunk_px(take, 0.0))
    assert length_of(line(), (), trunk_px(take, 0.0)).unit is LengthUnit.PX


def test_words_beside_marks() -> None:
    known = line(100.0, 30.5, name="known")

    assert text(corner(90.0)) == "90° ± 7"
    assert text(line()) == "100 px ± 6, 0° ± 3"
    assert text(line(), (known,)) == "30.5 cm ± 2.4, 0° ± 3"
    assert text(line(), (), 50.0) == "2.00 trunks ± 0.23, 0° ± 3"
    assert text(known, (known,)) == "30.5 cm, known"
    assert text(Note("note", 1.0, "Hips drop")) == "Hips drop"
    assert text(Drawing("drawing", 1.0, ())) == ""


def test_numbers_are_written_as_the_language_does() -> None:
    use_language("de")
    try:
        assert text(line(), (line(100.0, 30.5, name="known"),)).startswith("30,5 cm ± 2,4")
    finally:
        use_default_language()


def test_points_on_one_place_are_no_measure() -> None:
    nothing = AngleMark("angle", 1.0, ((5.0, 5.0), (5.0, 5.0), (9.0, 5.0)))

    assert not angle(nothing).judged
    assert text(nothing) == "too small to be measured"
    assert text(line(0.0)) == "0 px ± 6, too small to be measured"


def test_marks_are_those_that_were_put_last_and_not_erased() -> None:
    first, second, again = Note("a", 1.0, "x"), Note("b", 1.0, "y"), Note("a", 2.0, "z")
    edits = (
        PutMark(first),
        RemoveRep(1.0),
        PutMark(second),
        PutMark(again),
        EraseMark("b"),
        EraseMark("never there"),
    )

    assert marks_of(edits[:4]) == (again, second)
    assert marks_of(edits) == (again,)

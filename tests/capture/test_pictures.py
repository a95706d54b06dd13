from math import inf

import pytest

from formcheck.capture.pictures import NoFilm

TIMES_S = (0.0, 0.04, 0.12, 0.16)


def test_has_an_empty_picture_for_every_time() -> None:
    with NoFilm(TIMES_S, (64, 48)) as none:
        found = [none.at(time_s) for time_s in (-1.0, 0.0, 0.039, 0.0396, 0.1, 0.16, 9.0)]
    assert [one.time_s for one in found] == [0.0, 0.0, 0.0, 0.04, 0.04, 0.16, 0.16]
    assert [one.until_s for one in found] == [0.04, 0.04, 0.04, 0.12, 0.12, inf, inf]
    assert found[0].size_px == (64, 48)
    assert not found[0].image.any()
    assert not found[0].image.flags.writeable


def test_steps_as_far_as_there_are_pictures() -> None:
    none = NoFilm(TIMES_S, (64, 48))
    steps = (0, 1, 2, 9, -1, -9)
    assert [none.beside(0.05, one).time_s for one in steps] == [0.04, 0.12, 0.16, 0.16, 0.0, 0.0]


def test_the_last_picture_is_seen_as_long_as_the_one_before() -> None:
    assert NoFilm(TIMES_S, (64, 48)).duration_s == pytest.approx(0.2)
    assert NoFilm((0.0,), (64, 48)).duration_s == 0.0


def test_there_has_to_be_a_time() -> None:
    with pytest.raises(ValueError, match="at least one"):
        NoFilm((), (64, 48))

"""Timelines are smooth and complete; unrest comes from its seed alone."""

import pytest

from samples.mannequin.motion import Timeline, Unrest, smooth


def test_smooth_starts_and_ends_at_rest() -> None:
    assert (smooth(0.0), smooth(0.5), smooth(1.0)) == (0.0, 0.5, 1.0)
    assert smooth(0.01) < 1e-4
    assert smooth(-1.0) == 0.0
    assert smooth(2.0) == 1.0


def test_parts_follow_each_other() -> None:
    line = Timeline({"a": 0.0, "b": 5.0})
    line.stay("start", 1.0)
    up = line.move("up", 2.0, a=10.0)
    assert (up.start_s, up.end_s, line.now_s) == (1.0, 3.0, 3.0)
    assert line.at(0.5) == {"a": 0.0, "b": 5.0}
    assert line.at(2.0) == {"a": 5.0, "b": 5.0}
    assert line.at(99.0) == {"a": 10.0, "b": 5.0}


def test_an_unknown_parameter_is_named() -> None:
    with pytest.raises(KeyError, match="knee"):
        Timeline({"hip": 0.0}).move("up", 1.0, knee=3.0)


def test_unrest_has_the_size_that_was_asked_for() -> None:
    unrest = Unrest(3, {"hip": 2.0, "knee": 0.0})
    values = [unrest.at(step / 10) for step in range(3000)]
    mean_square = sum(v["hip"] ** 2 for v in values) / len(values)
    assert mean_square**0.5 == pytest.approx(2.0, rel=0.15)
    assert {v["knee"] for v in values} == {0.0}


def test_unrest_depends_on_the_seed_alone() -> None:
    drift = {"hip": 1.0}
    assert Unrest(3, drift).at(1.3) == Unrest(3, drift).at(1.3)
    assert Unrest(3, drift).at(1.3) != Unrest(4, drift).at(1.3)

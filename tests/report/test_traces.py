"""What a plot draws of a measurement."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Against, Direction
from formcheck.overlay.scene import Tone
from formcheck.report.traces import (
    Limit,
    bounds,
    columns,
    features,
    limits,
    near,
    unit_words,
    with_limits,
)
from tests.review.takes import clip


def test_both_limbs_are_drawn_where_they_are_measured_apart() -> None:
    record = clip("bird-dog_good").record
    names = [record.series.names[column] for column in columns(record, "leg_lift")]
    assert names == ["leg_lift_left", "leg_lift_right"]


def test_measurements_are_listed_once_without_those_that_were_never_made() -> None:
    record = clip("bridge_good").record
    found = features(record)
    assert found[0] == record.focus == "hip_extension"
    assert len(set(found)) == len(found) >= 2
    value = record.series.value.copy()
    value[:, record.series.names.index("hip_extension")] = np.nan
    blind = replace(record, series=replace(record.series, value=value))
    assert "hip_extension" not in features(blind)
    assert unit_words(record, "hip_extension") == "degrees"


def test_limits_say_where_their_words_have_room() -> None:
    bridge = load_exercise("bridge")
    assert list(limits(bridge, "hip_extension")) == [
        Limit(160.0, Tone.GOOD, "full range", "full range"),
        Limit(188.0, Tone.WARN, "Hips beyond the line", "Hips beyond the line", above=False),
        Limit(194.0, Tone.FAULT, "Hips beyond the line: clearly", "clearly"),
    ]
    knee = [(one.value, one.above) for one in limits(bridge, "knee_angle")]
    assert knee == [(105.0, False), (120.0, True), (75.0, True), (60.0, False)]


def test_a_limit_on_either_side_is_drawn_twice_one_of_a_change_not_at_all() -> None:
    bridge = load_exercise("bridge")
    check = bridge.checks[0].model_copy(
        update={"direction": Direction.AWAY, "warn": 5.0, "fault": None, "feature": "trunk_slope"}
    )
    away = bridge.model_copy(update={"checks": (check,)})
    found = [(one.value, one.above) for one in limits(away, "trunk_slope")]
    assert found == [(5.0, False), (-5.0, True)]
    change = check.model_copy(update={"against": Against.DIFFERENCE})
    assert list(limits(bridge.model_copy(update={"checks": (change,)}), "trunk_slope")) == []


def test_a_stray_frame_does_not_flatten_the_rest() -> None:
    value = np.tile(np.linspace(100.0, 110.0, 1000), 2)
    value[7] = 900.0
    low, high = bounds(value, np.full_like(value, np.nan))
    assert (low, high) == pytest.approx((99.2, 110.8), abs=0.1)
    assert bounds(value, np.full_like(value, 4.0))[1] == pytest.approx(114.0, abs=0.1)


def test_an_axis_has_room_for_the_words_at_its_limits() -> None:
    far = Limit(500.0, Tone.WARN, "far", "far")
    top = Limit(120.0, Tone.WARN, "top", "top")
    axis = (0.0, 100.0)
    assert near((far, top), axis) == (top,)
    low, high = with_limits((top,), axis, 0.25)
    assert low == 0.0
    assert high - top.value >= 0.25 * (high - low)
    assert with_limits((), axis) == axis

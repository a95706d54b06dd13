"""Nothing is counted before a stable start pose, and leaving the exercise is noticed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.checking.results import ViewEstimate
from formcheck.checking.start import STRICT, KeepGate, StartGate
from formcheck.exercises.spec import Keeps, Start
from formcheck.features.reading import Reading, Unit
from tests.signals import deg, times

SIDE = ViewEstimate("side", 4.0)
FRONT = ViewEstimate("front", 88.0)
KNEES = {"feature": "knee_angle", "min": 60.0, "max": 120.0, "text": "Bend your knees."}
HIPS = {"feature": "hip_extension", "max": 150.0, "text": "Hips down.", "views": ["side"]}
START = Start.model_validate({"seconds": 1.0, "conditions": [KNEES, HIPS], "source": "test"})
KEEPS = Keeps.model_validate({"seconds": 1.0, "conditions": [HIPS], "source": "test"})


def ratio(value: float) -> Reading:
    return Reading(value, 0.01, Unit.RATIO)


def readings(knee: float = 90.0, hip: float = 130.0) -> dict:
    return {"knee_angle": deg(knee), "hip_extension": deg(hip)}


@given(fps=st.floats(10, 60))
def test_ready_after_a_second_at_any_frame_rate(fps: float) -> None:
    gate, armed = StartGate(START), math.nan
    for t in times(3.0, fps):
        baseline = gate.update(t, readings(hip=130.0 + math.sin(9 * t)), SIDE, ready=True)
        if baseline is not None:
            armed = t
            break
    assert armed == pytest.approx(1.0, abs=0.11)
    assert baseline is not None
    assert baseline["knee_angle"] == 90.0
    assert baseline["hip_extension"] == pytest.approx(130.0, abs=1.0)


@pytest.mark.parametrize(
    ("knee", "hip", "texts"),
    [
        (90.0, 130.0, []),
        (170.0, 130.0, ["Bend your knees."]),
        (math.nan, 160.0, ["Bend your knees.", "Hips down."]),
    ],
)
def test_what_is_not_met(knee: float, hip: float, texts: list[str]) -> None:
    unmet = StartGate(START).unmet(readings(knee, hip), SIDE)
    assert [one.text for one in unmet] == texts


def test_conditions_are_asked_for_in_their_view_only() -> None:
    assert StartGate(START).unmet(readings(hip=170.0), FRONT) == ()
    assert KeepGate(KEEPS).update(0.0, readings(hip=170.0), FRONT)


def test_a_moving_start_pose_never_arms() -> None:
    gate = StartGate(START)
    for t in times(5.0, 30):
        swinging = readings(hip=120.0 + 25.0 * math.sin(4 * t))
        assert gate.update(t, swinging, SIDE, ready=True) is None


@pytest.mark.parametrize("broken", ["unmet", "not ready"])
def test_an_interruption_starts_the_second_anew(broken: str) -> None:
    gate = StartGate(START)
    for t in times(0.9, 30):
        assert gate.update(t, readings(), SIDE, ready=True) is None
    knee = 170.0 if broken == "unmet" else 90.0
    assert gate.update(0.92, readings(knee), SIDE, ready=broken == "unmet") is None
    for t in times(0.9, 30):
        assert gate.update(1.0 + t, readings(), SIDE, ready=True) is None


def test_a_reading_never_seen_has_no_baseline() -> None:
    start = Start.model_validate({"seconds": 0.1, "conditions": [KNEES], "source": "test"})
    gate = StartGate(start)
    gate.update(0.0, readings(hip=math.nan), SIDE, ready=True)
    baseline = gate.update(0.2, readings(hip=math.nan), SIDE, ready=True)
    assert baseline is not None
    assert math.isnan(baseline["hip_extension"])


def test_what_else_has_to_be_still() -> None:
    """A baseline waits for every reading that is compared with it, lengths by their own size."""
    gate = StartGate(START, STRICT, also=["eye_width"])
    armed = math.nan
    for t in times(6.0, 30):
        width = Reading(0.06 + 0.01 * min(t, 3.0), 0.002, Unit.RATIO)
        leaning = {**readings(), "eye_width": width}
        if gate.update(t, leaning, SIDE, ready=True) is not None:
            armed = t
            break
    assert 3.0 < armed < 4.0


def test_what_was_never_seen_is_still() -> None:
    assert STRICT.holds([deg(math.nan), deg(math.nan)])
    assert STRICT.holds([deg(math.nan), deg(90.0), deg(95.0)])
    assert not STRICT.holds([deg(90.0), deg(96.5), deg(90.0)])


def test_leaving_takes_a_second() -> None:
    gate = KeepGate(KEEPS)
    assert gate.update(0.0, readings(), SIDE)
    assert not gate.update(1.0, readings(hip=170.0), SIDE)
    assert not gate.update(1.5, readings(hip=170.0), SIDE)
    assert not gate.left(1.9)
    assert gate.left(2.0)
    assert gate.update(1.95, readings(), SIDE)
    assert not gate.left(9.0)


@pytest.mark.parametrize("middle", [0.0, -0.2, 0.2])
def test_a_length_around_zero_may_tremble_by_its_error(middle: float) -> None:
    start = Start.model_validate(
        {
            "seconds": 1.0, "source": "test",
            "conditions": [{"feature": "knee_clearance", "max": 0.5, "text": "Knees down."}],
        }
    )  # fmt: skip
    for size, held in ((0.004, True), (0.08, False)):
        gate = StartGate(start)
        found = [
            gate.update(t, {"knee_clearance": ratio(middle + size * (-1) ** k)}, SIDE, ready=True)
            for k, t in enumerate(times(2.0, 15))
        ]
        assert any(one is not None for one in found) is held


def test_when_the_way_out_began() -> None:
    """The limit is passed late; what counts is when the reading set out from its usual value."""
    gate = KeepGate(KEEPS)
    for t in times(8.0, 30):
        kept = gate.update(t, readings(hip=130.0 + 25.0 * max(0.0, t - 5.0) ** 2), SIDE)
        if not kept:
            break
    assert t == pytest.approx(5.9, abs=0.1)
    assert gate.left_s == pytest.approx(5.0, abs=0.06)
    assert not gate.kept


def test_the_time_for_setting_out_is_bounded() -> None:
    """Who creeps for seconds has left when the reading is clearly off, less half a second."""
    gate = KeepGate(KEEPS)
    for t in times(9.0, 30):
        if not gate.update(t, readings(hip=130.0 + 10.0 * max(0.0, t - 5.0)), SIDE):
            break
    assert gate.left_s == pytest.approx(5.0 + 4.0 / 10.0 - 0.5, abs=0.06)


def test_a_way_out_that_was_never_seen_to_begin() -> None:
    gate = KeepGate(KEEPS)
    gate.update(0.0, readings(hip=math.nan), SIDE)
    gate.update(0.1, readings(hip=170.0), SIDE)
    assert gate.left_s == 0.1


def test_what_is_not_seen_breaks_nothing() -> None:
    gate = KeepGate(KEEPS)
    assert gate.update(0.0, readings(hip=math.nan), SIDE)


def test_readings_without_a_usual_value_have_left_from_the_first_on() -> None:
    gate = KeepGate(KEEPS)
    for t, hip in enumerate((100.0, 125.0, 145.0, 100.0, 145.0)):
        assert gate.update(0.1 * t, readings(hip=hip), SIDE)
    assert not gate.update(0.5, readings(hip=170.0), SIDE)
    assert gate.left_s == 0.0

"""The personal zero: found when straight and still, never otherwise, and at most five degrees."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.errors import ExerciseError, OutputError
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise, Zero
from formcheck.session.measure import GAP_S
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.session.update import Update
from formcheck.session.zero import (
    GIVE_UP_S,
    NO_ZERO,
    TOLD_S,
    KnownZero,
    PersonalZero,
    ZeroFinder,
    ZeroMemory,
    check_shift,
)
from tests import bodies
from tests.properties import PROPERTY
from tests.session.motion import MODEL, Motion, at
from tests.signals import times

PLANK = load_exercise("plank")
SITTING = load_exercise("sitting")
FPS = st.floats(10, 60)


def zero_of(exercise=PLANK) -> Zero:
    assert exercise.zero is not None
    return exercise.zero


def find(signal: Callable[[float], float], until_s: float, fps: float = 30.0):
    """Return when the zero was found, and the shift; None when never."""
    finder = ZeroFinder(zero_of())
    for t in times(until_s, fps):
        shift = finder.update(t, signal(t))
        if shift is not None:
            return t, shift
    return None


# The finder


@PROPERTY
@given(fps=FPS, value=st.floats(-15, 15), tremble=st.floats(0, 1.9))
def test_still_is_found_after_three_seconds_at_any_frame_rate(
    fps: float, value: float, tremble: float
) -> None:
    inwards = -math.copysign(tremble, value)
    found = find(lambda t: value + inwards * (1 + math.sin(40 * t)), 3.5, fps)
    assert found is not None
    assert found[0] == pytest.approx(3.0, abs=1.01 / fps)
    expected = max(-5.0, min(5.0, value))
    assert abs(found[1]) <= 5.0
    assert found[1] == pytest.approx(expected, abs=2 * tremble + 1e-9)


@PROPERTY
@given(fps=FPS, off=st.floats(15.01, 80), sign=st.sampled_from([-1.0, 1.0]))
def test_too_far_from_straight_is_never_a_zero(fps: float, off: float, sign: float) -> None:
    assert find(lambda _t: sign * off, 8.0, fps) is None


@PROPERTY
@given(fps=FPS, slope=st.floats(3, 8), swing=st.floats(6, 12))
def test_moving_is_never_a_zero(fps: float, slope: float, swing: float) -> None:
    def up_and_down(t: float) -> float:
        at_t = (slope * t) % (2 * swing)
        return min(at_t, 2 * swing - at_t)

    # Three seconds hold 1.5 s of ramp on one side of a turn, 4.5 degrees; at 10 frames a second
    # a swing of 6 shows 4.4 at least.
    assert find(up_and_down, 12.0, fps) is None


@PROPERTY
@given(fps=FPS, slope=st.floats(1.6, 10))
def test_a_steady_drift_is_never_a_zero(fps: float, slope: float) -> None:
    assert find(lambda t: -15 + slope * t, 30 / slope, fps) is None


@PROPERTY
@given(fps=FPS, lost_s=st.floats(0.5, 2.9))
def test_an_unseen_moment_starts_anew(fps: float, lost_s: float) -> None:
    frame = 1 / fps
    found = find(lambda t: math.nan if lost_s - 1.5 * frame < t <= lost_s else 2.0, 7.0, fps)
    assert found is not None
    assert found[0] > lost_s + 3.0 - 1.5 * frame


def test_a_gap_between_frames_starts_anew() -> None:
    finder = ZeroFinder(zero_of())
    assert finder.update(0.0, 1.0) is None
    assert finder.update(GAP_S, 1.0) is None
    assert finder.progress == pytest.approx(GAP_S / 3.0)
    assert finder.update(3.5, 1.0) is None
    assert finder.progress == 0.0


def test_one_jump_costs_only_the_time_before_it() -> None:
    found = find(lambda t: 10.0 if t < 1.0 else 2.0, 6.0)
    assert found is not None
    assert found[0] == pytest.approx(4.0, abs=0.05)
    assert found[1] == 2.0


# The session


def straight(_t: float, offset: float = 3.0) -> object:
    return bodies.plank(hip_deviation=offset)


def lasting(motion: Motion, until_s: float, session: Session, begin_s: float = 0.0):
    """Run a session over a motion from ``begin_s`` on."""
    return [
        session.update(begin_s + t, at(motion, begin_s + t)) for t in times(until_s - begin_s, 30)
    ]


def finish(session: Session) -> SessionRecord:
    return session.finish(SourceSummary("formula", 1.0, 1), MODEL)


def value(update: Update) -> float:
    return update.readings["hip_deviation"].value


def test_zero_is_found_used_at_once_and_recorded() -> None:
    session = Session(PLANK)
    raw = value(lasting(straight, 1.0, session)[-1])
    session.find_zero()
    updates = lasting(straight, 8.0, session, 1.0)
    found = next(one for one in updates if one.zero is not None and one.zero.shift_deg is not None)
    assert found.time_s == pytest.approx(4.0, abs=0.2)
    expected = max(-5.0, min(5.0, raw))
    assert found.zero.shift_deg == pytest.approx(expected, abs=0.2)
    assert value(found) == pytest.approx(raw - expected, abs=0.2)
    shares = [one.zero.progress for one in updates if one.time_s <= found.time_s]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    told = [one.time_s for one in updates if one.zero is not None]
    assert told[-1] == pytest.approx(found.time_s + TOLD_S, abs=0.05)
    assert finish(session).zero_shift_deg == found.zero.shift_deg


def test_finding_it_again_does_not_add_up() -> None:
    session = Session(PLANK)
    shifts = []
    for begin_s in (0.0, 8.0):
        session.find_zero()
        lasting(straight, begin_s + 8.0, session, begin_s)
        shifts.append(session.zero.shift_deg)
    assert shifts[0] != 0.0
    assert shifts[0] == pytest.approx(shifts[1], abs=0.1)


def test_nothing_is_looked_for_unasked() -> None:
    session = Session(PLANK)
    assert {one.zero for one in lasting(straight, 5.0, session)} == {None}
    assert finish(session).zero_shift_deg == 0.0


def test_a_known_zero_is_taken_off() -> None:
    plain, own = (lasting(straight, 1.0, Session(PLANK, zero_shift_deg=s)) for s in (0.0, -4.0))
    assert value(own[-1]) == pytest.approx(value(plain[-1]) + 4.0)
    assert own[-1].readings["knee_angle"] == plain[-1].readings["knee_angle"]


@pytest.mark.parametrize(("shift_deg", "called"), [(0.0, set()), (5.0, {"sag"})])
def test_a_fault_is_judged_from_the_own_zero(shift_deg: float, called: set[str]) -> None:
    # GIVEN a plank whose sag is beyond the limit, but by two degrees less than the error
    level = lasting(lambda _t: bodies.plank(), 1.0, Session(PLANK))[-1].readings["hip_deviation"]
    low = PLANK.check("sag").warn - level.sd + 2.0 - level.value
    # WHEN this person's zero lies five degrees higher
    session = Session(PLANK, zero_shift_deg=shift_deg)
    lasting(lambda _t: bodies.plank(), 2.0, session)
    lasting(lambda _t: bodies.plank(hip_deviation=low), 6.0, session, 2.0)
    # THEN it is called
    assert {one.check for one in finish(session).faults} == called


def test_standing_straight_is_no_plank() -> None:
    def standing(_t: float) -> object:
        return bodies.rotated(bodies.plank(trunk_slope=0.0), 85.0)

    session = Session(PLANK)
    session.find_zero()
    updates = lasting(standing, 6.0, session)
    assert max(one.zero.progress for one in updates) == 0.0


def test_hidden_body_gives_no_zero() -> None:
    session = Session(PLANK)
    session.find_zero()
    updates = lasting(lambda _t: None, 4.0, session)
    assert max(one.zero.progress for one in updates) == 0.0


def test_gives_up_after_a_minute_and_goes_on_as_before() -> None:
    session = Session(PLANK, zero_shift_deg=2.0)
    session.find_zero()
    bent = bodies.plank(hip_deviation=40.0)
    updates = [session.update(t, at(lambda _: bent, t)) for t in times(GIVE_UP_S + 5.0, 10)]
    told = [one.time_s for one in updates if one.zero is not None and one.zero.gave_up]
    assert told[0] == pytest.approx(GIVE_UP_S, abs=0.2)
    assert told[-1] == pytest.approx(GIVE_UP_S + TOLD_S, abs=0.3)
    assert updates[-1].zero is None
    assert finish(session).zero_shift_deg == 2.0


def test_sitting_tall_from_the_side_has_a_zero_and_from_the_front_none() -> None:
    side, front = Session(SITTING), Session(SITTING)
    for session, body in ((side, bodies.sitting(trunk_lean=3.0)), (front, bodies.front())):
        session.find_zero()
        lasting(lambda _t, body=body: body, 5.0, session)
    assert side.zero.state.shift_deg is not None
    assert side.zero.shift_deg != 0.0
    assert front.zero.state.progress == 0.0


def test_angle_that_is_not_judged_waits() -> None:
    # GIVEN an exercise whose start asks for nothing, so that the angle alone decides
    start = PLANK.start.model_copy(update={"conditions": ()})
    zero = PersonalZero(PLANK.model_copy(update={"start": start}))
    seen = lasting(straight, 1.0, Session(PLANK))[-1]
    unseen = {"hip_deviation": replace(seen.readings["hip_deviation"], why_not="hidden")}
    # WHEN it cannot be judged
    zero.find()
    readings = [zero.update(t, unseen, seen.view, ready=True) for t in times(4.0, 30)]
    # THEN there is no zero, and it stays unjudged
    assert zero.state is not None
    assert zero.state.progress == 0.0
    assert not readings[-1]["hip_deviation"].judged


def test_exercise_without_a_zero_passes_readings_on() -> None:
    session = Session(load_exercise("bridge"))
    session.find_zero()
    update = session.update(0.0, bodies.bridge())
    assert update.zero is None
    assert session.zero.shift_deg == 0.0


# Limits


@pytest.mark.parametrize("shift_deg", [5.1, -8.0, math.nan, math.inf])
def test_a_zero_beyond_its_limit_is_refused(shift_deg: float) -> None:
    with pytest.raises(ExerciseError, match="from -5 to 5 degrees, found"):
        Session(PLANK, zero_shift_deg=shift_deg)


def test_a_zero_for_an_exercise_without_one_is_refused() -> None:
    with pytest.raises(ExerciseError, match="no personal zero, found 2: leave it out"):
        check_shift(load_exercise("bridge"), 2.0)


def test_nothing_known_is_no_shift() -> None:
    assert KnownZero() == KnownZero(shift_deg=0.0, stale=False, problem="")


# From one session to the next


class Shelf:
    """Keeps zeros in memory; ``trouble`` is raised instead."""

    def __init__(self, known: KnownZero = NO_ZERO, trouble: str = "") -> None:
        self.known, self.trouble = known, trouble
        self.asked: list[tuple[str, str, str]] = []
        self.kept: list[tuple[str, str, str, float]] = []

    def load(self, exercise: Exercise, camera: str, error_model: str) -> KnownZero:
        self.asked.append((exercise.slug, camera, error_model))
        if self.trouble:
            raise OutputError(self.trouble)
        return self.known

    def keep(self, exercise: Exercise, camera: str, error_model: str, shift_deg: float) -> None:
        self.kept.append((exercise.slug, camera, error_model, shift_deg))
        if self.trouble:
            raise OutputError(self.trouble)


def remember(
    shelf: Shelf | None, session: Session, *, seconds: float, begin_s: float = 0.0
) -> ZeroMemory:
    """Run a straight plank as the live engine does, looking for a zero from its first frame on."""
    memory = ZeroMemory(session.exercise, session.zero, "7")
    memory.load(shelf, "Camera 0")
    session.find_zero()
    for t in times(seconds, 30):
        session.update(begin_s + t, at(straight, begin_s + t))
        memory.note()
    return memory


def test_kept_zero_is_used_and_a_new_one_kept_once() -> None:
    shelf, session = Shelf(KnownZero(1.5)), Session(PLANK)
    memory = ZeroMemory(PLANK, session.zero, "7")
    memory.load(shelf, "Camera 0")
    assert (session.zero.shift_deg, memory.known) == (1.5, KnownZero(1.5))
    memory = remember(shelf, session, seconds=8.0)
    shift_deg = session.zero.shift_deg
    assert shelf.asked == [("plank", "Camera 0", "7")] * 2
    assert shelf.kept == [("plank", "Camera 0", "7", shift_deg)]
    assert memory.known == KnownZero(shift_deg)


def test_zero_found_twice_is_kept_twice() -> None:
    shelf, session = Shelf(), Session(PLANK)
    remember(shelf, session, seconds=8.0)
    remember(shelf, session, seconds=8.0, begin_s=8.0)
    assert len(shelf.kept) == 2


def test_stale_zero_is_told_and_not_used() -> None:
    session = Session(PLANK)
    memory = remember(Shelf(KnownZero(stale=True)), session, seconds=0.1)
    assert (session.zero.shift_deg, memory.known.stale) == (0.0, True)


def test_zero_is_used_without_a_keeper() -> None:
    session = Session(PLANK)
    memory = remember(None, session, seconds=5.0)
    assert memory.known.shift_deg == session.zero.shift_deg != 0.0


def test_trouble_with_the_keeper_becomes_a_sentence() -> None:
    session = Session(PLANK)
    memory = ZeroMemory(PLANK, session.zero, "7")
    memory.load(Shelf(trouble="It cannot be read."), "Camera 0")
    assert memory.known == KnownZero(problem="It cannot be read.")
    memory = remember(Shelf(trouble="It cannot be written."), session, seconds=5.0)
    assert memory.known == KnownZero(session.zero.shift_deg, problem="It cannot be written.")


def test_exercise_without_a_zero_asks_nobody() -> None:
    shelf, session = Shelf(), Session(load_exercise("bridge"))
    assert remember(shelf, session, seconds=1.0).known == NO_ZERO
    assert (shelf.asked, shelf.kept) == ([], [])

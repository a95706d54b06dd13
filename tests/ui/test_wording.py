"""What the window says, from hand-made snapshots."""

from dataclasses import replace

import pytest

from formcheck.checking.results import Counts, Severity, ViewEstimate
from formcheck.exercises.loader import load_exercise
from formcheck.overlay.scene import Tone
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.update import NotJudged, Phase, ZeroState
from formcheck.session.zero import KnownZero
from formcheck.ui.count_words import (
    beat_lines,
    clock_detail,
    clock_goal,
    clock_text,
    count_lines,
)
from formcheck.ui.theme import Shape
from formcheck.ui.wording import (
    banner,
    not_judged_line,
    status_line,
    view_line,
    zero_hint,
)
from tests.ui.conftest import (
    AVERAGES,
    BEAT,
    CLOCK,
    COUNTDOWN,
    CUE,
    ONE_CHECK,
    UNSEEN,
    exercise_of,
    live_of,
    setup_steps,
    update_of,
)


def running(**changes: object) -> LiveFrame:
    return live_of(LiveState.RUNNING, "reps", None, update=update_of(None, **changes))


@pytest.mark.parametrize(
    ("phase", "text"),
    [
        (Phase.MOVING, "Keep going"),
        (Phase.HOLDING, "Good. Hold it"),
        (Phase.RETURNING, "And slowly back"),
        (Phase.READY, "And again"),
    ],
)
def test_phase_is_told_when_there_is_nothing_to_mend(phase: Phase, text: str) -> None:
    said = banner(running(phase=phase))
    assert (said.text, said.tone) == (text, Tone.GOOD)


def test_first_repetition_is_invited() -> None:
    assert banner(running(phase=Phase.READY, dots=())).text == "Ready: begin when you like"


def test_cue_comes_before_the_phase_and_blindness_before_both() -> None:
    fault = {"cue": CUE, "severity": Severity.FAULT}
    assert banner(running(**fault)).text == CUE.text
    blind = banner(running(**fault, phase=Phase.UNSEEN, not_judged=(UNSEEN,)))
    assert (blind.text, blind.tone) == (UNSEEN.mend, Tone.UNSURE)


def test_nobody_is_asked_in_even_without_a_reason() -> None:
    assert banner(running(phase=Phase.UNSEEN)).text == "Step into the picture."


def test_reason_is_told_where_there_is_no_mend() -> None:
    gap = NotJudged("I can't see you.", "")
    assert banner(running(phase=Phase.UNSEEN, not_judged=(gap,))).text == gap.reason


def test_gap_of_one_check_does_not_interrupt() -> None:
    assert banner(running(not_judged=(ONE_CHECK,))).text == "Keep going"


def test_fault_between_two_cues_keeps_its_sentence() -> None:
    active = {"over_arch": Severity.WARN, "feet_far": Severity.FAULT}
    said = banner(running(severity=Severity.FAULT, active=active))
    assert said.text == exercise_of("reps").check("feet_far").cue
    assert said.tone is Tone.FAULT


def test_severity_of_a_check_that_is_not_in_the_file_leaves_the_phase() -> None:
    said = banner(running(severity=Severity.WARN, active={"other": Severity.WARN}))
    assert said.text == "Keep going"


def test_leaving_the_exercise_tells_the_next_step_again() -> None:
    away = running(phase=Phase.SETUP, setup=setup_steps(5))
    assert banner(away).text == "Lie on your back."


def test_pause_says_how_to_go_on() -> None:
    said = banner(replace(running(), state=LiveState.PAUSED))
    assert (said.shape, "space" in said.text) == (Shape.PAUSE, True)


def test_not_judged_names_every_reason_once() -> None:
    update = update_of(None, not_judged=(ONE_CHECK, UNSEEN, UNSEEN))
    line = not_judged_line(update)
    assert line.startswith("Not judged: ")
    assert line.count(UNSEEN.reason) == 1
    assert ONE_CHECK.mend in line
    assert not_judged_line(update_of(None)) == ""


def test_view_line_has_view_number_with_error_and_source() -> None:
    assert view_line(running()) == (
        "Side view  ·  Hip line 168° ± 5  ·  Camera 0 (Integrated Webcam)"
    )
    bare = running(view=ViewEstimate("unknown", 0.0), focus=None)
    assert view_line(replace(bare, source=None)) == ""
    assert view_line(replace(bare, update=None)) == "Camera 0 (Integrated Webcam)"


@pytest.mark.parametrize(
    ("time_s", "text"),
    [(-1.0, "0"), (0.99, "0"), (59.9, "59"), (99.9, "99"), (100.0, "1:40"), (3605.0, "60:05")],
)
def test_clock_is_short(time_s: float, text: str) -> None:
    assert clock_text(time_s) == text


def test_count_names_its_goal() -> None:
    bridge = exercise_of("reps")
    update = update_of(None)
    assert count_lines(bridge, update) == (f"of {bridge.dose.reps}", "and 1 partial")
    free = bridge.model_copy(update={"dose": bridge.dose.model_copy(update={"reps": None})})
    assert count_lines(free, replace(update, counts=Counts(2))) == ("full repetitions", "")


def test_sides_are_counted_apart() -> None:
    bird_dog = load_exercise("bird-dog")
    update = update_of(None, counts=Counts(full=4, left=3, right=1))
    each = f"Aim for {bird_dog.dose.reps} on each side"
    assert count_lines(bird_dog, update) == ("3 left  ·  1 right", each)
    free = bird_dog.model_copy(update={"dose": bird_dog.dose.model_copy(update={"reps": None})})
    assert count_lines(free, update)[1] == ""


def test_cue_takes_the_tone_that_its_check_has_now() -> None:
    warned = replace(CUE, severity=Severity.WARN)
    worse = running(cue=warned, severity=Severity.FAULT, active={CUE.check: Severity.FAULT})
    assert banner(worse).tone is Tone.FAULT
    assert banner(running(cue=warned)).tone is Tone.WARN


PLANK = load_exercise("plank")


def plank(state: LiveState = LiveState.RUNNING, **changes: object) -> LiveFrame:
    update = update_of(None, phase=Phase.HOLDING, setup=setup_steps(0))
    return replace(live_of(state, "reps", None, update=update), exercise=PLANK, **changes)


@pytest.mark.parametrize("state", [LiveState.SETUP, LiveState.RUNNING])
@pytest.mark.parametrize(
    ("zero", "text", "tone"),
    [
        (ZeroState(0.0), "Hold a straight plank for three seconds.", Tone.UNSURE),
        (ZeroState(0.1), "Hold a straight plank for three seconds. 3…", Tone.UNSURE),
        (ZeroState(0.9), "Hold a straight plank for three seconds. 1…", Tone.UNSURE),
        (ZeroState(1.0, 2.0), "Got it. That is your straight line.", Tone.GOOD),
        (
            ZeroState(0.0, gave_up=True),
            "I did not see you straight and still. Z: try again.",
            Tone.UNSURE,
        ),
    ],
)
def test_search_for_the_zero_is_told(
    state: LiveState, zero: ZeroState, text: str, tone: Tone
) -> None:
    live = plank(state)
    assert live.update is not None
    said = banner(replace(live, update=replace(live.update, zero=zero, cue=CUE)))
    assert (said.text, said.tone) == (text, tone)


def test_blindness_comes_before_the_zero() -> None:
    live = plank()
    gap = {"phase": Phase.UNSEEN, "not_judged": (UNSEEN,), "zero": ZeroState(0.0)}
    assert banner(replace(live, update=replace(live.update, **gap))).text == UNSEEN.mend


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (KnownZero(), "Z: set my straight line"),
        (KnownZero(3.2), "My straight line +3°  ·  Z: set it again"),
        (KnownZero(stale=True), "Z: set my straight line again, the last one is out of date"),
        (KnownZero(3.2, problem="It cannot be written."), "It cannot be written."),
    ],
)
def test_zero_is_offered(known: KnownZero, text: str) -> None:
    assert zero_hint(plank(zero=known)) == text
    assert zero_hint(plank(LiveState.SETUP, zero=known)) == text
    assert zero_hint(plank(LiveState.OPENING, zero=known, update=None)) == ""
    assert zero_hint(plank(LiveState.PAUSED, zero=known)) == ""


def test_zero_is_not_offered_while_looking_or_where_there_is_none() -> None:
    live = plank()
    looking = replace(live, update=replace(live.update, zero=ZeroState(0.5)))
    assert zero_hint(looking) == ""
    assert zero_hint(running()) == ""


def test_small_print_has_what_is_not_judged_and_the_offer() -> None:
    live = plank()
    gap = replace(live, update=replace(live.update, not_judged=(UNSEEN,)))
    line = not_judged_line(gap.update)
    assert status_line(gap) == f"{line}  ·  Z: set my straight line"
    assert status_line(live) == "Z: set my straight line"
    assert status_line(replace(gap, state=LiveState.PAUSED)) == ""
    assert status_line(running(not_judged=(UNSEEN,))) == line


def of_kind(kind: str, **changes: object) -> LiveFrame:
    return live_of(LiveState.RUNNING, kind, None, update=update_of(None, **changes))


def test_one_leg_at_a_time_is_counted_apart_too() -> None:
    bridge = exercise_of("reps")
    rule = bridge.rule.model_copy(update={"sided": True})
    update = update_of(None, counts=Counts(full=4, left=3, right=1))
    lines = count_lines(bridge.model_copy(update={"rule": rule}), update)
    assert lines[0] == "3 left  ·  1 right"


def test_the_beat_is_told_without_any_judgement() -> None:
    said = banner(of_kind("guided", beat=BEAT, phase=Phase.HOLDING))
    assert (said.text, said.tone, said.word) == ("Hold", Tone.UNSURE, "Guided")
    done = banner(of_kind("guided", phase=Phase.READY))
    assert (done.text, done.tone) == ("Done. Go by what you feel", Tone.UNSURE)
    update = update_of(None, counts=Counts(guided=2), beat=BEAT)
    assert beat_lines(exercise_of("guided").rule, update) == (
        "2 of 10 done",
        "Guided, not scored.",
    )


def test_a_stretch_asks_for_stillness() -> None:
    moving = banner(of_kind("stretch", phase=Phase.MOVING, hold=CLOCK))
    assert (moving.text, moving.tone) == ("Ease into it, then keep still", Tone.UNSURE)
    still = banner(of_kind("stretch", phase=Phase.HOLDING, hold=CLOCK))
    assert (still.text, still.tone) == ("Good. Hold it", Tone.GOOD)
    enough = banner(of_kind("stretch", phase=Phase.HOLDING, hold=replace(CLOCK, good_s=30.0)))
    assert enough.text == "That is enough. Ease out slowly"
    rule = exercise_of("stretch").rule
    assert clock_goal(rule, CLOCK) == "of 30 still seconds"
    assert clock_goal(exercise_of("hold").rule, CLOCK) == "of 30 good seconds"
    assert clock_goal(rule, replace(CLOCK, target_s=120.0)) == "of 2:00 still minutes"
    stopped = replace(CLOCK, running=False)
    assert clock_detail(stopped) == "The clock waits for you.\nBest so far 24.0 s"


@pytest.mark.parametrize(
    ("longest_s", "said"),
    [(6.97, "6.9 s"), (6.3, "6.3 s"), (0.0, "0.0 s"), (59.99, "59.9 s"), (119.8, "1 min 59 s")],
)
def test_the_best_time_is_not_ahead_of_the_clock(longest_s: float, said: str) -> None:
    assert clock_detail(replace(CLOCK, longest_s=longest_s)) == f"Best so far {said}"


def test_a_snapshot_counts_down_and_then_is_done() -> None:
    waiting = banner(of_kind("snapshot", hold=COUNTDOWN))
    assert (waiting.text, waiting.tone) == ("Stay as you are, breathe on", Tone.UNSURE)
    assert clock_goal(exercise_of("snapshot").rule, COUNTDOWN) == "seconds left"
    assert clock_detail(COUNTDOWN) == ""
    assert clock_detail(replace(COUNTDOWN, running=False)) == "The clock waits for you."
    done = banner(of_kind("snapshot", hold=COUNTDOWN, averages=AVERAGES))
    assert (done.text, done.tone) == ("Done. Here are your averages", Tone.UNSURE)


@pytest.mark.parametrize("kind", ["guided", "stretch", "snapshot"])
def test_out_of_position_the_next_step_is_told_in_every_kind(kind: str) -> None:
    away = of_kind(kind, phase=Phase.SETUP, setup=setup_steps(5), hold=COUNTDOWN)
    assert banner(away).text == "Lie on your back."

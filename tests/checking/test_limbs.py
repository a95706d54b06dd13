"""An arm and the opposite leg: bird-dog, arms at rest at 70, legs at 100 degrees."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.checking.counter import OUT_OF_SIGHT, Moving, Phase, Tick
from formcheck.checking.limbs import LimbCounter, sided
from formcheck.checking.results import RepKind
from formcheck.exercises.spec import LimbRule
from formcheck.landmarks import Side
from tests.signals import Signal, deg, drive, hump

SHAPE = {"start": 0.5, "up": 1.3, "hold": 2.5, "down": 1.3}
ARM, LEG = "arm_lift", "leg_lift"


def limbs(**raised: Signal) -> dict[str, Signal]:
    """Signals of all four limbs; those not named stay down."""
    down = {
        **{sided(ARM, side): (lambda _t: 70.0) for side in Side},
        **{sided(LEG, side): (lambda _t: 100.0) for side in Side},
    }
    return {**down, **raised}


def arm(t: float, height: float = 95.0, **shape: float) -> float:
    return 70.0 + hump(t, **{**SHAPE, **shape}, height=height)


def leg(t: float, height: float = 78.0, **shape: float) -> float:
    return 100.0 + hump(t, **{**SHAPE, **shape}, height=height)


def nothing(_t: float) -> float:
    return math.nan


def counted(
    rule: LimbRule, signals: dict[str, Signal], until_s: float = 7, fps: float = 30
) -> LimbCounter:
    made = LimbCounter(rule)
    made.arm({}, 0.0)
    drive(made, signals, until_s, fps)
    return made


@settings(max_examples=30, deadline=None)
@given(fps=st.floats(10, 60), side=st.sampled_from(Side))
def test_one_side_at_any_frame_rate(bird_dog_rule: LimbRule, fps: float, side: Side) -> None:
    signals = limbs(**{sided(ARM, side): arm, sided(LEG, side.other): leg})
    made = counted(bird_dog_rule, signals, fps=fps)
    (rep,) = made.reps
    assert rep.kind is RepKind.FULL
    assert rep.side is side
    assert rep.turn_s == pytest.approx(0.5 + 1.3 + 1.25, abs=0.25)
    assert rep.extreme == pytest.approx(178.0)
    assert rep.note.startswith("held")


def test_left_and_right_in_turn(bird_dog_rule: LimbRule) -> None:
    signals = limbs(
        arm_lift_left=arm,
        leg_lift_right=leg,
        arm_lift_right=lambda t: arm(t - 6.0),
        leg_lift_left=lambda t: leg(t - 6.0),
    )
    made = counted(bird_dog_rule, signals, 13.0)
    assert [rep.side for rep in made.reps] == [Side.LEFT, Side.RIGHT]
    assert [rep.number for rep in made.reps] == [1, 2]


@pytest.mark.parametrize(
    ("raised", "kind", "note"),
    [
        ({"leg_lift_right": leg}, RepKind.PARTIAL, "only the leg was lifted"),
        ({"arm_lift_left": arm}, RepKind.PARTIAL, "only the arm was lifted"),
        (
            {"arm_lift_left": arm, "leg_lift_left": leg},
            RepKind.PARTIAL,
            "opposite arm and leg, please",
        ),
        (
            {
                "arm_lift_left": lambda t: arm(t, up=1.4, hold=0.0, down=1.4),
                "leg_lift_right": lambda t: leg(t, height=36.0, up=1.6, hold=0.0, down=1.6),
            },
            RepKind.PARTIAL,
            "held",
        ),
        ({"leg_lift_right": lambda t: leg(t, height=27.0)}, RepKind.ATTEMPT, "turned back early"),
    ],
)
def test_less_than_full(
    bird_dog_rule: LimbRule, raised: dict[str, Signal], kind: RepKind, note: str
) -> None:
    (rep,) = counted(bird_dog_rule, limbs(**raised)).reps
    assert rep.kind is kind
    assert rep.note.startswith(note)


@pytest.mark.parametrize(
    "raised",
    [
        {},
        {"leg_lift_right": lambda t: leg(t, height=22.0)},
        {"arm_lift_left": lambda t: 70.0 if t < 1 or t > 4 else 260.0},
        {"leg_lift_right": lambda t: leg(t, up=0.4, hold=0.3, down=0.4)},
    ],
    ids=["still", "a little", "arm to the ceiling", "a flick"],
)
def test_no_try_at_all(bird_dog_rule: LimbRule, raised: dict[str, Signal]) -> None:
    made = counted(bird_dog_rule, limbs(**raised))
    assert (made.reps, made.uncounted) == ([], [])


def test_an_arm_out_of_sight_does_not_cost_the_repetition(bird_dog_rule: LimbRule) -> None:
    """A long arm leaves the picture: the leg tells the repetition, the note what was not seen."""
    made = counted(bird_dog_rule, limbs(leg_lift_left=leg, arm_lift_right=nothing))
    (rep,) = made.reps
    assert (rep.side, rep.kind) == (Side.RIGHT, RepKind.FULL)
    assert rep.note.endswith(", right arm not seen")
    assert made.uncounted == []


def test_an_unseen_arm_under_a_leg_that_is_hardly_raised_tells_nothing(
    bird_dog_rule: LimbRule,
) -> None:
    low = limbs(leg_lift_left=lambda t: leg(t, height=36.0), arm_lift_right=nothing)
    made = counted(bird_dog_rule, low)
    assert made.reps == []
    (span,) = made.uncounted
    assert span.reason == "A repetition was not counted: your right arm could not be seen."
    assert span.start_s == pytest.approx(1.0, abs=0.4)
    assert span.end_s == pytest.approx(5.0, abs=0.5)


def test_an_unseen_arm_beside_a_raised_one_is_not_taken_to_be_up(bird_dog_rule: LimbRule) -> None:
    same_side = limbs(leg_lift_left=leg, arm_lift_left=arm, arm_lift_right=nothing)
    assert counted(bird_dog_rule, same_side).reps == []


def test_a_leg_that_was_lost_on_its_way_up_may_be_either(bird_dog_rule: LimbRule) -> None:
    """GIVEN an arm and a leg of one side, WHEN the legs were not seen rising, THEN it counts."""

    def lost(t: float) -> float:
        return math.nan if 0.3 < t < 1.6 else leg(t)

    same_side = limbs(arm_lift_left=arm, leg_lift_left=lost)
    (rep,) = counted(bird_dog_rule, same_side).reps
    assert (rep.side, rep.kind) == (Side.LEFT, RepKind.FULL)
    assert rep.note.endswith("not seen which leg")
    (seen,) = counted(bird_dog_rule, limbs(arm_lift_left=arm, leg_lift_left=leg)).reps
    assert (seen.kind, seen.note) == (RepKind.PARTIAL, "opposite arm and leg, please")


def test_a_hidden_far_limb_does_not_disturb(bird_dog_rule: LimbRule) -> None:
    signals = limbs(
        arm_lift_left=arm, leg_lift_right=leg, arm_lift_right=nothing, leg_lift_left=nothing
    )
    (rep,) = counted(bird_dog_rule, signals).reps
    assert (rep.side, rep.kind) == (Side.LEFT, RepKind.FULL)


def test_too_slow_is_an_attempt(bird_dog_rule: LimbRule) -> None:
    shape = {"up": 5.0, "hold": 25.0, "down": 5.0}
    signals = limbs(
        arm_lift_left=lambda t: arm(t, **shape), leg_lift_right=lambda t: leg(t, **shape)
    )
    (rep,) = counted(bird_dog_rule, signals, 38.0).reps
    assert rep.kind is RepKind.ATTEMPT


def test_phases_moving_limbs_and_progress(bird_dog_rule: LimbRule) -> None:
    made, seen = LimbCounter(bird_dog_rule), []
    made.arm({}, 0.0)
    signals = limbs(arm_lift_left=arm, leg_lift_right=leg)
    for i in range(210):
        readings = {name: deg(signal(i / 30)) for name, signal in signals.items()}
        made.update(Tick(i / 30, readings, at_fault=False))
        if not seen or seen[-1] is not made.phase:
            seen.append(made.phase)
        if made.phase is Phase.HOLDING:
            assert made.moving == Moving(arm=Side.LEFT, leg=Side.RIGHT)
            assert made.progress == 1.0
    # The leg is judged where it stands still: not on the way up, nor on the way down.
    assert seen == [Phase.READY, Phase.MOVING, Phase.HOLDING, Phase.RETURNING, Phase.READY]
    assert made.moving == Moving()


def test_unseen_for_too_long_gives_the_repetition_up(bird_dog_rule: LimbRule) -> None:
    made = LimbCounter(bird_dog_rule)
    made.arm({}, 0.0)
    signals = limbs(arm_lift_left=arm, leg_lift_right=leg)
    drive(made, signals, 3.0)
    made.pause(3.1)
    assert made.phase is Phase.HOLDING
    for k in range(10):
        made.pause(3.4 + 0.3 * k)
    assert made.phase is Phase.READY
    made.pause(9.0)
    assert made.reps == []
    assert [span.reason for span in made.uncounted] == [OUT_OF_SIGHT]


def test_a_hold_as_long_as_prescribed_needs_no_word(bird_dog_rule: LimbRule) -> None:
    signals = limbs(
        arm_lift_left=lambda t: arm(t, hold=5.0), leg_lift_right=lambda t: leg(t, hold=5.0)
    )
    (rep,) = counted(bird_dog_rule, signals, 10.0).reps
    assert (rep.kind, rep.note) == (RepKind.FULL, "")


def test_an_unseen_leg_is_neither_moving_nor_a_repetition(bird_dog_rule: LimbRule) -> None:
    """The arm alone was seen to rise: the leg's silence is no stillness that counts."""
    made = counted(bird_dog_rule, limbs(arm_lift_left=arm, leg_lift_right=nothing))
    assert made.reps == []
    assert [span.reason for span in made.uncounted] == [
        "A repetition was not counted: your right leg could not be seen."
    ]

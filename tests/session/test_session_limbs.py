"""An arm and the opposite leg: whole sessions of a bird-dog from a formula."""

import re
from dataclasses import replace

import pytest

from formcheck.checking.counter import Phase
from formcheck.checking.results import Counts
from formcheck.exercises.loader import load_exercise
from formcheck.features.error_model import Bin, load_error_model
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.pose import Pose
from formcheck.session.record import SourceSummary
from formcheck.session.session import Session
from tests.session.motion import MODEL, at, bird_dog, play, reasons
from tests.signals import times


def test_bird_dog_counts_the_side_of_the_arm() -> None:
    record, updates = play("bird-dog", bird_dog, 9.0)
    assert record.counts == Counts(full=1, left=1)
    assert record.faults == ()
    assert re.fullmatch("held [34] s of 5 s", record.reps[0].note)
    holding = next(update for update in updates if update.phase is Phase.HOLDING)
    assert holding.focus is not None
    assert holding.focus.arc == (
        Landmark.RIGHT_SHOULDER,
        Landmark.RIGHT_HIP,
        Landmark.RIGHT_KNEE,
    )


@pytest.mark.parametrize(("slope", "check"), [(30.0, "leg_high"), (-30.0, "leg_low")])
def test_a_leg_too_high_or_low(slope: float, check: str) -> None:
    record, _ = play("bird-dog", lambda t: bird_dog(t, slope=slope, near_leg=True), 9.0)
    assert record.counts.full == 1
    assert {span.check for span in record.faults} == {check}


def test_a_low_arm_is_a_fault_of_the_moving_arm() -> None:
    record, _ = play("bird-dog", lambda t: bird_dog(t, reach=0.45), 9.0)
    assert {span.check for span in record.faults} == {"arm_low"}


def test_a_hidden_moving_limb_is_said() -> None:
    """The far leg rises where it cannot be seen: nothing is counted, and it is said why."""

    def half_hidden(t: float) -> Pose:
        pose = bird_dog(t)
        visibility = pose.visibility.copy()
        visibility[[joint.on(Side.RIGHT) for joint in (Joint.KNEE, Joint.ANKLE)]] = 0.1
        return replace(pose, visibility=visibility)

    record, updates = play("bird-dog", half_hidden, 9.0)
    assert record.counts == Counts()
    assert "I can't see your right leg." in reasons(updates, 3.0, 6.0)
    spoken = [span.reason for span in record.not_judged]
    assert "A repetition was not counted: your right leg could not be seen." in spoken


def test_a_limb_that_is_measured_too_badly_is_not_judged_and_the_mend_is_said() -> None:
    model = load_error_model()
    errors = {
        name: error.model_copy(update={"bins": tuple(badly(one) for one in error.bins)})
        for name, error in model.exercises["bird-dog"].items()
    }
    session = Session(
        load_exercise("bird-dog"),
        replace(model, exercises={**model.exercises, "bird-dog": errors}),
    )
    updates = [session.update(t, at(bird_dog, t)) for t in times(9.0, 30)]
    assert "I can't judge your right leg well from here." in reasons(updates)
    record = session.finish(SourceSummary("formula", 9.0, len(updates)), MODEL)
    assert record.counts == Counts()
    assert any("your right leg could not be seen" in one.reason for one in record.not_judged)


def badly(one: Bin) -> Bin:
    return one.model_copy(update={"sd": 11.0}) if one.limb == "far" else one

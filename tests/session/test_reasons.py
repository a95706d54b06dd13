"""Why something cannot be judged, in plain words."""

from dataclasses import replace

import pytest

from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.pose import Doubt
from formcheck.session.reasons import TWO_PEOPLE, company, unseen, unsure
from tests import bodies
from tests.session.motion import bridge, play

ANKLES = (Landmark.LEFT_ANKLE, Landmark.LEFT_HEEL)


@pytest.mark.parametrize(
    ("why", "reason", "mend"),
    [
        (Doubt.OUTSIDE, "I can't see your feet: outside the picture.", "Move the camera back"),
        (Doubt.HIDDEN, "I can't see your feet.", "Clear the view"),
        (Doubt.JUMPED, "I lost track of your feet.", "Carry on"),
        (Doubt.SWAPPED, "I lost track of your feet.", "Carry on"),
        (Doubt.LIMB_LENGTH, "I lost track of your feet.", "Carry on"),
    ],
)
def test_part_cause_and_mend(why: Doubt, reason: str, mend: str) -> None:
    pose = bodies.hidden(bodies.plank(), *ANKLES, why=why)
    found = unseen(pose, [Joint.HIP, Joint.ANKLE, Joint.HEEL], [Side.LEFT], check="sag")
    assert found is not None
    assert found.reason == reason
    assert found.mend.startswith(mend)
    assert found.check == "sag"


def test_several_parts_and_the_gravest_cause() -> None:
    pose = bodies.hidden(bodies.plank(), *ANKLES, Landmark.LEFT_KNEE)
    pose = bodies.hidden(pose, Landmark.LEFT_EAR, why=Doubt.OUTSIDE)
    found = unseen(pose, [Joint.EAR, Joint.KNEE, Joint.ANKLE], [Side.LEFT])
    assert found is not None
    assert found.reason == "I can't see your head, knees and feet: outside the picture."


def test_a_limb_has_one_name() -> None:
    pose = bodies.hidden(bodies.plank(), Landmark.RIGHT_WRIST, Landmark.RIGHT_ELBOW)
    found = unseen(pose, [Joint.ELBOW, Joint.WRIST], [Side.RIGHT], limb="right arm")
    assert found is not None
    assert found.reason == "I can't see your right arm."


def test_nothing_to_say_when_all_is_seen() -> None:
    pose = bodies.hidden(bodies.plank(), *ANKLES)
    assert unseen(pose, [Joint.ANKLE], [Side.RIGHT]) is None
    assert unseen(replace(pose), [Joint.HIP], Side) is None


def test_company_is_only_spoken_of_when_there_is_some() -> None:
    assert company(None) == company(bodies.plank()) == ()
    assert company(replace(bodies.plank(), others=2)) == (TWO_PEOPLE,)


def test_two_people_are_said_and_the_one_is_counted_all_the_same() -> None:
    alone, _ = play("bridge", bridge, 15.0)
    seen, updates = play(
        "bridge", lambda t: replace(bridge(t), others=1 if 5.0 < t < 9.0 else 0), 15.0
    )
    assert (seen.reps, seen.faults) == (alone.reps, alone.faults)
    assert seen.graded_fraction == alone.graded_fraction == 1.0
    told = [update.time_s for update in updates if TWO_PEOPLE in update.not_judged]
    assert (told[0], told[-1]) == (pytest.approx(5.0, abs=0.05), pytest.approx(9.0, abs=0.05))
    spans = [span for span in seen.not_judged if TWO_PEOPLE.reason in span.reason]
    assert [(span.start_s, span.end_s) for span in spans] == [
        (told[0], pytest.approx(9.0, abs=0.1))
    ]


@pytest.mark.parametrize(
    ("limb", "reason", "mend"),
    [
        ("", "I can't judge this well enough from here.", "Turn your side square"),
        ("left leg", "I can't judge your left leg well from here.", "Turn round"),
    ],
)
def test_seen_but_not_well_enough(limb: str, reason: str, mend: str) -> None:
    found = unsure(limb)
    assert found.reason == reason
    assert found.mend.startswith(mend)

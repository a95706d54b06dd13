"""Looks at a picture that has not changed: judged by the clock, without the model."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from formcheck.capture.frame import Frame
from formcheck.desk.baseline import SECONDS
from formcheck.desk.measure import Sitting
from formcheck.desk.pace import USUAL_S
from formcheck.desk.unchanged import LONGEST_S
from formcheck.desk.view import DeskState
from formcheck.desk.watcher import LEARN_EVERY_S
from tests.desk.desk_room import Room, RoomCamera, slumped


@dataclass(slots=True)
class StillCamera(RoomCamera):
    """Shows a wall with a door, which may move."""

    door: int = 20

    def read(self) -> Frame | None:
        image = np.full((36, 64, 3), 120, np.uint8)
        image[:, self.door : self.door + 12] = 200
        return Frame(0, 0.0, image)


def watched() -> Room:
    room = Room(camera=StillCamera())
    room.run(6.5)
    assert room.view.state is DeskState.WATCHING
    return room


def test_while_it_learns_the_model_sees_every_picture() -> None:
    room = watched()
    steps = [b - a for a, b in pairwise(room.estimator.times)]
    learned = round(SECONDS / LEARN_EVERY_S)
    assert steps[:learned] == [LEARN_EVERY_S] * learned


def test_a_picture_that_stays_is_judged_at_every_look_and_seen_by_the_model_now_and_then() -> None:
    # GIVEN somebody who is watched, before a camera whose picture does not change
    room = watched()
    looked, seen = len(room.views), len(room.estimator.times)
    # WHEN a minute goes by
    room.run(60.0)
    # THEN there was a judgement for each look, with its own time
    sats = [one.now.sat for one in room.views[looked:] if one.now is not None]
    times = [one.time_s for one in sats]
    assert len(times) >= 60.0 / USUAL_S - 1
    assert [b - a for a, b in pairwise(times)] == [USUAL_S] * (len(times) - 1)
    assert {one.sitting for one in sats} == {Sitting.GOOD}
    # AND the model looked only when its answer was old
    steps = [b - a for a, b in pairwise(room.estimator.times[seen:])]
    assert len(steps) >= 28
    assert set(steps) == {LONGEST_S}


def test_a_picture_that_changes_is_seen_by_the_model_at_once() -> None:
    # GIVEN a picture that stays
    room = watched()
    room.run(20.0)
    # WHEN it shows somebody who slumped, between two looks of the model
    if room.estimator.times[-1] == room.clock.time_s - LONGEST_S:
        room.run(USUAL_S)
    assert isinstance(room.camera, StillCamera)
    room.camera.door = 30
    with room.sees(slumped):
        now_s, last_s = room.clock.time_s, room.estimator.times[-1]
        assert now_s - last_s < LONGEST_S
        room.run(USUAL_S)
        # THEN the model has seen it with this very look
        assert room.estimator.times[-1] == now_s


def test_nobody_is_looked_for_in_every_picture() -> None:
    # GIVEN a picture that stays, in which the model finds nobody
    room = watched()
    with room.sees(lambda _: None):
        room.run(LONGEST_S)
        seen = len(room.estimator.times)
        # WHEN somebody is there all the same, THEN they are not missed for seconds
        room.run(3 * USUAL_S)
    steps = [b - a for a, b in pairwise(room.estimator.times[seen - 1 :])]
    assert steps == [USUAL_S] * len(steps)
    assert len(steps) >= 2

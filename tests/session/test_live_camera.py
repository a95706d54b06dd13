"""The camera of a live session: reopened, always forward, and slow ones told."""

from collections.abc import Sequence
from itertools import pairwise
from threading import Event
from types import TracebackType
from typing import Self

import pytest

from formcheck.capture.frame import Frame
from formcheck.capture.source import SourceInfo
from formcheck.errors import SourceError, SourceLostError
from formcheck.exercises.loader import load_exercise
from formcheck.pose.estimator import ModelInfo
from formcheck.session.live_camera import LEAST_FPS, LiveCamera
from formcheck.session.live_judge import Judge
from formcheck.session.update import Phase
from tests import bodies
from tests.session.live_parts import LIT
from tests.session.motion import bridge, plank, play

MODEL = ModelInfo("formula", "")
LOST = SourceLostError("The cable slipped.")
HOUR_S = 3600.0


class Script:
    """A camera that gives frames at these times, then ends, or fails."""

    def __init__(
        self, times_s: Sequence[float], error: Exception | None = None, *, returns: bool = True
    ) -> None:
        self.info = SourceInfo("Camera 7", True, (64, 48), 10.0, None, None, returns)
        self._times_s, self._error = times_s, error
        self._index = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go."""

    def read(self) -> Frame | None:
        if self._index < len(self._times_s):
            self._index += 1
            return Frame(self._index - 1, self._times_s[self._index - 1], LIT)
        if self._error is not None:
            raise self._error
        return None


class Room:
    """Cameras that are opened one after another; the clock goes on by a second at each look."""

    def __init__(self, *cameras: Script | SourceError) -> None:
        self._cameras = list(cameras)
        self.now_s, self.troubles = 0.0, [""]
        self.camera = LiveCamera(self._open, Event(), self._clock)

    def _open(self) -> Script:
        self.troubles.append(self.camera.trouble)
        found = self._cameras.pop(0)
        if isinstance(found, SourceError):
            raise found
        return found

    def _clock(self) -> float:
        self.now_s += 1.0
        return self.now_s

    def frames(self) -> list[Frame]:
        ready = Event()
        ready.set()
        return list(self.camera.frames(ready))


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.session.live_camera.RETRY_S", 0.0)


def test_frames_of_a_camera_that_works_are_left_as_they_are() -> None:
    room = Room(Script([0.0, 0.1, 0.2]))
    frames = room.frames()
    assert [(one.index, one.time_s) for one in frames] == [(0, 0.0), (1, 0.1), (2, 0.2)]
    assert room.camera.info is not None


def test_what_was_lost_is_opened_again_and_time_goes_on() -> None:
    gone = SourceError("There is no camera.")
    room = Room(Script([5.0, 5.1], LOST), gone, Script([0.0, 0.1, 0.2]))
    frames = room.frames()
    # THEN it is said meanwhile what happened first
    told = "The cable slipped. I go on by myself when the picture is back."
    assert room.troubles == ["", "", told, told]
    assert room.camera.trouble == ""
    # AND the first picture that is new follows by the time that passed, and counts on
    assert [one.index for one in frames] == [0, 1, 2, 3]
    times_s = [one.time_s for one in frames]
    assert times_s[:2] == [5.0, 5.1]
    assert times_s[2] > times_s[1] + 2.0
    assert times_s[3] - times_s[2] == pytest.approx(0.1)


def test_a_camera_that_comes_back_only_to_end_has_ended() -> None:
    room = Room(Script([0.0], LOST), Script([]))
    assert len(room.frames()) == 1


def test_whoever_waits_long_is_told_the_first_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.session.live_camera.PATIENCE_S", 2.0)
    gone = SourceError("There is no camera.")
    room = Room(Script([0.0], LOST), *[gone] * 9)
    with pytest.raises(SourceLostError, match="slipped"):
        room.frames()


@pytest.mark.parametrize(
    "cameras", [(SourceError("No camera."),), (Script([0.0], LOST, returns=False), Script([0.0]))]
)
def test_what_never_opened_or_is_a_recording_is_not_opened_again(cameras) -> None:
    with pytest.raises(SourceError):
        Room(*cameras).frames()


def test_stopped_meanwhile_nothing_is_opened() -> None:
    stopped, ready = Event(), Event()
    stopped.set()
    assert list(LiveCamera(lambda: Script([0.0]), stopped).frames(ready)) == []


@pytest.mark.parametrize("back_s", [-HOUR_S, -0.05, 0.0])
def test_a_clock_that_goes_back_goes_forward_here(back_s: float) -> None:
    # GIVEN a camera whose clock is set back in the middle
    times_s = [10.0, 10.1, 10.1 + back_s, 10.2 + back_s, 10.3 + back_s]
    frames = Room(Script(times_s)).frames()
    steps_s = [b.time_s - a.time_s for a, b in pairwise(frames)]
    # THEN each picture is judged once, by the time at which it came
    assert len(frames) == 5
    assert steps_s == pytest.approx([0.1, 1.0, 0.1, 0.1])
    assert [one.index for one in frames] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("fps", "hint"),
    [
        (30.0, ""),
        (LEAST_FPS, ""),
        (2.0, "gives only 2 pictures a second"),
        (1.0, "gives only 1 picture a second"),
    ],
)
def test_too_few_pictures_are_told(fps: float, hint: str) -> None:
    room = Room(Script([number / fps for number in range(12)]))
    room.frames()
    assert hint in room.camera.hint
    assert bool(hint) is bool(room.camera.hint)


@pytest.mark.parametrize("fps", [2.0, 240.0])
def test_what_is_counted_and_held_is_the_same_from_2_to_240_pictures(fps: float) -> None:
    assert play("bridge", bridge, 21.0, fps)[0].counts.full == 3
    held_s = sum(hold.good_s for hold in play("plank", plank, 14.0, min(fps, 30.0))[0].holds)
    assert held_s == pytest.approx(10.5, abs=0.6)


def test_one_gap_is_not_too_few() -> None:
    room = Room(Script([0.0, 0.1, 0.2, 60.0, 60.1, 60.2, 60.3, 60.4, 60.5, 60.6, 60.7]))
    room.frames()
    assert room.camera.hint == ""


# What a gap does to a session


class Watched:
    """A plank that is judged ten times a second, with gaps."""

    def __init__(self) -> None:
        self.updates = []
        source = SourceInfo("Camera 7", True, (64, 48), 10.0, None, None)
        self.judge = Judge(load_exercise("plank"), source, MODEL, None, self)
        self.time_s = 0.0

    def begin(self, *_known: object) -> None:
        """Hear of the session."""

    def take(self, update) -> None:
        self.updates.append(update)

    def finish(self, record) -> None:
        self.record = record

    def hold(self, seconds: float) -> float:
        """Hold it; return how long it was held in all."""
        for _each in range(round(10 * seconds)):
            self.time_s += 0.1
            self.judge.judge(self.time_s, bodies.plank(hip_deviation=5.5))
        return self.held_s

    @property
    def held_s(self) -> float:
        hold = self.updates[-1].hold
        return 0.0 if hold is None else hold.good_s


def test_the_sleep_of_the_computer_is_not_held() -> None:
    watched = Watched()
    before_s = watched.hold(8.0)
    assert before_s > 4.0
    # WHEN it sleeps for eight hours in the middle of a plank
    watched.time_s += 8 * HOUR_S
    watched.judge.judge(watched.time_s, bodies.plank(hip_deviation=5.5))
    # THEN the start pose has to be taken again, and none of the eight hours counts
    assert watched.updates[-1].phase is Phase.SETUP
    watched.hold(8.0)
    watched.judge.finish()
    (unseen,) = [one for one in watched.record.not_judged if one.end_s - one.start_s > HOUR_S]
    assert unseen.end_s - unseen.start_s == pytest.approx(8 * HOUR_S, abs=1.0)
    held = [round(one.good_s) for one in watched.record.holds]
    assert len(held) == 2
    assert sum(held) == pytest.approx(2 * before_s, abs=1.5)


def test_a_short_gap_is_out_of_sight_and_the_exercise_goes_on() -> None:
    watched = Watched()
    before_s = watched.hold(8.0)
    watched.time_s += 3.0
    after_s = watched.hold(2.0)
    assert after_s == pytest.approx(before_s + 2.0, abs=0.7)
    assert any(one.phase is Phase.UNSEEN for one in watched.updates)


def test_one_picture_a_second_is_no_gap() -> None:
    watched = Watched()
    for _each in range(10):
        watched.time_s += 1.0
        watched.judge.judge(watched.time_s, bodies.plank(hip_deviation=5.5))
    assert len(watched.updates) == 10

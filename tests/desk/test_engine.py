"""The reminder's thread: commands reach it, what it tells comes in order, and it always ends."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Semaphore

import pytest

from formcheck.capture.frame import Frame
from formcheck.desk.engine import DeskEngine, desk_estimator
from formcheck.desk.manners import Manners, Nap
from formcheck.desk.pace import Release
from formcheck.desk.shutter import RealClock
from formcheck.desk.surround import ALONE, Surround
from formcheck.desk.view import DeskState, DeskView, Told, Topic
from formcheck.desk.watcher import DeskPlan
from formcheck.errors import ModelError
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.mediapipe_pose import MediapipePose
from tests.desk.desk_room import RoomCamera, RoomEstimator, SimulatedClock, slumped, upright

PATIENCE_S = 30.0


class Gate(SimulatedClock):
    """A clock that stands still until the test lets time pass: one wait for each permit."""

    def __init__(self) -> None:
        super().__init__()
        self.permits = Semaphore(0)
        self.stopped = False

    def wait(self, woken: Event, seconds: float) -> None:
        while not self.permits.acquire(timeout=0.01):
            if self.stopped or woken.is_set():
                return
        super().wait(woken, seconds)


class Desk:
    """An engine whose time the test moves."""

    def __init__(self, **parts: Callable[[], PoseEstimator]) -> None:
        self.changed = Semaphore(0)
        self.clock, self.camera = Gate(), RoomCamera()
        self.surround = ALONE
        self.estimator = RoomEstimator(upright)
        self.views: list[DeskView] = []
        self.told: list[Told] = []
        self.engine = DeskEngine(
            self.changed.release,
            open_source=self.camera,
            ask=lambda: self.surround,
            open_estimator=parts.get("open_estimator", lambda: self.estimator),
            clock=self.clock,
        )

    def until(self, found: Callable[[DeskView], bool]) -> DeskView:
        """Let time pass until something shows."""
        for _ in range(5000):
            self.clock.permits.release()
            assert self.changed.acquire(timeout=PATIENCE_S)
            self.told += self.engine.told()
            view = self.engine.take()
            if view is not None:
                self.views.append(view)
                if found(view):
                    return view
        raise AssertionError(self.views[-1])

    def reaches(self, state: DeskState) -> DeskView:
        return self.until(lambda view: view.state is state)


@contextmanager
def watched(desk: Desk, plan: DeskPlan | None = None) -> Iterator[Desk]:
    desk.engine.start(plan or DeskPlan())
    yield desk
    desk.clock.stopped = True
    assert desk.engine.close(PATIENCE_S)
    assert not desk.camera.is_open


def test_it_learns_watches_and_tells() -> None:
    with watched(Desk()) as desk:
        desk.reaches(DeskState.LEARNING)
        desk.reaches(DeskState.WATCHING)
        desk.estimator.who = slumped
        desk.until(lambda _: bool(desk.told))
    assert [one.topic for one in desk.told] == [Topic.SITTING]
    # The last view holds the day as it ended.
    last = desk.engine.take()
    assert last is not None
    assert last.state is DeskState.ENDED
    assert last.days[-1].slouches == 1


def test_commands_hold_from_the_next_look_on() -> None:
    with watched(Desk()) as desk:
        desk.reaches(DeskState.WATCHING)
        desk.engine.pause(on=True)
        desk.until(lambda view: view.release is Release.PAUSED)
        desk.engine.pause(on=False)
        desk.reaches(DeskState.WATCHING)
        desk.engine.lend(on=True)
        desk.until(lambda view: view.release is Release.EXERCISES)
        desk.engine.lend(on=False)
        desk.engine.snooze(Nap.HOUR)
        desk.until(lambda view: view.snoozed_until is not None)
        desk.engine.snooze(None)
        desk.until(lambda view: view.snoozed_until is None)
        desk.engine.learn()
        desk.reaches(DeskState.LEARNING)
        desk.reaches(DeskState.WATCHING)
        desk.engine.arrange("two screens")
        desk.reaches(DeskState.LEARNING)
        desk.reaches(DeskState.WATCHING)
        desk.engine.reopen()
        desk.until(lambda _: desk.camera.opened > desk.camera.closed > 0)
        desk.engine.behave(Manners(), least_battery=0.6)
        desk.surround = Surround(battery=0.5)
        desk.until(lambda view: view.release is Release.BATTERY)


def test_a_recording_that_ends_ends_it() -> None:
    with watched(Desk()) as desk:
        desk.reaches(DeskState.WATCHING)
        desk.camera.over = True
        desk.reaches(DeskState.ENDED)


def test_what_breaks_is_a_sentence_and_the_day_is_kept(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks(time_s: float) -> None:
        raise ZeroDivisionError

    with watched(Desk()) as desk:
        desk.reaches(DeskState.WATCHING)
        desk.until(lambda view: view.days[-1].seated_s > 30.0)
        desk.estimator.who = breaks
        with caplog.at_level(logging.ERROR):
            view = desk.reaches(DeskState.FAILED)
    assert "inside formcheck" in view.message
    assert view.days[-1].seated_s > 30.0


def test_a_model_that_is_missing_is_a_sentence() -> None:
    def missing() -> PoseEstimator:
        raise ModelError("There is no model.")

    with watched(Desk(open_estimator=missing)) as desk:
        assert desk.reaches(DeskState.FAILED).message == "There is no model."


def test_closing_before_it_began_is_fine() -> None:
    assert Desk().engine.close()
    assert Desk().engine.told() == ()


def test_a_camera_that_does_not_answer_is_left_behind(caplog: pytest.LogCaptureFixture) -> None:
    # GIVEN a camera that hangs
    hanging, free = Event(), Event()

    class Stuck(RoomCamera):
        def read(self) -> Frame | None:
            hanging.set()
            free.wait(PATIENCE_S)
            return super().read()

    desk = Desk()
    desk.camera = Stuck()
    desk.engine = DeskEngine(
        desk.changed.release, open_source=desk.camera, open_estimator=lambda: desk.estimator
    )
    desk.engine.start(DeskPlan())
    assert hanging.wait(PATIENCE_S)
    # WHEN it is closed THEN the program goes on, and says so
    assert not desk.engine.close(0.01)
    assert "does not answer" in caplog.text
    free.set()
    assert desk.engine.close(PATIENCE_S)
    assert not desk.camera.is_open


def test_the_computers_clock_is_the_usual_one() -> None:
    clock, woken = RealClock(), Event()
    before = clock.now_s()
    woken.set()
    clock.wait(woken, PATIENCE_S)
    assert before <= clock.now_s()
    assert clock.wall().tzinfo is not None
    assert abs((clock.wall() - datetime.now().astimezone()).total_seconds()) < PATIENCE_S


def test_at_a_desk_others_are_looked_for_rarely() -> None:
    assert isinstance(desk_estimator(), MediapipePose)

"""One camera, several sessions one after the other: what a guided training needs of the engine."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from formcheck.capture.source import SourceInfo
from formcheck.errors import SourceLostError
from formcheck.exercises.loader import load_exercise
from formcheck.pose.estimator import ModelInfo
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.record import SessionRecord
from formcheck.session.session import Session
from formcheck.session.update import Update
from tests.session.live_parts import HandSource, Nobody, Observer, Straight, show

PLANK, BRIDGE = load_exercise("plank"), load_exercise("bridge")


class Notebook:
    """A keeper that writes down what it is given."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, str, str]] = []
        self.times: list[float] = []
        self.ended: list[SessionRecord | None] = []

    def begin(self, session: Session, source: SourceInfo, model: ModelInfo) -> None:
        self.begun.append((session.exercise.slug, source.name, model.name))

    def take(self, update: Update) -> None:
        self.times.append(round(update.time_s, 3))

    def finish(self, record: SessionRecord | None) -> None:
        self.ended.append(record)


@contextmanager
def _course(source: HandSource, observer: Observer) -> Iterator[None]:
    observer.engine.open_course((PLANK, BRIDGE), lambda: source)
    try:
        yield
    finally:
        source.let_go()
        assert observer.engine.close()


def test_one_source_for_several_sessions() -> None:
    source, observer = HandSource(), Observer(Straight())
    first, second = Notebook(), Notebook()
    with _course(source, observer):
        # GIVEN a course of which nothing is watched yet
        idle = show(source, observer, 0, 1)
        assert (idle.state, idle.update, idle.done) == (LiveState.RESTING, None, ())
        assert idle.pose is not None
        # WHEN one exercise is watched, then nothing, then another
        assert observer.engine.watch(PLANK, first) == 1
        watched = show(source, observer, 2, 4)
        observer.engine.rest()
        resting = show(source, observer, 5, 6)
        assert observer.engine.watch(BRIDGE, second) == 2
        again = show(source, observer, 7, 9)
    # THEN each session has its own time, updates and record, and the source was opened once
    assert (watched.exercise, watched.number) == (PLANK, 1)
    assert watched.update is not None
    assert watched.update.time_s == pytest.approx(0.2)
    assert first.times == [0.0, 0.1, 0.2]
    assert (resting.state, resting.update) == (LiveState.RESTING, None)
    assert resting.pose is not None
    assert [one.exercise for one in resting.done] == ["plank"]
    assert resting.done[0].source.frames == 3
    assert (again.exercise, again.number) == (BRIDGE, 2)
    assert second.times[:3] == [0.0, 0.1, 0.2]
    assert first.begun == [("plank", "Camera 7", "nobody")]
    assert first.ended == [resting.done[0]]
    assert source.log == ["open", "close"]


def test_the_end_closes_the_session_under_way() -> None:
    source, observer = HandSource(count=4), Observer(Straight())
    notes = Notebook()
    with _course(source, observer):
        observer.engine.watch(PLANK)
        show(source, observer, 0, 1)
        observer.engine.watch(BRIDGE, notes)
        show(source, observer, 2, 3)
        source.give()
        end = observer.until(LiveState.ENDED)
    assert [one.exercise for one in end.done] == ["plank", "bridge"]
    assert end.record is end.done[1]
    assert notes.ended == [end.record]


def test_a_new_session_begins_in_its_own_set_up() -> None:
    source, observer = HandSource(), Observer(Straight())
    with _course(source, observer):
        observer.engine.watch(PLANK)
        observer.engine.start()
        assert show(source, observer, 0, 1).state is LiveState.RUNNING
        observer.engine.watch(BRIDGE)
        assert show(source, observer, 2, 3).state is LiveState.SETUP


def test_a_pause_stops_the_session_and_not_the_look_at_the_person() -> None:
    source, observer = HandSource(), Observer(Straight())
    with _course(source, observer):
        observer.engine.watch(PLANK)
        show(source, observer, 0, 1)
        observer.engine.pause()
        paused = show(source, observer, 2, 3)
        observer.engine.resume()
        going_on = show(source, observer, 4, 4)
    assert paused.state is LiveState.PAUSED
    assert paused.pose is not None
    assert paused.frame is not None
    assert paused.pose.time_s == pytest.approx(paused.frame.time_s)
    assert paused.update is not None
    assert paused.update.time_s == pytest.approx(0.1)
    assert going_on.update is not None
    assert going_on.update.time_s == pytest.approx(0.2)


def test_a_session_without_a_frame_has_no_record_and_its_keeper_hears_of_it() -> None:
    source, observer = HandSource(), Observer(Nobody())
    notes = Notebook()
    with _course(source, observer):
        show(source, observer, 0, 0)
        observer.engine.watch(PLANK, notes)
        observer.engine.rest()
        live = show(source, observer, 1, 1)
    assert notes.begun == [("plank", "Camera 7", "nobody")]
    assert notes.ended == [None]
    assert live.done == ()


def test_a_lost_camera_keeps_the_sessions_before() -> None:
    source = HandSource(count=3, error=SourceLostError("The camera is gone."))
    observer = Observer(Straight())
    with _course(source, observer):
        observer.engine.watch(PLANK)
        show(source, observer, 0, 1)
        observer.engine.rest()
        show(source, observer, 2, 2)
        source.give()
        end: LiveFrame = observer.until(LiveState.LOST)
    assert end.message == "The camera is gone."
    assert [one.exercise for one in end.done] == ["plank"]


def test_a_keeper_of_a_single_session_gets_all_of_it() -> None:
    source, observer = HandSource(count=3), Observer(Straight())
    notes = Notebook()
    observer.engine.open(PLANK, lambda: source, keeper=notes)
    show(source, observer, 0, 2)
    source.give()
    end = observer.until(LiveState.ENDED)
    assert observer.engine.close()
    assert notes.times == [0.0, 0.1, 0.2]
    assert notes.ended == [end.record]


def test_a_course_that_was_never_opened_takes_no_command() -> None:
    observer = Observer()
    assert observer.engine.watch(PLANK) == 1
    observer.engine.rest()
    assert observer.engine.take() is None

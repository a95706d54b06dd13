"""The live engine with its real threads; the tests hold camera and model by the hand."""

import json
import logging
from pathlib import Path
from threading import Event, Semaphore

import pytest

from formcheck.capture.choose import open_source
from formcheck.capture.frame import Frame
from formcheck.capture.paced import PacedSource
from formcheck.capture.video import VideoFile
from formcheck.errors import ModelError, SourceError, SourceLostError
from formcheck.exercises.loader import load_exercise
from formcheck.session.live import LiveEngine
from formcheck.session.live_state import LiveState
from formcheck.session.zero import NO_ZERO, KnownZero
from formcheck.store.zeros import ZeroStore
from tests.capture.servers import MjpegServer
from tests.session.live_parts import (
    BRIDGE,
    PATIENCE_S,
    STEP_S,
    HandSource,
    Nobody,
    Observer,
    Straight,
    show,
    watching,
)

ENOUGH_S = 11.0
"""The part of the sample clip that is watched: its first repetition and a little more."""


def states(observer: Observer) -> list[LiveState]:
    """Return every state once, in order."""
    return list(dict.fromkeys(live.state for live in observer.seen))


def test_a_session_from_opening_to_its_record() -> None:
    # GIVEN a camera with five frames
    source, observer = HandSource(5), Observer()
    with watching(source, observer):
        # WHEN all are shown and the camera ends
        show(source, observer, 0, 4)
        source.give()
        ended = observer.until(LiveState.ENDED)
    # THEN each was judged, the last one stays, and the record says what was watched
    assert states(observer) == [LiveState.OPENING, LiveState.SETUP, LiveState.ENDED]
    assert ended.frame is not None
    assert ended.frame.index == 4
    assert ended.record is not None
    assert (ended.record.source.path, ended.record.source.frames) == ("Camera 7", 5)
    assert ended.record.source.duration_s == pytest.approx(5 * STEP_S)
    assert (ended.record.model.name, ended.record.ended) == ("nobody", "")


def test_session_time_begins_at_its_first_frame() -> None:
    source, observer = HandSource(), Observer()
    with watching(source, observer):
        live = show(source, observer, 0, 2)
    assert live.update is not None
    assert live.update.time_s == pytest.approx(2 * STEP_S)


def test_pause_lets_no_time_pass_and_keeps_the_picture() -> None:
    source, observer = HandSource(), Observer()
    with watching(source, observer):
        # GIVEN a session that runs
        observer.engine.start()
        before = show(source, observer, 0, 1)
        assert before.state is LiveState.RUNNING
        # WHEN it pauses for five frames and goes on
        observer.engine.pause()
        observer.until(LiveState.PAUSED)
        paused = show(source, observer, 2, 6)
        observer.engine.resume()
        after = show(source, observer, 7, 7)
    # THEN the picture went on, the session did not
    assert paused.state is LiveState.PAUSED
    assert paused.frame is not None
    assert paused.frame.index == 6
    assert paused.update is before.update
    assert after.state is LiveState.RUNNING
    assert before.update is not None
    assert after.update is not None
    assert after.update.time_s - before.update.time_s == pytest.approx(STEP_S)


def test_a_camera_slower_than_the_look_for_commands() -> None:
    """While nothing comes and nothing is asked for, nothing new is shown."""
    source, observer = HandSource(), Observer()
    with watching(source, observer):
        show(source, observer, 0, 0)
        shown = len(observer.seen)
        Event().wait(0.35)
        assert len(observer.seen) == shown
        show(source, observer, 1, 1)


def test_commands_are_shown_while_no_frame_comes() -> None:
    source, observer = HandSource(), Observer()
    with watching(source, observer):
        show(source, observer, 0, 0)
        observer.engine.start()
        observer.until(LiveState.RUNNING)
        observer.engine.pause()
        observer.until(LiveState.PAUSED)


def test_stop_does_not_wait_for_a_stuck_camera() -> None:
    # GIVEN a camera that gave two frames and is stuck
    source, observer = HandSource(), Observer()
    with watching(source, observer):
        show(source, observer, 0, 1)
        # WHEN the session is stopped
        observer.engine.stop()
        ended = observer.until(LiveState.ENDED)
        # THEN the record is there, and closing says that something still hangs
        assert ended.record is not None
        assert ended.record.source.frames == 2
        assert not observer.engine.close(timeout_s=0.01)


def test_stop_before_the_first_frame_has_no_record() -> None:
    source, observer = HandSource(), Observer()
    with watching(source, observer):
        observer.engine.stop()
        ended = observer.until(LiveState.ENDED)
    assert ended.record is None
    assert ended.message == ""


def test_stop_while_the_model_loads() -> None:
    observer = Observer()
    observer.estimator.loading.clear()
    source = HandSource()
    with watching(source, observer):
        observer.engine.stop()
        observer.estimator.loading.set()
        assert observer.until(LiveState.ENDED).record is None


def test_lost_camera_keeps_what_came_before() -> None:
    lost = SourceLostError("The camera was unplugged: plug it in again.")
    source, observer = HandSource(3, error=lost), Observer()
    with watching(source, observer):
        show(source, observer, 0, 2)
        source.give()
        live = observer.until(LiveState.LOST)
    assert live.message == str(lost)
    assert live.record is not None
    assert live.record.source.frames == 3
    assert live.record.ended == str(lost)
    assert source.log == ["open", "close"]


def test_camera_that_cannot_be_opened_is_a_sentence() -> None:
    busy = SourceError("Another program uses the camera: close it and try again.")
    source, observer = HandSource(refuses=busy), Observer()
    with watching(source, observer):
        live = observer.until(LiveState.FAILED)
    assert (live.message, live.record) == (str(busy), None)
    assert observer.estimator.closed == 1


def test_address_that_makes_no_source_is_a_sentence() -> None:
    def refuse() -> HandSource:
        raise SourceError("Expected an address that begins with http://.")

    observer = Observer()
    observer.engine.open(BRIDGE, refuse)
    assert "http://" in observer.until(LiveState.FAILED).message
    assert observer.engine.close()


def test_source_without_a_picture_is_a_sentence() -> None:
    source, observer = HandSource(0), Observer()
    with watching(source, observer):
        source.give()
        live = observer.until(LiveState.FAILED)
    assert "before the first" in live.message


def test_missing_model_is_a_sentence_and_frees_the_camera() -> None:
    wrong = ModelError("The pose model is damaged: install formcheck again.")
    source, observer = HandSource(), Observer(Nobody(refuses=wrong))
    with watching(source, observer):
        assert observer.until(LiveState.FAILED).message == str(wrong)
    assert source.log in ([], ["open", "close"])


def test_a_mistake_of_ours_is_told_logged_and_keeps_the_session(
    caplog: pytest.LogCaptureFixture,
) -> None:
    source, observer = HandSource(), Observer(Nobody(fails_at=2))
    with caplog.at_level(logging.ERROR), watching(source, observer):
        show(source, observer, 0, 1)
        source.give()
        live = observer.until(LiveState.LOST)
    assert "inside formcheck" in live.message
    assert live.record is not None
    assert live.record.source.frames == 2
    assert "ZeroDivisionError" in caplog.text
    assert observer.estimator.closed == 1


def test_frames_are_dropped_not_queued() -> None:
    # GIVEN a model that is held up at the first frame
    source, observer = HandSource(21), Observer()
    observer.estimator.go.clear()
    with watching(source, observer):
        # WHEN twenty more come and it goes on after the last one
        source.give(22)
        assert source.closed.wait(PATIENCE_S)
        observer.estimator.go.set()
        ended = observer.until(LiveState.ENDED)
    # THEN only the newest was judged after the first
    judged = [live.frame.index for live in observer.seen if live.frame is not None]
    assert judged[-1] == 20
    assert ended.record is not None
    assert ended.record.source.frames <= 3


def test_source_and_estimator_live_in_their_own_threads() -> None:
    source, observer = HandSource(1), Observer()
    with watching(source, observer):
        source.give(2)
        observer.until(LiveState.ENDED)
    assert source.threads == {"formcheck-capture"}
    assert observer.estimator.threads == {"formcheck-analysis"}


def test_next_session_opens_the_camera_after_the_last_one_let_go() -> None:
    # GIVEN a session whose camera is stuck
    log: list[str] = []
    first, second, observer = HandSource(log=log), HandSource(1, log=log), Observer()
    plank = load_exercise("plank")
    with watching(first, observer):
        show(first, observer, 0, 0)
        # WHEN another exercise is chosen on the same camera, and the first lets go
        observer.engine.open(plank, lambda: second)
        opening = observer.until(lambda live: live.exercise is plank)
        second.let_go()
        assert log == ["open"]
        first.let_go()
        ended = observer.until(
            lambda live: live.exercise is plank and live.state is LiveState.ENDED
        )
    # THEN it was closed before it was opened again, and no late word of the first comes
    assert log == ["open", "close", "open", "close"]
    assert opening.state is LiveState.OPENING
    assert ended.record is not None
    assert ended.record.exercise == "plank"
    last_of_first = [live for live in observer.seen if live.exercise is BRIDGE][-1]
    assert not last_of_first.state.over


def test_stop_while_waiting_for_the_last_camera() -> None:
    first, observer = HandSource(), Observer()
    with watching(first, observer):
        show(first, observer, 0, 0)
        observer.engine.open(load_exercise("plank"), HandSource)
        observer.engine.stop()
        assert observer.until(LiveState.ENDED).record is None


def test_commands_without_a_session_do_nothing() -> None:
    engine = LiveEngine(lambda: None)
    for command in (engine.start, engine.pause, engine.resume, engine.stop):
        command()
    assert engine.take() is None
    assert engine.close()


def test_phone_that_loses_its_network_in_mid_session(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a session on a real stream, that nobody waits for
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr("formcheck.session.live_camera.PATIENCE_S", 0.0)
    observer = Observer()
    with MjpegServer() as phone:
        observer.engine.open(BRIDGE, lambda: open_source(phone.url()))
        observer.until(lambda live: live.frame is not None and live.frame.index >= 3)
        # WHEN the connection drops
        phone.drop()
        live = observer.until(LiveState.LOST)
        assert observer.engine.close()
    # THEN the session so far is kept, with a sentence that says what to do
    assert live.record is not None
    assert live.record.source.frames >= 1
    assert live.message
    assert live.record.ended == live.message


@pytest.mark.parametrize("content", [b"", b"not a video at all\n" * 50])
def test_file_that_is_no_video_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.mp4"
    path.write_bytes(content)
    observer = Observer()
    observer.engine.open(BRIDGE, lambda: PacedSource(open_source(path)))
    live = observer.until(LiveState.FAILED)
    assert observer.engine.close()
    assert "broken.mp4" in live.message


class Unhurried(VideoFile):
    """A clip that gives its next frame when the last one was shown: nothing is dropped."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.shown = Semaphore(1)

    def read(self) -> Frame | None:
        self.shown.acquire()
        frame = super().read()
        return frame if frame is not None and frame.time_s < ENOUGH_S else None


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.model
def test_sample_clip_live_counts_what_is_in_it(samples_dir: Path) -> None:
    # GIVEN a clip whose truth is known, the real model and both threads
    source = Unhurried(samples_dir / "bridge_good.mp4")
    truth = json.loads((samples_dir / "bridge_good.truth.json").read_text())
    over, last, seen = Event(), [], set()

    def look() -> None:
        live = engine.take()
        if live is not None:
            last[:] = [live]
            seen.add(live.state)
            source.shown.release()
            if live.state.over:
                over.set()

    engine = LiveEngine(look)
    # WHEN its beginning is watched
    engine.open(BRIDGE, lambda: source)
    ended = over.wait(120)
    assert engine.close()
    # THEN the full repetitions are those of the truth, and the set-up ended by itself
    assert ended
    assert last[0].record.counts.full == sum(rep["end_s"] < ENOUGH_S for rep in truth["reps"]) == 1
    assert {LiveState.SETUP, LiveState.RUNNING, LiveState.ENDED} <= seen


def test_zero_is_found_when_asked_for_and_used_in_the_next_session(tmp_path: Path) -> None:
    # GIVEN somebody in a straight plank, and nothing kept
    store, plank = ZeroStore(tmp_path / "zeros.json"), load_exercise("plank")
    source, observer = HandSource(), Observer(Straight(), zeros=store)
    with watching(source, observer, plank):
        assert show(source, observer, 0, 5).zero == NO_ZERO
        # WHEN the zero is asked for, and three seconds are watched
        observer.engine.find_zero()
        found = show(source, observer, 6, 40)
        observer.engine.stop()
        ended = observer.until(LiveState.ENDED)
    # THEN it is in use, in the record, and kept for this camera
    shift_deg = found.zero.shift_deg
    assert 0.0 < abs(shift_deg) <= 5.0
    assert ended.record is not None
    assert ended.record.zero_shift_deg == shift_deg
    assert [(one.camera, one.exercise) for one in store.read()] == [("Camera 7", "plank")]
    # WHEN another session begins THEN it is used from its first frame on
    source, observer = HandSource(), Observer(Straight(), zeros=store)
    with watching(source, observer, plank):
        live = show(source, observer, 0, 0)
    assert live.zero == KnownZero(pytest.approx(shift_deg, abs=0.001))
    assert live.update is not None
    assert found.update is not None
    own, before = (one.readings["hip_deviation"].value for one in (live.update, found.update))
    assert own == pytest.approx(before, abs=0.1)

"""Keeping what the live engine watches."""

from formcheck.capture.source import SourceInfo
from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.session.record import SourceSummary
from formcheck.session.session import Session
from formcheck.session.update import Phase
from formcheck.store.database import Store
from formcheck.store.kept import CorrectionKind, SourceKind, State
from formcheck.store.people import People
from formcheck.store.recording import Recording
from formcheck.store.sessions import Sessions
from tests.session.motion import bridge, play
from tests.store.records import assert_same

CAMERA = SourceInfo("Camera 1", True, (64, 48), 30.0, None, None)
CLIP = SourceInfo("clip.mp4", False, (64, 48), 30.0, None, None)
MODEL = ModelInfo("some.task", "ab")


def _recording(store: Store, person: str = "") -> Recording:
    return Recording(store, person or People(store).add("Ann").id, training="t1", side=Side.LEFT)


def test_what_was_watched_is_there_whole(any_store: Store) -> None:
    # GIVEN a bridge that is watched, and corrected once
    record, updates = play("bridge", bridge, 12.0, fps=10)
    recording = _recording(any_store)
    recording.begin(Session(load_exercise("bridge")), CAMERA, MODEL)
    assert recording.session == ""
    for update in updates:
        recording.take(update)
    recording.correct(CorrectionKind.MORE)
    recording.finish(record)
    recording.close()
    # WHEN it is read
    kept = Sessions(any_store).read(recording.session)
    # THEN record, correction, side and training are there
    assert_same(kept.record, record)
    assert [one.kind for one in kept.corrections] == [CorrectionKind.MORE]
    assert kept.corrections[0].at_s == updates[-1].time_s
    assert (kept.info.training, kept.info.side) == ("t1", Side.LEFT)
    assert (kept.info.state, kept.info.source_kind) == (State.FINISHED, SourceKind.LIVE)
    assert recording.error == ""


def test_opening_a_camera_is_no_exercise(any_store: Store) -> None:
    record, updates = play("bridge", bridge, 12.0, fps=10)
    waiting = [one for one in updates if one.phase is Phase.SETUP]
    assert waiting
    person = People(any_store).add("Ann").id
    recording = _recording(any_store, person)
    recording.begin(Session(load_exercise("bridge")), CLIP, MODEL)
    for update in waiting:
        recording.take(update)
    recording.finish(record)
    recording.close()
    assert Sessions(any_store).of_person(person) == ()
    assert recording.session == ""


def test_what_is_skipped_at_once_is_kept_as_skipped(any_store: Store) -> None:
    person = People(any_store).add("Ann").id
    recording = _recording(any_store, person)
    session = Session(load_exercise("bridge"))
    recording.begin(session, CLIP, MODEL)
    recording.correct(CorrectionKind.SKIP)
    recording.finish(session.finish(SourceSummary("clip.mp4", 0.0, 0), MODEL))
    recording.close()
    (info,) = Sessions(any_store).of_person(person)
    assert info.source_kind is SourceKind.FILE
    kept = Sessions(any_store).read(info.id)
    assert [one.kind for one in kept.corrections] == [CorrectionKind.SKIP]


def test_what_is_skipped_before_the_first_frame_is_kept_with_it(any_store: Store) -> None:
    person = People(any_store).add("Ann").id
    recording = _recording(any_store, person)
    recording.correct(CorrectionKind.SKIP)
    session = Session(load_exercise("bridge"))
    recording.begin(session, CLIP, MODEL)
    recording.finish(None)
    recording.close()
    (info,) = Sessions(any_store).of_person(person)
    assert info.state is State.FINISHED
    kept = Sessions(any_store).read(info.id)
    assert [one.kind for one in kept.corrections] == [CorrectionKind.SKIP]


def test_before_anything_is_watched_there_is_nothing_to_keep(any_store: Store) -> None:
    person = People(any_store).add("Ann").id
    recording = _recording(any_store, person)
    recording.correct(CorrectionKind.SKIP)
    recording.finish(None)
    recording.close()
    assert (recording.session, recording.error) == ("", "")
    assert Sessions(any_store).of_person(person) == ()


def test_a_session_that_is_closed_without_its_end_is_broken_off(any_store: Store) -> None:
    _record, updates = play("bridge", bridge, 12.0, fps=10)
    recording = _recording(any_store)
    recording.begin(Session(load_exercise("bridge")), CAMERA, MODEL)
    for update in updates:
        recording.take(update)
    recording.finish(None)
    recording.close()
    kept = Sessions(any_store).read(recording.session)
    assert kept.info.state is State.INTERRUPTED
    assert kept.record.counts.full == updates[-1].counts.full

"""A disk that does not answer holds up no frame; all is held by the hand, nothing is timed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import Connection

from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.session.live_state import LiveState
from formcheck.session.live_zero import ZeroWriter
from formcheck.session.zero import NO_ZERO, KnownZero
from formcheck.store.database import Store, open_store
from formcheck.store.errors import StoreError
from formcheck.store.people import People
from formcheck.store.recording import Recording
from formcheck.store.sessions import Sessions
from tests.session.live_parts import PATIENCE_S, HandSource, Observer, Straight, show, watching

PLANK = load_exercise("plank")
MEANWHILE = 60
"""Frames that come while the disk does not answer."""


class StuckStore(Store):
    """A store on a disk that answers when it is let go."""

    def __init__(self, store: Store) -> None:
        super().__init__(store.place, store._engine)
        self.asked, self.free = Event(), Event()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        self.asked.set()
        self.free.wait()
        with super().write() as connection:
            yield connection


class StuckZeros:
    """A keeper of zeros on such a disk."""

    def __init__(self, error: StoreError | None = None) -> None:
        self.asked, self.read, self.free = Event(), Event(), Event()
        self.asked_for: list[float] = []
        self.kept: dict[tuple[str, str, str], float] = {}
        self._error = error

    def load(self, exercise: Exercise, camera: str, error_model: str) -> KnownZero:
        self.read.set()
        shift_deg = self.kept.get((exercise.slug, camera, error_model))
        return NO_ZERO if shift_deg is None else KnownZero(shift_deg)

    def keep(self, exercise: Exercise, camera: str, error_model: str, shift_deg: float) -> None:
        self.asked_for.append(shift_deg)
        self.asked.set()
        self.free.wait()
        if self._error is not None:
            raise self._error
        self.kept[exercise.slug, camera, error_model] = shift_deg


def test_a_session_goes_on_while_its_disk_does_not_answer(tmp_path: Path) -> None:
    # GIVEN a session that has begun, and cannot be written
    plain = open_store(str(tmp_path / "formcheck.sqlite"))
    store = StuckStore(plain)
    recording = Recording(store, People(plain).add("Ann").id)
    source, observer = HandSource(), Observer(Straight())
    observer.engine.open(PLANK, lambda: source, keeper=recording)
    try:
        show(source, observer, 0, 30)
        assert store.asked.wait(PATIENCE_S)
        # WHEN frames come THEN each is judged, and the session ends when it is told to
        show(source, observer, 31, 30 + MEANWHILE)
        observer.engine.stop()
        ended = observer.until(LiveState.ENDED)
        assert not store.free.is_set()
    finally:
        source.let_go()
        store.free.set()
        assert observer.engine.close()
        recording.close()
    # THEN all of it is kept once the disk answers
    assert ended.record is not None
    assert ended.record.source.frames == 31 + MEANWHILE
    assert Sessions(plain).read(recording.session).record.source == ended.record.source
    plain.close()


def found(source: HandSource, observer: Observer, zeros: StuckZeros) -> None:
    """Let the zero be found: its keeper is asked to keep it."""
    show(source, observer, 0, 5)
    observer.engine.find_zero()
    show(source, observer, 6, 40)
    assert zeros.asked.wait(PATIENCE_S)


def test_a_zero_that_cannot_be_written_yet_holds_up_no_frame() -> None:
    # GIVEN a zero that was found, and a disk that does not answer
    zeros = StuckZeros()
    source, observer = HandSource(), Observer(Straight(), zeros=zeros)
    with watching(source, observer, PLANK):
        found(source, observer, zeros)
        # WHEN frames come THEN each is judged, with the zero
        live = show(source, observer, 41, 40 + MEANWHILE)
        assert live.zero.shift_deg
        assert not zeros.kept
        # WHEN it is closed THEN it says that something is not done yet
        source.let_go()
        assert not observer.engine.close(timeout_s=0.01)
        zeros.free.set()
    # THEN it is kept as soon as the disk answers
    assert [*zeros.kept.values()] == [live.zero.shift_deg]


def test_who_reads_a_zero_waits_until_it_is_written() -> None:
    # GIVEN a disk that answers as soon as somebody reads, or else in a moment
    zeros = StuckZeros()
    writer = ZeroWriter(zeros)
    writer.keep(PLANK, "Camera 7", "1", 2.5)
    patient = Thread(target=lambda: (zeros.read.wait(0.2), zeros.free.set()))
    patient.start()
    # WHEN the zero is read meanwhile THEN it is the one that is being written
    assert writer.load(PLANK, "Camera 7", "1") == KnownZero(2.5)
    patient.join()


def test_of_two_zeros_the_later_one_stays() -> None:
    # GIVEN two zeros, one after the other, and a disk that does not answer
    zeros = StuckZeros()
    writer = ZeroWriter(zeros)
    for shift_deg in (1.0, 2.0):
        writer.keep(PLANK, "Camera 7", "1", shift_deg)
    assert not writer.wait(0.1)
    # WHEN it answers THEN they were written in this order, one at a time
    assert zeros.asked_for == [1.0]
    zeros.free.set()
    assert writer.wait()
    assert zeros.asked_for == [1.0, 2.0]
    assert [*zeros.kept.values()] == [2.0]


def test_a_zero_that_could_not_be_kept_is_told() -> None:
    zeros = StuckZeros(StoreError("zeros.json cannot be written: make room on the disk."))
    zeros.free.set()
    source, observer = HandSource(), Observer(Straight(), zeros=zeros)
    with watching(source, observer, PLANK):
        found(source, observer, zeros)
        source.give(3)
        live = observer.until(lambda live: "make room" in live.zero.problem)
    assert live.zero.shift_deg

"""A whole program that is asked to end, put to sleep, or started twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication

from formcheck.checking.counter import MAX_STEP_S
from formcheck.cli.live import run_live
from formcheck.store.database import Store, open_store
from formcheck.store.kept import KeptSession, State
from formcheck.store.people import People
from formcheck.store.sessions import Sessions
from formcheck.ui.desk.single import HOME
from formcheck.ui.home import HomeOptions, run_home
from formcheck.ui.manners import good_manners
from tests.conftest import ROOT
from tests.endurance.exercises import GAP_S
from tests.endurance.phone import Phone

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix"),
]
PATIENCE = 2000
"""Looks of 20 ms; only what is broken needs as many."""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("FORMCHECK_STORE", raising=False)
    return tmp_path


class Program:
    """Somebody who exercises, in a process of its own."""

    def __init__(self, phone: Phone, data: Path) -> None:
        command = [sys.executable, "-m", "tests.endurance.exercises", phone.url(), str(data)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment)
        self._place = data / "formcheck" / "store" / "formcheck.sqlite"

    def session(self, *, longer_than_s: float) -> KeptSession:
        """Wait until so much of a session is kept, and return it."""
        tick = Event()
        for _each in range(PATIENCE):
            found = self.kept() if self._place.exists() else None
            if found is not None and found.info.duration_s > longer_than_s:
                return found
            assert self.process.poll() is None, "the program ended by itself"
            tick.wait(0.02)
        raise AssertionError("nothing was kept")

    def kept(self) -> KeptSession | None:
        store: Store = open_store(str(self._place))
        try:
            found = [
                one for who in People(store).all() for one in Sessions(store).of_person(who.id)
            ]
            assert len(found) <= 1
            return Sessions(store).read(found[0].id) if found else None
        finally:
            store.close()


@contextmanager
def exercising(data: Path) -> Iterator[Program]:
    with Phone() as phone:
        program = Program(phone, data)
        try:
            yield program
        finally:
            program.process.kill()
            program.process.wait()


@contextmanager
def in_case(note: Callable[[], None], app: QApplication) -> Iterator[None]:
    """Close every window after a while, and note it: nobody waits for ever."""
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(note)
    timer.timeout.connect(app.quit)
    timer.start(15_000)
    yield
    timer.stop()


def test_somebody_logs_out_and_the_computer_slept_before(data: Path) -> None:
    with exercising(data) as program:
        before = program.session(longer_than_s=0.5)
        assert before.info.state is State.RUNNING
        # WHEN the whole program stands still, as a computer that sleeps
        os.kill(program.process.pid, signal.SIGSTOP)
        Event().wait(2 * GAP_S)
        os.kill(program.process.pid, signal.SIGCONT)
        program.session(longer_than_s=before.info.duration_s + 2 * GAP_S + 0.5)
        # AND is asked to end
        os.kill(program.process.pid, signal.SIGTERM)
        # THEN it ends well, and lets go of the camera
        assert program.process.wait(60) == 0
        # AND all is kept, whole: the sleep as time in which nobody was seen
        kept = program.kept()
    assert kept is not None
    assert kept.info.state is State.FINISHED
    assert any("see" in span.reason for span in kept.record.not_judged)
    times_s = kept.record.series.time_s
    assert max(times_s[1:] - times_s[:-1]) > GAP_S
    held_s = sum(hold.good_s for hold in kept.record.holds)
    assert held_s < times_s[-1] - 2 * GAP_S + MAX_STEP_S


def test_a_desktop_that_logs_out_asks_first(qapp: QApplication, data: Path) -> None:
    # Qt tells of it by this signal; nobody has to look at what it carries.
    late: list[str] = []
    with in_case(lambda: late.append("closed by hand"), qapp):
        QTimer.singleShot(50, lambda: qapp.commitDataRequest.emit(None))
        # THEN the window closes, and with it the session is kept
        assert run_live() == 0
    assert not late


def test_who_has_something_better_to_do_at_a_logout_does_that(qapp: QApplication) -> None:
    done: list[str] = []
    with good_manners(lambda: done.append("closed"), lambda: done.append("kept")):
        qapp.commitDataRequest.emit(None)
    qapp.commitDataRequest.emit(None)
    assert done == ["kept"]


def test_a_second_home_shows_the_first_and_ends(qapp: QApplication, data: Path) -> None:
    # GIVEN one that runs
    folder = data / "formcheck"
    folder.mkdir()
    command = [sys.executable, "-m", "tests.ui.desk.single_other", "start", str(folder), HOME]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as first:
        try:
            assert first.stdout is not None
            assert first.stdout.readline() == "first\n"
            # WHEN somebody starts it once more
            with in_case(lambda: None, qapp):
                assert run_home(HomeOptions()) == 0
            # THEN no second window ever opened a store, and the first comes to the front
            assert not (folder / "store").exists()
            assert first.stdout.readline() == "show\n"
        finally:
            first.kill()

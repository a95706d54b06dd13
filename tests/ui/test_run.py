"""The window as the command opens it: on a clip, to its end, with a picture of it."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Timer
from types import FrameType

import pytest
from PyQt6.QtCore import QEventLoop, QTimer
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import QApplication

from formcheck.capture.choose import open_live
from formcheck.capture.paced import PacedSource
from formcheck.capture.webcam import Webcam
from formcheck.cli.live import run_live
from formcheck.errors import ExerciseError, OutputError
from formcheck.paths import user_windows_file
from formcheck.store.database import open_store
from formcheck.store.people import People
from formcheck.store.sessions import Sessions
from formcheck.ui.camera_choices import camera_choices
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.manners import ENDINGS, good_manners
from tests.capture.pictures import every_ms, write_clip

pytestmark = pytest.mark.gui

SOMETHING = signal.SIGABRT


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "clip.mp4", every_ms(33, 20))


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("FORMCHECK_STORE", str(tmp_path / "store.sqlite"))


@pytest.fixture(autouse=True)
def _all_is_heard() -> Iterator[None]:
    """Tests that run in the background ignore Ctrl-C from the start, and would wait forever."""
    before = {one: signal.getsignal(one) for one in ENDINGS}
    for one, how in before.items():
        if how is signal.SIG_IGN:
            usual = signal.default_int_handler if one is signal.SIGINT else signal.SIG_DFL
            signal.signal(one, usual)
    yield
    for one, how in before.items():
        signal.signal(one, how)


@pytest.mark.model
def test_clip_is_played_to_its_end_and_pictured(
    qapp: QApplication, clip: Path, tmp_path: Path
) -> None:
    target = tmp_path / "window.png"
    status = run_live(exercise="bridge", source=str(clip), screenshot=target)
    picture = QImage(str(target))
    assert status == 0
    assert (picture.width(), picture.height()) == (1280, 720)


@pytest.mark.model
def test_picture_is_taken_while_the_session_runs(qapp: QApplication, tmp_path: Path) -> None:
    # GIVEN a clip of which the last seconds are watched
    clip = write_clip(tmp_path / "longer.mp4", every_ms(100, 18))
    target = tmp_path / "window.png"
    pages: list[bool] = []

    def press_start() -> None:
        for window in qapp.topLevelWidgets():
            if isinstance(window, LiveWindow) and window.isVisible():
                if window.page.main_button.text().startswith("Start"):
                    window.page.main_button.click()
                pages.append(target.exists() and window.page.isVisible())

    timer = QTimer()
    timer.timeout.connect(press_start)
    timer.start(20)
    # WHEN it is played to its end
    run_live(exercise="bridge", source=str(clip), screenshot=target)
    timer.stop()
    # THEN the picture was there before the summary came
    assert any(pages)


@pytest.mark.model
def test_picture_that_cannot_be_saved_is_told(
    qapp: QApplication, clip: Path, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match=r"no folder"):
        run_live(exercise="bridge", source=str(clip), screenshot=tmp_path / "no" / "window.png")


def test_closing_before_there_is_a_picture_is_told(qapp: QApplication, tmp_path: Path) -> None:
    QTimer.singleShot(50, qapp.closeAllWindows)
    with pytest.raises(OutputError, match=r"come to its end"):
        run_live(screenshot=tmp_path / "window.png")


def test_ctrl_c_closes_the_window(qapp: QApplication) -> None:
    before = signal.getsignal(signal.SIGINT)
    QTimer.singleShot(50, lambda: signal.raise_signal(signal.SIGINT))
    assert run_live() == 0
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("ending", ENDINGS)
def test_who_asks_it_to_end_is_heard_while_nothing_goes_on(
    qapp: QApplication, ending: signal.Signals
) -> None:
    # GIVEN a program whose windows wait, without a single timer
    loop, before = QEventLoop(), signal.getsignal(ending)
    with good_manners(loop.quit):
        # WHEN Ctrl-C is pressed, somebody logs out, or the terminal is closed
        asker = Timer(0.05, os.kill, (os.getpid(), ending))
        asker.start()
        loop.exec()
        asker.join()
    # THEN it ends, and all is as before
    assert signal.getsignal(ending) is before
    assert signal.set_wakeup_fd(-1) == -1


def test_who_asks_it_to_end_too_early_is_heard_once_it_runs(qapp: QApplication) -> None:
    loop = QEventLoop()
    with good_manners(loop.quit):
        signal.raise_signal(signal.SIGTERM)
        loop.exec()


def test_what_is_ignored_from_the_start_stays_so(qapp: QApplication) -> None:
    # GIVEN a program that is to go on when its terminal is closed, and another signal of Python's
    before = signal.signal(signal.SIGINT, signal.SIG_IGN), signal.signal(SOMETHING, _nothing)
    closed: list[int] = []
    try:
        with good_manners(lambda: closed.append(1)):
            # WHEN it is closed
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(SOMETHING)
            qapp.processEvents()
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(SOMETHING, before[1])
    # THEN it goes on
    assert closed == []


def _nothing(_signal: int, _frame: FrameType | None) -> None:
    pass


def test_a_mistake_in_the_window_is_logged_and_closes_nothing(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    closed: list[int] = []
    with good_manners(lambda: closed.append(1)):
        error = ZeroDivisionError("a mistake of ours")
        sys.excepthook(type(error), error, None)
    assert "a mistake of ours" in caplog.text
    assert not closed


@pytest.mark.model
def test_window_remembers_its_place_and_keeps_what_was_done(
    qapp: QApplication, clip: Path, tmp_path: Path
) -> None:
    run_live(exercise="bridge", source=str(clip), close_at_end=True)
    # THEN its place is remembered, and a store is there for whoever was here last
    assert "geometry" in user_windows_file().read_text()
    with closing(open_store("")) as store:
        (person,) = People(store).all()
        # AND nothing in it, as nobody began to exercise in this clip
        assert Sessions(store).of_person(person.id) == ()
    # AND it opens there again
    run_live(exercise="bridge", source=str(clip), close_at_end=True)


def test_unknown_exercise_is_told_before_any_window(qapp: QApplication) -> None:
    with pytest.raises(ExerciseError):
        run_live(exercise="handstand")
    assert not [each for each in qapp.topLevelWidgets() if each.isVisible()]


def test_a_video_plays_like_a_camera_and_a_camera_is_one(clip: Path) -> None:
    assert isinstance(open_live(str(clip)), PacedSource)
    assert isinstance(open_live("0"), Webcam)


def test_there_is_always_a_camera_to_choose() -> None:
    assert camera_choices()
    assert all(choice.source.isdecimal() for choice in camera_choices())

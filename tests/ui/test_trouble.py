"""What windows say while pictures or disks are in trouble, and that it is said aloud once."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from formcheck.capture.source import FrameSource
from formcheck.errors import SourceLostError
from formcheck.exercises.spec import Exercise
from formcheck.session.live import LiveEngine
from formcheck.session.live_state import LiveState
from formcheck.store.database import Store, open_store
from formcheck.store.people import People
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.recordings import Recordings
from formcheck.ui.voice_recorder import Recorder
from formcheck.ui.wording import banner, status_line
from tests.session.live_parts import HandSource, Nobody
from tests.ui.bench import CAMERAS
from tests.ui.conftest import live_of, record_of

pytestmark = pytest.mark.gui

SLIPPED = "The cable slipped: put it in again."


class Slipping(HandSource):
    """A camera that goes away after a frame, and can be opened again."""

    def __init__(self, frames: int) -> None:
        super().__init__(frames, error=SourceLostError(SLIPPED))
        self.info = type(self.info)("Camera 7", True, (64, 48), 10.0, None, None, returns=True)


def test_a_trouble_is_said_before_everything_else_and_a_hint_in_small_print() -> None:
    for state in (LiveState.OPENING, LiveState.SETUP, LiveState.RUNNING, LiveState.PAUSED):
        shown = banner(live_of(state, "reps", None, trouble=SLIPPED))
        assert (shown.text, shown.word) == (SLIPPED, "No picture")
    few = live_of(LiveState.RUNNING, "reps", None, hint="It gives only 2.")
    assert "It gives only 2." in status_line(few)


def test_a_camera_that_comes_back_is_told_once_and_the_session_goes_on(
    qtbot: QtBot, exercises: tuple[Exercise, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.session.live_camera.RETRY_S", 0.05)
    voice = Recorder()
    # GIVEN a camera that goes away after a picture, and is back for a while, twice
    cameras: list[FrameSource] = [Slipping(1), Slipping(2), HandSource()]
    kept = list(cameras)
    window = LiveWindow(
        exercises,
        CAMERAS,
        lambda _source: cameras.pop(0),
        make_engine=lambda wake: LiveEngine(wake, open_estimator=Nobody),
        voice=voice,
    )
    qtbot.addWidget(window, before_close_func=lambda _window: [one.let_go() for one in kept])
    window.show()
    window.begin(exercises[0], "0")
    first, second, third = kept
    first.give(2)
    # THEN it is shown, and said
    qtbot.waitUntil(lambda: SLIPPED in window.page.banner.words.text, timeout=20_000)
    assert window._pages.currentWidget() is window.page
    said = [one for one in voice.texts if SLIPPED in one]
    assert len(said) == 1
    # AND when it is back the session goes on
    second.give(2)
    qtbot.waitUntil(lambda: SLIPPED not in window.page.banner.words.text, timeout=20_000)
    assert window.live is not None
    assert not window.live.state.over
    second.give(1)
    qtbot.waitUntil(lambda: SLIPPED in window.page.banner.words.text, timeout=20_000)
    third.give(3)
    qtbot.waitUntil(lambda: SLIPPED not in window.page.banner.words.text, timeout=20_000)
    window.close()


# What cannot be kept


@pytest.fixture
def store(tmp_path: Path):
    opened = open_store(str(tmp_path / "store.sqlite"))
    yield opened
    opened.close()


def test_a_store_for_now_says_that_it_keeps_aside(store: Store) -> None:
    store.fleeting = "The disk is full."
    recordings = Recordings(store, People(store).add("Ann").id)
    made = recordings.make()
    record = record_of()
    assert recordings.told(record) == ""
    made._writing, made._writer = True, _Written()
    assert recordings.told(record) == "Kept aside for now: The disk is full."
    store.fleeting = ""
    assert recordings.told(record) == "Kept on this computer."


class _Written:
    """What a session is written with, and all went well."""

    session, error = "1", ""

"""What is heard in the live window: real sessions of bodies that move by a formula."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from formcheck.cli.live import run_live
from formcheck.errors import SettingError, SourceLostError
from formcheck.exercises.loader import load_exercise
from formcheck.pose.pose import Pose
from formcheck.session.live import LiveEngine
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.training.narrator import PATIENCE_S
from formcheck.training.speech import KEEP_S, Kind
from formcheck.ui.chooser import CameraChoice
from formcheck.ui.live_page import LivePage
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.run import Options, make_window
from formcheck.ui.voice_recorder import Recorder
from tests.session.live_parts import STEP_S, HandSource, Nobody
from tests.session.motion import Motion, at, bridge, plank

pytestmark = pytest.mark.gui

STEP_IN = "I can't see anybody. Step into the picture."


class Lit(HandSource):
    """A camera in a room with light and shade."""

    def read(self):
        frame = super().read()
        if frame is None:
            return None
        image = np.linspace(60, 200, 64 * 48 * 3).reshape(48, 64, 3).astype(np.uint8)
        return type(frame)(frame.index, frame.time_s, image)


class Acting(Nobody):
    """An estimator that sees a body which moves by a formula."""

    def __init__(self, motion: Motion) -> None:
        super().__init__()
        self._motion = motion

    def estimate(self, frame) -> Pose | None:
        return at(self._motion, frame.index * STEP_S)


class Studio:
    """A window with a recorder, in which each frame is a tenth of a second, whatever it takes."""

    def __init__(
        self, qtbot: QtBot, exercise: str, motion: Motion, source: Lit | None = None
    ) -> None:
        self._qtbot = qtbot
        self.now_s = 0.0
        self.frame = -1
        self.source = source or Lit()
        self.recorder = Recorder(self.clock)
        self.given: dict[str, float] = {}
        exercise_ = load_exercise(exercise)
        self.window = LiveWindow(
            (exercise_,),
            [CameraChoice("Camera 0", source="0")],
            lambda _text: self.source,
            lambda wake: LiveEngine(wake, open_estimator=lambda: Acting(motion)),
            voice=self.recorder,
        )
        self.window.speaker._clock = self.clock
        self.window.resize(self.window.minimumSize())
        qtbot.addWidget(self.window, before_close_func=lambda _window: self.source.let_go())
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.begin(exercise_, "0")

    def clock(self) -> float:
        return self.now_s

    def until(self, time_s: float) -> None:
        """Show frame after frame."""
        while self.now_s < time_s - STEP_S / 2:
            self.frame += 1
            self.now_s = self.frame * STEP_S
            self.source.give()
            while self.shown != self.frame:
                QApplication.processEvents()
            self._note()

    def _note(self) -> None:
        """Note when there was first reason to say something, as the session tells it."""
        update = self.window.live.update
        reasons = [str(update.counts.full), "" if update.cue is None else update.cue.text]
        if update.hold is not None and update.hold.good_s >= update.hold.target_s:
            reasons.append("Done. Well held.")
        for text in reasons:
            self.given.setdefault(text, self.now_s)

    @property
    def texts(self) -> list[str]:
        return list(self.recorder.texts)

    def check_times(self) -> None:
        """Nothing was said over anything else, and nothing too late."""
        for one, other in pairwise(self.recorder.said):
            assert one.end_s <= other.start_s
        for one in self.recorder.said:
            waited_s = one.start_s - self.given.get(one.text, one.start_s)
            assert 0.0 <= waited_s <= KEEP_S[one.kind] + 1e-6

    @property
    def shown(self) -> int:
        live = self.window.live
        return -1 if live is None or live.frame is None else live.frame.index

    def press(self, key: Qt.Key) -> None:
        self._qtbot.keyClick(self.window.focusWidget() or self.window, key)

    def in_state(self, state: LiveState) -> None:
        self._qtbot.waitUntil(lambda: self.window.live.state is state, timeout=20_000)


Make = Callable[..., Studio]


@pytest.fixture
def studio(qtbot: QtBot) -> Make:
    return lambda exercise, motion, source=None: Studio(qtbot, exercise, motion, source)


def late_bridge(t: float) -> Pose | None:
    """Nobody for 4 s, then three bridges, the second of them too high."""
    return None if t < 4.0 else bridge(t - 4.0, top=205.0 if 11.0 < t < 17.0 else 178.0)


def test_a_whole_set_is_heard_in_order_and_in_time(studio: Make) -> None:
    # GIVEN somebody who comes late, bridges three times, once too high
    one = studio("bridge", late_bridge)
    # WHEN it is watched to its end
    one.until(24.0)
    # THEN each thing is said once, one after the other, none of it late
    over_arch = "Stop when knees, hips and ribs line up."
    assert one.texts == [STEP_IN, "Go.", "1", over_arch, "2", "Yes, a straight ramp.", "3"]
    one.check_times()
    assert one.recorder.said[0].start_s == pytest.approx(PATIENCE_S)
    # AND the second number waited until the cue was said
    cue, two = one.recorder.said[3:5]
    assert one.given["2"] < cue.end_s <= two.start_s


def test_a_hold_is_counted_down_and_what_comes_too_late_is_dropped(studio: Make) -> None:
    # GIVEN a plank that sags for a while
    one = studio("plank", plank)
    # WHEN it is held on to its goal
    one.until(14.0)
    # THEN the cue comes in time, and the last second, which the praise was said over, is dropped
    sag = "Push the floor away, one long line."
    assert one.texts == [
        *["Go.", "Halfway.", sag, "3", "2", "Yes, one long line.", "Done. Well held."]
    ]
    one.check_times()


def test_v_mutes_and_the_window_says_so(studio: Make) -> None:
    # GIVEN a session in which a sentence is being said
    one = studio("bridge", lambda _t: None)
    status = one.window.page.voice_info
    one.until(3.5)
    assert (one.texts, status.text, status.isVisible()) == ([STEP_IN], "Voice on (V)", True)
    assert one.recorder.speaking
    # WHEN V is pressed THEN it is silent at once, and nothing more is said
    one.press(Qt.Key.Key_V)
    assert not one.recorder.speaking
    assert status.text == "Voice off (V)"
    one.until(12.0)
    assert one.texts == [STEP_IN]
    # WHEN it is pressed again THEN it goes on with what is true then
    one.press(Qt.Key.Key_V)
    assert status.text == "Voice on (V)"
    one.until(20.0)
    assert one.texts == [STEP_IN, STEP_IN]


def test_in_a_pause_nothing_is_said(studio: Make) -> None:
    # GIVEN a session in which a sentence is being said
    one = studio("bridge", lambda _t: None)
    one.until(0.5)
    one.press(Qt.Key.Key_Space)
    one.in_state(LiveState.RUNNING)
    one.until(3.5)
    assert one.recorder.speaking
    # WHEN it is paused THEN it is silent, for as long as the pause lasts
    one.press(Qt.Key.Key_Space)
    one.in_state(LiveState.PAUSED)
    one.until(3.8)
    assert not one.recorder.speaking
    one.until(9.0)
    assert one.texts == [STEP_IN]


def test_a_lost_camera_is_said_at_once(studio: Make) -> None:
    # GIVEN a camera that is unplugged while a sentence is being said
    words = "The camera was unplugged: plug it in again."
    source = Lit(35, error=SourceLostError(words))
    one = studio("bridge", lambda _t: None, source)
    one.until(3.4)
    assert one.recorder.speaking
    # WHEN it is lost THEN that is said, not over the other sentence
    source.give()
    one.in_state(LiveState.LOST)
    assert one.texts == [STEP_IN, words]
    assert one.recorder.said[-1].kind is Kind.ALERT
    one.check_times()


def test_closed_it_is_silent(studio: Make) -> None:
    one = studio("bridge", lambda _t: None)
    one.until(3.2)
    one.source.let_go()
    one.window.close()
    assert not one.recorder.speaking


TROUBLE = "No loudspeaker was found: connect one and start again."


def test_why_nothing_is_heard_is_read_until_it_begins(qtbot: QtBot) -> None:
    # GIVEN a window that cannot speak
    page = LivePage()
    qtbot.addWidget(page)
    page.resize(1280, 720)
    exercise = load_exercise("bridge")
    page.show_live(LiveFrame(state=LiveState.SETUP, exercise=exercise), mirrored=False)
    # WHEN it is set up THEN the reason is in the small print; while somebody moves it is not
    page.show_voice("No voice", TROUBLE)
    assert (page.voice_info.text, page.voice_info.toolTip()) == ("No voice", TROUBLE)
    assert page.not_judged.text.endswith(TROUBLE)
    page.show_live(LiveFrame(state=LiveState.RUNNING, exercise=exercise), mirrored=False)
    assert page.not_judged.text == ""


# As the command opens it


@pytest.fixture
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.mark.usefixtures("_own_settings")
def test_the_voice_is_chosen_by_option_and_by_variable(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def status(options: Options) -> str:
        window = make_window(options)
        qtbot.addWidget(window)
        assert window.page.voice_info.text == window.speaker.status
        return window.speaker.status

    assert status(Options(voice="off")) == "Voice off"
    assert status(Options()) == "Voice off"
    monkeypatch.setenv("FORMCHECK_VOICE", "auto")
    assert status(Options()) in {"Voice on (V)", "Tones on (V)", "No voice"}
    # Nobody listens to a demonstration.
    assert status(Options(screenshot=tmp_path / "window.png")) == "Voice off"


@pytest.mark.usefixtures("_own_settings")
def test_an_unknown_voice_is_told_before_any_window(qtbot: QtBot) -> None:
    with pytest.raises(SettingError, match="--voice"):
        run_live(voice="loud")
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible()]

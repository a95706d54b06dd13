"""The window with real threads, driven by keyboard; the tests hold the camera by the hand."""

from threading import Event

import numpy as np
import pytest
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QApplication, QFileDialog

from formcheck.errors import SourceError, SourceLostError
from formcheck.exercises.loader import load_exercise
from formcheck.session.live_state import LiveState
from formcheck.ui.safety_note import SafetyNote
from tests.session.live_parts import HandSource, Straight
from tests.ui.bench import Bench

pytestmark = pytest.mark.gui


def test_a_whole_session_by_keyboard(bench: Bench) -> None:
    # GIVEN the chooser, and a camera that gives three frames
    source = HandSource(100)
    bench.sources.append(source)
    assert bench.page is bench.window.chooser
    # WHEN the second exercise and the second camera are chosen with arrows and Enter
    bench.press(Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
    # THEN it opens just these
    assert bench.page is bench.window.page
    bench.until(lambda: bench.opened == ["2"])
    assert bench.live.exercise.slug == "plank"
    bench.show(source, 0)
    assert bench.live.state is LiveState.SETUP
    # WHEN space is pressed again and again THEN it starts, pauses, goes on
    for state in (LiveState.RUNNING, LiveState.PAUSED, LiveState.RUNNING):
        bench.press(Qt.Key.Key_Space)
        bench.in_state(state)
    # WHEN S is pressed THEN the summary comes, with what was recorded
    bench.press(Qt.Key.Key_S)
    bench.in_state(LiveState.ENDED)
    assert bench.page is bench.window.end_page
    assert bench.live.record.exercise == "plank"
    assert bench.window.end_page.went_well.isVisible()
    # WHEN Enter is pressed THEN the same begins again
    source.let_go()
    bench.sources.append(HandSource(100))
    bench.press(Qt.Key.Key_Return)
    bench.until(lambda: bench.opened == ["2", "2"])
    assert bench.page is bench.window.page


def test_opening_is_shown_while_the_model_loads(bench: Bench) -> None:
    bench.estimator.loading.clear()
    bench.begin(HandSource(1))
    assert bench.live.state is LiveState.OPENING
    assert bench.window.page.banner.words.text == "Opening the camera…"
    assert not bench.window.page.main_button.isEnabled()


@pytest.mark.parametrize("stuck", ["camera", "model"])
def test_window_answers_while_something_is_stuck(bench: Bench, stuck: str) -> None:
    # GIVEN a camera, or a model, that does not come back
    source = HandSource(10)
    if stuck == "model":
        bench.estimator.loading.clear()
    bench.begin(source)
    if stuck == "camera":
        bench.show(source, 0)
    # WHEN time passes THEN timers run, and the window can be changed
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(5)
    bench.until(lambda: len(ticks) >= 5)
    timer.stop()
    bench.press(Qt.Key.Key_E)
    assert bench.page is bench.window.chooser


def test_lost_camera_shows_the_session_so_far_and_a_way_on(bench: Bench) -> None:
    # GIVEN a session whose camera is lost after two frames
    source = HandSource(2, error=SourceLostError("The camera was unplugged: plug it in again."))
    bench.begin(source)
    bench.show(source, 0)
    bench.show(source, 1)
    # WHEN it is lost
    source.give()
    bench.in_state(LiveState.LOST)
    # THEN sentence and record are shown, and Enter tries again
    page = bench.window.end_page
    assert bench.page is page
    assert page.trouble.words.text == "The camera was unplugged: plug it in again."
    assert bench.live.record.source.frames == 2
    assert page.work_on.isVisible()
    assert page.again_button.hasFocus()
    bench.sources.append(HandSource(2))
    bench.press(Qt.Key.Key_Return)
    bench.until(lambda: len(bench.opened) == 2)


def test_camera_that_does_not_open_can_be_tried_again(bench: Bench) -> None:
    bench.begin(HandSource(refuses=SourceError("Another program uses the camera: close it.")))
    bench.in_state(LiveState.FAILED)
    page = bench.window.end_page
    assert page.trouble.words.text == "Another program uses the camera: close it."
    assert not page.went_well.isVisible()
    good = HandSource(5)
    bench.sources.append(good)
    bench.press(Qt.Key.Key_Space)
    bench.show(good, 0)
    assert bench.page is bench.window.page


def test_closing_ends_the_threads(bench: Bench) -> None:
    source = HandSource(5)
    bench.begin(source)
    bench.show(source, 0)
    source.let_go()
    bench.window.close()
    assert bench.window._engine.close(timeout_s=0.0)
    assert source.closed.is_set()


def test_choosing_pauses_and_escape_goes_back(bench: Bench) -> None:
    # GIVEN a running session
    source = HandSource(20)
    bench.begin(source)
    bench.show(source, 0)
    bench.press(Qt.Key.Key_Space)
    bench.in_state(LiveState.RUNNING)
    # WHEN another camera is looked for
    bench.press(Qt.Key.Key_C)
    bench.in_state(LiveState.PAUSED)
    # THEN the camera list has the focus, and Escape goes back to the paused session
    assert bench.window.chooser.camera_list.hasFocus()
    assert bench.window.chooser.back_button.isVisible()
    bench.press(Qt.Key.Key_Escape)
    assert bench.page is bench.window.page
    assert bench.window.page.banner.words.text.startswith("Paused")


def test_session_that_ends_behind_the_chooser_leaves_it_there(bench: Bench) -> None:
    source = HandSource(1)
    bench.begin(source)
    bench.show(source, 0)
    bench.press(Qt.Key.Key_E)
    source.let_go()
    bench.in_state(LiveState.ENDED)
    assert bench.page is bench.window.chooser
    assert not bench.window.chooser.back_button.isVisible()


def test_escape_stops_then_closes(bench: Bench) -> None:
    source = HandSource(5)
    bench.begin(source)
    bench.show(source, 0)
    bench.press(Qt.Key.Key_Escape)
    bench.in_state(LiveState.ENDED)
    assert bench.page is bench.window.end_page
    source.let_go()
    bench.press(Qt.Key.Key_Escape)
    assert not bench.window.isVisible()


def test_stop_before_the_first_picture_goes_back_to_the_chooser(bench: Bench) -> None:
    bench.begin(HandSource(5))
    bench.press(Qt.Key.Key_S)
    bench.in_state(LiveState.ENDED)
    assert bench.page is bench.window.chooser


class Halves(HandSource):
    """A picture that is red on the left and blue on the right."""

    def read(self):
        frame = super().read()
        if frame is None:
            return None
        image = np.zeros((48, 64, 3), np.uint8)
        image[:, :32, 2] = 255
        image[:, 32:, 0] = 255
        return type(frame)(frame.index, frame.time_s, image)


def left_colour(bench: Bench) -> str:
    video = bench.window.page.video
    image = video.grab().toImage()
    place = video.picture_rect()
    colour = QColor(image.pixel(int(place.left() + place.width() * 0.2), int(place.top() + 10)))
    return "red" if colour.red() > colour.blue() else "blue"


def test_live_picture_is_mirrored_and_m_turns_it(bench: Bench) -> None:
    # GIVEN a live camera
    source = Halves(5)
    bench.begin(source)
    bench.show(source, 0)
    # THEN the person sees a mirror; M shows it as the camera sees it, and back
    assert left_colour(bench) == "blue"
    bench.press(Qt.Key.Key_M)
    assert left_colour(bench) == "red"
    bench.press(Qt.Key.Key_M)
    assert left_colour(bench) == "blue"
    # AND the rules still get it as the camera gave it
    assert bench.live.frame.image[0, 0, 2] == 255


def test_f_fills_the_screen_and_back(bench: Bench) -> None:
    bench.press(Qt.Key.Key_F)
    assert bench.window.isFullScreen()
    bench.press(Qt.Key.Key_F)
    assert not bench.window.isFullScreen()


def test_space_presses_the_button_that_has_the_focus(bench: Bench) -> None:
    source = HandSource(5)
    bench.begin(source)
    bench.show(source, 0)
    bench.window.page.stop_button.setFocus()
    bench.press(Qt.Key.Key_Space)
    bench.in_state(LiveState.ENDED)


def test_mouse_works_too(bench: Bench) -> None:
    source = HandSource(5)
    bench.begin(source)
    bench.show(source, 0)
    left = Qt.MouseButton.LeftButton
    bench.qtbot.mouseClick(bench.window.page.main_button, left)
    bench.in_state(LiveState.RUNNING)
    bench.qtbot.mouseClick(bench.window.page.stop_button, left)
    bench.in_state(LiveState.ENDED)
    bench.qtbot.mouseClick(bench.window.end_page.choose_button, left)
    assert bench.page is bench.window.chooser


def test_address_of_a_phone_is_typed_not_taken_for_commands(bench: Bench) -> None:
    # GIVEN the network camera is chosen
    chooser = bench.window.chooser
    chooser.camera_list.setCurrentRow(2)
    bench.press(Qt.Key.Key_Space)
    # WHEN its address is typed, with letters that are commands elsewhere
    assert chooser.address.hasFocus()
    bench.sources.append(HandSource(1))
    bench.qtbot.keyClicks(chooser.address, "http://some.cafe/m")
    assert bench.page is chooser
    bench.press(Qt.Key.Key_Return)
    # THEN it is opened
    bench.until(lambda: bench.opened == ["http://some.cafe/m"])


@pytest.mark.parametrize("answer", ["", "/videos/bridge.mp4"])
def test_clip_is_asked_for(bench: Bench, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    # The system's own dialog cannot be driven from here.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (answer, ""))
    bench.window.chooser.camera_list.setCurrentRow(3)
    bench.sources.append(HandSource(1))
    bench.qtbot.mouseClick(bench.window.chooser.start_button, Qt.MouseButton.LeftButton)
    if answer:
        bench.until(lambda: bench.opened == [answer])
        assert bench.window.chooser.camera_list.item(0).text() == "bridge.mp4"
    else:
        assert bench.page is bench.window.chooser


def test_wake_up_after_closing_is_harmless(bench: Bench) -> None:
    # GIVEN a window that was closed while its camera is stuck
    source = HandSource(5)
    bench.begin(source)
    bench.show(source, 0)
    woke = Event()
    bench.window._waker.woke.connect(woke.set)
    bench.window._engine.stop()
    bench.in_state(LiveState.ENDED)
    bench.window.hide()
    # WHEN the camera comes back at last THEN nothing breaks
    source.let_go()
    assert bench.window._engine.close()
    assert woke.is_set()


def test_z_takes_the_own_straight_line(bench: Bench) -> None:
    # GIVEN somebody in a straight plank before the camera
    bench.estimator = Straight()
    source = HandSource(1000)
    bench.sources.append(source)
    bench.press(Qt.Key.Key_Z)
    bench.window.begin(load_exercise("plank"), "0")
    bench.show(source, 0)
    assert "Z: set my straight line" in bench.window.page.not_judged.text
    # WHEN Z is pressed THEN the window asks for a straight plank and counts down
    bench.press(Qt.Key.Key_Z)
    for index in range(1, 12):
        bench.show(source, index)
    said = bench.window.page.banner.words.text
    assert said.startswith("Hold a straight plank for three seconds.")
    assert "Z:" not in bench.window.page.not_judged.text
    # WHEN three seconds are over THEN it says so, and shows the zero afterwards
    for index in range(12, 40):
        bench.show(source, index)
    assert bench.window.page.banner.words.text == "Got it. That is your straight line."
    for index in range(40, 70):
        bench.show(source, index)
    assert bench.window.page.not_judged.text.startswith("My straight line ")


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_when_to_seek_care_can_be_read_at_any_time(bench: Bench) -> None:
    # GIVEN a session that runs
    source = HandSource()
    bench.begin(source)
    bench.show(source, 0)
    # WHEN F1 is pressed
    bench.press(Qt.Key.Key_F1)
    # THEN the page is there, and the session waits
    note = QApplication.activeModalWidget()
    assert isinstance(note, SafetyNote)
    bench.in_state(LiveState.PAUSED)
    bench.qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert not note.isVisible()

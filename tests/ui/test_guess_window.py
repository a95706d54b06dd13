"""The window says what it thinks somebody is doing, and begins nothing by itself."""

from dataclasses import replace

import pytest
from PyQt6.QtCore import Qt

from formcheck.capture.frame import Frame
from formcheck.errors import SourceLostError
from formcheck.pose.pose import Pose
from formcheck.session.live_state import LiveState
from formcheck.ui import guess_words
from tests.session.live_parts import HandSource, Nobody
from tests.session.motion import bridge
from tests.ui.bench import Bench

pytestmark = pytest.mark.gui


class Bridging(Nobody):
    """An estimator that sees somebody do bridges."""

    def estimate(self, frame: Frame) -> Pose | None:
        return replace(bridge(frame.time_s - 5.0), time_s=frame.time_s)


@pytest.fixture
def guessing(bench: Bench) -> HandSource:
    """Choose, by keyboard, to show what is done."""
    source = HandSource(1000)
    bench.sources.append(source)
    bench.press(Qt.Key.Key_End)
    assert bench.window.chooser.about.text == guess_words.about()
    bench.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert bench.page is bench.window.page
    return source


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_an_offer_is_made_and_taken_by_one_key(
    bench: Bench, guessing: HandSource, key: Qt.Key
) -> None:
    # GIVEN a window that finds out what is done
    bench.estimator.__class__ = Bridging
    page = bench.window.page
    bench.show(guessing, 0)
    assert page.title.text == "Show me what you do"
    assert not page.main_button.isEnabled()
    bench.press(key)
    assert bench.live.guess is not None
    # WHEN somebody has done a bridge
    for index in range(1, 105):
        bench.show(guessing, index)
    # THEN it is offered, and nothing was begun
    assert page.banner.words.text == "I think this is: Glute bridge. Enter to take it."
    assert page.main_button.isEnabled()
    assert bench.live.update is None
    assert bench.live.state is LiveState.SETUP
    assert bench.opened == ["0"]
    # WHEN it is taken THEN a session of it begins with the same camera
    guessing.let_go()
    second = HandSource(10)
    bench.sources.append(second)
    bench.press(key)
    bench.until(lambda: bench.opened == ["0", "0"])
    bench.show(second, 0)
    assert bench.live.guess is None
    assert bench.live.exercise.slug == "bridge"
    assert page.title.text == "Glute bridge"


def test_nobody_is_asked_to_step_in_and_stop_leads_back(bench: Bench, guessing: HandSource) -> None:
    bench.show(guessing, 0)
    assert bench.window.page.banner.words.text == "Step into the picture."
    bench.press(Qt.Key.Key_S)
    bench.in_state(LiveState.ENDED)
    bench.until(lambda: bench.page is bench.window.chooser)


def test_a_lost_camera_is_said_and_can_be_tried_again(bench: Bench) -> None:
    lost = HandSource(1, error=SourceLostError("The camera was unplugged."))
    bench.sources += [lost, HandSource(5)]
    bench.window.begin_guessing("0")
    assert bench.window.page.banner.words.text == "Opening the camera…"
    bench.show(lost, 0)
    lost.give()
    bench.in_state(LiveState.FAILED)
    assert bench.window.end_page.trouble.words.text == "The camera was unplugged."
    bench.press(Qt.Key.Key_Return)
    bench.until(lambda: len(bench.opened) == 2)
    bench.show(bench.sources[1], 0)
    assert bench.live.guess is not None

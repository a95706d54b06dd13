"""Guided movements in the window: repetitions are told, by key or button."""

import pytest
from PyQt6.QtCore import Qt

from formcheck.checking.results import Counts
from formcheck.exercises.loader import load_exercise
from formcheck.session.live_state import LiveState
from formcheck.ui.live_window import _Wanted
from tests.session.live_parts import HandSource, Straight
from tests.ui.bench import Bench
from tests.ui.conftest import RULES

pytestmark = pytest.mark.gui


def test_a_guided_repetition_is_told_by_key_and_by_button(bench: Bench) -> None:
    # GIVEN somebody in position for a guided movement
    guided = load_exercise("plank").model_copy(update={"rule": RULES["guided"]})
    bench.estimator = Straight()
    source = HandSource(100)
    bench.sources.append(source)
    bench.window._wanted = _Wanted(guided, "0")
    bench.window.tap()  # in the chooser: nothing to tell of yet
    bench.window.begin_again()
    for index in range(12):
        bench.show(source, index)
    bench.in_state(LiveState.RUNNING)
    button = bench.window.page.tap_button
    assert button.isVisible()
    # WHEN T is pressed, and then the button
    bench.press(Qt.Key.Key_T)
    bench.show(source, 12)
    assert bench.live.update.counts == Counts(guided=1)
    bench.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.show(source, 13)
    # THEN both are counted, apart from full ones
    assert bench.live.update.counts == Counts(guided=2)
    assert bench.window.page.count_panel.goal.text == "2 of 10 done"
    # WHEN it is paused THEN nothing can be told
    bench.press(Qt.Key.Key_Space)
    bench.in_state(LiveState.PAUSED)
    assert not button.isVisible()


def test_only_guided_movements_are_told(bench: Bench) -> None:
    source = HandSource(100)
    bench.begin(source)
    bench.show(source, 0)
    bench.press(Qt.Key.Key_Space)
    bench.in_state(LiveState.RUNNING)
    assert not bench.window.page.tap_button.isVisible()

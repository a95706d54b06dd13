"""A decoder that crashes while a recording is reviewed: it is killed, from outside."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from formcheck.capture.apart import FilmApart
from formcheck.own_process import VARIABLE
from formcheck.ui.look import Colours, Look
from formcheck.ui.review.compare_pane import ComparePane
from formcheck.ui.review.compare_pick import Compared
from formcheck.ui.review.window import ReviewWindow
from tests.capture.pictures import every_ms, write_clip
from tests.review.test_take import poses_of, take_of
from tests.ui.review.windows import WAIT_MS, item_of, open_window, until_settled

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.skipif(not hasattr(signal, "SIGSEGV"), reason="no such signal here"),
]

POSES = poses_of("bridge_good", slice(0, 40))


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "clip.mp4", every_ms(1000 / 30, 40))


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1")


def decoders() -> list[int]:
    children = psutil.Process().children()
    return [one.pid for one in children if "formcheck.capture.decoder" in one.cmdline()]


def crash_decoder() -> None:
    (pid,) = decoders()
    os.kill(pid, signal.SIGSEGV)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, clip: Path) -> Iterator[ReviewWindow]:
    opened = open_window(qtbot, (item_of(tmp_path, video=clip, poses=POSES),))
    yield opened
    opened.close()
    assert decoders() == []


def test_the_review_goes_on_with_the_body_alone(qtbot: QtBot, window: ReviewWindow) -> None:
    # GIVEN a recording that stands at a moment
    player = window.player
    assert player is not None
    player.pause()
    player.seek(0.5)
    qtbot.waitUntil(lambda: player.time_s > 0.45, timeout=WAIT_MS)
    at_s = player.time_s
    # WHEN its decoder crashes and another moment is asked for
    crash_decoder()
    player.seek(1.0)
    # THEN it is told, and the body is shown at the moment that was seen last
    qtbot.waitUntil(lambda: window.player is not player, timeout=WAIT_MS)
    until_settled(qtbot, window)
    assert "clip.mp4 was stopped" in window.head.message.text()
    assert decoders() == []
    again = window.player
    assert again is not None
    qtbot.waitUntil(lambda: abs(again.time_s - at_s) < 0.1, timeout=WAIT_MS)
    assert not again.playing
    # AND it can be stepped through and opened again, with its pictures
    again.step(1)
    qtbot.waitUntil(lambda: again.time_s > at_s, timeout=WAIT_MS)
    item = window.work.item
    assert item is not None
    window.work.open(item)
    assert isinstance(window.work.pictures(), FilmApart)


def test_a_comparison_goes_on_with_the_body_alone(qtbot: QtBot, clip: Path) -> None:
    # GIVEN one side of a comparison
    take = take_of(POSES, "bridge")
    look = Look.of_window(600, Colours.DARK, 100)
    pane = ComparePane("A", 0, [Compared(take, "clip", clip)], 0, look)
    qtbot.addWidget(pane)
    qtbot.waitUntil(lambda: pane.player.picture is not None, timeout=WAIT_MS)
    # WHEN its decoder crashes
    crash_decoder()
    pane.player.seek(1.0)
    # THEN the body is shown without pictures, and it is said why
    qtbot.waitUntil(lambda: bool(pane.trouble), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: pane.player.picture is not None, timeout=WAIT_MS)
    assert "clip.mp4 was stopped" in pane.trouble
    assert decoders() == []
    pane.close_film()

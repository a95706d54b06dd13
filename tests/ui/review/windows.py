"""Review windows for tests: opened on something, settled, and closed again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from formcheck.review.item import Item
from formcheck.ui.look import Colours
from formcheck.ui.review.window import ReviewWindow

WAIT_MS = 60_000
Opened = Callable[..., ReviewWindow]


def until_settled(qtbot: QtBot, window: ReviewWindow) -> None:
    def settled() -> bool:
        player = window.player
        return player is not None and player.picture is not None and window.work.settled

    qtbot.waitUntil(settled, timeout=WAIT_MS)


def open_window(qtbot: QtBot, items: tuple[Item, ...], *, settle: bool = True) -> ReviewWindow:
    window = ReviewWindow(items, kept=None, colours=Colours.DARK)
    qtbot.addWidget(window)
    window.show()
    if settle:
        until_settled(qtbot, window)
    return window


def item_of(tmp_path: Path, **values: Any) -> Item:
    first: dict[str, Any] = {"title": "clip", "beside": tmp_path / "clip.mp4", "exercise": "bridge"}
    return Item(**{**first, **values})

"""Every screen of the app at every size: names, the order of the keyboard, and whole texts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from formcheck.language import language, use_language
from formcheck.session.live_state import LiveFrame
from formcheck.ui import resident as resident_module
from tests.ui.home_parts import moves_in
from tests.ui.screens.checks import problems
from tests.ui.screens.desk_screens import DESK_SCREENS
from tests.ui.screens.registry import SCREENS, Kit
from tests.ui.screens.sent_screens import SENT_SCREENS

pytestmark = [pytest.mark.gui, pytest.mark.model]

SIZES = [
    ((1280, 720), 100, "en"),
    ((1920, 1080), 100, "de"),
    ((800, 480), 100, "en"),
    ((1280, 720), 200, "de"),
]


@pytest.fixture(params=SIZES, ids=str)
def shape(request: pytest.FixtureRequest) -> tuple[tuple[int, int], int, str]:
    return request.param


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_every_screen(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    state_of: Callable[[str], LiveFrame],
    shape: tuple[tuple[int, int], int, str],
) -> None:
    size, zoom, code = shape
    monkeypatch.setattr(resident_module, "known_moves", lambda: moves_in(language()))
    use_language(code)
    kit = Kit(qtbot, tmp_path, size, zoom, state_of)
    found = [
        f"{name}: {problem}"
        for name, show in (SCREENS | DESK_SCREENS | SENT_SCREENS).items()
        for top in show(kit)
        for problem in problems(top)
    ]
    kit.home.store.close()
    assert not found, "\n".join(found)

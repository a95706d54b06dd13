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

Shape = tuple[tuple[int, int], int, str]
Walk = Callable[[Shape], list[str]]

FIRST: Shape = ((1280, 720), 100, "en")
OTHERS: list[Shape] = [
    ((1920, 1080), 100, "de"),
    ((800, 480), 100, "en"),
    ((1280, 720), 200, "de"),
]


@pytest.fixture
def walk(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    state_of: Callable[[str], LiveFrame],
) -> Walk:
    """Return a function that gives everything that is wrong with any screen at one size."""

    def problems_at(shape: Shape) -> list[str]:
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
        return found

    return problems_at


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_every_screen(walk: Walk) -> None:
    found = walk(FIRST)
    assert not found, "\n".join(found)


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize("shape", OTHERS, ids=str)
def test_every_screen_at_other_sizes(walk: Walk, shape: Shape) -> None:
    found = walk(shape)
    assert not found, "\n".join(found)

"""How the first window looks: colours, sizes, and nothing cut off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import (
    QApplication,
    QWidget,
)
from pytestqt.qtbot import QtBot

from formcheck.language import language, use_language
from formcheck.ui import resident as resident_module
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.look import DARK, LIGHT, ZOOMS, Colours, palette_of
from tests.ui.home_parts import Home, moves_in
from tests.ui.screens.checks import problems
from tests.ui.test_screens import contrast

pytestmark = pytest.mark.gui


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setattr(
        "formcheck.care.programme_file.user_programmes_dir", lambda: tmp_path / "programmes"
    )
    monkeypatch.setattr(resident_module, "known_moves", lambda: moves_in(language()))
    made = Home(qtbot, tmp_path)
    yield made
    if made.window.flow.opened is not None:
        made.window.flow.opened.close()
    made.store.close()


def actions(window: HomeWindow) -> dict[str, QAction]:
    return {one.text().replace("&", ""): one for one in window.findChildren(QAction)}


SCREENS = [((1920, 1080), 200, "en"), ((800, 480), 200, "de")]
"""Beside those at which every screen is walked."""


@pytest.mark.parametrize("one", [DARK, LIGHT])
def test_words_stand_out(one: object) -> None:
    assert isinstance(one, type(DARK))
    for ground in (one.background, one.surface, one.raised):
        assert contrast(one.text, ground) >= 4.5
        assert contrast(one.muted, ground) >= 4.5
        assert contrast(one.focus, ground) >= 3
    assert contrast(one.warning, one.surface) >= 4.5
    assert contrast(one.off, one.surface) >= 4.5


def test_the_colours_follow_the_system_unless_chosen(qapp: QApplication) -> None:
    assert palette_of(Colours.SYSTEM) in {DARK, LIGHT}
    assert palette_of(Colours.LIGHT) is LIGHT
    assert palette_of(Colours.DARK) is DARK


def tops(home: Home) -> Iterator[tuple[str, QWidget]]:
    """Give every page and the dialog, each shown."""
    window = home.window
    window.show_home()
    QApplication.processEvents()
    yield "home", window
    window.show_learn("seek-care")
    QApplication.processEvents()
    yield "learn", window
    window.show_home()
    window.flow.ask()
    home.roomy(home.dialog)
    QApplication.processEvents()
    yield "consent", home.dialog
    home.dialog.answer(yes=True)
    QApplication.processEvents()
    yield "question", home.dialog
    home.dialog.answer(yes=True)
    QApplication.processEvents()
    yield "stop", home.dialog
    home.dialog.close()
    QApplication.processEvents()


@pytest.mark.parametrize(("size", "zoom", "code"), SCREENS, ids=str)
def test_nothing_is_cut_off(home: Home, size: tuple[int, int], zoom: int, code: str) -> None:
    use_language(code)
    window = home.another(colours=Colours.LIGHT, zoom=zoom)
    window.resize(*size)
    for name, top in tops(home):
        if top is window:
            assert (top.width(), top.height()) == size
        assert problems(top) == [], name


def test_letters_are_twice_as_large(home: Home) -> None:
    before = home.window.home.start_button.font().pixelSize()
    actions(home.window)[f"{ZOOMS[-1]} %"].trigger()
    assert home.window.home.start_button.font().pixelSize() == 2 * before

"""Dialogs are seen whole, with their title, also where the window under them is not."""

import ast
from pathlib import Path

import pytest
from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QLabel, QScrollArea, QVBoxLayout
from pytestqt.qtbot import QtBot

import formcheck.ui
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.own_dialog import OwnDialog
from formcheck.ui.place import within

pytestmark = pytest.mark.gui


def opened(qtbot: QtBot, wish: QSize, *, text_px: int = 20) -> OwnDialog:
    """Open a dialog: a button that has the focus, a text that is so high, and a button below."""
    made, text = OwnDialog(), QLabel("Text")
    qtbot.addWidget(made)
    text.setMinimumHeight(text_px)
    text.setWordWrap(True)
    layout = QVBoxLayout(made)
    for one in (push_button("Above"), text, push_button("Below")):
        layout.addWidget(one)
    button(made, "Above").setFocus()
    made.setMinimumSize(wish)
    made.resize(wish)
    with qtbot.waitActive(made):
        made.open()
        made.activateWindow()
    return made


def button(dialog: OwnDialog, words: str) -> Button:
    return next(one for one in dialog.findChildren(Button) if one.text() == words)


def test_a_dialog_that_fits_is_as_large_as_its_opener_wishes(qtbot: QtBot) -> None:
    dialog = opened(qtbot, QSize(300, 200))
    assert dialog.size() == dialog.minimumSize() == QSize(300, 200)
    assert dialog.findChildren(QScrollArea) == []


def test_a_dialog_larger_than_its_screen_is_seen_whole(qtbot: QtBot) -> None:
    # GIVEN a dialog that wants more than its screen has, as over a window of a larger screen
    # WHEN it opens
    dialog = opened(qtbot, QSize(3000, 2000))
    # THEN it is on the screen with what a desktop puts around it
    screen = dialog.screen()
    assert screen is not None
    assert dialog.size() == within(screen, QSize(3000, 2000))
    assert screen.availableGeometry().contains(dialog.frameGeometry())
    # AND nothing scrolls that has room
    assert dialog.findChildren(QScrollArea) == []


def test_what_the_screen_has_no_room_for_scrolls(qtbot: QtBot) -> None:
    # GIVEN a dialog whose last button lies far below what the screen shows
    dialog = opened(qtbot, QSize(300, 200), text_px=3000)
    above, below = button(dialog, "Above"), button(dialog, "Below")
    assert dialog.height() < 3000
    assert dialog.focusWidget() is above
    assert below.visibleRegion().isEmpty()
    # WHEN somebody goes on by keyboard THEN it comes into sight
    qtbot.keyClick(above, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is below
    assert not below.visibleRegion().isEmpty()
    # AND it is one area, however often the dialog opens
    dialog.close()
    dialog.open()
    assert len(dialog.findChildren(QScrollArea)) == 1


def test_every_dialog_of_ours_is_one() -> None:
    folder = Path(formcheck.ui.__path__[0])
    bare = [
        node.name
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "QDialog" for base in node.bases)
    ]
    assert bare == ["OwnDialog"]

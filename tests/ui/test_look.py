"""The dressing of widgets that Qt brings along: read as well as our own."""

import pytest
from PyQt6.QtGui import QColor, QPalette, QStandardItem, QStandardItemModel
from PyQt6.QtWidgets import QLabel, QListView, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from formcheck.ui.look import Colours, Look
from formcheck.ui.theme import INK, STYLE_SHEET

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("kind", [QListView, QTreeView])
@pytest.mark.parametrize("colours", [Colours.DARK, Colours.LIGHT])
def test_the_lists_of_the_file_dialog_can_be_read(
    qtbot: QtBot, kind: type[QListView | QTreeView], colours: Colours
) -> None:
    # GIVEN a list as the dialog has it, in our colours
    look = Look.of_window(560, colours, 100)
    shown = kind()
    qtbot.addWidget(shown)
    model = QStandardItemModel()
    model.appendRow(QStandardItem("days"))
    shown.setModel(model)
    shown.setStyleSheet(look.style_sheet)
    shown.resize(200, 200)
    # THEN the letters, in the colour of all text, have the ground that goes with it
    ground = shown.grab().toImage().pixelColor(100, 180)
    assert ground == QColor(look.palette.surface)


class QBalloonTip(QWidget):
    """As Qt calls its own message at the icon, which it draws where the desktop shows none."""


def test_a_message_at_the_icon_is_dark_on_its_pale_ground(qtbot: QtBot) -> None:
    tip = QBalloonTip()
    qtbot.addWidget(tip)
    words = QLabel("Still here", tip)
    tip.setStyleSheet(STYLE_SHEET)
    words.ensurePolished()
    assert words.palette().color(QPalette.ColorRole.WindowText) == QColor(INK)

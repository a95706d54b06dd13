"""The dressing of widgets that Qt brings along: read as well as our own."""

import pytest
from PyQt6.QtGui import QColor, QStandardItem, QStandardItemModel
from PyQt6.QtWidgets import QListView, QTreeView
from pytestqt.qtbot import QtBot

from formcheck.ui.look import Colours, Look

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

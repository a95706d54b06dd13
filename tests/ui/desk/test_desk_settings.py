"""The settings of the reminder: what is chosen holds at once; what cannot be read is told."""

import pytest
from PyQt6.QtCore import QPoint, QRect, Qt
from PyQt6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from formcheck.language import use_language
from formcheck.settings import (
    CAMERA,
    LANGUAGE,
    LETTERS,
    POSTURE_QUIET,
    POSTURE_STYLE,
    Setting,
)
from formcheck.ui.desk.today_window import ROWS, Page
from tests.ui.desk.chosen_by_hand import ByHand
from tests.ui.desk.window_parts import CAMERAS, Desk

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]


def settings_of(qtbot: QtBot, chosen: ByHand | None = None) -> Desk:
    """The window at its settings."""
    made = Desk(qtbot, chosen or ByHand())
    made.window.show_page(Page.SETTINGS)
    return made


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return settings_of(qtbot)


def down(desk: Desk, setting: Setting) -> None:
    """Choose the next row by key."""
    field = desk.window.settings.fields[setting.name]
    field.setFocus()
    desk.qtbot.keyClick(field, Qt.Key.Key_Down)


def write(desk: Desk, text: str) -> QLineEdit:
    """Write quiet hours, and press Enter."""
    field = desk.window.settings.fields[POSTURE_QUIET.name]
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.clear()
    desk.qtbot.keyClicks(field, text)
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    return field


def test_there_is_a_row_for_everything_at_the_desk(desk: Desk) -> None:
    page = desk.window.settings
    assert list(page.fields) == [one.name for one in ROWS]
    assert page.fields[POSTURE_STYLE.name].hasFocus()
    camera = page.fields[CAMERA.name]
    assert isinstance(camera, QComboBox)
    assert [camera.itemText(row) for row in (1, 2)] == [words for words, _source in CAMERAS]
    assert not page.people_button.isVisible()


def test_what_is_chosen_holds_and_is_told(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.window.changed) as told:
        down(desk, POSTURE_STYLE)
    assert told.args == [POSTURE_STYLE]
    assert desk.chosen.values == {"posture_style": "sound"}


def test_quiet_hours_are_kept_as_they_are_read(desk: Desk) -> None:
    field = write(desk, "22-7; mon-fri 12-13")
    assert desk.chosen.values["posture_quiet"] == "22:00-07:00; Mon-Fri 12:00-13:00"
    assert field.text() == "22:00-07:00; Mon-Fri 12:00-13:00"
    assert write(desk, "").text() == ""
    assert desk.chosen.values["posture_quiet"] == ""


def test_quiet_hours_that_cannot_be_read_are_told_on_their_row(desk: Desk) -> None:
    # GIVEN quiet hours that hold
    write(desk, "22-7")
    # WHEN something else is written
    with desk.qtbot.assertNotEmitted(desk.window.changed):
        field = write(desk, "at night")
    # THEN it is told what was expected, to the screen reader too; what held holds
    told = desk.window.settings.told_by(POSTURE_QUIET)
    assert told.startswith("Expected quiet hours such as 22:00-07:00; Mon-Fri 12:00-13:00, found ")
    assert field.accessibleDescription().endswith(told)
    assert field.text() == "at night"
    assert desk.chosen.values["posture_quiet"] == "22:00-07:00"
    # AND it is gone once it is mended
    write(desk, "23-7")
    assert desk.window.settings.told_by(POSTURE_QUIET) == ""
    assert field.accessibleDescription() == POSTURE_QUIET.help


@pytest.mark.parametrize("size", [(420, 560), (800, 480)])
def test_what_is_wrong_is_in_sight(desk: Desk, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    write(desk, "at night")
    told, scroll = desk.window.settings._told[POSTURE_QUIET.name], desk.window.settings._scroll
    desk.qtbot.waitUntil(lambda: not told.visibleRegion().isEmpty())
    view = scroll.viewport()
    assert view is not None
    desk.qtbot.waitUntil(
        lambda: view.rect().contains(QRect(told.mapTo(view, QPoint()), told.size()))
    )


def test_days_are_those_of_the_language(qtbot: QtBot) -> None:
    use_language("de")
    desk = settings_of(qtbot, ByHand(posture_quiet="Mon-Fri 12:00-13:00"))
    field = desk.window.settings.fields[POSTURE_QUIET.name]
    assert isinstance(field, QLineEdit)
    assert field.text() == "Mo-Fr 12:00-13:00"
    write(desk, "Sa 9-10")
    assert desk.chosen.values["posture_quiet"] == "Sat 09:00-10:00"


def test_what_was_said_at_the_start_is_fixed(desk: Desk) -> None:
    desk.chosen.by[POSTURE_STYLE.name] = "--style"
    desk.window.show_page(Page.SETTINGS)
    page = desk.window.settings
    assert not page.fields[POSTURE_STYLE.name].isEnabled()
    assert page.told_by(POSTURE_STYLE) == "Set by --style, and not to be changed here."


def test_what_cannot_be_kept_is_told(desk: Desk) -> None:
    desk.chosen.broken = True
    down(desk, POSTURE_STYLE)
    assert desk.window.settings.told_by(POSTURE_STYLE) == "The disk is full."


def test_letters_change_at_once(desk: Desk) -> None:
    before = desk.window.settings.home_button.font().pixelSize()
    desk.window.settings.changed.emit(LETTERS, "200")
    assert desk.window.settings.home_button.font().pixelSize() == pytest.approx(2 * before, abs=1)


def test_a_language_asks_for_another_window(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.window.again):
        down(desk, LANGUAGE)


def test_the_focus_is_seen_after_somebody_scrolled_away(desk: Desk) -> None:
    # GIVEN somebody who read on to the end of the settings, and left
    page = desk.window.settings
    page.fields[LANGUAGE.name].setFocus()
    page._scroll.ensureWidgetVisible(page.fields[LANGUAGE.name])
    first = page.fields[POSTURE_STYLE.name]
    assert first.visibleRegion().isEmpty()
    desk.window.show_page(Page.TODAY)
    # WHEN they come again
    desk.window.show_page(Page.SETTINGS)
    # THEN what has the focus is to be seen
    assert first.hasFocus()
    assert first.visibleRegion().boundingRect() == first.rect()

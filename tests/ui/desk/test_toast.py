"""The small window in the corner, and the line at the edge: offscreen; see test_real_desktop."""

import pytest
from PyQt6.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt6.QtGui import QEnterEvent, QGuiApplication
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from formcheck.ui.desk.bare_window import NO_PLACE, can_place
from formcheck.ui.desk.edge_line import THICK_PX, EdgeLine
from formcheck.ui.desk.toast import ToastNote, screen_in_use
from tests.ui.desk.desk_views import MOVE, MOVED, SIT_UP

pytestmark = pytest.mark.gui
TAKES_NOTHING = Qt.WindowType.WindowDoesNotAcceptFocus | Qt.WindowType.WindowStaysOnTopHint


def shown(note: ToastNote):
    assert note.toast is not None
    return note.toast


def words(note: ToastNote) -> list[str]:
    return [one.text() for one in shown(note).findChildren(QLabel) if one.text()]


@pytest.fixture
def note(qtbot: QtBot):
    made = ToastNote()
    made.tell(SIT_UP, pytest.fail)
    yield made
    made.close()


def test_it_says_all_in_a_corner_and_takes_no_keyboard(note: ToastNote) -> None:
    toast = shown(note)
    assert toast.isVisible()
    assert words(note) == [SIT_UP.title, SIT_UP.text, "Click to close"]
    assert toast.accessibleName() == f"{SIT_UP.title}: {SIT_UP.text}"
    # It lies whole within the screen, at its lower right.
    screen = screen_in_use()
    assert screen is not None
    free = screen.availableGeometry()
    assert free.contains(toast.geometry())
    assert free.center().x() < toast.geometry().center().x()
    assert free.center().y() < toast.geometry().center().y()
    assert toast.windowFlags() & TAKES_NOTHING == TAKES_NOTHING
    assert not toast.windowFlags() & Qt.WindowType.WindowTransparentForInput
    assert toast.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not toast.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_a_longer_text_has_room_and_a_new_one_takes_the_place(note: ToastNote) -> None:
    toast, before = shown(note), shown(note).height()
    note.tell(MOVED, pytest.fail)
    assert shown(note) is toast
    assert words(note)[0] == MOVED.title
    [text] = [one for one in toast.findChildren(QLabel) if one.text() == MOVED.text]
    assert text.heightForWidth(text.width()) <= text.height()
    assert toast.height() > before
    note.tell(SIT_UP, pytest.fail)
    assert toast.height() == before


def test_a_click_closes_it(note: ToastNote) -> None:
    QTest.mouseClick(shown(note), Qt.MouseButton.LeftButton)
    assert shown(note).isHidden()
    assert not shown(note)._timer.isActive()


def test_it_goes_by_itself_but_not_while_somebody_reads(note: ToastNote) -> None:
    toast = shown(note)
    assert toast._timer.isActive()
    # WHEN the pointer comes, it waits; when it leaves, time runs again
    here = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert not toast._timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()
    # WHEN it is over
    toast._timer.timeout.emit()
    assert toast.isHidden()


def test_it_can_be_taken_back(qtbot: QtBot, note: ToastNote) -> None:
    note.hush()
    assert shown(note).isHidden()
    note.tell(MOVE, pytest.fail)
    assert shown(note).isVisible()
    note.close()
    assert note.toast is None
    note.hush()
    note.close()


def test_its_letters_grow_with_the_others(qtbot: QtBot, note: ToastNote) -> None:
    larger = ToastNote(200)
    larger.tell(SIT_UP, pytest.fail)
    assert shown(larger).width() > 1.8 * shown(note).width()
    larger.close()


# The line


@pytest.fixture
def line(qtbot: QtBot):
    made = EdgeLine()
    made.tell(SIT_UP, pytest.fail)
    yield made
    made.close()


def test_it_lies_along_the_upper_edge_of_every_screen(line: EdgeLine) -> None:
    screens = QGuiApplication.screens()
    assert len(line.strips) == len(screens) > 0
    for strip, screen in zip(line.strips, screens, strict=True):
        assert strip.isVisible()
        assert strip.geometry().topLeft() == screen.geometry().topLeft()
        assert strip.width() == screen.geometry().width()
        assert strip.height() == THICK_PX
        assert strip.windowFlags() & TAKES_NOTHING == TAKES_NOTHING
        assert strip.windowFlags() & Qt.WindowType.WindowTransparentForInput
        assert strip.accessibleName() == SIT_UP.text


def test_it_is_seen_on_dark_and_on_light_windows(line: EdgeLine) -> None:
    picture = line.strips[0].grab().toImage()
    upper = picture.pixelColor(QPoint(picture.width() // 2, 0))
    lower = picture.pixelColor(QPoint(picture.width() // 2, picture.height() - 1))
    # A light part and a dark one: one of them is apart from any ground.
    assert upper.lightness() - lower.lightness() > 80
    assert upper.saturation() > 200


def test_it_goes_when_it_is_taken_back_and_comes_again(line: EdgeLine) -> None:
    before = line.strips
    line.hush()
    assert line.strips == ()
    assert all(one.isHidden() for one in before)
    assert not line._timer.isActive()
    line.hush()
    line.tell(MOVE, pytest.fail)
    assert line.strips[0].isVisible()


def test_it_goes_by_itself_in_the_end(line: EdgeLine) -> None:
    assert line._timer.isActive()
    line._timer.timeout.emit()
    assert line.strips == ()


def test_told_twice_there_is_one(line: EdgeLine) -> None:
    before = line.strips
    line.tell(SIT_UP, pytest.fail)
    assert len(line.strips) == len(before)
    assert all(one.isHidden() for one in before)


def test_it_follows_screens_that_come_go_or_change(line: EdgeLine, qapp: QApplication) -> None:
    screen = qapp.primaryScreen()
    assert screen is not None
    for changed in (
        lambda: qapp.screenAdded.emit(screen),
        lambda: qapp.screenRemoved.emit(screen),
        lambda: screen.geometryChanged.emit(screen.geometry()),
    ):
        before = line.strips
        changed()
        # THEN it is drawn anew for the screens there are, and still goes by itself
        assert line.strips != before
        assert all(one.isVisible() for one in line.strips)
        assert line._timer.isActive()
        assert line.strips[0].accessibleName() == SIT_UP.text


def test_screens_bring_no_line_where_there_was_none(line: EdgeLine, qapp: QApplication) -> None:
    line.hush()
    qapp.screenAdded.emit(qapp.primaryScreen())
    assert line.strips == ()


def test_where_windows_cannot_be_placed_neither_is_shown(qtbot: QtBot) -> None:
    # GIVEN a desktop that places windows itself
    note, line, failed = ToastNote(places=lambda: False), EdgeLine(places=lambda: False), []
    note.tell(SIT_UP, failed.append)
    line.tell(SIT_UP, failed.append)
    # THEN both say so, and show nothing
    assert failed == [NO_PLACE, NO_PLACE]
    assert note.toast is None
    assert line.strips == ()


def test_wayland_places_windows_itself() -> None:
    assert can_place()
    assert can_place("xcb")
    assert not can_place("wayland")
    assert not can_place("wayland-egl")

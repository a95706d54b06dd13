"""A program on a real X server with a window manager: run by `test_real_desktop`.

Ends with 0 when all of it holds; else the traceback says what does not.
"""

import os
import subprocess
import time
from collections.abc import Callable

from PyQt6.QtCore import QPoint, QRect
from PyQt6.QtDBus import QDBusConnection
from PyQt6.QtGui import QColor, QImage
from PyQt6.QtWidgets import QApplication, QPlainTextEdit, QSystemTrayIcon
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from formcheck.ui.app import application
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.edge_line import EdgeLine
from formcheck.ui.desk.toast import ToastNote
from formcheck.ui.desk.tray import DeskTray
from tests.ui.desk.desk_views import SIT_UP, watching
from tests.ui.desk.sni_panel import SniPanel
from tests.ui.desk.x_monitors import Monitors

PATIENCE_S = 20.0
TEAL, AMBER = QColor("#0F6F64"), QColor("#F2B01E")


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for the other programs: none of them says when it is done."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        QApplication.processEvents()
        time.sleep(0.01)
        if time.monotonic() > end:
            raise AssertionError(f"never: {what}")


class Person:
    """Somebody with a keyboard and a mouse."""

    def __init__(self) -> None:
        self.display = Display()
        self.root = self.display.screen().root

    def active(self) -> int:
        """Return the window that has the keyboard, as the window manager says."""
        name = self.display.intern_atom("_NET_ACTIVE_WINDOW")
        found = self.root.get_full_property(name, X.AnyPropertyType)
        return 0 if found is None else int(found.value[0])

    def types(self, letter: str) -> None:
        key = self.display.keysym_to_keycode(XK.string_to_keysym(letter))
        for kind in (X.KeyPress, X.KeyRelease):
            xtest.fake_input(self.display, kind, key)
        self.display.sync()

    def clicks(self, place: QPoint) -> None:
        xtest.fake_input(self.display, X.MotionNotify, x=place.x(), y=place.y())
        for kind in (X.ButtonPress, X.ButtonRelease):
            xtest.fake_input(self.display, kind, 1)
        self.display.sync()


def seen(place: QRect) -> QImage:
    """Return what a person sees there."""
    screen = QApplication.primaryScreen()
    assert screen is not None
    grabbed = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height())
    return grabbed.toImage()


def share(place: QRect, colour: QColor) -> float:
    """Return how much of it has this colour."""
    picture = seen(place)
    points = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    hits = sum(picture.pixelColor(x, y).rgb() == colour.rgb() for x, y in points)
    return hits / max(1, len(points))


def panel() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["trayer", "--edge", "bottom", "--widthtype", "request", "--SetDockType", "true"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def check_tray() -> None:
    """A panel comes late, shows the icon, dies and comes back."""
    tray = DeskTray(DeskActions())
    told: list[str] = []
    tray.found.connect(lambda: told.append("found"))
    tray.missing.connect(lambda: told.append("missing"))
    tray.show_view(watching())
    tray.start()
    assert not tray.available

    def has(colour: QColor) -> bool:
        tray.look()
        found = tray.findChildren(QSystemTrayIcon)
        place = found[-1].geometry() if tray.available and found else QRect()
        return not place.isEmpty() and share(place, colour) > 0.3

    for colour, lean in ((TEAL, False), (AMBER, True)):
        running = panel()
        try:
            until(lambda colour=colour: has(colour), f"the icon in {colour.name()}")
            tray.show_view(watching(lean=not lean))
            until(lambda lean=lean: has(TEAL if lean else AMBER), "the other icon")
        finally:
            running.kill()
            running.wait()
        until(lambda: tray.look() is None and not tray.available, "the panel is gone")
    assert told == ["found"], told
    tray.close()


def check_panel_on_the_bus() -> None:
    """Such a panel may come late, too, and come back."""
    panel = SniPanel(QDBusConnection.connectToBus(os.environ["DBUS_SESSION_BUS_ADDRESS"], "panel"))
    tray = DeskTray(DeskActions())
    tray.start()
    assert not tray.available
    for times in (1, 2):
        panel.comes()

        def taken(times: int = times) -> bool:
            tray.look()
            return tray.available and len(panel.icons) == times

        until(taken, f"the icon for the {times}. time")
        panel.goes()
        until(lambda: tray.look() is None and not tray.available, "the panel is gone")
    tray.close()


def check_windows() -> None:
    """Neither message nor line takes the keyboard, and clicks go through the line."""
    person, editor = Person(), QPlainTextEdit()
    editor.setWindowTitle("Somebody works here")
    editor.showFullScreen()
    editor.activateWindow()
    until(lambda: person.active() == int(editor.winId()), "the editor has the keyboard")
    # GIVEN both of them over the editor
    note, line = ToastNote(), EdgeLine()
    note.tell(SIT_UP, _fail)
    line.tell(SIT_UP, _fail)
    assert note.toast is not None
    place = line.strips[0].geometry()
    until(lambda: share(place, QColor("#E0A100")) > 0.5, "the line is seen")
    corner = QRect(note.toast.geometry())
    until(lambda: share(corner, QColor("#1C2229")) > 0.5, "the message is seen")
    # THEN the editor still has the keyboard
    assert person.active() == int(editor.winId())
    person.types("a")
    until(lambda: editor.toPlainText() == "a", "a letter in the editor")
    # WHEN somebody clicks at the line, it is the editor that hears it
    editor.setPlainText("long\n" * 3)
    editor.selectAll()
    person.clicks(place.center())
    until(lambda: not editor.textCursor().hasSelection(), "a click through the line")
    # WHEN somebody clicks the message, it goes, and the keyboard stays
    person.clicks(corner.center())
    until(lambda: note.toast is not None and note.toast.isHidden(), "the message is closed")
    assert person.active() == int(editor.winId())
    line.hush()
    until(lambda: share(place, QColor("#E0A100")) < 0.1, "the line is gone")
    note.close()
    editor.close()


def check_screens() -> None:
    """The line follows monitors that are plugged in and out."""
    monitors, line = Monitors(), EdgeLine()
    line.tell(SIT_UP, _fail)
    places: list[list[tuple[int, int]]] = [[(0, 1280)]]

    def lies() -> bool:
        return [(one.x(), one.width()) for one in line.strips if one.isVisible()] == places[-1]

    until(lies, "the line on the one screen")
    monitors.real("LEFT", 800)
    places.append([(0, 800)])
    until(lies, "the line on the smaller screen")
    monitors.plug("RIGHT", 800, 480)
    places.append([(0, 800), (800, 480)])
    until(lies, "the line on both screens")
    monitors.unplug("RIGHT")
    places.append([(0, 800)])
    until(lies, "the line on the one that is left")
    monitors.unplug("LEFT")
    line.close()


def _fail(why: str) -> None:
    raise AssertionError(why)


if __name__ == "__main__":
    APP = application()
    APP.setQuitOnLastWindowClosed(False)
    for check in (check_tray, check_panel_on_the_bus, check_windows, check_screens):
        check()

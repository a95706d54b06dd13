"""The icon in the tray: it leans when you do, its menu has everything, and a click shows today.

::

    WAITING --the desktop has a tray--> FOUND --its panel ended, 10 s--> MISSING
       |                                  ^                                 |
       +-- none after 30 s --> MISSING    +----------- it came -------------+

Panels start when they like: after the programs of the login, or anew after a mistake. Qt decides
what kind of icon it is when it is made, and a kind whose panel comes later never shows: it is made
when there is a tray, and made anew when the tray came back.
"""

import sys
from collections.abc import Callable
from enum import Enum, auto
from typing import Final

from PyQt6.QtCore import QObject, QTimer, pyqtSignal
from PyQt6.QtGui import QFontInfo
from PyQt6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from formcheck.desk.view import DeskState, DeskView
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.icons import face_of, icon
from formcheck.ui.desk.state_words import state_line
from formcheck.ui.look import Colours, Look, palette_of
from formcheck.ui.quiet_qt import quiet_qt

LOOK_MS: Final = 1000
"""While there is none."""
CHECK_MS: Final = 5000
"""While there is one: asking takes 0.1 ms (measured)."""
LATE_LOOKS: Final = 30
"""A desktop has its panel so many seconds after the login (judgement)."""
GONE_LOOKS: Final = 10
"""A panel that ended is back after so many seconds, or not at all (judgement)."""


class _State(Enum):
    WAITING = auto()
    FOUND = auto()
    MISSING = auto()


class DeskTray(QObject):
    """Shows the icon wherever and whenever there is a tray.

    Parameters
    ----------
    actions
        What its menu offers.
    there
        Tells whether there is a tray now.
    make
        Makes the icon.
    """

    found = pyqtSignal()
    """There is a tray now, and the icon in it: windows may hide."""
    missing = pyqtSignal()
    """There is none: the small window is the app, and must be shown."""

    def __init__(
        self,
        actions: DeskActions,
        parent: QObject | None = None,
        *,
        there: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        make: Callable[[QObject], QSystemTrayIcon] = QSystemTrayIcon,
    ) -> None:
        super().__init__(parent)
        self._actions, self._there, self._make = actions, there, make
        self._view = DeskView(state=DeskState.OPENING)
        self._state, self._looks = _State.WAITING, 0
        self._icon: QSystemTrayIcon | None = None
        self.menu = _menu(actions)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    @property
    def available(self) -> bool:
        """Whether the icon is to be seen."""
        return self._icon is not None

    def start(self) -> None:
        """Look for a tray from now on. `found` may be told before this returns."""
        self._timer.start(LOOK_MS)
        self.look()

    def show_view(self, view: DeskView) -> None:
        """Show how things stand."""
        self._view = view
        if self._icon is not None:
            self._dress(self._icon)

    def message(self, title: str, text: str, for_ms: int) -> bool:
        """Show a message at the icon; return whether that can be done here."""
        if self._icon is None or not QSystemTrayIcon.supportsMessages():
            return False
        self._icon.showMessage(title, text, icon(face_of(self._view)), for_ms)
        return True

    def close(self) -> None:
        """Take the icon away."""
        self._timer.stop()
        self._drop()
        self.menu.deleteLater()

    def look(self) -> None:
        """See whether there is a tray; called by a timer."""
        if self._there():
            self._looks = 0
            if self._state is not _State.FOUND or self._icon is None:
                self._take()
            return
        self._drop()
        self._timer.setInterval(LOOK_MS)
        self._looks += 1
        patience = LATE_LOOKS if self._state is _State.WAITING else GONE_LOOKS
        if self._state is not _State.MISSING and self._looks >= patience:
            self._state = _State.MISSING
            self.missing.emit()

    def _take(self) -> None:
        self._icon = self._make(self)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._hear)
        self._dress(self._icon)
        # On a platform that Qt has no tray for it says so to the terminal.
        with quiet_qt():
            self._icon.show()
        self._timer.setInterval(CHECK_MS)
        before, self._state = self._state, _State.FOUND
        if before is not _State.FOUND:
            self.found.emit()

    def _drop(self) -> None:
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def _dress(self, shown: QSystemTrayIcon) -> None:
        face, words = icon(face_of(self._view)), f"formcheck: {state_line(self._view)}"
        # Qt tells the panel each time, which draws it again, and there are two looks a second.
        if shown.icon().cacheKey() != face.cacheKey():
            shown.setIcon(face)
        if shown.toolTip() != words:
            shown.setToolTip(words)

    def _hear(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # On the Mac a click opens the menu.
        if reason is QSystemTrayIcon.ActivationReason.Trigger and sys.platform != "darwin":
            self._actions.today_action.trigger()


def _menu(actions: DeskActions) -> QMenu:
    menu = QMenu()
    # Panels that draw the menu by themselves take no notice of this.
    size_px = QFontInfo(QApplication.font()).pixelSize()
    look = Look(palette_of(Colours.SYSTEM), size_px, size_px, size_px)
    menu.setStyleSheet(look.style_sheet)
    menu.addAction(actions.state_action)
    menu.addSeparator()
    menu.addAction(actions.today_action)
    menu.addAction(actions.break_action)
    menu.addSeparator()
    menu.addAction(actions.pause_action)
    menu.addActions(list(actions.nap_actions.values()))
    menu.addAction(actions.wake_action)
    menu.addSeparator()
    menu.addAction(actions.learn_action)
    menu.addAction(actions.settings_action)
    menu.addSeparator()
    menu.addAction(actions.quit_action)
    menu.setDefaultAction(actions.today_action)
    return menu

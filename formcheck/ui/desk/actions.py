"""What somebody can do at the desk: the same actions in the icon's menu and in the window."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtGui import QAction, QKeySequence

from formcheck.desk.manners import Nap
from formcheck.desk.pace import Release
from formcheck.desk.view import DeskState, DeskView
from formcheck.language import N_, _
from formcheck.ui.desk.state_words import state_line, wake_words

NAPS: Final = {
    Nap.HALF_HOUR: (N_("Snooze for &30 minutes"), "Ctrl+1"),
    Nap.HOUR: (N_("Snooze for an &hour"), "Ctrl+2"),
    Nap.TODAY: (N_("Snooze for the rest of the &day"), "Ctrl+3"),
}
OVER: Final = frozenset({DeskState.FAILED, DeskState.ENDED})
_TAKEN: Final = frozenset({Release.WANTED, Release.EXERCISES, Release.LOCKED})
"""A break's exercises need the camera, which is not to be had."""
_LEARNS: Final = frozenset({DeskState.WATCHING, DeskState.UNKNOWN})
_BREAKS: Final = frozenset(
    {DeskState.WATCHING, DeskState.UNKNOWN, DeskState.LEARNING, DeskState.RELEASED}
)


class DeskActions(QObject):
    """The actions, shared by every place that shows them. Only a person's own click is told."""

    paused = pyqtSignal(bool)
    """Whether it pauses from now on."""
    snoozed = pyqtSignal(object)
    """`Nap`."""
    woken = pyqtSignal()
    learn = pyqtSignal()
    take_break = pyqtSignal()
    today = pyqtSignal()
    settings = pyqtSignal()
    quit = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state_action = QAction(self)
        """Says how things stand; it cannot be pressed."""
        self.state_action.setEnabled(False)
        self.today_action = self._action(_("&Today"), self.today.emit, "Ctrl+T")
        self.break_action = self._action(_("Take a &break now"), self.take_break.emit, "Ctrl+B")
        self.pause_action = self._action(_("&Pause"), self._pause, "Ctrl+P")
        self.pause_action.setCheckable(True)
        self.nap_actions = {
            nap: self._action(_(text), partial(self.snoozed.emit, nap), key)
            for nap, (text, key) in NAPS.items()
        }
        self.wake_action = self._action(_("&Wake up"), self.woken.emit, "Ctrl+4")
        self.learn_action = self._action(_("&Learn how I sit"), self.learn.emit, "Ctrl+L")
        self.settings_action = self._action(_("&Settings"), self.settings.emit, "F5")
        self.quit_action = self._action(_("&Quit"), self.quit.emit, "Ctrl+Q")
        # On the Mac these two have places of their own.
        self.settings_action.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        self.show_view(DeskView(state=DeskState.OPENING))

    @property
    def all(self) -> tuple[QAction, ...]:
        """Every action that can be pressed, in the order of a menu."""
        return (
            self.today_action,
            self.break_action,
            self.pause_action,
            *self.nap_actions.values(),
            self.wake_action,
            self.learn_action,
            self.settings_action,
            self.quit_action,
        )

    def show_view(self, view: DeskView) -> None:
        """Show what holds, and what can be done now. Nothing is told by this."""
        running = view.state not in OVER
        self.state_action.setText(state_line(view).replace("&", "&&"))
        self.pause_action.setEnabled(running)
        self.pause_action.setChecked(running and view.release is Release.PAUSED)
        for action in self.nap_actions.values():
            action.setEnabled(running)
        self._show_wake(view)
        self.learn_action.setEnabled(view.state in _LEARNS)
        self.break_action.setEnabled(view.state in _BREAKS and view.release not in _TAKEN)

    def _show_wake(self, view: DeskView) -> None:
        until = view.snoozed_until
        shown = until is not None and view.state not in OVER
        self.wake_action.setVisible(shown)
        self.wake_action.setEnabled(shown)
        if until is not None:
            self.wake_action.setText(wake_words(until))

    def _pause(self) -> None:
        self.paused.emit(self.pause_action.isChecked())

    def _action(self, text: str, act: Callable[[], object], key: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(partial(_act, act))
        return action


def _act(act: Callable[[], object], _checked: object = None) -> None:
    act()

"""A window that is never lost: closing it hides it where there is a tray, and minimises it else."""

from collections.abc import Callable

from PyQt6.QtCore import QEvent, QObject
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from formcheck.desk.view import Told, Topic
from formcheck.language import _
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.tray import DeskTray


class WindowKeeper(QObject):
    """Stands between a window and its end.

    Only `DeskActions.quit` ends the app, or the end of the login. Where the tray goes away while
    the window is hidden, the window comes back, minimised.

    Parameters
    ----------
    window
        The small window.
    say
        Called once in a run with what somebody must know who closed the window.
    """

    def __init__(
        self, window: QWidget, tray: DeskTray, actions: DeskActions, say: Callable[[Told], None]
    ) -> None:
        super().__init__(window)
        self._window, self._tray, self._say = window, tray, say
        self._said = self._over = False
        window.installEventFilter(self)
        # Before anybody else who listens: they close the window, and it must obey.
        actions.quit.connect(self.let_go)
        tray.missing.connect(self._come_back)
        app = QApplication.instance()
        if isinstance(app, QGuiApplication):
            # Hidden is not closed.
            app.setQuitOnLastWindowClosed(False)
            # A login that ends closes every window first, and would wait for this one for ever.
            app.commitDataRequest.connect(self.let_go)

    def let_go(self) -> None:
        """Let the window close from now on."""
        self._over = True

    @override
    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Turn closing into hiding; Qt calls this."""
        closes = event is not None and event.type() is QEvent.Type.Close
        if not closes or event is None or self._over:
            return super().eventFilter(watched, event)
        event.ignore()
        if self._tray.available:
            self._window.hide()
        else:
            self._window.showMinimized()
        self._tell_once()
        return True

    def _tell_once(self) -> None:
        if self._said:
            return
        self._said = True
        if self._tray.available:
            text = _("formcheck goes on at the icon in the panel. Choose Quit there to end it.")
        else:
            text = _("formcheck goes on in its minimised window. Ctrl+Q there ends it.")
        # The picture of this topic is somebody upright: all is well.
        self._say(Told(Topic.BREAK, _("Still here"), text))

    def _come_back(self) -> None:
        if not self._window.isVisible() and not self._over:
            self._window.showMinimized()


def keep_window(
    window: QWidget, tray: DeskTray, actions: DeskActions, say: Callable[[Told], None]
) -> WindowKeeper:
    """See that a window is never lost; see `WindowKeeper`."""
    return WindowKeeper(window, tray, actions, say)

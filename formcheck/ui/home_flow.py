"""The way from a button to a session and home again: the safety questions first, where due.

::

    start --due?--> questions --all right--> window --closed--> home
                        |                       |
                        +--a yes: home          +--a red light: questions again
"""

from collections.abc import Callable
from datetime import date

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QMessageBox, QWidget

from formcheck.care.screening import Reason
from formcheck.errors import FormcheckError
from formcheck.store.errors import StoreError
from formcheck.ui.health import Health, Kept
from formcheck.ui.look import Look
from formcheck.ui.openers import SessionWindow
from formcheck.ui.screening_dialog import Given, ScreeningDialog

_DIALOG_SHARE = 0.92


class HomeFlow(QObject):
    """Opens windows for exercising, and nothing while an answer says that somebody looks first.

    Parameters
    ----------
    window
        The first window: it is hidden while another one is open.
    health
        Keeps the answers about health.
    look
        Returns colours and sizes of the dialogs.
    today
        Returns the day.
    """

    screened = pyqtSignal()
    """After the safety dialog was closed."""
    back = pyqtSignal()
    """After the other window was closed."""

    def __init__(
        self,
        window: QWidget,
        health: Health,
        look: Callable[[], Look],
        today: Callable[[], date],
    ) -> None:
        super().__init__(window)
        self._window, self._health = window, health
        self._look, self._today = look, today
        self._barred = self._again = False
        self.opened: SessionWindow | None = None
        self.dialog: ScreeningDialog | None = None

    def start(self, open_window: Callable[[], SessionWindow]) -> None:
        """Open a window; questions that are due first."""
        kept = self.kept()
        if kept is None or self._barred:
            reason: Reason | None = Reason.FIRST
        else:
            reason = Reason.JUMP if self._again else kept.due(self._today())
        if reason is None:
            self._open(open_window)
        else:
            self._ask(reason, consent=kept is None or not kept.agreed, then=open_window)

    def ask(self, reason: Reason | None = None) -> None:
        """Ask the safety questions; None when the person wants to answer them."""
        kept = self.kept()
        self._ask(reason, consent=kept is None or not kept.agreed)

    def welcome(self) -> None:
        """Ask for consent, and the questions, whoever was never asked."""
        kept = self.kept()
        if kept is not None and not kept.agreed:
            self._ask(Reason.FIRST, consent=True)

    def bar(self) -> None:
        """Let the questions be answered again before the next session, and ask now."""
        # It holds also where it cannot be kept.
        self._again = True
        try:
            self._health.ask_again()
        except StoreError as error:
            self.tell(str(error))
        self.ask(Reason.JUMP)

    def tell(self, words: str) -> None:
        """Tell something in a dialog of its own."""
        box = QMessageBox(QMessageBox.Icon.Warning, "formcheck", words, parent=self._window)
        box.open()

    def kept(self) -> Kept | None:
        """Return what is known of the person's health; None, and tell, when it cannot be read."""
        try:
            return self._health.look()
        except StoreError as error:
            self.tell(str(error))
            return None

    def _ask(
        self,
        reason: Reason | None,
        *,
        consent: bool,
        then: Callable[[], SessionWindow] | None = None,
    ) -> None:
        dialog = ScreeningDialog(self._look(), reason=reason, consent=consent, parent=self._window)
        dialog.resize(self._window.size() * _DIALOG_SHARE)
        dialog.answered.connect(self._keep)
        dialog.finished.connect(self._asked)
        if then is not None:
            dialog.accepted.connect(lambda: self._open(then))
        self.dialog = dialog
        dialog.open()

    def _asked(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self.screened.emit()

    def _keep(self, given: Given) -> None:
        # It holds also where it cannot be kept.
        self._barred, self._again = not given.screening.may_exercise, False
        try:
            self._health.keep(given)
        except StoreError as error:
            self.tell(str(error))

    def _open(self, open_window: Callable[[], SessionWindow]) -> None:
        try:
            window = open_window()
        except FormcheckError as error:
            self.tell(str(error))
            return
        self.opened = window
        window.closed.connect(self._return)
        self._window.hide()

    def _return(self) -> None:
        window, self.opened = self.opened, None
        barred = window is not None and window.barred
        self.back.emit()
        if barred:
            self.bar()

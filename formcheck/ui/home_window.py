"""The first window: today's programme, pages to read, and the safety questions before a session.

::

    home --Start--> safety questions, where they are due --all right--> live window --closed--> home

A session is never opened while an answer says that somebody should look first.
"""

from collections.abc import Callable
from datetime import date

from PyQt6.QtCore import QSettings, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PyQt6.QtWidgets import QMainWindow, QMessageBox, QStackedWidget, QWidget
from typing_extensions import override

from formcheck.care.learn import pages
from formcheck.care.programme import Programme
from formcheck.care.programme_file import STARTER, load_programme, programme_files
from formcheck.care.screening import Reason
from formcheck.errors import FormcheckError, ProgrammeError
from formcheck.language import _
from formcheck.session.moves import known_moves
from formcheck.session.record import SessionRecord
from formcheck.store.errors import StoreError
from formcheck.ui.health import Health, Kept
from formcheck.ui.home_menu import HomeMenu
from formcheck.ui.home_page import HomePage, Plan
from formcheck.ui.learn_page import LearnPage
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.look import ZOOMS, Colours, Look
from formcheck.ui.screening_dialog import Given, ScreeningDialog

_START_SIZE = (1280, 720)
_SMALLEST = (800, 480)
_DIALOG_SHARE = 0.92
_SEEK = "seek-care"
_PROGRAMME, _COLOURS, _ZOOM = "home/programme", "home/colours", "home/zoom"


class HomeWindow(QMainWindow):
    """The main window of a person at home.

    Parameters
    ----------
    health
        Keeps the answers about health.
    open_live
        Opens the live window with an exercise, by slug, or with its own choice when empty.
    settings
        Where programme, colours and size of letters are remembered.
    today
        Returns the day.
    """

    screened = pyqtSignal()
    """After the safety dialog was closed."""

    def __init__(
        self,
        health: Health,
        open_live: Callable[[str], LiveWindow],
        settings: QSettings,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self.setWindowTitle("formcheck")
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_START_SIZE)
        self._health, self._open_live = health, open_live
        self._settings, self._today = settings, today
        self._moves = known_moves()
        self._barred = False
        self._done: set[tuple[date, str]] = set()
        self.live: LiveWindow | None = None
        self.dialog: ScreeningDialog | None = None
        self.home = HomePage()
        self.learn = LearnPage(pages())
        self._pages = QStackedWidget()
        for page in (self.home, self.learn):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self.menu = HomeMenu(self, _titles())
        self._connect()
        self.show_home()

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    @property
    def colours(self) -> Colours:
        """What was chosen."""
        said = str(self._settings.value(_COLOURS, ""))
        return Colours(said) if said in list(Colours) else Colours.SYSTEM

    @property
    def zoom(self) -> int:
        """Size of the letters in percent."""
        said = str(self._settings.value(_ZOOM, ""))
        return next((one for one in ZOOMS if str(one) == said), ZOOMS[0])

    @property
    def programme(self) -> str:
        """Name of the programme that was chosen; one that is no longer there counts as none."""
        said = str(self._settings.value(_PROGRAMME, ""))
        return said if said in programme_files() else STARTER

    def show_home(self) -> None:
        """Show what is for today."""
        self.home.show_plan(self._plan())
        self._pages.setCurrentWidget(self.home)
        self._dress()
        self.home.focus_first()

    def show_learn(self, slug: str = "") -> None:
        """Show the pages to read."""
        self._pages.setCurrentWidget(self.learn)
        self.learn.open(slug)

    def start(self, slug: str) -> None:
        """Open the live window with an exercise, or its own choice; questions that are due first.

        Parameters
        ----------
        slug
            Which exercise; empty: the live window asks.
        """
        kept = self._kept()
        reason = Reason.FIRST if kept is None or self._barred else kept.due(self._today())
        if reason is None:
            self._begin(slug)
        else:
            self._ask(reason, consent=kept is None or not kept.agreed, then=slug)

    def ask(self) -> None:
        """Ask the safety questions because the person wants to answer them."""
        kept = self._kept()
        self._ask(None, consent=kept is None or not kept.agreed)

    def tell(self, words: str) -> None:
        """Tell something in a dialog of its own."""
        box = QMessageBox(QMessageBox.Icon.Warning, "formcheck", words, parent=self)
        box.open()

    def leave(self) -> None:
        """Close, and a session's window before."""
        if self.live is not None:
            self.live.close()
        self.close()

    def _ask(self, reason: Reason | None, *, consent: bool, then: str | None = None) -> None:
        look = Look.of_window(self.height(), self.colours, self.zoom)
        dialog = ScreeningDialog(look, reason=reason, consent=consent, parent=self)
        dialog.resize(self.size() * _DIALOG_SHARE)
        dialog.answered.connect(self._keep)
        dialog.finished.connect(self._asked)
        if then is not None:
            dialog.accepted.connect(lambda: self._begin(then))
        self.dialog = dialog
        dialog.open()

    def _asked(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self.home.show_plan(self._plan())
        self.screened.emit()

    def _begin(self, slug: str) -> None:
        try:
            live = self._open_live(slug)
        except FormcheckError as error:
            self.tell(str(error))
            return
        self.live = live
        live.over.connect(lambda: self._count(live))
        live.closed.connect(self._return)
        self.hide()

    def _count(self, live: LiveWindow) -> None:
        """Remember that an exercise was done: one of which something was recorded."""
        record = None if live.live is None else live.live.record
        if record is not None and _something(record):
            self._done.add((self._today(), record.exercise))

    def _return(self) -> None:
        if self.live is not None:
            self.live.deleteLater()
            self.live = None
        self.show_home()
        self.show()
        self.activateWindow()

    def _kept(self) -> Kept | None:
        """Return what is known of the person's health; None, and tell, when it cannot be read."""
        try:
            return self._health.look()
        except StoreError as error:
            self.tell(str(error))
            return None

    def _keep(self, given: Given) -> None:
        # It holds also where it cannot be kept.
        self._barred = not given.screening.may_exercise
        try:
            self._health.keep(given)
        except StoreError as error:
            self.tell(str(error))

    def _plan(self) -> Plan:
        day = self._today()
        try:
            programme: Programme | None = load_programme(self.programme)
            trouble = ""
        except ProgrammeError as error:
            programme, trouble = None, str(error)
        done = frozenset(slug for on, slug in self._done if on == day)
        return Plan(day, programme, self._moves, done, self._notice(), trouble)

    def _notice(self) -> str:
        kept = self._kept()
        if kept is not None and kept.stopped:
            return _(
                "Please do not exercise now: an answer says that somebody should look first. "
                "“Safety” shows the questions again."
            )
        return ""

    def _dress(self) -> None:
        look = Look.of_window(self.height(), self.colours, self.zoom)
        self.setStyleSheet(look.style_sheet)
        self.home.dress(look)
        self.learn.dress(look)
        self.menu.tick(self.programme, self.colours, self.zoom)

    def _remember(self, name: str, value: str) -> None:
        self._settings.setValue(name, value)
        self._settings.sync()
        self._dress()

    def _choose_programme(self, name: str) -> None:
        self._remember(_PROGRAMME, name)
        self.show_home()

    def _connect(self) -> None:
        self.home.start.connect(self.start)
        self.learn.home.connect(self.show_home)
        for page in (self.home, self.menu):
            page.other.connect(lambda: self.start(""))
            page.learn.connect(self.show_learn)
            page.safety.connect(self.ask)
        self.menu.home.connect(self.show_home)
        self.menu.seek.connect(lambda: self.show_learn(_SEEK))
        self.menu.programme.connect(self._choose_programme)
        self.menu.zoom.connect(lambda zoom: self._remember(_ZOOM, str(zoom)))
        self.menu.colours.connect(lambda one: self._remember(_COLOURS, one.value))
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.show_home)
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._dress)

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._dress()

    @override
    def closeEvent(self, event: QCloseEvent | None) -> None:
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.disconnect(self._dress)
        super().closeEvent(event)


def _something(record: SessionRecord) -> bool:
    """Whether anything was done: opening the camera and closing it again is no exercise."""
    return bool(record.reps or record.holds or record.averages or record.counts.guided)


def _titles() -> dict[str, str]:
    """Return the titles of all programmes by name; the name itself where one cannot be read."""
    titles = {}
    for name in programme_files():
        try:
            titles[name] = load_programme(name).title
        except ProgrammeError:
            titles[name] = name
    return titles

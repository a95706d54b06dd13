"""The first window: today's programme, pages to read, settings, and the way to a session and back.

A session is never opened while an answer says that somebody should look first: see `HomeFlow`.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PyQt6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from formcheck.care.learn import pages
from formcheck.care.pain import jumped
from formcheck.care.programme import Programme
from formcheck.care.programme_file import load_programme, programme_files
from formcheck.care.today import Task
from formcheck.errors import FormcheckError, ProgrammeError
from formcheck.language import _
from formcheck.report.history import load_history
from formcheck.settings import COLOURS, LANGUAGE, LETTERS, STORE, Setting
from formcheck.store.errors import StoreError
from formcheck.store.place import place_of
from formcheck.store.trainings import Training
from formcheck.training.asking import Told, morning
from formcheck.ui.history_page import HistoryPage
from formcheck.ui.home_flow import HomeFlow
from formcheck.ui.home_menu import HomeMenu
from formcheck.ui.home_page import HomePage
from formcheck.ui.home_words import Plan
from formcheck.ui.learn_page import LearnPage
from formcheck.ui.look import Colours, Look
from formcheck.ui.offers_page import OffersPage
from formcheck.ui.openers import Openers
from formcheck.ui.people_dialog import PeopleDialog
from formcheck.ui.post import Post
from formcheck.ui.question_page import QuestionPage
from formcheck.ui.resident import Resident
from formcheck.ui.settings_page import SettingsPage

_START_SIZE = (1280, 720)
_SMALLEST = (800, 480)
_DIALOG_SHARE = 0.92
_SEEK = "seek-care"


class HomeWindow(QMainWindow):
    """The main window of a person at home.

    Parameters
    ----------
    resident
        Who it is.
    openers
        Open the windows in which one exercises.
    cameras
        Returns name and source of every camera.
    """

    again = pyqtSignal(str)
    """Somebody else is at home, or the same in another language: id, empty for whoever is left."""

    def __init__(
        self,
        resident: Resident,
        openers: Openers,
        cameras: Callable[[], Sequence[tuple[str, str]]],
    ) -> None:
        super().__init__()
        self.setWindowTitle("formcheck")
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_START_SIZE)
        self.resident, self._openers = resident, openers
        self._news, self._programme_name = resident.news, ""
        self._morning: Training | None = None
        self.flow = HomeFlow(self, resident.health, self.look, lambda: resident.today)
        self.post = Post(self, resident, self.look)
        self.home = HomePage()
        self.learn = LearnPage(pages())
        self.history = HistoryPage()
        self.settings = SettingsPage(cameras)
        self.question, self.offers = QuestionPage(), OffersPage()
        self._pages = QStackedWidget()
        for page in self._every_page:
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
        return Colours(self.resident.chosen.value(COLOURS))

    @property
    def zoom(self) -> int:
        """Size of the letters in percent."""
        return int(self.resident.chosen.value(LETTERS))

    @property
    def _every_page(
        self,
    ) -> tuple[HomePage, LearnPage, HistoryPage, SettingsPage, QuestionPage, OffersPage]:
        return self.home, self.learn, self.history, self.settings, self.question, self.offers

    def look(self) -> Look:
        """Return colours and sizes of now."""
        return Look.of_window(self.height(), self.colours, self.zoom)

    def show_home(self) -> None:
        """Show what is for today."""
        self.home.show_plan(self._plan())
        self._pages.setCurrentWidget(self.home)
        self._dress()
        self.home.focus_first()

    def renew(self) -> None:
        """Show what is for today as it is now, wherever somebody is."""
        self.home.show_plan(self._plan())

    def show_learn(self, slug: str = "") -> None:
        """Show the pages to read."""
        self._pages.setCurrentWidget(self.learn)
        self.learn.open(slug)

    def show_history(self) -> None:
        """Show what was done so far."""
        try:
            shown = load_history(self.resident.store, self.resident.person, now=self.resident.now())
        except FormcheckError as error:
            self.flow.tell(str(error))
            return
        self.history.show_history(shown)
        self._pages.setCurrentWidget(self.history)
        self.history.focus_first()

    def show_morning(self) -> None:
        """Ask about the morning after the last training, once, where it is time for it."""
        try:
            self._morning = self.resident.diary.morning_due(self.resident.now())
        except StoreError as error:
            self.flow.tell(str(error))
            return
        if self._morning is not None:
            self.question.ask(morning(), _("The morning after"))
            self._pages.setCurrentWidget(self.question)

    def show_settings(self) -> None:
        """Show what can be set."""
        self.settings.show_settings(self.resident.chosen, self.resident.store.place.name)
        self._pages.setCurrentWidget(self.settings)
        self.settings.focus_first()

    def show_people(self) -> None:
        """Show who uses this computer."""
        dialog = PeopleDialog(self.resident.store, self.resident.person.id, self.look(), self)
        dialog.resize(self.size() * _DIALOG_SHARE)
        dialog.finished.connect(partial(self._chose, dialog))
        dialog.open()

    def start(self, slug: str) -> None:
        """Open the live window with an exercise, or its own choice; questions that are due first.

        Parameters
        ----------
        slug
            Which exercise; empty: the live window asks.
        """
        self.flow.start(partial(self._openers.live, slug))

    def start_all(self, tasks: tuple[Task, ...]) -> None:
        """Open the guided training of these tasks; questions that are due first."""
        self.flow.start(partial(self._openers.training, tasks))

    def _open_desk(self) -> None:
        """Start the reminder at the desk, which goes on when this window is closed."""
        try:
            self._openers.desk()
        except FormcheckError as error:
            self.flow.tell(str(error))

    def leave(self) -> None:
        """Close, and a session's window before."""
        if self.flow.opened is not None:
            self.flow.opened.close()
        self.post.close()
        self.close()

    def _escape(self) -> None:
        """Go home; whoever leaves a question does not want to answer it."""
        if self.page is self.question:
            self._told(morning().begin())
        else:
            self.show_home()

    def _told(self, told: Told) -> None:
        """Keep how the morning after was."""
        training, self._morning = self._morning, None
        jump = False
        try:
            if training is not None:
                last = self.resident.diary.last_pain()
                self.resident.diary.keep(told, training.id)
                jump = told.score is not None and jumped(last, told.score)
        except StoreError as error:
            self.flow.tell(str(error))
        self.show_home()
        if self.offers.offer(self.resident.diary, self.resident.today, self.resident.moves):
            self._pages.setCurrentWidget(self.offers)
        if jump:
            self.flow.bar()

    def _return(self) -> None:
        self._news = ""
        self.show_home()
        self.show()
        self.activateWindow()

    def _chose(self, dialog: PeopleDialog) -> None:
        dialog.deleteLater()
        if dialog.changed or dialog.who != self.resident.person.id:
            self.again.emit(dialog.who)

    def _plan(self) -> Plan:
        diary, day = self.resident.diary, self.resident.today
        programme: Programme | None = None
        done, trouble = frozenset[str](), ""
        try:
            programme = diary.programme(day)
            done = diary.done_on(day)
        except FormcheckError as error:
            trouble = str(error)
        self._programme_name = "" if programme is None else programme.name
        return Plan(
            day=day,
            programme=programme,
            moves=self.resident.moves,
            done=done,
            notice=self._notice(),
            trouble=trouble,
            news=self._news,
            name=self.resident.person.name if self.resident.several else "",
        )

    def _notice(self) -> str:
        kept = self.flow.kept()
        if kept is not None and kept.stopped:
            return _(
                "Please do not exercise now: an answer says that somebody should look first. "
                "“Safety” shows the questions again."
            )
        if self.resident.store.owes:
            return _(
                "Your last exercise is not kept yet, as it cannot be written. Leave formcheck "
                "open, and see that the disk has room: it is tried again every minute."
            )
        return ""

    def _dress(self) -> None:
        look = self.look()
        self.setStyleSheet(look.style_sheet)
        for page in self._every_page:
            page.dress(look)
        self.menu.tick(self._programme_name, self.colours, self.zoom)

    def _choose(self, setting: Setting, value: str) -> None:
        """Let a setting hold from now on."""
        try:
            if setting is STORE:
                self._choose_place(value)
            else:
                self.resident.chosen.choose(setting, value)
        except FormcheckError as error:
            self.flow.tell(str(error))
        self._dress()
        if setting is LANGUAGE:
            self.again.emit(self.resident.person.id)

    def _choose_place(self, value: str) -> None:
        chosen = self.resident.chosen
        if value == chosen.value(STORE):
            return
        # An address that is none is refused here, not at the next start.
        place = place_of(value)
        chosen.choose(STORE, value)
        self.settings.tell_next(place.name)

    def _choose_programme(self, name: str) -> None:
        try:
            self.resident.diary.choose_programme(name, self.resident.today)
        except FormcheckError as error:
            self.flow.tell(str(error))
        self.show_home()

    def _connect(self) -> None:
        self.home.start.connect(self.start)
        self.home.start_all.connect(self.start_all)
        self.home.people.connect(self.show_people)
        for back in (self.learn, self.history, self.settings):
            back.home.connect(self.show_home)
        for page in (self.home, self.menu):
            page.other.connect(lambda: self.start(""))
            page.learn.connect(self.show_learn)
            page.history.connect(self.show_history)
            page.settings.connect(self.show_settings)
            page.people.connect(self.show_people)
            page.safety.connect(self.flow.ask)
        self.question.told.connect(self._told)
        self.offers.leave.connect(self.show_home)
        self.offers.trouble.connect(self.flow.tell)
        self.settings.people.connect(self.show_people)
        self.settings.changed.connect(self._choose)
        self._connect_post()
        self.menu.home.connect(self.show_home)
        self.menu.desk.connect(self._open_desk)
        self.menu.seek.connect(lambda: self.show_learn(_SEEK))
        self.menu.programme.connect(self._choose_programme)
        self.menu.zoom.connect(lambda zoom: self._choose(LETTERS, str(zoom)))
        self.menu.colours.connect(lambda one: self._choose(COLOURS, one.value))
        self.flow.back.connect(self._return)
        self.flow.screened.connect(lambda: self.home.show_plan(self._plan()))
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._escape)
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._dress)

    def _connect_post(self) -> None:
        for sends in (self.menu, self.history):
            sends.send.connect(self.post.send)
        self.menu.opening.connect(self.post.ask)
        self.post.followed.connect(self.show_home)
        self.post.joined.connect(lambda: self.again.emit(self.resident.person.id))
        self.post.trouble.connect(self.flow.tell)

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._dress()

    @override
    def closeEvent(self, event: QCloseEvent | None) -> None:
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.disconnect(self._dress)
        self.history.printer.close()
        super().closeEvent(event)


def _titles() -> dict[str, str]:
    """Return the titles of all programmes by name; the name itself where one cannot be read."""
    titles = {}
    for name in programme_files():
        try:
            titles[name] = load_programme(name).title
        except ProgrammeError:
            titles[name] = name
    return titles

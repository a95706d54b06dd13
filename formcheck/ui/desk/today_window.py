"""The small window of the reminder: today, the weeks, learning, settings. It only shows.

::

    actions (shared with the icon's menu) <--> TodayWindow <-- show_view, show_days
                                                   |--> Ways: save or delete days
                                                   +--> changed: a setting was chosen
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from PyQt6.QtCore import QSize, QStandardPaths, Qt, pyqtSignal
from PyQt6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QScreen, QShortcut
from PyQt6.QtWidgets import QFileDialog, QMainWindow, QMessageBox, QStackedWidget
from typing_extensions import override

from formcheck.desk.day import Day, total
from formcheck.desk.view import DeskView
from formcheck.errors import FormcheckError
from formcheck.language import _
from formcheck.settings import (
    CAMERA,
    COLOURS,
    DESK_SETTINGS,
    LANGUAGE,
    LETTERS,
    MIRROR,
    POSTURE_LOGIN,
    VOICE,
    Setting,
    mirrored,
)
from formcheck.ui.buttons import push_button
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.chosen_manners import Choices, kept_form, shown_form, stand_after_of
from formcheck.ui.desk.delete_days import DeleteDaysDialog
from formcheck.ui.desk.learn_sit_page import LearnSitPage
from formcheck.ui.desk.today_page import TodayPage
from formcheck.ui.desk.week_page import WeekPage
from formcheck.ui.look import Colours, Look
from formcheck.ui.place import within
from formcheck.ui.settings_page import SettingsPage

ROWS: Final = (*DESK_SETTINGS, POSTURE_LOGIN, VOICE, CAMERA, MIRROR, LETTERS, COLOURS, LANGUAGE)
"""What can be set in this window."""
_START_SIZE: Final = (420, 560)
_SMALLEST: Final = (360, 420)
_DIALOG_SHARE: Final = 0.92


class Page(StrEnum):
    """What the window shows."""

    TODAY = "today"
    WEEK = "week"
    LEARN = "learn"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Ways:
    """What the window has done for it; each raises FormcheckError, which is then told."""

    export: Callable[[Path], None]
    """Writes all days to a file, as CSV."""
    delete: Callable[[date, date], None]
    """Deletes the days from the first to the last."""


class TodayWindow(QMainWindow):
    """Tab goes through a page, Esc back to today and then away; actions have their keys everywhere.

    Parameters
    ----------
    actions
        What somebody can do; today, settings and learning open their page here.
    chosen
        What holds of the settings, and keeps what is chosen.
    ways
        What is done with days.
    cameras
        Returns name and source of every camera.
    """

    changed = pyqtSignal(object)
    """A `Setting` that was chosen, after it holds."""
    again = pyqtSignal()
    """Another language was chosen: the window has to be made anew."""

    def __init__(
        self,
        actions: DeskActions,
        chosen: Choices,
        ways: Ways,
        cameras: Callable[[], Sequence[tuple[str, str]]] = tuple,
    ) -> None:
        super().__init__()
        self.setWindowTitle(_("At the desk"))
        self.setMinimumSize(*_SMALLEST)
        self.chosen, self._ways = chosen, ways
        self.resize(start_size(self.screen(), int(chosen.value(LETTERS))))
        self.today = TodayPage(actions)
        self.week = WeekPage()
        self.learn = LearnSitPage(actions)
        self.settings = SettingsPage(
            cameras,
            ROWS,
            shown=shown_form,
            home_button=push_button(_("Today (Esc)"), name=_("Back to today")),
        )
        self._dressed: Look | None = None
        self._pages = QStackedWidget()
        for page in self._every_page.values():
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self.addActions(list(actions.all))
        self._connect(actions)
        self._behave()
        self._dress()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        now = self._pages.currentWidget()
        return next(name for name, page in self._every_page.items() if page is now)

    @property
    def _every_page(self) -> dict[Page, TodayPage | WeekPage | LearnSitPage | SettingsPage]:
        return {
            Page.TODAY: self.today,
            Page.WEEK: self.week,
            Page.LEARN: self.learn,
            Page.SETTINGS: self.settings,
        }

    def look(self) -> Look:
        """Return colours and sizes of now."""
        colours = Colours(self.chosen.value(COLOURS))
        # A tall and narrow window has no room for the letters of its height.
        height_px = min(self.height(), self.width() * _START_SIZE[1] // _START_SIZE[0])
        return Look.of_window(height_px, colours, int(self.chosen.value(LETTERS)))

    def show_view(self, view: DeskView) -> None:
        """Show how things stand."""
        self.today.show_view(view)
        self.learn.show_view(view)

    def show_days(self, days: Sequence[Day], today: date) -> None:
        """Show what is kept of all days; call it again when a day begins or was deleted."""
        self.week.show_days(days, today)
        self.today.show_kept(total([one for one in days if one.date == today], today))

    def show_page(self, name: str) -> None:
        """Show a page, and put the focus on it."""
        page = self._every_page[Page(name)]
        if page is self.settings:
            self.settings.show_settings(self.chosen)
        self._pages.setCurrentWidget(page)
        page.focus_first()

    def open_page(self, name: str) -> None:
        """Show a page, and the window before all others."""
        self.show_page(name)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def ask_where(self) -> QFileDialog:
        """Ask for a file, and have the days written to it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # Not everybody has such a folder, and where the program was started nobody looks.
        place = Path(folder) if Path(folder).is_dir() else Path.home()
        name = _("at-the-desk")
        dialog = QFileDialog(self, _("Save as CSV"), f"{place / name}.csv")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("CSV files (*.csv)"))
        dialog.setDefaultSuffix(".csv")
        dialog.selectFile(f"{name}.csv")
        dialog.fileSelected.connect(self._export)
        dialog.open()
        return dialog

    def ask_what(self) -> DeleteDaysDialog:
        """Ask which days go, and have them deleted."""
        week, every = self.week.week, [one.date for one in self.week.days]
        dialog = DeleteDaysDialog(
            (week[0].date, week[-1].date),
            self.week.weeks.currentText(),
            (min(every), max(every)),
            self.look(),
            self,
        )
        dialog.resize(self.size() * _DIALOG_SHARE)
        dialog.accepted.connect(partial(self._delete, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _go_back(self) -> None:
        """Go back to today, and from there out of the way."""
        if self.page is Page.TODAY:
            self.close()
        else:
            self.show_page(Page.TODAY)

    def _open_today(self) -> None:
        self.open_page(Page.TODAY)

    def _open_settings(self) -> None:
        self.open_page(Page.SETTINGS)

    def _open_learn(self) -> None:
        self.open_page(Page.LEARN)

    def _export(self, path: str) -> None:
        told = _("Saved as {path}.").format(path=path)
        self._tried(partial(self._ways.export, Path(path)), told)

    def _delete(self, dialog: DeleteDaysDialog) -> None:
        self._tried(partial(self._ways.delete, *dialog.days), _("The days are deleted."))

    def _tried(self, way: Callable[[], None], told: str) -> None:
        try:
            way()
        except FormcheckError as error:
            self._tell(str(error))
        else:
            self.week.tell(told)

    def _tell(self, text: str) -> None:
        QMessageBox(QMessageBox.Icon.Warning, "formcheck", text, parent=self).open()

    def _choose(self, setting: Setting, said: str) -> None:
        """Let a setting hold from now on."""
        try:
            self.chosen.choose(setting, kept_form(setting, said))
        except FormcheckError as error:
            self.settings.refuse(setting, str(error))
            return
        self.settings.show_settings(self.chosen)
        self._behave()
        self._dress()
        self.changed.emit(setting)
        if setting is LANGUAGE:
            self.again.emit()

    def _behave(self) -> None:
        self.today.stand_after_s = stand_after_of(self.chosen)
        self.learn.mirrored = mirrored(self.chosen.value(MIRROR)) is not False

    def _dress(self) -> None:
        look = self.look()
        if look == self._dressed:  # it takes its time, and every change of the width asks for it
            return
        self._dressed = look
        self.setStyleSheet(look.style_sheet)
        for page in self._every_page.values():
            page.dress(look)

    def _connect(self, actions: DeskActions) -> None:
        # Methods of its own, for the actions may live longer than the window.
        actions.today.connect(self._open_today)
        actions.settings.connect(self._open_settings)
        actions.learn.connect(self._open_learn)
        self.today.week.connect(partial(self.show_page, Page.WEEK))
        back: tuple[WeekPage | LearnSitPage | SettingsPage, ...]
        back = (self.week, self.learn, self.settings)
        for one in back:
            one.home.connect(partial(self.show_page, Page.TODAY))
        self.week.export.connect(self.ask_where)
        self.week.delete.connect(self.ask_what)
        self.settings.changed.connect(self._choose)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._go_back)
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._dress)

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self._dress()


def start_size(screen: QScreen | None, zoom: int) -> QSize:
    """Return how large the window is at first: wider for larger letters, and all of it seen.

    Parameters
    ----------
    screen
        Where it opens.
    zoom
        Size of the letters in percent.
    """
    return within(screen, QSize(_START_SIZE[0] * zoom // 100, _START_SIZE[1]))

"""The menu of the home window: there on every page, and everything in it by keyboard."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtGui import QAction, QActionGroup, QKeySequence
from PyQt6.QtWidgets import QMainWindow, QMenu

from formcheck.language import _
from formcheck.settings import LETTERS
from formcheck.ui.look import COLOUR_WORDS, ZOOMS, Colours

_Key = TypeVar("_Key")


class HomeMenu(QObject):
    """Fills the menu bar of a window.

    Parameters
    ----------
    window
        Whose menu bar.
    programmes
        Titles of the programmes to choose from, by name.
    """

    home = pyqtSignal()
    other = pyqtSignal()
    learn = pyqtSignal()
    history = pyqtSignal()
    settings = pyqtSignal()
    people = pyqtSignal()
    desk = pyqtSignal()
    """The reminder for the day at the desk."""
    safety = pyqtSignal()
    """The questions about health."""
    seek = pyqtSignal()
    """When to seek care at once."""
    programme = pyqtSignal(str)
    send = pyqtSignal()
    """To the physio."""
    opening = pyqtSignal()
    """What the physio sent."""
    zoom = pyqtSignal(int)
    """Percent."""
    colours = pyqtSignal(object)
    """`Colours`."""

    def __init__(self, window: QMainWindow, programmes: Mapping[str, str]) -> None:
        super().__init__(window)
        self._window = window
        self._zoom = ZOOMS[0]
        self._fill_first()
        self._programmes = self._choices(
            self._menu(_("&Programme")), programmes, self.programme.emit
        )
        safety = self._menu(_("&Safety"))
        self._add(safety, _("When to seek care at once"), self.seek.emit, "F1")
        self._add(safety, _("Questions about your health"), self.safety.emit, "F2")
        self._add(self._menu(_("&Learn")), _("Pages to read"), self.learn.emit, "F3")
        view = self._menu(_("&View"))
        self._add(view, _("Larger letters"), partial(self._step, 1), "Ctrl++", "Ctrl+=")
        self._add(view, _("Smaller letters"), partial(self._step, -1), "Ctrl+-")
        percents = {int(one): _(words) for one, words in LETTERS.choices.items()}
        self._zooms = self._choices(view, percents, self._choose_zoom)
        view.addSeparator()
        names = {one: _(words) for one, words in COLOUR_WORDS.items()}
        self._colours = self._choices(view, names, self.colours.emit)

    def tick(self, programme: str, colours: Colours, zoom: int) -> None:
        """Show what is chosen now."""
        self._zoom = zoom
        ticks = (
            self._programmes.get(programme),
            self._colours.get(colours),
            self._zooms.get(zoom),
        )
        for action in ticks:
            if action is not None:
                action.setChecked(True)

    def _fill_first(self) -> None:
        first = self._menu(_("&Home"))
        self._add(first, _("Today's programme"), self.home.emit, "Ctrl+T")
        self._add(first, _("Other exercises"), self.other.emit, "Ctrl+O")
        self._add(first, _("History"), self.history.emit, "F4")
        self._add(first, _("Settings"), self.settings.emit, "F5")
        self._add(first, _("People on this computer"), self.people.emit, "F6")
        self._add(first, _("Reminder at the desk"), self.desk.emit, "F7")
        self._add(first, _("Send to your physio…"), self.send.emit, "F8")
        self._add(first, _("Open a file from your physio…"), self.opening.emit, "F9")
        self._add(first, _("Close formcheck"), self._window.close, "Ctrl+Q")

    def _menu(self, title: str) -> QMenu:
        bar = self._window.menuBar()
        made = None if bar is None else bar.addMenu(title)
        if made is None:
            raise RuntimeError("expected a window with a menu bar")
        return made

    def _add(self, menu: QMenu, text: str, act: Callable[[], object], *keys: str) -> None:
        action = QAction(text, self._window)
        action.setShortcuts([QKeySequence(one) for one in keys])
        action.triggered.connect(partial(_act, act))
        menu.addAction(action)

    def _choices(
        self, menu: QMenu, names: Mapping[_Key, str], chosen: Callable[[_Key], object]
    ) -> dict[_Key, QAction]:
        """Add what is one of several, and return the actions."""
        group = QActionGroup(self._window)
        actions = {}
        for key, name in names.items():
            action = QAction(name.replace("&", "&&"), group)
            action.setCheckable(True)
            action.triggered.connect(partial(_call, chosen, key))
            menu.addAction(action)
            actions[key] = action
        return actions

    def _step(self, by: int) -> None:
        place = ZOOMS.index(self._zoom) + by
        if 0 <= place < len(ZOOMS):
            self._choose_zoom(ZOOMS[place])

    def _choose_zoom(self, zoom: int) -> None:
        self.zoom.emit(zoom)


def _act(act: Callable[[], object], _checked: object = None) -> None:
    act()


def _call(chosen: Callable[[_Key], object], key: _Key, _checked: object = None) -> None:
    chosen(key)

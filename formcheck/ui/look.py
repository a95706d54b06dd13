"""How the windows for reading look: dark or light, and letters as large as a person wants them.

The live window lies over a picture and stays dark; these follow the system, or what was chosen.
Nothing in them moves by itself, so there is no motion to reduce.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QGuiApplication

from formcheck.overlay.scene import Tone
from formcheck.settings import COLOURS, LETTERS
from formcheck.ui import theme
from formcheck.ui.buttons import Button
from formcheck.ui.theme import Sizes

ZOOMS: Final = tuple(int(one) for one in LETTERS.choices)
"""Sizes of letters that can be chosen, in percent."""


class Colours(StrEnum):
    """What was chosen."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


COLOUR_WORDS: Final = {Colours(one): words for one, words in COLOURS.choices.items()}


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for."""

    background: str
    surface: str
    raised: str
    text: str
    muted: str
    focus: str
    """Outline of whatever the keyboard would press."""
    off: str
    """Words on a button that cannot be pressed."""
    warning: str
    """Headings of what must not be overlooked."""


DARK: Final = Palette(
    background=theme.BACKGROUND,
    surface=theme.SURFACE,
    raised=theme.RAISED,
    text=theme.TEXT,
    muted=theme.MUTED,
    focus=theme.FOCUS,
    off="#8D97A3",
    warning="#FFB3AE",
)
LIGHT: Final = Palette(
    background="#FFFFFF",
    surface="#F3F5F7",
    raised="#DDE3E9",
    text="#11151A",
    muted="#434C56",
    focus="#0B57D0",
    off="#5F6975",
    warning="#A3122A",
)
_LEAST: Final = 0.5
_BUTTON_HEIGHT: Final = 2.3
"""Of a button, in sizes of its letters."""
_MAIN: Final = theme.STYLES[Tone.GOOD].colour


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, and sizes of letters in pixels."""

    palette: Palette
    title_px: int
    body_px: int
    small_px: int

    @classmethod
    def of_window(cls, height_px: int, colours: Colours, zoom: int) -> "Look":
        """Return the look of a window of this height.

        Parameters
        ----------
        height_px
            Height of the window.
        colours
            What was chosen.
        zoom
            Size of the letters in percent.
        """
        sizes = Sizes.of_window(height_px)
        title, body, small = (
            round(one * zoom / 100) for one in (sizes.title_px, sizes.body_px, sizes.small_px)
        )
        return cls(palette_of(colours), title, body, small)

    def dress_button(self, button: Button) -> None:
        """Give a button its letters: as large as they should be, or as its words have room for."""
        button.set_sizes(round(self.body_px * _LEAST), self.body_px, bold=True)
        button.setMinimumHeight(round(self.body_px * _BUTTON_HEIGHT))

    @property
    def style_sheet(self) -> str:
        """How every widget of the window looks."""
        one = self.palette
        return f"""
QWidget {{ color: {one.text}; }}
QMainWindow, QDialog, QStackedWidget {{ background: {one.background}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QLabel {{ background: transparent; font-size: {self.body_px}px; }}
QLabel[small="true"] {{ color: {one.muted}; font-size: {self.small_px}px; }}
QLabel[warning="true"] {{ color: {one.warning}; }}
QLabel[title="true"] {{ font-size: {self.title_px}px; font-weight: bold; }}
QPushButton {{
  background: {one.raised}; border: 3px solid {one.raised}; border-radius: 8px;
  padding: 0.3em 0.5em;
}}
QPushButton:hover {{ border-color: {one.muted}; }}
QPushButton:disabled {{ color: {one.off}; background: {one.surface}; }}
QPushButton[main="true"] {{ background: {_MAIN}; color: {theme.INK}; border-color: {_MAIN}; }}
QPushButton[main="true"]:disabled {{
  color: {one.off}; background: {one.surface}; border-color: {one.raised};
}}
QPushButton:focus, QPushButton[main="true"]:focus {{ border: 3px solid {one.focus}; }}
QDialogButtonBox QPushButton {{ font-size: {self.body_px}px; }}
QListWidget, QComboBox, QLineEdit, QDateEdit {{ font-size: {self.body_px}px; }}
QComboBox, QLineEdit, QDateEdit {{
  background: {one.surface}; border: 3px solid {one.raised}; border-radius: 8px; padding: 0.2em;
  selection-background-color: {_MAIN}; selection-color: {theme.INK};
}}
QComboBox:focus, QLineEdit:focus, QDateEdit:focus {{ border: 3px solid {one.focus}; }}
QComboBox::drop-down {{ border: none; width: 1.6em; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox:disabled, QLineEdit:disabled {{ color: {one.off}; }}
QComboBox QAbstractItemView {{
  background: {one.surface}; selection-background-color: {_MAIN}; selection-color: {theme.INK};
}}
QListView, QTreeView {{
  background: {one.surface}; selection-background-color: {_MAIN}; selection-color: {theme.INK};
}}
QHeaderView, QHeaderView::section {{ background: {one.raised}; border: none; padding: 0.2em; }}
QToolButton {{ background: {one.raised}; border: 2px solid {one.raised}; border-radius: 4px; }}
QToolButton:hover, QToolButton:focus {{ border-color: {one.focus}; }}
QListWidget, QTextBrowser {{
  background: {one.surface}; border: 3px solid {one.surface}; border-radius: 8px;
  selection-background-color: {_MAIN}; selection-color: {theme.INK};
}}
QListWidget:focus, QTextBrowser:focus {{ border: 3px solid {one.focus}; }}
QListWidget::item {{ color: {one.text}; }}
QListWidget::item:selected {{ background: {_MAIN}; color: {theme.INK}; }}
QScrollBar {{ background: {one.surface}; border: none; }}
QScrollBar:vertical {{ width: 18px; }}
QScrollBar:horizontal {{ height: 18px; }}
QScrollBar::handle {{
  background: {one.muted}; border-radius: 5px; margin: 4px; min-height: 32px; min-width: 32px;
}}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTabWidget::pane {{ border: none; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{
  background: {one.surface}; padding: 0.3em 0.8em; border-bottom: 3px solid {one.surface};
  font-size: {self.small_px}px;
}}
QTabBar::tab:selected {{ background: {one.raised}; border-color: {one.text}; }}
QTabBar::tab:focus {{ border-color: {one.focus}; }}
QSplitter::handle {{ background: {one.raised}; }}
QMenuBar, QMenu {{ background: {one.surface}; color: {one.text}; font-size: {self.small_px}px; }}
QMenu {{ border: 1px solid {one.muted}; }}
QMenuBar::item {{ padding: 0.3em 0.6em; background: transparent; }}
QMenu::item {{ padding: 0.3em 1.6em; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {_MAIN}; color: {theme.INK}; }}
QMenu::item:disabled {{ color: {one.off}; }}
"""


def palette_of(colours: Colours) -> Palette:
    """Return the colours for a choice; dark where the system does not say."""
    if colours is Colours.SYSTEM:
        hints = QGuiApplication.styleHints()
        light = hints is not None and hints.colorScheme() is Qt.ColorScheme.Light
        return LIGHT if light else DARK
    return LIGHT if colours is Colours.LIGHT else DARK

"""Colours, tones and sizes: everything that decides how the window looks.

A tone never speaks through colour alone: each has a line style, a shape and a word. The colours
can be told apart by people with any of the common colour deficiencies.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from PyQt6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF
from PyQt6.QtWidgets import QApplication

from formcheck.language import N_
from formcheck.overlay.scene import Tone

BACKGROUND: Final = "#11151A"
SURFACE: Final = "#1C2229"
RAISED: Final = "#2A323B"
TEXT: Final = "#F4F6F8"
MUTED: Final = "#C0C8D1"
INK: Final = "#000000"
"""Text and marks on a tone's own colour."""
FOCUS: Final = "#FFD166"
"""Outline of whatever the keyboard would press."""


class Shape(StrEnum):
    """The mark that goes with a tone."""

    TICK = "tick"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    QUESTION = "question"
    PAUSE = "pause"
    DOTS = "dots"
    ARROW = "arrow"


@dataclass(frozen=True, slots=True)
class ToneStyle:
    """How a tone looks."""

    colour: str
    width: float
    """Line width, 1 is normal."""
    dashed: bool
    shape: Shape
    word: str


STYLES: Final = {
    Tone.GOOD: ToneStyle("#1B9E8F", 1.0, dashed=False, shape=Shape.TICK, word=N_("Good")),
    Tone.WARN: ToneStyle("#E0A100", 1.6, dashed=False, shape=Shape.TRIANGLE, word=N_("Nearly")),
    Tone.FAULT: ToneStyle("#D1495B", 1.6, dashed=False, shape=Shape.DIAMOND, word=N_("Adjust")),
    Tone.UNSURE: ToneStyle("#8A8F98", 1.0, dashed=True, shape=Shape.QUESTION, word=N_("Can't see")),
}

_COUNT_SHARE: Final = 1 / 7
_CUE_SHARE: Final = 1 / 14
_TITLE_SHARE: Final = 1 / 22
_BODY_SHARE: Final = 1 / 34
_SMALL_SHARE: Final = 1 / 42
_LEAST: Final = 0.7


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of text for one height of the window, in pixels.

    ``count_px`` and ``cue_px`` are the heights of a capital letter, so that they hold in any font:
    a seventh and a fourteenth of the window are read from three metres. The others are font sizes,
    and never smaller than what the person has set in the system.
    """

    count_px: float
    cue_px: float
    title_px: int
    body_px: int
    small_px: int
    least_px: int
    """Where ``small_px`` has no room: a whole sentence is better than half a larger one."""

    @classmethod
    def of_window(cls, height_px: int) -> "Sizes":
        """Return the sizes for a window of this height."""
        system_px = QFontInfo(QApplication.font()).pixelSize()
        small_px = max(round(height_px * _SMALL_SHARE), system_px)
        return cls(
            count_px=height_px * _COUNT_SHARE,
            cue_px=height_px * _CUE_SHARE,
            title_px=max(round(height_px * _TITLE_SHARE), system_px),
            body_px=max(round(height_px * _BODY_SHARE), system_px),
            small_px=small_px,
            least_px=round(small_px * _LEAST),
        )


def font(size_px: int, *, bold: bool = False, stretch: int = 100) -> QFont:
    """Return the system's font; its digits all have the same width."""
    made = QFont(QApplication.font())
    made.setPixelSize(max(1, size_px))
    made.setBold(bold)
    made.setStretch(stretch)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def size_for_capitals(capital_px: float, *, bold: bool = True) -> int:
    """Return the font size at which a capital letter is at least ``capital_px`` high."""
    # It is asked for with every frame, and tries size after size.
    return _size_for_capitals(QApplication.font().key(), capital_px, bold=bold)


@lru_cache(maxsize=64)
def _size_for_capitals(system: str, capital_px: float, *, bold: bool) -> int:
    """Return it for what the system's font is now."""
    del system
    size_px = max(1, round(capital_px))
    while QFontMetricsF(font(size_px, bold=bold)).capHeight() < capital_px:
        size_px += 1
    return size_px


def colour(tone: Tone) -> QColor:
    """Return the colour of a tone."""
    return QColor(STYLES[tone].colour)


STYLE_SHEET: Final = f"""
QWidget {{ color: {TEXT}; }}
QMainWindow, QStackedWidget, QDialog, QMessageBox, QInputDialog, QFileDialog
  {{ background: {BACKGROUND}; }}
QLabel {{ background: transparent; }}
QPushButton {{
  background: {RAISED}; border: 2px solid {RAISED}; border-radius: 8px; padding: 0.3em 0.7em;
}}
QPushButton:hover {{ border-color: {MUTED}; }}
QPushButton:focus {{ border: 3px solid {FOCUS}; }}
QPushButton:disabled {{ color: #8D97A3; background: {SURFACE}; }}
QPushButton[main="true"] {{ background: #1B9E8F; color: {INK}; border-color: #1B9E8F; }}
QPushButton[main="true"]:focus {{ border: 3px solid {FOCUS}; }}
QListWidget, QLineEdit {{
  background: {SURFACE}; border: 2px solid {RAISED}; border-radius: 8px; padding: 4px;
  selection-background-color: #1B9E8F; selection-color: {INK};
}}
QListView, QTreeView {{
  background: {SURFACE}; selection-background-color: #1B9E8F; selection-color: {INK};
}}
QListWidget:focus, QLineEdit:focus {{ border: 3px solid {FOCUS}; }}
QListWidget::item {{ padding: 8px; border-radius: 6px; }}
QListWidget::item:selected {{ background: #1B9E8F; color: {INK}; }}
QBalloonTip QLabel {{ color: {INK}; }}
QToolTip {{ color: {TEXT}; background: {RAISED}; border: 1px solid {MUTED}; }}
"""

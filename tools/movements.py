#!/usr/bin/env python3
"""Draws every movement of the catalogue on one sheet, for the README.

``PYTHONPATH=. python tools/movements.py`` writes ``docs/images/movements.png``: each movement's key
poses side by side, as the program draws them for whoever wants no motion.
"""

import os
from pathlib import Path
from typing import Final

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QImage, QPainter

from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Exercise
from formcheck.overlay.figure_scene import bounds, figure_scene, still_times_s, view_of
from formcheck.ui.app import application
from formcheck.ui.figure_painter import FigurePainter, placed
from formcheck.ui.fitted_text import fit
from formcheck.ui.look import LIGHT

OUT: Final = Path(__file__).resolve().parent.parent / "docs" / "images" / "movements.png"
_COLUMNS: Final = 4
_CELL: Final = (420, 190)
_TITLE_PX: Final = 44
_LETTERS_PX: Final = (14, 20)
_AIR_PX: Final = 8.0


def main() -> None:
    """Write the sheet."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    exercises = [one for one in list_exercises() if one.figure is not None]
    width, height = _CELL
    rows = -(-len(exercises) // _COLUMNS)
    sheet = QImage(_COLUMNS * width, rows * height, QImage.Format.Format_RGB32)
    sheet.fill(QColor(LIGHT.surface))
    painter = QPainter(sheet)
    for number, exercise in enumerate(exercises):
        row, column = divmod(number, _COLUMNS)
        _draw(painter, QRectF(column * width, row * height, width, height), exercise)
    painter.end()
    sheet.convertToFormat(QImage.Format.Format_Grayscale8).save(str(OUT))
    app.quit()


def _draw(painter: QPainter, cell: QRectF, exercise: Exercise) -> None:
    """Draw the key poses of a movement side by side, and its title under them."""
    figure, view = exercise.figure, view_of(exercise)
    if figure is None:
        return
    pictures = cell.adjusted(_AIR_PX, _AIR_PX, -_AIR_PX, -_TITLE_PX)
    times_s = still_times_s(figure)
    wide = pictures.width() / len(times_s)
    for number, at_s in enumerate(times_s):
        place = QRectF(pictures.left() + number * wide, pictures.top(), wide, pictures.height())
        scale, origin = placed(bounds(figure, view), place)
        FigurePainter(painter, scale, origin, LIGHT).paint(figure_scene(figure, at_s, view))
    title = QRectF(cell.left(), pictures.bottom(), cell.width(), _TITLE_PX - _AIR_PX)
    found = fit(exercise.title, (title.width(), title.height()), _LETTERS_PX, bold=False)
    painter.setFont(found.letters)
    painter.setPen(QColor(LIGHT.text))
    painter.drawText(title, Qt.AlignmentFlag.AlignCenter, exercise.title)


if __name__ == "__main__":
    main()

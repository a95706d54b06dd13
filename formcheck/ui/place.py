"""Where a window was on the screen when it was closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PyQt6.QtCore import QByteArray, QSettings
from PyQt6.QtWidgets import QWidget


@contextmanager
def remembered_place(window: QWidget, key: str, folder: Path) -> Iterator[None]:
    """Open a window where it was closed last time; ``key`` is its own, kept in a file there."""
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    saved = settings.value(key)
    if isinstance(saved, QByteArray):
        window.restoreGeometry(saved)
    yield
    settings.setValue(key, window.saveGeometry())
    settings.sync()

"""Where a window lies on the screen, also the next time, and what Qt itself remembers."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from PyQt6.QtCore import QByteArray, QSettings, QSize, Qt
from PyQt6.QtGui import QScreen
from PyQt6.QtWidgets import QWidget

from formcheck.paths import own_file, user_qt_file, user_windows_file

_AROUND: Final = QSize(16, 48)
"""What the desktop puts around a window, in pixels: its title, its edges (judgement)."""


def within(screen: QScreen | None, wish: QSize) -> QSize:
    """Return the size for a window that is to be seen whole, with what the desktop puts around."""
    return wish if screen is None else wish.boundedTo(screen.availableSize() - _AROUND)


def fit_screen(window: QWidget) -> None:
    """Let a window that is not shown yet fill the screen where it would not be seen whole."""
    wish = window.size()
    window.resize(within(window.screen(), wish))
    if window.size() != wish:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def fit_whole(window: QWidget) -> None:
    """Let a window be no larger than its screen shows with its title, least size and all."""
    screen = window.screen()
    window.setMinimumSize(within(screen, window.minimumSize()))
    window.resize(within(screen, window.size()))


def remembered() -> QSettings:
    """Return what windows remember: where they were, and who was here last."""
    file = user_windows_file()
    # Qt keeps the permissions of a file that is there.
    with suppress(OSError):
        own_file(file)
    return QSettings(str(file), QSettings.Format.IniFormat)


def keep_to_ourselves() -> None:
    """Have Qt's dialogs keep which folders were looked into in the user's data folder.

    Else they tell every program that is made with Qt, and nothing of ours could delete it. Where
    the system keeps such things in a register of its own, on Windows and macOS, it stays there.
    """
    file = user_qt_file()
    with suppress(OSError):
        own_file(file)
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(file.parent))


@contextmanager
def remembered_place(window: QWidget, key: str) -> Iterator[None]:
    """Open a window where it was closed last time, or whole; ``key`` is its own."""
    settings = remembered()
    settle(window, settings.value(key))
    yield
    settings.setValue(key, window.saveGeometry())
    settings.sync()


def settle(window: QWidget, saved: object) -> None:
    """Lay a window where it was, as ``saveGeometry`` told; whole on its screen when it is new."""
    if not (isinstance(saved, QByteArray) and window.restoreGeometry(saved)):
        fit_screen(window)

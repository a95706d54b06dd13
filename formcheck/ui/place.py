"""Where a window was on the screen when it was closed, and what Qt itself remembers."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from PyQt6.QtCore import QByteArray, QSettings
from PyQt6.QtWidgets import QWidget

from formcheck.paths import own_file, user_qt_file, user_windows_file


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
    """Open a window where it was closed last time; ``key`` is its own."""
    settings = remembered()
    saved = settings.value(key)
    if isinstance(saved, QByteArray):
        window.restoreGeometry(saved)
    yield
    settings.setValue(key, window.saveGeometry())
    settings.sync()

"""A window that lies over the others and never takes the keyboard: for what is only looked at."""

from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QWidget

from formcheck.language import N_
from formcheck.ui.quiet_qt import quiet_qt

NO_PLACE: Final = N_("This desktop does not let programs place their windows.")
"""Wayland: they would come up in the middle, and take the keyboard."""

_BARE: Final = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
    # X11 alone knows this one: no window manager gives it a frame, a place or the keyboard.
    | Qt.WindowType.BypassWindowManagerHint
)


def can_place(platform: str = "") -> bool:
    """Whether a window comes up where it is put, and on top; empty: on the platform in use."""
    return not (platform or QGuiApplication.platformName()).startswith("wayland")


def make_bare(window: QWidget, *, clicks: bool) -> None:
    """Make a window, not shown yet, lie over the others and never take the keyboard.

    Parameters
    ----------
    window
        Which.
    clicks
        Whether it hears clicks; else they go to what is below it.
    """
    through = Qt.WindowType(0) if clicks else Qt.WindowType.WindowTransparentForInput
    window.setWindowFlags(_BARE | through)
    window.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    window.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
    # It is no window that the app lives as long as.
    window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)


def show_bare(window: QWidget) -> None:
    """Show it over the others."""
    # A platform without a stack of windows says so to the terminal.
    with quiet_qt():
        window.show()
        window.raise_()

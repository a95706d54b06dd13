"""What all groups need: showing a window, waiting for a state, and keeping a picture of it."""

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, cast

from PIL import Image
from PyQt6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, Qt
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from formcheck.language import language

ROOT: Final = Path(__file__).resolve().parents[2]
OUT: Final = ROOT / "docs" / "images"
SAMPLES: Final = ROOT / "samples"
_SETTLED: Final = 6
"""After so many turns every text has the height that its width asks for."""
_PATIENCE_S: Final = 60.0
_STILL_S: Final = 0.5
_COLOURS: Final = 256
_SOLID: Final = (255, 255)


def outside_of_tests() -> QtBot:
    """Return what shows windows in tests, for use without a test."""
    qt_api.set_qt_api("pyqt6")
    return QtBot(cast("Any", SimpleNamespace(node=SimpleNamespace())))


def until(there: Callable[[], object], patience_s: float = _PATIENCE_S) -> None:
    """Go on with everything until something is so.

    Raises
    ------
    TimeoutError
        When it does not come.
    """
    end_s = time.monotonic() + patience_s
    while not there():
        QApplication.processEvents()
        time.sleep(0.005)
        if time.monotonic() > end_s:
            raise TimeoutError("expected the window in another state, and it did not come")


def still(widget: QWidget) -> None:
    """Wait until a window no longer changes, whatever is looked up for it."""
    seen: list[QImage] = []

    def unchanged() -> bool:
        end_s = time.monotonic() + _STILL_S
        while time.monotonic() < end_s:
            QApplication.processEvents()
        seen.append(widget.grab().toImage())
        return len(seen) > 1 and seen[-1] == seen[-2]

    until(unchanged)


def settle() -> None:
    """Let every text and every picture find its place."""
    for _turn in range(_SETTLED):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def keep(widget: QWidget, name: str) -> None:
    """Keep a picture of a window as it is now."""
    settle()
    keep_image(widget.grab().toImage(), name)


def shape(window: QWidget, size: tuple[int, int]) -> None:
    """Give a window a size, also one that fills the screen."""
    window.setWindowState(Qt.WindowState.WindowNoState)
    settle()
    window.resize(*size)
    settle()


def keep_image(image: QImage, name: str) -> None:
    """Keep a picture, small; in another language than English with its code in the name."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGBA8888).save(buffer, "PNG")
    keep_png(bytes(buffer.data().data()), name)


def keep_png(data: bytes, name: str) -> None:
    """Keep a PNG with so few colours that it is small."""
    picture: Image.Image = Image.open(BytesIO(data))
    if picture.mode == "RGB" or picture.getchannel("A").getextrema() == _SOLID:
        picture = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.FLOYDSTEINBERG)
    end = "" if language() == "en" else f".{language()}"
    picture.save(OUT / f"{name}{end}.png", optimize=True)

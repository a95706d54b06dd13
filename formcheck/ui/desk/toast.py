"""A message of our own, in a corner: where neither desktop nor panel shows any."""

from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import QEvent, QPoint, Qt, QTimer
from PyQt6.QtGui import QCursor, QEnterEvent, QFontInfo, QGuiApplication, QMouseEvent, QScreen
from PyQt6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout
from typing_extensions import override

from formcheck.desk.view import Told
from formcheck.language import _
from formcheck.ui.desk.bare_window import NO_PLACE, can_place, make_bare, show_bare
from formcheck.ui.desk.icons import icon
from formcheck.ui.desk.ways import FACES, FOR_MS, Failed
from formcheck.ui.look import Colours, Look, palette_of

_LARGER: Final = 1.2
"""Than the system's letters: it is read in passing (judgement)."""
_TITLE: Final = 1.1
_WIDTH_EM: Final = 22
_GAP_EM: Final = 1.5
"""To the edges of the screen."""
_ICON_EM: Final = 2.6


class Toast(QFrame):
    """One small window; a new message takes the place of the old one."""

    def __init__(self, zoom: int = 100) -> None:
        super().__init__()
        make_bare(self, clicks=True)
        self._em = round(QFontInfo(QApplication.font()).pixelSize() * _LARGER * zoom / 100)
        self._picture, self._title, self._text = QLabel(), QLabel(), QLabel()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FOR_MS)
        self._timer.timeout.connect(self.hide)
        self._lay_out()

    def show_told(self, told: Told) -> None:
        """Show a message in the corner of the screen where the pointer is."""
        side = round(_ICON_EM * self._em)
        self._picture.setPixmap(icon(FACES[told.topic]).pixmap(side, side))
        self._title.setText(told.title)
        self._text.setText(told.text)
        self.setAccessibleName(f"{told.title}: {told.text}")
        self.resize(self.sizeHint())
        screen = screen_in_use()
        if screen is not None:
            self.move(self._corner(screen))
        show_bare(self)
        self._timer.start()

    @override
    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Close it: whoever clicks has read it."""
        self._timer.stop()
        self.hide()

    @override
    def enterEvent(self, event: QEnterEvent | None) -> None:
        """Wait while the pointer is on it: somebody reads."""
        self._timer.stop()

    @override
    def leaveEvent(self, event: QEvent | None) -> None:
        self._timer.start()

    def _corner(self, screen: QScreen) -> QPoint:
        gap = round(_GAP_EM * self._em)
        free = screen.availableGeometry()
        return free.bottomRight() - QPoint(self.width() + gap, self.height() + gap)

    def _lay_out(self) -> None:
        look = Look(
            palette_of(Colours.SYSTEM), round(self._em * _TITLE), self._em, round(self._em * 0.9)
        )
        one = look.palette
        frame = f"Toast {{ background: {one.surface}; border: 2px solid {one.text}; }}"
        self.setStyleSheet(look.style_sheet + frame)
        self._title.setProperty("title", "true")
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFixedWidth(_WIDTH_EM * self._em)
        hint = QLabel(_("Click to close"))
        hint.setProperty("small", "true")
        words = QVBoxLayout()
        for label in (self._title, self._text, hint):
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(self._em, self._em, self._em, self._em)
        row.setSpacing(self._em)
        row.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words)


class ToastNote:
    """Shows messages in a `Toast`, made when it is first needed.

    Parameters
    ----------
    zoom
        Size of the letters in percent.
    places
        Whether windows can be placed.
    """

    def __init__(self, zoom: int = 100, places: Callable[[], bool] = can_place) -> None:
        self._zoom, self._places = zoom, places
        self.toast: Toast | None = None

    def tell(self, told: Told, failed: Failed) -> None:
        """Show it, where windows can be placed."""
        if not self._places():
            failed(_(NO_PLACE))
            return
        self.toast = self.toast or Toast(self._zoom)
        self.toast.show_told(told)

    def hush(self) -> None:
        """Hide it."""
        if self.toast is not None:
            self.toast.hide()

    def close(self) -> None:
        """Hide it for good."""
        if self.toast is not None:
            self.toast.close()
            self.toast.deleteLater()
            self.toast = None


def screen_in_use() -> QScreen | None:
    """Return the screen where the pointer is."""
    return QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()

"""The timeline under the video: what happened when, in lanes that can be clicked."""

from collections.abc import Sequence
from typing import Final

from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PyQt6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from formcheck.language import _
from formcheck.report.lanes import Item, ItemKind, Lane, lanes
from formcheck.review.edits import Mark
from formcheck.review.take import Take
from formcheck.session.record import SessionRecord
from formcheck.ui.look import DARK, Look
from formcheck.ui.review.lane_paint import paint
from formcheck.ui.review.lane_places import ROW, RULER, Places
from formcheck.ui.review.time_axis import ZOOM, TimeAxis, wheel
from formcheck.ui.theme import font

_LOOK: Final = Look(DARK, 24, 16, 14)
"""Until the window says how it looks."""
_WHO: Final = "timeline"
_MARGIN: Final = 0.2
"""Share of the width that titles take at most."""
_LEAST_ROW: Final = 0.9
"""Of a row's letters, where there is no room."""
_PAD_PX: Final = 12
_CURSOR_PX: Final = 2
_JUMP_S: Final = 1.0
"""Nothing plays so much between two pictures: somebody went there."""
_AROUND_PX: Final = 5
"""What is painted again around the cursor."""
_KEYS: Final = {
    Qt.Key.Key_Plus: ZOOM,
    Qt.Key.Key_Equal: ZOOM,
    Qt.Key.Key_Minus: 1 / ZOOM,
}


class Timeline(QWidget):
    """Lanes of repetitions, holds, what was noticed, what was not judged, and notes.

    A click anywhere seeks; on an item it chooses it and goes where it is seen best. With the
    keyboard: left and right go from item to item of a lane, up and down to other lanes, Enter goes
    there; + and - zoom, 0 shows everything. Wheel: with Ctrl zooms, with Shift scrolls.
    """

    sought = pyqtSignal(float)
    """Somebody wants to see this moment: after each click or key, and all the time in a drag."""
    rep_chosen = pyqtSignal(int)
    """Number of the repetition."""
    hold_chosen = pyqtSignal(int)
    fault_chosen = pyqtSignal(int)
    gap_chosen = pyqtSignal(int)
    """Places in the record's holds, faults, and stretches not judged."""
    mark_chosen = pyqtSignal(str)
    """Id of the note, drawing or measurement."""

    def __init__(self, axis: TimeAxis) -> None:
        super().__init__()
        self.axis = axis
        self.lanes: tuple[Lane, ...] = ()
        self.chosen: Item | None = None
        self._marks: tuple[Mark, ...] = ()
        self._take: Take | None = None
        self._measured: SessionRecord | None = None
        self._look = _LOOK
        self._time_s = 0.0
        self._picture: QPixmap | None = None
        self._places: Places | None = None
        self._pressed: QPointF | None = None
        self._emits = {
            ItemKind.REP: self.rep_chosen,
            ItemKind.HOLD: self.hold_chosen,
            ItemKind.FAULT: self.fault_chosen,
            ItemKind.GAP: self.gap_chosen,
        }
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Timeline"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        axis.changed.connect(self._stale)
        axis.margins_changed.connect(self._stale)

    # What is shown

    def show_take(self, take: Take | None, measured: SessionRecord | None = None) -> None:
        """Show what was found; cheap enough for twice a second while it grows.

        Parameters
        ----------
        take
            As it is now, with all corrections; None while nothing is known.
        measured
            The session before it was corrected by hand, if it was.
        """
        self._take, self._measured = take, measured
        if take is not None:
            self.axis.set_length(max(self.axis.length_s, take.record.source.duration_s))
        self._collect()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show notes, drawings, and what was measured by hand."""
        self._marks = tuple(marks)
        self._collect()

    def show_time(self, time_s: float) -> None:
        """Show which moment the video shows."""
        before, self._time_s = self._time_s, time_s
        # Who has scrolled away while it plays is left there.
        if self.axis.shown.has(before) or abs(time_s - before) > _JUMP_S:
            self.axis.follow(time_s)
        for one in (before, time_s):
            x = round(self.places.x(one))
            self.update(x - _AROUND_PX, 0, 2 * _AROUND_PX, self.height())

    def choose(self, kind: ItemKind, key: int) -> None:
        """Mark an item as chosen, silently: somebody chose it elsewhere."""
        self._mark(self.item(kind, key))

    def item(self, kind: ItemKind, key: int) -> Item | None:
        """Return an item; None where there is none."""
        items = (item for lane in self.lanes for item in lane.items)
        return next((one for one in items if (one.kind, one.key) == (kind, key)), None)

    def words_at(self, point: QPointF) -> str:
        """Return what the pointer is told that rests there."""
        item = self.places.item_at(point)
        return item.words if item else ""

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        if look == self._look:
            return
        self._look = look
        self._measure()
        self._stale()
        self.updateGeometry()

    @property
    def places(self) -> Places:
        """Where everything is now."""
        if self._places is None:
            self._places = Places(
                self.lanes,
                self.axis.shown,
                self.width(),
                self.height(),
                self.axis.margin_px,
                self._look.small_px,
            )
        return self._places

    def _collect(self) -> None:
        rows = sum(lane.rows for lane in self.lanes)
        take = self._take
        self.lanes = () if take is None else lanes(take, self._measured, self._marks)
        if self.chosen is not None:
            self.chosen = self.item(self.chosen.kind, self.chosen.key)
        self._measure()
        self._stale()
        if rows != sum(lane.rows for lane in self.lanes):
            self.updateGeometry()

    def _measure(self) -> None:
        metrics = QFontMetricsF(font(self._look.small_px))
        widest = max((metrics.horizontalAdvance(lane.title) for lane in self.lanes), default=0.0)
        self.axis.need_margin(_WHO, round(min(widest + _PAD_PX, self.width() * _MARGIN)))

    def _stale(self) -> None:
        self._picture = self._places = None
        self.update()

    # Painting

    @override
    def sizeHint(self) -> QSize:
        return QSize(40 * self._look.small_px, self._tall(ROW))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(12 * self._look.small_px, self._tall(_LEAST_ROW))

    def _tall(self, row: float) -> int:
        rows = max(sum(lane.rows for lane in self.lanes), 3)
        return round(self._look.small_px * (RULER + row * rows))

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        self._measure()
        self._stale()

    @override
    def paintEvent(self, a0: QPaintEvent | None) -> None:
        picture = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, picture)
        painter.setClipRect(self.places.strip)
        self._paint_choice(painter)
        x = self.places.x(self._time_s)
        painter.fillRect(
            QRectF(x - _CURSOR_PX / 2, 0, _CURSOR_PX, self.height()),
            QColor(self._look.palette.text),
        )
        painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._look.palette.focus), 2.0))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _drawn(self) -> QPixmap:
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            painter = QPainter(self._picture)
            paint(painter, self.places, self._look, self._seen_s())
            painter.end()
        return self._picture

    def _seen_s(self) -> float:
        if self._take is None:
            return 0.0
        return self.axis.length_s if self._take.whole else self._take.record.source.duration_s

    def _paint_choice(self, painter: QPainter) -> None:
        box = self.places.box_of(self.chosen) if self.chosen is not None else None
        if box is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((self._look.palette.surface, 5.0), (self._look.palette.focus, 3.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRect(box.adjusted(-2, -1, 2, 1))

    # The hand

    @override
    def mousePressEvent(self, a0: QMouseEvent | None) -> None:
        if a0 is None or a0.position().x() < self.places.margin_px - _AROUND_PX:
            return
        self._pressed = a0.position()
        if a0.button() is not Qt.MouseButton.LeftButton:
            return
        item = self.places.item_at(a0.position())
        if item is None:
            self._seek(a0.position().x())
        else:
            self._mark(item)
            self._go()

    @override
    def mouseMoveEvent(self, a0: QMouseEvent | None) -> None:
        if a0 is None or self._pressed is None:
            return
        by = a0.position() - self._pressed
        if a0.buttons() & Qt.MouseButton.MiddleButton:
            self.axis.scroll(-by.x() / max(self.places.strip.width(), 1.0))
            self._pressed = a0.position()
        elif by.manhattanLength() >= QApplication.startDragDistance():
            self._seek(a0.position().x())

    @override
    def mouseReleaseEvent(self, a0: QMouseEvent | None) -> None:
        self._pressed = None

    @override
    def wheelEvent(self, a0: QWheelEvent | None) -> None:
        if a0 is not None and not wheel(a0, self.axis, self.places.time_at(a0.position().x())):
            a0.ignore()

    @override
    def event(self, a0: QEvent | None) -> bool:
        if isinstance(a0, QHelpEvent) and a0.type() is QEvent.Type.ToolTip:
            QToolTip.showText(a0.globalPos(), self.words_at(QPointF(a0.pos())), self)
            return True
        return super().event(a0)

    @override
    def keyPressEvent(self, a0: QKeyEvent | None) -> None:
        if a0 is None:
            return
        key = a0.key()
        if key in _MOVES:
            self._step(*_MOVES[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self._go()
        elif key in _KEYS:
            self.axis.zoom(self._time_s, _KEYS[Qt.Key(key)])
        elif key == Qt.Key.Key_0:
            self.axis.show_all()
        else:
            super().keyPressEvent(a0)

    @override
    def focusInEvent(self, a0: QFocusEvent | None) -> None:
        self.update()

    @override
    def focusOutEvent(self, a0: QFocusEvent | None) -> None:
        self.update()

    def _step(self, along: int, across: int) -> None:
        """Mark the next item of the lane, or the nearest one of the next lane that has any."""
        full = [lane.items for lane in self.lanes if lane.items]
        if not full:
            return
        here = next((place for place, items in enumerate(full) if self.chosen in items), None)
        if here is None or self.chosen is None:
            nearest = min(full[0], key=lambda one: abs(one.start_s - self._time_s))
        elif across:
            items, at_s = full[(here + across) % len(full)], self.chosen.start_s
            nearest = min(items, key=lambda one: abs(one.start_s - at_s))
        else:
            place = full[here].index(self.chosen) + along
            nearest = full[here][min(max(place, 0), len(full[here]) - 1)]
        self._mark(nearest)
        self.axis.follow(nearest.start_s)

    def _mark(self, item: Item | None) -> None:
        self.chosen = item
        name = _("Timeline: {item}").format(item=item.words) if item else _("Timeline")
        self.setAccessibleName(name)
        self.update()

    def _go(self) -> None:
        """Say what was chosen, and where it is seen."""
        if self.chosen is None:
            return
        self.sought.emit(self.chosen.jump_s)
        if self.chosen.kind is ItemKind.MARK:
            self.mark_chosen.emit(self._marks[self.chosen.key].id)
        elif self.chosen.kind in self._emits:
            self._emits[self.chosen.kind].emit(self.chosen.key)

    def _seek(self, x: float) -> None:
        self.sought.emit(self.places.time_at(x))


_MOVES: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}

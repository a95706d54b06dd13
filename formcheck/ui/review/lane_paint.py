"""How the lanes of a timeline are painted. Nothing is told by its colour alone."""

from typing import Final

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from formcheck.language import _
from formcheck.overlay.scene import Tone
from formcheck.report import words
from formcheck.report.lanes import Item, ItemKind, Lane
from formcheck.ui import theme
from formcheck.ui.fitted_text import fit
from formcheck.ui.look import Look
from formcheck.ui.review.lane_places import Places

_EDGE_PX: Final = 1.5
_ROUND_PX: Final = 3.0
_ROUND_FROM_PX: Final = 12.0
_PAD_PX: Final = 5.0
_LEAST_LETTERS: Final = 0.5
"""Of the usual size: smaller ones are left out."""
_STEPS_S: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600)
_TICKS_APART: Final = 5.0
"""Distance of ticks of the ruler, in sizes of its letters."""
_NOTCH: Final = 0.45
"""Of a clear mark: how deep its notch is."""


def paint(painter: QPainter, places: Places, look: Look, seen_s: float) -> None:
    """Paint everything but what moves: cursor, choice, focus.

    Parameters
    ----------
    painter
        On something as large as the widget.
    places
        Where everything is.
    look
        Colours and sizes.
    seen_s
        Until when the recording was looked at.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, places.width_px, places.height_px), QColor(look.palette.surface))
    _ruler(painter, places, look)
    for number, (lane, band) in enumerate(places.bands()):
        _ground(painter, places, look, band, odd=bool(number % 2))
        _title(painter, places, look, lane, band)
    painter.save()
    painter.setClipRect(places.strip)
    for lane, band in places.bands():
        for item, box in places.visible(lane, band):
            _paint(painter, look, item, box)
    _unseen(painter, places, look, seen_s)
    painter.restore()


def _ground(painter: QPainter, places: Places, look: Look, band: QRectF, *, odd: bool) -> None:
    strip = QRectF(band)
    strip.setLeft(places.margin_px)
    if odd:
        painter.fillRect(strip, QColor(look.palette.background))
    painter.setPen(QPen(QColor(look.palette.raised), 1.0))
    painter.drawLine(band.topLeft(), band.topRight())


def _title(painter: QPainter, places: Places, look: Look, lane: Lane, band: QRectF) -> None:
    room = QRectF(_PAD_PX, band.top(), places.margin_px - 2 * _PAD_PX, band.height())
    if room.width() <= 0:
        return
    sizes = (round(look.small_px * _LEAST_LETTERS), look.small_px)
    found = fit(lane.title, (room.width(), room.height()), sizes, bold=False)
    painter.setFont(found.letters)
    painter.setPen(QColor(look.palette.text))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, "\n".join(found.lines))


def _ruler(painter: QPainter, places: Places, look: Look) -> None:
    wide_px, shown = max(places.strip.width(), 1.0), places.shown
    least_s = shown.wide_s * _TICKS_APART * look.small_px / wide_px
    step_s = next((step for step in _STEPS_S if step >= least_s), _STEPS_S[-1])
    letters_px = round(look.small_px * 0.85)
    painter.setFont(theme.font(letters_px))
    painter.setPen(QPen(QColor(look.palette.muted), 1.0))
    for count in range(int(shown.start_s // step_s), int(shown.end_s // step_s) + 1):
        x = places.x(count * step_s)
        if x < places.margin_px:
            continue
        painter.drawLine(QPointF(x, places.ruler_px * 0.7), QPointF(x, places.ruler_px))
        box = QRectF(x + 3, 0, _TICKS_APART * look.small_px, places.ruler_px)
        text = words.clock(count * step_s)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text if step_s < 1 else text[:-2])


def _colour(item: Item) -> QColor:
    return theme.colour(item.tone)


def _done(painter: QPainter, look: Look, item: Item, box: QRectF) -> None:
    """Paint a repetition or a hold: filled as high as it was done, an attempt dashed."""
    colour = _colour(item)
    pen = QPen(colour, _EDGE_PX)
    if item.tone is Tone.UNSURE:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(0.75, 0.75, -1.25, -0.75)
    _box(painter, inner)
    part = QRectF(inner)
    part.setTop(inner.bottom() - inner.height() * item.filled)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    _box(painter, part)
    _label(painter, look, item, inner)
    if item.by_hand:
        _hand(painter, look, inner)


def _box(painter: QPainter, box: QRectF) -> None:
    """Paint a box; round corners take ten times as long, and are not seen on narrow ones."""
    if box.width() > _ROUND_FROM_PX:
        painter.drawRoundedRect(box, _ROUND_PX, _ROUND_PX)
    else:
        painter.drawRect(box)


def _label(painter: QPainter, look: Look, item: Item, box: QRectF) -> None:
    """Write what is on an item, on a plate where it is not filled to the top."""
    size_px = min(look.small_px, int(box.height() * 0.95))
    if size_px < look.small_px * _LEAST_LETTERS or not item.label:
        return
    painter.setFont(theme.font(size_px, bold=True))
    wide = painter.fontMetrics().horizontalAdvance(item.label)
    if wide > box.width() - 2:
        return
    full = item.filled >= 1.0
    if not full:
        plate = QRectF(0, 0, min(wide + _PAD_PX, box.width()), box.height())
        plate.moveCenter(box.center())
        painter.fillRect(plate, QColor(look.palette.surface))
    painter.setPen(QColor(theme.INK if full else look.palette.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, item.label)


def _fault(painter: QPainter, look: Look, item: Item, box: QRectF) -> None:
    """Paint an episode: a bar of half the height, or where it is clear of all, with a notch."""
    painter.setPen(QPen(QColor(look.palette.surface), 1.0))
    painter.setBrush(_colour(item))
    painter.drawPolygon(_notched(box) if item.filled >= 1.0 else _wedge(box))


def _wedge(box: QRectF) -> QPolygonF:
    """Return a bar in the lower half, with a point up at its beginning."""
    wide = min(box.width(), box.height() / 2)
    top = box.center().y()
    return QPolygonF(
        [
            box.bottomLeft(),
            QPointF(box.left() + wide / 2, box.top()),
            QPointF(box.left() + wide, top),
            QPointF(box.right(), top),
            box.bottomRight(),
        ]
    )


def _notched(box: QRectF) -> QPolygonF:
    """Return a bar over the whole height, with a notch in the middle of its top."""
    wide, middle = min(box.width(), box.height()) / 2, box.center().x()
    return QPolygonF(
        [
            box.bottomLeft(),
            box.topLeft(),
            QPointF(middle - wide / 2, box.top()),
            QPointF(middle, box.top() + box.height() * _NOTCH),
            QPointF(middle + wide / 2, box.top()),
            box.topRight(),
            box.bottomRight(),
        ]
    )


def _gap(painter: QPainter, item: Item, box: QRectF) -> None:
    colour = _colour(item)
    painter.setPen(QPen(colour, 1.0))
    painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
    painter.drawRect(box)


def _moved(painter: QPainter, look: Look, box: QRectF) -> None:
    painter.setPen(QPen(QColor(look.palette.text), 2.0))
    middle = box.center().y()
    painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
    _hand(painter, look, QRectF(box.left(), box.top(), 0, box.height()))


def _hand(painter: QPainter, look: Look, box: QRectF) -> None:
    """Paint the small mark of what was corrected by hand: a diamond at the upper left."""
    size = max(box.height() * 0.22, 4.0)
    at = QPointF(box.left() + size * 0.6, box.top() + size * 0.6)
    if not box.width():
        at.setY(box.center().y())
    painter.setPen(QPen(QColor(look.palette.surface), 1.0))
    painter.setBrush(QColor(look.palette.text))
    corners = (QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0))
    painter.drawPolygon(QPolygonF([at + corner for corner in corners]))


def _flag(painter: QPainter, look: Look, box: QRectF) -> None:
    colour = QColor(look.palette.focus)
    painter.setPen(QPen(QColor(look.palette.text), 2.0))
    painter.drawLine(box.topLeft(), box.bottomLeft())
    painter.setPen(QPen(QColor(look.palette.surface), 1.0))
    painter.setBrush(colour)
    tip = QPointF(box.right(), box.top() + box.height() * 0.3)
    low = QPointF(box.left(), box.top() + box.height() * 0.6)
    painter.drawPolygon(QPolygonF([box.topLeft(), tip, low]))


def _paint(painter: QPainter, look: Look, item: Item, box: QRectF) -> None:
    match item.kind:
        case ItemKind.REP | ItemKind.HOLD:
            _done(painter, look, item, box)
        case ItemKind.FAULT:
            _fault(painter, look, item, box)
        case ItemKind.GAP:
            _gap(painter, item, box)
        case ItemKind.HAND:
            _moved(painter, look, box)
        case ItemKind.MARK:
            _flag(painter, look, box)


def _unseen(painter: QPainter, places: Places, look: Look, seen_s: float) -> None:
    """Paint over what was not looked at yet, and say how far it is."""
    if seen_s >= places.shown.length_s:
        return
    box = QRectF(places.strip)
    box.setLeft(max(places.x(seen_s), box.left()))
    box.setTop(places.ruler_px)
    if box.width() <= 0:
        return
    painter.fillRect(box, QColor(look.palette.raised))
    painter.fillRect(box, QBrush(QColor(look.palette.surface), Qt.BrushStyle.Dense6Pattern))
    if not seen_s:  # Nothing is known yet, not even the exercise: how far it is stands above.
        return
    share = words.share(seen_s / places.shown.length_s)
    text = _("Still being looked at: {share} done").format(share=share)
    found = fit(text, (box.width() - 2 * _PAD_PX, box.height()), (8, look.small_px), bold=True)
    if found.elided:
        return
    painter.setFont(found.letters)
    plate = QRectF(0, 0, found.width_px + 4 * _PAD_PX, found.height_px + 2 * _PAD_PX)
    plate.moveCenter(box.center())
    painter.fillRect(plate, QColor(look.palette.surface))
    painter.setPen(QColor(look.palette.text))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, "\n".join(found.lines))

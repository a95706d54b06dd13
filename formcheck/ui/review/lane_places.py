"""Where each item of a timeline lies in its widget, and which one is under the pointer."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from PyQt6.QtCore import QPointF, QRectF

from formcheck.report.lanes import Item, ItemKind, Lane
from formcheck.review.shown import Shown

_LEAST_PX: Final = 4.0
"""Width of the shortest item: it can still be seen,"""
_REACH_PX: Final = 4.0
"""and hit, when the pointer is no farther beside it,"""
_OVER_PX: Final = 2.0
"""or above or below it."""
ROW: Final = 1.25
"""Height of a row, in sizes of its letters."""
RULER: Final = 1.2
_GAP: Final = 0.12
"""Share of a row that is free above and below an item."""
_FLAG: Final = 0.8
"""Width of a flag in heights of its row."""


@dataclass(frozen=True)
class Places:
    """Lanes in a widget: a ruler above, titles to the left."""

    lanes: tuple[Lane, ...]
    shown: Shown
    width_px: float
    height_px: float
    margin_px: float
    letters_px: float

    @property
    def ruler_px(self) -> float:
        """Height of the ruler."""
        return self.letters_px * RULER

    @cached_property
    def row_px(self) -> float:
        """Height of a row: as its letters need, less where there is no room."""
        rows = max(sum(lane.rows for lane in self.lanes), 1)
        return min(self.letters_px * ROW, (self.height_px - self.ruler_px) / rows)

    @cached_property
    def strip(self) -> QRectF:
        """Where time is shown, from the ruler down."""
        return QRectF(self.margin_px, 0.0, self.width_px - self.margin_px, self.height_px)

    def x(self, time_s: float) -> float:
        """Return where a moment is."""
        return self.margin_px + self.shown.share(time_s) * self.strip.width()

    def time_at(self, x: float) -> float:
        """Return the moment at a place, inside the recording."""
        return self.shown.time_at((x - self.margin_px) / max(self.strip.width(), 1.0))

    def bands(self) -> Iterator[tuple[Lane, QRectF]]:
        """Give each lane with all its rows, over the whole width."""
        top = self.ruler_px
        for lane in self.lanes:
            height = lane.rows * self.row_px
            yield lane, QRectF(0.0, top, self.width_px, height)
            top += height

    def box(self, item: Item, band: QRectF) -> QRectF:
        """Return where an item of a lane is."""
        row, gap = self.row_px, self.row_px * _GAP
        top = band.top() + item.row * row + gap
        left, right = self.x(item.start_s), self.x(item.end_s)
        wide = right - left
        if item.kind is ItemKind.MARK:
            wide = _FLAG * row
        elif wide < _LEAST_PX:
            left, wide = left - (_LEAST_PX - wide) / 2, _LEAST_PX
        if right <= self.width_px:  # What is short and at the very end is whole, too.
            left = min(left, self.width_px - wide)
        return QRectF(left, top, wide, row - 2 * gap)

    def visible(self, lane: Lane, band: QRectF) -> Iterator[tuple[Item, QRectF]]:
        """Give the items of a lane that are in sight."""
        for item in lane.items:
            box = self.box(item, band)
            if box.right() >= self.margin_px and box.left() <= self.width_px:
                yield item, box

    def item_at(self, point: QPointF) -> Item | None:
        """Return the item under the pointer: of several the shortest; None where there is none."""
        for lane, band in self.bands():
            if band.contains(point) and point.x() >= self.margin_px - _REACH_PX:
                return _nearest(point, tuple(self.visible(lane, band)))
        return None

    def point_of(self, item: Item) -> QPointF | None:
        """Return the middle of an item; None where it is in none of the lanes."""
        for lane, band in self.bands():
            if item in lane.items:
                return self.box(item, band).center()
        return None

    def box_of(self, item: Item) -> QRectF | None:
        """Return where an item is; None where it is in none of the lanes."""
        for lane, band in self.bands():
            if item in lane.items:
                return self.box(item, band)
        return None


def _nearest(point: QPointF, found: Sequence[tuple[Item, QRectF]]) -> Item | None:
    """Return what is under a point, of several the shortest; else what is near to it."""
    hits = [(_away(point, box), item) for item, box in found]
    near = [(away, item) for away, item in hits if away[0] <= _REACH_PX]
    return min(near, key=lambda one: one[0])[1] if near else None


def _away(point: QPointF, box: QRectF) -> tuple[float, float, float]:
    """Return how far beside a box a point is, how wide it is, how far its middle is."""
    if abs(point.y() - box.center().y()) > box.height() / 2 + _OVER_PX:
        return math.inf, 0.0, 0.0
    middle = abs(point.x() - box.center().x())
    return max(middle - box.width() / 2, 0.0), box.width(), middle

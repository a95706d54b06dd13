"""What is under the pointer is what is meant, however small it is."""

from dataclasses import replace

import pytest
from PyQt6.QtCore import QPointF

from formcheck.overlay.scene import Tone
from formcheck.report.lanes import Item, ItemKind, Lane
from formcheck.review.shown import Shown
from formcheck.ui.review.lane_places import Places


def item(key: int, start_s: float, end_s: float, kind: ItemKind = ItemKind.REP) -> Item:
    return Item(kind, key, start_s, end_s, start_s, Tone.GOOD, f"item {key}")


def places(*items: Item, length_s: float = 100.0, rows: int = 1) -> Places:
    lanes = (Lane("one", items, rows), Lane("empty", ()))
    return Places(lanes, Shown.all_of(length_s), 1100.0, 200.0, 100.0, 16.0)


def test_hundreds_in_an_hour_are_each_found_in_their_middle() -> None:
    items = [item(key, 6.0 * key, 6.0 * key + 4.0) for key in range(600)]
    made = places(*items, length_s=3600.0)
    for one in items:
        middle = made.point_of(one)
        assert middle is not None
        assert made.item_at(middle) is one


def test_a_short_one_is_hit_a_little_beside_it() -> None:
    one = item(1, 50.0, 50.1)
    made = places(one)
    x, y = made.x(50.05), made.ruler_px + made.row_px / 2
    assert made.item_at(QPointF(x + 6.0, y)) is one
    assert made.item_at(QPointF(x - 4.0, y)) is one
    assert made.item_at(QPointF(x + 9.0, y)) is None
    assert made.item_at(QPointF(x, y + made.row_px)) is None
    assert made.item_at(QPointF(x, 190.0)) is None


def test_of_those_that_lie_over_each_other_the_shortest_is_meant() -> None:
    long, short = item(1, 10.0, 60.0), item(2, 30.0, 32.0)
    made = places(short, long)
    y = made.ruler_px + made.row_px / 2
    assert made.item_at(QPointF(made.x(31.0), y)) is short
    assert made.item_at(QPointF(made.x(50.0), y)) is long
    # The pointer is in the long one, and only beside the short one.
    assert made.item_at(QPointF(made.x(32.0) + 2.0, y)) is long


def test_rows_lie_below_each_other() -> None:
    upper, lower = item(1, 10.0, 20.0), replace(item(2, 10.0, 20.0), row=1)
    made = places(upper, lower, rows=2)
    x = made.x(15.0)
    assert made.item_at(QPointF(x, made.ruler_px + 0.5 * made.row_px)) is upper
    assert made.item_at(QPointF(x, made.ruler_px + 1.5 * made.row_px)) is lower


def test_a_flag_is_as_wide_at_every_zoom() -> None:
    flag = item(1, 50.0, 50.0, ItemKind.MARK)
    boxes = [places(flag, length_s=length_s).box_of(flag) for length_s in (100.0, 3600.0)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0].width() == pytest.approx(boxes[1].width())


def test_what_goes_on_beyond_the_edge_begins_where_it_began() -> None:
    long, flag = item(1, 10.0, 90.0), item(2, 100.0, 100.0, ItemKind.MARK)
    made = replace(places(long, flag), shown=Shown(0.0, 50.0, 100.0))
    box = made.box_of(long)
    assert box is not None
    assert box.left() == made.x(10.0)
    whole = places(long, flag).box_of(flag)
    assert whole is not None
    assert whole.right() == pytest.approx(1100.0)


def test_what_is_in_no_lane_is_nowhere() -> None:
    made = places(item(1, 0.0, 1.0))
    assert made.point_of(item(2, 0.0, 1.0)) is None
    assert made.box_of(item(2, 0.0, 1.0)) is None
    assert made.item_at(QPointF(20.0, made.ruler_px + 5.0)) is None

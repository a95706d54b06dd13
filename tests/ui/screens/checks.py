"""What every screen has to hold: names, an order for the keyboard, and no text that is cut off."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from PyQt6.QtCore import QPoint, QRect, Qt
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenuBar,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QTableWidget,
    QTextBrowser,
    QWidget,
)

from formcheck.ui.fitted_text import FittedText
from formcheck.ui.wrapping_list import WrappingList

_MOST_TABS = 60
_SETTLED = 6
"""After so many turns every text has the height that its width asks for."""
_WORDS = (QAbstractButton, QLabel, FittedText, QComboBox, QLineEdit, QTextBrowser)
_WORDS += (QListWidget, QTableWidget)


def problems(top: QWidget) -> list[str]:
    """Return everything that is wrong with a window, or with one of its states."""
    for _turn in range(_SETTLED):
        QApplication.processEvents()
    found = [*_unnamed(top), *_out_of_reach(top), *_cut(top), *_outside(top)]
    return [f"{type(one).__name__} {_name(one)!r}: {why}" for one, why in found]


def controls(top: QWidget) -> list[QWidget]:
    """Return what the keyboard has to reach."""
    return [one for one in _shown(top, QWidget) if _is_control(one)]


def _is_control(one: QWidget) -> bool:
    inner = isinstance(one.parent(), QComboBox) or one.objectName().startswith("qt_")
    wanted = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and not isinstance(one, QScrollBar)
    return wanted and not inner and one.isEnabled() and one.focusProxy() is None


def _unnamed(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    for one in controls(top):
        if not _name(one):
            yield one, "has no name"


def _out_of_reach(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    wanted = controls(top)
    if not wanted:
        yield top, "has nothing for the keyboard"
        return
    # Before: going to something may scroll to it.
    there = {one: (_area(one, top), _place(one, top)) for one in wanted}
    tabbed = _tabbed(top)
    for one in wanted:
        if one not in tabbed:
            yield one, "is not reached by Tab"
    places = [there.get(one) or (None, _place(one, top)) for one in tabbed]
    first = min(range(len(tabbed)), key=lambda n: _corner(*places[n], top))
    tabbed, places = tabbed[first:] + tabbed[:first], places[first:] + places[:first]
    for n in range(1, len(tabbed)):
        if not _in_order(places[n - 1], places[n], top):
            yield tabbed[n], f"comes after {_name(tabbed[n - 1])!r}"


def _tabbed(top: QWidget) -> list[QWidget]:
    """Return what Tab goes through, from where the focus is until it comes back."""
    if top.focusWidget() is None:
        controls(top)[0].setFocus()
    found: list[QWidget] = []
    while (now := top.focusWidget()) is not None and now not in found and len(found) < _MOST_TABS:
        found.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return found


_Spot = tuple[QWidget | None, QRect]
"""The area that scrolls a widget, if any does, and the widget's place."""


def _in_order(before: _Spot, after: _Spot, top: QWidget) -> bool:
    """Whether one reads so: along a row, down, or up to the top of the next column."""
    same = before[0] is after[0]
    one, other = (spot[1] if same else _seen(*spot, top) for spot in (before, after))
    if other.bottom() <= one.top():
        return other.left() >= one.right()
    if other.right() <= one.left():
        return other.center().y() > one.center().y()
    return True


def _seen(area: QWidget | None, place: QRect, top: QWidget) -> QRect:
    """Return where something is, as seen from outside of what scrolls it."""
    return place if area is None else _place(area, top)


def _corner(area: QWidget | None, place: QRect, top: QWidget) -> tuple[int, ...]:
    seen = _seen(area, place, top)
    return seen.top(), seen.left(), place.top(), place.left()


def _cut(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    for one in _shown(top, QWidget):
        why = _why_cut(one)
        if why:
            yield one, why


def _why_cut(one: QWidget) -> str:
    return next((why(one) for kind, why in _RULES if isinstance(one, kind)), "")


def _fitted_cut(one: FittedText) -> str:
    found = one.fitted()
    fits = found.width_px <= one.width() + 0.5 and found.height_px <= one.height() + 0.5
    return "" if not one.text or (fits and not found.elided) else "is cut off"


def _button_cut(one: QAbstractButton) -> str:
    return _too_small(one) if one.text() else ""


def _hint_cut(one: QLineEdit) -> str:
    room = one.contentsRect().width() - 2 * one.fontMetrics().averageCharWidth()
    needed = one.fontMetrics().horizontalAdvance(one.placeholderText())
    return "" if needed <= room else "has a hint that is cut off"


def _lines_cut(one: QTextBrowser) -> str:
    bar, document = one.horizontalScrollBar(), one.document()
    assert bar is not None
    assert document is not None
    if bar.maximum():
        return "has lines that are cut off"
    block = document.begin()
    while block.isValid():
        layout, text = block.layout(), block.text()
        assert layout is not None
        for number in range(1, layout.lineCount()):
            start = layout.lineAt(number).textStart()
            if text[start - 1 : start + 1].isalpha() and len(text[start - 1 : start + 1]) > 1:
                return f"breaks a word: {text[start - 6 : start]}/{text[start : start + 6]}"
        block = block.next()
    return ""


def _bar_cut(one: QMenuBar) -> str:
    return "" if one.sizeHint().width() <= one.width() else "is too wide"


def _too_small(one: QWidget) -> str:
    needed, given = one.sizeHint(), one.size()
    fits = needed.width() <= given.width() and needed.height() <= given.height() + 1
    return "" if fits else f"needs {needed.width()}x{needed.height()}, has {_size(one)}"


def _label_cut(one: QLabel) -> str:
    if not one.text():
        return ""
    if not one.wordWrap():
        return _too_small(one)
    room = one.contentsRect().width()
    words = re.split(r"[\s/\\-]", one.text())
    longest = max(one.fontMetrics().horizontalAdvance(word) for word in words)
    fits = one.heightForWidth(one.width()) <= one.height() + 1 and longest <= room
    return "" if fits else f"needs {one.heightForWidth(one.width())} px of height, has {_size(one)}"


def _combo_cut(one: QComboBox) -> str:
    if one.isEditable():
        return ""  # it scrolls with the cursor
    style, option = one.style(), QStyleOptionComboBox()
    one.initStyleOption(option)
    assert style is not None
    room = style.subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, one
    ).width()
    texts = (one.itemText(row) for row in range(one.count()))
    cut = [text for text in texts if one.fontMetrics().horizontalAdvance(text) > room]
    return f"has {room} px for {cut}" if cut else ""


def _rows_cut(rows: QListWidget) -> str:
    view = rows.viewport()
    assert view is not None
    metrics = QFontMetrics(rows.font())
    wrap = int(Qt.TextFlag.TextWordWrap) if isinstance(rows, WrappingList) else 0
    for number in range(rows.count()):
        item = rows.item(number)
        assert item is not None
        place = rows.visualItemRect(item)
        needed = metrics.boundingRect(QRect(0, 0, place.width(), 100_000), wrap, item.text())
        high = needed.height() > place.height() + 1
        if (
            high
            or needed.width() > min(place.width(), view.width())
            or place.right() > view.width()
        ):
            return f"cuts off {item.text()!r}"
    return ""


_RULES: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (FittedText, _fitted_cut),
    (QAbstractButton, _button_cut),
    (QLabel, _label_cut),
    (QComboBox, _combo_cut),
    (QLineEdit, _hint_cut),
    (QTextBrowser, _lines_cut),
    (QListWidget, _rows_cut),
    (QMenuBar, _bar_cut),
)


def _outside(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Give what lies outside of the window, or of what holds it, where nothing scrolls to it."""
    for kind in _WORDS:
        for one in _shown(top, kind):
            if _area(one, top) is None and not top.rect().contains(_place(one, top)):
                yield one, f"lies at {_place(one, top).getRect()}, outside of {_size(top)}"
            holder = one.parentWidget()
            if holder is not None and not holder.rect().contains(one.geometry()):
                yield one, f"lies at {one.geometry().getRect()}, outside of {_size(holder)}"


def _area(one: QWidget, top: QWidget) -> QWidget | None:
    """Return what scrolls a widget; None where nothing does."""
    parent = one.parentWidget()
    while parent is not None and parent is not top:
        if isinstance(parent, QAbstractScrollArea):
            return parent
        parent = parent.parentWidget()
    return None


def _shown(top: QWidget, kind: type) -> list:
    return [one for one in top.findChildren(kind) if one.isVisible() and one.window() is top]


def _place(one: QWidget, top: QWidget) -> QRect:
    return QRect(one.mapTo(top, QPoint()), one.size())


def _name(one: QWidget) -> str:
    text = one.text() if isinstance(one, QAbstractButton | QLabel) else ""
    return one.accessibleName() or text


def _size(one: QWidget) -> str:
    return f"{one.width()}x{one.height()}"

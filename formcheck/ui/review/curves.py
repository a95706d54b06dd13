"""The curves under the timeline: how a measurement changed, with its error and its limits."""

import math
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PyQt6.QtCore import QEvent, QObject, QSignalBlocker, Qt, pyqtSignal
from PyQt6.QtGui import QMouseEvent, QWheelEvent
from PyQt6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.landmarks import Side
from formcheck.language import _
from formcheck.report import traces, words
from formcheck.review.seen import last_at
from formcheck.review.take import Take
from formcheck.session.record import SessionRecord
from formcheck.ui.look import DARK, Look
from formcheck.ui.review.time_axis import TimeAxis, wheel
from formcheck.ui.theme import font

if TYPE_CHECKING:
    from formcheck.ui.review.curve_plot import CurvePlot

_LOOK: Final = Look(DARK, 24, 16, 14)
"""Until the window says how it looks."""
_WHO: Final = "curves"
_MARGIN: Final = 4.6
"""Room for the axis of values, in sizes of its letters."""
_LEAST: Final = 2
"""Height of the plot at least, in sizes of its letters."""
_WIDEST: Final = 18
"""Width of the choice at most."""
_DASHES: Final = {
    Qt.PenStyle.SolidLine: "━━",
    Qt.PenStyle.DashLine: "╍╍",
    Qt.PenStyle.DotLine: "┅┅",
}


class Curves(QWidget):
    """A measurement over time; which one can be chosen. A click or a drag in it seeks."""

    sought = pyqtSignal(float)
    """Somebody wants to see this moment; all the time in a drag."""

    def __init__(self, axis: TimeAxis) -> None:
        super().__init__()
        self.axis = axis
        self.feature = ""
        """Which one is shown."""
        self._take: Take | None = None
        self._look = _LOOK
        self._time_s = 0.0
        # Late: the plotting library takes its time.
        self.plot: CurvePlot = import_module("formcheck.ui.review.curve_plot").CurvePlot()
        self.told = QLabel()
        """What is measured now."""
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Measurement"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.choice.activated.connect(self._chosen)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.RichText)
        self._head = QHBoxLayout()
        self._head.addWidget(self.choice)
        self._head.addWidget(self.told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._head)
        layout.addWidget(self.plot.widget, 1)
        # As high as there is room for: a plot would like half a screen.
        self.plot.widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.plot.widget.viewport().installEventFilter(self)
        axis.changed.connect(self.plot.show_span)
        axis.margins_changed.connect(self._set_margin)
        self._dress()

    def show_take(self, take: Take | None) -> None:
        """Show what was measured; cheap enough for twice a second while it grows.

        None: nothing is known yet.
        """
        self._take = take
        known = {} if take is None else _choices(take.record)
        if self.feature not in known:
            self.feature = next(iter(known), "")
        self._list(known)
        self._draw()

    def show_feature(self, feature: str) -> None:
        """Show another measurement, by its name or by that of one of its series."""
        self.feature = words.feature_of(feature)
        self.choice.setCurrentIndex(self.choice.findData(self.feature))
        self._draw()

    def show_time(self, time_s: float) -> None:
        """Show which moment the video shows."""
        self._time_s = time_s
        self.plot.show_time(time_s)
        self._tell()

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        if look == self._look:
            return
        self._look = look
        self._dress()

    def _dress(self) -> None:
        look = self._look
        letters = font(look.small_px)
        for one in (self.choice, self.told):
            one.setFont(letters)
            one.setStyleSheet(f"font-size: {look.small_px}px; padding: 0px;")
        self.choice.setMaximumWidth(_WIDEST * look.small_px)
        self.plot.widget.setMinimumHeight(_LEAST * look.small_px)
        self.axis.need_margin(_WHO, round(_MARGIN * look.small_px))
        self._draw()

    def _list(self, known: dict[str, str]) -> None:
        """List what can be chosen, the same as before if it is the same."""
        places = range(self.choice.count())
        before = {self.choice.itemData(one): self.choice.itemText(one) for one in places}
        if known == before:
            return
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for name, text in known.items():
                self.choice.addItem(text, name)
            self.choice.setCurrentIndex(self.choice.findData(self.feature))

    def _chosen(self, place: int) -> None:
        self.feature = str(self.choice.itemData(place))
        self._draw()

    def _draw(self) -> None:
        self.plot.show(self._take, self.feature, self._look)
        shown = self.axis.shown
        self.plot.show_span(shown.start_s, shown.end_s)
        self.plot.show_time(self._time_s)
        self._set_margin()
        name = _("Curve of {feature}").format(feature=words.feature_title(self.feature))
        self.plot.widget.setAccessibleName(name)
        self._tell()

    def _tell(self) -> None:
        """Tell what is measured at this moment, of each limb with the line that it is drawn in."""
        if self._take is None or not self.feature:
            self.told.clear()
            return
        series = self._take.record.series
        row, known = last_at(series.time_s, self._time_s), self._time_s <= self._known_s()
        told = []
        for trace in self.plot.traces:
            column = trace.column
            value, sd = float(series.value[row, column]), float(series.sd[row, column])
            text = words.measured(value, sd, series.units[column]) if known else words.unknown()
            line = f'<span style="color:{trace.ink.name()}">{_DASHES[trace.line]}</span>'
            told.append(f"{line} {_limb(series.names[column])}<b>{text}</b>")
        self.told.setText("&nbsp;&nbsp; ".join(told))

    def _known_s(self) -> float:
        """Return until when the recording was looked at."""
        if self._take is None or self._take.whole:
            return math.inf
        return self._take.record.source.duration_s

    def _set_margin(self) -> None:
        self.plot.set_margin(self.axis.margin_px)

    @override
    def eventFilter(self, a0: QObject | None, a1: QEvent | None) -> bool:
        """Seek, zoom and scroll in the plot."""
        match a1:
            case QMouseEvent() if a1.buttons() & Qt.MouseButton.LeftButton:
                time_s = self.plot.time_at(a1.position().x())
                self.sought.emit(min(max(time_s, 0.0), self.axis.length_s))
                return True
            case QWheelEvent():
                if not wheel(a1, self.axis, self.plot.time_at(a1.position().x())):
                    a1.ignore()
                return True
            case _:
                return isinstance(a1, QMouseEvent)


def _limb(series_name: str) -> str:
    """Return whose limb it is: what is measured stands in the choice beside it."""
    limb = series_name.removeprefix(words.feature_of(series_name)).strip("_")
    return f"{words.side(Side(limb))} " if limb else ""


def _choices(record: SessionRecord) -> dict[str, str]:
    """Return each measurement with what it is called, and its unit."""
    text = _("{feature} ({unit})")
    return {
        name: text.format(feature=words.feature_title(name), unit=traces.unit_words(record, name))
        for name in traces.features(record)
    }

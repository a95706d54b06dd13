"""Charts under each other, each with what it says beside it, or below where there is no room."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PyQt6.QtCore import QSizeF, Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.language import _
from formcheck.report.history_charts import Chart
from formcheck.ui.look import Look
from formcheck.ui.reading_text import Block, ReadingText

if TYPE_CHECKING:
    from formcheck.ui.history_plots import TrendPlot

_BESIDE: Final = 38
"""Width from which the words stand beside the plot, in sizes of their letters."""
_SPACING_PX: Final = 20
_BORDERS_PX: Final = 6
"""Above and below a text: its border, which shows the focus."""


class ChartsView(QScrollArea):
    """Tab goes from text to text, and what it goes to is moved into view; arrows scroll."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._look: Look | None = None
        self.sections: tuple[ChartSection, ...] = ()
        self.head = GrowingText(_("What was done"))
        self._inside = QWidget()
        self._inside.setObjectName("inside")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_SPACING_PX)
        self._column.addWidget(self.head)
        self._column.addStretch(1)
        self.setWidget(self._inside)

    def show_charts(
        self, title: str, lines: Sequence[str], charts: Sequence[Chart], small: str = ""
    ) -> None:
        """Show other charts, from the top; ``small`` stands below the lines in small letters."""
        for old in self.sections:
            self._column.removeWidget(old)
            old.hide()  # without a parent it would be a window for a moment
            old.deleteLater()
        self.head.show_text(title, (Block(text=tuple(lines), small=small),))
        self.sections = tuple(ChartSection(chart) for chart in charts)
        for place, section in enumerate(self.sections, start=1):
            self._column.insertWidget(place, section)
            if self._look is not None:
                section.dress(self._look)
        self._arrange()
        bar = self.verticalScrollBar()
        if bar is not None:
            bar.setValue(0)

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        if look == self._look:
            return
        self._look = look
        self._inside.setStyleSheet(f"#inside {{ background: {look.palette.background}; }}")
        self.head.dress(look)
        for section in self.sections:
            section.dress(look)
        self._arrange()

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self._arrange()

    def _arrange(self) -> None:
        view = self.viewport()
        if self._look is not None and view is not None:
            beside = view.width() >= _BESIDE * self._look.body_px
            for section in self.sections:
                section.arrange(beside=beside)


class ChartSection(QWidget):
    """One chart and its words."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        # Late: the plotting library takes its time, and not everybody looks at plots.
        plots = import_module("formcheck.ui.history_plots")
        self.plot: TrendPlot = plots.TrendPlot(chart)
        self.text = GrowingText(chart.title)
        self.text.show_text("", (Block(chart.title, chart.lines),))
        self._layout = QBoxLayout(QBoxLayout.Direction.RightToLeft, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        self._layout.addWidget(self.text, 2, top)
        self._layout.addWidget(self.plot, 3, top)

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.plot.dress(look)
        self.text.dress(look)
        self._stretch()

    def arrange(self, *, beside: bool) -> None:
        """Put the words beside the plot, or below."""
        way = QBoxLayout.Direction
        self._layout.setDirection(way.RightToLeft if beside else way.TopToBottom)
        self._stretch()

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self._stretch()

    def _stretch(self) -> None:
        beside = self._layout.direction() is not QBoxLayout.Direction.TopToBottom
        self.plot.stretch(self.text.height() if beside else 0)


class GrowingText(ReadingText):
    """A text that is as tall as it needs to be: what is around it scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        document = self.document()
        layout = None if document is None else document.documentLayout()
        if layout is not None:
            layout.documentSizeChanged.connect(self._grow)

    def _grow(self, size: QSizeF) -> None:
        self.setFixedHeight(round(size.height()) + 2 * self.frameWidth() + _BORDERS_PX)

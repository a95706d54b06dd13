"""Plots of a history are written in the language in use."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from formcheck.language import use_language
from formcheck.report.history_charts import Chart, Curve
from formcheck.ui.history_plots import TrendPlot

pytestmark = pytest.mark.gui

DAYS = (date(2026, 11, 2), date(2026, 11, 9))


@pytest.mark.parametrize(("code", "written"), [("en", "0.5"), ("de", "0,5")])
def test_numbers_have_the_decimal_sign_of_the_language(
    qtbot: QtBot, code: str, written: str
) -> None:
    """GIVEN a language WHEN a plot is drawn THEN its axis has numbers as they are written there."""
    use_language(code)
    half = (0.5, 0.5)
    plot = TrendPlot(Chart(title="Pain", curves=(Curve("", DAYS, half, half, half),)))
    qtbot.addWidget(plot)
    axis = plot.plot.getPlotItem().getAxis("left")
    assert axis.tickStrings([0.0, 0.5, 1.0], 1.0, 0.5)[1] == written

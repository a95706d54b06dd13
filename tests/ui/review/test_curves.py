"""The curves show what was measured, and go with the timeline to the pixel."""

from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from formcheck.landmarks import Side
from formcheck.overlay.scene import Tone
from formcheck.ui.look import DARK, LIGHT, Look
from formcheck.ui.review.curves import Curves
from formcheck.ui.review.time_axis import TimeAxis
from formcheck.ui.review.timeline import Timeline
from tests.ui.review.planted import EACH_S, LENGTH_S, part, planted, small
from tests.ui.review.pointer import LEFT, turn

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

LOOK = Look(DARK, 30, 20, 16)


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    """GIVEN timeline and curves below each other."""
    axis = TimeAxis()
    window = QWidget()
    layout = QVBoxLayout(window)
    for made in (Timeline(axis), Curves(axis)):
        layout.addWidget(made)
        made.set_look(LOOK)
        made.show_take(planted())
    qtbot.addWidget(window)
    window.resize(1100, 600)
    window.show()
    return window


@pytest.fixture
def curves(room: QWidget) -> Curves:
    found = room.findChild(Curves)
    assert found is not None
    return found


@pytest.fixture
def timeline(room: QWidget) -> Timeline:
    found = room.findChild(Timeline)
    assert found is not None
    return found


@pytest.mark.parametrize("look", [LOOK, Look(LIGHT, 60, 40, 32)])
def test_both_show_a_moment_at_the_same_place(
    curves: Curves, timeline: Timeline, look: Look
) -> None:
    """WHEN somebody zooms, or letters are larger THEN moments stay below each other."""
    for one in (curves, timeline):
        one.set_look(look)
    for span in ((0.0, LENGTH_S), (30.0, 45.0)):
        curves.axis.show_stretch(*span)
        for time_s in (span[0], 33.3, span[1]):
            assert curves.plot.place_of(time_s) == pytest.approx(timeline.places.x(time_s), abs=1.5)


def test_the_curve_is_what_was_measured_with_gaps(curves: Curves) -> None:
    """THEN rests and turns are where they were, and nothing is drawn where nothing was seen."""
    (trace,) = curves.plot.traces
    time_s, value = trace.curve.getData()
    assert np.nanmin(value) == pytest.approx(130.0, abs=0.1)
    assert np.nanmax(value) == pytest.approx(170.0, abs=0.1)
    assert np.isnan(value[(time_s > 48.5) & (time_s < 53.5)]).all()
    low, high = (end.getData()[1] for end in trace.ends)
    assert np.nanmin(low) == pytest.approx(125.0, abs=0.1)
    assert np.nanmax(high) == pytest.approx(175.0, abs=0.1)


def test_limits_near_what_happened_are_drawn_with_their_words(curves: Curves) -> None:
    """THEN the range and the check of this measurement are there, all within the axis."""
    found = {(one.value, one.tone, one.label) for one in curves.plot.limits}
    assert found == {
        (160.0, Tone.GOOD, "full range"),
        (188.0, Tone.WARN, "Hips beyond the line"),
        (194.0, Tone.FAULT, "Hips beyond the line: clearly"),
    }
    low, high = curves.plot.reach
    assert low <= 125.0
    assert high > 194.0


def test_a_limit_of_this_person_moves_its_line(curves: Curves) -> None:
    """WHEN a limit is another for this person THEN it is drawn there."""
    take = planted()
    checks = [
        one.model_copy(update={"warn": 180.0}) if one.id == "over_arch" else one
        for one in take.exercise.checks
    ]
    exercise = take.exercise.model_copy(update={"checks": tuple(checks)})
    curves.show_take(replace(take, exercise=exercise))
    assert 180.0 in {one.value for one in curves.plot.limits}


def test_another_measurement_can_be_chosen(qtbot: QtBot, curves: Curves) -> None:
    """WHEN another measurement is chosen THEN it is drawn, and stays while more is found."""
    choice = curves.choice
    texts = [choice.itemText(place) for place in range(choice.count())]
    assert texts == ["Hip (degrees)", "Knee (degrees)"]
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert curves.feature == "knee_angle"
    curves.show_time(10.0)
    assert "<b>90° ± 5</b>" in curves.told.text()
    curves.show_take(part(planted(), 30.0))
    assert curves.feature == "knee_angle"
    # AND nothing is said of what was not looked at yet
    curves.show_time(31.0)
    assert "<b>not known</b>" in curves.told.text()
    curves.show_take(planted())
    assert "<b>90° ± 5</b>" in curves.told.text()
    curves.show_feature("hip_extension")
    assert choice.currentText() == "Hip (degrees)"
    curves.show_time(2.5 * EACH_S)
    assert "<b>170° ± 5</b>" in curves.told.text()
    assert curves.plot.widget.accessibleName() == "Curve of Hip"


def test_a_press_or_a_drag_seeks(qtbot: QtBot, curves: Curves) -> None:
    """WHEN somebody presses in the plot and drags THEN the video goes along; a move alone not."""
    sought: list[float] = []
    curves.sought.connect(sought.append)
    view = curves.plot.widget.viewport()
    x = [round(curves.plot.place_of(time_s)) for time_s in (20.0, 70.0)]
    qtbot.mouseMove(view, QPoint(x[1], 40))
    qtbot.mousePress(view, LEFT, pos=QPoint(x[0], 40))
    qtbot.mouseRelease(view, LEFT, pos=QPoint(x[0], 40))
    qtbot.mousePress(view, LEFT, pos=QPoint(x[1], 40))
    qtbot.mouseRelease(view, LEFT, pos=QPoint(x[1], 40))
    qtbot.mousePress(view, LEFT, pos=QPoint(2, 40))
    assert sought == pytest.approx([20.0, 70.0, 0.0], abs=0.2)
    assert curves.plot.box.menu is None


def test_the_wheel_zooms_both(curves: Curves, timeline: Timeline) -> None:
    """WHEN the wheel is turned over the plot THEN the timeline goes along; alone it scrolls."""
    view = curves.plot.widget.viewport()
    at = QPointF(curves.plot.place_of(60.0), 40)
    turn(view, at, 2, Qt.KeyboardModifier.ControlModifier)
    assert timeline.axis.shown.wide_s == pytest.approx(LENGTH_S * 0.64)
    low, high = curves.plot.box.viewRange()[0]
    assert (low, high) == pytest.approx((curves.axis.shown.start_s, curves.axis.shown.end_s))
    reach = curves.plot.box.viewRange()[1]
    turn(view, at, 2)
    assert curves.plot.box.viewRange() == [[low, high], reach]


def test_limbs_are_told_apart(curves: Curves) -> None:
    """GIVEN a measurement of both limbs THEN two lines are drawn, in different strokes."""
    take = planted()
    names = tuple(f"knee_angle_{side}" for side in Side)
    series = replace(take.record.series, names=names)
    record = replace(take.record, series=series, focus="knee_angle")
    curves.show_take(replace(take, record=record))
    left, right = curves.plot.traces
    assert left.line is not right.line
    assert left.ink != right.ink
    assert "left <b>" in curves.told.text()
    assert "right <b>" in curves.told.text()


def test_nothing_measured_is_an_empty_plot(qtbot: QtBot) -> None:
    """GIVEN nothing that was measured THEN the plot is empty, whatever is done with it."""
    curves = Curves(TimeAxis())
    qtbot.addWidget(curves)
    curves.show_time(1.0)
    take = small()
    value = np.full_like(take.record.series.value, np.nan)
    series = replace(take.record.series, value=value)
    curves.show_take(replace(take, record=replace(take.record, series=series)))
    curves.show_time(1.0)
    curves.axis.show_stretch(0.0, 0.6)
    assert curves.plot.traces == ()
    assert curves.told.text() == ""


def test_a_small_window_has_room_for_the_words_at_a_limit(curves: Curves, room: QWidget) -> None:
    """WHEN the plot is lower THEN more of its axis is left free above the uppermost limit."""
    room.resize(1100, 900)
    tall = curves.plot.reach
    assert told(curves) == {"full range", "Hips beyond the line", "Hips beyond the line: clearly"}
    assert curves.plot.axis.label.isVisible()
    room.resize(1100, 210)
    low = curves.plot.reach
    assert low[1] - 194.0 > tall[1] - 194.0 > 0
    # AND words that would lie over others are left out
    assert told(curves) == {"Hips beyond the line", "Hips beyond the line: clearly"}
    assert not curves.plot.axis.label.isVisible()


def told(curves: Curves) -> set[str]:
    lines = curves.plot.item.items
    return {
        one.label.format for one in lines if getattr(one, "label", None) and one.label.isVisible()
    }


def test_nothing_known_is_nothing_shown(curves: Curves) -> None:
    """WHEN another recording is opened, of which nothing is known yet THEN nothing is left."""
    curves.show_take(None)
    assert curves.plot.traces == ()
    assert curves.choice.count() == 0
    assert curves.told.text() == ""
    curves.show_take(planted())
    assert curves.feature == "hip_extension"

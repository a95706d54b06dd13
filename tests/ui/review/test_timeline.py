"""Everything that was found is found by clicking in the timeline."""

import pytest
from PyQt6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PyQt6.QtGui import QColor, QHelpEvent, QMouseEvent
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from formcheck.overlay.scene import Tone
from formcheck.report.lanes import Item, ItemKind
from formcheck.review.edits import Drawing, Note
from formcheck.ui.look import DARK, LIGHT, Look
from formcheck.ui.review.time_axis import TimeAxis
from formcheck.ui.review.timeline import Timeline
from formcheck.ui.theme import STYLES
from tests.ui.review.planted import FAULTS, GAPS, LENGTH_S, REPS, part, planked, planted
from tests.ui.review.pointer import LEFT, turn

pytestmark = pytest.mark.gui

LOOK = Look(DARK, 30, 20, 16)
KEY = Qt.Key
MARKS = (Note("n", 40.0, "Look at the knee"), Drawing("d", 70.0, (((1.0, 2.0), (3.0, 4.0)),)))


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    """GIVEN the timeline of a recording with planted faults."""
    made = Timeline(TimeAxis())
    qtbot.addWidget(made)
    made.set_look(LOOK)
    made.resize(1200, 220)
    made.show_take(planted())
    made.show_marks(MARKS)
    made.show()
    return made


def item(timeline: Timeline, kind: ItemKind, key: int) -> Item:
    found = timeline.item(kind, key)
    assert found is not None
    return found


def point(timeline: Timeline, kind: ItemKind, key: int) -> QPoint:
    place = timeline.places.point_of(item(timeline, kind, key))
    assert place is not None
    return place.toPoint()


@pytest.mark.parametrize("width", [480, 1200, 1900])
def test_every_fault_is_found_by_a_click(qtbot: QtBot, timeline: Timeline, width: int) -> None:
    """WHEN each of its marks is clicked THEN it is chosen, and the video goes to its beginning."""
    timeline.resize(width, 220)
    for key, fault in enumerate(FAULTS):
        with qtbot.waitSignals([timeline.sought, timeline.fault_chosen]) as said:
            qtbot.mouseClick(timeline, LEFT, pos=point(timeline, ItemKind.FAULT, key))
        sought, chosen = (one.args[0] for one in said.all_signals_and_args)
        assert (sought, chosen) == (fault.start_s, key)


def test_every_repetition_is_found_by_a_click(qtbot: QtBot, timeline: Timeline) -> None:
    """WHEN a repetition is clicked THEN it is chosen, and the video goes to its turn."""
    for rep in planted().record.reps:
        with qtbot.waitSignals([timeline.sought, timeline.rep_chosen]) as said:
            qtbot.mouseClick(timeline, LEFT, pos=point(timeline, ItemKind.REP, rep.number))
        assert [one.args[0] for one in said.all_signals_and_args] == [rep.turn_s, rep.number]


def test_what_was_not_judged_holds_and_notes_are_found(qtbot: QtBot, timeline: Timeline) -> None:
    """WHEN a hatched stretch, a hold or a flag is clicked THEN it is chosen."""
    with qtbot.waitSignals([timeline.sought, timeline.gap_chosen]) as said:
        qtbot.mouseClick(timeline, LEFT, pos=point(timeline, ItemKind.GAP, 0))
    assert [one.args[0] for one in said.all_signals_and_args] == [GAPS[0].start_s, 0]
    with qtbot.waitSignals([timeline.sought, timeline.mark_chosen]) as said:
        qtbot.mouseClick(timeline, LEFT, pos=point(timeline, ItemKind.MARK, 1))
    assert [one.args[0] for one in said.all_signals_and_args] == [70.0, "d"]
    timeline.show_take(planked())
    with qtbot.waitSignals([timeline.sought, timeline.hold_chosen]) as said:
        qtbot.mouseClick(timeline, LEFT, pos=point(timeline, ItemKind.HOLD, 1))
    assert [one.args[0] for one in said.all_signals_and_args] == [60.0, 1]


def test_what_was_moved_by_hand_is_gone_to(qtbot: QtBot, timeline: Timeline) -> None:
    """WHEN the line of what was moved is clicked THEN the video goes to its beginning."""
    with qtbot.waitSignal(timeline.sought) as said:
        qtbot.mouseClick(timeline, LEFT, pos=point(timeline, ItemKind.HAND, 0))
    assert said.args == [60.0]


def test_a_click_or_a_drag_elsewhere_seeks(qtbot: QtBot, timeline: Timeline) -> None:
    """WHEN somebody presses on the ruler and drags THEN each place is sought, none is chosen."""
    sought: list[float] = []
    timeline.sought.connect(sought.append)
    x = [round(timeline.places.x(time_s)) for time_s in (20.0, 50.0, 500.0)]
    qtbot.mousePress(timeline, LEFT, pos=QPoint(x[0], 4))
    qtbot.mouseMove(timeline, QPoint(x[0] + 1, 4))
    qtbot.mouseMove(timeline, QPoint(x[1], 4))
    qtbot.mouseMove(timeline, QPoint(x[2], 4))
    qtbot.mouseRelease(timeline, LEFT, pos=QPoint(x[2], 4))
    qtbot.mouseMove(timeline, QPoint(x[0], 4))
    assert sought == pytest.approx([20.0, 50.0, LENGTH_S], abs=0.1)
    assert timeline.chosen is None


def test_titles_seek_nothing(qtbot: QtBot, timeline: Timeline) -> None:
    """WHEN the title of a lane is clicked THEN the video stays."""
    with qtbot.assertNotEmitted(timeline.sought):
        qtbot.mouseClick(timeline, LEFT, pos=QPoint(10, 60))


def test_the_keyboard_goes_from_item_to_item(qtbot: QtBot, timeline: Timeline) -> None:
    """WHEN arrows are pressed THEN items are told one by one, and Enter goes there."""
    timeline.show_time(39.0)
    with qtbot.assertNotEmitted(timeline.sought):
        qtbot.keyClick(timeline, KEY.Key_Return)
        qtbot.keyClick(timeline, KEY.Key_Right)
        assert timeline.chosen == item(timeline, ItemKind.REP, 7)
        qtbot.keyClick(timeline, KEY.Key_Right)
        qtbot.keyClick(timeline, KEY.Key_Right)
        qtbot.keyClick(timeline, KEY.Key_Left)
    assert timeline.chosen == item(timeline, ItemKind.REP, 8)
    assert timeline.accessibleName() == f"Timeline: {timeline.chosen.words}"
    qtbot.keyClick(timeline, KEY.Key_Down)
    assert timeline.chosen == item(timeline, ItemKind.FAULT, 2)
    qtbot.keyClick(timeline, KEY.Key_Right)
    qtbot.keyClick(timeline, KEY.Key_Right)
    assert timeline.chosen == item(timeline, ItemKind.FAULT, 3)
    qtbot.keyClick(timeline, KEY.Key_Up)
    assert timeline.chosen == item(timeline, ItemKind.REP, 20)
    with qtbot.waitSignals([timeline.sought, timeline.rep_chosen]):
        qtbot.keyClick(timeline, KEY.Key_Enter)


def test_without_anything_arrows_choose_nothing(qtbot: QtBot) -> None:
    """GIVEN no take WHEN an arrow is pressed THEN nothing is chosen."""
    timeline = Timeline(TimeAxis())
    qtbot.addWidget(timeline)
    timeline.show_marks(MARKS)
    qtbot.keyClick(timeline, KEY.Key_Right)
    assert timeline.chosen is None


def test_the_wheel_zooms_and_scrolls(qtbot: QtBot, timeline: Timeline) -> None:
    """WHEN the wheel is turned THEN with Ctrl a moment is looked at closer, with Shift later."""
    x = timeline.places.x(60.0)
    assert turn(timeline, QPointF(x, 100), 3, Qt.KeyboardModifier.ControlModifier)
    shown = timeline.axis.shown
    assert shown.wide_s == pytest.approx(LENGTH_S * 0.8**3)
    assert timeline.places.x(60.0) == pytest.approx(x, abs=0.5)
    assert turn(timeline, QPointF(x, 100), -1, Qt.KeyboardModifier.ShiftModifier)
    assert timeline.axis.shown.start_s == pytest.approx(shown.start_s + 0.1 * shown.wide_s)
    assert not turn(timeline, QPointF(x, 100), -1)


def test_keys_zoom_and_the_middle_button_scrolls(qtbot: QtBot, timeline: Timeline) -> None:
    """WHEN + and 0 are pressed THEN it is closer, then whole; a drag of what is close moves it."""
    timeline.show_time(30.0)
    qtbot.keyClick(timeline, KEY.Key_Plus)
    assert timeline.axis.shown.wide_s == pytest.approx(96.0)
    start_s, middle = timeline.axis.shown.start_s, Qt.MouseButton.MiddleButton
    with qtbot.assertNotEmitted(timeline.sought):
        qtbot.mousePress(timeline, middle, pos=QPoint(600, 100))
        drag(timeline, QPoint(500, 100), middle)
        qtbot.mouseRelease(timeline, middle, pos=QPoint(500, 100))
    by_s = 100 / timeline.places.strip.width() * 96.0
    assert timeline.axis.shown.start_s == pytest.approx(start_s + by_s)
    qtbot.keyClick(timeline, KEY.Key_Minus)
    qtbot.keyClick(timeline, KEY.Key_Plus)
    qtbot.keyClick(timeline, KEY.Key_0)
    assert timeline.axis.shown.whole
    qtbot.keyClick(timeline, KEY.Key_A)


def drag(timeline: Timeline, to: QPoint, button: Qt.MouseButton) -> None:
    at = QPointF(to)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, at, button, button, Qt.KeyboardModifier.NoModifier
    )
    QCoreApplication.sendEvent(timeline, event)


def test_what_is_played_stays_in_sight(timeline: Timeline) -> None:
    """GIVEN a close look WHEN the video plays beyond it THEN the next stretch is shown."""
    timeline.axis.show_stretch(0.0, 30.0)
    timeline.show_time(29.9)
    assert timeline.axis.shown.start_s == 0.0
    timeline.show_time(30.1)
    assert timeline.axis.shown.start_s == pytest.approx(27.1)


def test_the_pointer_is_told_what_it_is_over(timeline: Timeline) -> None:
    """WHEN the pointer rests on an item THEN its words are shown, elsewhere none."""
    kind, nothing = QHelpEvent.Type.ToolTip, QPoint(600, 5)
    assert QApplication.sendEvent(timeline, QHelpEvent(kind, nothing, nothing))
    at = point(timeline, ItemKind.FAULT, 0)
    expected = "Hips beyond the line, clearly, 0:09.0 to 0:10.5, farthest 199° ± 5"
    assert timeline.words_at(QPointF(at)) == expected
    assert timeline.words_at(QPointF(nothing)) == ""
    rep = timeline.words_at(QPointF(point(timeline, ItemKind.REP, 3)))
    assert rep == "Repetition 3, partial, 0:13.0 to 0:17.0, 170° ± 5"


def test_what_was_chosen_elsewhere_is_marked_silently(qtbot: QtBot, timeline: Timeline) -> None:
    """WHEN another panel says what was chosen THEN it is marked, and stays so while it grows."""
    with qtbot.assertNotEmitted(timeline.sought):
        timeline.choose(ItemKind.REP, 2)
    assert timeline.chosen == item(timeline, ItemKind.REP, 2)
    timeline.show_take(part(planted(), 30.0))
    assert timeline.chosen == item(timeline, ItemKind.REP, 2)
    timeline.show_take(part(planted(), 6.0))
    assert timeline.chosen is None
    timeline.choose(ItemKind.REP, 99)
    assert timeline.accessibleName() == "Timeline"


def test_what_was_not_looked_at_yet_is_told_apart(qtbot: QtBot) -> None:
    """GIVEN half of a recording that was looked at THEN the rest looks other than empty lanes."""
    axis = TimeAxis()
    axis.set_length(LENGTH_S)
    timeline = Timeline(axis)
    qtbot.addWidget(timeline)
    timeline.set_look(LOOK)
    timeline.resize(1200, 220)
    timeline.show_take(part(planted(), 60.0))
    assert axis.length_s == LENGTH_S
    assert len(timeline.lanes[0].items) == REPS / 2
    picture = timeline.grab().toImage()

    def ground(time_s: float) -> set[str]:
        x, y = round(timeline.places.x(time_s)), timeline.height() - 14
        around = [(x + right, y + down) for right in range(6) for down in range(6)]
        return {picture.pixelColor(*one).name() for one in around}

    assert DARK.raised.lower() in ground(117.0)
    assert DARK.raised.lower() not in ground(57.0)


def test_kinds_differ_in_shape_as_well_as_in_colour(timeline: Timeline) -> None:
    """THEN a full repetition is filled to the top, a partial one at the bottom, in its colour."""
    picture = timeline.grab().toImage()

    def has(number: int, share: float, name: str) -> bool:
        one = item(timeline, ItemKind.REP, number)
        box = timeline.places.box_of(one)
        assert box is not None
        at = QPoint(round(box.left() + 4), round(box.top() + share * box.height()))
        found, expected = picture.pixelColor(at).getRgb(), QColor(name).getRgb()
        return all(abs(a - b) <= 8 for a, b in zip(found, expected, strict=True))

    good, warn = STYLES[Tone.GOOD].colour, STYLES[Tone.WARN].colour
    assert has(1, 0.4, good)
    assert has(1, 0.9, good)
    assert has(3, 0.4, DARK.surface)
    assert has(3, 0.8, warn)
    assert has(7, 0.7, DARK.surface)


def test_it_can_be_light_and_large_and_low(timeline: Timeline) -> None:
    """WHEN letters are large and there is no room THEN rows share what there is."""
    timeline.set_look(Look(LIGHT, 60, 44, 34))
    timeline.resize(700, 120)
    places = timeline.places
    assert sum(lane.rows for lane in places.lanes) * places.row_px + places.ruler_px <= 120.5
    assert timeline.axis.margin_px <= 0.2 * 700
    assert timeline.minimumSizeHint().height() <= timeline.sizeHint().height()
    assert timeline.grab().toImage().pixelColor(5, 5).name().upper() == LIGHT.surface


def test_nothing_known_is_nothing_shown(timeline: Timeline) -> None:
    """WHEN another recording is opened, of which nothing is known yet THEN nothing is left."""
    timeline.choose(ItemKind.REP, 2)
    timeline.show_take(None)
    assert timeline.lanes == ()
    assert timeline.chosen is None
    assert not timeline.grab().isNull()


def test_who_scrolls_away_while_it_plays_is_left_there(timeline: Timeline) -> None:
    """GIVEN a close look at another time WHEN it plays on THEN it stays, until somebody jumps."""
    timeline.show_time(10.0)
    timeline.axis.show_stretch(80.0, 100.0)
    timeline.show_time(10.1)
    assert timeline.axis.shown.start_s == 80.0
    timeline.show_time(40.0)
    assert timeline.axis.shown.has(40.0)

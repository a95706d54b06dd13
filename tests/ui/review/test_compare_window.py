"""Two movements side by side, in a window as somebody uses it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from formcheck.landmarks import Side
from formcheck.report.content import Cell, Column, Table
from formcheck.review.best import best_rep
from formcheck.review.part import together
from formcheck.review.take import Take
from formcheck.ui.look import Colours
from formcheck.ui.review.compare_pick import Compared
from formcheck.ui.review.compare_window import CompareWindow
from formcheck.ui.review.rep_table import SheetView
from tests.capture.pictures import every_ms, write_clip
from tests.review.takes import clip

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

Key, Held = Qt.Key, Qt.KeyboardModifier
GOOD, LOW = Compared(clip("bridge_good"), "24 March"), Compared(clip("bridge_partial"), "3 March")
DOG = Compared(clip("bird-dog_good"), "Bird-dog")
PLANK = Compared(clip("plank_good"), "Plank")


class Room:
    """A window, and what is to be seen in it."""

    def __init__(self, qtbot: QtBot, *compared: Compared, more: Sequence[Table] = ()) -> None:
        self.qtbot = qtbot
        first, second, *others = (*compared, None) if len(compared) == 1 else compared
        assert first is not None
        known = [one for one in others if one is not None]
        self.window = CompareWindow(first, second, known, more=more, colours=Colours.DARK)
        qtbot.addWidget(self.window)
        self.window.show()
        self.a, self.b = self.window.panes
        qtbot.waitActive(self.window)
        self.until(lambda: self.a.player.picture is not None and self.b.player.picture is not None)
        self.settled()

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=10_000)

    def settled(self) -> None:
        """Wait until both show what goes together."""
        self.until(lambda: self.b.time_s == pytest.approx(self.goes_with(), abs=0.07))

    def goes_with(self) -> float:
        return together(*self.window.parts).to_second(self.a.time_s)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        self.qtbot.keyClick(self.window, key, held)

    def go_to(self, time_s: float) -> None:
        self.a.player.seek(time_s)
        self.until(lambda: self.a.time_s == pytest.approx(time_s, abs=0.07))

    def choose(self, *places: int) -> None:
        for pane, place in zip(self.window.panes, places, strict=True):
            pane.pick.moves.setCurrentIndex(place)

    def rows(self, place: int = 0) -> dict[str, tuple[Cell, ...]]:
        """Return the rows of a table by what they are of."""
        view = self.window.tables.widget(place)
        assert isinstance(view, SheetView)
        return {row[0].text: row for row in view.rows.table.rows}

    def tabs(self) -> list[str]:
        return [self.window.tables.tabText(place) for place in range(self.window.tables.count())]


@pytest.fixture
def open_room(qtbot: QtBot) -> Iterator[Callable[..., Room]]:
    rooms: list[Room] = []

    def make(*compared: Compared, more: Sequence[Table] = ()) -> Room:
        rooms.append(Room(qtbot, *compared, more=more))
        return rooms[-1]

    yield make
    for room in rooms:
        room.window.close()


def turn_of(compared: Compared, place: int = 0) -> float:
    return compared.take.record.reps[place].turn_s


def test_both_are_shown_at_their_turns(open_room: Callable[..., Room]) -> None:
    # GIVEN / WHEN two recordings of three weeks
    room = open_room(LOW, GOOD)

    # THEN both are at their first turn, and so is the line in the plot
    assert room.a.time_s == pytest.approx(turn_of(LOW), abs=0.07)
    assert room.b.time_s == pytest.approx(turn_of(GOOD), abs=0.07)
    assert room.window.plot.at == pytest.approx(50.0, abs=4.0)
    # and what differs is told in shape and words
    assert room.rows()["Full repetitions"][-1].text == "▲ beyond the error"
    assert room.tabs() == ["A and B"]


def test_b_goes_along_with_a(open_room: Callable[..., Room]) -> None:
    # GIVEN both at their turns
    room = open_room(LOW, GOOD)
    before_s, went_s = room.a.time_s, room.b.time_s

    # WHEN A goes on picture by picture
    for _each in range(4):
        room.press(Key.Key_Right)
    room.until(lambda: room.a.time_s > before_s + 0.2)

    # THEN B is as far on its own way back
    room.settled()
    assert room.b.time_s > went_s


def test_a_movement_is_played_until_somebody_stops_it(open_room: Callable[..., Room]) -> None:
    # GIVEN a repetition of each
    room = open_room(LOW, GOOD)
    room.choose(1, 1)

    # WHEN it is played
    room.press(Key.Key_Space)

    # THEN it is played again and again, until the same key stops it
    span = room.a.player.loop_span
    assert room.a.player.playing
    assert span is not None
    assert (span.start_s, span.end_s) == room.window.parts[0].span_s
    assert not room.b.player.playing
    room.press(Key.Key_Space)
    assert not room.a.player.playing
    # AND WHEN the loop is not wanted any more THEN it is over, and comes back
    room.press(Key.Key_L)
    assert room.a.player.loop_span is None
    room.press(Key.Key_L)
    assert room.a.player.loop_span == span


def test_from_near_the_space_bar_plays_too(open_room: Callable[..., Room]) -> None:
    # GIVEN a picture that is seen from near
    room = open_room(LOW, GOOD)
    room.a.view.zoom_in()

    # WHEN the space bar is tapped THEN it plays
    room.qtbot.keyClick(room.a.view, Key.Key_Space)
    assert room.a.player.playing


def test_two_repetitions_are_compared_with_each_other(open_room: Callable[..., Room]) -> None:
    # GIVEN two sets
    room = open_room(LOW, GOOD)

    # WHEN a repetition of each is chosen
    room.choose(2, 1)
    room.until(lambda: room.a.time_s == pytest.approx(turn_of(LOW, 1), abs=0.07))
    room.settled()

    # THEN the range tells them apart, beyond its error
    assert room.rows()["Range: Hip"][-1].text == "▲ beyond the error"
    assert "±" in room.rows()["Range: Hip"][3].text
    assert room.a.pick.moves.currentText().startswith("Repetition 2, partial, 15")


def test_the_movements_of_a_go_by_one_by_one(open_room: Callable[..., Room]) -> None:
    # GIVEN all repetitions
    room = open_room(LOW, GOOD)

    # WHEN the next one is wanted, once more than there are, and then the one before
    for _each in range(3):
        room.press(Key.Key_Right, Held.ControlModifier)
    last = room.window.parts[0].move
    room.press(Key.Key_Left, Held.ControlModifier)

    # THEN it stays at the last, and goes back to the first
    assert (last, room.window.parts[0].move) == (*reversed(LOW.take.record.reps),)


def test_the_ghost_of_b_lies_over_a(open_room: Callable[..., Room]) -> None:
    # GIVEN two recordings, without a ghost
    room = open_room(LOW, GOOD)
    plain = room.a.view.grab().toImage()

    # WHEN it is wanted
    room.press(Key.Key_G)

    # THEN it is seen over A alone
    assert room.window.ghost.isChecked()
    assert room.a.view.grab().toImage() != plain
    # AND WHEN it is not wanted any more THEN it is gone
    room.press(Key.Key_G)
    assert room.a.view.grab().toImage() == plain


def test_of_the_other_side_there_is_no_ghost(open_room: Callable[..., Room]) -> None:
    # GIVEN a repetition of each side
    room = open_room(DOG, DOG)
    assert room.window.ghost.isEnabled()
    room.window.ghost.setChecked(True)

    # WHEN they are held against each other
    room.choose(1, 2)
    plain = room.a.view.grab().toImage()
    room.window.ghost.setChecked(False)

    # THEN nothing is laid over
    assert not room.window.ghost.isEnabled()
    assert room.a.view.grab().toImage() == plain


def test_one_recording_is_compared_with_its_best_repetition(
    open_room: Callable[..., Room],
) -> None:
    # GIVEN / WHEN one recording
    room = open_room(GOOD)

    # THEN B is its best repetition, and A another one
    best = best_rep(GOOD.take)
    assert room.window.parts[1].move == best
    assert room.window.parts[0].move in set(GOOD.take.record.reps) - {best}
    assert room.a.pick.recordings.isHidden()


def test_sides_are_compared_where_there_are_any(open_room: Callable[..., Room]) -> None:
    # GIVEN / WHEN a recording of both sides
    room = open_room(DOG)

    # THEN there is a table of left and right
    assert room.tabs() == ["A and B", "Left and right in A"]
    assert "Range: Leg" in room.rows(1)


def test_where_nothing_was_counted_everything_is_shown(open_room: Callable[..., Room]) -> None:
    # GIVEN / WHEN a recording in which nobody did anything
    empty = replace(GOOD.take.record, reps=())
    room = open_room(Compared(replace(GOOD.take, record=empty), "Nothing"))

    # THEN it is shown from its beginning
    assert room.a.pick.moves.currentText() == "The whole recording"
    assert room.a.time_s == pytest.approx(0.0)


def test_holds_go_together_from_their_beginnings(open_room: Callable[..., Room]) -> None:
    # GIVEN two recordings of holds
    room = open_room(PLANK, PLANK)
    first, last = PLANK.take.record.holds
    assert room.a.pick.moves.currentText() == "All holds"

    # WHEN a hold of each is chosen, and A goes on by two seconds
    room.choose(1, 2)
    room.go_to(first.start_s + 2.0)

    # THEN B is two seconds on, too; there is no turn, and no ghost
    room.until(lambda: room.b.time_s == pytest.approx(last.start_s + 2.0, abs=0.07))
    assert room.window.plot.at == pytest.approx(2.0, abs=0.07)
    assert not room.window.turn.isEnabled()
    assert not room.window.ghost.isEnabled()
    assert room.a.pick.moves.currentText() == "Hold 1, 11.0 s"
    assert room.rows()["Held in all"][-1].text == "▼ beyond the error"


def test_the_turns_are_gone_to_one_after_the_other(open_room: Callable[..., Room]) -> None:
    # GIVEN a set at its first turn
    room = open_room(LOW, GOOD)

    # WHEN the turn is wanted again and again THEN it is the next one, and then the first
    for place in (1, 0):
        room.press(Key.Key_T)
        turn_s = turn_of(LOW, place)
        room.until(lambda turn_s=turn_s: room.a.time_s == pytest.approx(turn_s, abs=0.07))


def test_another_recording_is_chosen(open_room: Callable[..., Room]) -> None:
    # GIVEN two recordings, and a third one that is known
    room = open_room(LOW, GOOD, DOG)
    before = room.b.player

    # WHEN B becomes the third one
    room.b.pick.recordings.setCurrentIndex(2)
    room.until(lambda: room.b.player.picture is not None)

    # THEN its film is open and the other one closed; what makes it hard to compare is said
    assert room.b.player is not before
    assert room.window.parts[1].take is DOG.take
    assert room.window.doubts.text().startswith("These are two exercises")
    assert room.window.doubts.isVisible()
    assert room.tabs() == ["A and B", "Left and right in B"]


def test_tables_of_weeks_stand_beside(open_room: Callable[..., Room]) -> None:
    weeks = Table("First week and now", (Column("What"),), ((Cell("Range"),),))

    room = open_room(LOW, GOOD, more=(weeks,))

    assert room.tabs() == ["A and B", "First week and now"]
    room.choose(1, 1)
    assert room.tabs()[-1] == "First week and now"


def test_a_film_is_played_and_what_is_damaged_leaves_the_body(
    open_room: Callable[..., Room], tmp_path: Path
) -> None:
    # GIVEN a film of one, and a damaged one of the other
    film, damaged = tmp_path / "film.mp4", tmp_path / "damaged.mp4"
    write_clip(film, every_ms(66, 280))
    damaged.write_bytes(b"nothing of a film")

    # WHEN they are compared
    room = open_room(replace(LOW, video=film), replace(GOOD, video=damaged))
    room.until(lambda: bool(room.b.trouble))
    room.until(lambda: room.b.player.picture is not None)

    # THEN pictures of the film are seen; of the other the body alone, and why is known
    room.settled()
    assert room.a.trouble == ""
    assert "damaged.mp4" in room.b.trouble
    assert room.window.doubts.isVisible()
    assert room.window.doubts.text().strip() == f"B: {room.b.trouble}"
    # AND WHEN another recording is chosen THEN there is no trouble any more
    room.b.pick.recordings.setCurrentIndex(0)
    assert (room.b.trouble, room.window.doubts.isVisible()) == ("", False)


@pytest.mark.parametrize(
    ("key", "held"), [(Key.Key_Escape, Held.NoModifier), (Key.Key_W, Held.ControlModifier)]
)
def test_it_closes_with_its_films(
    open_room: Callable[..., Room], key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    room = open_room(LOW, GOOD)

    room.press(key, held)

    assert not room.window.isVisible()
    with pytest.raises(RuntimeError, match="expected a film that is open"):
        room.a.player.play()


def test_larger_windows_have_larger_letters(open_room: Callable[..., Room]) -> None:
    # GIVEN a small window
    room = open_room(LOW, GOOD)
    small = room.a.pick.moves.font().pixelSize()

    # WHEN it becomes large
    room.window.resize(QSize(1920, 1080))

    # THEN everything is read from farther away
    room.until(lambda: room.a.pick.moves.font().pixelSize() > small)


def test_everything_has_a_name_for_who_cannot_see_it(open_room: Callable[..., Room]) -> None:
    room = open_room(DOG)

    names = [
        one.accessibleName()
        for pane in room.window.panes
        for one in (pane.view, pane.pick.recordings, pane.pick.moves)
    ]
    assert all(names)
    assert len(set(names)) == len(names)
    assert room.window.plot.accessibleName().startswith("Curves of both, over each other: Leg")


def test_what_was_never_measured_has_no_curve(open_room: Callable[..., Room]) -> None:
    # GIVEN a recording of which only a few numbers were kept
    series = GOOD.take.record.series
    bare = replace(series, value=np.full_like(series.value, np.nan))
    take: Take = replace(GOOD.take, record=replace(GOOD.take.record, series=bare))

    # WHEN it is compared with itself THEN there is a plot all the same
    room = open_room(Compared(take, "Numbers"), Compared(take, "Numbers"))

    assert room.window.plot.isVisible()


def test_a_repetition_before_the_first_of_a_set_is_at_its_beginning(
    open_room: Callable[..., Room],
) -> None:
    room = open_room(LOW, GOOD)

    room.press(Key.Key_L)
    room.go_to(0.0)

    room.until(lambda: room.window.plot.at == 0.0)


def test_sides_are_named_in_the_list(open_room: Callable[..., Room]) -> None:
    room = open_room(DOG)

    texts = [room.a.pick.moves.itemText(place) for place in (1, 2)]
    sides = [rep.side for rep in DOG.take.record.reps]
    assert sides == list(Side)
    assert [text.split(", ")[1] for text in texts] == ["left", "right"]

"""Repetitions are corrected with buttons, each of them a step that can be undone."""

from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from formcheck.checking.results import Rep, RepKind
from formcheck.errors import SourceError
from formcheck.landmarks import Side
from formcheck.review.edits import AddRep, RemoveRep, SideRep
from formcheck.ui.review.rep_hand import RepHand
from formcheck.ui.review.run import Options, items_for

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton
REP = Rep(3, None, 1.0, 2.0, 3.0, 180.0, 2.0, RepKind.FULL)


@pytest.fixture
def hand(qtbot: QtBot) -> RepHand:
    made = RepHand()
    qtbot.addWidget(made)
    made.set_on(on=True)
    made.show_rep(REP)
    return made


def test_a_repetition_that_was_none_is_taken_out(qtbot: QtBot, hand: RepHand) -> None:
    """GIVEN a chosen repetition WHEN the button is pressed THEN that one is taken out."""
    assert hand.chosen.text() == "Repetition 3"
    with qtbot.waitSignal(hand.edited) as said:
        qtbot.mouseClick(hand.remove, LEFT)
    assert said.args == [RemoveRep(2.0)]


def test_its_side_is_said(qtbot: QtBot, hand: RepHand) -> None:
    """WHEN another side is chosen THEN that is said; the same side says nothing."""
    hand.side.setCurrentIndex(hand.side.findData(Side.LEFT))
    with qtbot.waitSignal(hand.edited) as said:
        hand.side.activated.emit(hand.side.currentIndex())
    assert said.args == [SideRep(2.0, Side.LEFT)]
    hand.side.setCurrentIndex(hand.side.findData(None))
    with qtbot.assertNotEmitted(hand.edited):
        hand.side.activated.emit(hand.side.currentIndex())


def test_a_repetition_is_added_with_three_moments(qtbot: QtBot, hand: RepHand) -> None:
    """WHEN start, turn and end are taken THEN it can be added; in another order it cannot."""
    hand.show_rep(None)
    hand.side.setCurrentIndex(hand.side.findData(Side.RIGHT))
    for button, time_s in zip(hand.moments, (9.0, 5.0, 6.0), strict=True):
        hand.show_time(time_s)
        qtbot.mouseClick(button, LEFT)
    assert not hand.add.isEnabled()
    hand.show_time(4.25)
    qtbot.mouseClick(hand.moments[0], LEFT)
    assert hand.moments[0].text() == "Start 0:04.2"

    with qtbot.waitSignal(hand.edited) as said:
        qtbot.mouseClick(hand.add, LEFT)

    assert said.args == [AddRep(4.25, 5.0, 6.0, Side.RIGHT)]
    assert [one.text() for one in hand.moments] == ["Start", "Turn", "End"]
    assert not hand.add.isEnabled()


def test_nothing_can_be_corrected_while_it_is_looked_at(hand: RepHand) -> None:
    """WHEN corrections are not possible yet THEN every button is off."""
    hand.set_on(on=False)
    buttons = (hand.remove, hand.side, hand.add, *hand.moments)
    assert not any(one.isEnabled() for one in buttons)


def test_what_the_command_line_says_goes_with_the_recording(tmp_path: Path) -> None:
    for name in ("a.mp4", "b.mp4"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "c").mkdir()

    one = items_for(Options(wanted=str(tmp_path / "a.mp4"), exercise="plank"), tmp_path / "c", [])
    other = items_for(
        Options(wanted=str(tmp_path / "a.mp4"), video=tmp_path / "b.mp4"), tmp_path / "c", []
    )

    assert one[0].exercise == "plank"
    assert other[0].video == tmp_path / "b.mp4"
    with pytest.raises(SourceError, match="found 2: name one of them"):
        items_for(Options(wanted=str(tmp_path), video=tmp_path / "b.mp4"), tmp_path / "c", [])

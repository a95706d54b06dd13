"""The review window on twenty rendered bridges with planted faults: a real video, a real thread."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from formcheck.landmarks import Landmark
from formcheck.pose.recorded import RecordedPoses, load_poses
from formcheck.report.lanes import ItemKind
from formcheck.review.best import best_rep
from formcheck.review.edits import MoveLandmark, Note, PutMark, RemoveRep
from formcheck.review.item import Item
from formcheck.review.playing import Span
from formcheck.review.review_file import load_review
from formcheck.ui.review.timeline import Timeline
from formcheck.ui.review.window import ReviewWindow
from tests.review.test_take import poses_of, take_of
from tests.ui.review.windows import WAIT_MS, Opened, item_of, open_window, until_settled

CLIP = Path(__file__).parents[2] / "clips" / "twenty"
LEFT = Qt.MouseButton.LeftButton

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture(scope="module")
def whole() -> RecordedPoses:
    return load_poses(CLIP / "twenty.npz")


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    windows: list[ReviewWindow] = []

    def open_(*items: Item, settle: bool = True) -> ReviewWindow:
        windows.append(open_window(qtbot, items, settle=settle))
        return windows[-1]

    yield open_
    for window in windows:
        window.close()
        assert window.player is None


def at(qtbot: QtBot, window: ReviewWindow, time_s: float) -> None:
    """Wait until the video shows a moment."""
    player = window.player
    assert player is not None
    qtbot.waitUntil(lambda: abs(player.time_s - time_s) < 0.1, timeout=WAIT_MS)


def point(timeline: Timeline, kind: ItemKind, key: int) -> QPoint:
    """Return where an item of the timeline is clicked."""
    item = timeline.item(kind, key)
    place = None if item is None else timeline.places.point_of(item)
    assert place is not None
    return place.toPoint()


def test_every_planted_fault_is_found_by_clicking_through_the_timeline(
    qtbot: QtBot, opened: Opened, tmp_path: Path, whole: RecordedPoses
) -> None:
    """GIVEN the video WHEN each mark of the timeline is clicked THEN the video is at the fault."""
    truth = json.loads((CLIP / "twenty.truth.json").read_text())
    item = item_of(tmp_path, video=CLIP / "twenty.mp4", poses=whole)
    window = opened(item)
    take = window.work.take
    assert take is not None
    found = []

    for key, fault in enumerate(take.record.faults):
        place = point(window.timeline, ItemKind.FAULT, key)
        qtbot.mouseClick(window.timeline, LEFT, pos=place)
        at(qtbot, window, fault.start_s)
        assert window.player is not None
        assert not window.player.playing
        found.append((fault.check, window.player.time_s))

    for planted in truth["faults"]:
        near = (planted["start_s"] - 1.0, planted["end_s"])
        assert any(
            check == planted["check"] and near[0] <= time_s <= near[1] for check, time_s in found
        ), planted
    assert len(found) == len(truth["faults"]) == 6
    assert take.record.counts.full == truth["counts"]["full"]
    assert take.record.counts.partial == truth["counts"]["partial"]


@pytest.fixture
def short() -> RecordedPoses:
    return poses_of("bridge_good")


def test_a_repetition_is_taken_out_and_comes_back(
    qtbot: QtBot, opened: Opened, tmp_path: Path, short: RecordedPoses
) -> None:
    """GIVEN two repetitions WHEN one is taken out THEN it is gone; undo brings all of it back."""
    window = opened(item_of(tmp_path, poses=short))
    before = window.work.take
    assert before is not None
    rep = before.record.reps[1]

    qtbot.mouseClick(window.timeline, LEFT, pos=point(window.timeline, ItemKind.REP, rep.number))
    at(qtbot, window, rep.turn_s)
    assert window.rep_hand.chosen.text() == "Repetition 2"
    qtbot.mouseClick(window.rep_hand.remove, LEFT)
    until_settled(qtbot, window)
    fewer = window.work.take
    assert fewer is not None
    assert len(fewer.record.reps) == len(before.record.reps) - 1
    assert "corrected by hand" in window.head.status.text()

    window.toolbar.undo.trigger()
    until_settled(qtbot, window)
    assert window.work.take is before
    assert "corrected" not in window.head.status.text()

    window.toolbar.redo.trigger()
    until_settled(qtbot, window)
    again = window.work.take
    assert again is not None
    assert again.record.reps == fewer.record.reps


def test_a_landmark_is_dragged_to_its_place(
    qtbot: QtBot, opened: Opened, tmp_path: Path, short: RecordedPoses
) -> None:
    """WHEN a knee is dragged with the mouse THEN the angle follows, and it is kept beside."""
    window = opened(item_of(tmp_path, poses=short))
    before = window.work.take
    assert before is not None
    time_s = before.record.reps[0].turn_s
    window.timeline.sought.emit(time_s)
    at(qtbot, window, time_s)
    window.toolbar.tools["move"].trigger()
    index = before.at(time_s)
    knee = before.seen.image_px[index, Landmark.LEFT_KNEE]
    start = window.stage.to_widget((float(knee[0]), float(knee[1])))
    end = start + QPointF(0.0, 40.0)

    QTest.mousePress(window.stage, LEFT, pos=start.toPoint())
    for step in (0.25, 0.5, 1.0):
        QTest.mouseMove(window.stage, (start + step * (end - start)).toPoint())
    QTest.mouseRelease(window.stage, LEFT, pos=end.toPoint())

    until_settled(qtbot, window)
    (edit,) = window.work.edits.now
    assert isinstance(edit, MoveLandmark)
    assert edit.landmark is Landmark.LEFT_KNEE
    after = window.work.take
    assert after is not None
    assert after.seen.by_hand[index, Landmark.LEFT_KNEE]
    assert after.record.reps[0].extreme != before.record.reps[0].extreme
    kept = load_review(tmp_path / "clip.mp4")
    assert kept is not None
    assert kept.edits == (edit,)


def test_corrections_are_there_when_it_is_opened_again(
    qtbot: QtBot, opened: Opened, tmp_path: Path, short: RecordedPoses
) -> None:
    """GIVEN corrections WHEN the recording is opened again THEN they are in it; in others not."""
    item = item_of(tmp_path, poses=short)
    first = opened(item)
    assert first.work.take is not None
    turn_s = first.work.take.record.reps[0].turn_s
    assert first.work.do(RemoveRep(turn_s))
    assert first.work.do(PutMark(Note("a", 1.0, "knees apart")))
    until_settled(qtbot, first)

    again = opened(item)
    other = opened(item_of(tmp_path, poses=poses_of("bridge_good", slice(0, 150))))

    qtbot.waitUntil(lambda: len(again.work.view.edits) == 2, timeout=WAIT_MS)
    assert again.work.take is not None
    assert len(again.work.take.record.reps) == len(first.work.view.measured.record.reps) - 1
    assert other.work.edits.now == ()
    assert "another recording" in other.head.message.text()


def test_an_exercise_that_cannot_be_told_is_asked_for(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    """GIVEN too little to tell by WHEN somebody says what it is THEN it is judged by that."""
    poses = poses_of("bridge_good", slice(0, 40))
    window = opened(item_of(tmp_path, poses=poses, exercise=""), settle=False)
    qtbot.waitUntil(window.head.judge.isVisible, timeout=WAIT_MS)

    window.head.choice.setCurrentIndex(window.head.choice.findData("bridge"))
    qtbot.mouseClick(window.head.judge, LEFT)

    until_settled(qtbot, window)
    assert not window.head.judge.isVisible()
    assert window.work.take is not None
    assert window.work.take.exercise.slug == "bridge"
    kept = load_review(tmp_path / "clip.mp4")
    assert kept is not None
    assert len(kept.edits) == 1


def test_what_is_no_recording_is_told_in_the_window(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    """GIVEN a file that is none WHEN it is opened THEN the window says what was expected."""
    path = tmp_path / "a.mp4"
    path.write_bytes(b"nothing")
    window = opened(item_of(tmp_path, video=path), settle=False)

    qtbot.waitUntil(lambda: "a.mp4" in window.head.message.text(), timeout=WAIT_MS)


def test_the_next_recording_of_a_folder(
    qtbot: QtBot, opened: Opened, tmp_path: Path, short: RecordedPoses
) -> None:
    """GIVEN two recordings WHEN page down is pressed THEN the second is open; no third."""
    one = item_of(tmp_path, poses=short, title="one")
    two = item_of(tmp_path, poses=short, title="two", person="Ann", beside=tmp_path / "b")
    window = opened(one, two)
    window.activateWindow()

    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_PageDown)
    until_settled(qtbot, window)

    assert window.head.title.text() == "Ann, two"
    assert window.recordings.names.currentRow() == 1
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert window.head.title.text() == "one"


def test_it_can_be_closed_while_it_looks(opened: Opened, tmp_path: Path) -> None:
    """GIVEN a video that is being looked at WHEN the window is closed THEN no thread is left."""
    item = item_of(tmp_path, video=CLIP / "twenty.mp4")
    window = opened(item, settle=False)

    window.close()

    assert window.player is None
    assert not list(tmp_path.glob("*.review.json"))


def test_the_repetition_that_is_seen_is_played_again_and_again(
    qtbot: QtBot, opened: Opened, tmp_path: Path, short: RecordedPoses
) -> None:
    """GIVEN a moment in a repetition WHEN L is pressed THEN it is looped, until L again."""
    window = opened(item_of(tmp_path, poses=short))
    take, player = window.work.take, window.player
    assert take is not None
    assert player is not None
    rep = take.record.reps[1]
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Home)
    at(qtbot, window, 0.0)
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    at(qtbot, window, take.record.reps[0].turn_s)
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    at(qtbot, window, rep.turn_s)
    assert window.rep_hand.chosen.text() == "Repetition 2"

    QTest.keyClick(window, Qt.Key.Key_L)

    assert player.loop_span == Span(rep.start_s, rep.end_s)
    assert player.playing
    QTest.keyClick(window, Qt.Key.Key_L)
    assert player.loop_span is None


def test_the_best_repetition_haunts_the_others(
    qtbot: QtBot, opened: Opened, tmp_path: Path, short: RecordedPoses
) -> None:
    """WHEN G is pressed in a repetition that is not the best THEN the best lies over it."""
    window = opened(item_of(tmp_path, poses=short))
    take = window.work.take
    assert take is not None
    best = best_rep(take)
    other = next(one for one in take.record.reps if one != best)
    window.timeline.sought.emit(other.turn_s)
    at(qtbot, window, other.turn_s)
    plain = window.stage.grab().toImage()

    window.toolbar.ghost.trigger()
    haunted = window.stage.grab().toImage()
    window.toolbar.ghost.trigger()

    assert haunted != plain
    assert window.stage.grab().toImage() == plain


def test_a_session_of_which_only_numbers_were_kept(
    qtbot: QtBot, opened: Opened, tmp_path: Path, short: RecordedPoses
) -> None:
    """GIVEN no video WHEN it is opened THEN it says so, and two repetitions can be compared."""
    record = take_of(short, "bridge").record
    window = opened(item_of(tmp_path, record=record))

    assert window.head.message.text() == "There are no pictures: no video of this is kept."
    assert [one.number for one in window.work.take.record.reps] == [1, 2]
    window.outlets.show_compared(None)
    compared = window.outlets.window
    assert compared is not None
    assert {part.move for part in compared.parts} == set(record.reps)

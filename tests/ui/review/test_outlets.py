"""What goes out of the review window: reports, tables, videos, and a comparison."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from formcheck.capture.video import VideoFile
from formcheck.pose.recorded import RecordedPoses, save_poses
from formcheck.review.edits import Note, PutMark, RemoveRep
from formcheck.ui.review.saving import What
from formcheck.ui.review.window import ReviewWindow
from tests.review.clips import film_of
from tests.review.test_take import poses_of
from tests.ui.review.windows import WAIT_MS, item_of, open_window, until_settled

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture(scope="module")
def poses() -> RecordedPoses:
    return poses_of("bridge_good")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, poses: RecordedPoses) -> Iterator[ReviewWindow]:
    film = film_of(tmp_path / "clip.mp4", poses)
    save_poses(tmp_path / "other.npz", poses_of("bridge_good", slice(0, 130)))
    other = item_of(tmp_path, title="other", poses=tmp_path / "other.npz", beside=tmp_path / "o")
    window = open_window(qtbot, (item_of(tmp_path, video=film, poses=poses), other))
    yield window
    window.close()


def until_said(qtbot: QtBot, window: ReviewWindow, words: str) -> None:
    qtbot.waitUntil(lambda: words in window.head.message.text(), timeout=WAIT_MS)


def save(window: ReviewWindow, what: What, path: Path) -> QFileDialog:
    """Choose a file in the dialog that asks for it."""
    dialog = window.outlets.save_menu.ask(what)
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.close()
    return dialog


def test_a_report_has_what_was_corrected_and_noted(
    qtbot: QtBot, window: ReviewWindow, tmp_path: Path
) -> None:
    """GIVEN corrections WHEN the report is saved THEN it says what was changed and written."""
    assert window.work.take is not None
    window.work.do(RemoveRep(window.work.take.record.reps[0].turn_s))
    window.work.do(PutMark(Note("n", 6.0, "Feet wander outwards")))
    until_settled(qtbot, window)

    save(window, What.REPORT, tmp_path / "out.html")
    until_said(qtbot, window, "Saved as")

    page = (tmp_path / "out.html").read_text()
    assert "Feet wander outwards" in page
    assert "by hand" in page
    assert page.count("data:image/jpeg") >= 1
    assert "Faces are made unrecognisable" in page


def test_tables_and_video_are_written_by_their_names(
    qtbot: QtBot, window: ReviewWindow, tmp_path: Path, poses: RecordedPoses
) -> None:
    """WHEN a table and the video are saved THEN others can read them."""
    save(window, What.EXPORT, tmp_path / "out.csv")
    until_said(qtbot, window, "Saved as")
    save(window, What.EXPORT, tmp_path / "out.trc")
    qtbot.waitUntil((tmp_path / "out.trc").exists, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.outlets.saver.busy, timeout=WAIT_MS)
    save(window, What.VIDEO, tmp_path / "out.mp4")
    qtbot.waitUntil((tmp_path / "out.mp4").exists, timeout=WAIT_MS)

    assert window.work.take is not None
    with (tmp_path / "out.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(window.work.take.record.reps)
    with VideoFile(tmp_path / "out.mp4") as video:
        assert sum(1 for _ in iter(video.read, None)) == len(poses)


def test_a_place_that_cannot_be_written_is_told(
    qtbot: QtBot, window: ReviewWindow, tmp_path: Path
) -> None:
    """WHEN a report is saved where nobody can THEN the window says so and goes on."""
    save(window, What.REPORT, tmp_path / "gone" / "out.pdf")

    until_said(qtbot, window, "out.pdf")
    assert not window.outlets.saver.busy or window.outlets.saver.close()


def test_two_repetitions_are_compared(qtbot: QtBot, window: ReviewWindow) -> None:
    """WHEN C is pressed THEN two repetitions stand side by side; closed, they are gone."""
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_C)

    compared = window.outlets.window
    assert compared is not None
    first, second = compared.parts
    assert first.take is second.take is window.work.take
    assert first.move != second.move
    assert window.player is not None
    assert not window.player.playing
    window.outlets.show_compared(None)
    again = window.outlets.window
    with qtbot.waitSignal(compared.destroyed):
        pass  # The first one goes late, and must not take the second along.
    assert window.outlets.window is again
    assert again is not None
    again.close()
    qtbot.waitUntil(lambda: window.outlets.window is None, timeout=WAIT_MS)


def test_another_recording_is_looked_at_and_compared(qtbot: QtBot, window: ReviewWindow) -> None:
    """WHEN the other recording of the list is chosen THEN both stand side by side."""
    menu = window.outlets.compare.menu()
    assert menu is not None
    (action,) = [one for one in menu.actions() if one.text() == "With other"]

    action.trigger()

    qtbot.waitUntil(lambda: window.outlets.window is not None, timeout=WAIT_MS)
    compared = window.outlets.window
    assert compared is not None
    assert [len(part.take.poses) for part in compared.parts] == [205, 130]


def test_a_file_that_is_none_is_told(qtbot: QtBot, window: ReviewWindow, tmp_path: Path) -> None:
    """WHEN a file that holds nothing is chosen THEN the window says what was expected."""
    path = tmp_path / "bad.npz"
    path.write_text("nothing")
    dialog = window.outlets.comparer.ask(window, tmp_path, tmp_path)

    dialog.fileSelected.emit(str(path))
    dialog.close()

    until_said(qtbot, window, "bad.npz: expected an .npz file")
    assert window.outlets.window is None

"""A patient writes what was done to one file for the physio, without a terminal."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PyQt6.QtCore import QDate, Qt
from PyQt6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from calibration.parcel_parts import VIDEO
from formcheck.language import language
from formcheck.store.answers import AnswerKind
from formcheck.store.database import Store
from formcheck.store.parcel_read import read_parcel
from formcheck.ui import resident as resident_module
from formcheck.ui.send_dialog import SendDialog
from formcheck.ui.send_work import SendWork
from tests.ui.home_parts import moves_in
from tests.ui.sent_parts import TODAY, Made, at_home, choose, look, make, opened
from tests.ui.test_screens import contrast

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Open = Callable[..., SendDialog]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture
def store(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(resident_module, "known_moves", lambda: moves_in(language()))
    yield from opened(made.copy(tmp_path).store)


@pytest.fixture
def send(qtbot: QtBot, store: Store) -> Open:
    def send(day: date = TODAY) -> SendDialog:
        dialog = SendDialog(at_home(store, day=day), look())
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return send


def write(qtbot: QtBot, dialog: SendDialog, path: Path) -> None:
    """Press the button, choose a file, and wait until it is over."""
    dialog.write_button.click()
    choose(dialog, path)
    qtbot.waitUntil(lambda: not dialog.work.busy)


@pytest.mark.parametrize(
    ("day", "row", "since", "many"),
    [
        (date(2026, 3, 30), 0, None, 2),
        (date(2026, 3, 31), 0, None, 1),
        (date(2026, 4, 1), 0, None, 0),
        (date(2026, 4, 1), 1, None, 2),
        (date(2026, 4, 1), 2, QDate(2026, 3, 3), 1),
        (date(2026, 4, 1), 2, QDate(2026, 3, 4), 0),
    ],
)
def test_the_last_four_weeks_all_or_since_a_day(
    qtbot: QtBot,
    send: Open,
    tmp_path: Path,
    *,
    day: date,
    row: int,
    since: QDate | None,
    many: int,
) -> None:
    # GIVEN sessions of the 2nd and the 3rd of March
    dialog = send(day)
    assert dialog.which.currentIndex() == 0
    # WHEN somebody chooses
    dialog.which.setCurrentIndex(row)
    if since is not None:
        dialog.day.setDate(since)
    # THEN it says how many go along, and writes just these
    assert dialog.day.isVisible() is (row == 2)
    assert dialog.write_button.isEnabled() is bool(many)
    if not many:
        assert "choose an earlier day" in dialog.many.text()
        return
    assert dialog.many.text().startswith(f"{many} session")
    write(qtbot, dialog, tmp_path / "may.formcheck")
    parcel = read_parcel(tmp_path / "may.formcheck")
    assert (len(parcel.sessions), parcel.name, parcel.video) == (many, "", None)


def test_what_is_in_it_and_what_is_not_is_said(qtbot: QtBot, send: Open, tmp_path: Path) -> None:
    # GIVEN a name, and a video that was chosen
    dialog = send()
    assert "face" in dialog.warning.text()
    dialog.name.setText(" Ann  B ")
    video = tmp_path / "monday.mp4"
    video.write_bytes(VIDEO)
    dialog.video_button.click()
    choose(dialog, video)
    assert dialog.video_told.text() == "monday.mp4 goes along."
    assert dialog.warning.property("warning") == "true"
    # WHEN the file is written
    path = tmp_path / "may.formcheck"
    write(qtbot, dialog, path)
    # THEN it says what is in it, that the safety questions are not, and whose name is
    told = dialog.written.toPlainText()
    for words in (
        str(path),
        "2 sessions",
        "6 answers about pain or effort",
        "the programme “Back at home”",
        "a video of 1 MB",
        "Not in it: the answers to the safety questions",
        "It says that it is from Ann B.",
    ):
        assert words in told
    assert (dialog.written.isVisible(), dialog.write_button.isVisible()) == (True, False)
    # AND so it is
    parcel = read_parcel(path)
    assert parcel.name == "Ann B"
    assert {one.answer.kind for one in parcel.answers}.isdisjoint({AnswerKind.SCREENING})
    assert parcel.video is not None


def test_names_of_files_that_are_proposed_can_be_read(send: Open) -> None:
    # GIVEN the dialog that asks for a file WHEN it proposes names THEN they stand out
    asking = send().ask_file()
    field = asking.findChild(QLineEdit)
    assert field is not None
    completer = field.completer()
    assert completer is not None
    names = completer.popup()
    assert names is not None
    names.ensurePolished()
    colours = names.palette()
    assert contrast(colours.text().color().name(), colours.base().color().name()) >= 4.5


def test_a_video_may_be_left_out_again(send: Open, tmp_path: Path) -> None:
    dialog = send()
    assert not dialog.without_button.isVisible()
    dialog.choose_video(tmp_path / "monday.mp4")
    dialog.without_button.click()
    assert (dialog.video, dialog.video_told.text()) == (None, "No video goes along.")
    assert dialog.warning.property("warning") == "false"


@pytest.mark.parametrize(
    ("file", "video", "why"),
    [
        ("may.zip", "", "ends in .formcheck"),
        ("no/may.formcheck", "", "cannot be written"),
        ("may.formcheck", "gone.mp4", "gone.mp4 cannot be read"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    qtbot: QtBot, send: Open, tmp_path: Path, *, file: str, video: str, why: str
) -> None:
    # GIVEN a file that cannot be written, or a video that is none
    there = sorted(tmp_path.iterdir())
    dialog = send()
    dialog.choose_video(tmp_path / video if video else None)
    # WHEN it is tried
    write(qtbot, dialog, tmp_path / file)
    # THEN that is told, and it can be tried again
    assert why in dialog.told.text()
    assert (dialog.failed, dialog.write_button.isEnabled()) == (True, True)
    assert sorted(tmp_path.iterdir()) == there


def test_esc_stops_what_is_written_and_then_closes(
    qtbot: QtBot, send: Open, tmp_path: Path
) -> None:
    # GIVEN a video that takes its time
    video = tmp_path / "long.mp4"
    with video.open("wb") as file:
        file.truncate(40_000_000)
    there = sorted(tmp_path.iterdir())
    dialog = send()
    dialog.choose_video(video)
    # WHEN somebody presses Esc while it is written
    dialog.write(tmp_path / "may.formcheck")
    assert (dialog.close_button.text(), dialog.write_button.isEnabled()) == ("Stop (Esc)", False)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    # THEN it is stopped, and nothing is left of it
    qtbot.waitUntil(lambda: not dialog.work.busy)
    assert dialog.told.text() == "It was stopped, and nothing was written."
    assert sorted(tmp_path.iterdir()) == there
    # AND Esc closes it
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_says_how_far_a_video_is(send: Open, tmp_path: Path) -> None:
    dialog = send()
    seen: list[str] = []
    dialog.work.said.connect(seen.append)
    for done in (1, 4):
        dialog._far(tmp_path / "may.formcheck", 4_000_000, done * 1_000_000)
    assert seen == [
        "Writing may.formcheck: 25 %.",
        "may.formcheck is written, and read once more to be sure.",
    ]


def test_the_window_goes_on_while_something_is_done(qtbot: QtBot) -> None:
    # GIVEN work that waits until the window has said how far it is
    work, seen, happened = SendWork(), Event(), list[str]()
    work.said.connect(lambda text: (happened.append(text), seen.set()))
    work.over.connect(lambda: happened.append("over"))

    def task() -> Callable[[], None]:
        work.tell("half")
        assert seen.wait(10)
        return lambda: happened.append("then")

    # WHEN it is begun, and once more while it runs
    work.begin(task)
    work.begin(lambda: lambda: happened.append("never"))
    qtbot.waitUntil(lambda: not work.busy)
    # THEN what follows comes after its end
    assert happened == ["half", "over", "then"]


def test_a_mistake_of_ours_is_told_and_logged(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    work = SendWork()
    task: Callable[[], Callable[[], None]] = {}.popitem
    with qtbot.waitSignal(work.failed) as told:
        work.begin(task)
    assert "inside formcheck" in told.args[0]
    assert "KeyError" in caplog.text
    assert not work.busy


def test_closing_waits_and_nothing_follows(qtbot: QtBot) -> None:
    work, begun, happened = SendWork(), Event(), list[str]()
    work.failed.connect(happened.append)

    def task() -> Callable[[], None]:
        begun.set()
        while True:
            work.check()

    work.begin(task)
    assert begun.wait(10)
    assert work.close()
    qtbot.wait(1)
    assert (work.busy, happened) == (False, [])

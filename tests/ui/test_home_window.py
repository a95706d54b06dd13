"""The home window: what is for today, pages, and what is chosen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import (
    QApplication,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from formcheck.care.learn import pages
from formcheck.language import language
from formcheck.paths import user_windows_file
from formcheck.session.live import LiveEngine
from formcheck.ui import resident as resident_module
from formcheck.ui import run as run_module
from formcheck.ui.home import HomeOptions, open_live, run_home
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.look import LIGHT, Colours
from formcheck.ui.people_dialog import PeopleDialog
from tests.capture.pictures import every_ms, write_clip
from tests.session.live_parts import Nobody
from tests.ui.home_parts import SATURDAY, Home, moves_in

pytestmark = pytest.mark.gui


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setattr(
        "formcheck.care.programme_file.user_programmes_dir", lambda: tmp_path / "programmes"
    )
    monkeypatch.setattr(resident_module, "known_moves", lambda: moves_in(language()))
    made = Home(qtbot, tmp_path)
    yield made
    if made.window.flow.opened is not None:
        made.window.flow.opened.close()
    made.store.close()


def words(home: Home) -> str:
    return " ".join(home.window.home.text.toPlainText().split())


def test_it_says_what_how_much_and_how_long(home: Home) -> None:
    shown = home.window.home
    assert "Sunday, 22 November" in words(home)
    assert "5 exercises, about 8 minutes." in words(home)
    items = [shown.tasks.item(row) for row in range(shown.tasks.count())]
    told = [item.text() for item in items if item is not None]
    assert told[0].startswith("1. Pelvic tilt\n5 repetitions, held 2 s")
    assert shown.start_button.text() == "Start today's exercises"
    assert shown.one_button.accessibleName() == "Only this: Pelvic tilt"
    assert shown.start_button.hasFocus()


def test_a_day_of_rest_says_when_it_goes_on(home: Home) -> None:
    home.day = SATURDAY
    home.window.show_home()
    assert "day of rest. It goes on: Sun." in words(home)
    assert not home.window.home.start_button.isVisible()
    assert home.window.home.other_button.hasFocus()


def test_the_arrows_choose_another_exercise(home: Home, qtbot: QtBot) -> None:
    home.pass_questions()
    tasks = home.window.home.tasks
    tasks.setFocus()
    qtbot.keyClick(tasks, Qt.Key.Key_Down)
    assert home.window.home.one_button.accessibleName() == "Only this: Knee plank"
    qtbot.keyClick(tasks, Qt.Key.Key_Return)
    assert home.started == ["knee-plank"]


def test_what_was_done_is_ticked_and_the_next_one_comes(home: Home) -> None:
    home.did("pelvic-tilt")
    home.did("knee-plank", days_ago=1)
    home.window.show_home()
    first = home.window.home.tasks.item(0)
    assert first is not None
    assert "Pelvic tilt (done)" in first.text()
    assert home.window.home.start_button.text() == "Go on with today's exercises"
    assert home.window.home.one_button.accessibleName() == "Only this: Knee plank"
    assert "Still to do: 4 exercises." in words(home)
    # AND the guided training has the others
    home.pass_questions()
    home.window.home.start_button.click()
    assert home.started == ["knee-plank+bridge+bird-dog+sit-to-stand"]


def test_all_done_says_so_and_may_be_done_again(home: Home) -> None:
    slugs = [one.item.exercise for one in home.window._plan().today.tasks]
    for slug in slugs:
        home.did(slug)
    home.window.show_home()
    assert "All of today's exercises are done" in words(home)
    assert home.window.home.start_button.text() == "Do today's exercises again"
    home.pass_questions()
    home.window.home.start_button.click()
    assert home.started == ["+".join(slugs)]


def test_pages_are_read_by_keyboard(home: Home, qtbot: QtBot) -> None:
    home.window.home.learn_button.click()
    learn = home.window.learn
    assert home.window.page is learn
    for number, page in enumerate(pages()):
        assert learn.titles.currentRow() == number
        shown = learn.text.toPlainText()
        for section in page.sections:
            told = (section.heading, *section.text, *section.points, section.source)
            assert all(text in shown for text in told)
        qtbot.keyClick(learn.titles, Qt.Key.Key_Down)
    qtbot.keyClick(learn.titles, Qt.Key.Key_Escape)
    assert home.window.page is home.window.home


def actions(window: HomeWindow) -> dict[str, QAction]:
    return {one.text().replace("&", ""): one for one in window.findChildren(QAction)}


def test_safety_is_in_the_menu_on_every_page(home: Home, qtbot: QtBot) -> None:
    home.window.show_learn()
    qtbot.keyClick(home.window, Qt.Key.Key_F1)
    assert "When to seek care at once" in home.window.learn.text.toPlainText()
    qtbot.keyClick(home.window, Qt.Key.Key_F2)
    assert home.dialog.isVisible()
    home.dialog.close()
    bar = home.window.menuBar()
    assert bar is not None
    assert bar.isVisible()
    assert "Questions about your health" in actions(home.window)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_reminder_starts_from_the_menu(home: Home) -> None:
    # WHEN it is chosen THEN it is started
    actions(home.window)["Reminder at the desk"].trigger()
    assert home.desks == 1
    # WHEN it cannot be THEN that is told
    actions(home.window)["Reminder at the desk"].trigger()
    (box,) = home.window.findChildren(QMessageBox)
    assert box.text() == "There is no desk."
    box.close()


def test_what_the_menu_sets_is_remembered(home: Home) -> None:
    menu = actions(home.window)
    menu["Larger letters"].trigger()
    menu["Larger letters"].trigger()
    menu["Smaller letters"].trigger()
    menu["Light"].trigger()
    other(menu).trigger()
    chosen = home.window._programme_name
    assert chosen != "starter"
    again = home.another()
    assert (again.zoom, again.colours, again._programme_name) == (125, Colours.LIGHT, chosen)
    assert actions(again)["125 %"].isChecked()
    assert LIGHT.background in again.styleSheet()


def other(menu: dict[str, QAction]) -> QAction:
    """Return a programme that is not the one in use."""
    group = menu["First steps on the floor"].actionGroup()
    assert group is not None
    return next(one for one in group.actions() if not one.isChecked())


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_broken_programme_is_told_and_not_chosen(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "programmes"
    folder.mkdir()
    (folder / "mine.toml").write_text('name = "mine"\n')
    window = home.another()
    actions(window)["mine"].trigger()
    assert "mine.toml" in told(window)
    assert "First steps on the floor" in words(home)


def told(window: HomeWindow) -> str:
    """Return what a dialog of the window says, and close it."""
    boxes = window.findChildren(QMessageBox)
    for box in boxes:
        box.close()
    return " ".join(box.text() for box in boxes)


def test_a_session_on_a_clip_and_home_again(
    home: Home, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(
        run_module,
        "_engine_maker",
        lambda _: lambda wake: LiveEngine(wake, open_estimator=Nobody),
    )
    # GIVEN answers that allow it, and a clip for a camera
    clip = write_clip(tmp_path / "clip.mp4", every_ms(33, 10))
    options = HomeOptions(clip=str(clip), close_at_end=True)
    who = home.window.resident
    window = home.another(lambda slug: open_live(options, who, slug))
    home.pass_questions()
    # WHEN the first exercise is started
    window.home.one_button.click()
    live = window.flow.opened
    assert isinstance(live, LiveWindow)
    assert live._wanted is not None
    assert live._wanted.exercise is not None
    assert live._wanted.exercise.slug == "pelvic-tilt"
    # THEN home comes back when the clip is over
    qtbot.waitUntil(lambda: window.isVisible() and window.flow.opened is None, timeout=20_000)


def test_the_command_opens_it_and_remembers_its_place(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[HomeWindow] = []

    def leave() -> None:
        for window in qapp.topLevelWidgets():
            if isinstance(window, HomeWindow) and window.isVisible():
                seen.append(window)
                window.leave()

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    QTimer.singleShot(100, leave)
    assert run_home(HomeOptions(store=str(tmp_path / "s.sqlite"))) == 0
    assert len(seen) == 1
    assert "geometry" in user_windows_file().read_text()


@pytest.mark.parametrize(
    ("key", "page"),
    [(Qt.Key.Key_F3, "learn"), (Qt.Key.Key_F4, "history"), (Qt.Key.Key_F5, "settings")],
)
def test_pages_have_keys_and_esc_goes_home(
    home: Home, qtbot: QtBot, key: Qt.Key, page: str
) -> None:
    qtbot.keyClick(home.window, key)
    assert home.window.page is getattr(home.window, page)
    # AND safety is a key away on each of them
    qtbot.keyClick(home.window, Qt.Key.Key_F2)
    with qtbot.waitActive(home.window):
        home.dialog.close()
        home.window.activateWindow()
    qtbot.keyClick(home.window, Qt.Key.Key_Escape)
    assert home.window.page is home.window.home


def test_a_window_that_is_closed_lets_what_is_written_come_to_its_end(home: Home) -> None:
    # GIVEN a history that is being written, on a disk that answers in a moment
    ended: list[str] = []

    def task() -> Callable[[], None]:
        Event().wait(0.1)
        ended.append("whole")
        return lambda: ended.append("shown")

    home.window.history.printer.begin(task)
    # WHEN the window is closed THEN it is whole, and nothing is shown any more
    home.window.close()
    assert ended == ["whole"]
    assert not home.window.history.printer.busy


def test_the_name_is_shown_where_several_are(home: Home, qtbot: QtBot) -> None:
    assert not home.window.home.name.isVisible()
    home.people.add("Ben")
    window = home.another()
    assert window.home.name.text == "Ann"
    window.home.people_button.click()
    dialog = window.findChild(PeopleDialog)
    assert dialog is not None
    with qtbot.waitSignal(window.again) as asked:
        dialog.names.setCurrentRow(1)
        dialog.go_button.click()
    assert asked.args == [home.people.named("Ben").id]

"""The home window: what is for today, the way to a session and back, and pages to read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QRect, Qt, QTimer
from PyQt6.QtGui import QAction, QFontMetrics
from PyQt6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QListWidget,
    QMenuBar,
    QMessageBox,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from formcheck.care.learn import pages
from formcheck.care.pain import JUMP, Moment
from formcheck.care.screening import Reason
from formcheck.exercises.loader import list_exercises
from formcheck.language import language, use_language
from formcheck.session.live import LiveEngine
from formcheck.store.answers import AnswerKind, Answers
from formcheck.training.asking import Told
from formcheck.ui import home as home_module
from formcheck.ui import resident as resident_module
from formcheck.ui import run as run_module
from formcheck.ui.home import HomeOptions, open_live, run_home
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.look import DARK, LIGHT, ZOOMS, Colours, palette_of
from formcheck.ui.people_dialog import PeopleDialog
from tests.capture.pictures import every_ms, write_clip
from tests.session.live_parts import Nobody
from tests.ui.home_parts import SATURDAY, Home, moves_in
from tests.ui.test_screens import contrast

pytestmark = pytest.mark.gui

SCREENS = [
    ((1280, 720), 100, "en"),
    ((1280, 720), 200, "de"),
    ((1920, 1080), 100, "de"),
    ((1920, 1080), 200, "en"),
    ((800, 480), 200, "de"),
]


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


def test_nothing_starts_before_the_questions_are_answered(home: Home, qtbot: QtBot) -> None:
    # WHEN Start is pressed the first time
    qtbot.keyClick(home.window.home.start_button, Qt.Key.Key_Return)
    # THEN the questions come, and nothing starts while they are open
    assert home.started == []
    assert "What you agree to" in home.dialog.text.toPlainText()
    # AND nothing when they are closed
    home.dialog.close()
    QApplication.processEvents()
    assert home.started == []
    assert home.window.flow.dialog is None


def test_a_yes_keeps_every_way_to_a_session_shut(home: Home) -> None:
    home.window.start("bridge")
    home.dialog.answer(yes=True)
    home.dialog.answer(yes=True)
    home.dialog.answer(yes=True)
    QApplication.processEvents()
    assert "Please do not exercise now" in words(home)
    page = home.window.home
    for button in (page.start_button, page.one_button, page.other_button):
        way = button.click
        way()
        home.dialog.close()
        QApplication.processEvents()
    # AND after a restart
    again = home.another()
    again.start("bridge")
    assert home.started == []
    home.dialog.close()


def test_after_the_questions_the_session_starts(home: Home) -> None:
    home.window.start("bridge")
    home.no_to_everything()
    assert home.started == ["bridge"]
    assert not home.window.isVisible()


def test_the_arrows_choose_another_exercise(home: Home, qtbot: QtBot) -> None:
    home.pass_questions()
    tasks = home.window.home.tasks
    tasks.setFocus()
    qtbot.keyClick(tasks, Qt.Key.Key_Down)
    assert home.window.home.one_button.accessibleName() == "Only this: Knee plank"
    qtbot.keyClick(tasks, Qt.Key.Key_Return)
    assert home.started == ["knee-plank"]


def test_it_comes_back_after_a_session(home: Home, qtbot: QtBot) -> None:
    home.pass_questions()
    home.window.home.start_button.click()
    live = home.window.flow.opened
    assert live is not None
    live.close()
    qtbot.waitUntil(home.window.isVisible)
    assert home.window.flow.opened is None
    # Nothing was done, so the same exercise comes first.
    assert home.window.home.one_button.accessibleName() == "Only this: Pelvic tilt"


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


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_store_that_cannot_be_read_asks_again_and_says_so(home: Home, tmp_path: Path) -> None:
    home.pass_questions()
    with home.store.write() as connection:
        connection.exec_driver_sql("DROP TABLE answers")
    home.window.start("bridge")
    assert home.started == []
    home.dialog.close()
    assert told(home.window)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_yes_that_cannot_be_kept_bars_the_way_all_the_same(home: Home) -> None:
    # GIVEN answers that allow it, and a disk that is full
    home.pass_questions()
    with home.store.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON answers BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    # WHEN something is answered with yes
    home.window.flow.ask()
    home.dialog.answer(yes=True)
    home.dialog.close()
    QApplication.processEvents()
    assert told(home.window)
    # THEN the questions come before a session
    home.window.start("bridge")
    assert home.started == []
    home.dialog.close()


@pytest.mark.parametrize("one", [DARK, LIGHT])
def test_words_stand_out(one: object) -> None:
    assert isinstance(one, type(DARK))
    for ground in (one.background, one.surface, one.raised):
        assert contrast(one.text, ground) >= 4.5
        assert contrast(one.muted, ground) >= 4.5
        assert contrast(one.focus, ground) >= 3
    assert contrast(one.warning, one.surface) >= 4.5
    assert contrast(one.off, one.surface) >= 4.5


def test_the_colours_follow_the_system_unless_chosen(qapp: QApplication) -> None:
    assert palette_of(Colours.SYSTEM) in {DARK, LIGHT}
    assert palette_of(Colours.LIGHT) is LIGHT
    assert palette_of(Colours.DARK) is DARK


def tops(home: Home) -> Iterator[tuple[str, QWidget]]:
    """Give every page and the dialog, each shown."""
    window = home.window
    window.show_home()
    QApplication.processEvents()
    yield "home", window
    window.show_learn("seek-care")
    QApplication.processEvents()
    yield "learn", window
    window.show_home()
    window.flow.ask()
    QApplication.processEvents()
    yield "consent", home.dialog
    home.dialog.answer(yes=True)
    QApplication.processEvents()
    yield "question", home.dialog
    home.dialog.answer(yes=True)
    QApplication.processEvents()
    yield "stop", home.dialog
    home.dialog.close()
    QApplication.processEvents()


def reached(qtbot: QtBot, top: QWidget) -> list[QWidget]:
    """Return what Tab goes through, from where the focus is until it comes back."""
    found: list[QWidget] = []
    while (now := top.focusWidget()) is not None and now not in found:
        found.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    return found


def test_every_widget_has_a_name_and_is_reached_by_keyboard(home: Home, qtbot: QtBot) -> None:
    for name, top in tops(home):
        kinds = (QAbstractButton, QListWidget, QTextBrowser)
        wanted = [
            one
            for kind in kinds
            for one in top.findChildren(kind)
            if one.isVisible() and one.isEnabled() and one.window() is top
        ]
        wanted = [one for one in wanted if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert len(wanted) >= 3, name
        tabbed = reached(qtbot, top)
        assert set(wanted) == set(tabbed), name
        for one in wanted:
            text = one.text() if isinstance(one, QAbstractButton) else ""
            assert one.accessibleName() or text, name


@pytest.mark.parametrize(("size", "zoom", "code"), SCREENS, ids=str)
def test_nothing_is_cut_off(home: Home, size: tuple[int, int], zoom: int, code: str) -> None:
    use_language(code)
    window = home.another(colours=Colours.LIGHT, zoom=zoom)
    window.resize(*size)
    for name, top in tops(home):
        if top is window:
            assert (top.width(), top.height()) == size
        for button in shown(top, QAbstractButton):
            assert button.sizeHint().width() <= button.width(), (name, button.text())
            assert button.sizeHint().height() <= button.height() + 1, (name, button.text())
        for text in shown(top, QTextBrowser):
            bar = text.horizontalScrollBar()
            assert bar is not None
            assert bar.maximum() == 0, name
        for rows in shown(top, QListWidget):
            check_rows(rows)
        for bar in shown(top, QMenuBar):
            assert bar.sizeHint().width() <= bar.width(), name


def shown(top: QWidget, kind: type) -> list:
    return [one for one in top.findChildren(kind) if one.isVisible() and one.window() is top]


def check_rows(rows: QListWidget) -> None:
    view = rows.viewport()
    assert view is not None
    for number in range(rows.count()):
        item = rows.item(number)
        assert item is not None
        place = rows.visualItemRect(item)
        assert place.right() <= view.width()
        room = QRect(0, 0, place.width(), 100_000)
        needed = QFontMetrics(rows.font()).boundingRect(
            room, int(Qt.TextFlag.TextWordWrap), item.text()
        )
        assert needed.height() <= place.height() + 1, item.text()
        assert needed.width() <= place.width(), item.text()


def test_letters_are_twice_as_large(home: Home) -> None:
    before = home.window.home.start_button.font().pixelSize()
    actions(home.window)[f"{ZOOMS[-1]} %"].trigger()
    assert home.window.home.start_button.font().pixelSize() == 2 * before


def test_a_session_on_a_clip_and_home_again(
    home: Home, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "user_data_dir", lambda: tmp_path)
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
    monkeypatch.setattr(home_module, "user_data_dir", lambda: tmp_path)
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
    assert "geometry" in (tmp_path / "window.ini").read_text()


def test_after_a_red_light_the_questions_come_again(home: Home, qtbot: QtBot) -> None:
    # GIVEN a session that a red light has ended
    red = LiveWindow(list_exercises(), [], lambda _: None)
    red.barred = True
    qtbot.addWidget(red)
    window = home.another(lambda _slug: red)
    home.pass_questions()
    assert home.health.look().due(home.day) is None
    window.home.one_button.click()
    red.show()
    # WHEN it is closed
    red.close()
    # THEN the questions are asked at once, with the reason
    assert "Your pain is stronger" in home.dialog.text.toPlainText()
    # AND before the next session, also after a restart, when nobody answers them
    home.dialog.close()
    QApplication.processEvents()
    window.home.one_button.click()
    assert home.dialog.isVisible()
    home.dialog.close()
    assert home.health.look().due(home.day) is Reason.JUMP
    # AND no more once they are answered
    home.pass_questions()
    assert home.health.look().due(home.day) is None


@pytest.mark.parametrize("score", [3, 4])
def test_the_morning_after_is_asked_and_a_jump_looked_into(home: Home, score: int) -> None:
    asked = score - 2 >= JUMP
    # GIVEN a training of yesterday, begun with pain of 2
    home.pass_questions()
    home.did("bridge", days_ago=1, training="t")
    home.window.resident.diary.keep(Told(moment=Moment.BEFORE, score=2), "t")
    home.window.show_morning()
    assert home.window.page is home.window.question
    # WHEN the pain of the morning is told
    home.window.question.answer(score)
    # THEN it is kept, and where it jumped the safety questions come, and something easier
    assert home.window.page is (home.window.offers if asked else home.window.home)
    kept = Answers(home.store).of_person(home.person.id, kind=AnswerKind.PAIN)
    assert (Moment.MORNING.value, score, "t") in {(a.question, a.number, a.training) for a in kept}
    assert (home.window.flow.dialog is not None) is asked
    # AND it is asked once
    if asked:
        home.dialog.close()
        home.window.show_home()
    home.window.show_morning()
    assert home.window.page is home.window.home


def test_a_question_that_is_left_is_not_asked_again(home: Home, qtbot: QtBot) -> None:
    home.did("bridge", days_ago=1, training="t")
    home.window.show_morning()
    qtbot.keyClick(home.window, Qt.Key.Key_Escape)
    assert home.window.page is home.window.home
    home.window.show_morning()
    assert home.window.page is home.window.home


def test_what_was_done_long_ago_is_not_asked_about(home: Home) -> None:
    home.did("bridge", days_ago=3, training="t")
    home.window.show_morning()
    assert home.window.page is home.window.home


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


def test_leaving_closes_an_open_session_too(home: Home) -> None:
    home.pass_questions()
    home.window.start("bridge")
    live = home.window.flow.opened
    assert live is not None
    home.window.leave()
    assert home.window.flow.opened is None

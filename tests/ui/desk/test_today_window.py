"""The small window: what is shown, and every key of it."""

from dataclasses import replace

import pytest
from PyQt6.QtCore import QCoreApplication, QEvent, Qt
from PyQt6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from formcheck.desk.day import Day
from formcheck.desk.manners import Nap
from formcheck.settings import LETTERS, MIRROR, POSTURE_BREAK_AFTER
from formcheck.ui.buttons import Button
from formcheck.ui.desk.desk_figure import INKS
from formcheck.ui.desk.today_window import Page, TodayWindow, Ways, start_size
from formcheck.ui.desk.week_page import NEAR_INKS, SEATED_INKS
from formcheck.ui.look import DARK, LIGHT, Palette
from tests.ui.desk.chosen_by_hand import ByHand
from tests.ui.desk.window_parts import SUNDAY, TODAY, Desk, days, watching
from tests.ui.test_screens import contrast

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.delenv(LETTERS.variable, raising=False)
    return Desk(qtbot)


def press(desk: Desk, button: Button, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Go to a button and press it."""
    button.setFocus()
    desk.qtbot.keyClick(button, key)


def test_today_is_in_numbers(desk: Desk) -> None:
    assert desk.window.page is Page.TODAY
    assert desk.window.today.facts.values == {
        "Time seated": "3 h 12 min",
        "Longest sit": "48 min",
        "Breaks": "5",
        "Shifts an hour": "10",
        "Near your own baseline": "80 %",
    }


def test_today_goes_on_between_two_times_of_keeping(desk: Desk) -> None:
    # GIVEN what was kept of today a moment ago
    desk.window.show_days(days(), SUNDAY)
    # WHEN this run has counted on
    on = replace(TODAY, seated_s=TODAY.seated_s + 60.0, breaks=TODAY.breaks + 1)
    desk.window.show_view(replace(watching(), days=(on,)))
    # THEN that is added
    values = desk.window.today.facts.values
    assert (values["Time seated"], values["Breaks"]) == ("3 h 13 min", "6")


def test_what_was_deleted_does_not_come_back(desk: Desk) -> None:
    desk.window.show_days((), SUNDAY)
    desk.window.show_view(watching())
    values = desk.window.today.facts.values
    assert [*values.values()][:3] == ["0 min", "0 min", "0"]


def test_two_runs_of_a_day_are_one(desk: Desk) -> None:
    desk.window.show_days([TODAY, Day(date=SUNDAY, seated_s=3600.0)], SUNDAY)
    assert desk.window.today.facts.values["Time seated"] == "4 h 12 min"


def test_one_line_of_advice_at_most(desk: Desk) -> None:
    advice = desk.window.today.advice
    assert not advice.isVisible()
    desk.show("break_due")
    assert advice.isVisible()
    assert advice.text().startswith("You have sat for a good while")
    desk.show("near")
    assert not advice.isVisible()


def test_advice_knows_when_somebody_wants_to_stand(qtbot: QtBot) -> None:
    desk = Desk(qtbot, ByHand(posture_break_after="20"))
    assert "was 48 minutes: try to stand up after about 20" in desk.window.today.advice.text()
    desk.window.settings.changed.emit(POSTURE_BREAK_AFTER, "40")
    desk.show("near")
    assert "well moved" in desk.window.today.advice.text()


def test_all_of_it_is_read_out(desk: Desk) -> None:
    desk.show("break_due")
    read = desk.window.today._scrolled.accessibleDescription()
    for part in ("near your own baseline", "Breaks: 5.", "stand up for a minute"):
        assert part in read


def head_of(desk: Desk, name: str) -> float:
    """Where the head is, from left to right: the middle of what is coloured, far up."""
    desk.show(name)
    figure = desk.window.today.figure
    shown = figure.grab().toImage()
    found = [
        x
        for x in range(shown.width())
        for y in range(shown.height() // 2)
        if QColor(shown.pixelColor(x, y)).hsvSaturation() > 150
    ]
    return sum(found) / len(found) / shown.width()


def test_the_figure_leans_when_you_do(desk: Desk) -> None:
    upright, tilted, leaning = (head_of(desk, name) for name in ("near", "beyond", "leaning"))
    assert upright < tilted < leaning
    assert desk.window.today.figure.accessibleName() == "Picture of somebody who leans"


def test_every_figure_is_another(desk: Desk) -> None:
    names = ("near", "beyond", "leaning", "standing", "away", "unjudged", "paused")
    shown = []
    for name in names:
        desk.show(name)
        shown.append(desk.window.today.figure.grab().toImage())
    assert all(one != other for place, one in enumerate(shown) for other in shown[:place])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_break_is_taken_by_key(desk: Desk, key: Qt.Key) -> None:
    with desk.qtbot.waitSignal(desk.actions.take_break):
        press(desk, desk.window.today.break_button, key)


def test_a_snooze_is_chosen_by_key(desk: Desk) -> None:
    # GIVEN the menu, opened by key
    press(desk, desk.window.today.snooze_button)
    menu = desk.window.today.snooze_menu
    assert menu.isVisible()
    # WHEN the second entry is chosen
    with desk.qtbot.waitSignal(desk.actions.snoozed) as told:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            desk.qtbot.keyClick(menu, key)
    # THEN it is an hour, and the menu is gone
    assert told.args == [Nap.HOUR]
    assert not menu.isVisible()


def test_a_snooze_can_be_ended(desk: Desk) -> None:
    menu = desk.window.today.snooze_menu
    assert not desk.actions.wake_action.isVisible()
    desk.show("snoozed")
    assert desk.actions.wake_action in menu.actions()
    with desk.qtbot.waitSignal(desk.actions.woken):
        desk.actions.wake_action.trigger()
    assert "Snoozed until 12:30" in desk.window.today.notes.text()


def test_pause_stays_pressed_until_it_goes_on(desk: Desk) -> None:
    button = desk.window.today.pause_button
    with desk.qtbot.waitSignal(desk.actions.paused) as told:
        press(desk, button)
    assert told.args == [True]
    desk.show("paused")
    assert (button.text(), button.isChecked(), button.accessibleName()) == (
        "✓ Pause",
        True,
        "Pause",
    )
    with desk.qtbot.waitSignal(desk.actions.paused) as told:
        press(desk, button)
    assert told.args == [False]
    desk.show("near")
    assert (button.text(), button.isChecked()) == ("Pause", False)


def test_what_cannot_be_done_now_cannot_be_pressed(desk: Desk) -> None:
    page = desk.window.today
    desk.show("wanted")
    assert [one.isEnabled() for one in page.buttons] == [False, True, True, False, True, True]
    desk.window.show_page(Page.TODAY)
    assert page.snooze_button.hasFocus()
    desk.show("failed")
    assert [one.isEnabled() for one in page.buttons] == [False, True, False, False, True, True]


@pytest.mark.parametrize(
    ("button", "page"), [("week_button", Page.WEEK), ("settings_button", Page.SETTINGS)]
)
def test_every_page_by_key_and_back_by_escape(desk: Desk, button: str, page: Page) -> None:
    press(desk, getattr(desk.window.today, button))
    assert desk.window.page is page
    focus = desk.window.focusWidget()
    assert focus is not None
    desk.qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert desk.window.page is Page.TODAY
    assert desk.window.today.break_button.hasFocus()
    # And away, as the icon is one click from here.
    desk.qtbot.keyClick(desk.window.today.break_button, Qt.Key.Key_Escape)
    assert not desk.window.isVisible()


@pytest.mark.parametrize("zoom", ["100", "150", "200"])
@pytest.mark.parametrize("size", [(420, 432), (630, 560), (784, 432), (1280, 720)])
def test_no_number_is_cut_off(qtbot: QtBot, size: tuple[int, int], zoom: str) -> None:
    # GIVEN a window of any shape, before much was seen
    chosen = ByHand()
    chosen.choose(LETTERS, zoom)
    desk = Desk(qtbot, chosen)
    desk.window.resize(*size)
    desk.window.show_days([], SUNDAY)
    desk.window.show_view(replace(watching(), days=()))
    QCoreApplication.processEvents()
    # THEN numbers and words have their width
    scrolled = desk.window.today._scrolled
    inside, seen = scrolled.widget(), scrolled.viewport()
    assert inside is not None
    assert seen is not None
    assert inside.width() <= seen.width()


def test_at_first_all_of_it_is_seen_and_large_letters_have_room(qtbot: QtBot) -> None:
    # GIVEN a screen as the tests have it
    screen = QGuiApplication.primaryScreen()
    assert screen is not None
    room = screen.availableSize()
    # THEN it is wider for larger letters, and never larger than the screen
    usual, large = start_size(screen, 100), start_size(screen, 150)
    assert (usual.width(), usual.height()) == (420, 560)
    assert (large.width(), large.height()) == (630, 560)
    assert start_size(screen, 300).width() < room.width()
    assert start_size(None, 200).width() == 840


def test_learning_is_shown(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.actions.learn):
        press(desk, desk.window.today.learn_button)
    assert desk.window.page is Page.LEARN
    # While it learns there is nothing to press but the way back.
    desk.show("learning")
    desk.window.show_page(Page.LEARN)
    assert desk.window.learn.home_button.hasFocus()
    press(desk, desk.window.learn.home_button)
    assert desk.window.page is Page.TODAY


def test_the_icons_menu_opens_the_window(desk: Desk) -> None:
    for action, page in (
        (desk.actions.settings_action, Page.SETTINGS),
        (desk.actions.today_action, Page.TODAY),
    ):
        desk.window.close()
        with desk.qtbot.waitActive(desk.window):
            action.trigger()
        assert desk.window.isVisible()
        assert desk.window.page is page


def test_the_keys_of_actions_work_on_every_page(desk: Desk) -> None:
    desk.window.show_page(Page.WEEK)
    with desk.qtbot.waitSignal(desk.actions.take_break):
        desk.qtbot.keyClick(desk.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("ground", [DARK, LIGHT])
def test_what_is_drawn_stands_out(ground: Palette) -> None:
    light = ground == LIGHT
    bars = [inks[0 if light else 1] for inks in (SEATED_INKS, NEAR_INKS)]
    for ink in (*INKS[light].values(), *bars, ground.muted):
        assert contrast(ink, ground.background) >= 3.0, ink


def test_colours_and_letters_are_as_chosen(qtbot: QtBot) -> None:
    dark = Desk(qtbot, ByHand(colours="dark"))
    before = dark.window.today.week_button.font().pixelSize()
    dark.window.close()
    light = Desk(qtbot, ByHand(colours="light", letters="150"))
    light.window.resize(1280, 720)
    dark.window.resize(1280, 720)
    assert DARK.background in dark.window.styleSheet()
    assert LIGHT.background in light.window.styleSheet()
    assert light.window.today.week_button.font().pixelSize() > before


def test_a_tall_window_has_the_letters_of_its_width(desk: Desk) -> None:
    before = desk.window.look()
    desk.window.resize(420, 1100)
    assert desk.window.look() == before


def test_the_mirror_is_as_chosen(qtbot: QtBot) -> None:
    desk = Desk(qtbot, ByHand(mirror="no"))
    assert not desk.window.learn.mirrored
    desk.window.settings.changed.emit(MIRROR, "auto")
    assert desk.window.learn.mirrored


def test_actions_outlive_a_window(desk: Desk) -> None:
    # GIVEN a window that is thrown away, as when another language was chosen
    ways = Ways(lambda _path: None, lambda _first, _last: None)
    window = TodayWindow(desk.actions, desk.chosen, ways)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # WHEN the actions change and are used
    desk.show("paused")
    desk.actions.settings_action.trigger()
    # THEN the other one shows it, and nobody misses the first
    assert desk.window.page is Page.SETTINGS
    assert desk.window.today.pause_button.isChecked()

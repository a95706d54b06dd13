"""The reminder as a whole: what somebody at a desk sees, hears and keeps; the system is made up."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PyQt6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from formcheck.care.programme import Item, Programme
from formcheck.desk.day import Day
from formcheck.desk.manners import Nap
from formcheck.desk.pace import Release
from formcheck.desk.style import Style
from formcheck.desk.surround import ALONE, Surround
from formcheck.desk.view import DeskState, Topic
from formcheck.pose.pose import Pose
from formcheck.settings import (
    CAMERA,
    LANGUAGE,
    POSTURE_LOGIN,
    POSTURE_LOOKS,
    POSTURE_QUIET,
    POSTURE_STYLE,
    POSTURE_TELL_AFTER,
)
from formcheck.store.desk_days import DeskDays
from formcheck.store.desk_profiles import DeskProfiles
from formcheck.store.people import People
from formcheck.store.versions import Versions
from formcheck.ui.desk.state_words import state_line
from formcheck.ui.desk.today_window import Page
from tests.desk.desk_room import slumped, upright
from tests.desk.desks import MORNING
from tests.store.hard_times import disk_full
from tests.ui.desk.posture_parts import Desk, at_the_desk

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]

LEARNED_S = 20.0


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with at_the_desk(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def watched(desk: Desk) -> Desk:
    """Somebody whose baseline was just learned."""
    desk.start()
    assert desk.run(LEARNED_S).state is DeskState.WATCHING
    return desk


def nobody(time_s: float) -> Pose | None:
    return None


def test_the_first_start_shows_what_it_learns_and_keeps_it(desk: Desk) -> None:
    # GIVEN somebody whom it never saw
    reminder = desk.start()
    # THEN the window shows the picture, and what is to be done
    assert (reminder.window.isVisible(), reminder.window.page) == (True, Page.LEARN)
    desk.reaches(DeskState.LEARNING)
    # WHEN they sat tall THEN it is kept
    desk.reaches(DeskState.WATCHING)
    (kept,) = DeskProfiles(desk.store, desk.person.id).all()
    assert desk.view.profile is not None
    assert (kept.made_at, kept.values) == (desk.view.profile.made_at, desk.view.profile.values)
    # WHEN it is started again THEN it watches at once, and no window disturbs
    desk.stop()
    reminder = desk.start()
    assert desk.run(2.0).state is DeskState.WATCHING
    assert not reminder.window.isVisible()


def test_a_slouch_leans_the_icon_then_is_told_once_and_the_day_is_kept(watched: Desk) -> None:
    # WHEN somebody slumps THEN first the icon leans, and nothing else happens
    watched.sees(slumped)
    watched.run(75.0)
    assert watched.view.now is not None
    assert watched.view.now.nudge.lean
    assert watched.note.told == []
    # WHEN it goes on THEN it is told, once
    watched.run(60.0)
    (told,) = watched.note.told
    assert told.topic is Topic.SITTING
    # WHEN they sit up THEN the icon does too
    watched.sees(upright)
    watched.run(20.0)
    assert watched.view.now is not None
    assert not watched.view.now.nudge.lean
    # WHEN it is quit THEN the day is kept, and the camera is closed
    watched.stop()
    (day,) = DeskDays(watched.store, watched.person.id).all()
    assert (day.slouches, day.told) == (1, 1)
    assert not watched.camera.is_open


def test_snoozed_it_is_silent_until_woken(watched: Desk) -> None:
    actions = watched.reminder.actions
    # WHEN it is snoozed for half an hour
    actions.nap_actions[Nap.HALF_HOUR].trigger()
    watched.sees(slumped)
    watched.run(160.0)
    # THEN nothing is told, and the window says until when
    assert watched.note.told == []
    assert "Snoozed until" in state_line(watched.view)
    assert actions.wake_action.isVisible()
    # WHEN it is woken THEN it tells
    actions.wake_action.trigger()
    watched.run(5.0)
    assert not actions.wake_action.isVisible()
    watched.run(60.0)
    assert Topic.SITTING in {one.topic for one in watched.note.told}


def test_quiet_hours_are_quiet(desk: Desk) -> None:
    # GIVEN quiet hours around now: it is nine o'clock
    People(desk.store).set(desk.person.id, POSTURE_QUIET.name, "08:00-12:00")
    desk.start()
    desk.run(LEARNED_S)
    desk.sees(slumped)
    desk.run(160.0)
    assert desk.note.told == []
    # WHEN they are taken back THEN it tells
    desk.reminder.window.settings.changed.emit(POSTURE_QUIET, "")
    desk.run(90.0)
    assert Topic.SITTING in {one.topic for one in desk.note.told}


def test_a_locked_screen_closes_the_camera(watched: Desk) -> None:
    watched.surround = Surround(locked=True)
    assert watched.run(2.0).release is Release.LOCKED
    assert not watched.camera.is_open
    assert "locked" in watched.reminder.window.today.line.text()
    assert not watched.reminder.actions.break_action.isEnabled()
    # An hour later it is opened again: it was a break.
    watched.run(3600.0)
    watched.surround = ALONE
    watched.run(20.0)
    assert watched.camera.is_open
    assert watched.view.days[-1].breaks == 1


def test_a_camera_that_is_wanted_is_given_back_and_taken_again(watched: Desk) -> None:
    # WHEN another program wants the camera THEN it is closed at the next look
    watched.surround = Surround(camera=True)
    watched.run(1.0)
    assert (watched.view.release, watched.camera.is_open) == (Release.WANTED, False)
    assert "another program" in watched.reminder.window.today.line.text()
    # WHEN the call is over THEN it goes on, and says nothing for a while
    watched.surround = ALONE
    watched.sees(slumped)
    watched.run(30.0)
    assert (watched.view.state, watched.camera.is_open) == (DeskState.WATCHING, True)
    watched.run(20.0)
    assert watched.note.told == []


def test_pause_is_from_the_menu_and_shown_there(watched: Desk) -> None:
    actions = watched.reminder.actions
    actions.pause_action.trigger()
    watched.run(2.0)
    assert (watched.view.release, watched.camera.is_open) == (Release.PAUSED, False)
    assert actions.pause_action.isChecked()
    actions.pause_action.trigger()
    watched.run(4.0)
    assert watched.view.state is DeskState.WATCHING
    assert not actions.pause_action.isChecked()


def pass_questions(desk: Desk) -> None:
    """Agree, and answer no to everything that is asked about health."""
    dialog = desk.reminder.breaks.flow.dialog
    assert dialog is not None
    while dialog.given is None:
        dialog.answer(yes="agree" in dialog.yes_button.text())
    dialog.answer(yes=True)


def test_a_break_has_two_minutes_of_exercises_and_the_camera(watched: Desk) -> None:
    # WHEN somebody takes a break THEN the safety questions come first
    watched.reminder.actions.break_action.trigger()
    assert watched.opened == []
    pass_questions(watched)
    # THEN the exercises open, what makes one stand first, and have the camera
    (exercises,) = watched.opened
    assert len(exercises.tasks) == 2
    assert sum(one.seconds for one in exercises.tasks) == pytest.approx(120.0, abs=45.0)
    assert exercises.tasks[0].item.exercise in {"sit-to-stand", "standing-back-bend"}
    watched.run(100.0)
    assert (watched.view.release, watched.camera.is_open) == (Release.EXERCISES, False)
    # WHEN they are over THEN the camera is back, and it was a break
    exercises.closed.emit()
    watched.run(20.0)
    assert watched.view.state is DeskState.WATCHING
    assert watched.view.days[-1].breaks == 1


def test_where_no_exercise_is_allowed_it_is_a_walk(watched: Desk) -> None:
    # GIVEN a physio's programme without anything for a desk
    items = (Item(exercise="bridge", reps=8),)
    programme = Programme(
        name="own",
        title="Own",
        written_on=date(2026, 11, 1),
        locked=True,
        exercises=items,
    )
    Versions(watched.store, watched.person.id).add(programme, date(2026, 11, 1))
    # WHEN somebody takes a break THEN nothing opens, and it says what to do
    watched.reminder.actions.break_action.trigger()
    assert watched.opened == []
    (told,) = watched.note.told
    assert "walk" in told.text


def test_what_is_set_holds_at_once(watched: Desk) -> None:
    settings = watched.reminder.window.settings
    # WHEN the style and the delay are changed
    settings.changed.emit(POSTURE_STYLE, Style.EDGE.value)
    settings.changed.emit(POSTURE_TELL_AFTER, "60")
    watched.sees(slumped)
    watched.run(75.0)
    # THEN the line shows, after a minute, and goes when they sit up
    assert [one.topic for one in watched.edge.told] == [Topic.SITTING]
    assert watched.note.told == []
    hushed = watched.edge.hushed
    watched.sees(upright)
    watched.run(20.0)
    assert watched.edge.hushed == hushed + 1
    # WHEN another camera is chosen THEN the old one is closed
    opened = watched.camera.opened
    settings.changed.emit(CAMERA, "2")
    watched.run(2.0)
    assert watched.camera.opened == opened + 1
    # WHEN another language is chosen THEN it asks to be made anew
    with watched.qtbot.waitSignal(watched.reminder.again):
        settings.changed.emit(LANGUAGE, "de")


def test_it_starts_at_login_for_who_wants_that(watched: Desk) -> None:
    window = watched.reminder.window
    window.show_page(Page.SETTINGS)
    field = window.settings.fields[POSTURE_LOGIN.name]
    assert isinstance(field, QComboBox)
    # GIVEN nobody asked for it
    assert (field.currentData(), watched.login.is_on()) == ("no", False)
    # WHEN somebody does THEN the system is told, and the page says so
    window.settings.changed.emit(POSTURE_LOGIN, "yes")
    assert (field.currentData(), watched.login.is_on()) == ("yes", True)
    window.settings.changed.emit(POSTURE_LOGIN, "no")
    assert not watched.login.is_on()


def test_deleted_days_stay_deleted_while_it_runs(watched: Desk) -> None:
    watched.run(200.0)
    watched.reminder.records.keep()
    days = DeskDays(watched.store, watched.person.id)
    today = days.all()[-1].date
    # WHEN today is deleted THEN what was until now is gone, and what comes counts
    watched.reminder.records.delete(today, today)
    assert days.all() == ()
    watched.run(200.0)
    watched.stop()
    (day,) = days.all()
    assert day.seated_s == pytest.approx(200.0, abs=10.0)


def test_without_a_tray_the_window_is_the_app(desk: Desk) -> None:
    desk.panel = False
    reminder = desk.start()
    desk.reaches(DeskState.WATCHING)
    reminder.window.hide()
    reminder.tray.missing.emit()
    # It comes up minimised: it lies over nobody's work, and is not lost.
    assert reminder.window.isMinimized()
    reminder.open_today()
    assert not reminder.window.isMinimized()
    # There is no menu to quit from: the window has it, until a panel comes.
    assert reminder.window.today.quit_button.isVisible()
    reminder.tray.found.emit()
    assert not reminder.window.today.quit_button.isVisible()
    reminder.window.close()
    assert reminder.window.isMinimized()


def test_a_style_that_is_not_possible_is_said_on_its_row(watched: Desk) -> None:
    # GIVEN a desktop without a line
    window, watched.edge.trouble = watched.reminder.window, "There is no line here."
    window.settings.changed.emit(POSTURE_STYLE, Style.EDGE.value)
    # WHEN something is told THEN it is a message, and the row says why
    watched.sees(slumped)
    watched.run(140.0)
    assert len(watched.note.told) == 1
    watched.reminder.actions.settings_action.trigger()
    assert window.settings.told_by(POSTURE_STYLE) == "There is no line here."


def test_a_line_that_shows_goes_when_a_call_begins(watched: Desk) -> None:
    # GIVEN a line at the edge, for somebody slumps
    watched.reminder.window.settings.changed.emit(POSTURE_STYLE, Style.EDGE.value)
    watched.sees(slumped)
    watched.run(140.0)
    assert len(watched.edge.told) == 1
    hushed = watched.edge.hushed
    # WHEN a call begins THEN it goes, once, though they do not sit up
    watched.surround = Surround(microphone=True)
    watched.run(10.0)
    assert watched.edge.hushed == hushed + 1


def test_two_good_weeks_halve_the_reminders(desk: Desk) -> None:
    # GIVEN two weeks with nearly all of the time near the baseline
    today = MORNING.astimezone().date()
    weeks = [
        Day(date=today - timedelta(days=ago), seated_s=9000.0, judged_s=7200.0, near_s=7000.0)
        for ago in range(1, 14)
    ]
    DeskDays(desk.store, desk.person.id).keep("before", weeks)
    desk.given = {POSTURE_LOOKS.name: "1"}
    desk.start()
    # WHEN they slump, and ignore what is told, for a quarter of an hour
    desk.run(LEARNED_S)
    desk.sees(slumped)
    desk.run(900.0)
    # THEN it is told once: a second time would come after 20 minutes in place of 10
    assert [one.topic for one in desk.note.told].count(Topic.SITTING) == 1


def test_what_cannot_be_kept_is_told_and_made_up_for(watched: Desk) -> None:
    # GIVEN a disk that is full for now
    days = DeskDays(watched.store, watched.person.id)
    watched.run(100.0)
    before = days.all()
    with disk_full(1024):
        watched.reminder.records.keep()
        (told,) = watched.note.told
        assert told.title == "Not kept"
        assert days.all() == before
    # WHEN there is room again THEN everything is there
    watched.reminder.records.keep()
    (day,) = days.all()
    assert day.seated_s == pytest.approx(110.0, abs=10.0)

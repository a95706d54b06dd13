"""The window of a guided training: keys, buttons, and what happens when something goes wrong."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from formcheck.capture.frame import Frame
from formcheck.care.programme import Item, Programme
from formcheck.care.today import today
from formcheck.exercises.loader import load_exercise
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import load_poses
from formcheck.session.live import LiveEngine
from formcheck.session.moves import known_moves
from formcheck.store.database import Store, open_store
from formcheck.store.kept import CorrectionKind, KeptSession
from formcheck.store.people import People
from formcheck.store.recording import Recording
from formcheck.store.sessions import Sessions
from formcheck.store.versions import Versions
from formcheck.training.coach import Manner
from formcheck.training.plans import plan_sets
from formcheck.training.stages import Pause, Stage
from formcheck.ui.diary import Diary
from formcheck.ui.look import Colours, Look
from formcheck.ui.safety_note import SafetyNote
from formcheck.ui.training_run import TrainingParts
from formcheck.ui.training_talk import JUMPED, TrainingTalk
from formcheck.ui.training_window import TrainingWindow
from formcheck.ui.voice_recorder import Recorder
from tests.session.live_parts import Nobody, Straight
from tests.store.test_database import disk_full
from tests.ui.room import Room
from tests.ui.training_parts import QUICK, show_to

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

HANDS = Path(__file__).parents[1] / "training" / "hands"
NOWHERE: frozenset[object] = frozenset()
PLANK = {"exercise": "plank", "seconds": 3}
BRIDGE = {"exercise": "bridge", "reps": 2}
TWO = {"exercise": "bridge", "sets": 2, "reps": 2, "rest_s": 60}
SLOW = Manner(show_s=600.0, countdown_s=600.0)


class HandUp(Nobody):
    """Somebody who stands, and raises a hand twice: recorded poses of a rendered person."""

    def __init__(self) -> None:
        super().__init__()
        self._poses = iter(load_poses(HANDS / "standing.npz"))

    def estimate(self, frame: Frame) -> Pose | None:
        _time_s, pose = next(self._poses, (0.0, None))
        return None if pose is None else replace(pose, time_s=frame.time_s)


class Guided:
    """A window on a store of its own, with an estimator that a test chooses."""

    def __init__(self, store: Store, plan: Programme, estimator: Nobody, manner: Manner) -> None:
        self.store, self.room, self.voice = store, Room(), Recorder()
        people = People(store)
        self.person = (people.all() or (people.add("Ann"),))[0].id
        diary = Diary(store, self.person)
        day = plan.written_on
        Versions(store, self.person).add(plan, day)
        self.talk = talk = TrainingTalk(diary, day)
        parts = TrainingParts(
            plan_sets(today(plan, day, known_moves()).tasks, load_exercise),
            lambda: self.room,
            lambda _plan: Recording(store, self.person, training=talk.training),
            manner,
            partial(LiveEngine, open_estimator=lambda: estimator),
        )
        self.window = TrainingWindow(
            parts, talk, self.voice, lambda height: Look.of_window(height, Colours.DARK, 100)
        )

    @property
    def stage(self) -> Stage:
        return self.window.run.now.stage

    @property
    def kept(self) -> list[KeptSession]:
        sessions = Sessions(self.store)
        return [sessions.read(one.id) for one in sessions.of_person(self.person)]


Opener = Callable[..., Guided]


@pytest.fixture
def guided(qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Return what opens a training of some exercises."""
    with closing(open_store(str(tmp_path / "store.sqlite"))) as store:
        opened: list[Guided] = []

        def make(
            *items: dict[str, Any], estimator: Nobody | None = None, manner: Manner = QUICK
        ) -> Guided:
            day = Programme(
                name="day",
                title="A day",
                written_on=datetime.now().astimezone().date(),
                exercises=tuple(Item.model_validate(one) for one in items),
            )
            at = Guided(store, day, estimator or Straight(), manner)
            opened.append(at)
            qtbot.addWidget(at.window)
            at.window.resize(800, 480)  # less to paint
            show_to(at.window, at.room)
            with qtbot.waitActive(at.window):
                at.window.show()
                at.window.activateWindow()
            at.window.begin()
            return at

        yield make
        for at in opened:
            at.window.close()


def corrections(one: KeptSession) -> list[CorrectionKind]:
    return [correction.kind for correction in one.corrections]


def press(qtbot: QtBot, at: Guided, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(at.window, key)


def begin(qtbot: QtBot, at: Guided, stage: Stage) -> None:
    """Answer the first questions, and wait."""
    at.window.questions.answer(0)
    wait(qtbot, lambda: at.stage is stage)


def wait(qtbot: QtBot, there: Callable[[], bool]) -> None:
    qtbot.waitUntil(there, timeout=60_000)


def test_a_hold_goes_by_itself_and_is_kept(qtbot: QtBot, guided: Opener) -> None:
    # GIVEN somebody who holds a plank
    at = guided(PLANK)
    # THEN the set ends by itself, and the last questions come
    begin(qtbot, at, Stage.AFTER)
    assert at.window.page is at.window.questions
    at.window.questions.answer(0)
    at.window.questions.answer(3)
    assert (at.stage, at.window.page) == (Stage.OVER, at.window.summary)
    (kept,) = at.kept
    assert sum(one.good_s for one in kept.record.holds) >= 3.0
    assert "3 of 3 s" in at.window.summary.text.toPlainText()


def test_space_pauses_and_goes_on(qtbot: QtBot, guided: Opener) -> None:
    at = guided({"exercise": "plank", "seconds": 60})
    begin(qtbot, at, Stage.WORK)
    press(qtbot, at, Qt.Key.Key_Space)
    assert at.window.run.now.paused is Pause.KEY
    page = at.window.live_page
    wait(qtbot, lambda: page.banner.accessibleName().endswith("Pause: space to go on"))
    done = at.window.run.now.done
    with qtbot.waitSignals([at.window.run.woke] * 30, timeout=20_000):
        pass
    assert at.window.run.now.done == done
    press(qtbot, at, Qt.Key.Key_Space)
    assert at.window.run.now.paused is None
    wait(qtbot, lambda: at.window.run.now.done > done)


def test_a_hand_that_is_held_up_pauses(qtbot: QtBot, guided: Opener) -> None:
    at = guided({"exercise": "plank", "seconds": 60}, estimator=HandUp(), manner=SLOW)
    run, seen = at.window.run, set()
    run.changed.connect(lambda: seen.add(run.now.paused))
    begin(qtbot, at, Stage.SHOW)
    wait(qtbot, lambda: Pause.HAND in seen)
    wait(qtbot, lambda: "Pause." in at.voice.texts)


def test_nobody_in_the_picture_is_said_and_nothing_begins(qtbot: QtBot, guided: Opener) -> None:
    at = guided(PLANK, estimator=Nobody())
    begin(qtbot, at, Stage.SETUP)
    page = at.window.live_page
    wait(qtbot, lambda: "Step into the picture." in page.banner.accessibleName())
    assert page.main_button.text() == "Start (Space)"


def test_one_more_and_one_less_by_hand_are_kept_as_such(qtbot: QtBot, guided: Opener) -> None:
    # GIVEN a bridge that the camera cannot see: somebody is in a plank
    at = guided(BRIDGE)
    begin(qtbot, at, Stage.SETUP)
    press(qtbot, at, Qt.Key.Key_Space)
    assert at.stage is Stage.WORK
    # WHEN the person counts
    wait(qtbot, at.window.more_button.isVisible)
    press(qtbot, at, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Plus)
    assert at.window.run.now.done == 1
    at.window.more_button.click()
    # THEN the set is over, and the store says who counted
    wait(qtbot, lambda: at.stage is Stage.AFTER)
    press(qtbot, at, Qt.Key.Key_Escape)
    (kept,) = at.kept
    more, less = CorrectionKind.MORE, CorrectionKind.LESS
    assert corrections(kept) == [more, less, more, more]
    assert kept.info.counts.full == 0
    assert "2 of 2" in at.window.summary.text.toPlainText()


def test_what_is_skipped_is_kept_as_skipped(qtbot: QtBot, guided: Opener) -> None:
    at = guided(TWO, PLANK, manner=SLOW)
    begin(qtbot, at, Stage.SHOW)
    wait(qtbot, lambda: at.window.run.live is not None and at.window.run.live.source is not None)
    # WHEN the first exercise is skipped, and the other one while it is awaited
    at.window.show_page.skip_button.click()
    press(qtbot, at, Qt.Key.Key_Space)
    wait(qtbot, lambda: at.stage is Stage.COUNTDOWN)
    press(qtbot, at, Qt.Key.Key_N)
    assert at.stage in {Stage.AFTER, Stage.OVER}
    at.window.close()
    # THEN both sets of the one and the set of the other are there
    kept = sorted(at.kept, key=lambda one: one.info.exercise)
    assert [one.info.exercise for one in kept] == ["bridge", "bridge", "plank"]
    assert {tuple(corrections(one)) for one in kept} == {(CorrectionKind.SKIP,)}


def test_the_rest_of_an_exercise_is_skipped(qtbot: QtBot, guided: Opener) -> None:
    at = guided(TWO, PLANK)
    begin(qtbot, at, Stage.SETUP)
    press(qtbot, at, Qt.Key.Key_Space, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    wait(qtbot, lambda: at.stage is Stage.REST)
    assert at.window.page is at.window.rest_page
    assert "2 of 2" in at.window.rest_page.following.text
    at.window.rest_page.skip_button.click()
    assert at.window.show_page.figure.exercise is not None
    assert at.stage is Stage.SHOW


def test_a_camera_that_is_lost_can_be_opened_again(qtbot: QtBot, guided: Opener) -> None:
    at = guided({"exercise": "plank", "seconds": 60})
    begin(qtbot, at, Stage.WORK)
    # WHEN there are no more pictures
    at.room.leave()
    wait(qtbot, lambda: bool(at.window.run.lost))
    page = at.window.live_page
    wait(qtbot, lambda: page.main_button.text() == "Try again (Space)")
    assert at.window.run.lost in page.banner.accessibleName()
    # THEN the camera is opened again, the set begins anew, and both parts are kept
    at.room.come_back()
    press(qtbot, at, Qt.Key.Key_Space)
    wait(qtbot, lambda: at.stage is Stage.WORK and not at.window.run.lost)
    assert at.room.opened == 2
    at.window.close()
    assert [one.info.exercise for one in at.kept] == ["plank", "plank"]


def test_strong_pain_stops_before_anything_begins(qtbot: QtBot, guided: Opener) -> None:
    at = guided(PLANK)
    at.window.questions.answer(7)
    at.window.questions.answer(NOWHERE)
    assert (at.stage, at.window.page) == (Stage.OVER, at.window.summary)
    assert at.window.barred
    assert "The pain was 6 or more of 10." in at.window.summary.text.toPlainText()
    assert at.kept == []


def test_a_jump_in_pain_asks_about_health_first(qtbot: QtBot, guided: Opener) -> None:
    # GIVEN a training that began with little pain
    first = guided(PLANK, manner=SLOW)
    begin(qtbot, first, Stage.SHOW)
    first.window.close()
    # WHEN the next one begins with clearly more
    at = guided(PLANK)
    at.window.questions.answer(3)
    at.window.questions.answer(NOWHERE)
    # THEN it ends, and says why
    assert (at.stage, at.window.barred) == (Stage.OVER, True)
    assert JUMPED in at.window.summary.text.toPlainText()


def test_safety_can_be_read_at_any_time(qtbot: QtBot, guided: Opener) -> None:
    at = guided({"exercise": "plank", "seconds": 60})
    begin(qtbot, at, Stage.WORK)
    press(qtbot, at, Qt.Key.Key_F1)
    note = QApplication.activeModalWidget()
    assert isinstance(note, SafetyNote)
    assert at.window.run.now.paused is Pause.KEY
    assert "seek care" in note.windowTitle().lower()
    note.back_button.click()
    assert not note.isVisible()


def test_escape_ends_with_the_last_questions_and_then_closes(qtbot: QtBot, guided: Opener) -> None:
    at = guided({"exercise": "plank", "seconds": 60})
    begin(qtbot, at, Stage.WORK)
    press(qtbot, at, Qt.Key.Key_Escape)
    assert at.stage is Stage.AFTER
    press(qtbot, at, Qt.Key.Key_Escape)
    assert at.stage is Stage.OVER
    with qtbot.waitSignal(at.window.closed):
        press(qtbot, at, Qt.Key.Key_Escape)


def test_the_voice_can_be_muted(qtbot: QtBot, guided: Opener) -> None:
    at = guided(PLANK, manner=SLOW)
    begin(qtbot, at, Stage.SHOW)
    press(qtbot, at, Qt.Key.Key_V)
    assert at.window.speaker.muted


@pytest.mark.parametrize("agreed", [True, False])
def test_what_is_proposed_after_strong_pain_is_done_only_if_agreed(
    qtbot: QtBot, guided: Opener, *, agreed: bool
) -> None:
    # GIVEN a plank after which the pain is strong
    at = guided({"exercise": "plank", "seconds": 4})
    begin(qtbot, at, Stage.AFTER)
    for answer in (8, NOWHERE, False, 5):
        at.window.questions.answer(answer)
    assert at.window.barred
    (card,) = at.window.summary.cards
    # WHEN the person says what to do
    (card.yes_button if agreed else card.no_button).click()
    # THEN from tomorrow on it is less, or stays
    tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
    (item,) = Versions(at.store, at.person).on(tomorrow).exercises
    assert (item == card.proposal.after) is agreed
    assert item == (card.proposal.after if agreed else card.proposal.before)
    assert card.proposal.after != card.proposal.before


def test_what_cannot_be_kept_is_said_and_stops_nothing(
    qtbot: QtBot, guided: Opener, tmp_path: Path
) -> None:
    at = guided(PLANK)
    begin(qtbot, at, Stage.AFTER)
    at.window.run.sets.close()
    # GIVEN a disk on which there is no more room
    with disk_full((tmp_path / "store.sqlite-wal").stat().st_size):
        at.window.questions.answer(0)
        at.window.questions.answer(3)
        # THEN the training ends as always, and says it
        assert at.stage is Stage.OVER
    assert "disk" in at.window.summary.text.toPlainText()

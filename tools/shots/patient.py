"""What a patient sees: the first questions, the day, a training, the summary, the weeks."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget

from formcheck.checking.results import Rep, RepKind
from formcheck.exercises.loader import load_exercise
from formcheck.session.live_state import LiveFrame
from formcheck.store.answers import AnswerKind
from formcheck.training.coach import Manner
from formcheck.training.stages import Stage as Part
from formcheck.ui.delete_dialog import DeleteDialog
from formcheck.ui.people_dialog import PeopleDialog
from tests.report.kept import Diary, hold, rep
from tests.ui.home_parts import SUNDAY, Home
from tests.ui.training_parts import Visit, visit
from tools.shots.stage import SAMPLES, keep, outside_of_tests, settle, shape

SIZE: Final = (1280, 720)
_DIALOG: Final = 0.92
_ANY: Final = Qt.MatchFlag.MatchContains
_PLAN: Final = (
    {"exercise": "plank", "seconds": 10, "sets": 2, "rest_s": 30},
    {"exercise": "bridge", "reps": 4, "rest_s": 0},
)
_PROGRAMME: Final = """\
name = "mine"
title = "Back programme"
written_on = 2026-08-24
[[exercises]]
exercise = "bridge"
reps = 10
days = ["mon", "wed", "fri"]
[[exercises]]
exercise = "plank"
seconds = 10
sets = 2
days = ["mon", "wed", "fri"]
[[exercises]]
exercise = "pelvic-tilt"
reps = 10
days = ["tue", "sat"]
"""
_WEEKS: Final = 12
_DILIGENCE: Final = 0.8
"""Share of the days on which something was done."""
_SHOWN: Final = 3
"""Repetitions on the picture of counting."""


def home(folder: Path) -> None:
    """Show the first window, and what opens from it."""
    at = Home(outside_of_tests(), folder)
    shape(at.window, SIZE)
    at.window.show_home()
    at.window.flow.ask()
    _dialog(at, at.dialog, "home_consent")
    at.dialog.answer(yes=True)
    _dialog(at, at.dialog, "home_question")
    at.dialog.answer(yes=True)
    _dialog(at, at.dialog, "home_stop")
    at.dialog.close()
    settle()
    at.pass_questions()
    at.window.show_home()
    keep(at.window, "home")
    at.window.show_settings()
    keep(at.window, "home_settings")
    at.window.show_learn("seek-care")
    keep(at.window, "home_care")
    _history(at)
    _people(at)


def _dialog(at: Home, dialog: QWidget, name: str) -> None:
    dialog.resize(at.window.size() * _DIALOG)
    keep(dialog, name)


def _people(at: Home) -> None:
    at.people.add("Ben")
    people = PeopleDialog(at.store, at.person.id, at.window.look(), at.window)
    people.show()
    _dialog(at, people, "home_people")
    delete = DeleteDialog(at.store, at.person, at.window.look(), at.window)
    delete.show()
    _dialog(at, delete, "home_delete")
    delete.close()
    people.close()


def _history(at: Home) -> None:
    """Twelve weeks that never were, and what is sent of them."""
    _live(Diary(at.store, at.person))
    window = at.another()
    shape(window, SIZE)
    window.show_history()
    keep(window, "home_history")
    titles = [one.text() for one in window.history.topics.findItems("", _ANY)]
    window.history.topics.setCurrentRow(titles.index(load_exercise("plank").title))
    keep(window, "home_history_plank")
    window.show_home()
    window.post.send()
    assert window.post.dialog is not None
    _dialog(at, window.post.dialog, "home_send")
    window.post.dialog.close()
    window.close()


def _live(diary: Diary) -> None:
    """Train three times a week, a little better from week to week."""
    chance = random.Random(8)
    begin = SUNDAY - timedelta(weeks=_WEEKS - 1, days=6)
    diary.plan(_PROGRAMME, begin)
    for ago in range(7 * _WEEKS - 1, -1, -1):
        day = SUNDAY - timedelta(days=ago)
        week = (day - begin).days / 7
        if day.weekday() in (0, 2, 4) and chance.random() < _DILIGENCE:
            _trained(diary, day, week, chance)
        elif day.weekday() in (1, 5) and chance.random() < _DILIGENCE:
            told = [rep(float("nan"), sd=float("nan"), kind=RepKind.GUIDED) for _n in range(10)]
            diary.keep("pelvic-tilt", day, told)


def _trained(diary: Diary, day: date, week: float, chance: random.Random) -> None:
    base = 156.0 + 1.6 * week

    def one() -> Rep:
        faults = ("over_arch",) if chance.random() < 0.25 - 0.02 * week else ()
        return rep(base + chance.gauss(0, 3), sd=3.2, faults=faults)

    training = day.isoformat()
    diary.keep("bridge", day, [one() for _n in range(chance.choice([9, 10, 10, 10]))])
    length_s = 12.0 + 0.8 * week
    held = [hold(length_s + chance.gauss(0, 1), 0.9 * length_s) for _n in range(2)]
    diary.keep("plank", day, (), held)
    pain = max(0, round(4 - 0.25 * week + chance.gauss(0, 0.6)))
    diary.tell(day, AnswerKind.PAIN, pain, "before", training)
    diary.tell(day, AnswerKind.PAIN, max(0, pain - chance.choice([0, 1])), "after", training)
    diary.tell(day, AnswerKind.EFFORT, round(5 + chance.gauss(0, 1)), "", training)


def training(folder: Path) -> None:
    """Show a whole training, done by somebody rendered."""
    with visit(outside_of_tests(), folder, manner=Manner(countdown_s=0.3)) as at:
        _agree(at)
        at.plan(*_PLAN)
        at.home.home.start_button.click()
        window = at.window
        shape(window, SIZE)
        keep(window, "training_pain")
        at.tell(1, frozenset())
        at.wait(Part.SHOW)
        keep(window, "training_movement")
        _plank(at)
        _bridge(at)
        at.wait(Part.AFTER)
        at.tell(1, frozenset())
        keep(window, "training_effort")
        at.tell(5)
        at.wait(Part.OVER)
        keep(window, "training_summary")


def _agree(at: Visit) -> None:
    """Agree, and answer no to everything that is asked about health."""
    at.until(lambda: at.home.flow.dialog is not None)
    dialog = at.home.flow.dialog
    assert dialog is not None
    dialog.answer(yes=True)
    while dialog.given is None:
        dialog.answer(yes=False)
    dialog.answer(yes=True)
    at.until(lambda: at.home.flow.dialog is None)


def _plank(at: Visit) -> None:
    """Hold and sag, then hold well: set-up, cue, rest."""
    run = at.window.run
    run.go_on()
    at.wait(Part.SETUP)
    at.room.play(SAMPLES / "plank_sag.mp4")
    at.until(lambda: _some_ticks(run.live))
    keep(at.window, "training_setup")
    at.wait(Part.WORK)
    at.until(lambda: _corrected(run.live))
    keep(at.window, "training_cue")
    at.wait(Part.REST)
    keep(at.window, "training_rest")
    run.go_on()
    at.do(SAMPLES / "plank_good.mp4")


def _bridge(at: Visit) -> None:
    """Repetitions, and where they are counted."""
    run = at.window.run
    at.wait(Part.SHOW)
    run.go_on()
    at.wait(Part.SETUP)
    at.room.play(SAMPLES / "bridge_good.mp4")
    at.wait(Part.WORK)
    at.until(lambda: _counted(run.live) == _SHOWN)
    keep(at.window, "training_count")
    at.until(lambda: run.now.stage is not Part.WORK)


def _some_ticks(live: LiveFrame | None) -> bool:
    """Say whether the camera sees some of what it must, and not all yet."""
    update = live.update if live is not None else None
    return update is not None and 0 < sum(one.done for one in update.setup) < len(update.setup)


def _corrected(live: LiveFrame | None) -> bool:
    update = live.update if live is not None else None
    return update is not None and update.cue is not None and bool(update.active)


def _counted(live: LiveFrame | None) -> int:
    update = live.update if live is not None else None
    return update.counts.full if update is not None else 0

"""From the first start to the summary and home again, unattended.

Real windows, the real model, rendered clips as the camera, a real store.
"""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from formcheck.store.answers import AnswerKind, Answers
from formcheck.store.kept import State
from formcheck.training.stages import Stage
from formcheck.ui.diary import Diary
from tests.ui.training_parts import BIRD_DOG, Visit, visit

# What it reaches is reached by others: watching it would make it take twice as long.
pytestmark = [pytest.mark.gui, pytest.mark.model, pytest.mark.slow, pytest.mark.no_cover]

PLANK = {"exercise": "plank", "seconds": 10, "rest_s": 0}
BRIDGE = {"exercise": "bridge", "reps": 4, "ask_pain": True, "rest_s": 0}
NOWHERE: frozenset[object] = frozenset()
SLUGS = {"plank", "bridge", "bird-dog"}


def test_a_day_from_the_safety_questions_to_the_summary(
    qtbot: QtBot, tmp_path: Path, samples_dir: Path
) -> None:
    with visit(qtbot, tmp_path) as at:
        # GIVEN a first start, and a day with a hold, repetitions, and limbs in turn
        at.pass_questions()
        at.plan(PLANK, BRIDGE, BIRD_DOG)
        # WHEN the training is started, and nobody touches anything but the questions
        at.home.home.start_button.click()
        at.tell(1, NOWHERE)
        at.do(samples_dir / "plank_good.mp4")
        at.do(samples_dir / "bridge_good.mp4")
        at.wait(Stage.ASK)
        at.tell(2, NOWHERE, False)
        at.do(samples_dir / "bird-dog_good.mp4")
        at.wait(Stage.AFTER)
        at.tell(1, NOWHERE, 4)
        at.wait(Stage.OVER)
        # THEN the summary says what was done
        said = at.window.summary.text.toPlainText()
        assert at.window.page is at.window.summary
        assert all(line in said for line in ("10 of 10 s", "4 of 4 repetitions"))
        # AND every exercise was named, and the repetitions counted aloud
        named = [one for one in at.voice.texts if "repetitions" in one or "10 seconds." in one]
        titles = [one.split(".")[0] for one in named]
        assert titles == ["Forearm plank", "Glute bridge", "Bird-dog"]
        assert "4" in at.voice.texts
        # AND home is there again, with nothing left to do or to ask
        at.window.close()
        at.until(at.home.isVisible)
        assert (at.window.barred, at.room.opened) == (False, 1)
        assert Diary(at.store, at.person).done_on(at.home.resident.today) == SLUGS
        # AND the store holds exactly what happened
        see_sessions(at)
        see_answers(at)


def see_sessions(at: Visit) -> None:
    infos = at.sessions.of_person(at.person)
    assert [one.exercise for one in infos] == ["plank", "bridge", "bird-dog"]
    assert {one.state for one in infos} == {State.FINISHED}
    assert len({one.training for one in infos}) == 1
    plank, bridge, bird_dog = kept = [at.sessions.read(one.id) for one in infos]
    assert sum(one.good_s for one in plank.record.holds) == pytest.approx(10.0, abs=1.0)
    assert (bridge.info.counts.full, bridge.info.counts.partial) == (4, 0)
    assert (bird_dog.info.counts.left, bird_dog.info.counts.right) == (2, 2)
    assert [one.corrections for one in kept] == [(), (), ()]
    assert all(one.record.series.time_s.size > 100 for one in kept)


def see_answers(at: Visit) -> None:
    bridge = next(one for one in at.sessions.of_person(at.person) if one.exercise == "bridge")
    answers = Answers(at.store).of_person(at.person, training=bridge.training)
    assert {(one.kind, one.question, one.number, one.session) for one in answers} == {
        (AnswerKind.PAIN, "before", 1.0, None),
        (AnswerKind.PLACE, "before", None, None),
        (AnswerKind.PAIN, "during", 2.0, bridge.id),
        (AnswerKind.PLACE, "during", None, bridge.id),
        (AnswerKind.SHARP, "during", 0.0, bridge.id),
        (AnswerKind.PAIN, "after", 1.0, None),
        (AnswerKind.PLACE, "after", None, None),
        (AnswerKind.EFFORT, "after", 4.0, None),
    }
    screening = Answers(at.store).of_person(at.person, kind=AnswerKind.SCREENING)
    assert {one.number for one in screening} == {0.0}

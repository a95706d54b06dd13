"""Other limits and another exercise are chosen, and said once."""

import pytest
from PyQt6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.language import use_language
from formcheck.review.edits import SetLimit
from formcheck.ui.look import DARK, LIGHT, Look
from formcheck.ui.review.limits_panel import LimitsPanel
from tests.ui.review.pointer import turn

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

BRIDGE = load_exercise("bridge")
PLANK = load_exercise("plank")
KNOWN = (PLANK, BRIDGE, load_exercise("squat"))


def changed(check: str, warn: float) -> Exercise:
    checks = [
        one.model_copy(update={"warn": warn}) if one.id == check else one for one in BRIDGE.checks
    ]
    return BRIDGE.model_copy(update={"checks": tuple(checks)})


def slugs(panel: LimitsPanel) -> set[str]:
    return {str(panel.choice.itemData(place)) for place in range(panel.choice.count())}


@pytest.fixture
def panel(qtbot: QtBot) -> LimitsPanel:
    """GIVEN the limits of the bridge."""
    made = LimitsPanel(KNOWN)
    qtbot.addWidget(made)
    made.show_exercise(BRIDGE, BRIDGE)
    made.resize(480, 700)
    made.show()
    return made


def test_every_check_is_there_with_its_limits_and_source(panel: LimitsPanel) -> None:
    """THEN each check has its limits in its unit, and says where they come from."""
    assert [row.title.text() for row in panel.rows] == [one.title for one in BRIDGE.checks]
    first = panel.rows[0]
    assert (first.warn.text(), first.fault.text()) == ("188°", "194°")
    assert "judgement" in first.source.text()
    assert not first.reset.isVisible()
    assert panel.hint.text() == "As in the exercise, for everybody."


def test_several_steps_are_one_change(qtbot: QtBot, panel: LimitsPanel) -> None:
    """WHEN a limit is turned up three times THEN one change is said, when it rests."""
    said: list[SetLimit] = []
    panel.limit_set.connect(said.append)
    row = panel.rows[0]
    row.warn.setFocus()
    for _time in range(3):
        qtbot.keyClick(row.warn, Qt.Key.Key_Up)
    assert said == []
    assert row.changed.text() == "Changed; in the exercise 188°, clearly from 194°"
    assert row.reset.isVisible()
    qtbot.waitUntil(lambda: bool(said))
    assert said == [SetLimit("over_arch", 191.0, 194.0)]


def test_the_clear_limit_never_comes_first(qtbot: QtBot, panel: LimitsPanel) -> None:
    """WHEN a limit passes the one of what is clear THEN that goes along."""
    row = panel.rows[0]
    with qtbot.waitSignal(panel.limit_set) as said:
        row.warn.setValue(200.0)
    assert said.args == [SetLimit("over_arch", 200.0, 200.0)]
    assert row.fault.minimum() == 200.0


def test_a_change_is_taken_back(qtbot: QtBot, panel: LimitsPanel) -> None:
    """GIVEN a limit of this person WHEN it is set back THEN the exercise's own is said at once."""
    panel.show_exercise(changed("over_arch", 191.0), BRIDGE)
    row = panel.rows[0]
    assert row.warn.value() == 191.0
    assert "The measurement stays as it is." in panel.hint.text()
    with qtbot.waitSignal(panel.limit_set) as said:
        qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert said.args == [SetLimit("over_arch", 188.0, 194.0)]
    panel.show_exercise(BRIDGE, BRIDGE)
    assert not row.reset.isVisible()


def test_what_is_undone_elsewhere_is_shown_silently(qtbot: QtBot, panel: LimitsPanel) -> None:
    """WHEN limits change elsewhere THEN they are shown, and nothing is said; nor for no change."""
    with qtbot.assertNotEmitted(panel.limit_set, wait=500):
        panel.show_exercise(changed("feet_far", 99.0), BRIDGE)
        panel.rows[0].warn.setValue(189.0)
        panel.rows[0].warn.setValue(188.0)
    assert panel.rows[1].warn.value() == 99.0


def test_another_exercise_is_said(qtbot: QtBot, panel: LimitsPanel) -> None:
    """WHEN another exercise is chosen THEN its slug is said; and its checks come when shown."""
    choice = panel.choice
    assert choice.currentText() == "Glute bridge"
    choice.setFocus()
    with qtbot.waitSignal(panel.exercise_chosen) as said:
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    (slug,) = said.args
    assert slug == "squat"
    with qtbot.assertNotEmitted(panel.exercise_chosen):
        panel.show_exercise(PLANK, PLANK)
    assert [row.check.id for row in panel.rows][:2] == ["sag", "pike"]
    with qtbot.assertNotEmitted(panel.exercise_chosen):
        choice.activated.emit(choice.currentIndex())


def test_an_exercise_of_a_file_is_listed_too(panel: LimitsPanel) -> None:
    """GIVEN an exercise that is not known here WHEN it is shown THEN it can be seen and left."""
    own = BRIDGE.model_copy(update={"slug": "own", "title": "Own bridge", "checks": ()})
    panel.show_exercise(own, own)
    assert panel.choice.currentText() == "Own bridge"
    assert panel.rows == ()
    assert "no limits" in panel.hint.text()


def test_a_check_that_only_warns_has_one_limit(qtbot: QtBot, panel: LimitsPanel) -> None:
    """GIVEN a check without a clear limit WHEN it is changed THEN it stays without."""
    check = BRIDGE.checks[0].model_copy(update={"fault": None})
    mild = BRIDGE.model_copy(update={"slug": "mild", "checks": (check,)})
    panel.show_exercise(mild, mild)
    (row,) = panel.rows
    assert not row.fault.isVisible()
    with qtbot.waitSignal(panel.limit_set) as said:
        row.warn.setValue(190.0)
    assert said.args == [SetLimit("over_arch", 190.0)]
    assert row.changed.text() == "Changed; in the exercise 188°"


def test_the_wheel_changes_no_number_by_chance(panel: LimitsPanel) -> None:
    """WHEN the wheel is turned over a number that has not the focus THEN the panel scrolls."""
    spin = panel.rows[1].warn
    panel.choice.setFocus()
    turn(spin, QPointF(5, 5), 1)
    assert spin.value() == 105.0
    spin.setFocus()
    turn(spin, QPointF(5, 5), 1)
    assert spin.value() > 105.0


def test_numbers_have_the_sign_of_the_language(qtbot: QtBot) -> None:
    """GIVEN German WHEN a limit with decimals is shown THEN it has a comma."""
    use_language("de")
    panel = LimitsPanel()
    qtbot.addWidget(panel)
    plank = load_exercise("plank")
    panel.show_exercise(plank, plank)
    assert {exercise.slug for exercise in list_exercises()} == slugs(panel)
    texts = {row.warn.text() for row in panel.rows}
    assert any("," in text for text in texts)


@pytest.mark.parametrize("look", [Look(DARK, 24, 18, 16), Look(LIGHT, 60, 44, 34)])
def test_it_fits_its_width(panel: LimitsPanel, look: Look) -> None:
    """WHEN letters are large THEN no row is wider than the panel."""
    panel.set_look(look)
    panel.grab()
    for row in panel.rows:
        assert row.minimumSizeHint().width() <= panel.width()

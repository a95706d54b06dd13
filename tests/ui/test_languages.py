"""The window in other languages: whole sentences, nothing cut off, and no English left behind."""

import gettext
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from PyQt6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from formcheck import language
from formcheck.capture.light import Lighting
from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Exercise
from formcheck.features.body import FEATURES
from formcheck.landmarks import Joint
from formcheck.session import reasons, setup
from formcheck.session.live_state import LiveFrame
from formcheck.session.update import SetupStep
from formcheck.ui.app import dialog_words
from formcheck.ui.chooser import CameraChoice
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.live_window import LiveWindow
from tests.ui.conftest import STATES
from tests.ui.test_screens import SIZES, show, visible

pytestmark = [pytest.mark.gui, pytest.mark.model]

StateOf = Callable[[str], LiveFrame]
ENGLISH = re.compile(
    r"\b(the|and|of|with|your|you|Stop|Again|Close|Space|Enter|Wait|Ready|left|right|watched)\b"
)


class Longer(gettext.NullTranslations):
    """A language in which everything takes a third more room."""

    def gettext(self, message: str) -> str:
        return f"{message} {'x' * max(1, len(message) // 3 - 1)}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture(params=["de", "longer"])
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    language.use_language("de")
    if request.param == "longer":
        monkeypatch.setattr(language, "_catalogue", lambda _domain, _code: Longer())
        monkeypatch.setattr(language, "number", str)
    return str(request.param)


@cache
def exercises_in(_spoken: str) -> tuple[Exercise, ...]:
    """Read every file once in each language, not for each of the windows. Call it in that one."""
    return list_exercises()


@pytest.fixture
def window(qtbot: QtBot, spoken: str) -> LiveWindow:
    made = LiveWindow(exercises_in(spoken), [CameraChoice("0", source="0")], lambda _: None)
    qtbot.addWidget(made)
    return made


def in_language(live: LiveFrame) -> LiveFrame:
    """Put what the engine says into the language, as it does itself."""
    update = live.update
    if update is None:
        return live
    steps = (
        SetupStep("seen", language._("Let me see your whole body."), done=False),
        SetupStep("view", language._(reasons.TURN_SIDE.mend), done=False),
        SetupStep("distance", language._(setup.CLOSER), done=False),
        SetupStep("level", language._(setup.LEVEL), done=False),
        SetupStep("light", language._(setup.LIGHTS[Lighting.MISTY]), done=False),
        SetupStep("alone", language._(reasons.TWO_PEOPLE.mend), done=False),
        *(SetupStep(str(one), one.text, done=False) for one in live.exercise.start.conditions),
        SetupStep("still", language._("Hold still."), done=False),
    )
    focus = update.focus and replace(update.focus, title=language._("Hip line"))
    gaps = tuple(reasons.in_language(one) for one in [reasons.TURN_SIDE, reasons.HEAD_TURNED])
    cue = update.cue and replace(update.cue, text=live.exercise.checks[0].cue)
    return replace(
        live,
        update=replace(
            update,
            setup=steps if update.setup and not update.setup[-1].done else update.setup,
            focus=focus,
            cue=cue,
            not_judged=gaps[: len(update.not_judged)],
        ),
    )


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", STATES)
def test_nothing_is_cut_off(
    window: LiveWindow, state_of: StateOf, name: str, size: tuple[int, int]
) -> None:
    show(window, in_language(state_of(name)), size)
    assert (window.width(), window.height()) == size
    for words in visible(window, FittedText):
        assert isinstance(words, FittedText)
        assert not words.fitted().elided, words.text
    for button in visible(window, QAbstractButton):
        assert isinstance(button, QAbstractButton)
        assert button.sizeHint().width() <= button.width(), button.text()


def test_every_cue_fits_in_german(window: LiveWindow, state_of: StateOf, spoken: str) -> None:
    if spoken != "de":
        pytest.skip("exercises are as long as their translators made them")
    show(window, state_of("fault"), (1280, 720))
    words = window.page.banner.words
    for exercise in list_exercises():
        for text in _said(exercise):
            words.set_text(text)
            assert not words.fitted().elided, text


def _said(exercise: Exercise) -> list[str]:
    checks = [text for check in exercise.checks for text in (check.cue, check.praise)]
    return [*checks, *(one.text for one in exercise.start.conditions)]


@pytest.mark.parametrize(
    "name", ["opening", "ready", "hold", "paused", "guided_done", "snapshot_done", "ended"]
)
def test_no_english_is_left(window: LiveWindow, state_of: StateOf, spoken: str, name: str) -> None:
    if spoken != "de":
        pytest.skip("it is made of English")
    live = in_language(state_of(name))
    show(window, replace(live, source=None), (1280, 720))
    texts = [one.text for one in visible(window, FittedText) if isinstance(one, FittedText)]
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    texts += [one.text() for one in buttons] + [one.accessibleName() for one in buttons]
    assert [text for text in texts if ENGLISH.search(text)] == []


def test_the_chooser_speaks_german(window: LiveWindow, spoken: str) -> None:
    if spoken != "de":
        pytest.skip("it is made of English")
    window.show()
    QApplication.processEvents()
    chooser = window.chooser
    assert chooser.start_button.text() == "Start (Eingabe)"
    assert chooser.exercise_list.accessibleName() == "Übungen"
    titles = [chooser.exercise_list.item(row) for row in range(chooser.exercise_list.count())]
    assert "Brücke" in [item.text() for item in titles if item is not None]


def test_the_dialogs_of_qt_speak_german(qapp: QApplication) -> None:
    assert dialog_words(qapp).translate("QPlatformTheme", "Cancel") in {"", "Cancel"}
    language.use_language("de")
    assert dialog_words(qapp).translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_every_measurement_has_a_german_name() -> None:
    language.use_language("de")
    same = {"Arm", "Elbow", "Knee"}
    english = [one.title for one in FEATURES.values() if language._(one.title) == one.title]
    assert set(english) <= same
    assert all(language._(reasons._PARTS[joint]) for joint in Joint)

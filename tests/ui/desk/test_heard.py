"""What is heard at the desk: real voices of Qt where they are, and the recorder."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from formcheck.training.speech import Kind, phrase
from formcheck.ui.desk.heard import FRESH_S, SOFT, Heard, soft_tone, spoken
from formcheck.ui.tone_shapes import samples
from formcheck.ui.voice import Recorder, Silence
from formcheck.ui.voice_base import Sound, Voice
from tests.ui.desk.desk_views import MOVE, SIT_UP
from tests.ui.voices import system_voice, tones

pytestmark = pytest.mark.gui


class Fragile(Recorder):
    """A voice that may break."""

    def breaks(self) -> None:
        self.sound, self.trouble = Sound.NONE, "The voice has stopped."
        self.changed()


class Now:
    def __init__(self) -> None:
        self.time_s = 100.0

    def __call__(self) -> float:
        return self.time_s


def test_the_sentence_is_said_without_its_title(qtbot: QtBot) -> None:
    voice, failed = Recorder(), list[str]()
    heard = Heard(lambda: voice)
    heard.tell(SIT_UP, failed.append)
    assert voice.texts == (SIT_UP.text,)
    assert voice.said[0].kind is Kind.GUIDE
    assert failed == []
    # WHEN it must be quiet
    heard.hush()
    assert not voice.speaking
    heard.close()


def test_two_at_once_are_said_one_after_the_other(qtbot: QtBot) -> None:
    now = Now()
    voice = Recorder(now)
    heard = Heard(lambda: voice, now)
    heard.tell(SIT_UP, print)
    heard.tell(MOVE, print)
    assert voice.texts == (SIT_UP.text,)
    now.time_s = voice.said[0].end_s
    qtbot.waitUntil(lambda: voice.texts == (SIT_UP.text, MOVE.text))
    heard.close()


def test_nothing_is_made_before_it_is_needed(qtbot: QtBot) -> None:
    made: list[Voice] = []

    def make() -> Voice:
        made.append(Recorder())
        return made[-1]

    heard = Heard(make)
    heard.hush()
    heard.close()
    assert made == []
    heard.tell(SIT_UP, print)
    heard.tell(MOVE, print)
    assert len(made) == 1
    heard.close()


def test_what_cannot_speak_says_so_and_is_tried_anew(qtbot: QtBot) -> None:
    # GIVEN a computer without a loudspeaker, until somebody connects one
    voices: list[Voice] = [Silence("No loudspeaker."), Recorder()]
    heard, failed = Heard(lambda: voices.pop(0)), list[str]()
    heard.tell(SIT_UP, failed.append)
    assert failed == ["No loudspeaker."]
    heard.tell(SIT_UP, failed.append)
    assert voices == []
    assert failed == ["No loudspeaker."]
    heard.close()


def test_a_voice_that_breaks_while_it_speaks_has_failed_once(qtbot: QtBot) -> None:
    now, voice, failed = Now(), Fragile(), list[str]()
    heard = Heard(lambda: voice, now)
    heard.tell(SIT_UP, failed.append)
    voice.breaks()
    voice.breaks()
    assert failed == ["The voice has stopped."]
    heard.close()


def test_a_voice_that_breaks_an_hour_later_had_said_it(qtbot: QtBot) -> None:
    now, voice, failed = Now(), Fragile(), list[str]()
    heard = Heard(lambda: voice, now)
    heard.tell(SIT_UP, failed.append)
    now.time_s += FRESH_S
    voice.breaks()
    assert failed == []
    heard.close()


def test_a_voice_that_is_given_up_is_not_listened_to(qtbot: QtBot) -> None:
    voice, failed = Fragile(), list[str]()
    heard = Heard(lambda: voice)
    heard.tell(SIT_UP, failed.append)
    assert voice.speaking
    heard.close()
    assert not voice.speaking
    voice.breaks()
    assert failed == []


def test_a_real_engine_says_it(qtbot: QtBot) -> None:
    voice, failed = system_voice("en"), list[str]()
    heard = Heard(lambda: voice)
    heard.tell(SIT_UP, failed.append)
    assert voice.speaking
    qtbot.waitUntil(lambda: not voice.speaking)
    assert failed == []
    heard.close()


@pytest.mark.parametrize("make", [spoken, soft_tone])
def test_this_computer_says_it_or_says_why_not(qtbot: QtBot, make) -> None:
    heard, failed = make(), list[str]()
    heard.tell(SIT_UP, failed.append)
    voice = heard._voice
    assert voice is not None
    if voice.sound is Sound.NONE:
        assert failed
        assert failed[0]
    heard.close()


def test_the_tone_is_soft() -> None:
    # GIVEN the tone as it is heard across a room
    loud, soft = samples(Kind.GUIDE), samples(Kind.GUIDE, SOFT)
    assert np.abs(soft).max() == pytest.approx(SOFT * np.abs(loud).max(), abs=1)
    # THEN the one at the desk is the same and less, down to what is given to the loudspeaker
    try:
        played = type(tones())(SOFT)
    except ImportError:
        pytest.skip("Qt's part for sound does not load here")
    if not played.trouble:
        played.say(phrase("a", Kind.GUIDE, 0.0))
        assert played._buffer.data().data() == soft.tobytes()
        played.stop()

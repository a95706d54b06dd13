"""What speaks: real engines of Qt, tones, silence, the recorder, and which of them is chosen."""

import sys
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import QIODevice, qInstallMessageHandler, qWarning
from pytestqt.qtbot import QtBot

from formcheck.errors import SettingError
from formcheck.training.speech import Kind, phrase
from formcheck.ui.quiet_qt import quiet_qt
from formcheck.ui.tone_shapes import RATE_HZ, TAIL_S, samples
from formcheck.ui.voice import NO_PART, VOICES, Recorder, Silence, Sound, choose_voice, load_voice
from formcheck.ui.voice_base import FirstThatWorks, nobody_told
from tests.ui.voices import late_voice, system_voice, tones

pytestmark = pytest.mark.gui

SENTENCE = phrase("Lift your hips a little higher.", Kind.CUE, 0.0)
LONG = phrase(" ".join(["word"] * 200), Kind.GUIDE, 0.0)


class Changes:
    """Counts how often a voice tells of itself, and what it is then."""

    def __init__(self, voice) -> None:
        self.seen: list[tuple[bool, str]] = []
        self._voice = voice
        voice.changed = self._note

    def _note(self) -> None:
        self.seen.append((self._voice.speaking, self._voice.trouble))


# The system's voice


def test_a_sentence_is_said_and_its_end_is_told(qtbot: QtBot) -> None:
    # GIVEN a voice in a language that it has
    voice = system_voice("en")
    assert voice.trouble == ""
    assert voice.sound is Sound.SPEECH
    changes = Changes(voice)
    # WHEN something is said
    voice.say(SENTENCE)
    # THEN it speaks from this moment on, until it says itself that it is over
    assert voice.speaking
    assert changes.seen == []
    qtbot.waitUntil(lambda: not voice.speaking)
    assert changes.seen == [(False, "")]


def test_it_counts_as_speaking_before_the_engine_begins(qtbot: QtBot) -> None:
    # GIVEN an engine that takes its time
    voice = late_voice()
    changes = Changes(voice)
    voice.say(SENTENCE)
    # THEN there is no moment in which something else could be begun
    assert voice.speaking
    assert voice._engine.state() is type(voice._engine).State.Ready
    qtbot.waitUntil(lambda: not voice.speaking)
    assert changes.seen == [(False, "")]


@pytest.mark.parametrize(("language", "country"), [("en", "en"), ("fi", "fi"), ("nb", "nb")])
def test_it_speaks_in_the_language_in_use(qtbot: QtBot, language: str, country: str) -> None:
    voice = system_voice(language)
    assert voice._engine.locale().name().startswith(country)
    assert voice._engine.voice().locale() == voice._engine.locale()


def test_a_language_without_a_voice_is_trouble_and_no_other_is_read_wrongly(qtbot: QtBot) -> None:
    voice = system_voice("de")
    assert "Deutsch" in voice.trouble
    assert "install" in voice.trouble
    voice.say(SENTENCE)
    assert not voice.speaking


@pytest.mark.parametrize(("platform", "words"), [("linux", "speech-dispatcher"), ("win32", "add")])
def test_without_an_engine_it_says_what_to_install(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, platform: str, words: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    voice = system_voice("en", "none")
    assert words in voice.trouble
    voice.stop()
    assert not voice.speaking


def test_an_engine_that_does_not_open_is_passed_over(qtbot: QtBot) -> None:
    voice = system_voice("en", "none", "mock")
    assert voice.trouble == ""
    voice.say(SENTENCE)
    assert voice.speaking


def test_stopped_in_mid_word_it_is_silent_and_can_speak_again(qtbot: QtBot) -> None:
    voice = system_voice()
    voice.say(LONG)
    voice.stop()
    qtbot.waitUntil(lambda: not voice.speaking)
    voice.say(SENTENCE)
    assert voice.speaking
    qtbot.waitUntil(lambda: not voice.speaking)
    assert voice.trouble == ""


def test_an_engine_that_breaks_is_trouble(qtbot: QtBot) -> None:
    voice = system_voice()
    changes = Changes(voice)
    voice.say(LONG)
    # WHEN its engine is gone
    with quiet_qt():
        voice._engine.setEngine("none")
    # THEN it says so, and does not keep the others waiting
    assert not voice.speaking
    assert "start formcheck again" in voice.trouble
    assert changes.seen[-1] == (False, voice.trouble)


def test_an_engine_that_never_comes_to_an_end_is_trouble(qtbot: QtBot) -> None:
    voice = system_voice()
    changes = Changes(voice)
    voice.say(LONG)
    assert voice._watch.isActive()
    # WHEN more time has passed than any voice needs
    voice._watch.timeout.emit()
    # THEN it gives up
    assert "start formcheck again" in voice.trouble
    assert changes.seen[-1][1] == voice.trouble


def test_the_watch_ends_with_the_sentence(qtbot: QtBot) -> None:
    voice = system_voice()
    voice.say(SENTENCE)
    qtbot.waitUntil(lambda: not voice.speaking)
    assert not voice._watch.isActive()


# Tones


@pytest.mark.parametrize("kind", list(Kind))
def test_tones_swell_fade_and_frighten_nobody(kind: Kind) -> None:
    heard = samples(kind)
    assert heard.dtype == np.int16
    assert 0.2 < heard.size / RATE_HZ < 1.3
    loudest = np.abs(heard.astype(float)).max() / np.iinfo(np.int16).max
    assert 0.2 < loudest < 0.251
    # No click: two samples never differ by more than a sine of 1.1 kHz at this loudness does.
    steps = np.abs(np.diff(heard.astype(float))) / np.iinfo(np.int16).max
    assert steps.max() < 0.25 * 2 * np.pi * 1100 / RATE_HZ
    assert heard[0] == heard[-1] == 0
    assert not heard[-round(TAIL_S * RATE_HZ) :].any()


def pitch_hz(heard: np.ndarray) -> float:
    return float(np.abs(np.fft.rfft(heard)).argmax() * RATE_HZ / heard.size)


def test_each_kind_has_its_own_tones() -> None:
    assert len({samples(kind).tobytes() for kind in Kind}) == len(Kind)
    # A number is a short A; praise goes up, a cue goes down.
    assert pitch_hz(samples(Kind.COUNT)[: round(0.09 * RATE_HZ)]) == pytest.approx(880, abs=12)
    first, last = slice(0, 4000), slice(-round(TAIL_S * RATE_HZ) - 6000, -round(TAIL_S * RATE_HZ))
    for kind, up in ((Kind.PRAISE, True), (Kind.CUE, False), (Kind.END, False)):
        heard = samples(kind)
        assert (pitch_hz(heard[last]) > pitch_hz(heard[first])) is up


def test_without_a_loudspeaker_tones_say_so_and_play_nothing(qtbot: QtBot) -> None:
    voice = tones()
    if not voice.trouble:
        pytest.skip("there is a loudspeaker here")
    assert "connect one" in voice.trouble
    voice.say(SENTENCE)
    assert not voice.speaking
    voice.stop()


def test_a_loudspeaker_that_is_gone_when_it_is_needed_is_trouble(qtbot: QtBot) -> None:
    # GIVEN tones that believe in a loudspeaker that is not there
    voice = tones()
    if not voice.trouble:
        pytest.skip("there is a loudspeaker here")
    voice.trouble = ""
    changes = Changes(voice)
    # WHEN they are to be heard
    voice.say(SENTENCE)
    # THEN they say so
    assert not voice.speaking
    assert changes.seen[-1] == (False, voice.trouble)
    assert "does not answer" in voice.trouble


@pytest.mark.parametrize(("state", "trouble"), [("IdleState", ""), ("StoppedState", "answer")])
def test_the_sink_tells_when_a_tone_is_over_or_broken(
    qtbot: QtBot, state: str, trouble: str
) -> None:
    # GIVEN a tone that is being read
    voice = tones()
    voice.trouble = ""
    changes = Changes(voice)
    voice._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    voice._watch.start(1000)
    assert voice.speaking
    # WHEN the sink says that it has no more, or that it has stopped
    voice._sink.stateChanged.emit(getattr(type(voice._sink.state()), state))
    # THEN it is silent, and what was not the tone's own end is trouble
    assert changes.seen == [(False, voice.trouble)]
    assert trouble in voice.trouble
    assert bool(voice.trouble) is bool(trouble)
    assert not voice._watch.isActive()
    # AND what it says of stopping is no news
    voice._sink.stateChanged.emit(type(voice._sink.state()).StoppedState)
    assert len(changes.seen) == 1


def test_tones_are_played_where_there_is_a_loudspeaker(qtbot: QtBot) -> None:
    voice = tones()
    if voice.trouble:
        pytest.skip("no loudspeaker here")
    changes = Changes(voice)
    voice.say(phrase("1", Kind.COUNT, 0.0))
    assert voice.speaking
    qtbot.waitUntil(lambda: not voice.speaking)
    assert changes.seen == [(False, "")]


# Which of them


def test_an_unknown_voice_is_told(qtbot: QtBot) -> None:
    with pytest.raises(SettingError, match="auto, system, tones, record, off, found 'loud'"):
        choose_voice("loud", "en")


@pytest.mark.parametrize("wanted", VOICES)
def test_every_choice_works_here_or_says_why_not(qtbot: QtBot, wanted: str) -> None:
    # GIVEN whatever this computer has WHEN it is chosen THEN no warning of Qt fails this test
    voice = choose_voice(wanted, "en")
    if voice.sound is Sound.NONE:
        assert voice.trouble or wanted == "off"
    voice.say(SENTENCE)
    voice.stop()


def test_off_is_silence_without_trouble(qtbot: QtBot) -> None:
    voice = choose_voice("off", "en")
    assert isinstance(voice, Silence)
    assert (voice.sound, voice.trouble, voice.speaking) == (Sound.NONE, "", False)


def test_a_part_that_cannot_be_loaded_is_named(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a part that needs a library which is not there
    (tmp_path / "needs_sound.py").write_text(
        "raise ImportError('libpulse.so.0: cannot open shared object file: No such file')"
    )
    monkeypatch.syspath_prepend(tmp_path)
    # WHEN it is loaded THEN there is silence, and a sentence with the library's name
    voice = load_voice("needs_sound", lambda module: module.Tones())
    assert voice.sound is Sound.NONE
    assert voice.trouble == NO_PART.format(part="libpulse.so.0")
    assert "no_such_part" in load_voice("no_such_part", lambda module: module.X()).trouble


# One after the other


def test_the_next_is_taken_when_one_does_not_work(qtbot: QtBot) -> None:
    recorder = Recorder()
    voice = FirstThatWorks((lambda: system_voice("en", "none"), lambda: recorder))
    assert voice.sound is Sound.SPEECH
    assert "speech-dispatcher" in voice.trouble or "settings" in voice.trouble
    voice.say(SENTENCE)
    assert recorder.texts == (SENTENCE.text,)
    assert voice.speaking
    voice.stop()
    assert not voice.speaking


def test_the_next_is_taken_when_one_breaks_later(qtbot: QtBot) -> None:
    # GIVEN a voice that works
    first, recorder = system_voice("en"), Recorder()
    voice = FirstThatWorks((lambda: first, lambda: recorder))
    changes = Changes(voice)
    voice.say(LONG)
    assert (voice.speaking, voice.trouble) == (True, "")
    # WHEN its engine is gone
    with quiet_qt():
        first._engine.setEngine("none")
    # THEN the next one speaks from now on, and the trouble stays to be read
    assert not voice.speaking
    assert "start formcheck again" in voice.trouble
    assert changes.seen[-1] == (False, voice.trouble)
    voice.say(SENTENCE)
    assert recorder.texts == (SENTENCE.text,)


def test_when_none_works_there_is_silence_and_the_last_trouble(qtbot: QtBot) -> None:
    voice = FirstThatWorks((lambda: Silence("first"), lambda: Silence("second")))
    assert (voice.sound, voice.trouble) == (Sound.NONE, "second")
    voice.say(SENTENCE)
    voice.stop()
    assert not voice.speaking
    voice.changed()
    assert voice.changed is nobody_told


# The recorder


def test_the_recorder_takes_as_long_as_a_voice() -> None:
    now = [10.0]
    voice = Recorder(lambda: now[0])
    assert (voice.said, voice.speaking) == ((), False)
    voice.say(SENTENCE)
    assert voice.speaking
    (said,) = voice.said
    assert (said.text, said.kind, said.start_s) == (SENTENCE.text, Kind.CUE, 10.0)
    assert 2.0 < said.end_s - said.start_s < 3.0
    now[0] = said.end_s
    assert not voice.speaking
    # WHEN it is cut short THEN only what was heard counts; afterwards nothing changes
    voice.say(LONG)
    now[0] += 1.0
    voice.stop()
    assert voice.said[1].end_s == now[0]
    now[0] += 1.0
    voice.stop()
    assert voice.said[1].end_s == now[0] - 1.0


# Qt's own words


def test_what_qt_says_meanwhile_goes_to_the_log_and_only_then(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heard: list[str | None] = []
    before = qInstallMessageHandler(lambda *said: heard.append(said[-1]))
    try:
        with caplog.at_level("DEBUG"), quiet_qt():
            qWarning("no pipewire")
        qWarning("a real one")
    finally:
        qInstallMessageHandler(before)
    assert "no pipewire" in caplog.text
    assert heard == ["a real one"]

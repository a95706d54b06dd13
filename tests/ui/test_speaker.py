"""One thing after the other, with whatever voice there is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from formcheck.checking.results import Counts
from formcheck.session.update import Update
from formcheck.training.speech import KEEP_S, Kind
from formcheck.ui.speaker import Speaker
from formcheck.ui.voice_base import FirstThatWorks, Silence, Sound, nobody_told
from formcheck.ui.voice_recorder import Recorder, spoken_s
from tests.ui.conftest import CUE, update_of
from tests.ui.voices import system_voice

pytestmark = pytest.mark.gui

LIE = "Lie on your back with your knees bent and your feet flat on the floor."


class Booth:
    """A speaker, its recorder, and a clock that is set by hand."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.recorder = Recorder(lambda: self.now_s)
        self.owner = QObject()
        self.speaker = Speaker(self.recorder, lambda: self.now_s, self.owner)

    def go_on(self, seconds: float) -> None:
        """Let time pass, with the looks that the speaker takes in it."""
        until_s = self.now_s + seconds
        while self.now_s < until_s:
            self.now_s = min(until_s, self.now_s + 0.05)
            self.speaker._timer.timeout.emit()

    def hear(self, **changes: object) -> None:
        self.speaker.hear(updated(self.now_s, **changes))

    @property
    def texts(self) -> list[str]:
        return list(self.recorder.texts)


def updated(time_s: float, **changes: object) -> Update:
    return replace(update_of(None, counts=Counts()), time_s=time_s, **changes)


@pytest.fixture
def booth(qapp: QApplication) -> Iterator[Booth]:
    booth = Booth()
    yield booth
    booth.speaker.close()


def in_turn(recorder: Recorder) -> bool:
    return all(one.end_s <= other.start_s for one, other in pairwise(recorder.said))


def test_one_thing_is_said_after_the_other(booth: Booth) -> None:
    # GIVEN two things to say, and a cue that comes while the first is said
    booth.speaker.tell("Glute bridge. 10 times.")
    booth.speaker.tell(LIE)
    assert booth.texts == ["Glute bridge. 10 times."]
    booth.go_on(0.5)
    booth.hear(cue=CUE)
    # WHEN time passes THEN the cue goes first, and nothing is said over anything else
    booth.go_on(20.0)
    assert booth.texts == ["Glute bridge. 10 times.", CUE.text, LIE]
    assert in_turn(booth.recorder)
    # AND each begins when the one before is over, within a look of 50 ms
    for one, other in pairwise(booth.recorder.said):
        assert other.start_s - one.end_s < 0.1
    assert not booth.speaker._timer.isActive()


def test_a_number_that_comes_too_late_is_dropped(booth: Booth) -> None:
    # GIVEN somebody who counts while a long sentence is said
    booth.hear()
    booth.speaker.tell(LIE)
    assert spoken_s(LIE) > 4.0
    for full in (1, 2, 3):
        booth.go_on(1.0)
        booth.hear(counts=Counts(full=full))
    # WHEN it is over THEN none of them is worth saying any more, but the next is
    booth.go_on(5.0)
    booth.hear(counts=Counts(full=4))
    assert booth.texts == [LIE, "4"]


def test_of_two_numbers_only_the_newer_is_said(booth: Booth) -> None:
    booth.hear()
    booth.speaker.tell("Slower.", Kind.CUE)
    for full in (1, 2):
        booth.go_on(0.1)
        booth.hear(counts=Counts(full=full))
    booth.go_on(2.0)
    assert booth.texts == ["Slower.", "2"]


def test_an_alert_cuts_others_short(booth: Booth) -> None:
    booth.speaker.tell(LIE)
    booth.go_on(1.0)
    booth.speaker.tell("Stop here for today.", Kind.ALERT)
    assert booth.texts == [LIE, "Stop here for today."]
    assert in_turn(booth.recorder)
    assert booth.recorder.said[0].end_s == pytest.approx(101.0)


def test_something_else_begins_and_nothing_of_before_is_said(booth: Booth) -> None:
    booth.speaker.tell(LIE)
    booth.speaker.tell("More.")
    booth.go_on(1.0)
    booth.speaker.hush()
    booth.speaker.tell("Go.")
    booth.go_on(20.0)
    assert booth.texts == [LIE, "Go."]
    assert in_turn(booth.recorder)


def test_muted_it_is_silent_at_once_and_makes_up_for_nothing(booth: Booth) -> None:
    changes: list[str] = []
    booth.speaker.changed.connect(lambda: changes.append(booth.speaker.status))
    booth.hear()
    booth.speaker.tell(LIE)
    booth.speaker.tell("Waits.")
    # WHEN it is muted THEN it falls silent, and forgets
    booth.speaker.toggle()
    assert booth.speaker.muted
    assert not booth.recorder.speaking
    booth.hear(cue=CUE, counts=Counts(full=1))
    booth.speaker.tell("Nobody hears this.", Kind.ALERT)
    booth.go_on(1.0)
    # AND what happened meanwhile is old when it speaks again
    booth.speaker.toggle()
    booth.hear(cue=CUE, counts=Counts(full=1))
    booth.go_on(5.0)
    booth.hear(cue=CUE, counts=Counts(full=2))
    assert booth.texts == [LIE, "2"]
    assert changes == ["Voice off (V)", "Voice on (V)"]


happenings = st.lists(
    st.tuples(
        st.floats(0.0, 3.0),
        st.sampled_from(["tell", "tell", "tell", "cue", "count", "hush", "mute"]),
        st.sampled_from(Kind),
        st.sampled_from(["Go.", "Rest for 30 seconds.", LIE]),
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=60)
@given(happenings)
def test_whatever_happens_nothing_is_said_over_anything_else_or_late(
    qapp: QApplication, happened: list[tuple[float, str, Kind, str]]
) -> None:
    booth = Booth()
    given_s: dict[str, float] = {}
    booth.hear()
    for number, (wait_s, what, kind, text) in enumerate(happened, start=1):
        booth.go_on(wait_s)
        words = {"cue": f"Cue {number}.", "count": str(number)}.get(what, f"{text} {number}")
        given_s[words] = booth.now_s
        if what == "tell":
            booth.speaker.tell(words, kind)
        elif what == "cue":
            booth.hear(cue=replace(CUE, text=words, since_s=booth.now_s))
        elif what == "count":
            booth.hear(counts=Counts(full=number))
        elif what == "hush":
            booth.speaker.hush()
        else:
            booth.speaker.toggle()
    booth.go_on(40.0)
    # THEN each is over before the next begins, and none began after it was worth saying
    assert in_turn(booth.recorder)
    for one in booth.recorder.said:
        assert one.start_s - given_s[one.text] <= KEEP_S[one.kind] + 1e-6
    # AND nothing is said twice
    assert len(set(booth.texts)) == len(booth.texts)
    booth.speaker.close()


def test_done_and_goal_of_a_training_are_heeded(booth: Booth) -> None:
    booth.speaker.hear(updated(0.1), done=0)
    booth.speaker.hear(updated(0.2), done=7)
    assert booth.texts == ["7"]


def test_when_it_is_closed_nothing_is_said_any_more(booth: Booth) -> None:
    booth.speaker.tell(LIE)
    booth.speaker.close()
    booth.speaker.tell("More.")
    booth.go_on(10.0)
    assert booth.texts == [LIE]
    assert booth.recorder.changed is nobody_told


@pytest.mark.parametrize(
    ("voice", "on", "off"),
    [
        (Recorder(), "Voice on (V)", "Voice off (V)"),
        (Silence(), "Voice off", "Voice off"),
        (Silence("No loudspeaker."), "No voice", "No voice"),
    ],
)
def test_the_status_says_what_is_heard(qtbot: QtBot, voice, on: str, off: str) -> None:
    speaker = Speaker(voice)
    assert speaker.status == on
    speaker.mute(on=True)
    assert speaker.status == off
    assert speaker.trouble == voice.trouble


class Beeper(Recorder):
    """A recorder of tones."""

    sound = Sound.TONES


def test_tones_are_named_and_a_voice_that_breaks_is_told(qtbot: QtBot) -> None:
    # GIVEN a real voice with tones behind it
    first, beeper = system_voice("en"), Beeper()
    speaker = Speaker(FirstThatWorks((lambda: first, lambda: beeper)))
    assert (speaker.status, speaker.trouble) == ("Voice on (V)", "")
    with qtbot.waitSignal(speaker.changed):
        # WHEN the voice never comes to an end
        speaker.tell(LIE)
        speaker.tell("Go.")
        first._watch.timeout.emit()
    # THEN what waits goes on as tones, and the window can say why
    assert speaker.status == "Tones on (V)"
    assert "start formcheck again" in speaker.trouble
    assert beeper.texts == ("Go.",)
    speaker.mute(on=True)
    assert speaker.status == "Tones off (V)"


def test_it_goes_on_by_itself(qtbot: QtBot) -> None:
    # GIVEN a voice that does not tell when it is done, and the computer's own clock
    recorder = Recorder()
    speaker = Speaker(recorder)
    # WHEN nobody calls it any more THEN the next is said when the first is over
    speaker.tell("1")
    speaker.tell("Go.")
    qtbot.waitUntil(lambda: recorder.texts == ("1", "Go."))
    assert in_turn(recorder)


def test_a_real_voice_says_all_in_turn(qtbot: QtBot) -> None:
    # GIVEN a voice by a real engine
    voice = system_voice("en")
    speaker = Speaker(voice)
    begun: list[str] = []
    voice._engine.sayingWord.connect(lambda word, *_place: begun.append(word))
    # WHEN three things are to be said at once
    for text in ("First this.", "Then that.", "Now go."):
        speaker.tell(text)
    qtbot.waitUntil(lambda: len(begun) == 6 and not voice.speaking)
    # THEN its words come in order, and none is lost
    assert begun == ["First", "this", "Then", "that", "Now", "go"]

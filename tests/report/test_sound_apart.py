"""Sound that is taken out of a recording in a process of its own."""

import logging
from pathlib import Path

import pytest

from formcheck.own_process import VARIABLE
from formcheck.report.sound_apart import Done, Task, _apart
from tests.report.films import Tune, film
from tests.report.test_sound import annotated, packets_of, streams_of


def test_it_is_the_same_as_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = film(tmp_path / "recording.mkv", tune=Tune("libopus"), first_s=0.25)
    here = packets_of(annotated(source))
    monkeypatch.setenv(VARIABLE, "1")
    apart = annotated(source)
    assert here
    assert packets_of(apart) == here
    assert sorted(one.name for one in tmp_path.iterdir()) == ["annotated.mp4", "recording.mkv"]


def test_a_recording_without_sound_stays_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "1")
    assert list(streams_of(annotated(film(tmp_path / "recording.mp4", tune=None)))) == ["video"]


def test_a_crash_is_silence_and_is_noted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        done = _apart(Task(tmp_path / "squats.mp4", tmp_path / "x", "en"), ("false",))
    assert done == Done()
    assert "squats.mp4 was stopped" in caplog.text

"""The reminder from its command on: a clip as the camera, the real model, the real store."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PyQt6.QtCore import QObject, QTimer
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from formcheck.capture.opencv import cv2
from formcheck.capture.paced import PacedSource
from formcheck.capture.video import VideoFile
from formcheck.capture.webcam import Webcam
from formcheck.cli.main import run
from formcheck.desk.pace import Release
from formcheck.desk.view import DeskState
from formcheck.language import language
from formcheck.settings import LANGUAGE
from formcheck.store.database import open_store
from formcheck.store.desk_profiles import DeskProfiles
from formcheck.store.people import People
from formcheck.ui.desk.app import PostureApp, open_desk_source
from formcheck.ui.desk.run import Post, _train
from formcheck.ui.desk.single import Word
from formcheck.ui.training_window import TrainingWindow
from tests.ui.desk.posture_parts import at_the_desk

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]
SOON_MS = 20
PATIENCE_MS = 120_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this somebody's data is."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def command(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        run(["posture", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def post() -> Post:
    app = QApplication.instance()
    assert isinstance(app, QObject)
    return app.findChildren(Post)[-1]


class Script(QObject):
    """Does one thing after the other while the program runs, each once it can be done."""

    def __init__(self, *steps: tuple[Callable[[], bool], Callable[[], object]]) -> None:
        super().__init__()
        self.left = list(steps)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(SOON_MS)
        # What never comes fails the test, and does not hold up all others.
        self._patience = QTimer(self)
        self._patience.timeout.connect(QApplication.quit)
        self._patience.start(PATIENCE_MS)

    def _go_on(self) -> None:
        if self.left and self.left[0][0]():
            self.left.pop(0)[1]()


def sees(state: DeskState, release: Release | None = None) -> Callable[[], bool]:
    return lambda: (post().posture.view.state, post().posture.view.release) == (state, release)


SEATED_S = 2.5
"""Before, the person of the clip sits down: nothing can be learned."""


def first_seconds(clip: Path, folder: Path, seconds: float = 12.5, fps: float = 6.0) -> Path:
    """The beginning of a clip, with few pictures: nobody waits for more than it takes to learn."""
    made = folder / "clip.mp4"
    with VideoFile(clip) as video:
        writer = cv2.VideoWriter(str(made), cv2.VideoWriter.fourcc(*"mp4v"), fps, (640, 360))
        taken = 0
        while (frame := video.read()) is not None and frame.time_s < SEATED_S + seconds:
            if frame.time_s >= SEATED_S + taken / fps:
                writer.write(cv2.resize(frame.image, (640, 360)))
                taken += 1
        writer.release()
    return made


@pytest.mark.model
def test_a_clip_from_the_command_to_the_store(
    qapp: QApplication, qtbot: QtBot, folder: Path, samples_dir: Path
) -> None:
    # GIVEN a second start while the first one runs, and exercises that need the camera
    started: list[subprocess.Popen[bytes]] = []

    def start_again() -> None:
        # Whoever starts it at the desk has forgotten that it runs.
        environ = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        again = [sys.executable, "-m", "formcheck", "posture"]
        started.append(subprocess.Popen(again, env=environ))

    script = Script(
        (sees(DeskState.WATCHING), start_again),
        (lambda: started[0].poll() is not None, lambda: post().obey(Word.REST)),
        (sees(DeskState.RELEASED, Release.EXERCISES), lambda: post().obey(Word.GO_ON)),
        (sees(DeskState.LEARNING), lambda: None),
    )
    # WHEN it runs for as long as the clip
    clip, store = first_seconds(samples_dir / "sitting_good.mp4", folder), str(folder / "s.sqlite")
    given = ("--source", str(clip), "--close-at-end", "--show", "--store", store)
    try:
        assert command(*given) == 0
    finally:
        qapp.setQuitOnLastWindowClosed(True)
        for one in started:
            # One that came too late is the first, and would go on for ever.
            one.kill()
            one.wait()
    # THEN the second one ended at once, having the first show itself
    assert [one.returncode for one in started] == [0]
    assert len(script.left) <= 1
    # AND the baseline is kept
    with closing(open_store(store)) as kept:
        (person,) = People(kept).all()
        assert len(DeskProfiles(kept, person.id).all()) == 1


def test_a_setting_that_is_none_is_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("--style", "shout") == 2
    assert "icon, notification, sound, spoken, edge" in capsys.readouterr().err


def test_a_video_that_is_none_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = folder / "text.mp4"
    text.write_text("no video")
    for wrong in (folder / "missing.mp4", text):
        assert command("--source", str(wrong)) == 2
        told = capsys.readouterr().err
        assert wrong.name in told
        assert told.count("\n") == 1


def test_another_language_makes_it_anew(
    qapp: QApplication,
    qtbot: QtBot,
    folder: Path,
    samples_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # GIVEN one that runs, in the system's language
    monkeypatch.delenv("FORMCHECK_LANGUAGE")
    made: list[PostureApp] = []

    def speak_german() -> None:
        made.append(post().posture)
        made[0].window.settings.changed.emit(LANGUAGE, "de")

    def note() -> None:
        made.append(post().posture)
        post().obey(Word.SHOW)
        post().obey(Word.QUIT)

    # WHEN another language is chosen
    script = Script(
        (lambda: bool(qapp.findChildren(Post)), speak_german),
        (lambda: post().posture is not made[0], note),
    )
    clip = samples_dir / "sitting_good.mp4"
    try:
        status = command("--source", str(clip), "--store", str(folder / "store.sqlite"))
    finally:
        qapp.setQuitOnLastWindowClosed(True)
    # THEN it is made anew in it, and what another one says reaches the new one
    assert (status, script.left, language()) == (0, [], "de")
    assert len(set(made)) == 2


def test_a_break_has_its_own_exercises_and_the_camera_of_the_desk(
    qtbot: QtBot, folder: Path, samples_dir: Path
) -> None:
    clip = str(samples_dir / "sitting_good.mp4")
    with at_the_desk(qtbot, folder) as desk:
        # WHEN a break's exercises open
        tasks = desk.start().breaks.tasks()
        window = _train(clip, desk.who, tasks)
        assert isinstance(window, TrainingWindow)
        # THEN they see what the desk sees, and nothing else was left out at the end
        with window.run._parts.open_source() as camera:
            assert camera.info.name == Path(clip).name
        shown = window._talk.end().summary
        window.close()
    assert shown is not None
    assert [one.title for one in shown.lines] == [one.move.title for one in tasks]


def test_a_camera_is_opened_small_and_a_clip_at_its_own_pace(samples_dir: Path) -> None:
    assert isinstance(open_desk_source(str(samples_dir / "sitting_good.mp4")), PacedSource)
    camera = open_desk_source("0")
    assert isinstance(camera, Webcam)
    assert camera.wish[:2] == (640, 360)

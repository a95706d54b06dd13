"""Hard moments in the real window: each says what to do next, in the same place as everything else.

A camera that another program uses cannot be made on every computer: what OpenCV gives then, a
device that opens and has no picture, is made from a clip that has been read to its end.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from formcheck.capture.cameras import list_cameras
from formcheck.capture.choose import open_live
from formcheck.capture.frame import Frame
from formcheck.capture.opencv import cv2
from formcheck.capture.webcam import Webcam
from formcheck.exercises.spec import Exercise
from formcheck.pose.pose import Pose
from formcheck.session.guess import PUZZLED_S
from formcheck.session.live import LiveEngine
from formcheck.session.live_state import LiveState
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.voice import load_voice
from tests import bodies
from tests.capture.pictures import every_ms, write_clip
from tests.session.live_parts import HandSource, Nobody
from tests.ui.bench import CAMERAS, Bench

pytestmark = pytest.mark.gui

SLOW = 4


class Slow(HandSource):
    """A camera that gives a picture every 0.4 s."""

    def read(self) -> Frame | None:
        frame = super().read()
        return None if frame is None else replace(frame, time_s=SLOW * frame.time_s)


class Lying(Nobody):
    """An estimator that sees somebody lie still, and how many others."""

    others = 0

    def estimate(self, frame: Frame) -> Pose | None:
        pose = bodies.bridge(hip_extension=128.0, trunk_slope=-2.0)
        return replace(pose, time_s=frame.time_s, others=self.others)


@dataclass(frozen=True)
class Scene:
    """What a moment is made from."""

    qtbot: QtBot
    bench: Bench
    exercises: tuple[Exercise, ...]
    folder: Path
    monkeypatch: pytest.MonkeyPatch

    def failed(self, window: LiveWindow) -> str:
        """Begin in the window, and return what it says when it did not start."""
        self.qtbot.addWidget(window)
        window.show()
        window.begin(self.exercises[0], "0")
        self.qtbot.waitUntil(
            lambda: window.live is not None and window.live.state is LiveState.FAILED,
            timeout=20_000,
        )
        assert window._pages.currentWidget() is window.end_page
        assert window.end_page.again_button.text() == "Try again (Enter)"
        return window.end_page.trouble.words.text

    def watched(self, source: HandSource, frames: int) -> str:
        """Return the one sentence that is shown after so many frames."""
        self.bench.begin(source)
        for index in range(frames):
            self.bench.show(source, index)
        return self.bench.window.page.banner.words.text


def no_camera(scene: Scene) -> str:
    if list_cameras(probe=False):
        pytest.skip("there is a camera on this computer")
    return scene.failed(LiveWindow(scene.exercises, CAMERAS, open_live))


def busy_camera(scene: Scene) -> str:
    clip = write_clip(scene.folder / "camera.mp4", every_ms(100 / 3, 2))

    def exhausted(_number: int) -> cv2.VideoCapture:
        capture = cv2.VideoCapture(str(clip), cv2.CAP_FFMPEG)
        while capture.grab():
            pass
        return capture

    scene.monkeypatch.setattr("formcheck.capture.webcam._FIRST_FRAME_S", 0.1)
    window = LiveWindow(
        scene.exercises, CAMERAS, lambda _: Webcam(0, opener=exhausted), make_engine=engine
    )
    return scene.failed(window)


def engine(wake: Callable[[], None]) -> LiveEngine:
    return LiveEngine(wake, open_estimator=Nobody)


def dark_room(scene: Scene) -> str:
    source = HandSource()
    source.picture = source.picture // 7
    said = scene.watched(source, 1)
    assert "It is too dark." in scene.bench.window.page.not_judged.text
    return said


def nobody_there(scene: Scene) -> str:
    return scene.watched(HandSource(), 1)


def two_people(scene: Scene) -> str:
    scene.bench.estimator = Lying()
    scene.bench.estimator.others = 1
    said = scene.watched(HandSource(), 8)
    assert "I can see two people." in scene.bench.window.page.not_judged.text
    return said


def nothing_recognised(scene: Scene) -> str:
    scene.bench.estimator = Lying()
    source = Slow()
    scene.bench.sources.append(source)
    scene.bench.window.begin_guessing("0")
    for index in range(round(PUZZLED_S / 0.4) + 3):
        scene.bench.show(source, index)
    return scene.bench.window.page.banner.words.text


def nothing_recognised_in_the_dark(scene: Scene) -> str:
    source = HandSource()
    source.picture = source.picture // 7
    scene.bench.sources.append(source)
    scene.bench.window.begin_guessing("0")
    scene.bench.show(source, 0)
    return scene.bench.window.page.banner.words.text


def no_voice(scene: Scene) -> str:
    voice = load_voice("formcheck_has_no_such_part", lambda _module: None)
    window = LiveWindow(
        scene.exercises, CAMERAS, lambda _: scene.bench.sources[0], make_engine=engine, voice=voice
    )
    scene.qtbot.addWidget(window)
    scene.bench.sources.append(HandSource())
    window.show()
    window.begin(scene.exercises[0], "0")
    scene.bench.sources[0].give()
    scene.qtbot.waitUntil(
        lambda: window.live is not None and window.live.frame is not None, timeout=20_000
    )
    return window.page.not_judged.text


MOMENTS: dict[Callable[[Scene], str], str] = {
    no_camera: (
        "Expected Camera 0, but no camera was found: plug one in, or use a phone as a camera or a "
        "video file."
    ),
    busy_camera: (
        "Expected pictures from Camera 0, but it gives none: close other apps that use it (a video "
        "call, a browser tab), check that the camera is allowed, and try again."
    ),
    nobody_there: "Step into the picture.",
    dark_room: "Switch on a light in front of you.",
    two_people: "Only one person in the picture, please.",
    nothing_recognised: "I do not know this one. Choose it yourself: E.",
    nothing_recognised_in_the_dark: "Switch on a light in front of you.",
    no_voice: "Sound needs formcheck_has_no_such_part: install it, then start formcheck again.",
}
"""What is provoked, and what is said then."""


@pytest.fixture
def scene(
    qtbot: QtBot,
    bench: Bench,
    exercises: tuple[Exercise, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Scene:
    return Scene(qtbot, bench, exercises, tmp_path, monkeypatch)


@pytest.mark.model
@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.__name__)
def test_a_hard_moment_says_what_to_do_next(scene: Scene, moment: Callable[[Scene], str]) -> None:
    # GIVEN a window WHEN it happens THEN it says what to do
    assert MOMENTS[moment] in moment(scene)

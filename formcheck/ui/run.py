"""Open the live window and let it run until it is closed."""

from dataclasses import dataclass
from pathlib import Path

from PyQt6.QtCore import QByteArray, QSettings, QTimer

from formcheck.capture.cameras import list_cameras
from formcheck.capture.choose import open_source
from formcheck.capture.paced import PacedSource
from formcheck.capture.source import FrameSource
from formcheck.capture.video import VideoFile
from formcheck.errors import OutputError
from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Exercise
from formcheck.paths import user_data_dir
from formcheck.session.live_state import LiveState
from formcheck.ui.app import application
from formcheck.ui.chooser import CameraChoice
from formcheck.ui.live_window import LiveWindow

_SHOT_BEFORE_END_S = 1.5
_PLACE = "live/geometry"


@dataclass(frozen=True, slots=True)
class Options:
    """How the window is opened."""

    exercise: Exercise | None = None
    """What to start with; None: the window asks."""
    source: str = ""
    """As `formcheck.capture.choose.open_source` takes it; empty: the first camera."""
    screenshot: Path | None = None
    """Where to save a picture of the window near the end."""
    close_at_end: bool = False
    """Whether it closes when the session is over."""


def open_live_source(text: str) -> FrameSource:
    """Return a camera, or a video file that behaves like one."""
    source = open_source(text)
    return PacedSource(source) if isinstance(source, VideoFile) else source


def camera_choices() -> tuple[CameraChoice, ...]:
    """Return the cameras that the system lists; the first one even where it lists none."""
    # Not probing: that takes seconds, and this is the window's thread.
    found = list_cameras(probe=False)
    choices = tuple(CameraChoice(str(camera), source=str(camera.number)) for camera in found)
    return choices or (CameraChoice("Camera 0", source="0"),)


def run_window(options: Options) -> int:
    """Open the window and return the exit status when it was closed.

    Raises
    ------
    OutputError
        When the screenshot could not be saved.
    """
    app = application()
    exercises = list_exercises()
    own = options.exercise
    if own is not None and own.slug not in [each.slug for each in exercises]:
        exercises = (own, *exercises)
    window = LiveWindow(exercises, camera_choices(), open_live_source)
    settings = QSettings(str(user_data_dir() / "window.ini"), QSettings.Format.IniFormat)
    if options.screenshot is None:
        _restore_place(window, settings)
    if options.source:
        window.chooser.choose_camera(options.source)
    photographer = _Photographer(window, options.screenshot)
    if options.close_at_end:
        window.over.connect(lambda: QTimer.singleShot(0, window.close))
    window.show()
    if own is not None:
        window.begin(own, options.source or window.chooser.first_source())
    status = app.exec()
    window.close()
    if options.screenshot is None:
        settings.setValue(_PLACE, window.saveGeometry())
    photographer.check()
    return status


def _restore_place(window: LiveWindow, settings: QSettings) -> None:
    saved = settings.value(_PLACE)
    if isinstance(saved, QByteArray):
        window.restoreGeometry(saved)


class _Photographer:
    """Saves one picture of the window, near the end of a clip or else at its end."""

    def __init__(self, window: LiveWindow, path: Path | None) -> None:
        self._window, self._path = window, path
        self._done = self._saved = False
        if path is not None:
            window.shown.connect(self._look)
            window.over.connect(self._shoot)

    def check(self) -> None:
        """Raise OutputError when a picture was asked for and there is none."""
        if self._path is not None and not self._saved:
            raise OutputError(
                f"The picture of the window could not be saved as {self._path}: "
                "choose a folder that may be written to, and a name that ends in .png."
            )

    def _look(self) -> None:
        live = self._window.live
        if live is None or live.state is not LiveState.RUNNING or live.source is None:
            return
        length_s = live.source.duration_s
        if length_s and live.frame and live.frame.time_s >= length_s - _SHOT_BEFORE_END_S:
            self._shoot()

    def _shoot(self) -> None:
        if not self._done and self._path is not None:
            self._done = True
            self._saved = self._window.grab().save(str(self._path), "PNG")

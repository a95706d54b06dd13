"""A day of use, as quickly as it goes: windows, sessions, the store and the desk, for real.

What is not real is who is seen, and when: poses that were recorded take the place of camera and
model, and time is that of the poses. Every frame is judged, as the camera waits for the analysis.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from threading import Event, Semaphore
from types import TracebackType
from typing import Final, Self

import numpy as np
from PyQt6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QSettings

from benchmarks.figures import REPO
from formcheck.capture.frame import Frame
from formcheck.capture.source import SourceInfo
from formcheck.desk.shutter import Shutter
from formcheck.desk.surround import ALONE
from formcheck.desk.watcher import DeskPlan, Watcher
from formcheck.exercises.loader import load_exercise
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import load_poses
from formcheck.session.live import LiveEngine
from formcheck.session.record import SessionRecord
from formcheck.session.session import Session
from formcheck.session.update import Update
from formcheck.store.database import Store
from formcheck.store.people import People
from formcheck.store.recording import Recording
from formcheck.ui.chooser import CameraChoice
from formcheck.ui.desk.records import Records
from formcheck.ui.house import House
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.openers import Openers
from formcheck.ui.recordings import Recordings
from formcheck.ui.voice_base import Silence

POSES: Final = REPO / "tests" / "clips" / "poses"
EXERCISES: Final = {
    "bridge": "bridge_partial",
    "plank": "plank_sag",
    "bird-dog": "bird-dog_leg_low",
    "squat": "squat_good",
    "cat-cow": "cat-cow_good",
}
DESK: Final = "sitting-front_slump"
RECORDED_FPS: Final = 30.0
DESK_FPS: Final = 2.0
KEEP_S: Final = 60.0
PICTURE_PX: Final = (320, 180)
_MODEL: Final = ModelInfo("recorded", "")
_BEGAN: Final = datetime(2026, 1, 5, 9, 0).astimezone()


class Acting:
    """Somebody who does the same again and again: source and estimator in one.

    Parameters
    ----------
    clip
        Name of the recorded poses.
    fps
        Pictures a second.
    duration_s
        After so long the source ends; infinite for never.
    in_step
        Whether each frame waits until the one before was judged.
    """

    model = _MODEL

    def __init__(
        self, clip: str, fps: float, duration_s: float = math.inf, *, in_step: bool = True
    ) -> None:
        every = [pose for _time_s, pose in load_poses(POSES / f"{clip}.npz")]
        self._poses = cycle(every[:: round(RECORDED_FPS / fps)])
        self._fps, self._duration_s, self._index = fps, duration_s, 0
        self._judged, self._in_step = Semaphore(1), in_step
        slope = np.tile(np.linspace(40, 210, PICTURE_PX[0]), (PICTURE_PX[1], 1))
        self._picture = np.repeat(slope[..., None], 3, axis=2).astype(np.uint8)
        self.info = SourceInfo("Camera 0", True, PICTURE_PX, fps, None, None)

    def __enter__(self) -> Self:
        """Nothing to open."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to close."""

    def read(self) -> Frame | None:
        """Return the next frame as soon as the one before was judged."""
        if self._in_step:
            self._judged.acquire()
        time_s = self._index / self._fps
        if time_s >= self._duration_s:
            return None
        self._index += 1
        # Somebody moves: a picture that stays the same is not looked at.
        return Frame(self._index - 1, time_s, np.roll(self._picture, 9 * self._index, axis=1))

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the next pose."""
        self._judged.release()
        pose = next(self._poses)
        return None if pose is None else replace(pose, time_s=frame.time_s)


class Cues:
    """Counts what is said; keeps a session as it is kept anyway."""

    def __init__(self, kept: Recording, said: Callable[[], None]) -> None:
        self._kept, self._said, self._last = kept, said, ""

    def begin(self, session: Session, source: SourceInfo, model: ModelInfo) -> None:
        """Take note of what is watched."""
        self._kept.begin(session, source, model)

    def take(self, update: Update) -> None:
        """Keep an update, and see whether it says something new."""
        cue = "" if update.cue is None else update.cue.text
        if cue and cue != self._last:
            self._said()
        self._last = cue
        self._kept.take(update)

    def finish(self, record: SessionRecord | None) -> None:
        """End it."""
        self._kept.finish(record)


class Day:
    """One person's use of the program, hour after hour.

    Parameters
    ----------
    store, folder
        Where it is kept.
    fps
        Pictures a second while somebody exercises.
    """

    def __init__(self, store: Store, folder: Path, fps: float) -> None:
        self._fps = fps
        self._store, self._place = store, str(folder / "window.ini")
        self.person = People(store).add("Ann").id
        self.frames = self.cues = self.sessions = self.windows = 0
        self._exercises: Iterator[str] = cycle(EXERCISES)
        self._desk_s = 0.0

    def exercise(self, seconds: float) -> None:
        """Open a window, exercise for so long, and close it."""
        slug = next(self._exercises)
        acting = Acting(EXERCISES[slug], self._fps, seconds)
        recordings = Recordings(self._store, self.person)
        window = LiveWindow(
            [load_exercise(one) for one in EXERCISES],
            [CameraChoice("Camera 0", source="0")],
            lambda _source: acting,
            make_engine=lambda wake: LiveEngine(wake, open_estimator=lambda: acting),
            keep=recordings.told,
            voice=Silence(),
            make_keeper=lambda: Cues(recordings.make(), self._cue),
        )
        loop = QEventLoop()
        window.over.connect(loop.quit)
        window.show()
        window.begin(load_exercise(slug), "0")
        loop.exec()
        window.close()
        recordings.close()
        _forget(window)
        self.frames += round(seconds * self._fps)
        self.sessions, self.windows = self.sessions + 1, self.windows + 1

    def look_at_home(self) -> None:
        """Open the first window, look at every page, and leave."""
        place = QSettings(self._place, QSettings.Format.IniFormat)
        openers = Openers(_nothing, _nothing, lambda: None)
        house = House(self._store, lambda _who: openers, tuple, place, given={})
        window = house.window
        window.show()
        for show in (window.show_learn, window.show_history, window.show_settings):
            show()
            QCoreApplication.processEvents()
        house.leave()
        _forget(window)
        _forget(house)
        self.windows += 1

    def sit(self, seconds: float) -> None:
        """Sit at the desk for so long."""
        acting, clock = Acting(DESK, DESK_FPS, in_step=False), _DeskClock(self._desk_s)
        records = Records(self._store, self.person)
        watcher = Watcher(
            DeskPlan(profiles=records.profiles()),
            Shutter(lambda: acting),
            acting,
            clock=clock,
            ask=lambda: ALONE,
            tell=lambda _told: self._cue(),
        )
        until_s, kept_s = clock.time_s + seconds, clock.time_s
        while clock.time_s < until_s:
            clock.time_s += watcher.step()
            records.take(watcher.view)
            if clock.time_s - kept_s >= KEEP_S:
                kept_s = clock.time_s
                records.keep()
        watcher.end()
        records.take(watcher.view)
        records.close()
        _forget(records)
        self._desk_s = clock.time_s

    def _cue(self) -> None:
        self.cues += 1


class _DeskClock:
    def __init__(self, time_s: float) -> None:
        self.time_s = time_s

    def now_s(self) -> float:
        return self.time_s

    def wall(self) -> datetime:
        return _BEGAN + timedelta(seconds=self.time_s)

    def wait(self, woken: Event, seconds: float) -> None:
        """Nobody waits here."""


def _nothing(_what: object) -> LiveWindow:
    raise AssertionError("nothing is opened from here")


def _forget(window: QObject) -> None:
    """Let Qt delete a window that was closed, and all that is in it."""
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()

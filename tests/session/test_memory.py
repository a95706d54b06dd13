"""Nothing that a session needed stays after it: memory, measured by the system itself.

The bounds are generous, as what was freed is not always given back at once; what stayed by mistake
would be many times as much.
"""

import gc
import sys
from pathlib import Path

import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.capture.video import VideoFile
from formcheck.paths import samples_dir
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.session.live_state import LiveState
from tests.session.live_parts import BRIDGE, HandSource, Observer, Straight

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of a process"),
    pytest.mark.no_cover,
]

MB = 1e6


def resident_mb() -> float:
    """Return what this program has in memory now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / MB


class Large(HandSource):
    """A camera whose pictures take 6 MB each."""

    def read(self) -> Frame | None:
        frame = super().read()
        if frame is None:
            return None
        return Frame(frame.index, frame.time_s, np.full((1080, 1920, 3), 90, np.uint8))


def watch(frames: int) -> None:
    """Run one session, from opening to its record."""
    observer, source = Observer(Straight()), Large(frames)
    observer.engine.open(BRIDGE, lambda: source)
    for index in range(frames):
        source.give()
        observer.frame(index)
        observer.seen.clear()
    source.give()
    ended = observer.until(LiveState.ENDED)
    assert ended.record is not None
    assert observer.engine.close()


def test_no_picture_of_a_live_session_stays() -> None:
    watch(20)
    before = resident_mb()
    # 200 pictures of 6 MB
    for _ in range(10):
        watch(20)
    assert resident_mb() - before < 150


@pytest.mark.model
def test_no_pose_model_stays_open() -> None:
    with VideoFile(samples_dir() / "bridge_good.mp4") as clip:
        frames = [frame for frame in (clip.read(), clip.read()) if frame is not None]

    def look() -> None:
        with MediapipePose() as estimator:
            assert [estimator.estimate(frame) for frame in frames].count(None) == 0

    for _ in range(3):
        look()
    before = resident_mb()
    # Each takes some 200 MB while it is open.
    for _ in range(8):
        look()
    assert resident_mb() - before < 400

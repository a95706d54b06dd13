#!/usr/bin/env python3
"""What watching a desk costs: processor and memory of the whole process, at several paces.

::

    python -m calibration.desk_cost --minutes 2

Each pace runs in a process of its own: pictures of a rendered person at a desk go through the
real model and all the rules, each a JPEG until its turn comes, as webcams send them. The first
seconds, in which the model is loaded and the baseline found, are not counted. A camera's own
driver is not in it.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from formcheck.capture.frame import Frame
from formcheck.capture.video import VideoFile
from formcheck.desk.baseline import Calibration
from formcheck.desk.desk import Desk
from formcheck.desk.seen import Seer
from formcheck.paths import samples_dir
from formcheck.pose.mediapipe_pose import MediapipePose

CLIP: Final = samples_dir() / "sitting_good.mp4"
PACES: Final = (2.0, 4.0, 10.0)
SETTLE_S: Final = 15.0
"""Not counted: the model is loaded, and the baseline found."""
COMPANY_EVERY_S: Final = 10.0
"""At a desk others are looked for rarely: it would be half of the work."""
SIZE_PX: Final = (640, 360)
"""About the smallest picture that a webcam gives."""
_KB: Final = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one pace costs."""

    fps: float
    cpu_percent: float
    """Of one core, user and system, all threads."""
    rss_mb: float
    grown_mb: float
    """More memory at the end than when counting began."""
    looks: int
    judged: int
    """Looks in which posture was judged."""


def shots(path: Path, fps: float) -> list[tuple[float, bytes]]:
    """Return times and JPEGs of a clip at a pace, as a webcam sends them."""
    kept: list[tuple[float, bytes]] = []
    with VideoFile(path) as video:
        while (frame := video.read()) is not None:
            if frame.time_s >= len(kept) / fps:
                image = cv2.resize(frame.image, SIZE_PX, interpolation=cv2.INTER_AREA)
                kept.append((frame.time_s, cv2.imencode(".jpg", image)[1].tobytes()))
    return kept


def pictures(kept: Sequence[tuple[float, bytes]], fps: float) -> Iterator[Frame]:
    """Yield pictures for ever, each decoded when its turn comes."""
    index, begins_s = 0, 0.0
    while True:
        for time_s, jpeg in kept:
            image = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
            yield Frame(index, begins_s + time_s, np.asarray(image, np.uint8))
            index += 1
        begins_s += kept[-1][0] + 1.0 / fps


def watch(fps: float, counted_s: float) -> Cost:
    """Watch for a while in this process, and return what it cost."""
    seer, kept = Seer(), shots(CLIP, fps)
    desk: Desk | None = None
    calibration = Calibration(seer.exercise)
    began_s = counted_from_s = time.monotonic()
    before_s, before_mb = 0.0, 0.0
    looks = judged = 0
    with MediapipePose(company_every_s=COMPANY_EVERY_S) as estimator:
        for frame in pictures(kept, fps):
            wait(began_s + frame.time_s)
            pose = estimator.estimate(frame)
            wall = datetime.now().astimezone()
            if desk is None:
                found = calibration.update(seer.see(frame.time_s, pose), wall).profile
                desk = None if found is None else Desk(found, wall, seer=seer)
                continue
            now = desk.update(frame.time_s, wall, pose)
            if not before_s and time.monotonic() - began_s >= SETTLE_S:
                counted_from_s, before_s, before_mb = time.monotonic(), cpu_s(), rss_mb()
            if before_s:
                looks, judged = looks + 1, judged + (not now.sat.why_not)
            if before_s and time.monotonic() - counted_from_s >= counted_s:
                break
    share = (cpu_s() - before_s) / (time.monotonic() - counted_from_s)
    return Cost(fps, 100.0 * share, rss_mb(), rss_mb() - before_mb, looks, judged)


def wait(until_s: float) -> None:
    """Sleep until a picture is due."""
    time.sleep(max(0.0, until_s - time.monotonic()))


def cpu_s() -> float:
    """Return the processor time of this process, all its threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def rss_mb() -> float:
    """Return the memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / _KB**2


def main() -> int:
    """Watch at every pace, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="for each pace")
    given = parser.parse_args()
    for fps in PACES:
        with get_context("spawn").Pool(1) as pool:
            cost = pool.apply(watch, (fps, 60.0 * given.minutes))
        sys.stdout.write(json.dumps({name: getattr(cost, name) for name in cost.__slots__}) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())

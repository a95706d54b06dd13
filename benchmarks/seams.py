"""What a seam between two segments does to landmarks and to the record.

::

    python -m benchmarks.seams clip.mp4 exercise [clip.mp4 exercise ...]

A recording is looked at in one go, and in segments of five seconds: six times as many seams as
there are otherwise. Lengths are parts of the trunk: a small person counts as much as a large one.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Joint, Side
from formcheck.pose.hands import Job
from formcheck.pose.looking import Looking
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.pose import Floats
from formcheck.pose.recorded import PoseRecorder, RecordedPoses
from formcheck.pose.segments import Lengths
from formcheck.session.offline import analyse_poses
from formcheck.session.record import SessionRecord
from formcheck.session.session import Session

SEGMENT_S: Final = 5.0
_FROM: Final = 11
"""The first landmark below the head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeamCost:
    """What seams did to a recording. Shares of the trunk, of the landmarks below the head."""

    name: str
    seams: int
    differs: float
    """Median distance of landmarks from those of the look in one go."""
    differs_at_most: float
    """95 of 100 are below."""
    step: float
    """Mean over the seams of the median step from the frame before a seam to the one behind it."""
    step_without: float
    """The same step where there is no seam."""
    step_usual: float
    """Of the steps from frame to frame of the whole recording 95 of 100 are below."""
    counts: bool
    """Whether repetitions, holds and faults are as many, and of the same kinds."""
    moved_s: float
    """How far a repetition, hold or fault begins or ends earlier or later, at most."""


def measure(path: Path, slug: str) -> SeamCost:
    """Measure a recording."""
    whole, cut = looked_at(path, Lengths(segment_s=1e9)), looked_at(path, Lengths(SEGMENT_S))
    trunk_px = _trunk_px(whole)
    apart = np.linalg.norm(cut.image_px - whole.image_px, axis=2)[:, _FROM:] / trunk_px
    numbers = (cut.time_s // SEGMENT_S).astype(int)
    seams = np.flatnonzero(np.diff(numbers))
    steps, steps_whole = (_steps(one, trunk_px) for one in (cut, whole))
    records = [_record(one, slug) for one in (whole, cut)]
    return SeamCost(
        name=path.name,
        seams=len(seams),
        differs=float(np.nanmedian(apart)),
        differs_at_most=float(np.nanpercentile(apart, 95)),
        step=float(np.nanmean(steps[seams])),
        step_without=float(np.nanmean(steps_whole[seams])),
        step_usual=float(np.nanpercentile(steps_whole, 95)),
        counts=_kinds(records[0]) == _kinds(records[1]),
        moved_s=_moved_s(records[0], records[1]),
    )


def looked_at(path: Path, lengths: Lengths) -> RecordedPoses:
    """Return the poses of a recording that is cut so."""
    with Looking(Job(path, MediapipePose, lengths, "en"), cores=0) as looking:
        recorder = PoseRecorder(looking.info.size_px, looking.model)
        for time_s, pose in looking:
            recorder.add(time_s, pose)
    return recorder.poses()


def _trunk_px(poses: RecordedPoses) -> float:
    hip, shoulder = (
        poses.image_px[:, [joint.on(side) for side in Side]].mean(axis=1)
        for joint in (Joint.HIP, Joint.SHOULDER)
    )
    return float(np.nanmedian(np.linalg.norm(shoulder - hip, axis=1)))


def _steps(poses: RecordedPoses, trunk_px: float) -> Floats:
    """Return the median step of the landmarks from each frame to the next."""
    moved = np.linalg.norm(np.diff(poses.image_px, axis=0), axis=2)[:, _FROM:]
    steps: Floats = np.median(moved, axis=1) / trunk_px
    return steps


def _record(poses: RecordedPoses, slug: str) -> SessionRecord:
    return analyse_poses(poses, Session(load_exercise(slug)), name="")


def _kinds(record: SessionRecord) -> tuple[list[str], int, list[str]]:
    return (
        [rep.kind for rep in record.reps],
        len(record.holds),
        [one.check for one in record.faults],
    )


def _moved_s(one: SessionRecord, other: SessionRecord) -> float:
    """Return how far apart what belongs together begins or ends; NaN where it is not as much."""
    spans, others = _spans(one), _spans(other)
    if len(spans) != len(others):
        return float("nan")
    return float(np.abs(spans - others).max()) if len(spans) else 0.0


def _spans(record: SessionRecord) -> Floats:
    """Return ``(n, 2)`` start and end of repetitions, holds and faults, in seconds."""
    reps = [(rep.start_s, rep.end_s) for rep in record.reps]
    holds = [(hold.start_s, hold.end_s) for hold in record.holds]
    faults = [(fault.start_s, fault.end_s) for fault in record.faults]
    return np.array([*reps, *holds, *faults], np.float64)


def main() -> None:
    """Measure and print."""
    given = sys.argv[1:]
    for path, slug in zip(given[::2], given[1::2], strict=True):
        found = measure(Path(path), slug)
        sys.stdout.write(
            f"{found.name}: {found.seams} seams; "
            f"landmarks {100 * found.differs:.2f} % of the trunk apart, "
            f"95 of 100 below {100 * found.differs_at_most:.1f} %; "
            f"step {100 * found.step:.1f} %, without a seam {100 * found.step_without:.1f} %, "
            f"95 of 100 of all steps below {100 * found.step_usual:.1f} %; "
            f"counts the same: {found.counts}; moved by at most {found.moved_s:.2f} s\n"
        )


if __name__ == "__main__":
    main()

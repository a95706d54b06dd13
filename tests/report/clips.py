"""Sessions of recorded poses, analysed once: real ones, for what is written of them."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from formcheck.exercises.loader import load_exercise
from formcheck.pose.recorded import RecordedPoses, load_poses
from formcheck.report.exported import Exported
from formcheck.session.offline import analyse_poses
from formcheck.session.record import Series, SessionRecord
from formcheck.session.session import Session
from tests.conftest import ROOT

POSES = ROOT / "tests" / "clips" / "poses"


def path_of(name: str) -> Path:
    return POSES / f"{name}.npz"


@cache
def exported(name: str) -> Exported:
    """Return what is exported of a clip: "bridge_good"."""
    exercise = load_exercise(name.partition("_")[0])
    poses = load_poses(path_of(name))
    record = analyse_poses(poses, Session(exercise), name=f"{name}.npz")
    return Exported(record=record, exercise=exercise, poses=poses)


def with_record(one: Exported, **changes: object) -> Exported:
    record: SessionRecord = replace(one.record, **changes)
    return replace(one, record=record)


def cut(poses: RecordedPoses, frames: slice) -> RecordedPoses:
    """Return some of the frames."""
    names = ("time_s", "image_px", "world_m", "visibility")
    some = {name: getattr(poses, name)[frames] for name in names}
    return replace(poses, **some, others=None, outline_px=None)


def one_frame(series: Series) -> Series:
    return replace(series, time_s=np.zeros(1), value=series.value[-1:], sd=series.sd[-1:])

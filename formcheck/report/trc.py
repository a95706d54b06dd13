"""Landmarks over time as an OpenSim ``.trc`` file: millimetres, y up.

Every position is relative to the point between the hips *of the same frame*: that is all one camera
knows. The body turns and bends in it, but never walks or rises. Axes: x to the right of the
picture, y up, z towards the camera (the pose model has y down and z away: half a turn about x).
"""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.errors import OutputError
from formcheck.landmarks import Landmark
from formcheck.language import _
from formcheck.pose.pose import Floats, Pose
from formcheck.pose.recorded import RecordedPoses
from formcheck.pose.trust import TrustFilter
from formcheck.report.exported import Exported
from formcheck.report.files import write_text
from formcheck.report.spreadsheet import one_line

_MM: Final = 1000.0
_Y_UP: Final = np.array([1.0, -1.0, -1.0]) * _MM
_ORIGIN: Final = "(origin between the hips in every frame)"
_KEYS: Final = (
    "DataRate",
    "CameraRate",
    "NumFrames",
    "NumMarkers",
    "Units",
    "OrigDataRate",
    "OrigDataStartFrame",
    "OrigNumFrames",
)
_NO_RATE: Final = 1.0
"""Of a single frame, which has none: readers divide by it."""


def write_trc(path: Path, exported: Exported) -> None:
    """Write the landmarks that can be trusted, whole or not at all.

    Raises
    ------
    OutputError
        When it cannot be written, or no landmarks are known.
    """
    if exported.poses is None:
        raise OutputError(
            _(
                "{path} needs the landmarks, and of a session that is kept there are none: "
                "analyse the recording, or choose another kind of file."
            ).format(path=path)
        )
    write_text(path, to_trc(exported.poses, path.name))


def to_trc(poses: RecordedPoses, name: str) -> str:
    """Return the file's text; landmarks that cannot be trusted are empty."""
    lines = [*_head(poses, name), ""]
    for number, (time_s, place_mm) in enumerate(zip(poses.time_s, _places(poses), strict=True), 1):
        lines.append(_row([str(number), f"{time_s:.6f}", *_coordinates(place_mm)]))
    return "\n".join(lines) + "\n"


def rate_hz(time_s: Floats) -> float:
    """Return the median frame rate."""
    return 1.0 / float(np.median(np.diff(time_s))) if len(time_s) > 1 else _NO_RATE


def _head(poses: RecordedPoses, name: str) -> Iterator[str]:
    rate, frames = f"{rate_hz(poses.time_s):.2f}", str(len(poses))
    values = (rate, rate, frames, str(len(Landmark)), "mm", rate, "1", frames)
    markers = [cell for landmark in Landmark for cell in (landmark.name.lower(), "", "")]
    axes = [f"{axis}{number}" for number in range(1, len(Landmark) + 1) for axis in "XYZ"]
    yield "\t".join(("PathFileType", "4", "(X/Y/Z)", f"{one_line(name)} {_ORIGIN}"))
    yield "\t".join(_KEYS)
    yield "\t".join(values)
    yield _row(["Frame#", "Time", *markers])
    yield _row(["", "", *axes])


def _row(cells: list[str]) -> str:
    """End with a tab, as OpenSim does: it misses an empty cell at the end of a line without it."""
    return "\t".join(cells) + "\t"


def _places(poses: RecordedPoses) -> Iterator[Floats]:
    """Give (33, 3) millimetres of each frame, NaN where a landmark cannot be trusted."""
    trust = TrustFilter()
    for _time_s, pose in poses:
        yield np.full((len(Landmark), 3), np.nan) if pose is None else _seen(trust.assess(pose))


def _seen(pose: Pose) -> Floats:
    places: Floats = np.where(pose.doubt[:, None] == 0, pose.world_m * _Y_UP, np.nan)
    return places


def _coordinates(place_mm: Floats) -> Iterator[str]:
    for point in place_mm.tolist():
        known = all(map(math.isfinite, point))
        yield from (f"{number:z.3f}" if known else "" for number in point)

"""What others do, as a baseline: rules and counters written anew from their public descriptions.

They get the same landmarks as the program, so that only the judgement differs, not the model.

- *Alignment within 10 degrees*: a plank is right while the angle shoulder-hip-ankle of the left
  side is within 10 degrees of straight. As FormFit describes its plank detector
  (github.com/abkan2/FormFit).
- *Alignment of at least 160 degrees*: right while that angle, of the side seen better, is at least
  160 degrees; as the plank timer plank-challenge describes its body alignment
  (github.com/sergeicu/plank-challenge), and many tutorials. On which side of the line from shoulder
  to ankle the hip lies says whether it hangs or sticks up.
- *Autocorrelation*: the main way in which the large joints bend together, the period at which
  it resembles itself most, and its peaks that far apart. The usual way to count without knowing
  the exercise.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.signal import find_peaks

from formcheck.landmarks import Landmark
from formcheck.pose.pose import Floats, Pose
from formcheck.pose.recorded import RecordedPoses

STRAIGHT_DEG: Final = 180.0
_SIDES: Final = (
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, Landmark.LEFT_ANKLE),
    (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP, Landmark.RIGHT_ANKLE),
)
_BENDS: Final = tuple(
    tuple(Landmark[f"{side}_{joint}"] for joint in joints)
    for side in ("LEFT", "RIGHT")
    for joints in (
        ("SHOULDER", "HIP", "KNEE"),
        ("HIP", "KNEE", "ANKLE"),
        ("HIP", "SHOULDER", "ELBOW"),
        ("SHOULDER", "ELBOW", "WRIST"),
    )
)
_SHORTEST_S: Final = 0.8
"""No repetition is quicker: the usual guard against shaking."""
_ALIKE: Final = 0.3
"""Below this resemblance to itself nothing is repeated."""
_APART: Final = 0.7
"""Peaks are at least so much of a period apart."""
_SMOOTH_S: Final = 0.5
_OUTSTANDING: Final = 0.5
"""Prominence of a peak, in standard deviations of the signal."""


@dataclass(frozen=True, slots=True)
class PlankRule:
    """A public rule for planks."""

    name: str
    least_deg: float
    """A smaller angle shoulder-hip-ankle is wrong."""
    better_side: bool
    """Whether the side is taken that is seen better; else the left one."""

    def judge(self, pose: Pose) -> str:
        """Return "sag", "pike" or "" where nothing is wrong."""
        joints = _SIDES[0]
        if self.better_side:
            joints = max(_SIDES, key=lambda side: float(pose.visibility[list(side)].sum()))
        shoulder, hip, ankle = px = pose.image_px[list(joints)]
        if float(_angles_deg(px[None])[0]) >= self.least_deg:
            return ""
        share = (hip[0] - shoulder[0]) / (ankle[0] - shoulder[0] or 1.0)
        line_y = shoulder[1] + share * (ankle[1] - shoulder[1])
        return "sag" if hip[1] > line_y else "pike"


PLANK_RULES: Final = (
    PlankRule("alignment within 10 degrees, left side", STRAIGHT_DEG - 10.0, better_side=False),
    PlankRule("alignment of at least 160 degrees", 160.0, better_side=True),
)


def autocorrelation_count(poses: RecordedPoses) -> int:
    """Return how many repetitions the autocorrelation finds.

    Parameters
    ----------
    poses
        At least two seconds; frames with nobody are bridged.
    """
    rate = 1.0 / float(np.median(np.diff(poses.time_s)))
    signal = _main_movement(poses, max(1, round(_SMOOTH_S * rate)))
    alike = np.correlate(signal, signal, "full")[len(signal) - 1 :]
    alike /= alike[0] or 1.0
    lags, _ = find_peaks(alike)
    lags = lags[(lags >= _SHORTEST_S * rate) & (alike[lags] > _ALIKE)]
    # Two repetitions alone resemble each other too little for a period: then every peak counts.
    period = float(lags[np.argmax(alike[lags])]) if len(lags) else _SHORTEST_S * rate
    spread = float(signal.std()) or 1.0
    peaks, _ = find_peaks(signal, distance=_APART * period, prominence=_OUTSTANDING * spread)
    return len(peaks)


def _main_movement(poses: RecordedPoses, width: int) -> Floats:
    """Return the first principal component of the large joints' angles, smoothed, mean zero."""
    angles = np.column_stack([_angles_deg(poses.image_px[:, list(bend)]) for bend in _BENDS])
    seen = np.isfinite(angles).all(axis=1)
    if seen.sum() < width:
        return np.zeros(len(angles))
    at = np.arange(len(angles))
    whole = np.column_stack([np.interp(at, at[seen], column[seen]) for column in angles.T])
    whole -= whole.mean(axis=0)
    _, _, ways = np.linalg.svd(whole, full_matrices=False)
    moved = whole @ ways[0]
    # Positive is the way that leaves rest, where most of the time is spent.
    moved *= 1.0 if np.median(moved) <= 0.0 else -1.0
    around = np.pad(moved, width, mode="edge")
    smooth: Floats = np.convolve(around, np.ones(width) / width, "same")[width:-width]
    smooth -= smooth.mean()
    return smooth


def _angles_deg(joints: Floats) -> Floats:
    """Return the angle at the second of three joints, (t,), from (t, 3, 2) pixels."""
    a, b = joints[:, 0] - joints[:, 1], joints[:, 2] - joints[:, 1]
    across = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    along = (a * b).sum(axis=1)
    found: Floats = np.degrees(np.arctan2(np.abs(across), along))
    return found

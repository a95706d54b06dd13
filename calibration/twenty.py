"""Twenty bridges with planted faults, as a physio gets to see them: a video with its poses.

The tests of the review window play it. ``python -m calibration.twenty`` renders it anew, in a few
minutes: the video, what is true about it, and what the pose model sees in it.
"""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from calibration.recordings import rounded
from formcheck.capture.video import VideoFile
from formcheck.paths import calibration_dir
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.recorded import PoseRecorder, save_poses
from samples.mannequin.catalog import bridge_good
from samples.mannequin.clip import write_clip
from samples.mannequin.motion import Phase, Timeline
from samples.mannequin.moves import bridge
from samples.mannequin.plan import Plan, TrueFault, rep_of
from samples.mannequin.truth import write_truth

FOLDER: Final = calibration_dir().parent / "tests" / "clips" / "twenty"
NAME: Final = "twenty"
REPS: Final = 20
OVER_ARCH: Final = frozenset({4, 9, 13})
"""Repetitions in which the hips go beyond the line,"""
PARTIAL: Final = frozenset({7, 15})
"""that stop halfway,"""
FEET_CLOSE: Final = range(18, REPS + 1)
"""and before which the feet were pulled too close."""
_FPS: Final = 15
_SIZE: Final = (640, 360)
_KNEE_DEG, _CLOSE_DEG = 90.0, 49.0
_ARCH_DEG: Final = 26.0
_HALFWAY: Final = 0.5


def plan() -> Plan:
    """Return the plan of the clip."""
    like = bridge_good()
    line = Timeline(bridge.legs_long(like.body))
    near = bridge.top_of(like.body, _KNEE_DEG)
    line.stay("lying", 0.5)
    line.move("getting ready", 1.6, foot=near.foot_m, toes=0.0)
    line.stay("start", 2.0)
    reps, faults = [], []
    for number in range(1, REPS + 1):
        check = _fault_of(number)
        if number == FEET_CLOSE[0]:
            line.move("feet closer", 1.0, foot=bridge.top_of(like.body, _CLOSE_DEG).foot_m)
            line.stay("rest", 1.0)
        up, hold, down = _once(line, like, number, check)
        kind = "partial" if number in PARTIAL else "full"
        reps.append(rep_of(up, hold, down, number=number, kind=kind))
        if check:
            faults.append(TrueFault(check=check, start_s=hold.start_s, end_s=hold.end_s))
    line.stay("rest", 1.2)
    return replace(
        like,
        name=NAME,
        timeline=line,
        reps=reps,
        faults=faults,
        fps=_FPS,
        camera=replace(like.camera, size=_SIZE),
    )


def _fault_of(number: int) -> str:
    if number in FEET_CLOSE:
        return "feet_close"
    return "over_arch" if number in OVER_ARCH else ""


def _once(line: Timeline, like: Plan, number: int, check: str) -> tuple[Phase, Phase, Phase]:
    knee_deg = _CLOSE_DEG if check == "feet_close" else _KNEE_DEG
    beyond = {"beyond_deg": _ARCH_DEG} if check == "over_arch" else {}
    top = bridge.top_of(like.body, knee_deg, **beyond)
    share = _HALFWAY if number in PARTIAL else 1.0
    # The feet stay where they are: only the hips go higher.
    up = line.move("up", 1.2, trunk=share * top.trunk_deg)
    hold = line.stay("hold", 1.8)
    down = line.move("down", 1.4, trunk=0.0)
    line.stay("rest", 0.9)
    return up, hold, down


def main(
    folder: Annotated[Path, typer.Option(help="Where it is written.")] = FOLDER,
) -> None:
    """Render the clip and look at it."""
    folder.mkdir(parents=True, exist_ok=True)
    video = write_clip(plan(), folder)
    write_truth(plan(), folder)
    with VideoFile(video) as source, MediapipePose() as estimator:
        recorder = PoseRecorder(source.info.size_px, estimator.model)
        for frame in iter(source.read, None):
            recorder.add(frame.time_s, estimator.estimate(frame))
    save_poses(folder / f"{NAME}.npz", rounded(recorder.poses()))


if __name__ == "__main__":
    typer.run(main)

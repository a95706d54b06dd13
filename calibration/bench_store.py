"""Poses and truth of the clips shown so far, so that the rules can be rerun in seconds."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from calibration.truth import true_pose
from formcheck.capture.frame import Frame
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import View
from formcheck.landmarks import COUNT
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.pose import Floats, Pose
from formcheck.pose.recorded import PoseRecorder, RecordedPoses, load_poses, save_poses
from formcheck.report.files import write_text
from samples.mannequin.patient import Variation, plan_for
from samples.mannequin.plan import Plan, TrueFault, TrueHold, TrueRep
from samples.mannequin.scene import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a clip shows."""

    reps: tuple[TrueRep, ...] = ()
    holds: tuple[TrueHold, ...] = ()
    faults: tuple[TrueFault, ...] = ()
    duration_s: float
    distance_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """One clip as the estimator saw it, and as it truly was."""

    variation: Variation
    truth: Truth
    poses: RecordedPoses
    true_px: Floats
    """(t, 33, 2) true joints on the plane of the exercise's view; NaN where there are none."""

    def true_pose(self, index: int) -> Pose:
        """Return what a perfect camera, square to the body, would have seen in a frame."""
        px = self.true_px[index]
        missing = np.isnan(px[:, 0])
        return Pose(
            time_s=float(self.poses.time_s[index]),
            image_px=px,
            world_m=np.full((COUNT, 3), np.nan),
            visibility=np.where(missing, 0.0, 1.0),
            image_size=self.poses.image_size,
            doubt=missing.astype(np.uint8),
        )


class Store:
    """A folder of clips, named by what was asked for and by the pose model.

    Start with an empty folder when the figure, the room or a routine was changed.
    """

    def __init__(self, folder: Path, model_sha256: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._sha256 = folder, model_sha256

    def _path(self, variation: Variation, suffix: str) -> Path:
        key = hashlib.sha256(f"{_asked(variation)} {self._sha256}".encode()).hexdigest()[:12]
        return self._folder / f"{variation.exercise}_{variation.seed}_{key}{suffix}"

    def has(self, variation: Variation) -> bool:
        """Whether a clip was shown already; its truth is written last."""
        return self._path(variation, ".json").exists()

    def add(self, shown: Shown) -> None:
        """Keep a clip."""
        save_poses(self._path(shown.variation, ".npz"), shown.poses)
        with self._path(shown.variation, ".true.npz").open("wb") as file:
            np.savez_compressed(file, true_px=shown.true_px)
        write_text(self._path(shown.variation, ".json"), json.dumps(asdict(shown.truth)))

    def get(self, variation: Variation) -> Shown:
        """Return a clip that was kept."""
        truth = json.loads(self._path(variation, ".json").read_text("utf-8"))
        with np.load(self._path(variation, ".true.npz")) as arrays:
            true_px = arrays["true_px"]
        poses = load_poses(self._path(variation, ".npz"))
        return Shown(variation, _truth(truth), poses, true_px)


def _asked(variation: Variation) -> str:
    """Return what is not left to the seed, so that a new kind of choice keeps the old clips."""
    asked = {one.name: getattr(variation, one.name) for one in fields(variation)}
    usual = {one.name: one.default for one in fields(variation)}
    return str({name: value for name, value in asked.items() if value != usual[name]})


def _truth(row: dict[str, Any]) -> Truth:
    return Truth(
        reps=tuple(TrueRep(**one) for one in row["reps"]),
        holds=tuple(TrueHold(**one) for one in row["holds"]),
        faults=tuple(TrueFault(**one) for one in row["faults"]),
        duration_s=row["duration_s"],
        distance_m=row["distance_m"],
    )


def view_of(variation: Variation) -> View:
    """Return the view in which a clip is meant to be seen."""
    return View.FRONT if variation.front else View.SIDE


def show(variation: Variation, plan: Plan | None = None) -> Shown:
    """Render a clip and let the real estimator look at every frame of it.

    With a plan, what is rendered is another one than that of the variation.
    """
    plan = plan or plan_for(variation)
    with MediapipePose(outline=load_exercise(variation.slug).outline) as estimator:
        recorder = PoseRecorder(plan.camera.size, estimator.model)
        for frame in _frames(plan):
            recorder.add(frame.time_s, estimator.estimate(frame))
    view = view_of(variation)
    truth = Truth(
        reps=tuple(plan.reps),
        holds=tuple(plan.holds),
        faults=tuple(plan.faults),
        duration_s=plan.timeline.now_s,
        distance_m=plan.camera.distance_m,
    )
    truly = [true_pose(plan.body, one, plan.camera, view) for one in plan.postures()]
    true_px = np.stack([pose.image_px for pose in truly])
    return Shown(variation, truth, recorder.poses(), true_px)


def _frames(plan: Plan) -> Iterator[Frame]:
    with Renderer(plan.body, plan.camera, plan.prop, plan.room) as renderer:
        for number, time_s in zip(plan.indexes, plan.times_s, strict=True):
            clear = renderer.picture(plan.posture_at(time_s), time_s)
            rgb = plan.lens.picture(clear, number)
            yield Frame(number, time_s, np.ascontiguousarray(rgb[..., ::-1]))

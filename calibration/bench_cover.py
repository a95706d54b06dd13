"""Whether the stated ± holds for movements whose errors were not measured one by one."""

import json
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from calibration.bench_replay import replay
from calibration.bench_score import FeatureScore, feature_scores
from calibration.bench_store import Shown, Truth, view_of
from calibration.recordings import FOLDER, name_of, recordings
from calibration.truth import true_pose
from formcheck.exercises.loader import load_exercise
from formcheck.features.body import FEATURES
from formcheck.features.error_model import load_error_model
from formcheck.features.reading import Unit
from formcheck.pose.recorded import load_poses
from samples.mannequin.patient import Variation, plan_for

COVERED: Final = 0.9
"""Share of frames from which on a ± may be said to hold."""
_EVERY_DEG: Final = 90.0


def covers(folder: Path = FOLDER) -> list[FeatureScore]:
    """Compare every recording of a folder with the true joints of the same person.

    Only features by which something is decided, and whose error is the pooled one of other
    movements: what was measured for the movement itself has its own table.
    """
    kept = [one for one in recordings() if (folder / f"{name_of(one)}.json").exists()]
    samples = [sample for one in kept for sample in replay(shown_again(one, folder)).samples]
    own = _measured({one.exercise for one in samples})
    pooled = [one for one in samples if one.feature not in own[one.exercise]]
    return feature_scores(pooled, 0.0, _EVERY_DEG)


def shown_again(variation: Variation, folder: Path = FOLDER) -> Shown:
    """Return a recording with its true joints: the same variation moves in the same way.

    Raises
    ------
    ValueError
        When the recording was made of another motion than the figure does now.
    """
    path = folder / f"{name_of(variation)}.json"
    plan, poses = plan_for(variation), load_poses(path.with_suffix(".npz"))
    if json.loads(path.read_text("utf-8"))["duration_s"] != plan.timeline.now_s:
        raise ValueError(f"{path.stem}: recorded of another motion, render it again")
    postures = dict(zip(plan.times_s, plan.postures(), strict=True))
    truly = [
        true_pose(plan.body, postures[time_s], plan.camera, view_of(variation)).image_px
        for time_s in poses.time_s
    ]
    truth = Truth(
        reps=tuple(plan.reps),
        holds=tuple(plan.holds),
        faults=tuple(plan.faults),
        duration_s=plan.timeline.now_s,
        distance_m=plan.camera.distance_m,
    )
    return Shown(variation, truth, poses, np.stack(truly))


def _measured(slugs: Iterable[str]) -> dict[str, Container[str]]:
    """Return for each exercise the features whose error was measured for itself."""
    measured = load_error_model().exercises
    as_what = {slug: load_exercise(slug).measured_as or slug for slug in slugs}
    return {slug: measured.get(other, {}) for slug, other in as_what.items()}


def cover_rows(scores: Iterable[FeatureScore]) -> list[list[str]]:
    """Return one row a movement and feature."""
    rows = []
    for one in scores:
        digits, unit = (1, "°") if FEATURES[one.feature].unit is Unit.DEG else (3, "")
        numbers = (f"{x:.{digits}f}{unit}" for x in (one.bias, one.sd, one.stated))
        holds = "yes" if one.covered >= COVERED else "no"
        rows.append([one.place, one.feature, str(one.n), *numbers, f"{one.covered:.0%}", holds])
    return rows


def summary(scores: Sequence[FeatureScore]) -> str:
    """Return how many of them hold, in a sentence."""
    holding = [one for one in scores if one.covered >= COVERED]
    return (
        f"The stated ± covers the truth in {COVERED:.0%} of the frames or more for "
        f"{len(holding)} of {len(scores)} features."
    )


HEAD: Final = ["movement", "feature", "frames", "bias", "SD", "stated ±", "in ±", "holds"]

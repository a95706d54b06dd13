"""Outcomes made by hand."""

import numpy as np

from calibration.bench_replay import Outcome, Said, Sample
from calibration.bench_store import Truth
from formcheck.checking.results import Counts, FaultSpan, Hold, Rep, RepKind, ViewEstimate
from formcheck.pose.estimator import ModelInfo
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary
from samples.mannequin.patient import Variation
from samples.mannequin.plan import TrueFault, TrueHold, TrueRep


def true_rep(number: int, start_s: float, kind: str = "full") -> TrueRep:
    """A repetition of four seconds."""
    return TrueRep(
        number=number, side=None, start_s=start_s, turn_s=start_s + 2.0, end_s=start_s + 4.0,
        kind=kind,
    )  # fmt: skip


def found_rep(number: int, turn_s: float, kind: RepKind = RepKind.FULL) -> Rep:
    return Rep(number, None, turn_s - 2.0, turn_s, turn_s + 2.0, 170.0, 5.0, kind)


def sample(feature: str = "hip_extension", place: str = "bridge", **values: float) -> Sample:
    given = {"yaw_deg": 0.0, "time_s": 0.0, "value": 170.0, "stated": 5.0, "true": 170.0} | values
    return Sample(exercise=place.split("-s", maxsplit=1)[0], feature=feature, place=place, **given)


def outcome(
    *,
    exercise: str = "bridge",
    fault: str = "",
    yaw_deg: float = 0.0,
    seed: int = 100_000,
    true_reps: tuple[TrueRep, ...] = (),
    true_holds: tuple[TrueHold, ...] = (),
    true_faults: tuple[TrueFault, ...] = (),
    reps: tuple[Rep, ...] = (),
    holds: tuple[Hold, ...] = (),
    faults: tuple[FaultSpan, ...] = (),
    samples: tuple[Sample, ...] = (),
    said: tuple[Said, ...] = (),
    looked_s: tuple[float, ...] = (),
) -> Outcome:
    """A clip of one minute."""
    variation = Variation(seed=seed, exercise=exercise, fault=fault, yaw_deg=yaw_deg)
    kinds = [rep.kind for rep in reps]
    record = SessionRecord(
        schema=SCHEMA, exercise=variation.slug, title="", exercise_version=1, error_model="test",
        model=ModelInfo("", ""), source=SourceSummary("clip", 60.0, 900),
        view=ViewEstimate("side", 0.0), graded_fraction=1.0,
        counts=Counts(kinds.count(RepKind.FULL), kinds.count(RepKind.PARTIAL)),
        reps=reps, holds=holds, faults=faults, not_judged=(),
        series=Series(np.zeros(0), (), (), np.zeros((0, 0)), np.zeros((0, 0))), focus="",
    )  # fmt: skip
    truth = Truth(
        reps=true_reps, holds=true_holds, faults=true_faults, duration_s=60.0, distance_m=2.0
    )
    return Outcome(
        variation=variation, truth=truth, record=record, samples=samples, said=said,
        looked_s=looked_s or (5.0,) * len(true_faults), working_s=20.0, missed_s=1.0,
    )  # fmt: skip

"""Records of sets, for tests: numbers by hand, so that what they come to is known."""

from collections.abc import Sequence

import numpy as np

from formcheck.checking.results import (
    Counts,
    FaultSpan,
    Hold,
    Rep,
    RepKind,
    Severity,
    ViewEstimate,
)
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary

F, P, A, G = RepKind.FULL, RepKind.PARTIAL, RepKind.ATTEMPT, RepKind.GUIDED
REP_S = 4.0


def reps(*kinds: RepKind, sides: Sequence[Side | None] = (None,)) -> tuple[Rep, ...]:
    """Return repetitions of 4 s, one after the other, their sides in turn."""
    return tuple(
        Rep(
            number=n + 1,
            side=sides[n % len(sides)],
            start_s=REP_S * n,
            turn_s=REP_S * n + 2.0,
            end_s=REP_S * n + 3.9,
            extreme=170.0,
            sd=2.0,
            kind=kind,
        )
        for n, kind in enumerate(kinds)
    )


def fault(
    check: str, start_s: float, end_s: float, severity: Severity = Severity.FAULT
) -> FaultSpan:
    return FaultSpan(check, severity, start_s, end_s, 190.0, 2.0)


def record(
    made: Sequence[Rep] = (),
    *,
    holds: Sequence[Hold] = (),
    faults: Sequence[FaultSpan] = (),
    graded: float = 1.0,
    length_s: float = 60.0,
    exercise: str = "bridge",
    averages: bool = False,
) -> SessionRecord:
    full = [one for one in made if one.kind is F]
    return SessionRecord(
        schema=SCHEMA,
        exercise=exercise,
        title=exercise,
        exercise_version=1,
        error_model="1",
        model=ModelInfo("full", ""),
        source=SourceSummary("Camera 0", length_s, round(30 * length_s)),
        view=ViewEstimate("side", 4.0),
        graded_fraction=graded,
        counts=Counts(full=len(full)),
        reps=tuple(made),
        holds=tuple(holds),
        faults=tuple(faults),
        not_judged=(),
        series=Series(np.zeros(0), (), (), np.zeros((0, 0)), np.zeros((0, 0))),
        focus="",
        averages={"trunk_lean": Reading(4.0, 2.0, Unit.DEG)} if averages else {},
    )

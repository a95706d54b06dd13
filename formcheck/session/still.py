"""One picture: posture alone. Nothing is counted and nothing is timed in it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from formcheck.checking.results import Counts, FaultSpan, NotJudgedSpan
from formcheck.language import N_, _
from formcheck.pose.recorded import RecordedPoses
from formcheck.session.record import Series, SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.session.update import NotJudged

STILL: Final = N_("A still picture: posture alone; nothing can be counted or timed in it.")


def judge_still(poses: RecordedPoses, session: Session, *, name: str) -> SessionRecord:
    """Return what is seen in a picture that was shown for a while.

    The readings stand in ``averages``. Faults and what could not be judged are there once each,
    without a time: for how long they lasted is an accident of the showing.
    """
    session.error_model.require_model(poses.model.sha256)
    updates = [session.update(time_s, pose) for time_s, pose in poses]
    record = session.finish(SourceSummary(name, 0.0, 1), poses.model, _(STILL))
    series = record.series
    return replace(
        record,
        counts=Counts(),
        reps=(),
        holds=(),
        faults=tuple(_each_once(record.faults)),
        not_judged=tuple(_spans(updates[-1].not_judged)),
        series=Series(np.zeros(1), series.names, series.units, series.value[-1:], series.sd[-1:]),
        averages=dict(updates[-1].readings),
    )


def _each_once(faults: Iterable[FaultSpan]) -> Iterable[FaultSpan]:
    worst = {one.check: one for one in sorted(faults, key=lambda one: one.severity)}
    return (replace(one, start_s=0.0, end_s=0.0) for one in worst.values())


def _spans(reasons: Iterable[NotJudged]) -> Iterable[NotJudgedSpan]:
    return (NotJudgedSpan(f"{one.reason} {one.mend}".strip(), 0.0, 0.0) for one in reasons)

"""Scores: what was found beside what is true. Pure functions."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from calibration.bench_replay import Outcome, Sample
from formcheck.checking.results import FaultSpan, Rep, RepKind, Severity
from samples.mannequin.plan import TrueFault, TrueRep

GOOD_DEG: Final = 20.0
REFUSED_DEG: Final = 35.0
SLACK_S: Final = 1.0
"""A fault is seen until a moment after it ended, as the episode ends when it is surely over."""
LASTS_S: Final = 0.7
"""A fault that could be looked at for less was not judged."""
NOTHING: Final = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureScore:
    """How far one feature is off, in its own unit."""

    place: str
    feature: str
    n: int
    bias: float
    sd: float
    mae: float
    covered: float
    """Share of frames in which the truth lies within the ± that is stated."""
    stated: float
    """Median of the stated error."""


def feature_scores(
    samples: Iterable[Sample], low_deg: float, high_deg: float
) -> list[FeatureScore]:
    """Return one score for each place and feature, for yaws from low to (and with) high."""
    groups: dict[tuple[str, str], list[Sample]] = defaultdict(list)
    for one in samples:
        if low_deg <= one.yaw_deg <= high_deg:
            groups[one.place, one.feature].append(one)
    return [_feature_score(*key, groups[key]) for key in sorted(groups)]


def _feature_score(place: str, feature: str, samples: Sequence[Sample]) -> FeatureScore:
    error = np.array([one.value - one.true for one in samples])
    stated = np.array([one.stated for one in samples])
    return FeatureScore(
        place=place,
        feature=feature,
        n=len(samples),
        bias=float(error.mean()),
        sd=float(error.std()),
        mae=float(np.abs(error).mean()),
        covered=float(np.mean(np.abs(error) <= stated)),
        stated=float(np.median(stated)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RepScore:
    """Counting, over the clips of one exercise."""

    clips: int
    true: int
    """Full repetitions that were done."""
    mae: float
    """Mean distance of the count of full repetitions, by the true count."""
    within_one: float
    """Share of clips at most one off."""
    confusion: dict[tuple[str, str], int]
    """True and found kind of every repetition; ``nothing`` where there is no other one."""


def rep_score(outcomes: Sequence[Outcome]) -> RepScore:
    """Compare the repetitions of some clips, at least one."""
    confusion: Counter[tuple[str, str]] = Counter()
    off, true = [], 0
    for one in outcomes:
        confusion.update(match_reps(one.truth.reps, one.record.reps))
        full = sum(rep.kind == RepKind.FULL for rep in one.truth.reps)
        off.append(abs(one.record.counts.full - full))
        true += full
    return RepScore(
        clips=len(outcomes),
        true=true,
        mae=sum(off) / true if true else float(sum(off)),
        within_one=float(np.mean(np.array(off) <= 1)),
        confusion=dict(confusion),
    )


def match_reps(true: Sequence[TrueRep], found: Sequence[Rep]) -> list[tuple[str, str]]:
    """Pair each true repetition with the found one that turns within it, nearest in time."""
    left = list(found)
    pairs = []
    for rep in true:
        inside = [one for one in left if rep.start_s <= one.turn_s <= rep.end_s]
        best = min(inside, key=lambda one: abs(one.turn_s - rep.turn_s), default=None)
        if best is not None:
            left.remove(best)
        pairs.append((rep.kind, NOTHING if best is None else best.kind.value))
    return pairs + [(NOTHING, one.kind.value) for one in left]


@dataclass(frozen=True, slots=True)
class HoldError:
    """Found minus true, seconds, of one hold; NaN where it was not found."""

    seed: int
    start_s: float
    end_s: float
    good_s: float


def hold_errors(outcome: Outcome) -> list[HoldError]:
    """Compare each true hold with the found one that overlaps it most."""
    errors = []
    for true in outcome.truth.holds:
        overlaps = [
            (min(true.end_s, one.end_s) - max(true.start_s, one.start_s), one)
            for one in outcome.record.holds
        ]
        share_s, best = max(overlaps, key=lambda pair: pair[0], default=(0.0, None))
        off = (math.nan, math.nan, math.nan)
        if best is not None and share_s > 0.0:
            off = best.start_s - true.start_s, best.end_s - true.end_s, best.good_s - true.good_s
        errors.append(HoldError(outcome.variation.seed, *off))
    return errors


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultScore:
    """How well the faults of one check are found, over the clips in which it may be given."""

    check: str
    planted: int
    judged: int
    """Planted faults that could be judged for long enough to last."""
    found: int
    """Planted faults called a fault."""
    noticed: int
    """Planted faults called a fault or warned about."""
    called: int
    """Episodes called a fault, in any of the clips."""
    right: int
    """Of these, those in which it was planted."""

    @property
    def recall(self) -> float:
        """Share of the planted faults that was found; NaN when none was planted."""
        return self.found / self.planted if self.planted else math.nan

    @property
    def recall_judged(self) -> float:
        """Share of those that could be judged; NaN when there were none."""
        return self.found / self.judged if self.judged else math.nan

    @property
    def precision(self) -> float:
        """Share of the calls that was right; NaN when none was made."""
        return self.right / self.called if self.called else math.nan


def fault_score(check: str, outcomes: Iterable[Outcome]) -> FaultScore:
    """Compare the planted faults of one check with its episodes."""
    planted = judged = found = noticed = called = right = 0
    for one in outcomes:
        true = [fault for fault in one.truth.faults if fault.check == check]
        spans = [span for span in one.record.faults if span.check == check]
        worst = [span for span in spans if span.severity is Severity.FAULT]
        planted += len(true)
        looked_s = zip(one.truth.faults, one.looked_s, strict=True)
        judged += sum(fault.check == check and looked >= LASTS_S for fault, looked in looked_s)
        noticed += sum(any(_meet(fault, span) for span in spans) for fault in true)
        found += sum(any(_meet(fault, span) for span in worst) for fault in true)
        called += len(worst)
        right += sum(any(_meet(fault, span) for fault in true) for span in worst)
    return FaultScore(
        check=check,
        planted=planted,
        judged=judged,
        found=found,
        noticed=noticed,
        called=called,
        right=right,
    )


def _meet(fault: TrueFault, span: FaultSpan) -> bool:
    return span.start_s < fault.end_s + SLACK_S and span.end_s > fault.start_s - SLACK_S


def verdicts(outcome: Outcome) -> list[str]:
    """Return every judgement that was given in a clip: repetitions, holds and faults."""
    record = outcome.record
    reps = [f"{rep.kind.value} repetition" for rep in record.reps]
    held = [f"hold of {one.end_s - one.start_s:.1f} s" for one in record.holds]
    return [*reps, *held, *(f"{one.check} ({one.severity.word})" for one in record.faults)]


def phantom_reps(outcome: Outcome) -> int:
    """Return the full and partial repetitions counted in a clip in which none was done."""
    return outcome.record.counts.full + outcome.record.counts.partial


def seen_well(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the clips with exercise, seen within 20 degrees of the best view."""
    return [one for one in outcomes if one.yaw_deg <= GOOD_DEG and not one.variation.nothing]


def refused(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the clips that must not be judged."""
    return [one for one in outcomes if one.yaw_deg > REFUSED_DEG]


def good_form(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the clips seen well in which nothing is wrong."""
    return [one for one in seen_well(outcomes) if not one.variation.fault]

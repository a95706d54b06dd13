"""The targets, and how far the measured figures reach them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from calibration.bench_movements import ClipScore
from calibration.bench_movements import good_form as good_form_of
from calibration.bench_replay import Outcome
from calibration.bench_score import (
    GOOD_DEG,
    FaultScore,
    FeatureScore,
    fault_score,
    feature_scores,
    good_form,
    hold_errors,
    phantom_reps,
    refused,
    rep_score,
    seen_well,
    verdicts,
)
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import LimbRule, RepRule
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit

MAX_BIAS: Final = {Unit.DEG: 2.0, Unit.RATIO: 0.02}
MAX_SD: Final = {Unit.DEG: 6.0}
COVERED: Final = (0.90, 0.99)
MIN_WITHIN_ONE: Final = 0.99
MAX_REP_MAE: Final = 0.02
MIN_RECALL: Final = 0.95
MIN_PRECISION: Final = 0.95
MAX_CUES: Final = 1.0
"""False cues in ten minutes of good form."""
MAX_HOLD_S: Final = 0.5
TEN_MINUTES_S: Final = 600.0


@dataclass(frozen=True, slots=True)
class Line:
    """One target and what was measured."""

    target: str
    measured: str
    met: bool | None
    """None when nothing was measured."""

    @property
    def verdict(self) -> str:
        """Plain words for the table."""
        if self.met is None:
            return "not measured"
        return "met" if self.met else "**falls short**"


def lines(outcomes: Sequence[Outcome], movements: Sequence[ClipScore] = ()) -> list[Line]:
    """Return every target with what was measured; false cues in both kinds of clips."""
    well = seen_well(outcomes)
    samples = [one for outcome in well for one in outcome.samples if one.checked]
    features = feature_scores(samples, 0.0, GOOD_DEG)
    return [
        *_feature_lines(features),
        *_rep_lines(well),
        _phantom_line(outcomes),
        *_fault_lines(check_scores(well)),
        _cue_line(outcomes, movements),
        _hold_line(well),
        _refused_line(outcomes),
    ]


def _share(name: str, good: int, of: int, misses: Sequence[str]) -> Line:
    text = f"{good} of {of}" + (f"; not {', '.join(misses)}" if misses else "")
    return Line(name, text, good == of if of else None)


def _feature_lines(features: Sequence[FeatureScore]) -> Iterator[Line]:
    names = {one: f"{one.place} {one.feature}" for one in features}
    for title, misses in (
        ("features with a bias of at most 2° (or 0.02)", [one for one in features if _off(one)]),
        ("features in degrees with an SD of at most 6°", [one for one in features if _wide(one)]),
        (
            "features whose ± covers the truth in 90 to 99 % of frames",
            [one for one in features if not COVERED[0] <= one.covered <= COVERED[1]],
        ),
    ):
        good = len(features) - len(misses)
        yield _share(title, good, len(features), [names[one] for one in misses])


def _off(one: FeatureScore) -> bool:
    return abs(one.bias) > MAX_BIAS[FEATURES[one.feature].unit]


def _wide(one: FeatureScore) -> bool:
    return one.sd > MAX_SD.get(FEATURES[one.feature].unit, math.inf)


def counted(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the clips of exercises whose repetitions are counted."""
    rules = {slug: load_exercise(slug).rule for slug in {one.variation.slug for one in outcomes}}
    return [one for one in outcomes if isinstance(rules[one.variation.slug], RepRule | LimbRule)]


def _rep_lines(well: Sequence[Outcome]) -> Iterator[Line]:
    clips = counted(well)
    score = rep_score(clips) if clips else None
    share = f"{score.within_one:.1%} of {score.clips} clips" if score else "no clips"
    yield Line(
        "count at most one off in 99 % of clips",
        share,
        score.within_one >= MIN_WITHIN_ONE if score else None,
    )
    yield Line(
        "count: mean error at most 0.02 of the true count",
        f"{score.mae:.3f} ({score.true} repetitions)" if score else "no clips",
        score.mae <= MAX_REP_MAE if score else None,
    )


def _phantom_line(outcomes: Sequence[Outcome]) -> Line:
    idle = [one for one in counted(outcomes) if one.variation.nothing]
    found = sum(phantom_reps(one) for one in idle)
    text = f"{found} in {len(idle)} clips"
    return Line("no repetition counted where none is done", text, not found if idle else None)


def check_scores(outcomes: Sequence[Outcome]) -> list[FaultScore]:
    """Return one score for each check of each exercise."""
    scores = []
    for slug in sorted({one.variation.slug for one in outcomes}):
        own = [one for one in outcomes if one.variation.slug == slug]
        scores += [fault_score(check.id, own) for check in load_exercise(slug).checks]
    return scores


def _fault_lines(scores: Sequence[FaultScore]) -> Iterator[Line]:
    planted, found = sum(one.planted for one in scores), sum(one.found for one in scores)
    called, right = sum(one.called for one in scores), sum(one.right for one in scores)
    yield Line(
        "recall of planted faults at least 0.95",
        f"{found} of {planted}" + (f" = {found / planted:.2f}" if planted else ""),
        _reached(found, planted),
    )
    judged = sum(one.judged for one in scores)
    share = f"{found} of {judged}" + (f" = {found / judged:.2f}" if judged else "")
    yield Line("the same of those that could be judged", share, _reached(found, judged))
    yield Line(
        "precision of faults at least 0.95",
        f"{right} of {called}" + (f" = {right / called:.2f}" if called else ""),
        right / called >= MIN_PRECISION if called else None,
    )


def _reached(found: int, of: int) -> bool | None:
    return found / of >= MIN_RECALL if of else None


def false_cues(outcomes: Sequence[Outcome]) -> tuple[int, float]:
    """Return the number of corrections given in good form, and the seconds of good form."""
    clips = good_form(outcomes)
    seconds = sum(one.truth.duration_s for one in clips)
    return sum(len(one.said) for one in clips), seconds


def _cue_line(outcomes: Sequence[Outcome], movements: Sequence[ClipScore]) -> Line:
    cues, seconds = map(sum, zip(false_cues(outcomes), good_form_of(movements), strict=True))
    rate = cues * TEN_MINUTES_S / seconds if seconds else math.nan
    text = f"{cues} in {seconds / 60.0:.1f} min = {rate:.1f} in ten minutes"
    name = "at most one false cue in ten minutes of good form"
    return Line(name, text, rate <= MAX_CUES if seconds else None)


def _hold_line(well: Sequence[Outcome]) -> Line:
    errors = [error for one in well for error in hold_errors(one)]
    good = [one for one in errors if abs(one.good_s) <= MAX_HOLD_S]
    misses = [f"seed {one.seed}" for one in errors if one not in good]
    return _share("good seconds of a hold within 0.5 s", len(good), len(errors), misses)


def _refused_line(outcomes: Sequence[Outcome]) -> Line:
    clips = refused(outcomes)
    given = [
        f"seed {one.variation.seed}: {', '.join(found)}"
        for one in clips
        if (found := verdicts(one))
    ]
    name = "no verdict beyond 35° of yaw"
    return _share(name, len(clips) - len(given), len(clips), given)

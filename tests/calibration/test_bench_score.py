import math

import pytest

from calibration.bench_score import (
    HoldError,
    fault_score,
    feature_scores,
    good_form,
    hold_errors,
    match_reps,
    phantom_reps,
    refused,
    rep_score,
    seen_well,
    verdicts,
)
from formcheck.checking.results import FaultSpan, Hold, RepKind, Severity
from samples.mannequin.plan import TrueFault, TrueHold
from tests.calibration.bench_outcomes import found_rep, outcome, sample, true_rep


def span(check: str, severity: Severity, start_s: float, end_s: float) -> FaultSpan:
    return FaultSpan(check, severity, start_s, end_s, 20.0, 5.0)


def test_a_feature_is_scored_by_bias_spread_and_cover() -> None:
    values = [168.0, 172.0, 176.0, 186.0]
    (score,) = feature_scores([sample(value=value) for value in values], 0.0, 20.0)
    assert (score.place, score.feature, score.n) == ("bridge", "hip_extension", 4)
    assert score.bias == pytest.approx(5.5)
    assert score.sd == pytest.approx(math.sqrt((7.5**2 + 3.5**2 + 0.5**2 + 10.5**2) / 4))
    assert score.mae == pytest.approx(6.5)
    assert (score.covered, score.stated) == (0.5, 5.0)


def test_features_are_split_by_place_and_yaw() -> None:
    samples = [sample(yaw_deg=yaw) for yaw in (0.0, 20.0, 21.0)]
    samples.append(sample("neck_lean", "sitting-side", value=10.0, true=10.0))
    found = {(one.place, one.n) for one in feature_scores(samples, 0.0, 20.0)}
    assert found == {("bridge", 2), ("sitting-side", 1)}


def test_repetitions_pair_by_their_turn() -> None:
    true = [true_rep(1, 0.0), true_rep(2, 5.0), true_rep(3, 10.0, "partial")]
    found = [
        found_rep(1, 2.2), found_rep(2, 3.5, RepKind.ATTEMPT), found_rep(3, 11.0, RepKind.PARTIAL),
        found_rep(4, 30.0),
    ]  # fmt: skip
    assert match_reps(true, found) == [
        ("full", "full"), ("full", "nothing"), ("partial", "partial"),
        ("nothing", "attempt"), ("nothing", "full"),
    ]  # fmt: skip


def test_counts_are_scored_by_the_true_count() -> None:
    right = outcome(true_reps=(true_rep(1, 0.0),), reps=(found_rep(1, 2.0),))
    three_short = outcome(true_reps=tuple(true_rep(n, 5.0 * n) for n in (1, 2, 3)))
    one_partial = outcome(
        true_reps=(true_rep(1, 0.0, "partial"),), reps=(found_rep(1, 2.0, RepKind.PARTIAL),)
    )
    one_short = outcome(true_reps=(true_rep(1, 0.0),))
    score = rep_score([right, three_short, one_partial, one_short])
    assert (score.clips, score.true, score.mae) == (4, 5, pytest.approx(4 / 5))
    assert score.within_one == pytest.approx(3 / 4)
    assert score.confusion == {
        ("full", "full"): 1, ("full", "nothing"): 4, ("partial", "partial"): 1,
    }  # fmt: skip


def test_holds_are_compared_with_the_one_that_overlaps_most() -> None:
    true = TrueHold(start_s=5.0, end_s=15.0, good_s=8.0)
    found = (Hold(None, 3.0, 5.5, 2.5), Hold(None, 6.0, 15.5, 8.25))
    one = outcome(exercise="plank", true_holds=(true,), holds=found, seed=7)
    assert hold_errors(one) == [HoldError(7, 1.0, 0.5, 0.25)]


def test_a_hold_that_was_not_found_is_no_number() -> None:
    true = TrueHold(start_s=5.0, end_s=15.0, good_s=8.0)
    (error,) = hold_errors(outcome(true_holds=(true,), holds=(Hold(None, 20.0, 30.0, 10.0),)))
    assert math.isnan(error.start_s)
    assert math.isnan(error.end_s)
    assert math.isnan(error.good_s)


def test_faults_are_found_only_as_faults_and_in_their_time() -> None:
    planted = tuple(
        TrueFault(check="feet_far", start_s=start, end_s=start + 3.0) for start in (5.0, 15.0, 25.0)
    )
    called = (
        span("feet_far", Severity.FAULT, 6.0, 9.5),
        span("feet_far", Severity.WARN, 16.0, 18.0),
        span("feet_far", Severity.FAULT, 40.0, 42.0),
        span("over_arch", Severity.FAULT, 26.0, 27.0),
    )
    one = outcome(fault="feet_far", true_faults=planted, faults=called)
    score = fault_score("feet_far", [one])
    assert (score.planted, score.found, score.noticed) == (3, 1, 2)
    assert (score.called, score.right) == (2, 1)
    assert (score.recall, score.precision) == (pytest.approx(1 / 3), 0.5)
    assert (score.judged, score.recall_judged) == (3, pytest.approx(1 / 3))
    hidden = outcome(fault="feet_far", true_faults=planted, faults=called, looked_s=(5.0, 0.0, 0.6))
    score = fault_score("feet_far", [hidden])
    assert (score.planted, score.judged, score.recall_judged) == (3, 1, 1.0)
    other = fault_score("over_arch", [one])
    assert (other.planted, other.called, other.right, other.precision) == (0, 1, 0, 0.0)
    assert math.isnan(other.recall)
    assert math.isnan(fault_score("feet_close", [one]).precision)


def test_verdicts_and_phantoms_are_all_told() -> None:
    one = outcome(
        fault="none:talking",
        reps=(found_rep(1, 2.0), found_rep(2, 9.0, RepKind.ATTEMPT)),
        holds=(Hold(None, 1.0, 3.5, 2.5),),
        faults=(span("sag", Severity.WARN, 1.0, 2.0),),
    )
    assert verdicts(one) == [
        "full repetition", "attempt repetition", "hold of 2.5 s", "sag (warn)",
    ]  # fmt: skip
    assert phantom_reps(one) == 1


def test_clips_are_grouped_by_what_they_show() -> None:
    good, faulty = outcome(), outcome(fault="feet_far", yaw_deg=-20.0)
    turned, away = outcome(yaw_deg=28.0), outcome(yaw_deg=-36.0)
    idle = outcome(fault="none:talking")
    clips = [good, faulty, turned, away, idle]
    assert seen_well(clips) == [good, faulty]
    assert good_form(clips) == [good]
    assert refused(clips) == [away]

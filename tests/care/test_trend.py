"""Values with two kinds of error, and when the difference of two is called a change."""

import math

import pytest

from formcheck.care import trend
from formcheck.care.trend import (
    COUNT,
    MEDIAN_FACTOR,
    NO_MDC,
    PAIN_MDC,
    RANGE_MDC,
    SCALES,
    SHARE,
    SIDES_MDC,
    TIME_MDC,
    UNKNOWN,
    Estimate,
    Mdc,
    Scale,
    Verdict,
    change,
    change_text,
    difference,
    mean_of,
    median_of,
    pooled,
    share_of,
)
from formcheck.features.reading import Unit

DEG = SCALES[Unit.DEG]
NAN = math.nan


def estimate(value: float, random: float = 0.0, systematic: float = 0.0, n: int = 5) -> Estimate:
    return Estimate(value, random, systematic, n)


def test_a_median_has_the_spread_of_its_values_and_the_error_of_one() -> None:
    found = median_of([160.0, 164.0, 168.0, 172.0], [3.0, 3.0, 4.0, 5.0])
    assert found is not None
    assert found.value == 166.0
    # Spread 5.164, of the mean 2.582, of the median that times the root of half pi.
    assert found.random_sd == pytest.approx(MEDIAN_FACTOR * 2.5820, abs=1e-3)
    assert found.systematic_sd == 3.5
    assert found.n == 4
    assert found.sd == pytest.approx(math.hypot(found.random_sd, 3.5))
    assert found.error == pytest.approx(2.0 * found.sd)


def test_what_was_not_measured_is_left_out_of_a_median() -> None:
    found = median_of([160.0, NAN, 170.0, 180.0], [3.0, 3.0, NAN, 3.0])
    assert found is not None
    assert (found.value, found.n) == (170.0, 2)
    assert median_of([NAN], [3.0]) is None
    assert median_of([], []) is None


def test_one_value_says_nothing_of_how_values_spread() -> None:
    found = median_of([160.0], [3.0])
    assert found is not None
    assert math.isnan(found.random_sd)
    assert math.isnan(found.error)
    assert not found.known


@pytest.mark.parametrize(("n", "sd", "known"), [(2, 1.0, False), (3, 1.0, True), (9, NAN, False)])
def test_three_values_with_an_error_may_be_compared(n: int, sd: float, *, known: bool) -> None:
    assert estimate(1.0, sd, n=n).known is known


def test_a_mean_has_its_standard_error() -> None:
    found = mean_of([8.0, 10.0, 12.0], systematic_sd=0.5)
    assert found is not None
    assert found.value == 10.0
    assert found.random_sd == pytest.approx(2.0 / math.sqrt(3.0))
    assert (found.systematic_sd, found.n) == (0.5, 3)
    assert mean_of([]) is None


@pytest.mark.parametrize(
    ("values", "sd"),
    [([5.0], 0.7), ([5.0, 5.0], 0.7 / math.sqrt(2.0)), ([4.0, 6.0], 1.0)],
)
def test_answers_that_are_alike_are_not_certain(values: list[float], sd: float) -> None:
    found = mean_of(values, single_sd=0.7)
    assert found is not None
    assert found.random_sd == pytest.approx(sd)


def test_one_answer_of_pain_is_certain_to_the_detectable_change() -> None:
    first, second = (mean_of([score], single_sd=trend.PAIN_SD) for score in (5.0, 3.0))
    assert first is not None
    assert second is not None
    assert math.hypot(first.error, second.error) == pytest.approx(PAIN_MDC.absolute)


# Shares


def test_the_error_of_a_share_stays_above_zero_when_all_were_good() -> None:
    found = share_of([(10, 10)], many=10)
    assert found is not None
    assert found.value == 1.0
    # Agresti and Coull: 12 of 14.
    assert found.random_sd == pytest.approx(math.sqrt(12 / 14 * 2 / 14 / 14))
    assert found.n == 10


def test_sessions_that_differ_widen_the_error_of_a_share() -> None:
    found = share_of([(10, 10), (0, 10)], many=20)
    assert found is not None
    assert found.value == 0.5
    # Both weigh a half and are a half away: sqrt(2 * 0.25**2) * sqrt(2 / 1).
    assert found.random_sd == pytest.approx(0.5)


def test_a_share_of_seconds_has_the_spread_of_its_holds() -> None:
    found = share_of([(9.0, 10.0), (0.0, 0.0), (18.0, 30.0)], systematic_sd=0.02)
    assert found is not None
    assert found.value == pytest.approx(27.0 / 40.0)
    spread = math.hypot(0.25 * (0.9 - 0.675), 0.75 * (0.6 - 0.675)) * math.sqrt(2.0)
    assert found.random_sd == pytest.approx(spread)
    assert (found.systematic_sd, found.n) == (0.02, 2)


def test_the_share_of_one_hold_has_no_error_and_that_of_nothing_is_none() -> None:
    found = share_of([(9.0, 10.0)])
    assert found is not None
    assert math.isnan(found.random_sd)
    assert share_of([]) is None
    assert share_of([(0.0, 0.0)]) is None


# Several sessions


def test_the_surer_session_weighs_more() -> None:
    found = pooled([estimate(160.0, 3.0, 4.0), estimate(170.0, 6.0, 8.0)])
    assert found is not None
    # Variances 25 and 100: weights 0.8 and 0.2.
    assert found.value == pytest.approx(162.0)
    assert found.systematic_sd == pytest.approx(0.8 * 4.0 + 0.2 * 8.0)
    assert found.n == 10
    between = math.hypot(0.8 * 2.0, 0.2 * 8.0) * math.sqrt(2.0)
    assert found.random_sd == pytest.approx(max(between, math.hypot(0.8 * 3.0, 0.2 * 6.0)))


def test_the_random_error_is_never_below_that_of_the_parts() -> None:
    found = pooled([estimate(160.0, 3.0), estimate(160.0, 3.0)])
    assert found is not None
    assert found.random_sd == pytest.approx(3.0 / math.sqrt(2.0))


@pytest.mark.parametrize("many", [1, 4, 100])
def test_the_systematic_error_is_never_averaged_away(many: int) -> None:
    found = pooled([estimate(160.0, 2.0, 4.0)] * many)
    assert found is not None
    assert found.systematic_sd == pytest.approx(4.0)
    assert found.random_sd == pytest.approx(2.0 / math.sqrt(many))


def test_where_an_error_is_missing_the_number_weighs() -> None:
    found = pooled([estimate(160.0, NAN, 4.0, n=1), estimate(172.0, 2.0, 4.0, n=3)])
    assert found is not None
    assert found.value == pytest.approx(169.0)
    assert found.random_sd == pytest.approx(math.hypot(0.25 * 9.0, 0.75 * 3.0) * math.sqrt(2.0))
    alone = pooled([estimate(160.0, NAN, 4.0, n=1)])
    assert alone is not None
    assert math.isnan(alone.random_sd)
    assert pooled([]) is None


# Changes


@pytest.mark.parametrize(
    ("before", "after", "mdc", "by", "verdict"),
    [
        # 2 sd of each are 6 and 8: together 10.
        (estimate(150.0, 3.0), estimate(164.0, 4.0), NO_MDC, 14.0, Verdict.MORE),
        (estimate(164.0, 3.0), estimate(150.0, 4.0), NO_MDC, -14.0, Verdict.LESS),
        (estimate(150.0, 3.0), estimate(160.0, 4.0), NO_MDC, 10.0, Verdict.SAME),
        (estimate(150.0, 3.0), estimate(160.1, 4.0), NO_MDC, 10.1, Verdict.MORE),
        # The systematic errors count in full, on both sides.
        (estimate(150.0, 0.0, 3.0), estimate(160.0, 0.0, 4.0), NO_MDC, 10.0, Verdict.SAME),
        # Beyond the error, but below what can be detected (R3); and just at it.
        (estimate(150.0), estimate(159.9), RANGE_MDC[Unit.DEG], 9.9, Verdict.SAME),
        (estimate(150.0), estimate(160.0), RANGE_MDC[Unit.DEG], 10.0, Verdict.MORE),
        # Between the sides 15 degrees are needed (R2).
        (estimate(150.0), estimate(164.0), SIDES_MDC[Unit.DEG], 14.0, Verdict.SAME),
        (estimate(150.0), estimate(165.0), SIDES_MDC[Unit.DEG], 15.0, Verdict.MORE),
        # 15 % of the larger one.
        (estimate(17.3), estimate(20.0), TIME_MDC, 2.7, Verdict.SAME),
        (estimate(16.9), estimate(20.0), TIME_MDC, 3.1, Verdict.MORE),
        (estimate(-0.2), estimate(-0.17), RANGE_MDC[Unit.RATIO], 0.03, Verdict.MORE),
        # Pain: 2 points (NPRS).
        (estimate(5.0), estimate(3.1), PAIN_MDC, -1.9, Verdict.SAME),
        (estimate(5.0), estimate(3.0), PAIN_MDC, -2.0, Verdict.LESS),
    ],
)
def test_a_change_is_beyond_the_error_and_the_detectable(
    before: Estimate, after: Estimate, mdc: Mdc, by: float, verdict: Verdict
) -> None:
    found = change(before, after, mdc)
    assert found.by == pytest.approx(by)
    assert found.error == pytest.approx(math.hypot(before.error, after.error))
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, estimate(1.0)),
        (estimate(1.0), None),
        (estimate(1.0, n=2), estimate(9.0)),
        (estimate(1.0), estimate(9.0, NAN)),
    ],
)
def test_of_too_little_nothing_is_told(before: Estimate | None, after: Estimate | None) -> None:
    assert change(before, after) == UNKNOWN


def test_two_single_values_differ_beyond_their_error() -> None:
    low, high = (estimate(value, systematic=4.0, n=1) for value in (150.0, 170.0))

    assert change(low, high) is UNKNOWN
    assert difference(low, high).verdict is Verdict.MORE
    assert difference(high, low).verdict is Verdict.LESS
    assert difference(low, high).error == pytest.approx(math.hypot(8.0, 8.0))
    assert difference(low, high, Mdc(absolute=25.0)).verdict is Verdict.SAME
    assert difference(low, estimate(170.0, random=NAN)) is UNKNOWN


def test_every_mdc_names_its_source() -> None:
    named = [*RANGE_MDC.values(), *SIDES_MDC.values(), TIME_MDC, PAIN_MDC, NO_MDC]
    assert all(one.source for one in named)


# Words


@pytest.mark.parametrize(
    ("before", "after", "mdc", "text"),
    [
        (150.0, 164.0, NO_MDC, "More: +14° ± 8, which is beyond the error."),
        (164.0, 150.0, NO_MDC, "Less: -14° ± 8, which is beyond the error."),
        (150.0, 154.0, NO_MDC, "About the same: +4° ± 8, which is within the error."),
        (
            150.0,
            159.0,
            RANGE_MDC[Unit.DEG],
            "About the same: +9° ± 8, and only 10° or more counts as a change.",
        ),
    ],
)
def test_a_change_in_words(before: float, after: float, mdc: Mdc, text: str) -> None:
    sd = 4.0 / math.sqrt(2.0)
    assert change_text(change(estimate(before, sd), estimate(after, sd), mdc), DEG) == text


def test_what_is_not_known_in_words() -> None:
    assert change_text(UNKNOWN, DEG) == "Too few values yet to tell a change."


@pytest.mark.parametrize(
    ("scale", "value", "error", "text"),
    [
        (DEG, 168.4, 4.6, "168° ± 5"),
        (SHARE, 0.82, 0.1, "82 % ± 10"),
        (COUNT, 9.33, 1.7, "9.3 ± 1.7"),
        (trend.SECONDS, 18.04, 1.2, "18.0 s ± 1.2"),
        (SCALES[Unit.RATIO], 0.123, 0.05, "0.12 ± 0.05"),
        (Scale("°"), 168.4, NAN, "168° ± ?"),
    ],
)
def test_a_value_with_its_error(scale: Scale, value: float, error: float, text: str) -> None:
    assert scale.with_error(value, error) == text
    assert scale.estimate(estimate(value, error / 2.0)) == text

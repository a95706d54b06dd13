"""Limits for one person keep their order, and have sensible steps."""

from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Against, Check, Direction
from formcheck.features.reading import Unit
from formcheck.review.edits import SetLimit
from formcheck.review.own_limits import (
    fault_range,
    kept_in_order,
    limit_of,
    steps_of,
    unit_of,
)

CHECKS = [check for exercise in list_exercises() for check in exercise.checks]


def check(direction: Direction, warn: float, fault: float | None, against: Against) -> Check:
    found = next(one for one in CHECKS if one.direction is direction and one.fault is not None)
    return found.model_copy(update={"warn": warn, "fault": fault, "against": against})


def test_every_known_limit_can_be_chosen_as_it_is() -> None:
    for one in CHECKS:
        steps = steps_of(one)
        for limit in filter(None, (one.warn, one.fault)):
            assert steps.least <= limit <= steps.most
            assert round(limit, steps.digits) == limit
        assert kept_in_order(one, one.warn, one.fault) == limit_of(one)


def test_the_clear_limit_moves_along_where_it_would_be_passed() -> None:
    above = check(Direction.ABOVE, 188.0, 194.0, Against.ZERO)
    assert kept_in_order(above, 190.0, 194.0) == SetLimit(above.id, 190.0, 194.0)
    assert kept_in_order(above, 200.0, 194.0) == SetLimit(above.id, 200.0, 200.0)
    assert fault_range(above, 200.0) == (200.0, 360.0)
    below = check(Direction.BELOW, 75.0, 60.0, Against.ZERO)
    assert kept_in_order(below, 50.0, 60.0) == SetLimit(below.id, 50.0, 50.0)
    assert fault_range(below, 50.0) == (-360.0, 50.0)


def test_a_check_that_only_warns_stays_so() -> None:
    assert kept_in_order(CHECKS[0], 5.0, None) == SetLimit(CHECKS[0].id, 5.0, None)


def test_changes_against_the_own_baseline_are_percent_and_away_has_no_sign() -> None:
    percent = check(Direction.ABOVE, 10.0, 20.0, Against.PERCENT)
    assert unit_of(percent) is Unit.PERCENT
    away = next(one for one in CHECKS if one.direction is Direction.AWAY)
    assert steps_of(away).least == 0.0
    ratio = next(one for one in CHECKS if unit_of(one) is Unit.RATIO)
    assert steps_of(ratio).step < 1.0

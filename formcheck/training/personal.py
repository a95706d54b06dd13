"""An exercise as one person may do it: the limits of the programme become checks of their own.

A limit is watched like everything else: beyond it by more than the error is a fault, told kindly.
And nothing of the exercise asks for more than the limit allows.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from math import inf
from typing import Any, Final

from formcheck.care.programme import Limit
from formcheck.exercises.rules import LimbRule, RepRule, Rule, limb_signals, near_signals
from formcheck.exercises.spec import (
    Against,
    Check,
    Condition,
    Direction,
    Exercise,
    Moment,
    View,
    Where,
)
from formcheck.features.body import FEATURES
from formcheck.features.feature import Feature, Stance
from formcheck.landmarks import Joint
from formcheck.language import N_, _

CUE: Final = N_("That is far enough for you.")
PRAISE: Final = N_("Good, that is within your limit.")
SOURCE: Final = "programme"
LASTS_S: Final = 0.3
"""The far end of a movement is short, and a limit is to be told there (judgement)."""
FULL_SHARE: Final = 0.9
"""A repetition is full from this share of the way from rest to the limit: nobody need go to the
very limit, and a reading may be off (judgement)."""
UPRIGHT_DEG: Final = 45.0
"""Whoever has to begin with a steeper trunk sits, kneels or stands."""
PRIORITY: Final = 100
"""Of several faults the person's own limit is told first."""

_TWINS: Final = {
    "knee_angle": "knee_flexion",
    "knee_flexion": "knee_angle",
    "hip_angle": "hip_flexion",
    "hip_flexion": "hip_angle",
}
"""The same joint measured from its other side: together they make 180 degrees."""
_ARM: Final = frozenset({Joint.ELBOW, Joint.WRIST})
_LEG: Final = frozenset({Joint.KNEE, Joint.ANKLE})

Range = tuple[float, float]
Ranges = Mapping[str, Range]


def with_limits(exercise: Exercise, limits: tuple[Limit, ...]) -> Exercise:
    """Return the exercise with a check for each limit, asking for no more than they allow.

    A limit that cannot be watched here changes no check: see `in_words_only`. Where it is not
    known how far the repetition itself may go, nobody is told to go farther.
    """
    if not limits:
        return exercise
    watched = [one for one in limits if _is_watched(exercise, one)]
    allowed: dict[str, Range] = {}
    for limit in watched:
        _narrow(allowed, limit)
    own = (one for limit in watched for one in _checks(exercise, limit))
    kept = [one for one in exercise.checks if not _asks_for_more(one, allowed)]
    all_of_range = all(one in watched and _is_range(exercise.rule, one) for one in limits)
    named = zip(_free_ids(exercise), own, strict=False)
    changes = {
        "rule": _rule_within(exercise.rule, allowed, quiet=not all_of_range),
        "checks": (*kept, *(one.model_copy(update={"id": name}) for name, one in named)),
    }
    return Exercise.model_validate({**_fields(exercise), **changes})


def in_words_only(exercise: Exercise, limits: tuple[Limit, ...]) -> tuple[Limit, ...]:
    """Return the limits that are not watched, for a person to keep in mind.

    They have no measurement, or one that says nothing of this exercise, or the exercise cannot be
    done within them.
    """
    return tuple(one for one in limits if not _is_watched(exercise, one))


def _fields(exercise: Exercise) -> dict[str, Any]:
    return {name: getattr(exercise, name) for name in type(exercise).model_fields}


def _free_ids(exercise: Exercise) -> Iterator[str]:
    taken = {one.id for one in exercise.checks}
    return (name for number in count(1) if (name := f"limit_{number}") not in taken)


# What can be watched


def _is_watched(exercise: Exercise, limit: Limit) -> bool:
    ranges: dict[str, Range] = {}
    if limit.feature:
        _narrow(ranges, limit)
    return bool(_views(exercise, limit)) and _has_room(exercise, ranges)


def _views(exercise: Exercise, limit: Limit) -> tuple[View, ...]:
    """Return the views of the exercise in which the limit's measurement says something."""
    feature = FEATURES.get(limit.feature)
    # The shape of the back is only ever compared with the start pose.
    if feature is None or feature.outline:
        return ()
    if feature.stance is Stance.FRONT:
        return tuple(one for one in exercise.camera.views if one is View.FRONT)
    if not _suits(exercise, feature):
        return ()
    return tuple(one for one in exercise.camera.views if one is View.SIDE)


def _suits(exercise: Exercise, feature: Feature) -> bool:
    """Whether a measurement is for bodies as they are in the exercise, by what it measures itself.

    Slopes of the body also tell whoever stands from whoever lies: they alone make no floor.
    """
    names = {one.feature for one in _conditions(exercise)}
    names.update(one.feature for one in exercise.checks)
    names.update(exercise.focus.values(), near_signals(exercise.rule), limb_signals(exercise.rule))
    stances = {FEATURES[name].stance for name in names}
    stands = any(
        one.feature == "trunk_slope" and one.min >= UPRIGHT_DEG for one in exercise.start.conditions
    )
    body = Stance.UPRIGHT if stands or Stance.UPRIGHT in stances else Stance.FLOOR
    return feature.name in names or feature.stance in {Stance.ANY, body}


def _conditions(exercise: Exercise) -> tuple[Condition, ...]:
    return (*exercise.start.conditions, *exercise.keeps.conditions)


def _narrow(allowed: dict[str, Range], limit: Limit) -> None:
    """Put in what a limit allows, under its measurement's name and that of its twin."""
    least = -inf if limit.min is None else limit.min
    most = inf if limit.max is None else limit.max
    ranges = {limit.feature: (least, most)}
    if limit.feature in _TWINS:
        ranges[_TWINS[limit.feature]] = (180.0 - most, 180.0 - least)
    for name, (low, high) in ranges.items():
        before = allowed.get(name, (-inf, inf))
        allowed[name] = (max(low, before[0]), min(high, before[1]))


def _has_room(exercise: Exercise, ranges: Ranges) -> bool:
    """Whether the exercise can be begun, kept up and repeated within the limits."""
    for one in _conditions(exercise):
        least, most = _range(ranges, one.feature)
        if not max(one.min, least) < min(one.max, most):
            return False
    match exercise.rule:
        case RepRule() as rule:
            return _range(ranges, rule.signal)[1] - _rest(rule) > rule.leave_above_rest
        case LimbRule() as rule:
            arm = _limb_has_room(exercise, ranges, rule.arm_signal, rule.arm_up - rule.arm_down)
            leg = _limb_has_room(exercise, ranges, rule.leg_signal, rule.leg_up - rule.leg_down)
            return arm and leg
        case _:
            return True


def _limb_has_room(exercise: Exercise, ranges: Ranges, signal: str, gap: float) -> bool:
    """Whether a limb can rise from the middle of its start pose and be told from resting."""
    starts = [one for one in exercise.start.conditions if one.feature == signal]
    rest = max(((one.min + one.max) / 2.0 for one in starts), default=-inf)
    return _range(ranges, signal)[1] - gap > rest


def _range(ranges: Ranges, name: str) -> Range:
    return ranges.get(name, (-inf, inf))


def _rest(rule: RepRule) -> float:
    """Return about where the signal rests: a partial repetition is one of the least range."""
    return rule.partial - rule.min_range


# What it becomes


def _checks(exercise: Exercise, limit: Limit) -> Iterator[Check]:
    """Yield the checks of a limit, without an id of their own."""
    for value, direction in ((limit.max, Direction.ABOVE), (limit.min, Direction.BELOW)):
        if value is not None:
            yield Check(
                id="limit",
                title=limit.text or _(FEATURES[limit.feature].title),
                feature=limit.feature,
                where=_where(exercise, limit.feature),
                direction=direction,
                warn=value,
                # A fault is beyond its limit by more than the error: nothing lies between.
                fault=value,
                moment=Moment.ALWAYS,
                lasts_s=LASTS_S,
                views=_views(exercise, limit),
                priority=PRIORITY,
                cue=_(CUE),
                praise=_(PRAISE),
                source=SOURCE,
            )


def _where(exercise: Exercise, name: str) -> Where:
    feature = FEATURES[name]
    if not isinstance(exercise.rule, LimbRule) or feature.paired:
        return Where.NEAR
    if _ARM.intersection(feature.needs):
        return Where.ARM
    return Where.LEG if _LEG.intersection(feature.needs) else Where.NEAR


def _asks_for_more(check: Check, allowed: Ranges) -> bool:
    """Whether a check finds fault with everything that a limit allows."""
    least, most = _range(allowed, check.feature)
    if check.against is not Against.ZERO:
        return False
    match check.direction:
        case Direction.BELOW:
            return check.warn >= most
        case Direction.ABOVE:
            return check.warn <= least
        case _:
            return check.warn <= least or -check.warn >= most


def _rule_within(rule: Rule, allowed: Ranges, *, quiet: bool) -> Rule:
    """Return the rule that asks for no more than is allowed, and quietly where that is unknown."""
    if not isinstance(rule, RepRule | LimbRule):
        return rule
    changes: dict[str, float | str | None] = {"partial_cue": ""} if quiet else {}
    if isinstance(rule, RepRule):
        changes |= _rep_within(rule, _range(allowed, rule.signal)[1])
    else:
        for limb, signal in (("arm", rule.arm_signal), ("leg", rule.leg_signal)):
            changes |= _limb_within(rule, limb, _range(allowed, signal)[1])
    return type(rule).model_validate({**rule.model_dump(), **changes})


def _is_range(rule: Rule, limit: Limit) -> bool:
    """Whether a limit is about what repetitions are counted by."""
    signals = {*near_signals(rule), *limb_signals(rule)}
    return bool(signals & {limit.feature, _TWINS.get(limit.feature)})


def _rep_within(rule: RepRule, most: float) -> dict[str, float | str | None]:
    """Return what changes in a rule of repetitions: the whole way shrinks alike.

    Limits that move with the person could ask for more than is allowed: then they stay.
    """
    if most == inf:
        return {}
    changes: dict[str, float | str | None] = {"rest": None, "rest_within": None}
    rest = _rest(rule)
    top = rest + FULL_SHARE * (most - rest)
    if top >= rule.top:
        return changes
    share = (top - rest) / (rule.top - rest)
    changes |= {
        "top": top,
        "partial": rest + share * (rule.partial - rest),
        "min_range": max(rule.leave_above_rest, share * rule.min_range),
    }
    if rule.hold_at is not None:
        changes["hold_at"] = rest + share * (rule.hold_at - rest)
    return changes


def _limb_within(rule: LimbRule, limb: str, most: float) -> dict[str, float | str]:
    up, down = getattr(rule, f"{limb}_up"), getattr(rule, f"{limb}_down")
    lower = max(up - most, 0.0)
    return {f"{limb}_up": up - lower, f"{limb}_down": down - lower}

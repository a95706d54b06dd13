"""Numbers, times and names as people read them, the same in the table, the report and the video."""

import math
from collections.abc import Mapping
from typing import Final

from formcheck.checking.results import Hold, Rep, RepKind, Severity
from formcheck.exercises.spec import Against, CycleRule, Exercise, LimbRule, RepRule, StretchRule
from formcheck.features.body import FEATURES
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Side
from formcheck.session.record import SessionRecord

_S_PER_MIN: Final = 60

UNKNOWN: Final = "not known"
GUIDED: Final = "guided, not scored"
KIND: Final = {
    RepKind.FULL: "full",
    RepKind.PARTIAL: "partial",
    RepKind.ATTEMPT: "attempt",
    RepKind.GUIDED: GUIDED,
}

SEVERITY: Final = {Severity.GOOD: "good", Severity.WARN: "a little", Severity.FAULT: "clearly"}
"""How far beyond a limit."""
_SUFFIX: Final = {Unit.DEG: "°", Unit.PERCENT: " %", Unit.RATIO: ""}


def clock(time_s: float) -> str:
    """Return a time in the recording: ``0:04.2``."""
    if not math.isfinite(time_s):
        return UNKNOWN
    tenths = round(time_s * 10)
    minutes, rest = divmod(tenths, _S_PER_MIN * 10)
    return f"{minutes}:{rest // 10:02d}.{rest % 10}"


def seconds(length_s: float) -> str:
    """Return a length of time: ``2.4 s``, ``3 min 20 s``."""
    if not math.isfinite(length_s):
        return UNKNOWN
    if length_s < _S_PER_MIN:
        return f"{length_s:.1f} s"
    minutes, rest = divmod(round(length_s), _S_PER_MIN)
    return f"{minutes} min {rest} s"


def share(fraction: float) -> str:
    """Return a share of 0 to 1: ``96 %``."""
    return f"{fraction * 100:.0f} %" if math.isfinite(fraction) else UNKNOWN


def judged(fraction: float) -> str:
    """Return how much could be judged: ``96 % of the time since the start pose``."""
    return f"{share(fraction)} of the time since the start pose"


def count(number: int, one: str, many: str = "") -> str:
    """Return ``1 repetition``, ``2 repetitions``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def side(value: Side | None) -> str:
    """Return ``left``, ``right`` or ``both``."""
    return "both" if value is None else value.value


def measured(value: float, sd: float, unit: str) -> str:
    """Return a number with its error: ``168° ± 5``."""
    if not math.isfinite(value):
        return UNKNOWN
    if not math.isfinite(sd):
        return f"{limit(round(value), unit)} ± ?"
    return Reading(value, sd, Unit(unit)).text


def limit(value: float, unit: str) -> str:
    """Return a limit, which has no error: ``165°``."""
    return f"{value:g}{_SUFFIX[Unit(unit)]}"


def tempo(rep: Rep) -> str:
    """Return seconds to the turn and back: ``2.1 / 2.4 s``."""
    there_s, back_s = rep.turn_s - rep.start_s, rep.end_s - rep.turn_s
    if not math.isfinite(there_s + back_s):
        return UNKNOWN
    return f"{there_s:.1f} / {back_s:.1f} s"


def farthest(rep: Rep, unit: str) -> str:
    """Return a repetition's extreme with its error; nobody looked at a guided one."""
    return "not measured" if rep.kind is RepKind.GUIDED else measured(rep.extreme, rep.sd, unit)


def stretched(rule: StretchRule, hold: Hold) -> str:
    """Return how much of a stretch was done: ``full``, ``partial``, ``short``."""
    if hold.good_s >= rule.target_s:
        return "full"
    return "partial" if hold.good_s >= rule.partial_s else "short"


def averages(found: Mapping[str, Reading]) -> list[tuple[str, str]]:
    """Return what was averaged and the average with its error; limbs with their side."""
    rows = []
    for name, one in found.items():
        side_name = name.removeprefix(feature_of(name)).strip("_")
        title = f"{feature_title(name)}, {side_name}" if side_name else feature_title(name)
        rows.append((title, one.text if one.judged else f"not judged: {one.why_not}"))
    return rows


def check_title(exercise: Exercise, check_id: str) -> str:
    """Return what people call a check; its id when the exercise no longer has it."""
    try:
        return exercise.check(check_id).title
    except KeyError:
        return check_id


def check_unit(record: SessionRecord, exercise: Exercise, check_id: str) -> str:
    """Return the unit of what a check compares with its limits."""
    try:
        check = exercise.check(check_id)
    except KeyError:
        return Unit.DEG
    return Unit.PERCENT if check.against is Against.PERCENT else unit_of(record, check.feature)


def rep_unit(record: SessionRecord, exercise: Exercise) -> str:
    """Return the unit of a repetition's extreme."""
    match exercise.rule:
        case RepRule(signal=signal) | CycleRule(signal=signal) | LimbRule(leg_signal=signal):
            return unit_of(record, signal)
        case _:
            return unit_of(record, record.focus)


def unit_of(record: SessionRecord, feature: str) -> str:
    """Return the unit of a feature, or of its left or right version, in the record's series."""
    for name, unit in zip(record.series.names, record.series.units, strict=True):
        if belongs(name, feature):
            return unit
    return Unit.DEG


def belongs(series_name: str, feature: str) -> bool:
    """Return whether a series is of this feature: ``leg_lift_left`` is of ``leg_lift``."""
    return feature_of(series_name) == feature_of(feature)


def feature_of(series_name: str) -> str:
    """Return a series' feature, without the side of the limb: ``leg_lift``."""
    for value in Side:
        series_name = series_name.removesuffix(f"_{value}")
    return series_name


def feature_title(series_name: str) -> str:
    """Return what people call a feature."""
    name = feature_of(series_name)
    return FEATURES[name].title if name in FEATURES else name.replace("_", " ").capitalize()

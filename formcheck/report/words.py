"""Numbers, times and names as people read them, the same in the table, the report and the video."""

import math
from collections.abc import Mapping
from typing import Final

from formcheck.checking.results import Hold, Rep, RepKind, Severity
from formcheck.exercises.spec import Against, Exercise, StretchRule
from formcheck.features.body import FEATURES
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Side
from formcheck.language import N_, _, ngettext, number
from formcheck.session.at_turn import rep_feature
from formcheck.session.record import SessionRecord

_S_PER_MIN: Final = 60

_KIND: Final = {
    RepKind.FULL: N_("full"),
    RepKind.PARTIAL: N_("partial"),
    RepKind.ATTEMPT: N_("attempt"),
    RepKind.GUIDED: N_("guided, not scored"),
}
_SEVERITY: Final = {
    Severity.GOOD: N_("good"),
    Severity.WARN: N_("a little"),
    Severity.FAULT: N_("clearly"),
}
_STRETCH: Final = {"full": N_("full"), "partial": N_("partial"), "short": N_("short")}
_SIDE: Final = {None: N_("both"), Side.LEFT: N_("left"), Side.RIGHT: N_("right")}
_SUFFIX: Final = {Unit.DEG: "°", Unit.PERCENT: " %", Unit.RATIO: ""}


def unknown() -> str:
    """Return what stands where nothing is known."""
    return _("not known")


def kind(value: str) -> str:
    """Return what people call a kind of repetition."""
    return _(_KIND[RepKind(value)])


def guided() -> str:
    """Return what is said of repetitions that nobody scored."""
    return kind(RepKind.GUIDED)


def severity(value: Severity) -> str:
    """Return how far beyond a limit something is."""
    return _(_SEVERITY[value])


def clock(time_s: float) -> str:
    """Return a time in the recording: ``0:04.2``."""
    if not math.isfinite(time_s):
        return unknown()
    tenths = round(time_s * 10)
    minutes, rest = divmod(tenths, _S_PER_MIN * 10)
    tenth = number(rest % 10 / 10, 1).removeprefix("0")
    return f"{minutes}:{rest // 10:02d}{tenth}"


def seconds(length_s: float) -> str:
    """Return a length of time: ``2.4 s``, ``3 min 20 s``."""
    if not math.isfinite(length_s):
        return unknown()
    if length_s < _S_PER_MIN:
        return _("{number} s").format(number=number(length_s, 1))
    minutes, rest = divmod(round(length_s), _S_PER_MIN)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def share(fraction: float) -> str:
    """Return a share of 0 to 1: ``96 %``."""
    return f"{number(fraction * 100, 0)} %" if math.isfinite(fraction) else unknown()


def judged(fraction: float) -> str:
    """Return how much could be judged: ``96 % of the time since the start pose``."""
    return _("{share} of the time since the start pose").format(share=share(fraction))


def repetitions(many: int) -> str:
    """Return ``1 repetition``, ``2 repetitions``."""
    return ngettext("{number} repetition", "{number} repetitions", many).format(number=many)


def side(value: Side | None) -> str:
    """Return ``left``, ``right`` or ``both``."""
    return _(_SIDE[value])


def measured(value: float, sd: float, unit: str) -> str:
    """Return a number with its error: ``168° ± 5``."""
    if not math.isfinite(value):
        return unknown()
    if not math.isfinite(sd):
        return f"{limit(round(value), unit)} ± ?"
    return Reading(value, sd, Unit(unit)).text


def name_and(name: str, value: str) -> str:
    """Return a name and what is said of it: ``Bridge: 8 full repetitions``."""
    return _("{name}: {value}").format(name=name, value=value)


def limit(value: float, unit: str) -> str:
    """Return a limit, which has no error: ``165°``."""
    return f"{number(value)}{_SUFFIX[Unit(unit)]}"


def tempo(rep: Rep) -> str:
    """Return seconds to the turn and back: ``2.1 / 2.4 s``."""
    there_s, back_s = rep.turn_s - rep.start_s, rep.end_s - rep.turn_s
    if not math.isfinite(there_s + back_s):
        return unknown()
    return _("{there} / {back} s").format(there=number(there_s, 1), back=number(back_s, 1))


def farthest(rep: Rep, unit: str) -> str:
    """Return a repetition's extreme with its error; nobody looked at a guided one."""
    if rep.kind is RepKind.GUIDED:
        return _("not measured")
    return measured(rep.extreme, rep.sd, unit)


def stretched(rule: StretchRule, hold: Hold) -> str:
    """Return how much of a stretch was done: ``full``, ``partial``, ``short``."""
    if hold.good_s >= rule.target_s:
        return "full"
    return "partial" if hold.good_s >= rule.partial_s else "short"


def stretch(value: str) -> str:
    """Return what people call how much of a stretch was done, as `stretched` returns it."""
    return _(_STRETCH[value])


def averages(found: Mapping[str, Reading]) -> list[tuple[str, str]]:
    """Return what was averaged and the average with its error; limbs with their side."""
    rows = []
    for name, one in found.items():
        text = one.text if one.judged else _("not judged: {reason}").format(reason=_(one.why_not))
        rows.append((series_title(name), text))
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
    return unit_of(record, rep_feature(exercise, record.focus))


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
    return _(FEATURES[name].title) if name in FEATURES else name.replace("_", " ").capitalize()


def series_title(name: str) -> str:
    """Return what people call a series: its feature, and the side of a limb."""
    limb = name.removeprefix(feature_of(name)).strip("_")
    if not limb:
        return feature_title(name)
    return _("{feature}, {side}").format(feature=feature_title(name), side=side(Side(limb)))

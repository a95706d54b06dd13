"""An exercise in plain text, for a person who wants to know what it asks for and why."""

import math
import re
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from formcheck.exercises.rules import OutlineSignal, Rule
from formcheck.exercises.spec import Against, Check, Condition, Direction, Exercise, Moment, View
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit
from formcheck.landmarks import Joint
from formcheck.language import N_, _, in_sentence, ngettext, number, pgettext
from formcheck.toml.notes import notes_of

_INDENT: Final = "  "
_UNIT: Final = {Unit.DEG: "°", Unit.RATIO: "", Unit.PERCENT: " %"}
_OF_SIGNAL: Final = "in the signal's unit"
_UNITS: Final = (N_("in the signal's unit"), N_("in seconds"))
"""What a note on a number ends with."""
_NAMES: Final = frozenset(FEATURES)
_BEYOND: Final = {
    Direction.ABOVE: N_("above {value}"),
    Direction.BELOW: N_("below {value}"),
    Direction.AWAY: N_("farther from zero than {value}"),
}
_MOMENT: Final = {
    Moment.ALWAYS: N_("all the time"),
    Moment.TURN: N_("at the turn"),
    Moment.HOLD: N_("during the hold"),
}
_SEEN_FROM: Final = {View.SIDE: N_("from the side"), View.FRONT: N_("from the front")}
_MUST_SEE: Final = {
    View.SIDE: N_("From the side it must see: {joints}. Drawn large: {feature}."),
    View.FRONT: N_("From the front it must see: {joints}. Drawn large: {feature}."),
}
_JOINTS: Final = {
    Joint.EYE: N_("eye"),
    Joint.EYE_OUTER: N_("eye outer"),
    Joint.EAR: N_("ear"),
    Joint.SHOULDER: N_("shoulder"),
    Joint.ELBOW: N_("elbow"),
    Joint.WRIST: N_("wrist"),
    Joint.HIP: N_("hip"),
    Joint.KNEE: N_("knee"),
    Joint.ANKLE: N_("ankle"),
    Joint.HEEL: N_("heel"),
    Joint.FOOT_INDEX: N_("foot index"),
}


def describe(exercise: Exercise, width: int = 80) -> str:
    """Describe an exercise.

    Parameters
    ----------
    exercise
        What to describe.
    width
        Most characters in a line.
    """
    title = _("{title} ({name}, version {number})").format(
        title=exercise.title, name=exercise.slug, number=exercise.version
    )
    lines = _wrapped(title, width)
    lines += ["=" * min(len(title), width), *_wrapped(exercise.summary, width)]
    for heading, entries in _sections(exercise):
        told = [line for entry in entries for line in _entry(entry, width)]
        if told:
            lines += ["", heading, *told]
    return "\n".join(lines) + "\n"


def _sections(exercise: Exercise) -> Iterator[tuple[str, Iterator[str]]]:
    yield _("How to set up"), iter(exercise.setup)
    yield _("Camera"), _camera(exercise)
    yield (
        _("Start position"),
        _held(exercise.start.seconds, _("Held for {seconds} s:"), exercise.start.conditions),
    )
    yield _("How it is counted or timed"), _rule(exercise)
    yield _("Checks"), (line for check in exercise.checks for line in _check(check))
    yield (
        _("It ends when"),
        _held(exercise.keeps.seconds, _("Not so for {seconds} s:"), exercise.keeps.conditions),
    )
    yield _("Your own straight line"), _zero(exercise)
    yield _("Dose"), _dose(exercise)
    yield _("Easier"), _ways(exercise.easier, exercise.regressions)
    yield _("Harder"), _ways(exercise.harder, exercise.progressions)
    yield _("What you should feel"), iter([exercise.feel])
    yield _("When to stop"), iter([exercise.stop])
    yield _("What one camera cannot see"), iter(exercise.not_visible)
    yield _("Sources"), _sources(exercise)


def _camera(exercise: Exercise) -> Iterator[str]:
    camera = exercise.camera
    yield camera.text
    for view in camera.views:
        joints = ", ".join(_(_JOINTS[joint]) for joint in camera.needs[view])
        feature = _named(exercise.focus[view])
        yield _(_MUST_SEE[view]).format(joints=joints, feature=feature)


def _held(seconds: float, text: str, conditions: tuple[Condition, ...]) -> Iterator[str]:
    if conditions:
        yield text.format(seconds=number(seconds))
    for condition in conditions:
        views = "" if len(condition.views) == len(View) else f", {_views(condition.views)}"
        feature = FEATURES[condition.feature]
        yield f"- {condition.text} ({_(feature.title)} {_range(condition, feature.unit)}{views})"


def _range(condition: Condition, unit: Unit) -> str:
    if math.isinf(condition.max):
        return _("at least {value}").format(value=_value(condition.min, unit))
    if math.isinf(condition.min):
        return _("at most {value}").format(value=_value(condition.max, unit))
    text = pgettext("values", "{low} to {high}")
    return text.format(low=_value(condition.min, unit), high=_value(condition.max, unit))


def _rule(exercise: Exercise) -> Iterator[str]:
    """Give the rule of whatever kind, by the words of its class and of its fields."""
    rule = exercise.rule
    kind = " ".join((type(rule).__doc__ or rule.kind).split())
    yield _(kind)
    notes = notes_of(type(rule))
    for name in type(rule).model_fields:
        value = getattr(rule, name)
        if name in ("kind", "source") or value is None or value is False:
            continue
        unit = _unit_of_signal(rule, name) if _OF_SIGNAL in notes[name] else ""
        yield f"- {_meaning(notes[name])} ({name}): {_plain(name, value)}{unit}"


def _meaning(note: str) -> str:
    """Return what a value is, without the details that its note goes on with."""
    units = "".join(f"|, {re.escape(_(unit))}" for unit in _UNITS)
    return re.split(rf"[.;](?: |$){units}", _(note))[0]


def _unit_of_signal(rule: Rule, name: str) -> str:
    """Return the unit of the signal with which a value is compared: of its own limb, if any."""
    limb = name.split("_", maxsplit=1)[0]
    feature = getattr(rule, f"{limb}_signal", getattr(rule, "signal", ""))
    return _UNIT[FEATURES[feature].unit]


def _plain(name: str, value: Any) -> str:
    """Write the value of a field of a rule."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case float() | int():
            text = _("{number} s") if name.endswith(("_s", "seconds")) else "{number}"
            return text.format(number=number(value))
        case tuple():
            return ", ".join(f'"{one}"' for one in value)
        case OutlineSignal():
            text = _("{feature}, from {value} on")
            return text.format(feature=_named(value.signal), value=number(value.least))
        case _:
            return _named(value) if value in _NAMES else f'"{value}"'


def _check(check: Check) -> Iterator[str]:
    feature = FEATURES[check.feature]
    unit = Unit.PERCENT if check.against is Against.PERCENT else feature.unit
    beyond = _(_BEYOND[check.direction])
    limits = [_("warns {limit}").format(limit=beyond.format(value=_value(check.warn, unit)))]
    if check.fault is not None:
        fault = beyond.format(value=_value(check.fault, unit))
        limits.append(_("a fault {limit}").format(limit=fault))
    lasts = _("{limits}, for {seconds} s")
    if check.against is not Against.ZERO:
        lasts = _("{limits} from your own baseline, for {seconds} s")
    told = lasts.format(limits=", ".join(limits), seconds=number(check.lasts_s))
    seen = f"{_named(check.feature)}, {_views(check.views)}, {_(_MOMENT[check.moment])}"
    yield f"- {check.title} ({seen}): {told}."
    says = _('Says: "{cue}" Then: "{praise}"').format(cue=check.cue, praise=check.praise)
    yield _INDENT + says
    yield _INDENT + _("Limits: {source}").format(source=_sentence(check.source))


def _zero(exercise: Exercise) -> Iterator[str]:
    zero = exercise.zero
    if zero is None:
        return
    text = _(
        "{text} Still for {seconds} s, the {feature} becomes your own zero: at most {limit}° of "
        "shift, {views}."
    )
    yield text.format(
        text=zero.text,
        seconds=number(zero.seconds),
        feature=_named(zero.feature),
        limit=number(zero.limit),
        views=_views(zero.views),
    )


def _dose(exercise: Exercise) -> Iterator[str]:
    dose = exercise.dose
    yield dose.text
    told = [ngettext("{number} set", "{number} sets", dose.sets).format(number=dose.sets)]
    if dose.reps is not None:
        reps = ngettext("{number} repetition", "{number} repetitions", dose.reps)
        told.insert(0, reps.format(number=dose.reps))
    if dose.hold_s is not None:
        told.append(_("{number} s hold").format(number=number(dose.hold_s)))
    if dose.rest_s is not None:
        told.append(_("{number} s rest").format(number=number(dose.rest_s)))
    yield _("As the app counts it: {numbers}.").format(numbers=", ".join(told))
    yield _("Source: {source}").format(source=_sentence(dose.source))


def _ways(ways: tuple[str, ...], slugs: tuple[str, ...]) -> Iterator[str]:
    yield from ways
    if slugs:
        yield _("Exercises: {names}.").format(names=", ".join(slugs))


def _sources(exercise: Exercise) -> Iterator[str]:
    yield from (f"- {source}" for source in exercise.sources)
    named = [
        (_("Camera: {source}"), exercise.camera.source),
        (_("Start position: {source}"), exercise.start.source),
        (_("End: {source}"), exercise.keeps.source),
        (_("Counting: {source}"), exercise.rule.source),
    ]
    if exercise.zero is not None:
        named.append((_("Own straight line: {source}"), exercise.zero.source))
    if exercise.telltale is not None:
        named.append((_("Told apart: {source}"), exercise.telltale.source))
    for text, source in named:
        yield "- " + text.format(source=_sentence(source))


def _named(feature: str) -> str:
    """Return what people call a feature, as a word inside a sentence."""
    return in_sentence(_(FEATURES[feature].title))


def _views(views: tuple[View, ...]) -> str:
    return pgettext("views", " or ").join(_(_SEEN_FROM[view]) for view in views)


def _value(value: float, unit: Unit) -> str:
    return f"{number(value)}{_UNIT[unit]}"


def _sentence(text: str) -> str:
    return text.rstrip(". ") + "."


def _entry(text: str, width: int) -> list[str]:
    """Wrap a paragraph below a heading; one that begins with a dash hangs from it."""
    inner = text.lstrip("- ")
    mark = text[: len(text) - len(inner)]
    first = _INDENT + mark
    return _wrapped(inner, width, first, _INDENT + " " * len(mark))


def _wrapped(text: str, width: int, first: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False
    )

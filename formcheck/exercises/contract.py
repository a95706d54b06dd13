"""What the tables of an exercise promise each other: without it a session would miss something.

Fields may be missing, as `formcheck.toml.partial.build` leaves those that are wrong: what they
promise cannot be looked at yet.
"""

from collections.abc import Callable, Iterator, Mapping

from formcheck.exercises.spec import Against, Check, Condition, Exercise, RepRule, View
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit
from formcheck.language import _, pgettext
from formcheck.toml.file import Key
from formcheck.toml.mistake import Mistake, nearest


def broken_promises(exercise: Exercise) -> list[Mistake]:
    """Return what does not fit together within an exercise."""
    return [
        *_as_far_as_known(_views(exercise)),
        *_as_far_as_known(_all_checks(exercise)),
        *_as_far_as_known(_conditions(exercise, "start")),
        *_as_far_as_known(_conditions(exercise, "keeps")),
        *_as_far_as_known(_shape_of_back(exercise)),
    ]


def unknown_names(exercise: Exercise, known: frozenset[str]) -> list[Mistake]:
    """Return the easier, harder and measured exercises that there are not."""
    return [
        *_as_far_as_known(_names("regressions", lambda: exercise.regressions, known)),
        *_as_far_as_known(_names("progressions", lambda: exercise.progressions, known)),
        *_as_far_as_known(_measured_as(exercise, known)),
    ]


def _as_far_as_known(found: Iterator[Mistake]) -> Iterator[Mistake]:
    try:
        yield from found
    except AttributeError:
        return


def _names(
    field: str, names: Callable[[], tuple[str, ...]], known: frozenset[str]
) -> Iterator[Mistake]:
    for index, name in enumerate(names()):
        if name not in known:
            yield Mistake((field, index), nearest(name, sorted(known)), repr(name))


def _measured_as(exercise: Exercise, known: frozenset[str]) -> Iterator[Mistake]:
    name = exercise.measured_as
    if name and name not in known:
        yield Mistake(("measured_as",), nearest(name, sorted(known)), repr(name))


def _views(exercise: Exercise) -> Iterator[Mistake]:
    """Give the views for which it is not said what matters, or what must be seen."""
    views = exercise.camera.views
    yield from _as_far_as_known(_each_view(("focus",), views, lambda: exercise.focus))
    yield from _as_far_as_known(_each_view(("camera", "needs"), views, lambda: exercise.needs))


def _each_view(
    key: Key, views: tuple[View, ...], table: Callable[[], Mapping[View, object]]
) -> Iterator[Mistake]:
    named = table()
    for view in views:
        if not named.get(view):
            told = _("a value for each view of the camera")
            yield Mistake((*key, view.value), told, pgettext("value", "none"))
    for view in named:
        if view not in views:
            yield Mistake((*key, view.value), _one_of(views), repr(view.value))


def _one_of(views: tuple[View, ...]) -> str:
    names = ", ".join(views) or pgettext("views", "none")
    return _("only views of the camera ({names})").format(names=names)


def _all_checks(exercise: Exercise) -> Iterator[Mistake]:
    for index, check in enumerate(exercise.checks):
        key = ("checks", index)
        yield from _as_far_as_known(_views_of_check(check, exercise, key))
        yield from _as_far_as_known(_feature_of_check(check, key))


def _views_of_check(check: Check, exercise: Exercise, key: Key) -> Iterator[Mistake]:
    for view in check.views:
        if view not in exercise.camera.views:
            yield Mistake((*key, "views"), _one_of(exercise.camera.views), repr(view.value))


def _feature_of_check(check: Check, key: Key) -> Iterator[Mistake]:
    feature = FEATURES[check.feature]
    if View.FRONT in check.views and not feature.paired:
        told = _("a feature that is measured on both sides, for the view from the front")
        yield Mistake((*key, "feature"), told, repr(check.feature))
    if check.against is Against.PERCENT and feature.unit is not Unit.RATIO:
        told = _("'difference' for a feature in degrees ('percent' is for ratios)")
        yield Mistake((*key, "against"), told, "'percent'")


def _shape_of_back(exercise: Exercise) -> Iterator[Mistake]:
    """Give limits for the shape of the back itself: clothes and build are a part of it."""
    told = _("a feature that means something by itself; of the back's shape only changes do")
    for table in ("start", "keeps"):
        for index, condition in enumerate(getattr(exercise, table).conditions):
            if FEATURES[condition.feature].outline:
                key = (table, "conditions", index, "feature")
                yield Mistake(key, told, repr(condition.feature))
    for index, check in enumerate(exercise.checks):
        if FEATURES[check.feature].outline and check.against is not Against.DIFFERENCE:
            change = _(
                "'difference' for the shape of the back, of which only changes mean something"
            )
            yield Mistake(("checks", index, "against"), change, repr(check.against.value))
    rule = exercise.rule
    if isinstance(rule, RepRule) and FEATURES[rule.signal].outline:
        yield Mistake(("rule", "signal"), told, repr(rule.signal))


def _conditions(exercise: Exercise, table: str) -> Iterator[Mistake]:
    """Give the conditions that no view of the camera asks for."""
    conditions: tuple[Condition, ...] = getattr(exercise, table).conditions
    for index, condition in enumerate(conditions):
        key = (table, "conditions", index, "views")
        yield from _as_far_as_known(_views_of_condition(condition, exercise, key))


def _views_of_condition(condition: Condition, exercise: Exercise, key: Key) -> Iterator[Mistake]:
    if not set(condition.views) & set(exercise.camera.views):
        found = ", ".join(repr(view.value) for view in condition.views) or pgettext("views", "none")
        yield Mistake(key, _one_of(exercise.camera.views), found)

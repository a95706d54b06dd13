"""By what a recording is judged: another exercise, or other limits for this person."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from pydantic import ValidationError

from formcheck.errors import FormcheckError, ReviewError, explain
from formcheck.exercises.spec import Check, Exercise
from formcheck.language import N_, _
from formcheck.review.edits import SetLimit, UseExercise

SOURCE: Final = N_("set by hand for this person")
_ANY_CUE: Final = "-"
"""What is asked of a cue is asked of English ones alone."""

Exercises = Callable[[str], Exercise]
Choice = SetLimit | UseExercise


class Judging:
    """The exercise in use; each keeps the limits that were set while it was.

    Parameters
    ----------
    exercise
        By which the recording was measured.
    exercises
        Gives an exercise by its slug.
    """

    def __init__(self, exercise: Exercise, exercises: Exercises) -> None:
        self.exercise = exercise
        self._exercises = exercises
        self._known = {exercise.slug: exercise}

    def choose(self, choice: Choice) -> None:
        """Make a choice; raise ReviewError when it cannot be made."""
        if isinstance(choice, SetLimit):
            self.exercise = with_limit(self.exercise, choice)
            self._known[self.exercise.slug] = self.exercise
            return
        if choice.slug not in self._known:
            self._known[choice.slug] = self._load(choice.slug)
        self.exercise = self._known[choice.slug]

    def choose_all(self, choices: Iterable[Choice]) -> Iterator[tuple[Choice, str]]:
        """Make all that can be made; give those that cannot, and why."""
        for choice in choices:
            try:
                self.choose(choice)
            except ReviewError as error:
                yield choice, str(error)

    def _load(self, slug: str) -> Exercise:
        try:
            return self._exercises(slug)
        except FormcheckError as error:
            raise ReviewError(str(error)) from error


def with_limit(exercise: Exercise, edit: SetLimit) -> Exercise:
    """Return the exercise with other limits for one check.

    Raises
    ------
    ReviewError
        When it has no such check, or the limits are in the wrong order.
    """
    changes = {"warn": edit.warn, "fault": edit.fault, "source": _(SOURCE)}
    try:
        old = exercise.check(edit.check)
    except KeyError:
        raise ReviewError(
            _("{exercise} has no check “{check}”: its limits cannot be changed.").format(
                exercise=exercise.title, check=edit.check
            )
        ) from None
    _check_order(old, changes)
    if (old.warn, old.fault) == (edit.warn, edit.fault):
        return exercise
    new = old.model_copy(update=changes)
    checks = tuple(new if one is old else one for one in exercise.checks)
    return exercise.model_copy(update={"checks": checks})


def _check_order(check: Check, changes: dict[str, Any]) -> None:
    fields = {name: getattr(check, name) for name in type(check).model_fields}
    try:
        Check.model_validate({**fields, **changes, "cue": _ANY_CUE})
    except ValidationError as error:
        raise ReviewError(
            _("These limits of {check} do not fit ({reason}): nothing was changed.").format(
                check=check.title, reason=explain(error)
            )
        ) from error

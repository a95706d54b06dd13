"""What a recording shows, in words, when nobody said it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from formcheck.errors import ExerciseError
from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Exercise
from formcheck.language import _
from formcheck.pose.recorded import RecordedPoses
from formcheck.session.recognise import Recognition, recognise

_NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a recording shows."""

    exercise: Exercise
    alike: tuple[Exercise, ...] = ()
    """Guided movements that it cannot be told from."""

    def __str__(self) -> str:
        """Say so."""
        text = _("formcheck: this looks like {name}; say another with --exercise.")
        if self.alike:
            text = _(
                "formcheck: this looks like {name}, or {others}, which I cannot tell from it; say "
                "another with --exercise."
            )
        return text.format(name=self.exercise.slug, others=_slugs(self.alike))


def recognised(poses: RecordedPoses, source: str) -> Recognised:
    """Return what it is; raise ExerciseError when it is none of the exercises."""
    found = recognise(poses, list_exercises())
    if found.best is not None:
        return Recognised(found.best, found.alike)
    near = " " + _("(nearest: {names})").format(names=_nearest(found)) if found.candidates else ""
    raise ExerciseError(
        _(
            "Expected one of the known exercises in {file}; found none of them{nearest}. Say "
            "which it is with --exercise and one of: {names}."
        ).format(file=source, nearest=near, names=_slugs(list_exercises()))
    )


def what_it_is(found: Recognition, *, still: bool = False) -> str:
    """Return what was recognised, for a table; a still picture shows no movement."""
    if found.best is not None:
        return " / ".join([found.best.slug, *(one.slug for one in found.alike)])
    if not found.candidates:
        none = _("none of the known exercises")
        return _("cannot tell from a still picture") if still else none
    return _("cannot tell (nearest: {names})").format(names=_nearest(found))


def how_sure(found: Recognition) -> str:
    """Return how sure that is."""
    if found.best is None:
        return ""
    return _("sure") if found.sure and not found.alike else _("probably")


def _nearest(found: Recognition) -> str:
    return _slugs([one.exercise for one in found.candidates[:_NEAREST]])


def _slugs(exercises: Iterable[Exercise]) -> str:
    return ", ".join(one.slug for one in exercises)

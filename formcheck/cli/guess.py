"""What a recording shows, in words."""

from collections.abc import Iterable
from typing import Final

import typer

from formcheck.errors import ExerciseError
from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Exercise
from formcheck.language import _
from formcheck.pose.recorded import RecordedPoses
from formcheck.session.recognise import Recognition, recognise

_NEAREST: Final = 3


def recognised(poses: RecordedPoses, source: str) -> Exercise:
    """Return which exercise it is, and say so on stderr; raise ExerciseError when it is none."""
    found = recognise(poses, list_exercises())
    if found.best is None:
        near = (
            " " + _("(nearest: {names})").format(names=_nearest(found)) if found.candidates else ""
        )
        raise ExerciseError(
            _(
                "Expected one of the known exercises in {file}; found none of them{nearest}. Say "
                "which it is with --exercise and one of: {names}."
            ).format(file=source, nearest=near, names=_slugs(list_exercises()))
        )
    text = _("formcheck: this looks like {name}; say another with --exercise.")
    if found.alike:
        text = _(
            "formcheck: this looks like {name}, or {others}, which I cannot tell from it; say "
            "another with --exercise."
        )
    typer.echo(text.format(name=found.best.slug, others=_slugs(found.alike)), err=True)
    return found.best


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

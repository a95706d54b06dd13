"""What was corrected by hand in a recording, a plain sentence each."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from formcheck.exercises.spec import Check
from formcheck.landmarks import Landmark
from formcheck.language import _
from formcheck.report import words
from formcheck.report.landmark_words import landmark_name
from formcheck.review.apply import Skipped
from formcheck.review.edits import (
    AddRep,
    Edit,
    EraseMark,
    MoveLandmark,
    PutMark,
    RemoveRep,
    SetLimit,
    SideRep,
)
from formcheck.review.take import Take

_One = TypeVar("_One", bound=Edit)


def corrections(
    edits: Sequence[Edit], measured: Take, take: Take, skipped: Iterable[Skipped] = ()
) -> tuple[str, ...]:
    """Return what somebody changed, as far as it is in the take.

    Parameters
    ----------
    edits
        All steps, in the order in which they were made.
    measured, take
        Before and after them.
    skipped
        Changes that are not in the take.
    """
    made: list[Edit] = []
    left_out: list[Edit] = [one.edit for one in skipped]
    for one in edits:
        if one in left_out:
            left_out.remove(one)
        else:
            made.append(one)
    return (*_judged(made, measured, take), *_moved(made), *_reps(made))


def about(edit: Edit, take: Take) -> str:
    """Return one change in a sentence: for the list of steps, and for what fits no more."""
    match edit:
        case MoveLandmark():
            return next(_moved([edit]))
        case RemoveRep() | AddRep() | SideRep():
            return _rep(edit)
        case SetLimit():
            return _limit(edit, take)
        case PutMark() | EraseMark():
            return _("A mark or a note on the picture.")
        case _:
            return _("Judged as {exercise}.").format(exercise=edit.slug)


def _judged(made: Sequence[Edit], measured: Take, take: Take) -> Iterator[str]:
    if take.exercise.slug != measured.exercise.slug:
        yield _("Judged as {exercise}; the camera had measured it as {before}.").format(
            exercise=take.exercise.title, before=measured.exercise.title
        )
    newest = {one.check: one for one in _of(made, SetLimit)}
    yield from (_limit(one, take) for one in newest.values() if _in_use(one, take))


def _of(made: Iterable[Edit], kind: type[_One]) -> Iterator[_One]:
    return (one for one in made if isinstance(one, kind))


def _check(edit: SetLimit, take: Take) -> Check | None:
    return next((one for one in take.exercise.checks if one.id == edit.check), None)


def _in_use(edit: SetLimit, take: Take) -> bool:
    """Whether a limit holds: it may have been set for an exercise that was not kept to."""
    check = _check(edit, take)
    return check is not None and (check.warn, check.fault) == (edit.warn, edit.fault)


def _limit(edit: SetLimit, take: Take) -> str:
    title = words.check_title(take.exercise, edit.check)
    unit = words.check_unit(take.record, take.exercise, edit.check)
    warn = words.limit(edit.warn, unit)
    if edit.fault is None:
        return _("{check}: for this person noticed from {warn}.").format(check=title, warn=warn)
    return _("{check}: for this person noticed from {warn}, clearly from {fault}.").format(
        check=title, warn=warn, fault=words.limit(edit.fault, unit)
    )


def _moved(made: Iterable[Edit]) -> Iterator[str]:
    times: dict[Landmark, list[float]] = {}
    for one in _of(made, MoveLandmark):
        times.setdefault(one.landmark, []).append(one.time_s)
    for landmark, moments in times.items():
        clocks = dict.fromkeys(words.clock(time_s) for time_s in sorted(moments))
        yield _("Put in its place by hand: {landmark} ({times}).").format(
            landmark=landmark_name(landmark), times=", ".join(clocks)
        )


def _reps(made: Iterable[Edit]) -> Iterator[str]:
    return (_rep(one) for one in made if isinstance(one, RemoveRep | AddRep | SideRep))


def _rep(edit: RemoveRep | AddRep | SideRep) -> str:
    time = words.clock(edit.turn_s)
    match edit:
        case RemoveRep():
            return _("What was counted at {time} was no repetition: taken out.").format(time=time)
        case AddRep():
            return _("A repetition at {time} had not been counted: added.").format(time=time)
        case _:
            return _("The repetition at {time}: side set by hand ({side}).").format(
                time=time, side=words.side(edit.side)
            )

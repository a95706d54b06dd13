"""A measured take and what a physio changed by hand, put together. The measurement stays.

::

    applied = apply(measured, edits, exercises=load_exercise)
    applied.take.record.counts
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from formcheck.errors import ReviewError
from formcheck.language import _
from formcheck.review.edits import (
    AddRep,
    Edit,
    EraseMark,
    Measured,
    MoveLandmark,
    PutMark,
    RemoveRep,
    SetLimit,
    SideRep,
    UseExercise,
)
from formcheck.review.limits import Exercises, Judging
from formcheck.review.moved import Moved, check_move
from formcheck.review.reps_by_hand import check_reps, with_reps
from formcheck.review.sights import Sights
from formcheck.review.take import Take, measure
from formcheck.session.offline import Progress

MOST_SIGHTS: Final = 20_000
"""Of a longer recording what the eyes see is not kept: eleven minutes, 50 MB (judgement)."""

Watching = Callable[[Progress], None]
Stop = Callable[[], bool]
_Judged = MoveLandmark | SetLimit | UseExercise
"""For these the recording is judged anew."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A change that fits nothing any more."""

    edit: Measured
    why: str
    """In a sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """A take after corrections."""

    take: Take
    """The measured one itself where nothing in it is changed."""
    skipped: tuple[Skipped, ...] = ()
    """Changes that are not in it."""


def _never() -> bool:
    return False


class Corrector:
    """Applies ever longer lists of changes to one measured take.

    What was judged last is kept: a repetition that is taken out later judges nothing anew.
    """

    def __init__(self, measured: Take, exercises: Exercises) -> None:
        self.measured = measured
        self._exercises = exercises
        self._sights = Sights() if len(measured.poses) <= MOST_SIGHTS else None
        self._last: tuple[tuple[_Judged, ...], Applied] = ((), Applied(measured))

    def apply(
        self,
        edits: Sequence[Edit],
        *,
        on_progress: Watching | None = None,
        stop: Stop = _never,
    ) -> Applied | None:
        """Return the take with all changes; None when it was stopped."""
        wanted = tuple(one for one in edits if isinstance(one, _Judged))
        judged = self._judge(wanted, on_progress, stop)
        if judged is None:
            return None
        take = judged.take
        reps = [one for one in edits if isinstance(one, RemoveRep | AddRep | SideRep)]
        record, left_out = with_reps(take.record, take.exercise, reps)
        skipped = (*judged.skipped, *_skipped(left_out))
        if record is not take.record:
            take = replace(take, record=record)
        return Applied(take, skipped)

    def _judge(
        self, wanted: tuple[_Judged, ...], on_progress: Watching | None, stop: Stop
    ) -> Applied | None:
        if not wanted:
            return Applied(self.measured)
        if wanted != self._last[0]:
            judged = self._judge_anew(wanted, on_progress, stop)
            if judged is None:
                return None
            self._last = wanted, judged
        return self._last[1]

    def _judge_anew(
        self, wanted: tuple[_Judged, ...], on_progress: Watching | None, stop: Stop
    ) -> Applied | None:
        measured = self.measured
        if not measured.measurable:
            return Applied(measured, tuple(Skipped(one, _only_numbers()) for one in wanted))
        judging = Judging(measured.exercise, self._exercises)
        choices = [one for one in wanted if not isinstance(one, MoveLandmark)]
        moves, skipped = _fitting(measured, wanted)
        skipped += _skipped(judging.choose_all(choices))
        if not moves and judging.exercise is measured.exercise:
            return Applied(measured, skipped)
        record = measured.record
        own_zero = judging.exercise.slug == record.exercise
        take = measure(
            measured.poses,
            judging.exercise,
            name=record.source.path,
            zero_shift_deg=record.zero_shift_deg if own_zero else 0.0,
            ended=record.ended,
            correction=Moved(measured.poses, moves).correction() if moves else None,
            sights=self._sights,
            on_progress=on_progress,
            stop=stop,
        )
        return None if take is None else Applied(replace(take, whole=measured.whole), skipped)


def apply(
    measured: Take,
    edits: Sequence[Edit],
    *,
    exercises: Exercises,
    on_progress: Watching | None = None,
    stop: Stop = _never,
) -> Applied | None:
    """Return a measured take with what somebody changed by hand.

    Parameters
    ----------
    measured
        What was measured; it is not changed.
    edits
        In the order in which they were made; marks and notes change nothing.
    exercises
        Gives an exercise by its slug.
    on_progress
        Called after each frame that is judged anew.
    stop
        Asked after each frame: whether nobody waits for it any more.

    Returns
    -------
    applied
        None when it was stopped. Without a change its take is ``measured`` itself.
    """
    return Corrector(measured, exercises).apply(edits, on_progress=on_progress, stop=stop)


def check_edit(take: Take, edit: Edit, exercises: Exercises) -> None:
    """Find out whether a change can be made, before it is.

    Parameters
    ----------
    take
        As it is shown, with all changes so far.
    edit
        The change.
    exercises
        Gives an exercise by its slug.

    Raises
    ------
    ReviewError
        When it cannot; with what to do.
    """
    if isinstance(edit, PutMark | EraseMark):
        return
    if isinstance(edit, RemoveRep | AddRep | SideRep):
        check_reps(take.record, take.exercise, edit)
    elif not take.measurable:
        raise ReviewError(_only_numbers())
    elif isinstance(edit, MoveLandmark):
        check_move(take.poses, edit)
    else:
        Judging(take.exercise, exercises).choose(edit)


def _fitting(
    measured: Take, wanted: tuple[_Judged, ...]
) -> tuple[list[MoveLandmark], tuple[Skipped, ...]]:
    moves: list[MoveLandmark] = []
    skipped: list[Skipped] = []
    for one in wanted:
        if isinstance(one, MoveLandmark):
            try:
                check_move(measured.poses, one)
            except ReviewError as error:
                skipped.append(Skipped(one, str(error)))
            else:
                moves.append(one)
    return moves, tuple(skipped)


def _skipped(left_out: Iterable[tuple[Measured, str]]) -> tuple[Skipped, ...]:
    return tuple(Skipped(edit, why) for edit, why in left_out)


def _only_numbers() -> str:
    return _(
        "Of this session only the numbers were kept: nothing can be measured anew. Repetitions can "
        "still be corrected."
    )

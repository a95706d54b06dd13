"""The words at the end of a training: what went well first, then one thing to work on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.care.effort import WORDS, judge_effort
from formcheck.care.traffic_light import Light, Verdict
from formcheck.exercises.spec import Exercise
from formcheck.language import N_, _, ngettext
from formcheck.training.outcome import Outcome

_LIGHTS: Final = tuple(Light)
_HALF: Final = 0.5
_NOTHING: Final = N_("You listened to your body: that comes before every exercise.")


@dataclass(frozen=True, slots=True)
class Line:
    """What was done of one exercise."""

    title: str
    text: str
    """16 of 16 repetitions."""
    complete: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What is said at the end, in the language in use."""

    went_well: str
    work_on: str
    """Empty when there is nothing."""
    verdict: Verdict | None
    """The traffic light, and the rule that decided; None where there is nothing to say."""
    where: str = ""
    """Where the pain went; empty when that is not known."""
    effort: str = ""
    """What the effort means; empty when it was not told."""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """One exercise of a training that is over."""

    exercise: Exercise
    outcome: Outcome


def summary(
    finished: Sequence[Finished],
    verdict: Verdict | None = None,
    where: str = "",
    effort: str = "",
) -> Summary:
    """Return what is said of a training.

    Parameters
    ----------
    finished
        Its exercises, in order; also those of which nothing was done.
    verdict
        What the traffic light says at the end, as `formcheck.training.asking.verdict_on`.
    where
        Where the pain went, as `formcheck.training.asking.shift_text`.
    effort
        What the effort means, as `effort_text`.
    """
    return Summary(
        went_well=_went_well([one.outcome for one in finished]),
        work_on=_work_on(finished),
        verdict=verdict,
        where=where,
        effort=effort,
        lines=tuple(_line(one) for one in finished),
    )


def effort_text(told: int | None, days_since_start: int) -> str:
    """Return what an effort means, in the language in use; empty when it was not told.

    Parameters
    ----------
    told
        0 to 10.
    days_since_start
        Days since the first training: in the first two weeks the hardest is too hard.
    """
    if told is None:
        return ""
    meaning = _(WORDS[judge_effort(told, days_since_start)])
    return _("Effort {number} of 10. {meaning}").format(number=told, meaning=meaning)


def worst(verdicts: Sequence[Verdict | None]) -> Verdict | None:
    """Return the verdict that counts most; None when there is none."""
    given = [one for one in verdicts if one is not None]
    return max(given, key=lambda one: (_LIGHTS.index(one.light), one.contact), default=None)


def _went_well(outcomes: Sequence[Outcome]) -> str:
    told = [_how_many(outcomes), _how_good(outcomes)]
    return " ".join(one for one in told if one) or _(_NOTHING)


def _how_many(outcomes: Sequence[Outcome]) -> str:
    complete = sum(one.complete for one in outcomes)
    begun = sum(one.anything for one in outcomes)
    if complete and complete == len(outcomes):
        return _("You did all that was planned.")
    if complete:
        text = ngettext(
            "You did {number} exercise of {all} as planned.",
            "You did {number} exercises of {all} as planned.",
            complete,
        )
        return text.format(number=complete, all=len(outcomes))
    if begun:
        text = ngettext(
            "You began {number} exercise: a start to build on.",
            "You began {number} exercises: a start to build on.",
            begun,
        )
        return text.format(number=begun)
    return ""


def _how_good(outcomes: Sequence[Outcome]) -> str:
    """Return how good the form was, where it is good news."""
    judged = [one for one in outcomes if one.good_share is not None]
    counted = [one for one in judged if not one.task.item.timed]
    all_reps, good_reps = (
        round(sum(getattr(one, name) for one in counted)) for name in ("looked_at", "good")
    )
    if good_reps and good_reps >= _HALF * all_reps:
        text = ngettext(
            "{good} of {number} repetition was in good form.",
            "{good} of {number} repetitions were in good form.",
            all_reps,
        )
        return text.format(good=good_reps, number=all_reps)
    held_s = int(sum(one.good for one in judged if one.task.item.timed))
    if held_s:
        text = ngettext(
            "You held good form for {number} second.",
            "You held good form for {number} seconds.",
            held_s,
        )
        return text.format(number=held_s)
    return ""


def _work_on(finished: Sequence[Finished]) -> str:
    """Return the cue of the most frequent fault."""
    found = [
        (much / one.outcome.looked_at, one, check)
        for one in finished
        for check, much in one.outcome.faults.items()
        if much > 0 and check in {known.id for known in one.exercise.checks}
    ]
    if not found:
        return ""
    share, one, check_id = max(found, key=lambda each: each[0])
    check = one.exercise.check(check_id)
    text = _("{exercise}: {check}, in {share} % of it. Try this: “{cue}.”")
    if not one.outcome.task.item.timed:
        text = _("{exercise}: {check}, in {share} % of the repetitions. Try this: “{cue}.”")
    return text.format(
        exercise=one.exercise.title,
        check=check.title,
        share=max(1, round(100 * share)),
        cue=check.cue.rstrip("."),
    )


def _line(one: Finished) -> Line:
    outcome = one.outcome
    if outcome.task.item.timed:
        text = _("{done} of {asked} s")
    else:
        text = ngettext(
            "{done} of {asked} repetition", "{done} of {asked} repetitions", outcome.asked
        )
    told = text.format(done=outcome.done, asked=outcome.asked)
    if not outcome.anything:
        told = _("left out")
    return Line(one.exercise.title, told, outcome.complete)

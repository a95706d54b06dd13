"""What is said of the kinds of rule that are not scored by repetitions or good form alone.

Each function returns an empty text where the usual words fit.
"""

from typing import Final

from formcheck.checking.guided import TOLD
from formcheck.checking.own_range import QUICK
from formcheck.exercises.rules import (
    CycleRule,
    GuidedRule,
    OutlineSignal,
    SnapshotRule,
    StretchRule,
)
from formcheck.exercises.spec import Exercise
from formcheck.language import N_, _, ngettext, number, says
from formcheck.report import words
from formcheck.session.record import SessionRecord

NOTHING: Final = N_("Nothing for now: keep it as it is.")


def headline(record: SessionRecord, exercise: Exercise) -> str:
    """Return what was done, in numbers."""
    match exercise.rule:
        case StretchRule() as rule:
            return _stretches(record, rule)
        case GuidedRule(reps=reps):
            text = ngettext(
                "{done} of {number} repetition, guided, not scored",
                "{done} of {number} repetitions, guided, not scored",
                reps,
            )
            return text.format(done=record.counts.guided, number=reps)
        case SnapshotRule(seconds=seconds):
            if not record.averages:
                return _("No snapshot yet")
            return _("{seconds} s averaged").format(seconds=number(seconds))
        case _:
            return ""


def went_well(record: SessionRecord, exercise: Exercise) -> str:
    """Return what went well."""
    told = sum(says(rep.note, TOLD) for rep in record.reps)
    guided = record.counts.guided
    if told:
        text = ngettext(
            "You kept at it: {number} repetition, {told} of them told by you.",
            "You kept at it: {number} repetitions, {told} of them told by you.",
            guided,
        )
        return text.format(number=guided, told=told)
    if guided:
        text = ngettext(
            "You kept to the beat {number} time.", "You kept to the beat {number} times.", guided
        )
        return text.format(number=guided)
    best_s = max((hold.good_s for hold in record.holds), default=0.0)
    if isinstance(exercise.rule, StretchRule) and best_s:
        return _("You stayed in the stretch, still, for {time}.").format(time=words.seconds(best_s))
    return ""


def work_on(record: SessionRecord, exercise: Exercise) -> str:
    """Return one thing to work on, where no check found any."""
    match exercise.rule:
        case GuidedRule():
            return _("Nothing was scored here, so go by what you feel.") + f" {exercise.feel}"
        case StretchRule() as rule:
            return _longer(record, rule)
        case CycleRule(outline=OutlineSignal(signal=back)) if (
            record.focus == back and not record.reps
        ):
            return _(
                "The outline of your back kept its shape (experimental). Let your back round and "
                "sink with your head, as far as it is comfortable."
            )
        case CycleRule(hurry_cue=cue):
            quick = sum(says(rep.note, QUICK) for rep in record.reps)
            return _slower(quick, cue) if quick else ""
        case _:
            return ""


def _slower(quick: int, cue: str) -> str:
    text = ngettext(
        "{number} repetition went quickly. Try this: “{cue}.”",
        "{number} repetitions went quickly. Try this: “{cue}.”",
        quick,
    )
    return text.format(number=quick, cue=cue.rstrip("."))


def _stretches(record: SessionRecord, rule: StretchRule) -> str:
    if not record.holds:
        return _("No stretch yet")
    full = sum(words.stretched(rule, hold) == "full" for hold in record.holds)
    still_s = sum(hold.good_s for hold in record.holds)
    text = ngettext(
        "{number} stretch, {full} of the full {aim} s; still for {time}",
        "{number} stretches, {full} of the full {aim} s; still for {time}",
        len(record.holds),
    )
    return text.format(
        number=len(record.holds),
        full=full,
        aim=number(rule.target_s),
        time=words.seconds(still_s),
    )


def _longer(record: SessionRecord, rule: StretchRule) -> str:
    if any(words.stretched(rule, hold) == "full" for hold in record.holds):
        return _(NOTHING)
    text = _("Stay a little longer, as long as it is comfortable: {seconds} s is the aim.")
    return text.format(seconds=number(rule.target_s))

"""What is said of the kinds of rule that are not scored by repetitions or good form alone.

Each function returns an empty text where the usual words fit.
"""

from typing import Final

from formcheck.checking.guided import TOLD
from formcheck.checking.own_range import QUICK
from formcheck.exercises.rules import CycleRule, GuidedRule, SnapshotRule, StretchRule
from formcheck.exercises.spec import Exercise
from formcheck.report import words
from formcheck.session.record import SessionRecord

NOTHING: Final = "Nothing for now: keep it as it is."


def headline(record: SessionRecord, exercise: Exercise) -> str:
    """Return what was done, in numbers."""
    match exercise.rule:
        case StretchRule() as rule:
            return _stretches(record, rule)
        case GuidedRule(reps=reps):
            return f"{record.counts.guided} of {words.count(reps, 'repetition')}, {words.GUIDED}"
        case SnapshotRule(seconds=seconds):
            return f"{seconds:g} s averaged" if record.averages else "No snapshot yet"
        case _:
            return ""


def went_well(record: SessionRecord, exercise: Exercise) -> str:
    """Return what went well."""
    told = sum(rep.note == TOLD for rep in record.reps)
    guided = record.counts.guided
    if told:
        return f"You kept at it: {words.count(guided, 'repetition')}, {told} of them told by you."
    if guided:
        return f"You kept to the beat {words.count(guided, 'time')}."
    best_s = max((hold.good_s for hold in record.holds), default=0.0)
    if isinstance(exercise.rule, StretchRule) and best_s:
        return f"You stayed in the stretch, still, for {words.seconds(best_s)}."
    return ""


def work_on(record: SessionRecord, exercise: Exercise) -> str:
    """Return one thing to work on, where no check found any."""
    match exercise.rule:
        case GuidedRule():
            return f"Nothing was scored here, so go by what you feel. {exercise.feel}"
        case StretchRule() as rule:
            return _longer(record, rule)
        case CycleRule(hurry_cue=cue):
            quick = sum(QUICK in rep.note for rep in record.reps)
            many = words.count(quick, "repetition")
            return f"{many} went quickly. Try this: “{cue.rstrip('.')}.”" if quick else ""
        case _:
            return ""


def _stretches(record: SessionRecord, rule: StretchRule) -> str:
    if not record.holds:
        return "No stretch yet"
    full = sum(words.stretched(rule, hold) == "full" for hold in record.holds)
    many = words.count(len(record.holds), "stretch", "stretches")
    still_s = sum(hold.good_s for hold in record.holds)
    return f"{many}, {full} of the full {rule.target_s:g} s; still for {words.seconds(still_s)}"


def _longer(record: SessionRecord, rule: StretchRule) -> str:
    if any(words.stretched(rule, hold) == "full" for hold in record.holds):
        return NOTHING
    return f"Stay a little longer, as long as it is comfortable: {rule.target_s:g} s is the aim."

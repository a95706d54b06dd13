"""What happened, in three sentences: the headline, what went well, one thing to work on."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from formcheck.checking.own_range import QUICK
from formcheck.checking.results import FaultSpan, RepKind, Severity
from formcheck.exercises.spec import CycleRule, Exercise, HoldRule, PostureRule
from formcheck.report import kinds, words
from formcheck.session.record import SessionRecord

_MOSTLY: Final = 0.8
"""Share of time that must have been judged before "no fault" means much."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Three sentences for people."""

    headline: str
    """What was done: "8 full repetitions"."""
    went_well: str
    work_on: str
    """One thing, with the cue; what to mend about the recording when nothing could be judged."""


def summarise(record: SessionRecord, exercise: Exercise) -> Summary:
    """Return the three sentences of a session."""
    return Summary(
        headline=headline(record, exercise),
        went_well=kinds.went_well(record, exercise) or _went_well(record, exercise),
        work_on=_work_on(record, exercise),
    )


def headline(record: SessionRecord, exercise: Exercise) -> str:
    """Return what was done, in numbers."""
    if record.graded_fraction <= 0 and not record.counts.guided:
        return "Nothing could be judged"
    special = kinds.headline(record, exercise)
    if special:
        return special
    match exercise.rule:
        case HoldRule():
            return _holds(record)
        case PostureRule():
            return f"{words.seconds(record.source.duration_s)} watched"
        case _:
            return _reps(record)


def _reps(record: SessionRecord) -> str:
    counts = record.counts
    parts = [words.count(counts.full, "full repetition")]
    if counts.left or counts.right:
        parts[0] += f" ({counts.left} left, {counts.right} right)"
    if counts.partial:
        parts.append(f"{counts.partial} partial")
    if counts.attempt:
        parts.append(words.count(counts.attempt, "attempt"))
    return ", ".join(parts)


def _holds(record: SessionRecord) -> str:
    if not record.holds:
        return "No hold yet"
    total_s = sum(hold.end_s - hold.start_s for hold in record.holds)
    good_s = sum(hold.good_s for hold in record.holds)
    many = "" if len(record.holds) == 1 else f" in {len(record.holds)} holds"
    return f"Held for {words.seconds(total_s)}{many}, {words.seconds(good_s)} in good form"


def _went_well(record: SessionRecord, exercise: Exercise) -> str:
    if record.graded_fraction <= 0:
        return "You set up and gave it a go. The recording shows too little to say more."
    clean = sum(
        rep.kind is RepKind.FULL and not rep.faults and QUICK not in rep.note for rep in record.reps
    )
    if clean:
        if clean < len(record.reps):
            whole = f"{clean} of {words.count(len(record.reps), 'repetition')}"
        else:
            whole = f"All {clean} repetitions" if clean > 1 else "Your repetition"
        own = isinstance(exercise.rule, CycleRule)
        return f"{whole} had {'your own' if own else 'the'} full range and good form."
    if record.counts.full:
        return f"{words.count(record.counts.full, 'repetition')} reached the full range."
    best_s = max((hold.good_s for hold in record.holds), default=0.0)
    if best_s > 0:
        return f"You held good form for {words.seconds(best_s)}."
    return _steady(record, exercise)


def _steady(record: SessionRecord, exercise: Exercise) -> str:
    found = {fault.check for fault in record.faults}
    fine = [check.title for check in exercise.checks if check.id not in found]
    if not found and record.graded_fraction >= _MOSTLY:
        return (
            f"Nothing stood out in the {words.share(record.graded_fraction)} that could be judged."
        )
    if record.reps:
        return f"You moved {words.count(len(record.reps), 'time')}: a start to build on."
    if found and fine:
        return f"{len(fine)} of {words.count(len(exercise.checks), 'check')} found nothing to mend."
    return "You set up and gave it a go."


def _work_on(record: SessionRecord, exercise: Exercise) -> str:
    if record.faults:
        return _fault(record, exercise, _main_check(record.faults))
    if record.graded_fraction <= 0 and not record.counts.guided:
        return _mend(record)
    return kinds.work_on(record, exercise) or _farther(record)


def _farther(record: SessionRecord) -> str:
    short = [rep for rep in record.reps if rep.kind is not RepKind.FULL]
    if short:
        why = next((f" ({rep.note})" for rep in short if rep.note), "")
        many = words.count(len(short), "repetition")
        return (
            f"{many} stopped short of the full range or hold{why}. "
            "Go a little farther, as long as it stays comfortable."
        )
    return kinds.NOTHING


def _fault(record: SessionRecord, exercise: Exercise, check_id: str) -> str:
    spans = [fault for fault in record.faults if fault.check == check_id]
    touched = sum(check_id in rep.faults for rep in record.reps)
    if touched:
        where = f"in {touched} of {words.count(len(record.reps), 'repetition')}"
    elif record.averages:
        where = "on average"
    else:
        total_s = sum(fault.end_s - fault.start_s for fault in spans)
        where = f"for {words.seconds(total_s)}"
    title = words.check_title(exercise, check_id)
    cues = [check.cue.rstrip(".") for check in exercise.checks if check.id == check_id]
    told = "".join(f" Try this: “{cue}.”" for cue in cues)
    return f"{title}, {where}.{told}"


def _main_check(faults: tuple[FaultSpan, ...]) -> str:
    """Return the check with the most severe, then the longest, time beyond its limits."""
    worst = max(fault.severity for fault in faults)
    time_s: Counter[str] = Counter()
    for fault in faults:
        if fault.severity is Severity(worst):
            time_s[fault.check] += max(1, round(1000 * (fault.end_s - fault.start_s)))
    return time_s.most_common(1)[0][0]


def _mend(record: SessionRecord) -> str:
    if not record.not_judged:
        return "The camera could judge nothing here: check that the whole body is in the picture."
    longest = max(record.not_judged, key=lambda span: span.end_s - span.start_s)
    return longest.reason

"""What happened, in three sentences: the headline, what went well, one thing to work on."""

from collections import Counter
from dataclasses import dataclass
from math import isfinite
from typing import Final

from formcheck.checking.own_range import QUICK
from formcheck.checking.results import FaultSpan, RepKind, Severity
from formcheck.exercises.spec import CycleRule, Exercise, HoldRule, PostureRule
from formcheck.language import _, ngettext, says
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
        return _("Nothing could be judged")
    special = kinds.headline(record, exercise)
    if special:
        return special
    match exercise.rule:
        case HoldRule():
            return _holds(record)
        case PostureRule():
            return _("{time} watched").format(time=words.seconds(record.source.duration_s))
        case _:
            return _reps(record)


def _reps(record: SessionRecord) -> str:
    counts = record.counts
    full = ngettext("{number} full repetition", "{number} full repetitions", counts.full)
    parts = [full.format(number=counts.full)]
    if counts.left or counts.right:
        sides = _("({left} left, {right} right)").format(left=counts.left, right=counts.right)
        parts[0] += f" {sides}"
    if counts.partial:
        parts.append(_("{number} partial").format(number=counts.partial))
    if counts.attempt:
        tried = ngettext("{number} attempt", "{number} attempts", counts.attempt)
        parts.append(tried.format(number=counts.attempt))
    return ", ".join(parts)


def _holds(record: SessionRecord) -> str:
    if not record.holds:
        return _("No hold yet")
    total_s = sum(hold.end_s - hold.start_s for hold in record.holds)
    good_s = sum(hold.good_s for hold in record.holds)
    text = ngettext(
        "Held for {time}, {good} in good form",
        "Held for {time} in {number} holds, {good} in good form",
        len(record.holds),
    )
    return text.format(
        time=words.seconds(total_s), good=words.seconds(good_s), number=len(record.holds)
    )


def _went_well(record: SessionRecord, exercise: Exercise) -> str:
    if record.graded_fraction <= 0:
        return _("You set up and gave it a go. The recording shows too little to say more.")
    clean = sum(
        rep.kind is RepKind.FULL and not rep.faults and not says(rep.note, QUICK)
        for rep in record.reps
    )
    if clean:
        return _clean(clean, len(record.reps), own=isinstance(exercise.rule, CycleRule))
    full = record.counts.full
    if full:
        text = ngettext(
            "{number} repetition reached the full range.",
            "{number} repetitions reached the full range.",
            full,
        )
        return text.format(number=full)
    best_s = max((hold.good_s for hold in record.holds), default=0.0)
    if best_s > 0:
        return _("You held good form for {time}.").format(time=words.seconds(best_s))
    return _steady(record, exercise)


def _clean(clean: int, everything: int, *, own: bool) -> str:
    """Return how many repetitions were right in range and form."""
    some = _("{number} of {all} repetitions had the full range and good form.")
    every = _("All {number} repetitions had the full range and good form.")
    one = _("Your repetition had the full range and good form.")
    if own:
        some = _("{number} of {all} repetitions had your own full range and good form.")
        every = _("All {number} repetitions had your own full range and good form.")
        one = _("Your repetition had your own full range and good form.")
    text = some if clean < everything else one if clean == 1 else every
    return text.format(number=clean, all=everything)


def _steady(record: SessionRecord, exercise: Exercise) -> str:
    found = {fault.check for fault in record.faults}
    fine = [check.title for check in exercise.checks if check.id not in found]
    if not found and record.graded_fraction >= _MOSTLY:
        text = _("Nothing stood out in the {share} that could be judged.")
        return text.format(share=words.share(record.graded_fraction))
    if record.reps:
        text = ngettext(
            "You moved {number} time: a start to build on.",
            "You moved {number} times: a start to build on.",
            len(record.reps),
        )
        return text.format(number=len(record.reps))
    if found and fine:
        text = _("{number} of {all} checks found nothing to mend.")
        return text.format(number=len(fine), all=len(exercise.checks))
    return _("You set up and gave it a go.")


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
        text = ngettext(
            "{number} repetition stopped short of the full range or hold{why}.",
            "{number} repetitions stopped short of the full range or hold{why}.",
            len(short),
        )
        told = text.format(number=len(short), why=why)
        return f"{told} " + _("Go a little farther, as long as it stays comfortable.")
    return _(kinds.NOTHING)


def _fault(record: SessionRecord, exercise: Exercise, check_id: str) -> str:
    spans = [fault for fault in record.faults if fault.check == check_id]
    touched = sum(check_id in rep.faults for rep in record.reps)
    total_s = sum(fault.end_s - fault.start_s for fault in spans)
    if touched:
        text = ngettext(
            "{title}, in {touched} of {number} repetition.",
            "{title}, in {touched} of {number} repetitions.",
            len(record.reps),
        )
    elif record.averages:
        text = _("{title}, on average.")
    else:
        text = _("{title}, for {time}.")
    title = words.check_title(exercise, check_id)
    cues = [check.cue.rstrip(".") for check in exercise.checks if check.id == check_id]
    said = text.format(
        title=title, touched=touched, number=len(record.reps), time=words.seconds(total_s)
    )
    return " ".join([said, *(_("Try this: “{cue}.”").format(cue=cue) for cue in cues)])


def _main_check(faults: tuple[FaultSpan, ...]) -> str:
    """Return the check with the most severe, then the longest, time beyond its limits."""
    worst = max(fault.severity for fault in faults)
    time_s: Counter[str] = Counter()
    for fault in faults:
        if fault.severity is Severity(worst):
            length_s = fault.end_s - fault.start_s
            # A record from elsewhere may leave a time out.
            time_s[fault.check] += max(1, round(1000 * length_s)) if isfinite(length_s) else 1
    return time_s.most_common(1)[0][0]


def _mend(record: SessionRecord) -> str:
    if not record.not_judged:
        return _(
            "The camera could judge nothing here: check that the whole body is in the picture."
        )
    longest = max(record.not_judged, key=lambda span: span.end_s - span.start_s)
    return longest.reason

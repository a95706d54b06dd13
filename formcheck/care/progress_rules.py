"""When somebody goes on, stays or steps back: the rules, each with its source, as two tables.

Sources: clinical notes, sections 6 and 7 (2-for-2 rule; ACSM, 2 to 10 % when over the target).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from formcheck.care.effort import MOST_TO_ADVANCE, TOO_HARD
from formcheck.care.pain import Pain, rises_by_the_week
from formcheck.care.traffic_light import Light, judge
from formcheck.language import N_

IN_A_ROW: Final = 2
"""Good sessions before a step (2-for-2 rule)."""
_GOOD_FORM: Final = 0.8
_POOR_FORM: Final = 0.5
_FAULT_SHARE: Final = 0.2
_PAIN: Final = 3
_NEXT_DAY: Final = 1
_INCOMPLETE: Final = 3
_REDS: Final = 2
_WEEK: Final = timedelta(days=7)
_LOOK_BACK: Final = 5
"""Sessions in which red lights are counted (judgement)."""


@dataclass(frozen=True, slots=True)
class Done:
    """One exercise in one session, at the level of today."""

    on: date
    complete: bool
    """Whether the repetitions or seconds that were asked for were reached."""
    pain: Pain
    effort: int | None = None
    """0 to 10; None when it was not asked."""
    good_share: float | None = None
    """Share of good form, 0 to 1; None when it could not be judged."""
    worst_fault_share: float = 0.0
    """Share of repetitions with the most frequent fault."""

    @property
    def red(self) -> bool:
        """Whether the traffic light was red."""
        return judge(self.pain).light is Light.RED


@dataclass(frozen=True, slots=True)
class Needed:
    """What a good session needs, and what is said where it is missing."""

    id: str
    why: str
    source: str
    met: Callable[[Done], bool]


@dataclass(frozen=True, slots=True)
class Back:
    """What leads to a step back."""

    id: str
    why: str
    source: str
    fits: Callable[[Sequence[Done]], bool]
    """Gets the sessions at this level, the last one last; there is at least one."""


def _next_day(done: Done) -> bool:
    return done.pain.next_day is not None and done.pain.next_day <= _NEXT_DAY


_FORM: Final = "form"
NEEDED: Final = (
    Needed(
        "complete",
        N_("The repetitions or seconds of the programme were not all reached yet."),
        "clinical notes, section 7: target reps or hold met; 2-for-2 rule",
        lambda done: done.complete,
    ),
    Needed(
        "asked",
        N_("Pain before, during or after the exercise was not told."),
        "judgement: what is not known is no reason to do more",
        lambda done: done.pain.known,
    ),
    Needed(
        "light",
        N_("The traffic light of the pain was not green."),
        "clinical notes, section 6: green may progress; amber stays at the same level",
        lambda done: judge(done.pain).light is Light.GREEN,
    ),
    Needed(
        "pain",
        N_("The pain was more than 3 of 10."),
        "clinical notes, section 7: NPRS during 3 or less",
        lambda done: done.pain.most <= _PAIN,
    ),
    Needed(
        "morning",
        N_("The pain of the next morning is not known, or was more than 1 higher than before."),
        "clinical notes, section 7: next day at most 1 more",
        _next_day,
    ),
    Needed(
        "effort",
        N_("The effort is not known, or was more than 6 of 10."),
        "clinical notes, section 7: RPE 6 or less",
        lambda done: done.effort is not None and done.effort <= MOST_TO_ADVANCE,
    ),
    Needed(
        _FORM,
        N_("Good form was below 80 %, one fault came too often, or it could not be judged."),
        "clinical notes, section 7: good form at least 80 %, no fault in more than 20 % of reps",
        lambda done: (
            done.good_share is not None
            and done.good_share >= _GOOD_FORM
            and done.worst_fault_share <= _FAULT_SHARE
        ),
    ),
)

BACK: Final = (
    Back(
        "red",
        N_("The traffic light of the pain was red last time."),
        "clinical notes, section 6: red means stop and regress",
        lambda sessions: sessions[-1].red,
    ),
    Back(
        "reds",
        N_("The traffic light of the pain was red twice within the last sessions."),
        "clinical notes, section 7: 2 red pain events; within five sessions: judgement",
        lambda sessions: sum(one.red for one in sessions[-_LOOK_BACK:]) >= _REDS,
    ),
    Back(
        "effort",
        N_("The effort was 8 or more of 10."),
        "clinical notes, section 7: RPE 8 or more",
        lambda sessions: (sessions[-1].effort or 0) >= TOO_HARD,
    ),
    Back(
        _FORM,
        N_("Good form was below 50 %."),
        "clinical notes, section 7: form below 50 %",
        lambda sessions: (
            sessions[-1].good_share is not None and sessions[-1].good_share < _POOR_FORM
        ),
    ),
    Back(
        "incomplete",
        N_("The last three sessions were not completed."),
        "clinical notes, section 7: 3 sessions incomplete",
        lambda sessions: (
            len(sessions) >= _INCOMPLETE
            and not any(one.complete for one in sessions[-_INCOMPLETE:])
        ),
    ),
)


def rising(sessions: Sequence[Done]) -> bool:
    """Whether pain before the sessions rose from one week to the next, whatever the level."""
    last = max((one.on for one in sessions), default=None)
    told = [(one.on, one.pain.before) for one in sessions if one.pain.before is not None]
    ages = [(last - on, pain) for on, pain in told] if last else []
    this_week = [pain for age, pain in ages if age < _WEEK]
    last_week = [pain for age, pain in ages if _WEEK <= age < 2 * _WEEK]
    return rises_by_the_week(last_week, this_week)


def missing(done: Done, *, judged: bool) -> Needed | None:
    """Return what a session lacks to be a good one; None when it is one.

    Parameters
    ----------
    done
        The session.
    judged
        Whether the camera can judge the form of this exercise; what it cannot see is not asked.
    """
    asked = (one for one in NEEDED if judged or one.id != _FORM)
    return next((one for one in asked if not one.met(done)), None)


def step_back(sessions: Sequence[Done]) -> Back | None:
    """Return the rule that leads a step back; None when there is none."""
    return next((one for one in BACK if sessions and one.fits(sessions)), None)

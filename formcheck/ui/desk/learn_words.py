"""What is said while the own baseline is learned, and after it."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from formcheck.desk.baseline import Profile
from formcheck.desk.view import DeskState, DeskView
from formcheck.exercises.spec import View
from formcheck.language import N_, _
from formcheck.report.dates import day_name
from formcheck.session.update import NotJudged
from formcheck.ui.desk.state_words import clock_time, state_line

SIT: Final = N_("Sit tall but relaxed for five seconds.")
STAY: Final = N_("Good: stay as you are.")
LEARNED: Final = {
    View.FRONT: N_("Learned: front view."),
    View.SIDE: N_("Learned: side view."),
}
IN_USE: Final = {
    View.FRONT: N_("Your baseline, from the front, is of {day}, {time}."),
    View.SIDE: N_("Your baseline, from the side, is of {day}, {time}."),
}
GAVE_UP: Final = N_("That did not work yet.")
NEXT: Final = N_("From now on it watches by itself: you can close this window.")
EITHER: Final = N_("Face the camera, or turn your side to it: both are fine.")
WHY: Final = N_(
    "You are only ever compared with yourself: how you sit now is your baseline. Learn it anew "
    "when the camera, the chair or the screens have moved."
)
STORED: Final = N_("No picture is stored or sent: a few angles and distances are all that is kept.")


class Outcome(Enum):
    """What became of learning."""

    NONE = auto()
    """Nobody learned since the window is open, or it goes on."""
    LEARNED = auto()
    GAVE_UP = auto()


@dataclass(slots=True)
class LearnWatch:
    """Finds out what became of learning: of the snapshots in between some may be lost."""

    outcome: Outcome = Outcome.NONE
    trouble: NotJudged | None = None
    """What was in the way at last."""
    _learns: bool = False
    _before: Profile | None = None

    def update(self, view: DeskView) -> None:
        """Take in how things stand."""
        if view.learning is not None and view.learning.trouble is not None:
            self.trouble = view.learning.trouble
        if view.state is DeskState.LEARNING:
            if not self._learns:
                self._learns, self._before, self.outcome = True, view.profile, Outcome.NONE
                self.trouble = None if view.learning is None else view.learning.trouble
        elif view.state is DeskState.UNKNOWN:
            self._learns, self.outcome = False, Outcome.GAVE_UP
        elif view.state is DeskState.WATCHING and self._learns:
            anew = view.profile is not None and view.profile is not self._before
            self._learns, self.outcome = False, Outcome.LEARNED if anew else Outcome.GAVE_UP


@dataclass(frozen=True, slots=True)
class LearnTold:
    """What the page says."""

    title: str
    lines: tuple[str, ...] = ()
    progress: float | None = None
    """Share of the five seconds; None while nothing is learned."""


def learn_told(view: DeskView, watch: LearnWatch) -> LearnTold:
    """Return what to say; ``watch`` has taken in the snapshot."""
    profile = view.profile
    if view.state is DeskState.LEARNING:
        trouble = None if view.learning is None else view.learning.trouble
        progress = 0.0 if view.learning is None else view.learning.progress
        return LearnTold(_(SIT), (_(STAY) if trouble is None else _both(trouble),), progress)
    if watch.outcome is Outcome.GAVE_UP and view.state in {DeskState.UNKNOWN, DeskState.WATCHING}:
        said = () if watch.trouble is None else (_both(watch.trouble),)
        return LearnTold(_(GAVE_UP), (*said, *_in_use(profile)))
    if view.state is not DeskState.WATCHING or profile is None:
        return LearnTold(state_line(view), (view.message,) if view.message else _in_use(profile))
    if watch.outcome is Outcome.LEARNED:
        return LearnTold(_(LEARNED[profile.view]), (_(NEXT),), progress=1.0)
    return LearnTold(_in_use(profile)[0])


def _in_use(profile: Profile | None) -> tuple[str, ...]:
    if profile is None:
        return ()
    made = profile.made_at.astimezone()
    return (_(IN_USE[profile.view]).format(day=day_name(made.date()), time=clock_time(made)),)


def _both(one: NotJudged) -> str:
    return f"{one.reason} {one.mend}".strip()

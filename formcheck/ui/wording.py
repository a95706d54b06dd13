"""What the window says in each state: from a snapshot to plain sentences. No widgets here."""

import math
from dataclasses import dataclass
from typing import Final

from formcheck.checking.results import Severity, ViewEstimate
from formcheck.exercises.spec import Exercise, GuidedRule, Rule, SnapshotRule, StretchRule
from formcheck.language import N_, _, number
from formcheck.overlay.compose import in_place
from formcheck.overlay.scene import Tone
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.update import Cue, CueKind, NotJudged, Phase, Update
from formcheck.ui.theme import STYLES, Shape


@dataclass(frozen=True, slots=True)
class Banner:
    """One sentence with its mark."""

    text: str
    tone: Tone
    shape: Shape
    word: str

    @property
    def colour(self) -> str:
        """Colour of its tone."""
        return STYLES[self.tone].colour


_PHASES: Final = {
    Phase.READY: N_("Ready: begin when you like"),
    Phase.MOVING: N_("Keep going"),
    Phase.HOLDING: N_("Good. Hold it"),
    Phase.RETURNING: N_("And slowly back"),
}
_AGAIN: Final = N_("And again")
_SEVERITIES: Final = {
    Severity.GOOD: Tone.GOOD,
    Severity.WARN: Tone.WARN,
    Severity.FAULT: Tone.FAULT,
}
_WATCHING: Final = frozenset({LiveState.SETUP, LiveState.RUNNING})
_BLIND: Final = frozenset({Phase.SETUP, Phase.UNSEEN})
_NOBODY: Final = NotJudged(N_("I can't see you."), N_("Step into the picture."))
_VIEWS: Final = {
    "side": N_("Side view"),
    "oblique": N_("Oblique view"),
    "front": N_("Front view"),
}


def banner(live: LiveFrame) -> Banner:
    """Return the one sentence for now: what cannot be seen first, then the cue, then the phase."""
    if live.trouble:
        return no_picture(live.trouble)
    if live.state is LiveState.OPENING or live.update is None:
        return Banner(_("Opening the camera…"), Tone.UNSURE, Shape.DOTS, _("Wait"))
    if live.state is LiveState.PAUSED:
        return Banner(_("Paused: space to go on"), Tone.UNSURE, Shape.PAUSE, _("Paused"))
    gap = blind_spot(live.update)
    if gap is not None:
        return _of_tone(Tone.UNSURE, gap.mend or gap.reason)
    setting_up = live.state is LiveState.SETUP
    return _of_zero(live.update, live.exercise) or (
        _of_setup(live.update) if setting_up else _of_judged(live.update, live.exercise)
    )


def no_picture(why: str) -> Banner:
    """Return what is said while no pictures come."""
    return Banner(why, Tone.UNSURE, Shape.QUESTION, _("No picture"))


def blind_spot(update: Update) -> NotJudged | None:
    """Return why nothing at all can be judged now; None when something can.

    During the exercise a gap that concerns one check alone leaves the others judged.
    """
    if update.phase not in _BLIND:
        return None
    fallback = (
        [NotJudged(_(_NOBODY.reason), _(_NOBODY.mend))] if update.phase is Phase.UNSEEN else []
    )
    return next(iter([*update.not_judged, *fallback]), None)


def not_judged_line(update: Update) -> str:
    """Return what is not judged and why, in one line; empty when everything is."""
    told = dict.fromkeys(f"{gap.reason} {gap.mend}".strip() for gap in update.not_judged)
    return _("Not judged: {reasons}").format(reasons=" ".join(told)) if told else ""


def zero_hint(live: LiveFrame) -> str:
    """Return how to take the personal zero, or what is wrong with it; empty where it is no help."""
    looking = live.update is not None and live.update.zero is not None
    if live.exercise.zero is None or looking or live.state not in _WATCHING:
        return ""
    if live.zero.problem:
        return live.zero.problem
    if live.zero.stale:
        return _("Z: set my straight line again, the last one is out of date")
    if live.zero.shift_deg:
        shift = f"{number(live.zero.shift_deg, 0, sign=True)}°"
        return _("My straight line {shift}  ·  Z: set it again").format(shift=shift)
    return _("Z: set my straight line")


def status_line(live: LiveFrame) -> str:
    """Return the line of small print: what is not judged, and what one key would do."""
    judging = live.state in _WATCHING and live.update is not None
    told = not_judged_line(live.update) if judging and live.update is not None else ""
    return "  ·  ".join(part for part in (live.hint, told, zero_hint(live)) if part)


def view_line(live: LiveFrame) -> str:
    """Return the view, the number that matters with its error, and the source."""
    parts: list[str] = []
    if live.update is not None:
        parts.append(_view(live.update.view))
        focus = live.update.focus
        if focus is not None:
            parts.append(f"{focus.title} {focus.reading.text}")
    if live.source is not None:
        parts.append(live.source.name)
    return "  ·  ".join(part for part in parts if part)


def _of_tone(tone: Tone, text: str) -> Banner:
    style = STYLES[tone]
    return Banner(text, tone, style.shape, _(style.word))


def _of_zero(update: Update, exercise: Exercise) -> Banner | None:
    """Return what the search for the personal zero says; None when there is no search."""
    state, zero = update.zero, exercise.zero
    if state is None or zero is None:
        return None
    if state.shift_deg is not None:
        return _of_tone(Tone.GOOD, _("Got it. That is your straight line."))
    if state.gave_up:
        return _of_tone(Tone.UNSURE, _("I did not see you straight and still. Z: try again."))
    left = math.ceil(zero.seconds * (1.0 - state.progress))
    text = f"{zero.text} {left}…" if state.progress else zero.text
    return Banner(text, Tone.UNSURE, Shape.DOTS, _("Hold"))


def _of_setup(update: Update) -> Banner:
    if in_place(update):
        return Banner(_("Just right. Hold still…"), Tone.GOOD, Shape.TICK, _("Ready"))
    waiting = [step.text for step in update.setup if not step.done]
    return Banner(waiting[0], Tone.UNSURE, Shape.DOTS, _("Next"))


def _of_judged(update: Update, exercise: Exercise) -> Banner:
    if update.cue is not None:
        return _of_cue(update.cue, update)
    if update.phase is Phase.SETUP:
        return _of_active(update, exercise) or _of_setup(update)
    return _of_active(update, exercise) or _of_kind(update, exercise.rule) or _of_phase(update)


def _of_cue(cue: Cue, update: Update) -> Banner:
    if cue.kind is CueKind.PRAISE:
        return _of_tone(Tone.GOOD, cue.text)
    # The check may have become better or worse since the cue was given.
    return _of_tone(_SEVERITIES[update.active.get(cue.check, cue.severity)], cue.text)


def _of_active(update: Update, exercise: Exercise) -> Banner | None:
    """Return the cue of the worst check that is still beyond its limit, told or not."""
    if update.severity is Severity.GOOD:
        return None
    worst = [name for name, severity in update.active.items() if severity is update.severity]
    cues = [check.cue for check in exercise.checks if check.id in worst]
    return _of_tone(_SEVERITIES[update.severity], cues[0]) if cues else None


def _of_kind(update: Update, rule: Rule) -> Banner | None:
    """Return what kinds of rule say that are not scored by repetitions; None for the others."""
    match rule:
        case GuidedRule():
            text = update.beat.word if update.beat else _("Done. Go by what you feel")
            return Banner(text, Tone.UNSURE, Shape.DOTS, _("Guided") if update.beat else _("Done"))
        case SnapshotRule():
            if update.averages:
                return Banner(_("Done. Here are your averages"), Tone.UNSURE, Shape.DOTS, _("Done"))
            return Banner(_("Stay as you are, breathe on"), Tone.UNSURE, Shape.DOTS, _("Wait"))
        case StretchRule(target_s=target_s) if update.hold is not None:
            return _of_stretch(update, reached=update.hold.good_s >= target_s)
        case _:
            return None


def _of_stretch(update: Update, *, reached: bool) -> Banner | None:
    if reached:
        return _of_tone(Tone.GOOD, _("That is enough. Ease out slowly"))
    if update.phase is Phase.MOVING:
        return Banner(_("Ease into it, then keep still"), Tone.UNSURE, Shape.DOTS, _("Wait"))
    return None


def _of_phase(update: Update) -> Banner:
    again = update.phase is Phase.READY and bool(update.dots)
    return _of_tone(Tone.GOOD, _(_AGAIN if again else _PHASES[update.phase]))


def _view(view: ViewEstimate) -> str:
    return _(_VIEWS.get(view.name, ""))

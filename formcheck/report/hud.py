"""Count, hold clock, cue and what is not judged, large enough to read across a room."""

from dataclasses import dataclass
from math import ceil
from typing import Final

from formcheck.checking.results import Counts, Severity
from formcheck.language import _, number
from formcheck.overlay.compose import tone_of
from formcheck.overlay.scene import Tone
from formcheck.report import words
from formcheck.report.lettering import MARK, Image8, fitted, lay, plate
from formcheck.session.update import Cue, CueKind, HoldClock, NotJudged, Phase, Update

_COUNT_SHARE: Final = 1 / 7
_CUE_SHARE: Final = 1 / 14
_SMALL_SHARE: Final = 1 / 24
_AIR_SHARE: Final = 1 / 40
_MOST_LINES: Final = 2
CUE_TONE: Final = {
    Severity.GOOD: Tone.GOOD,
    Severity.WARN: Tone.WARN,
    Severity.FAULT: Tone.FAULT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hud:
    """What is written over one frame."""

    number: str
    """The big number, upper right; empty where nothing is counted."""
    meaning: str
    """The small words beneath it."""
    tone: Tone
    """Of both."""
    cue: str = ""
    """One short sentence, lower left."""
    cue_tone: Tone = Tone.GOOD
    hint: str = ""
    """Why something cannot be judged, beneath it."""


def hud_of(update: Update) -> Hud:
    """Return what the person is told."""
    number, meaning = big(update)
    cue = update.cue
    return Hud(
        number=number,
        meaning=meaning,
        tone=tone_of(update),
        cue="" if cue is None else cue.text,
        cue_tone=Tone.GOOD if cue is None else _tone_of_cue(update, cue),
        hint=hint(update),
    )


def draw_hud(image: Image8, hud: Hud) -> None:
    """Draw what the person is told into ``image``, (h, w, 3) blue-green-red."""
    if hud.number:
        _count(image, hud)
    bottom = image.shape[0] - _extent(image) * _AIR_SHARE
    if hud.hint:
        bottom = _words(image, hud.hint, Tone.UNSURE, _SMALL_SHARE, bottom)
    if hud.cue:
        _words(image, hud.cue, hud.cue_tone, _CUE_SHARE, bottom)


def big(update: Update) -> tuple[str, str]:
    """Return the big number and the small words beneath it."""
    if update.beat is not None:
        return _("{number} s").format(number=ceil(update.beat.left_s)), update.beat.word
    return counted(update.counts, None if update.counts.full or update.dots else update.hold)


def counted(counts: Counts, hold: HoldClock | None) -> tuple[str, str]:
    """Return the big number and the small words beneath it: repetitions, or else a clock."""
    if counts.guided:
        return str(counts.guided), words.guided()
    if hold is not None:
        return _clock(hold)
    return str(counts.full), _sides(counts)


def hint(update: Update) -> str:
    """Return what has to be done before anything can be judged; empty when nothing."""
    for gap in update.not_judged:
        if not gap.check:
            return f"{gap.reason} {gap.mend}".strip()
    if update.phase is Phase.SETUP:
        return next((step.text for step in update.setup if not step.done), "")
    return next((_not_judged(gap) for gap in update.not_judged), "")


def _not_judged(gap: NotJudged) -> str:
    return _("Not judged: {reasons}").format(reasons=f"{gap.reason} {gap.mend}".strip())


def _tone_of_cue(update: Update, cue: Cue) -> Tone:
    """Return the tone of what is so now: it may have grown since the cue was given."""
    if cue.kind is CueKind.PRAISE:
        return Tone.GOOD
    return CUE_TONE[max(cue.severity, update.active.get(cue.check, cue.severity))]


def _clock(hold: HoldClock) -> tuple[str, str]:
    if hold.counts_down:
        left_s = max(0, ceil(hold.target_s - hold.total_s))
        left = _("left: stay as you are") if left_s else _("done")
        return _("{number} s").format(number=left_s), left
    stopped = _("clock stopped") if hold.total_s else _("not started")
    good = _("{number} s").format(number=number(hold.good_s, 0))
    return good, _("in good form") if hold.running else stopped


def _sides(counts: Counts) -> str:
    if counts.left or counts.right:
        return _("left {left}, right {right}").format(left=counts.left, right=counts.right)
    return _("full")


def _count(image: Image8, hud: Hud) -> None:
    width = image.shape[1]
    air = _extent(image) * _AIR_SHARE
    large = plate(hud.number, _letters(image, _COUNT_SHARE), hud.tone)
    lay(image, large, (width - large.size_px[0] - air, air))
    small = plate(hud.meaning, _letters(image, _SMALL_SHARE), hud.tone)
    lay(image, small, (width - small.size_px[0] - air, 1.5 * air + large.size_px[1]))


def _words(image: Image8, text: str, tone: Tone, share: float, bottom: float) -> float:
    """Draw words at the lower left, ending at ``bottom``; return where they begin."""
    air = _extent(image) * _AIR_SHARE
    room = round(image.shape[1] - 4 * air)
    broken, size = fitted(f"{MARK[tone]} {text}", _letters(image, share), room, lines=_MOST_LINES)
    drawn = plate(broken, size, tone)
    top = bottom - drawn.size_px[1]
    lay(image, drawn, (air, top))
    return top - air / 2


def _letters(image: Image8, share: float) -> int:
    return max(11, round(_extent(image) * share))


def _extent(image: Image8) -> float:
    """Return the length that sizes are shares of: upright phone videos are narrow."""
    return float(min(image.shape[:2]))

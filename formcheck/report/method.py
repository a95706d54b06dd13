"""The last section of a report: how everything was measured, and how far it can be trusted."""

import math
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from typing import Final

from formcheck.exercises.rules import CycleRule, HoldRule, LimbRule, RepRule, StretchRule
from formcheck.exercises.spec import Exercise
from formcheck.language import N_, _, ngettext, number, pgettext
from formcheck.report import words
from formcheck.report.content import Block, Fact, Facts, Listing, Section, Words
from formcheck.report.tables import limits_table
from formcheck.session.record import SessionRecord

_HASH_SHOWN: Final = 12
_VIEWS: Final = {
    "side": N_("from the side"),
    "front": N_("from the front"),
    "oblique": N_("at an angle"),
    "unknown": N_("not known"),
}
ESTIMATE: Final = N_("An estimate, not a diagnosis.")
_NOTICED: Final = N_(
    "“Noticed” means that the shape looked different from the one that was asked for, by more than "
    "the measurement's error; it does not mean that it was dangerous."
)
_ERROR: Final = N_(
    "± covers the truth about 19 times in 20. It is known from other bodies, views and camera "
    "places, and does not shrink much with more repetitions: the camera errs in much the same way "
    "each time. What is smaller than the error is not called a difference."
)
_SECONDS: Final = N_("Seconds of a hold are right to about 1 s.")
_COUNTED: Final = N_(
    "Good form is the share of full and partial repetitions in which nothing was clearly off. The "
    "range is that of full repetitions alone. Left and right, or now and before, differ only by "
    "more than both errors, and by what counts as a change: 15° or 15 % between the sides, 10° or "
    "15 % over time."
)


def method(record: SessionRecord, exercise: Exercise) -> tuple[Section, ...]:
    """Return what has to be known of every number, and where each limit comes from."""
    said = [_(ESTIMATE), _(_NOTICED), exercise.stop]
    blocks: list[Block] = [Words(" ".join(said)), Words(_(_ERROR))]
    if isinstance(exercise.rule, HoldRule | StretchRule):
        blocks.append(Words(_(_SECONDS)))
    elif isinstance(exercise.rule, RepRule | LimbRule | CycleRule):
        blocks.append(Words(_(_COUNTED)))
    sections = [Section(_("Method and error"), (*blocks, Facts(_facts(record), plain=True)))]
    if exercise.not_visible:
        unseen = Listing(exercise.not_visible)
        sections.append(Section(_("What one camera cannot see here"), (unseen,)))
    sources = Listing(exercise.sources)
    if exercise.checks:
        table = limits_table(record, exercise)
        sections.append(Section(_("Limits and sources"), (table, sources)))
    elif exercise.sources:
        sections.append(Section(_("Sources"), (sources,)))
    return tuple(sections)


def _facts(record: SessionRecord) -> tuple[Fact, ...]:
    view = _(_VIEWS.get(record.view.name, record.view.name))
    yaw_deg = record.view.yaw_deg
    if math.isfinite(yaw_deg):
        turned = _("{view}, {angle}° away from exactly side-on")
        view = turned.format(view=view, angle=number(yaw_deg, 0))
    model = record.model.name or words.unknown()
    sha256 = record.model.sha256[:_HASH_SHOWN]
    zero_deg = round(record.zero_shift_deg, 1)
    errors = _("version {name}").format(name=record.error_model)
    titled = _("{title} (version {number})").format(
        title=record.title, number=record.exercise_version
    )
    zero = (Fact(_("Personal zero"), f"{number(zero_deg, sign=True)}°"),) if zero_deg else ()
    return (
        Fact(_("Recording"), _recording(record)),
        Fact(_("Camera saw you"), view),
        Fact(_("Could be judged"), words.judged(record.graded_fraction)),
        Fact(_("Exercise"), titled),
        Fact(_("Pose model"), f"{model} (sha256 {sha256}…)" if sha256 else model),
        Fact(_("Error model"), errors if record.error_model else pgettext("error model", "none")),
        *zero,
        Fact(_("Made with"), _program()),
    )


def _program() -> str:
    try:
        return f"formcheck {version('formcheck')}"
    except PackageNotFoundError:
        return "formcheck"  # it runs from a checkout, and has no version


def _recording(record: SessionRecord) -> str:
    source = record.source
    pictures = ngettext("{number} picture", "{number} pictures", source.frames)
    # A report is passed on: where the file lies on this computer is nobody else's business.
    name, length = PurePath(source.path).name, words.seconds(source.duration_s)
    return ", ".join((name, length, pictures.format(number=source.frames)))

"""What a session found, as values and parts of FHIR observations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from formcheck.care import effort, pain
from formcheck.checking.results import Hold
from formcheck.exercises.rules import CycleRule, LimbRule, RepRule
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import ERROR_SDS
from formcheck.landmarks import Side
from formcheck.language import N_, _
from formcheck.report import fhir_parts as parts
from formcheck.report import words
from formcheck.report.at_turn import at_turn
from formcheck.report.exported import Asked, Exported, Score
from formcheck.report.fhir_parts import Json
from formcheck.review.ranges import farthest, full_reps, middle_of, stated
from formcheck.session.record import SessionRecord

_NRS: Final = {
    "system": parts.LOINC,
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
_ERROR: Final = N_("error (±, two standard deviations)")
_SIDES: Final = (None, *Side)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One observation without what all of them have."""

    name: str
    """The same for the same thing in another session: part of its id."""
    code: Json
    value: Json
    side: Side | None = None
    components: list[Json] = field(default_factory=list)
    told_at: datetime | None = None
    """When the person said so; None for what was measured."""


def findings(exported: Exported) -> Iterator[Finding]:
    """Give everything that a session found and that its person told."""
    record, exercise = exported.record, exported.exercise
    yield from _repetitions(record, exercise)
    for side in _SIDES:
        yield from _range(record, exercise, side)
        yield from _holds(record, side)
    yield from _averages(record)
    for number, score in enumerate(exported.about.scores, start=1):
        yield _score(number, score)


def _titled(text: str, record: SessionRecord) -> Json:
    return parts.text(words.name_and(record.title or record.exercise, text))


def _repetitions(record: SessionRecord, exercise: Exercise | None) -> Iterator[Finding]:
    counts = record.counts
    counted = exercise is not None and isinstance(exercise.rule, RepRule | LimbRule | CycleRule)
    if counted or counts.full or counts.partial or counts.attempt:
        more = {
            _("partial repetitions"): counts.partial,
            _("attempts"): counts.attempt,
            _("full repetitions, left"): counts.left,
            _("full repetitions, right"): counts.right,
        }
        sided = bool(counts.left or counts.right)
        shown = list(more.items())[: 4 if sided else 2]
        yield Finding(
            name="repetitions",
            code=_titled(_("full repetitions"), record),
            value=parts.repetitions(counts.full),
            components=[parts.component(name, parts.repetitions(many)) for name, many in shown],
        )
    if counts.guided:
        yield Finding(
            name="guided",
            code=_titled(_("guided repetitions, not scored"), record),
            value=parts.repetitions(counts.guided),
        )


def _range(
    record: SessionRecord, exercise: Exercise | None, side: Side | None
) -> Iterator[Finding]:
    """Give the median, as the history has it, and the farthest of full repetitions.

    Nothing where the exercise is gone, which knew what was measured, and of which limb.
    """
    full = full_reps(record, side)
    middle = middle_of(full)
    if middle is None or exercise is None:
        return
    what = at_turn(record, exercise, side)
    shown = [(_("median: {error}").format(error=_(_ERROR)), stated(middle), what.unit)]
    far = farthest(full, exercise)
    if far is not None:
        shown.append((_("farthest repetition"), far.extreme, what.unit))
        error = _("farthest: {error}").format(error=_(_ERROR))
        shown.append((error, ERROR_SDS * far.sd, what.unit))
    title = _("range of motion, {feature} at the turn, median of full repetitions")
    yield Finding(
        name=f"range {side or ''}".strip(),
        code=_titled(title.format(feature=words.series_title(what.series)), record),
        value=parts.measure(middle.value, what.unit),
        side=what.side,
        components=[
            *parts.components(*shown),
            parts.component(_("full repetitions measured"), parts.repetitions(middle.n)),
        ],
    )


def _holds(record: SessionRecord, side: Side | None) -> Iterator[Finding]:
    holds = [hold for hold in record.holds if hold.side is side]
    if not holds:
        return
    lengths = [hold.end_s - hold.start_s for hold in holds]
    parts_s = {
        _("held, altogether"): sum(lengths),
        _("longest hold"): max(lengths),
        _("most seconds in good form in one hold"): max(hold.good_s for hold in holds),
    }
    yield Finding(
        name=f"holds {side or ''}".strip(),
        code=_titled(_("held in good form, altogether"), record),
        value=parts.seconds(_good_s(holds)),
        side=side,
        components=[
            *(parts.component(name, parts.seconds(value)) for name, value in parts_s.items()),
            parts.component(_("holds"), parts.quantity(len(holds), "holds", "{holds}")),
        ],
    )


def _good_s(holds: Iterable[Hold]) -> float:
    return sum(hold.good_s for hold in holds)


def _averages(record: SessionRecord) -> Iterator[Finding]:
    title = _("average, {feature}")
    for name, one in record.averages.items():
        if one.judged:
            yield Finding(
                name=f"average {name}",
                code=_titled(title.format(feature=words.series_title(name)), record),
                value=parts.measure(one.value, one.unit),
                components=parts.components((_(_ERROR), one.error, one.unit)),
            )


def _score(number: int, score: Score) -> Finding:
    code = parts.text(_(effort.QUESTION))
    if score.asked is Asked.PAIN:
        asked = {moment.value: question for moment, question in pain.QUESTIONS.items()}
        question = asked.get(score.moment, N_("Pain, from 0 to 10"))
        code = {"coding": [_NRS], **parts.text(_(question))}
    return Finding(
        name=f"{score.asked} {score.moment} {number}",
        code=code,
        value=parts.quantity(score.value, "{score}", "{score}"),
        told_at=score.at,
    )

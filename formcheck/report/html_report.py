"""The report for people: one HTML page that needs nothing else, no script and no network."""

import math
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from formcheck.checking.results import FaultSpan, Hold, Rep, RepKind
from formcheck.exercises.spec import Against, Check, Direction, Exercise, StretchRule
from formcheck.language import N_, _, ngettext, number, pgettext
from formcheck.report import words
from formcheck.report.files import write_text
from formcheck.report.pages import page
from formcheck.report.plot import plot_svg
from formcheck.report.summary import summarise
from formcheck.session.record import SessionRecord

_HASH_SHOWN: Final = 12
_VIEWS: Final = {
    "side": N_("from the side"),
    "front": N_("from the front"),
    "oblique": N_("at an angle"),
    "unknown": N_("not known"),
}
_MARKS: Final = {RepKind.FULL: "good", RepKind.GUIDED: "told"}
_FROM_ZERO: Final = {
    Direction.ABOVE: N_("above {limit}"),
    Direction.BELOW: N_("below {limit}"),
    Direction.AWAY: N_("away {limit}"),
}
_FROM_OWN: Final = {
    Direction.ABOVE: N_("{limit} above the own baseline"),
    Direction.BELOW: N_("{limit} below the own baseline"),
    Direction.AWAY: N_("{limit} away from the own baseline"),
}

Rows = list[dict[str, Any]]


def html_report(record: SessionRecord, exercise: Exercise) -> str:
    """Return the page of a session."""
    return page(
        "report.html.j2",
        record=record,
        exercise=exercise,
        summary=summarise(record, exercise),
        facts=_facts(record),
        measured=words.feature_title(record.focus),
        plot=Markup(plot_svg(record, exercise)),  # our own drawing; its texts are escaped
        sided=any([rep.side for rep in record.reps] + [hold.side for hold in record.holds]),
        reps=_reps(record, exercise),
        holds=[_hold(hold, exercise) for hold in record.holds],
        stretch=isinstance(exercise.rule, StretchRule),
        averages=words.averages(record.averages),
        faults=[_fault(record, exercise, fault) for fault in record.faults],
        gaps=_gaps(record),
        limits=[_limit(record, exercise, check) for check in exercise.checks],
    )


def write_html(path: Path, record: SessionRecord, exercise: Exercise) -> None:
    """Write the page to a file, whole or not at all; raise OutputError when that fails."""
    write_text(path, html_report(record, exercise))


def _facts(record: SessionRecord) -> dict[str, str]:
    view = _(_VIEWS.get(record.view.name, record.view.name))
    yaw_deg = record.view.yaw_deg
    if math.isfinite(yaw_deg):
        turned = _("{view}, {angle}° away from exactly side-on")
        view = turned.format(view=view, angle=number(yaw_deg, 0))
    model = record.model.name or words.unknown()
    sha256 = record.model.sha256[:_HASH_SHOWN]
    zero_deg = round(record.zero_shift_deg, 1)
    return {
        _("Recording"): _recording(record),
        _("Camera saw you"): view,
        _("Could be judged"): words.judged(record.graded_fraction),
        _("Exercise"): _("{title} (version {number})").format(
            title=record.title, number=record.exercise_version
        ),
        _("Pose model"): f"{model} (sha256 {sha256}…)" if sha256 else model,
        _("Error model"): _("version {name}").format(name=record.error_model)
        if record.error_model
        else pgettext("error model", "none"),
        **({_("Personal zero"): f"{number(zero_deg, sign=True)}°"} if zero_deg else {}),
    }


def _recording(record: SessionRecord) -> str:
    source = record.source
    pictures = ngettext("{number} picture", "{number} pictures", source.frames)
    parts = (source.path, words.seconds(source.duration_s), pictures.format(number=source.frames))
    return ", ".join(parts)


def _span(start_s: float, end_s: float) -> str:
    text = pgettext("times", "{start} to {end}")
    return text.format(start=words.clock(start_s), end=words.clock(end_s))


def _reps(record: SessionRecord, exercise: Exercise) -> Rows:
    unit = words.rep_unit(record, exercise)
    return [_rep(rep, exercise, unit) for rep in record.reps]


def _rep(rep: Rep, exercise: Exercise, unit: str) -> dict[str, Any]:
    return {
        "number": rep.number,
        "kind": words.kind(rep.kind),
        "mark": _MARKS.get(rep.kind, "part"),
        "side": words.side(rep.side),
        "time": _span(rep.start_s, rep.end_s),
        "extreme": words.farthest(rep, unit),
        "tempo": words.tempo(rep),
        "found": [words.check_title(exercise, check) for check in rep.faults],
        "note": rep.note,
    }


def _hold(hold: Hold, exercise: Exercise) -> dict[str, Any]:
    rule = exercise.rule
    kind = words.stretched(rule, hold) if isinstance(rule, StretchRule) else ""
    return {
        "kind": words.stretch(kind) if kind else "",
        "mark": "good" if kind == "full" else "part",
        "side": words.side(hold.side),
        "time": _span(hold.start_s, hold.end_s),
        "total": words.seconds(hold.end_s - hold.start_s),
        "good": words.seconds(hold.good_s),
    }


def _fault(record: SessionRecord, exercise: Exercise, fault: FaultSpan) -> dict[str, Any]:
    unit = words.check_unit(record, exercise, fault.check)
    return {
        "title": words.check_title(exercise, fault.check),
        "severity": fault.severity.word,
        "word": words.severity(fault.severity),
        "time": _span(fault.start_s, fault.end_s),
        "worst": words.measured(fault.worst, fault.sd, unit),
    }


def _gaps(record: SessionRecord) -> Rows:
    """Return what could not be judged, one row a reason, the longest first."""
    times: dict[str, list[tuple[float, float]]] = {}
    for gap in record.not_judged:
        times.setdefault(gap.reason, []).append((gap.start_s, gap.end_s))
    total_s = {reason: sum(end - start for start, end in spans) for reason, spans in times.items()}
    return [
        {
            "reason": reason,
            "total": words.seconds(total_s[reason]),
            "first": words.clock(times[reason][0][0]),
            "times": _times(len(times[reason])),
        }
        for reason in sorted(times, key=lambda reason: -total_s[reason])
    ]


def _times(many: int) -> str:
    if many == 1:
        return ""
    return ngettext("in {number} stretch", "in {number} stretches", many).format(number=many)


def _limit(record: SessionRecord, exercise: Exercise, check: Check) -> dict[str, str]:
    unit = words.check_unit(record, exercise, check.id)
    warn = words.limit(check.warn, unit)
    told = _FROM_ZERO if check.against is Against.ZERO else _FROM_OWN
    return {
        "title": check.title,
        "limit": _(told[check.direction]).format(limit=warn),
        "fault": "" if check.fault is None else words.limit(check.fault, unit),
        "cue": check.cue,
        "source": check.source,
    }

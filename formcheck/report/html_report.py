"""The report for people: one HTML page that needs nothing else, no script and no network."""

import math
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup

from formcheck.checking.results import FaultSpan, Hold, Rep, RepKind
from formcheck.exercises.spec import Against, Check, Direction, Exercise, StretchRule
from formcheck.report import words
from formcheck.report.files import write_text
from formcheck.report.plot import plot_svg
from formcheck.report.summary import summarise
from formcheck.session.record import SessionRecord

_HASH_SHOWN: Final = 12
_VIEWS: Final = {
    "side": "from the side",
    "front": "from the front",
    "oblique": "at an angle",
    "unknown": "not known",
}
_MARKS: Final = {RepKind.FULL: "good", RepKind.GUIDED: "told"}
_FROM_OWN: Final = {
    Direction.ABOVE: "above",
    Direction.BELOW: "below",
    Direction.AWAY: "away from",
}

Rows = list[dict[str, Any]]


def html_report(record: SessionRecord, exercise: Exercise) -> str:
    """Return the page of a session."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("formcheck.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
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
    view = _VIEWS.get(record.view.name, record.view.name)
    yaw_deg = record.view.yaw_deg
    turned = f", {yaw_deg:.0f}° away from exactly side-on" if math.isfinite(yaw_deg) else ""
    model = record.model.name or "not known"
    sha256 = record.model.sha256[:_HASH_SHOWN]
    zero_deg = round(record.zero_shift_deg, 1)
    return {
        "Recording": f"{record.source.path}, {words.seconds(record.source.duration_s)}, "
        f"{words.count(record.source.frames, 'picture')}",
        "Camera saw you": f"{view}{turned}",
        "Could be judged": words.judged(record.graded_fraction),
        "Exercise": f"{record.title} (version {record.exercise_version})",
        "Pose model": f"{model} (sha256 {sha256}…)" if sha256 else model,
        "Error model": f"version {record.error_model}" if record.error_model else "none",
        **({"Personal zero": f"{zero_deg:+g}°"} if zero_deg else {}),
    }


def _reps(record: SessionRecord, exercise: Exercise) -> Rows:
    unit = words.rep_unit(record, exercise)
    return [_rep(rep, exercise, unit) for rep in record.reps]


def _rep(rep: Rep, exercise: Exercise, unit: str) -> dict[str, Any]:
    return {
        "number": rep.number,
        "kind": words.KIND[rep.kind],
        "mark": _MARKS.get(rep.kind, "part"),
        "side": words.side(rep.side),
        "time": f"{words.clock(rep.start_s)} to {words.clock(rep.end_s)}",
        "extreme": words.farthest(rep, unit),
        "tempo": words.tempo(rep),
        "found": [words.check_title(exercise, check) for check in rep.faults],
        "note": rep.note,
    }


def _hold(hold: Hold, exercise: Exercise) -> dict[str, Any]:
    rule = exercise.rule
    kind = words.stretched(rule, hold) if isinstance(rule, StretchRule) else ""
    return {
        "kind": kind,
        "mark": "good" if kind == "full" else "part",
        "side": words.side(hold.side),
        "time": f"{words.clock(hold.start_s)} to {words.clock(hold.end_s)}",
        "total": words.seconds(hold.end_s - hold.start_s),
        "good": words.seconds(hold.good_s),
    }


def _fault(record: SessionRecord, exercise: Exercise, fault: FaultSpan) -> dict[str, Any]:
    unit = words.check_unit(record, exercise, fault.check)
    return {
        "title": words.check_title(exercise, fault.check),
        "severity": fault.severity.word,
        "word": words.SEVERITY[fault.severity],
        "time": f"{words.clock(fault.start_s)} to {words.clock(fault.end_s)}",
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
            "times": len(times[reason]),
        }
        for reason in sorted(times, key=lambda reason: -total_s[reason])
    ]


def _limit(record: SessionRecord, exercise: Exercise, check: Check) -> dict[str, str]:
    unit = words.check_unit(record, exercise, check.id)
    warn = words.limit(check.warn, unit)
    if check.against is Against.ZERO:
        limit = f"{check.direction.value} {warn}"
    else:
        limit = f"{warn} {_FROM_OWN[check.direction]} the own baseline"
    return {
        "title": check.title,
        "limit": limit,
        "fault": "" if check.fault is None else words.limit(check.fault, unit),
        "cue": check.cue,
        "source": check.source,
    }

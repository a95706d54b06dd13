"""Every movement of the catalogue: what the rules make of the recordings in ``tests/clips``."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from calibration.recordings import FOLDER
from formcheck.checking.results import Severity
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.rules import GuidedRule, SnapshotRule
from formcheck.pose.recorded import load_poses
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.session.update import CueKind

_SAME_S: Final = 2.0
"""Holds that begin closer together than this are the same one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipScore:
    """One recording: what was found beside what is true."""

    exercise: str
    name: str
    duration_s: float
    true: int
    """Full repetitions that were done; 0 where none are counted."""
    counted: int
    planted: frozenset[str]
    """Checks that were broken on purpose."""
    called: frozenset[str]
    """Checks that were called as far as they go: a fault, or a warning where there is no more."""
    cues: tuple[str, ...]
    """Corrections that were given, by check; empty for what no check says."""
    hold_errors_s: tuple[float, ...]
    """Good seconds of each hold, found minus true."""


def clip_scores(folder: Path = FOLDER) -> list[ClipScore]:
    """Judge every recording of a folder."""
    return [_score(path) for path in sorted(folder.glob("*.json"))]


def _score(path: Path) -> ClipScore:
    truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    exercise = load_exercise(truth["exercise"])
    session, cues = Session(exercise), dict[tuple[str, float], str]()
    poses = load_poses(path.with_suffix(".npz"))
    for time_s, pose in poses:
        cue = session.update(time_s, pose).cue
        if cue is not None and cue.kind is CueKind.CORRECT:
            cues[cue.check, cue.since_s] = cue.check
    source = SourceSummary(path.stem, truth["duration_s"], len(poses))
    record = session.finish(source, poses.model)
    tops = {
        one.id: Severity.WARN if one.fault is None else Severity.FAULT for one in exercise.checks
    }
    counts = not isinstance(exercise.rule, GuidedRule | SnapshotRule)
    return ClipScore(
        exercise=exercise.slug,
        name=path.stem,
        duration_s=truth["duration_s"],
        true=sum(one["kind"] == "full" for one in truth["reps"]) if counts else 0,
        counted=record.counts.full if counts else 0,
        planted=frozenset(one["check"] for one in truth["faults"]),
        called=frozenset(one.check for one in record.faults if one.severity >= tops[one.check]),
        cues=tuple(cues.values()),
        hold_errors_s=tuple(_hold_errors(truth, record)),
    )


def _hold_errors(truth: dict[str, Any], record: SessionRecord) -> Iterator[float]:
    for hold in truth["holds"]:
        near = [one for one in record.holds if abs(one.start_s - hold["start_s"]) < _SAME_S]
        yield (near[0].good_s if near else 0.0) - hold["good_s"]


def good_form(scores: Sequence[ClipScore]) -> tuple[int, float]:
    """Return the corrections given in clips in good form, and their seconds."""
    clips = [one for one in scores if one.name.endswith("_good")]
    return sum(len(one.cues) for one in clips), sum(one.duration_s for one in clips)


def movement_rows(scores: Sequence[ClipScore]) -> list[list[str]]:
    """Return one row a movement: clips, repetitions, faults, false calls, holds."""
    rows = []
    for slug in sorted({one.exercise for one in scores}):
        own = [one for one in scores if one.exercise == slug]
        planted = sum(len(one.planted) for one in own)
        found = sum(len(one.planted & one.called) for one in own)
        wrong = sum(len(one.called - one.planted) for one in own)
        exact = sum(one.counted == one.true for one in own)
        errors = [abs(error) for one in own for error in one.hold_errors_s]
        cues, seconds = good_form(own)
        rows.append([
            slug, str(len(own)), str(sum(one.true for one in own)), f"{exact} of {len(own)}",
            f"{found} of {planted}" if planted else "-", str(wrong),
            f"{max(errors):.1f} s" if errors else "-", f"{cues} in {seconds:.0f} s",
        ])  # fmt: skip
    return rows


HEAD = [
    "movement", "clips", "true repetitions", "counted exactly", "planted faults found",
    "others called", "worst hold error", "cues in good form",
]  # fmt: skip

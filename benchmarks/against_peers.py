"""The program beside what others do: the same landmarks, judged and counted by each.

Planks of real people lie beside the repository, where they may be kept; without them that table is
left out. The other recordings are of rendered people and come with the tests.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.figures import REPO, Figure, Part, Table
from benchmarks.peers import PLANK_RULES, autocorrelation_count
from calibration.bench_planks import is_beyond, plank_poses, read_tables
from formcheck.checking.counter import Phase
from formcheck.checking.results import RepKind
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.rules import CycleRule, RepRule
from formcheck.features.error_model import load_error_model
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import load_poses
from formcheck.session.offline import analyse_poses
from formcheck.session.session import Session

PEOPLE: Final = REPO.parent / "shared" / "data"
RECORDINGS: Final = REPO / "tests" / "clips"
_RIGHT: Final = {"C": "", "H": "pike", "L": "sag"}
"""What is to be called in planks of each label."""
_OURS: Final = "formcheck"

Judge = Callable[[Sequence[Pose]], Iterator[str | None]]
"""Gives for each pose what is called; None where it is not judged."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How one judge did on one label."""

    name: str
    label: str
    rows: int
    judged: int
    right: int
    seconds: float


def planks(folder: Path) -> list[Judged]:
    """Let every rule judge every table of planks."""
    judges: dict[str, Judge] = {_OURS: _ours, f"{_OURS}, each row alone": _ours_alone}
    judges |= {rule.name: _of_rule(rule.judge) for rule in PLANK_RULES}
    tables = [
        (label, plank_poses(px, visibility))
        for path in sorted(folder.glob("*.csv"))
        for label, px, visibility in read_tables(path)
    ]
    return [
        _score(name, judge, label, [poses for own, poses in tables if own == label])
        for name, judge in judges.items()
        for label in sorted({label for label, _ in tables})
    ]


def _score(name: str, judge: Judge, label: str, tables: Sequence[Sequence[Pose]]) -> Judged:
    began = time.perf_counter()
    said = [one for poses in tables for one in judge(poses)]
    seconds = time.perf_counter() - began
    judged = [one for one in said if one is not None]
    right = sum(one == _RIGHT[label] for one in judged)
    return Judged(name, label, len(said), len(judged), right, seconds)


def _of_rule(rule: Callable[[Pose], str]) -> Judge:
    return lambda poses: (rule(pose) for pose in poses)


def _ours(poses: Sequence[Pose]) -> Iterator[str | None]:
    session = Session(load_exercise("plank"))
    for pose in poses:
        update = session.update(pose.time_s, pose)
        called = [name for name in ("sag", "pike") if name in update.active]
        yield (called[0] if called else "") if update.phase is Phase.HOLDING else None


def _ours_alone(poses: Sequence[Pose]) -> Iterator[str | None]:
    """Compare each row by itself with the limits of a warning, as the other rules do."""
    exercise, errors = load_exercise("plank"), load_error_model()
    for pose in poses:
        beyond = [name for name in ("sag", "pike") if is_beyond(pose, exercise.check(name), errors)]
        yield beyond[0] if beyond else ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in one recording."""

    name: str
    true: int
    ours: int
    autocorrelation: int


def counts() -> list[Counted]:
    """Count every recording of rendered people that has repetitions, and those that have none."""
    return [_counted(*one) for one in _recordings()]


def _recordings() -> Iterator[tuple[Path, str, int]]:
    truths = [*sorted((RECORDINGS / "poses").glob("*.json"))]
    for path in (*truths, RECORDINGS / "twenty" / "twenty.truth.json"):
        truth = json.loads(path.read_text("utf-8"))
        rule = load_exercise(truth.get("exercise", "bridge")).rule
        if isinstance(rule, RepRule | CycleRule):
            poses = path.with_name(path.name.partition(".")[0] + ".npz")
            yield poses, truth.get("exercise", "bridge"), len(truth["reps"])


def _counted(path: Path, exercise: str, true: int) -> Counted:
    poses = load_poses(path)
    record = analyse_poses(poses, Session(load_exercise(exercise)), name=path.stem)
    # Whether a repetition was full is more than the other counter knows: both kinds count here.
    ours = sum(rep.kind is not RepKind.ATTEMPT for rep in record.reps)
    return Counted(path.stem, true, ours, autocorrelation_count(poses))


def measure() -> Part:
    """Measure everything; the planks only where there are some."""
    found = counts()
    figures = [
        _count_figure(found, "ours", _OURS, "0.06"),
        _count_figure(found, "autocorrelation", "autocorrelation", ""),
    ]
    tables = []
    if (PEOPLE / "planks").is_dir():
        judged = planks(PEOPLE / "planks")
        tables.append(_plank_table(judged))
    return Part(
        name="peers",
        title="Beside what others do",
        about=(
            "The same landmarks go through the program and through rules written anew from their "
            "public descriptions (`benchmarks/peers.py` names them): they are a baseline, not the "
            "programs they come from. Planks are tables of real people, each row labelled correct, "
            "hips high or low back; a row counts as right where what is called is its label. "
            "In the program a fault has to last, and these rows come from many videos in a row, "
            "so it is given twice: as it judges a video, and each row alone. "
            "Counts are over recordings of rendered people, two repetitions each and one of "
            "twenty; half ones count as repetitions here, as the other counter cannot tell them."
        ),
        figures=figures,
        tables=tables,
    )


def _count_figure(found: Sequence[Counted], field: str, name: str, aim: str) -> Figure:
    off = [abs(getattr(one, field) - one.true) for one in found]
    error = sum(off) / max(sum(one.true for one in found), 1)
    near = sum(one <= 1 for one in off) / len(off)
    exact = sum(one == 0 for one in off) / len(off)
    return Figure(
        what=f"counting, {name}: mean error as a share of the true count, {len(found)} recordings",
        aim=f"at most {aim}" if aim else "",
        found=f"{error:.3f}; exact in {exact:.0%}, at most one off in {near:.0%}",
        held=error <= float(aim) if aim else None,
    )


def _plank_table(judged: Sequence[Judged]) -> Table:
    named = {"C": "correct", "H": "hips high", "L": "low back"}
    return Table(
        title="Planks of real people: rows judged, right of these, rows a second",
        head=("rule", "label", "rows", "judged", "right", "rows a second"),
        rows=[
            (
                one.name,
                named[one.label],
                f"{one.rows:,}",
                f"{one.judged / one.rows:.1%}",
                f"{one.right / max(one.judged, 1):.1%}",
                f"{one.rows / one.seconds:,.0f}",
            )
            for one in judged
        ],
    )

"""The rules alone, beside their aim."""

from typing import Final

from benchmarks.figures import Bars, Figure, Part, Table, at_least
from benchmarks.rules import AIM_POSES_S, RulesFigures, rules_figures

YEAR_POSES: Final = 365 * 30 * 60 * 30
"""Half an hour a day, 30 poses a second."""
MINUTES: Final = 60.0
"""What still goes as minutes."""


def measure() -> Part:
    """Measure how many poses a second are judged."""
    return part_of(rules_figures())


def part_of(found: RulesFigures) -> Part:
    """Return what was measured."""
    minutes = YEAR_POSES / found.analyse_poses_s / 60.0
    return Part(
        name="rules",
        title="The rules alone",
        about=(
            "Recorded poses go through `Session.update`, on one core, without the model; and "
            "through the whole of `analyse_poses`, from the tables to the record. Each exercise "
            "counts alike; the least processor time of several counts."
        ),
        figures=[
            at_least(
                "poses a second through Session.update", found.update_poses_s, AIM_POSES_S, digits=0
            ),
            Figure(
                what="a year of half an hour a day, 30 poses a second, judged again",
                aim="minutes",
                found=f"{minutes:.0f} minutes on one core",
                held=minutes < MINUTES,
            ),
        ],
        tables=[
            Table(
                title="By exercise",
                head=("exercise", "poses", "readings a pose", "update, poses a second", "whole"),
                rows=[
                    (
                        one.exercise,
                        str(one.poses),
                        str(one.readings),
                        f"{one.update_poses_s:,.0f}",
                        f"{one.analyse_poses_s:,.0f}",
                    )
                    for one in found.exercises
                ],
            )
        ],
        bars=[
            Bars(
                name="rules",
                title="Poses judged a second, on one core",
                unit="poses a second",
                values={one.exercise: one.update_poses_s for one in found.exercises},
                aim=AIM_POSES_S,
            )
        ],
        notes=[] if found.update_poses_s >= AIM_POSES_S else [_WHY],
    )


_WHY: Final = (
    "What is left are some thirty calls of numpy and eight hundred of Python for a pose, each of a "
    "fraction of a microsecond: [decision 19](decisions/0019-plain-numbers.md) says where they go, "
    "and why looking ahead or a compiler were left out."
)

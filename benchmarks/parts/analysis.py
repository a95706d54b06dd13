"""An analysis beside the bare limit."""

from typing import Final

from benchmarks.analysis import LENGTH_S, RUNS, AnalysisCost, Took
from benchmarks.analysis import measure as measure_analysis
from benchmarks.figures import Figure, Part, Table, at_least, at_most

ONE_CORE: Final = 1.08
"""Times the bare loop's time."""
ALL_CORES: Final = 1.6
"""Times the bare loop's frames a second, on two cores."""


def measure() -> Part:
    """Measure it, on one core and on all."""
    return part_of(measure_analysis())


def part_of(cost: AnalysisCost) -> Part:
    """Return what was measured."""
    bare_fps = cost.frames / cost.bare.wall_s
    return Part(
        name="analysis",
        title="Analysis against the bare limit",
        about=(
            "The bare limit is a loop that decodes with OpenCV and runs the same model, and does "
            f"nothing else. It and `formcheck analyse` look at the same recording ({LENGTH_S:g} "
            f"seconds, {cost.frames} frames) in turn, as whole processes from start to end, the "
            f"best of {RUNS}; kept to one core, and on all {cost.cores}. The program runs the "
            "model without the branch that draws the mask, which nobody asked for, so it may be "
            "quicker than the bare loop; the bare loop without that branch is given, too."
        ),
        figures=[
            at_most("time on one core over the bare loop's", cost.one_ratio, ONE_CORE, digits=3),
            at_most(
                "the same, over the bare loop without the mask",
                cost.one_ratio_without_mask,
                ONE_CORE,
                digits=3,
            ),
            at_least(
                f"frames a second on {cost.cores} cores over the bare loop's",
                cost.all_ratio,
                ALL_CORES,
            ),
            Figure(
                what=f"record on one core and on {cost.cores}",
                aim="the same to the last byte",
                found="the same" if cost.same else "not the same",
                held=cost.same,
            ),
        ],
        tables=[
            Table(
                title=f"Seconds; the bare loop on one core does {bare_fps:.0f} frames a second",
                head=("", "from start to end", "of the processor"),
                rows=[
                    _row("bare loop, one core", cost.bare),
                    _row("bare loop without the mask, one core", cost.bare_without_mask),
                    _row("bare loop, all cores", cost.bare_free),
                    _row("formcheck analyse, one core", cost.one),
                    _row(f"formcheck analyse, {cost.cores} cores", cost.all),
                ],
            )
        ],
        notes=[] if cost.one_ratio_without_mask <= ONE_CORE else [_WHY],
    )


_WHY: Final = (
    "Against the bare loop without the mask, which nobody publishes, what is left is the start of "
    "two processes, a fresh model and a second of warm-up for every segment of 30 s, the look for "
    "other people, the rules and the record "
    "([decision 18](decisions/0018-segments-and-processes.md))."
)


def _row(name: str, took: Took) -> tuple[str, ...]:
    return name, f"{took.wall_s:.1f}", f"{took.cpu_s:.1f}"

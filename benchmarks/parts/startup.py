"""How long a start takes, beside the aims."""

from typing import Final

from benchmarks.figures import Bars, Part, Table, at_most
from benchmarks.startup import QT, STARTS, StartUp, measure_startup

WHOLE_HELP: Final = "formcheck --help"
HELP_S: Final = 0.3
WINDOW_S: Final = 1.5


def measure() -> Part:
    """Measure the starts of every command with a window, and of help."""
    return part_of(measure_startup())


def part_of(found: StartUp) -> Part:
    """Return what was measured."""
    everything = {**found.bare, **found.help, **found.windows}
    with_qt_s = found.bare[QT].median_s
    figures = [
        at_most(WHOLE_HELP, found.help[WHOLE_HELP].median_s, HELP_S, " s"),
        *(
            at_most(f"window: {name}", one.median_s, WINDOW_S, " s")
            for name, one in found.windows.items()
        ),
    ]
    return Part(
        name="startup",
        title="Start-up",
        about=(
            f"Every start is a fresh process, {STARTS} of each in turn, the median of them; from "
            "the start of the process until help has ended, or until the window has painted its "
            "first picture (without a screen). Python alone, and Python with Qt, start beside "
            "them: less than that a window cannot take."
        ),
        figures=figures,
        tables=[
            Table(
                title="All starts",
                head=("start", "median", "slowest", "times Python with Qt"),
                rows=[
                    (
                        name.replace("|", "/"),
                        f"{one.median_s:.2f} s",
                        f"{one.worst_s:.2f} s",
                        f"{one.median_s / with_qt_s:.1f}",
                    )
                    for name, one in everything.items()
                ],
            )
        ],
        bars=[
            Bars(
                name="startup",
                title="From the start of the process to the end of help, or to the window",
                unit="seconds, median",
                values={name: one.median_s for name, one in everything.items()},
                aim=WINDOW_S,
            )
        ],
    )

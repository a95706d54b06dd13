"""The live window, beside its aims."""

from typing import Final

from benchmarks.figures import Part, Table, at_most
from benchmarks.live import SIZE_PX, LiveCost, Spread, measure_live
from benchmarks.paced import PacedCost, measure_paced

MEDIAN_MS: Final = 1.0
LATE_MS: Final = 5.0
PIXELS_MS: Final = 20.0
CORES: Final = 1.5


def measure() -> Part:
    """Measure a live session with the real model."""
    return part_of(measure_live(), measure_paced())


def part_of(cost: LiveCost, paced: PacedCost) -> Part:
    """Return what was measured."""
    width, height = SIZE_PX
    beyond = "arrival to finished update, beyond the model"
    return Part(
        name="live",
        title="Live",
        about=(
            f"A clip of {width}x{height} plays as a camera would, 30 frames a second, in a live "
            "window without a screen, in a process of its own with the real model, kept in a "
            "store. The model's own time is that of its library; what a frame waits for the one "
            "before it, which the model still has, is the model's too."
        ),
        figures=[
            at_most(f"{beyond}, median", cost.beyond_ms.median, MEDIAN_MS, " ms"),
            at_most(f"{beyond}, 99 of 100", cost.beyond_ms.late, LATE_MS, " ms"),
            at_most("update to pixels, 99 of 100", cost.pixels_ms.late, PIXELS_MS, " ms", 1),
            at_most("processor, everything together", cost.cores, CORES, " cores"),
        ],
        tables=[
            Table(
                title=(
                    f"Milliseconds a frame; {cost.frames} frames came, {cost.judged} were judged, "
                    f"{cost.seen} were seen on the window"
                ),
                head=("", "median", "99 of 100 below", "most"),
                rows=[
                    _row("the model's library", cost.model_ms),
                    _row(beyond, cost.beyond_ms),
                    _row("update to pixels", cost.pixels_ms),
                ],
            ),
            Table(
                title="Milliseconds of one pose through the rules, medians, without a model",
                head=("", "median"),
                rows=[
                    ("one behind the other", f"{paced.many_ms:.2f}"),
                    ("one every 33 ms, and nothing in between", f"{paced.alone_ms:.2f}"),
                ],
            ),
        ],
        notes=[] if cost.beyond_ms.median <= MEDIAN_MS else [_WHY],
    )


_WHY: Final = (
    "What is beyond the model: waking the thread that judges, turning the colours and handing the "
    "picture over, reading the landmarks out of the library's objects, and the rules. All of it is "
    "run once every 33 ms, when what the processor has at hand is no longer of it: the second "
    "table says what that alone does to the rules. "
    "[Decision 24](decisions/0024-a-start-and-a-frame.md) has the parts."
)


def _row(name: str, spread: Spread) -> tuple[str, ...]:
    values = (spread.median, spread.late, spread.most)
    return (name, *(f"{value:.2f}" for value in values))

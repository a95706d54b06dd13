"""The live window, beside its aims."""

from typing import Final

from benchmarks.figures import Part, Table, at_most
from benchmarks.live import SIZE_PX, LiveCost, Spread, measure_live

MEDIAN_MS: Final = 1.0
LATE_MS: Final = 5.0
PIXELS_MS: Final = 20.0
CORES: Final = 1.5


def measure() -> Part:
    """Measure a live session with the real model."""
    return part_of(measure_live())


def part_of(cost: LiveCost) -> Part:
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
            )
        ],
        notes=[] if cost.beyond_ms.median <= MEDIAN_MS else [_WHY],
    )


_WHY: Final = (
    "What is beyond the model: turning the colours and handing the picture over, reading the "
    "landmarks out of the library's objects, the rules (0.13 ms in a loop, several times that "
    "after the model has emptied the processor's caches), and waking the thread that judges. "
    "[Decision 24](decisions/0024-a-start-and-a-frame.md) has the parts."
)


def _row(name: str, spread: Spread) -> tuple[str, ...]:
    values = (spread.median, spread.late, spread.most)
    return (name, *(f"{value:.2f}" for value in values))

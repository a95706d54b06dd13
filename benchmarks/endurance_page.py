"""The page about endurance: figures are written between two marks, the rest by hand."""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from benchmarks.endurance_gauge import Held, growth
from formcheck.report.files import write_text

if TYPE_CHECKING:
    from benchmarks.endurance import Endurance

BEGIN: Final = "<!-- figures -->"
END: Final = "<!-- end of figures -->"
MEASURES: Final = {
    "rss_mb": "memory, MB",
    "tasks": "threads",
    "files": "open files and sockets",
    "widgets": "widgets left",
    "objects": "objects of Python",
}
_TITLES: Final = {"use": "Simulated use", "model": "Through the real model"}
_HOUR_S: Final = 3600.0
_SIZE_IN: Final = (7.0, 2.6)
_COMMANDS: Final = {
    "use": "python -m benchmarks.endurance --hours {hours} --fps {fps}",
    "model": "python -m benchmarks.endurance --model-hours {hours}",
}


def write_page(found: Sequence["Endurance"], page: Path) -> None:
    """Bring the figures of a page up to date, and the plots beside it.

    Raises
    ------
    ValueError
        When the page has no place for them.
    """
    text = page.read_text("utf-8")
    if BEGIN not in text or END not in text:
        raise ValueError(f"expected {BEGIN} and {END} in {page}")
    figures = "\n".join(line for one in found for line in _lines(one))
    made = re.sub(
        f"{BEGIN}.*{END}", lambda _old: f"{BEGIN}\n{figures}\n{END}", text, flags=re.DOTALL
    )
    write_text(page, made)
    for one in found:
        write_text(page.parent / "images" / f"endurance_{one.name}.svg", plot(one.held))


def _lines(one: "Endurance") -> Iterator[str]:
    hours, command = one.held[-1].hour, _COMMANDS[one.name]
    fps = one.frames / hours / _HOUR_S
    yield f"### {_TITLES[one.name]}: {hours:g} hours"
    yield ""
    yield f"{one.frames:,} pictures judged, {fps:.0f} a second; {one.sessions} sessions kept,"
    yield f"{one.windows} windows opened and closed, {one.cues:,} cues;"
    yield f"{one.cpu_s / 60:.0f} minutes of one processor."
    yield f"Growth is that after a warm-up of {one.warm_up_h * 60:.0f} minutes (least squares)."
    yield f"`{command.format(hours=f'{hours:g}', fps=f'{fps:.0f}')}`"
    yield ""
    yield "| | after the warm-up | at the end | growth an hour |"
    yield "|---|---|---|---|"
    for what, name in MEASURES.items():
        found = growth(one.held, what, one.warm_up_h)
        digits = 1 if what == "rss_mb" else 0
        # No minus before a zero.
        slope = round(found.an_hour, 2) + 0.0
        yield f"| {name} | {found.first:,.{digits}f} | {found.last:,.{digits}f} | {slope:+.2f} |"
    yield ""
    yield f"![Memory and threads over {hours:g} hours](images/endurance_{one.name}.svg)"
    yield ""


def plot(held: Sequence[Held]) -> str:
    """Return memory and threads over time, as SVG."""
    # The same picture for the same figures, to the last letter.
    with mpl.rc_context({"svg.hashsalt": "formcheck", "svg.fonttype": "none"}):
        figure = Figure(figsize=_SIZE_IN, layout="constrained")
        memory = figure.subplots()
        hours = [one.hour for one in held]
        memory.plot(hours, [one.rss_mb for one in held], color="#1f6fb2")
        memory.set_ylim(bottom=0)
        memory.set_xlabel("hours")
        memory.set_ylabel("memory, MB", color="#1f6fb2")
        threads = memory.twinx()
        threads.step(hours, [one.tasks for one in held], color="#b25a1f")
        threads.set_ylim(bottom=0)
        threads.set_ylabel("threads", color="#b25a1f")
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()

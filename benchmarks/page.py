"""The page of all figures, ``docs/performance.md``, with its plots."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.figure import Figure as Drawing

from benchmarks.figures import Bars, Part, Table
from formcheck.report.files import write_text

HEAD: Final = ("figure", "aim", "measured", "reached")
_OURS, _AIM = "#0072b2", "#d55e00"

_INTRO: Final = """\
# How quick, and how frugal

The pose model is the limit: everything else together may cost almost nothing. Ratios are measured
side by side in one run, on the same clips, so that they mean the same on another computer; seconds
and megabytes belong to the computer named with each part. What falls short of its aim is marked
**no**, and the reason stands below it.

Measure again, all of it or one part; the page is written anew from what was measured last:

```sh
python -m benchmarks              # everything, about half an hour on a quiet computer
python -m benchmarks --only rules # one part
python -m benchmarks --page       # the page alone, from what is there
```
"""


def write_page(parts: Iterable[Part], path: Path) -> None:
    """Write the page, and its plots into ``images`` beside it."""
    found = list(parts)
    texts = [_INTRO, *(_part(part, path.parent / "images") for part in found)]
    write_text(path, "\n".join(texts))


def _part(part: Part, images: Path) -> str:
    blocks = [f"## {part.title}", part.about]
    if part.machine:
        blocks.append(f"*{part.machine}*")
    if part.figures:
        blocks.append(_rows(HEAD, [figure.cells() for figure in part.figures]))
    blocks += [_table(table) for table in part.tables]
    blocks += [f"![{one.title}](images/{_draw(one, images)})" for one in part.bars]
    if part.notes:
        blocks.append("\n".join(f"- {note}" for note in part.notes))
    return "\n\n".join(blocks) + "\n"


def _table(table: Table) -> str:
    return f"{table.title}:\n\n{_rows(table.head, table.rows)}"


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(_lines(head, rows))


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _draw(bars: Bars, images: Path) -> str:
    """Write a plot and return the name of its file."""
    figure = Drawing(figsize=(7.5, 0.9 + 0.42 * len(bars.values)), layout="constrained")
    axes = figure.subplots()
    names = list(bars.values)[::-1]
    lengths = [bars.values[name] for name in names]
    drawn = axes.barh(names, lengths, color=_OURS, height=0.6)
    axes.bar_label(drawn, [f"{value:,.3g}" for value in lengths], padding=3, fontsize=9)
    if bars.aim is not None:
        axes.axvline(bars.aim, color=_AIM, linestyle="--", label=f"aim {bars.aim:,g}")
        axes.legend(frameon=False, fontsize=9)
    axes.set_xlabel(bars.unit)
    axes.set_title(bars.title, fontsize=11, loc="left")
    axes.margins(x=0.12)
    axes.spines[["top", "right"]].set_visible(False)
    name = f"performance_{bars.name}.svg"
    # The same figures give the same file: no random names, no date.
    with mpl.rc_context({"svg.hashsalt": "formcheck", "svg.fonttype": "none"}):
        out = StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    images.mkdir(parents=True, exist_ok=True)
    write_text(
        images / name, "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
    )
    return name

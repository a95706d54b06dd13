"""Command line: ``python -m benchmarks --help``."""

import gc
from importlib import import_module
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.figures import REPO, Part
from benchmarks.machine import machine
from benchmarks.page import HEAD, write_page

PARTS: Final = {
    "analysis": "benchmarks.parts.analysis",
    "rules": "benchmarks.parts.rules",
    "live": "benchmarks.parts.live",
    "startup": "benchmarks.parts.startup",
    "memory": "benchmarks.parts.memory",
    "peers": "benchmarks.against_peers",
}
"""Modules with a function ``measure() -> Part``, in the order of the page."""
WORK: Final = REPO / "out" / "benchmarks"
PAGE: Final = REPO / "docs" / "performance.md"


def main(
    *,
    only: Annotated[
        list[str] | None, typer.Option(help=f"One part: {', '.join(PARTS)}; may be given again.")
    ] = None,
    page: Annotated[bool, typer.Option("--page", help="Write the page alone.")] = False,
    work: Annotated[Path, typer.Option(help="Where what was measured is kept.")] = WORK,
    out: Annotated[Path, typer.Option(help="The page to write.")] = PAGE,
) -> None:
    """Measure how quick and how frugal the program is, and write the page about it.

    Leave the computer alone meanwhile.
    """
    unknown = set(only or ()) - set(PARTS)
    if unknown:
        raise typer.BadParameter(f"expected parts among {', '.join(PARTS)}, got {unknown}")
    console = Console()
    for name in [] if page else only or PARTS:
        console.print(f"measuring: {name}")
        part = _measured(name)
        part.save(work)
        _show(part, console)
    kept = [work / f"{name}.json" for name in PARTS]
    write_page([Part.load(path) for path in kept if path.exists()], out)
    console.print(f"written: {out}")


def _measured(name: str) -> Part:
    gc.collect()
    began = machine()
    part: Part = import_module(PARTS[name]).measure()
    return part.on(began)


def _show(part: Part, console: Console) -> None:
    table = Table(*HEAD, title=part.title)
    for figure in part.figures:
        table.add_row(*figure.cells())
    console.print(table)


if __name__ == "__main__":
    typer.run(main)

"""Writes down what was tried and what came of it: docs/fuzzing.md."""

import json
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from fuzzing.run import Result

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "fuzzing.md"
RESULTS: Final = Path(__file__).with_name("results.json")
GUIDED: Final = Path(__file__).with_name("guided.json")
TEMPLATE: Final = Path(__file__).with_name("page.md")
_STOPPED: Final = "was stopped"
_ENDS: Final = ("read", "refused", "aside", "defect")


def rows_of(results: Sequence[Result]) -> dict[str, Any]:
    """Return what is kept of a run, by target."""
    return {
        one.target.name: {
            "about": one.target.about,
            "seed": one.seed,
            "ends": {end: one.ends[end] for end in _ENDS},
            "slowest_s": round(one.slowest_ms / 1000, 2),
            "most_mb": one.most_bytes >> 20,
            "stopped": sum(many for told, many in one.told.items() if _STOPPED in told),
        }
        for one in results
    }


def table(rows: dict[str, Any]) -> str:
    """Return a Markdown table."""
    lines = [
        "| what | inputs | read | refused | left aside | defects | slowest | most memory |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in rows.values():
        ends = one["ends"]
        counts = " | ".join(f"{ends[end]:,}" for end in _ENDS)
        lines.append(
            f"| {one['about']} | {sum(ends.values()):,} | {counts} | "
            f"{_told(one['slowest_s'], 's')} | {_told(one['most_mb'], 'MB')} |"
        )
    whole = {end: sum(one["ends"][end] for one in rows.values()) for end in _ENDS}
    counts = " | ".join(f"{whole[end]:,}" for end in _ENDS)
    lines.append(f"| **all** | **{sum(whole.values()):,}** | {counts} | | |")
    return "\n".join(lines) + "\n"


def _told(figure: float | None, unit: str) -> str:
    return "" if figure is None else f"{figure} {unit}"


def write_results(results: Sequence[Result]) -> None:
    """Keep what came of a run beside what is known of other targets, and write the page."""
    known = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps({**known, **rows_of(results)}, indent=1) + "\n", "utf-8")
    write_page()


def write_page() -> None:
    """Write docs/fuzzing.md from what was kept."""
    rows = json.loads(RESULTS.read_text("utf-8"))
    stopped = sum(one["stopped"] for one in rows.values())
    page = TEMPLATE.read_text("utf-8").format(
        seed=", ".join(sorted({str(one["seed"]) for one in rows.values()})),
        table=table(rows),
        stopped=stopped,
        guided=_guided(),
        versions=_versions(),
    )
    PAGE.write_text(page, "utf-8")


def _guided() -> str:
    known = json.loads(GUIDED.read_text("utf-8")) if GUIDED.exists() else {}
    lines = [
        "| target | inputs | read | refused | left aside | defects |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, one in sorted(known.items()):
        counts = [one["ends"].get(end, 0) for end in _ENDS]
        lines.append(f"| {name} | {sum(counts):,} | " + " | ".join(map(str, counts)) + " |")
    every = sum(sum(one["ends"].values()) for one in known.values())
    lines.append(f"| **all** | **{every:,}** | | | | |")
    return "\n".join(lines) + "\n"


def _versions() -> str:
    names = ("av", "numpy", "pillow", "pydantic", "SQLAlchemy", "hypothesis")
    told = ", ".join(f"{name} {version(name)}" for name in names)
    return f"Python {platform.python_version()}, {told}."

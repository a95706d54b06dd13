"""Writes down what was tried and what came of it."""

from collections.abc import Sequence

from fuzzing.run import Result


def table(results: Sequence[Result]) -> str:
    """Return a Markdown table."""
    lines = [
        "| what | inputs | read | refused | left aside | defects | slowest | most memory |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {one.target.about} | {one.ends.total():,} | {one.ends['read']:,} | "
        f"{one.ends['refused']:,} | {one.ends['aside']:,} | {one.ends['defect']:,} | "
        f"{one.slowest_ms / 1000:.2f} s | {one.most_bytes >> 20} MB |"
        for one in results
    ]
    return "\n".join(lines) + "\n"


def write_report(results: Sequence[Result]) -> None:
    """Write docs/fuzzing.md."""

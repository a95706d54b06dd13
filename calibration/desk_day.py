"""How right the reminder is: days at a desk, from rendered people whom the real model looked at.

::

    python -m calibration.desk_day --days 10

Each person does everything once before the model (13 minutes of it, at two looks a second; four
minutes of work on one core, kept for the next time). Days of eight hours are strung together from
what the model saw, at true times, and go through all the rules.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import track

from calibration.desk_replay import live
from calibration.desk_score import LONG_S, Rate, Result, Share, by_kind, score
from calibration.desk_seats import FIRST_SEED, Seat, seat_of
from calibration.desk_takes import RATE_HZ, Take, Takes
from formcheck.exercises.spec import View
from formcheck.pose.model_file import default_model

KEPT: Final = Path.home() / ".cache" / "formcheck-desk"
FRONT, SIDE = View.FRONT, View.SIDE
PEOPLE: Final = (
    (FRONT, 0), (SIDE, 100), (FRONT, 1), (SIDE, 101), (FRONT, 2), (FRONT, 3),
)  # fmt: skip
"""View and number of those that the rules were mended on."""
ASIDE: Final = ((FRONT, 10_000), (SIDE, 10_100), (FRONT, 10_001))
"""Those who were looked at once, when everything was done."""


def seats(*, aside: bool) -> list[Seat]:
    """Return who sits at the desks."""
    return [seat_of(FIRST_SEED + number, view) for view, number in (ASIDE if aside else PEOPLE)]


def days_of(
    takes: Sequence[Take], days: int, first_seed: int, wander: float = 0.0
) -> Iterator[Result]:
    """Live several days, each with the next person."""
    for number in range(days):
        take = takes[number % len(takes)]
        yield score(live(take, first_seed + number, wander=wander))


def report(takes: Sequence[Take], results: Sequence[Result]) -> str:
    """Return what was found, as tables in Markdown."""
    minutes = sum(len(one) for one in takes) / RATE_HZ / 60.0
    lines = [
        (
            f"{len(results)} days of eight hours, {sum(one.lived.looks for one in results)} looks, "
            f"from {minutes:.0f} minutes of {len(takes)} people before the model."
        ),
        "",
        *_totals(results),
        "",
        "| day | person | long slouches | missed | said | false | breaks | true | seated |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_day(one) for one in results),
        "",
        (
            "| what goes on | times | hours | judged | of that beyond | said | asked to learn | "
            "most often not judged because |"
        ),
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind, row in by_kind(results).items():
        beyond = f"{100 * row.beyond:.0f} %" + (f" {row.check}" if row.check else "")
        lines.append(
            f"| {kind} | {row.pieces} | {row.hours:.1f} | {100 * row.judged:.0f} % | {beyond} | "
            f"{row.cues} | {row.stale} | {row.why} |"
        )
    return "\n".join(lines)


def _totals(results: Sequence[Result]) -> list[str]:
    wanted = sum(len(one.wanted) for one in results)
    missed = sum(len(one.missed) for one in results)
    untold = sum(len(one.untold) for one in results)
    right = sum(one.breaks_right for one in results)
    worst = max(abs(one.seated_error_s) for one in results)
    return [
        f"- slouches of {LONG_S:.0f} s and more found: {Share(wanted - missed, wanted)}",
        (
            f"- of those found, said, or not said only because of the gap since the last time: "
            f"{Share(wanted - missed - untold, wanted - missed)}"
        ),
        f"- false alerts: {Rate(sum(len(one.false) for one in results), len(results))}",
        f"- breaks counted exactly: {Share(right, len(results))} days",
        f"- seated time wrong by {worst:.0f} s at most",
    ]


def _day(one: Result) -> str:
    pieces = one.lived.pieces
    missed = ", ".join(f"{pieces[at].kind} {pieces[at].seconds:.0f} s" for at in one.missed)
    false = ", ".join(f"{pieces[cue.piece].kind} ({cue.check})" for cue in one.false)
    return (
        f"| {one.lived.seed} | {one.lived.name} | {len(one.wanted)} | {missed or '-'} | "
        f"{len(one.lived.cues)} | {false or '-'} | {one.breaks} | {one.true_breaks} | "
        f"{one.seated_error_s:+.0f} s |"
    )


def main(
    *,
    days: Annotated[int, typer.Option(min=1, help="Days of eight hours.")] = 10,
    seed: Annotated[int, typer.Option(help="Of the first day.")] = 1,
    aside: Annotated[bool, typer.Option(help="The people kept aside.")] = False,
    wander: Annotated[
        float, typer.Option(min=0.0, help="Make landmarks worse, by the body's size: 0.02.")
    ] = 0.0,
    folder: Annotated[Path, typer.Option(help="Where takes are kept.")] = KEPT,
) -> None:
    """Show who was not shown yet to the model, then live the days. A minute a day on one core."""
    os.environ.setdefault("LP_NUM_THREADS", "1")
    kept, console = Takes(folder, default_model().sha256), Console(stderr=True)
    takes = [kept.get(one) for one in track(seats(aside=aside), "people", console=console)]
    found = days_of(takes, days, seed, wander)
    results = list(track(found, "days", total=days, console=console))
    sys.stdout.write(report(takes, results) + "\n")


if __name__ == "__main__":
    typer.run(main)

"""``formcheck batch``: every recording below a folder, on all cores or on many computers."""

from pathlib import Path
from typing import Annotated

import typer

from formcheck.batch.run import engine, run_batch
from formcheck.batch.sheet import PAGE
from formcheck.batch.task import Outcome, State, Wanted
from formcheck.cli.batch_progress import progress
from formcheck.cli.options import Pictures
from formcheck.cli.printing import make_folder, say
from formcheck.errors import OutputError
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.language import _, language, ngettext
from formcheck.own_process import cores
from formcheck.report.shown import Shown

_AUTO = "auto"


def batch_command(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="Videos and saved poses, in it and in the folders below."
        ),
    ],
    *,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the results go.")],
    exercise: Annotated[
        str,
        typer.Option(
            metavar="SLUG",
            help="Which exercise all of them show, or its .toml file; auto: recognised in each.",
        ),
    ] = _AUTO,
    report: Annotated[
        bool, typer.Option("--report", help="Write a report for people beside each record.")
    ] = False,
    pictures: Pictures = Shown.BLURRED,
    csv: Annotated[
        bool, typer.Option("--csv", help="Write a table of the repetitions beside each record.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="How many at a time; left out: one on each core."),
    ] = None,
    scheduler: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="Use the computers of a Dask cluster: tcp://host:8786."
        ),
    ] = "",
    model: Annotated[
        str, typer.Option(metavar="NAME", help="Another pose model, see: formcheck models.")
    ] = "",
) -> None:
    """Analyse every recording below a folder, and write a summary over patients and weeks.

    The first folder below FOLDER is the patient. What is finished is not done again: after Ctrl-C,
    or whatever else ended it, the same line goes on. Exit status 0 when all went well, 1 when a
    recording could not be analysed: the summary says which, and why.
    """
    if scheduler and jobs is not None:
        raise OutputError(
            _("--jobs is for this computer alone: leave it out, or leave out --scheduler.")
        )
    wanted = Wanted(
        folder=folder.expanduser().absolute(),
        out=out.expanduser().absolute(),
        exercise=_exercise(exercise),
        model=model,
        report=report,
        pictures=pictures,
        table=csv,
        language=language(),
    )
    if wanted.out == wanted.folder:
        raise OutputError(_("The results need a folder of their own: give another with --out."))
    make_folder(wanted.out / PAGE)
    try:
        with progress() as show:
            outcomes = run_batch(wanted, engine(jobs or cores(), scheduler), show)
    except KeyboardInterrupt:
        typer.echo(
            _("formcheck: stopped. What is finished is kept; the same line goes on from there."),
            err=True,
        )
        raise
    _tell(wanted, outcomes)
    if any(one.state is not State.DONE for one in outcomes):
        raise typer.Exit(1)


def _exercise(name: str) -> Exercise | None:
    return None if name == _AUTO else load_exercise(name)


def _tell(wanted: Wanted, outcomes: tuple[Outcome, ...]) -> None:
    bad = [one for one in outcomes if one.state is not State.DONE]
    text = ngettext(
        "{done} of {number} recording analysed.",
        "{done} of {number} recordings analysed.",
        len(outcomes),
    )
    say(text.format(done=len(outcomes) - len(bad), number=len(outcomes)))
    for one in bad:
        say(f"{one.name}: {one.reason}")
    say(_("Wrote {file}").format(file=wanted.out / PAGE))

"""``formcheck exercises``: which exercises there are, and making one of your own."""

import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.table import Table

from formcheck.cli.checked import end_badly, tell
from formcheck.cli.printing import be_printable, make_folder, say, write_new
from formcheck.cli.tables import plain_console
from formcheck.errors import ExerciseError, OutputError
from formcheck.exercises.describe import describe
from formcheck.exercises.loader import (
    Known,
    check_file,
    list_files,
    load_exercise,
)
from formcheck.exercises.spec import Exercise, View
from formcheck.exercises.template import check_name, template
from formcheck.language import N_, _, pgettext
from formcheck.paths import user_exercises_dir
from formcheck.report.files import write_text

app: Final = typer.Typer(
    name="exercises",
    help="List the exercises, show one, or make one of your own.",
    no_args_is_help=False,
    invoke_without_command=True,
)

_NARROWEST: Final = 40
_WIDEST: Final = 80
_VIEWS: Final = {View.SIDE: N_("side"), View.FRONT: N_("front")}


@app.callback()
def exercises(context: typer.Context) -> None:
    """List the exercises, show one, or make one of your own."""
    if context.invoked_subcommand is None:
        list_command()


@app.command("list")
def list_command() -> None:
    """List every exercise: the built-in ones and those in your own folder."""
    known = list_files()
    table = Table(box=None, pad_edge=False, header_style="bold")
    origin = pgettext("exercise file", "from")
    for column in (_("exercise"), _("title"), _("kind"), _("views"), origin):
        table.add_column(column, no_wrap=column != _("title"))
    for one in known:
        if one.exercise is not None:
            table.add_row(*_row(one, one.exercise))
    be_printable()
    plain_console(sys.stdout).print(table)
    say("\n" + _("Your own exercises: {path}").format(path=user_exercises_dir()))
    for one in known:
        if one.problem:
            say("\n" + _("Not usable: {reason}").format(reason=one.problem))


@app.command("new")
def new_command(
    name: Annotated[str, typer.Argument(help="Small letters, digits and hyphens: my-bridge.")],
    *,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="How it is counted: reps, hold, limbs, ...")
    ] = "reps",
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write it; your own exercises when missing."),
    ] = None,
) -> None:
    """Write a commented example file, for you to put your own numbers and words in."""
    text = template(name, kind)
    path = _place(name, out)
    write_new(path, text)
    text = _("Fill it in, then: formcheck exercises check {path}")
    say(f"{path}\n{text.format(path=path)}")


@app.command("learn")
def learn_command(
    recording: Annotated[
        str, typer.Argument(metavar="VIDEO_OR_POSES", help="Three to five repetitions, slowly.")
    ],
    *,
    name: Annotated[str, typer.Option(help="Small letters, digits and hyphens: arm-raise.")],
    title: Annotated[str, typer.Option(help="Name for people; from --name when missing.")] = "",
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write it; your own exercises when missing."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file of that name that is there.")
    ] = False,
) -> None:
    """Write an exercise file from a demonstration, for you to go through.

    Begin and end in the start pose, and pause there between the repetitions. Only what was shown is
    proposed: start pose, turn, range. Everything else is marked to be written.
    """
    path = _place(check_name(name), out)
    if not force:
        _require_unused(name, path)
    # Looking at pictures needs the pose model, which nothing else here does.
    learn_from = import_module("formcheck.cli.learn").learn_from
    lesson = learn_from(recording, slug=name, title=title)
    if force:
        make_folder(path)
        write_text(path, lesson.text)
    else:
        write_new(path, lesson.text)
    text = _("Go through it, then: formcheck exercises check {path}")
    say(f"{lesson.summary}\n{path}\n{text.format(path=path)}")


@app.command("check")
def check_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Exercise files.")],
) -> None:
    """Tell everything that is wrong with exercise files, one line each.

    Each line says file, line in it, key, what was expected and what was found. Ends with status 2
    when there is any.
    """
    right = [_check(path, tuple(files)) for path in files]
    if not all(right):
        raise end_badly()


@app.command("show")
def show_command(
    exercise: Annotated[str, typer.Argument(metavar="SLUG|FILE", help="Which exercise.")],
) -> None:
    """Describe an exercise: how to do it, how it is counted, its limits and their sources."""
    width = min(_WIDEST, max(_NARROWEST, shutil.get_terminal_size().columns))
    say(describe(load_exercise(exercise), width).rstrip("\n"))


def _row(known: Known, exercise: Exercise) -> tuple[str, ...]:
    views = ", ".join(_(_VIEWS[view]) for view in exercise.camera.views)
    origin = _("built in") if known.built_in else _("your file")
    return exercise.slug, exercise.title, exercise.rule.kind, views, origin


def _check(path: Path, files: tuple[Path, ...]) -> bool:
    """Print the problems of a file, and return whether it has none."""
    try:
        problems = check_file(path, also=files)
    except ExerciseError as error:
        say(str(error))
        return False
    return tell(path, problems)


def _place(name: str, out: Path | None) -> Path:
    """Return the file to write: its name must be the exercise's, wherever it is."""
    file = f"{name}.toml"
    if out is None:
        return user_exercises_dir() / file
    path = out / file if out.is_dir() else out
    if path.name != file:
        raise OutputError(
            _(
                "Expected a file of the exercise's name, {file}, found {found}: choose {path}."
            ).format(file=file, found=path.name, path=path.with_name(file))
        )
    return path


def _require_unused(name: str, path: Path) -> None:
    """Refuse a name that a file has already: told before the work, which takes minutes."""
    for taken in (path, user_exercises_dir() / f"{name}.toml"):
        if taken.exists():
            raise OutputError(
                _(
                    "Expected no exercise of your own called {name!r}, found {path}: it is left as "
                    "it is. Choose another name, or --force."
                ).format(name=name, path=taken)
            )

"""``formcheck programme``: what to do on which day, as one file to write, print and mail."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from pydantic import ValidationError
from rich.table import Table

from formcheck.care.advice import advice, advice_text
from formcheck.care.programme import Programme
from formcheck.care.programme_file import (
    STARTER,
    check_programme,
    load_programme,
    place_of,
    programme_files,
    programme_text,
    read_programme,
)
from formcheck.care.programme_template import programme_template
from formcheck.cli.checked import end_badly, tell
from formcheck.cli.parcels import open_programme_command, send_programme_command
from formcheck.cli.printing import be_printable, make_folder, say, write_new
from formcheck.cli.tables import plain_console
from formcheck.errors import OutputError, ProgrammeError
from formcheck.exercises.loader import built_in_slugs, list_exercises
from formcheck.language import _, pgettext
from formcheck.paths import starters_dir, user_exercises_dir, user_programmes_dir
from formcheck.report.files import check_output, write_text
from formcheck.report.programme_sheet import longest_minutes, programme_html, programme_lines
from formcheck.session.moves import known_moves, moves_of

app: Final = typer.Typer(
    name="programme",
    help="List, write, check, show or mail programmes.",
    no_args_is_help=False,
    invoke_without_command=True,
)
app.command("send")(send_programme_command)
app.command("open")(open_programme_command)


@app.callback()
def programme(context: typer.Context) -> None:
    """List, write, check, show or mail programmes."""
    if context.invoked_subcommand is None:
        list_command()


@app.command("list")
def list_command() -> None:
    """List every programme: those to begin with and your own."""
    moves = known_moves()
    table = Table(box=None, pad_edge=False, header_style="bold")
    origin = pgettext("programme", "from")
    for column in (_("programme"), _("title"), _("minutes"), origin):
        table.add_column(column, no_wrap=column != _("title"))
    wrong = []
    for name, path in programme_files().items():
        try:
            found = load_programme(name)
        except ProgrammeError as error:
            wrong.append(str(error))
            continue
        built_in = path.parent == starters_dir()
        where = _("built in") if built_in else _("your file")
        table.add_row(name, found.title, f"{longest_minutes(found, moves)}", where)
    be_printable()
    plain_console(sys.stdout).print(table)
    say("\n" + _("Your own programmes: {path}").format(path=user_programmes_dir()))
    for problem in wrong:
        say("\n" + _("Not usable: {reason}").format(reason=problem))


@app.command("new")
def new_command(
    name: Annotated[str, typer.Argument(help="Small letters, digits and hyphens: my-plan.")],
    *,
    like: Annotated[
        str, typer.Option("--like", metavar="PROGRAMME", help="Which programme to begin from.")
    ] = STARTER,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write it; your own programmes when missing."),
    ] = None,
) -> None:
    """Write a commented programme file, for you to put your own exercises and numbers in."""
    like_it = load_programme(like)
    path = place_of(name) if out is None else out
    text = programme_template(_renamed(like_it, name))
    write_new(path, text)
    told = _("Fill it in, then: formcheck programme check {path}")
    say(f"{path}\n{told.format(path=path)}")


@app.command("check")
def check_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Programme files.")],
) -> None:
    """Tell everything that is wrong with programme files, one line each.

    Each line says file, line in it, key, what was expected and what was found. Ends with status 2
    when there is any.
    """
    right = [_check(path) for path in files]
    if not all(right):
        raise end_badly()


@app.command("show")
def show_command(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE", help="Which programme.")],
    *,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page for printing instead.")
    ] = None,
) -> None:
    """Show a programme: what, how much, on which days, and how long it takes."""
    shown = load_programme(name)
    exercises = {one.slug: one for one in list_exercises()}
    moves = moves_of(exercises.values())
    if html is None:
        say(programme_lines(shown, exercises, moves))
        return
    check_output(html)
    write_text(html, programme_html(shown, exercises, moves))
    say(f"{html}")


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A programme that you were sent.")],
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a programme of that name.")
    ] = False,
) -> None:
    """Put a programme that you were sent among your own.

    It is checked first, and written anew from what was understood of it. Its place follows from the
    name in it, never from the file's own name.
    """
    if not _check(file):
        raise end_badly()
    found = read_programme(file)
    path = place_of(found.name)
    if force:
        make_folder(path)
        write_text(path, programme_text(found))
    else:
        write_new(path, programme_text(found))
    say(f"{path}")


@app.command("export")
def export_command(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE", help="Which programme.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write it; here, by its name, when missing."),
    ] = None,
) -> None:
    """Write a programme to one file that can be mailed."""
    found = load_programme(name)
    path = Path(f"{found.name}.toml") if out is None else out
    if path.is_dir():
        path /= f"{found.name}.toml"
    if path.suffix != ".toml":
        raise OutputError(
            _("Expected a file that ends in .toml, found {path}.").format(path=path.name)
        )
    write_new(path, programme_text(found))
    say(f"{path}")
    own = sorted({one.exercise for one in found.exercises} - set(built_in_slugs()))
    for slug in own:
        told = _("{slug} is an exercise of your own: mail its file too, {path}.")
        say(told.format(slug=slug, path=user_exercises_dir() / f"{slug}.toml"))


def _renamed(like: Programme, name: str) -> Programme:
    """Return the same programme under another name, written today by nobody yet."""
    today = datetime.now(UTC).astimezone().date()
    changes = {"name": name, "written_by": "", "written_on": today}
    try:
        return Programme.model_validate({**dict(like), **changes})
    except ValidationError as error:
        raise ProgrammeError(
            _(
                "Expected a name of at most {most} small letters a-z, digits and hyphens, a "
                "letter first, found {found!r}. Choose another, 'my-plan' for example."
            ).format(most=60, found=name[:60])
        ) from error


def _check(path: Path) -> bool:
    """Print the problems of a file, and return whether it has none."""
    moves = known_moves()
    try:
        problems = check_programme(path, moves)
    except ProgrammeError as error:
        say(str(error))
        return False
    if not tell(path, problems):
        return False
    for one in advice(read_programme(path), moves):
        say(advice_text(one))
    return True

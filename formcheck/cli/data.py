"""``formcheck data``: where everything is kept, all of it in files, or none of it any more."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console

from formcheck.cli.days_table import days_table
from formcheck.cli.kept_session import export_session, sessions_table
from formcheck.cli.options import ExportFiles, ReportFiles, StorePlace, Subject, Who
from formcheck.cli.parcels import open_command, send_command
from formcheck.cli.printing import be_printable
from formcheck.cli.tables import plain_console
from formcheck.desk.day import Day
from formcheck.errors import OutputError
from formcheck.language import _, ngettext
from formcheck.report.desk_table import write_days
from formcheck.report.files import check_output
from formcheck.store.database import Store, open_store
from formcheck.store.desk_days import DeskDays
from formcheck.store.desk_profiles import DeskProfiles
from formcheck.store.people import People
from formcheck.store.place import find_place
from formcheck.store.whole import delete_everything, delete_person, export_person

app: Final = typer.Typer(
    name="data",
    help="Show where your sessions are kept, take them along, or delete them.",
    no_args_is_help=False,
    invoke_without_command=True,
)
app.command("send")(send_command)
app.command("open")(open_command)


@app.callback()
def data(context: typer.Context) -> None:
    """Show where your sessions are kept, take them along, or delete them."""
    if context.invoked_subcommand is None:
        where()


@app.command()
def where(*, store: StorePlace = "") -> None:
    """Print the file or the database in which sessions are kept, then what lies aside of it."""
    place = find_place(store)
    _say("\n".join([place.name, *map(str, place.kept_aside)]))


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="The zip file to write.")],
    *,
    person: Who = "",
    store: StorePlace = "",
) -> None:
    """Write everything that is kept of a person to one file, readable without formcheck."""
    with _opened(store) as opened:
        found = People(opened).named(person)
        export_person(opened, found, path)
    _say(_("{path} has everything of {name}.").format(path=path, name=found.name))


@app.command("session")
def session_command(
    session: Annotated[
        str, typer.Argument(metavar="ID", help="Which, or how its id begins; left out: list them.")
    ] = "",
    *,
    export: ExportFiles = None,
    report: ReportFiles = None,
    subject: Subject = "",
    person: Who = "",
    store: StorePlace = "",
) -> None:
    """List the sessions that are kept, or write one of them to files."""
    files = [*(export or ()), *(report or ())]
    if bool(session) != bool(files):
        raise OutputError(
            _(
                "Expected a session and --export or --report with a file for it, or neither to "
                "list them all."
            )
        )
    with _opened(store) as opened:
        found = People(opened).named(person)
        if files:
            export_session(opened, found, session, export or (), subject, reports=report or ())
            _say("\n".join(map(str, files)))
        else:
            be_printable()
            plain_console(sys.stdout).print(sessions_table(opened, found))


@app.command("delete")
def delete_command(
    *,
    person: Who = "",
    everything: Annotated[
        bool, typer.Option("--everything", help="Delete the data of everybody.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: StorePlace = "",
) -> None:
    """Delete everything that is kept of a person; it cannot be brought back."""
    with _opened(store) as opened:
        if everything:
            _ask(_("Delete everything of everybody in {name}?"), opened.place.name, yes=yes)
            files = delete_everything(opened)
        else:
            found = People(opened).named(person)
            _ask(_("Delete everything of {name}?"), found.name, yes=yes)
            files = delete_person(opened, found)
    _say("\n".join([_("Deleted."), *map(str, files)]))


@app.command("days")
def days_command(
    path: Annotated[
        Path | None, typer.Argument(help="The table to write: .csv for a spreadsheet, or .json.")
    ] = None,
    *,
    person: Who = "",
    store: StorePlace = "",
) -> None:
    """Show a person's days at the desk, or write them to a table."""
    if path is not None:
        check_output(path)
    with _opened(store) as opened:
        days = DeskDays(opened, People(opened).named(person).id).all()
    if path is not None:
        write_days(path, days)
        _say(f"{path}")
    else:
        _print(days)


def _day_option(name: str, text: str) -> Any:
    return typer.Option(name, formats=["%Y-%m-%d"], metavar="DATE", help=text)


@app.command("delete-desk")
def delete_desk_command(
    *,
    first: Annotated[
        datetime | None, _day_option("--from", "The first day that is deleted.")
    ] = None,
    last: Annotated[datetime | None, _day_option("--to", "The last day that is deleted.")] = None,
    person: Who = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: StorePlace = "",
) -> None:
    """Delete days at the desk; without a first or last day all of them, and how one sits."""
    everything = first is None and last is None
    begin = date.min if first is None else first.date()
    end = date.max if last is None else last.date()
    with _opened(store) as opened:
        found = People(opened).named(person)
        if everything:
            _ask(_("Delete all days at the desk of {name}, and how they sit?"), found.name, yes=yes)
            DeskProfiles(opened, found.id).delete_all()
        else:
            _ask(_("Delete these days at the desk of {name}?"), found.name, yes=yes)
        many = DeskDays(opened, found.id).delete(begin, end)
        opened.shrink()
    _say(ngettext("{number} day deleted.", "{number} days deleted.", many).format(number=many))


def _print(days: Sequence[Day]) -> None:
    be_printable()
    if not days:
        _say(_("No day at the desk is kept yet."))
        return
    plain_console(sys.stdout).print(days_table(days))


@contextmanager
def _opened(given: str) -> Iterator[Store]:
    opened = open_store(given)
    if opened.notice:
        typer.echo(opened.notice, err=True)
    try:
        yield opened
    finally:
        opened.close()


def _ask(question: str, name: str, *, yes: bool) -> None:
    if not yes:
        typer.confirm(question.format(name=name), abort=True)


def _say(text: str) -> None:
    Console(soft_wrap=True).print(text, highlight=False, markup=False)

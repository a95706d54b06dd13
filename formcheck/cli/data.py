"""``formcheck data``: where everything is kept, all of it in one file, or none of it any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from formcheck.cli.options import StorePlace, Who
from formcheck.language import _
from formcheck.store.database import Store, open_store
from formcheck.store.people import People
from formcheck.store.place import find_place
from formcheck.store.whole import delete_everything, delete_person, export_person

app: Final = typer.Typer(
    name="data",
    help="Show where your sessions are kept, take them along, or delete them.",
    no_args_is_help=False,
    invoke_without_command=True,
)


@app.callback()
def data(context: typer.Context) -> None:
    """Show where your sessions are kept, take them along, or delete them."""
    if context.invoked_subcommand is None:
        where()


@app.command()
def where(*, store: StorePlace = "") -> None:
    """Print the file or the database in which sessions are kept."""
    _say(find_place(store).name)


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

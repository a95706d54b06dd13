"""What commands print, and new files that they write."""

import io
import sys
from pathlib import Path

import typer

from formcheck.errors import OutputError
from formcheck.language import _
from formcheck.paths import is_own, own_file, own_folder
from formcheck.report.files import unwritable


def write_new(path: Path, text: str) -> None:
    """Write a new file; one that is there stays as it is."""
    make_folder(path)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if is_own(path):
            own_file(path)
    except FileExistsError as error:
        raise OutputError(
            _(
                "Expected no file at {path}, found one: it is left as it is. Choose another name."
            ).format(path=path)
        ) from error
    except OSError as error:
        raise unwritable(path, error) from error


def make_folder(path: Path) -> None:
    """Make the folder of a file."""
    try:
        if is_own(path):
            own_folder(path.parent)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error


def say(text: str) -> None:
    """Print a text."""
    be_printable()
    typer.echo(text)


def be_printable() -> None:
    """Print a sign that the terminal does not have as "?", rather than not at all."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")

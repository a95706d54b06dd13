"""The ``formcheck`` command: which commands there are, and how errors reach the user.

A command's module is imported only when it is called, so that help comes at once and a command
that needs no window also runs where there is none.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any, Final, NoReturn

import typer
from typer.main import get_command

from formcheck.cli.dumps import leave_no_dump
from formcheck.cli.help import in_language, name_panels, usage_error
from formcheck.cli.late import kept_for_good
from formcheck.errors import FormcheckError
from formcheck.language import N_, _, use_default_language, use_language
from formcheck.settings import LANGUAGE

BAD_INPUT: Final = 2
INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class _Command:
    """Where a command is, and one line of help."""

    module: str
    attribute: str
    """A function with typer annotations, or a typer app with commands of its own."""
    summary: str


COMMANDS: Final = {
    "home": _Command(
        "formcheck.cli.home", "home_command", N_("Open today's programme: the first window.")
    ),
    "live": _Command("formcheck.cli.live", "live_command", N_("Exercise in front of the camera.")),
    "posture": _Command(
        "formcheck.cli.posture",
        "posture_command",
        N_("Be reminded, quietly, of how you sit at the desk."),
    ),
    "review": _Command(
        "formcheck.cli.review", "review_command", N_("Look at recorded sessions, as a physio does.")
    ),
    "analyse": _Command("formcheck.cli.analyse", "analyse_command", N_("Analyse a recording.")),
    "batch": _Command(
        "formcheck.cli.batch", "batch_command", N_("Analyse a folder, and sum up the weeks.")
    ),
    "demo": _Command("formcheck.cli.demo", "demo_command", N_("Show everything on a sample clip.")),
    "exercises": _Command(
        "formcheck.cli.exercises", "app", N_("List, show, make or check exercises.")
    ),
    "programme": _Command(
        "formcheck.cli.programme", "app", N_("List, write, check, show or mail programmes.")
    ),
    "history": _Command(
        "formcheck.cli.history", "history_command", N_("Show, print or keep what you did so far.")
    ),
    "data": _Command(
        "formcheck.cli.data", "app", N_("Show, take along or delete what is kept of you.")
    ),
    "models": _Command("formcheck.cli.models", "app", N_("List and fetch pose models.")),
}
_DEFAULT: Final = "home"
_LANGUAGE: Final = LANGUAGE.option


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the program.

    Exit status 0; 1 when a result is not what it should be; 2 for bad input, with one line on
    stderr; 130 after Ctrl-C.
    """
    leave_no_dump()
    given = sys.argv[1:] if arguments is None else list(arguments)
    sys.exit(_status(given))


def _status(given: list[str]) -> int:
    try:
        given = _in_language(given) or [_DEFAULT]
        with kept_for_good():
            command = get_command(_app(given))
        in_language(command)
        if "--help" in given:
            name_panels()
        result = command.main(args=given, prog_name="formcheck", standalone_mode=False)
    except (FormcheckError, typer.TyperException) as error:
        _complain(error)
        return BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    return result if isinstance(result, int) else 0


def _complain(error: Exception) -> None:
    explained = getattr(error, "format_message", None)
    message = usage_error(explained()) if callable(explained) else str(error)
    typer.echo(f"formcheck: {' '.join(message.split())}", err=True)


def _in_language(given: list[str]) -> list[str]:
    """Take the language out of the arguments, wherever it stands, and use it.

    It is needed before everything else: help and errors are in it, too.
    """
    for index, one in enumerate(given):
        name, equals, value = one.partition("=")
        if name == _LANGUAGE:
            rest = given[index + 1 :]
            use_language(value if equals else "".join(rest[:1]), by=_LANGUAGE)
            return given[:index] + (rest if equals else rest[1:])
    use_default_language()
    return given


def every_command() -> Any:
    """Return the command with every command below it loaded, for those who collect its texts."""
    return get_command(_app(list(COMMANDS)))


def _app(given: list[str]) -> typer.Typer:
    """Return the app with those commands loaded that ``given`` may call."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=False)
    app.callback(invoke_without_command=True)(_formcheck)
    for name, command in COMMANDS.items():
        if name in given:
            _mount(app, name, getattr(import_module(command.module), command.attribute))
        else:
            app.command(name, help=command.summary)(_not_loaded)
    return app


def _mount(app: typer.Typer, name: str, command: object) -> None:
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name)
    elif callable(command):
        app.command(name)(command)


def _not_loaded() -> None:
    """Stand in for a command in the list of commands; never called."""


def _version() -> str:
    # Late: it loads what can read mails, a tenth of the time until help is there.
    metadata = import_module("importlib.metadata")
    try:
        return str(metadata.version("formcheck"))
    except metadata.PackageNotFoundError:
        return _("(not installed: runs from a checkout)")


def _formcheck(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    spoken: Annotated[
        str, typer.Option(_LANGUAGE, metavar="CODE", help="The language of all texts, de or en.")
    ] = "",
) -> None:
    """Watch exercises and posture through an ordinary webcam. Nothing leaves the computer.

    Without a command today's programme opens.
    """
    del spoken  # used before anything else was loaded
    if version:
        typer.echo(f"formcheck {_version()}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())

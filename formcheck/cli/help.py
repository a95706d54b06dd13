"""The words of the command line's own library: help and usage errors in the language in use."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Final

import typer

from formcheck.language import N_, SOURCE, _, language

_PANELS: Final = {
    "ARGUMENTS_PANEL_TITLE": N_("Arguments"),
    "OPTIONS_PANEL_TITLE": N_("Options"),
    "COMMANDS_PANEL_TITLE": N_("Commands"),
    "DEFAULT_STRING": N_("[default: {}]"),
    "REQUIRED_LONG_STRING": N_("[required]"),
}
"""What the library's module for help calls its headings."""
_ERRORS: Final = (
    (r"No such command (?P<name>.+)\.", N_("No such command {name}.")),
    (
        r"No such option: (?P<name>\S+) \(Possible options: (?P<names>.+)\)",
        N_("No such option: {name} (possible: {names})"),
    ),
    (r"No such option: (?P<name>.+)", N_("No such option: {name}")),
    (r"Missing (argument|option|parameter) (?P<name>.+?)\.?", N_("Missing: {name}.")),
    (r"Invalid value for (?P<name>.+?): (?P<text>.+)", N_("Not right for {name}: {text}")),
    (r"Option (?P<name>\S+) requires an argument\.", N_("{name} needs a value.")),
    (
        r"Got unexpected extra arguments?(\(s\))? \((?P<names>.+)\)",
        N_("More than was expected: {names}"),
    ),
)
"""The library has these in English only."""


def in_language(command: Any, say: Callable[[str], str] = _) -> None:
    """Put every help text of a command, and of those below it, into the language in use.

    Parameters
    ----------
    command
        A command of the command line's library.
    say
        Returns the text to show for an English one.
    """
    for one in _commands(command):
        if one.help:
            one.help = say(_paragraphs(one.help))
        # The option for help is made when it is asked for, and kept.
        for option in (*one.params, one.get_help_option(typer.Context(one))):
            if getattr(option, "help", None):
                option.help = say(_paragraphs(option.help))


def name_panels() -> None:
    """Put the headings of help into the language in use."""
    words = vars(import_module("typer.rich_utils"))
    words.update({name: _(text) for name, text in _PANELS.items()})


def usage_error(message: str) -> str:
    """Return what was wrong with a command line in the language in use."""
    if language() == SOURCE:
        return message
    for pattern, text in _ERRORS:
        found = re.fullmatch(pattern, message)
        if found:
            return _(text).format(**found.groupdict())
    return message


def _commands(command: Any) -> Iterator[Any]:
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from _commands(below)


def _paragraphs(text: str) -> str:
    """Return a text with one line for each paragraph: the terminal's width breaks lines."""
    return "\n\n".join(" ".join(one.split()) for one in text.split("\n\n"))

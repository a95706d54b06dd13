"""What is wrong with an exercise file: every problem at once, each with its key and line."""

from collections.abc import Callable

from formcheck.exercises.contract import broken_promises
from formcheck.exercises.spec import Exercise
from formcheck.toml.mistake import Mistake
from formcheck.toml.problems import Examined
from formcheck.toml.problems import examine as examine_table

Asked = Callable[[Exercise], list[Mistake]]


def examine(
    text: str, table: dict[str, object], asked: Asked = broken_promises
) -> Examined[Exercise]:
    """Validate the content of an exercise's TOML file.

    Parameters
    ----------
    text, table
        The file, and what it says.
    asked
        What holds between tables; it gets an exercise in which wrong fields are missing.
    """
    return examine_table(Exercise, text, table, asked)

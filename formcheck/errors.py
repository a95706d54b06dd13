"""What can go wrong through no fault of the program, each with a sentence for the user.

Every message says what was expected, what was found and what to do, in one line where it can.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    # Not when it runs: help is shown without loading a library for files.
    from pydantic import ValidationError

_LONGEST: Final = 60


def explain(error: "ValidationError") -> str:
    """Say key, what was expected and what was found, for the first thing wrong in a file."""
    first = error.errors(include_url=False)[0]
    key = _cut(".".join(str(part) for part in first["loc"])) or "the file"
    found = _cut(repr(first["input"]))
    more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{key}: {first['msg']}; found {found}{more}"


def _cut(text: str) -> str:
    """Return the beginning of a text of a file, without letters that steer a terminal."""
    text = "".join(one if one.isprintable() else "?" for one in text[: _LONGEST + 1])
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


class FormcheckError(Exception):
    """Base of all errors that are shown to the user as one sentence, without a traceback."""


class SourceError(FormcheckError):
    """A camera, stream or file cannot be opened or read."""


class SourceLostError(SourceError):
    """A camera, stream or file gave frames and then stopped: what came before it is kept."""


class ModelError(FormcheckError):
    """The pose model is missing, damaged or not the one that was expected."""


class PosesError(FormcheckError):
    """A file of recorded poses does not hold what it should."""


class ExerciseError(FormcheckError):
    """An exercise is unknown, or its file is not right."""


class CalibrationError(FormcheckError):
    """The error model is missing, damaged or made for another pose model."""


class LanguageError(FormcheckError):
    """There are no texts in the language that was asked for."""


class OutputError(FormcheckError):
    """A result cannot be written where it was asked for."""


class ProgrammeError(FormcheckError):
    """A programme is unknown, or its file is not right."""


class SettingError(FormcheckError):
    """What somebody set is no choice, or cannot be read."""


class ReviewError(FormcheckError):
    """A correction by hand that cannot be made, or a file of them that is not right."""

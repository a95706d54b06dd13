"""Reads exercise files: the built-in ones and those that a physio drops into the user's folder."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from formcheck.errors import ExerciseError
from formcheck.exercises.spec import Exercise
from formcheck.paths import catalog_dir, user_exercises_dir


def load_exercise(name: str | Path) -> Exercise:
    """Load an exercise by its slug, or from a ``.toml`` file.

    Raises
    ------
    ExerciseError
        When there is none of that name, or its file is not right.
    """
    if isinstance(name, Path) or name.endswith(".toml"):
        return _read(Path(name))
    files = _files()
    if name not in files:
        known = ", ".join(sorted(files))
        raise ExerciseError(f"There is no exercise {name!r}. Choose one of: {known}.")
    return _read(files[name])


def list_exercises() -> tuple[Exercise, ...]:
    """Load every known exercise, by slug."""
    return tuple(_read(path) for _, path in sorted(_files().items()))


def _files() -> dict[str, Path]:
    """Map slugs to files; a physio's own file takes the place of a built-in one of that name."""
    found = {}
    for folder in (catalog_dir(), user_exercises_dir()):
        if folder.is_dir():
            found.update({path.stem: path for path in folder.glob("*.toml")})
    return found


def _read(path: Path) -> Exercise:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ExerciseError(
            f"The exercise file {path} cannot be read ({error.strerror}). Check its name."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ExerciseError(f"The exercise file {path} is not valid TOML: {error}.") from error
    try:
        return Exercise.model_validate(table)
    except ValidationError as error:
        raise ExerciseError(_explain(path, error)) from error


def _explain(path: Path, error: ValidationError) -> str:
    """Name file, key, what was expected and what was found, for the first thing that is wrong."""
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or "the file"
    found = repr(first["input"])
    found = found if len(found) <= _LONGEST else found[:_LONGEST] + "…"
    more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"The exercise file {path}: {key}: {first['msg']}; found {found}{more}."


_LONGEST = 60

"""Reads exercise files: the built-in ones and those that a physio drops into the user's folder."""

import logging
import tomllib
from pathlib import Path

from pydantic import ValidationError

from formcheck.errors import ExerciseError, explain
from formcheck.exercises.spec import Exercise
from formcheck.paths import catalog_dir, user_exercises_dir

logger = logging.getLogger(__name__)


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
    return _read_known(files[name])


def list_exercises() -> tuple[Exercise, ...]:
    """Load every known exercise, by slug; a file of the user's that is not right is left out."""
    found = []
    for _, path in sorted(_files().items()):
        try:
            found.append(_read_known(path))
        except ExerciseError as error:
            if path.parent == catalog_dir():
                raise
            logger.warning("%s", error)
    return tuple(found)


def _files() -> dict[str, Path]:
    """Map slugs to files; a physio's own file takes the place of a built-in one of that name."""
    found = {}
    for folder in (catalog_dir(), user_exercises_dir()):
        if folder.is_dir():
            found.update({path.stem: path for path in folder.glob("*.toml")})
    return found


def _read_known(path: Path) -> Exercise:
    """Read a file that is found by its name, which must be the slug."""
    exercise = _read(path)
    if exercise.slug != path.stem:
        raise ExerciseError(
            f"The exercise file {path}: expected the slug to be the file's name, {path.stem!r}; "
            f"found {exercise.slug!r}. Change one of them."
        )
    return exercise


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
        raise ExerciseError(f"The exercise file {path}: {explain(error)}.") from error

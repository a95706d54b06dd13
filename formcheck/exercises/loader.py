"""Finds and reads exercise files: the built-in ones and those that a physio drops into a folder."""

import difflib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formcheck.errors import ExerciseError
from formcheck.exercises.contract import broken_promises, unknown_names
from formcheck.exercises.problems import examine
from formcheck.exercises.spec import Exercise
from formcheck.exercises.words import in_language
from formcheck.language import _
from formcheck.paths import catalog_dir, user_exercises_dir
from formcheck.toml.file import TomlFile, read_toml
from formcheck.toml.mistake import Mistake, shown
from formcheck.toml.problems import Problem, problem_at

logger = logging.getLogger(__name__)

_LONGEST: Final = 60
_SUFFIX: Final = ".toml"


@dataclass(frozen=True, slots=True)
class Known:
    """An exercise file that was found."""

    path: Path
    built_in: bool
    exercise: Exercise | None
    """None when the file is not right, or not used."""
    problem: str = ""
    """Why, in one sentence; empty when it is right."""


def load_exercise(name: str | Path) -> Exercise:
    """Load an exercise by its slug, or from a ``.toml`` file.

    Raises
    ------
    ExerciseError
        When there is none of that name, or its file is not right.
    """
    if isinstance(name, Path) or name.endswith(_SUFFIX):
        return _read(Path(name))
    files = _files()
    if name not in files:
        raise ExerciseError(_unknown(name, sorted(files)))
    own = _shadowing().get(name)
    if own is not None:
        logger.warning("%s", _shadow(own))
    return _read_known(files[name])


def list_exercises() -> tuple[Exercise, ...]:
    """Load every known exercise, by slug; a file of the user's that is not right is left out.

    Raises
    ------
    ExerciseError
        When a built-in file is not right.
    """
    found = []
    for known in list_files():
        if known.exercise is not None:
            found.append(known.exercise)
        elif known.built_in:
            raise ExerciseError(known.problem)
        else:
            logger.warning("%s", known.problem)
    return tuple(found)


def list_files() -> tuple[Known, ...]:
    """Read every file that is found, by slug; those that are not right come with their problem."""
    read = (_known(path) for _, path in sorted(_files().items()))
    unused = (
        Known(path, built_in=False, exercise=None, problem=_shadow(path))
        for _, path in sorted(_shadowing().items())
    )
    return (*read, *unused)


def built_in_slugs() -> tuple[str, ...]:
    """Return the names that an exercise of one's own cannot have."""
    return tuple(sorted(_found(catalog_dir())))


def check_file(path: Path, also: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """Return everything that is wrong with an exercise file, by line.

    Parameters
    ----------
    path
        The file, wherever it is.
    also
        Files whose exercises may be named as easier or harder ones, besides the known ones.

    Raises
    ------
    ExerciseError
        When it cannot be read, or is not valid TOML: then nothing more can be said of it.
    """
    file = read_toml(path)
    known = frozenset({*_files(), *(one.stem for one in also), path.stem})
    examined = examine(
        file.text, file.table, lambda one: [*broken_promises(one), *unknown_names(one, known)]
    )
    problems = list(examined.problems)
    if not any(problem.key == "slug" for problem in problems):
        problems += [*_name(file), *_taken(file)]
    return tuple(sorted(problems, key=lambda problem: problem.line))


def _files() -> dict[str, Path]:
    """Map slugs to files; a built-in exercise keeps its name."""
    return {**_found(user_exercises_dir()), **_found(catalog_dir())}


def _found(folder: Path) -> dict[str, Path]:
    try:
        return {path.stem: path for path in folder.glob(f"*{_SUFFIX}")}
    except OSError as error:
        logger.warning(_("The exercise folder %s cannot be read (%s)."), folder, error.strerror)
        return {}


def _shadowing() -> dict[str, Path]:
    """Return the user's files that have the name of a built-in exercise."""
    taken = _found(catalog_dir())
    return {slug: path for slug, path in _found(user_exercises_dir()).items() if slug in taken}


def _shadow(path: Path) -> str:
    return _(
        "The exercise file {path} is not used: {name!r} is the name of the built-in "
        "exercise {built_in}. Rename the file and its slug, to 'my-{stem}' for example."
    ).format(path=path, name=path.stem, built_in=catalog_dir() / path.name, stem=path.stem)


def _unknown(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name[:_LONGEST], known, n=1)
    meant = _("Did you mean {name!r}?").format(name=close[0]) + " " if close else ""
    shown = name if len(name) <= _LONGEST else name[:_LONGEST] + "…"
    return _("There is no exercise {name!r}. {meant}Choose one of: {names}.").format(
        name=shown, meant=meant, names=", ".join(known)
    )


def _known(path: Path) -> Known:
    built_in = path.parent == catalog_dir()
    try:
        return Known(path, built_in, _read_known(path))
    except ExerciseError as error:
        return Known(path, built_in, None, str(error))


def _read_known(path: Path) -> Exercise:
    """Read a file that is found by its name, which must be the slug."""
    exercise = _read(path)
    if exercise.slug != path.stem:
        raise ExerciseError(
            _(
                "The exercise file {path}: expected the slug to be the file's name, {name!r}; "
                "found {found!r}. Change one of them."
            ).format(path=path, name=path.stem, found=exercise.slug)
        )
    return exercise


def _read(path: Path) -> Exercise:
    file = read_toml(path)
    examined = examine(file.text, file.table)
    if examined.value is None:
        first, *more = examined.problems
        counted = " " + _("({number} more)").format(number=len(more)) if more else ""
        raise ExerciseError(
            _(
                "The exercise file {path}, line {line}: {text}. "
                "`formcheck exercises check` tells all that is wrong."
            ).format(path=path, line=first.line, text=f"{first.text}{counted}")
        )
    return in_language(examined.value)


def _name(file: TomlFile) -> Iterator[Problem]:
    slug, stem = file.table.get("slug"), file.path.stem
    if isinstance(slug, str) and slug != stem:
        expected = _("the file's name without .toml, {name!r}").format(name=stem)
        yield problem_at(file.text, Mistake(("slug",), expected, shown(slug)))


def _taken(file: TomlFile) -> Iterator[Problem]:
    """Give the problem of a file that has the name of a built-in exercise."""
    slug = file.table.get("slug")
    if file.path.stem == slug and file.path.resolve().parent == catalog_dir().resolve():
        return
    if slug in built_in_slugs():
        expected = _("a name that no built-in exercise has, 'my-{name}' for example").format(
            name=slug
        )
        found = _("{found!r}, which is {path}").format(
            found=slug, path=catalog_dir() / f"{slug}{_SUFFIX}"
        )
        yield problem_at(file.text, Mistake(("slug",), expected, found))

"""A folder of recordings: what each of them shows, and what was counted in it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from formcheck.capture.photo import SUFFIXES as PHOTOS
from formcheck.capture.photo import is_photo
from formcheck.cli.progress import progress_bar
from formcheck.errors import FormcheckError, SourceError
from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Exercise
from formcheck.language import _
from formcheck.pose.recorded import RecordedPoses
from formcheck.report.look import POSES_SUFFIX, VIDEOS, Eyes, poses_of
from formcheck.report.recognised import how_sure, what_it_is
from formcheck.report.summary import headline
from formcheck.session.offline import Progress, analyse_poses
from formcheck.session.recognise import recognise
from formcheck.session.session import Session
from formcheck.session.still import judge_still

_RECORDINGS: Final = VIDEOS | PHOTOS | {POSES_SUFFIX}


def recordings_in(folder: Path) -> list[Path]:
    """Return the videos, pictures and recorded poses in a folder, by name.

    Raises
    ------
    SourceError
        When there is none.
    """
    found = [one for one in sorted(folder.iterdir()) if one.suffix.lower() in _RECORDINGS]
    if not found:
        raise SourceError(
            _(
                "Expected recordings in {folder}; found no video, picture or file of poses: name "
                "another folder, or a single file."
            ).format(folder=folder)
        )
    return found


def print_folder(console: Console, folder: Path, exercise: Exercise | None, eyes: Eyes) -> None:
    """Look at every recording and print one row for each.

    Each is recognised, unless ``exercise`` says what all of them show. One that cannot be read has
    the reason in its row and keeps the others from nothing.
    """
    table = Table(title=str(folder), title_justify="left")
    for column in (_("recording"), _("what it is"), _("how sure"), _("what was found")):
        table.add_column(column, overflow="fold")
    for path in recordings_in(folder):
        with progress_bar(path.name) as show:
            try:
                row = _row(path, exercise, eyes, show)
            except FormcheckError as error:
                row = ("", "", str(error))
        table.add_row(path.name, *row)
    console.print(table)


def _row(
    path: Path, exercise: Exercise | None, eyes: Eyes, show: Callable[[Progress], None]
) -> tuple[str, str, str]:
    poses = poses_of(path, eyes, show).poses
    if exercise is not None:
        return exercise.slug, _("as you say"), _found(path, poses, exercise)
    guess = recognise(poses, list_exercises())
    text = "" if guess.best is None else _found(path, poses, guess.best)
    return what_it_is(guess, still=is_photo(path)), how_sure(guess), text


def _found(path: Path, poses: RecordedPoses, exercise: Exercise) -> str:
    session = Session(exercise)
    if is_photo(path):
        faults = judge_still(poses, session, name=path.name).faults
        titles = ", ".join(_(exercise.check(one.check).title) for one in faults)
        return titles or _("still picture, posture alone")
    return headline(analyse_poses(poses, session, name=path.name), exercise)

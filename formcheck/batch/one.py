"""One recording of a batch, from start to end, in whatever process."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from formcheck.batch.basis import asked
from formcheck.batch.folder import shown
from formcheck.batch.note import Input, Note, bare, finished, note_path, sha256_of, work_dir
from formcheck.batch.task import JSON, REPORT, TABLE, Outcome, State, Task
from formcheck.errors import FormcheckError, SourceError
from formcheck.language import _, use_language
from formcheck.report.files import unwritable, write_text
from formcheck.report.job import Done, Job, Outputs, run_job
from formcheck.report.look import Eyes
from formcheck.session.offline import Progress


def analyse_one(task: Task, on_progress: Callable[[Progress], None]) -> Outcome:
    """Analyse a recording and put its results into place; never raises a FormcheckError.

    When its results are there already, as after a process that died between the last result and
    saying so, nothing is done again.
    """
    use_language(task.wanted.language)
    try:
        basis = asked(task.wanted)
    except FormcheckError as error:
        return Outcome(task.name, State.BAD, str(error))
    note = _finished(task, basis)
    try:
        return Outcome(task.name, State.DONE, note=note or _analysed(task, basis, on_progress))
    except FormcheckError as error:
        note = _finished(task, basis)  # by another process, while this one had lost its folder
        if note is None:
            with suppress(OSError):
                _forget(task)
            return Outcome(task.name, State.BAD, str(error))
        return Outcome(task.name, State.DONE, note=note)


def _finished(task: Task, basis: Mapping[str, str]) -> Note | None:
    return finished(task.wanted.out, task.name, task.source, basis)


def _analysed(
    task: Task, basis: Mapping[str, str], on_progress: Callable[[Progress], None]
) -> Note:
    work = work_dir(task.wanted.out)
    try:
        work.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=work))
    except OSError as error:
        raise unwritable(work, error) from error
    try:
        seen = _seen(task.source)
        done = run_job(_job(task, folder), on_progress)
        return _put(task, basis, folder, seen, done)
    except OSError as error:
        raise unwritable(task.wanted.out, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _seen(source: Path) -> Input:
    """Look at the recording before the analysis: what changes meanwhile is another one."""
    if shown(str(source)) != str(source):
        raise SourceError(_("The name of this file has signs that cannot be read: rename it."))
    try:
        return Input.of(source)
    except OSError as error:
        raise SourceError(
            _("{file} cannot be read ({reason}): check that it is there and may be read.").format(
                file=source, reason=error.strerror
            )
        ) from error


def _job(task: Task, folder: Path) -> Job:
    wanted = task.wanted
    return Job(
        source=str(task.source),
        name=task.name,
        exercise=wanted.exercise,
        # Each process of a batch has a core of its own, and may crash.
        eyes=Eyes(model=wanted.model, cores=0),
        outputs=Outputs(
            json=_staged(folder, JSON),
            reports=(_staged(folder, REPORT),) if wanted.report else (),
            pictures=wanted.pictures,
            exports=(_staged(folder, TABLE),) if wanted.table else (),
        ),
    )


def _staged(folder: Path, ending: str) -> Path:
    return folder / f"result{ending}"


def _put(task: Task, basis: Mapping[str, str], folder: Path, seen: Input, done: Done) -> Note:
    """Move the results to their places, and last the note that says that all of them are there."""
    out, place = task.wanted.out, note_path(task.wanted.out, task.name)
    staged = {ending: _staged(folder, ending) for ending in task.wanted.endings}
    note = Note(
        input=seen,
        asked=basis,
        files={f"{task.name}{ending}": sha256_of(path) for ending, path in staged.items()},
        record=bare(done.record),
    )
    written = folder / "note.json"
    write_text(written, note.dumps())
    _forget(task)
    for parent in (place.parent, (out / task.name).parent):
        parent.mkdir(parents=True, exist_ok=True)
    for ending, path in staged.items():
        path.replace(task.result(ending))
    written.replace(place)
    return note


def _forget(task: Task) -> None:
    """Take away what an earlier recording of that name left: it would pass for this one's."""
    place = note_path(task.wanted.out, task.name)
    if place.is_file():
        place.unlink()
        for ending in (JSON, REPORT, TABLE):
            task.result(ending).unlink(missing_ok=True)

"""The sound of a recording from outside, taken out of it in a process of its own.

::

    sound_of(source, output, path, stack)  ---- Task --->  formcheck.report.sound_worker: take_out
                                           <--- Done ---   whether there is any
"""

import logging
import os
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from av.container import OutputContainer

from formcheck.capture.apart import HANG_S, how_it_ended
from formcheck.errors import FormcheckError
from formcheck.language import language
from formcheck.own_process import EndedError, OwnProcess, command, cores
from formcheck.report.files import unwritable
from formcheck.report.sound import Played, Silence, Sound, take_out

logger = logging.getLogger(__name__)

WORKER: Final = "formcheck.report.sound_worker"


@dataclass(frozen=True, slots=True)
class Task:
    """What is taken out of which file."""

    source: Path
    path: Path
    language: str


@dataclass(frozen=True, slots=True)
class Done:
    """The sound is there, or there is none, or it cannot be had: why, for people."""

    found: bool = False
    error: FormcheckError | None = None


def sound_of(source: Path, output: OutputContainer, path: Path, stack: ExitStack) -> Sound:
    """Return the sound of a file on its way into ``output``; of a file without sound, silence.

    Where reading it crashes or hangs it is silence too: the pictures are what matters.

    Parameters
    ----------
    source
        The recording that the pictures are from.
    output
        To which all other streams were added, and nothing written yet.
    path
        The video that is written: beside it the sound lies meanwhile.
    stack
        Closes and removes that.

    Raises
    ------
    SourceError
        When the recording cannot be opened.
    OutputError
        When nothing can be written beside the video.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=".sound")
    except OSError as error:
        raise unwritable(path, error) from error
    os.close(handle)
    between = Path(name)
    stack.callback(between.unlink, missing_ok=True)
    task = Task(source.absolute(), between.absolute(), language())
    done = _apart(task) if cores() else Done(take_out(source, between, lambda: None))
    if done.error is not None:
        raise done.error
    return Played(between, output, stack) if done.found else Silence()


def _apart(task: Task, start: tuple[str, ...] = ()) -> Done:
    process, told = OwnProcess(start or command(WORKER)), None
    try:
        process.send(task)
        while told is None:  # it says None now and then, so that it is known to live
            told = process.receive(HANG_S)
    except EndedError:
        ended = process.end()
        logger.warning("no sound: %s", how_it_ended(ended, task.source.name))
        return Done()
    process.kill()
    process.end()
    done: Done = told
    return done

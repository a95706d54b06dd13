"""Videos and pictures from outside, decoded apart: in a process of their own.

::

    this program                             formcheck.capture.decoder
    FilmApart.at(12.3)    ---- Ask --->      Film.beside
                          <--- Given ---     the picture, as it lies in memory

What a damaged file does to a decoder, it does there: a crash, a hang or a lack of memory is a
`SourceError` here. `FilmApart` does what `Film` does, `VideoApart` what `VideoFile` and `PhotoFile`
do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from formcheck.capture.frame import Frame
from formcheck.capture.pictures import Picture, Pictures
from formcheck.capture.source import FrameSource, SourceInfo
from formcheck.errors import FormcheckError, SourceError
from formcheck.language import _, language
from formcheck.own_process import Ended, EndedError, OwnProcess, command, cores

DECODER: Final = "formcheck.capture.decoder"
# By name: who has it decoded apart needs no decoder, which takes fifteen megabytes.
_FILM: Final = "formcheck.capture.film"
_OPENED: Final = "formcheck.capture.opened"
_HERE: Final = "formcheck.capture.in_order"
HANG_S: Final = 30.0
"""A picture takes a tenth of a second, in a damaged film some seconds (judgement)."""


class Way(Enum):
    """What is wanted of a file."""

    FILM = "film"
    """Any picture of a video, as it is asked for: a `Given` for each `Ask`."""
    IN_ORDER = "in order"
    """Every frame of a video or a photo: `Given` after `Given`, then None."""
    WHEN = "when"
    """What it says of when it was made: one text."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is decoded, and how; the first thing that a decoder is told."""

    path: Path
    way: Way
    language: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The file is open, up to its first picture."""

    info: SourceInfo


@dataclass(frozen=True, slots=True)
class Ask:
    """The picture that is seen at a time, or so many after it."""

    time_s: float
    frames: int


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """A picture."""

    index: int
    """Its number; 0 for a film."""
    time_s: float
    until_s: float
    """Time of the next one; 0 in order."""
    duration_s: float
    """How long the film is, as far as is known now; 0 in order."""
    image: npt.NDArray[np.uint8]
    """(h, w, 3) uint8, blue-green-red, upright."""


@dataclass(frozen=True, slots=True)
class Failed:
    """There is nothing more; why, for people."""

    error: FormcheckError


def open_film(path: Path) -> Pictures:
    """Return a film, not opened yet: decoded apart, unless nothing may start processes."""
    film: Pictures = FilmApart(path) if cores() else import_module(_FILM).Film(path)
    return film


def open_video(path: Path) -> FrameSource:
    """Return a video or a photo, not opened yet: decoded apart, unless nothing may start any."""
    if cores():
        return VideoApart(path)
    here: FrameSource = import_module(_HERE).source_of(path)
    return here


def creation_time(path: Path) -> str:
    """Return when a camera says that it made a file, as it says it; empty when it does not."""
    if not cores():
        return str(import_module(_OPENED).creation_time(path))
    decoder = Decoder(path, Way.WHEN)
    try:
        return str(decoder.hear())
    except SourceError:
        return ""  # it crashed: nobody knows
    finally:
        decoder.close()


_early: Final[list[OwnProcess]] = []


@contextmanager
def started_early() -> Iterator[None]:
    """Let the first decoder start now: it takes a fifth of a second, in which a window can load."""
    if cores():
        _early.append(OwnProcess(command(DECODER)))
    try:
        yield
    finally:
        while _early:
            process = _early.pop()
            process.kill()
            process.end()


def _started(start: tuple[str, ...]) -> OwnProcess:
    try:
        return OwnProcess(start) if start else _early.pop()
    except IndexError:
        return OwnProcess(command(DECODER))


class Decoder:
    """A process that decodes a file. Belongs to the thread that opened it.

    Parameters
    ----------
    path, way
        The file, and what is wanted of it.
    start
        What to start in place of the decoder.
    hang_s
        When it says nothing for so long it is ended.
    """

    def __init__(
        self, path: Path, way: Way, *, start: tuple[str, ...] = (), hang_s: float = HANG_S
    ) -> None:
        self._name, self._hang_s = path.name, hang_s
        self._process: OwnProcess | None = _started(start)
        self._why = ""
        self.tell(Task(path.absolute(), way, language()))

    @property
    def pid(self) -> int | None:
        """Number of the process; None when there is none any more."""
        return None if self._process is None else self._process.pid

    def tell(self, message: Task | Ask) -> None:
        """Tell the process something; raise SourceError when it is no more."""
        try:
            self._running().send(message)
        except EndedError as error:
            raise self._ended() from error

    def hear(self) -> Any:
        """Return what it says next, an `Opened`, a `Given` or None.

        Raises
        ------
        SourceError
            When the file cannot be opened or read, or the process crashed or hung.
        """
        try:
            message = self._running().receive(self._hang_s)
        except EndedError as error:
            raise self._ended() from error
        if isinstance(message, Failed):
            raise message.error
        return message

    def close(self) -> Ended | None:
        """End the process at once: it has nothing to lose."""
        process, self._process = self._process, None
        if process is None:
            return None
        process.kill()
        return process.end()

    def _running(self) -> OwnProcess:
        if self._process is None:
            raise SourceError(self._why)
        return self._process

    def _ended(self) -> SourceError:
        ended = self.close()
        self._why = how_it_ended(ended, self._name) if ended is not None else self._why
        return SourceError(self._why)


def how_it_ended(ended: Ended, file: str) -> str:
    """Say why a process that read a file is no more, and what to do."""
    if ended.hung:
        text = _(
            "Reading {file} was stopped, as nothing came of it any more: it is damaged, or the "
            "computer is too busy. Convert it again, or try later."
        )
    else:
        text = _(
            "Reading {file} was stopped: the program that does it ended, as the file is damaged or "
            "memory is short. Convert it again, or close other programs and try once more."
        )
    return text.format(file=file)


class FilmApart:
    """Any picture of a video file, at any moment of it; a `Pictures`.

    Parameters
    ----------
    path
        The file.
    start, hang_s
        As `Decoder` takes them.
    """

    def __init__(
        self, path: str | Path, *, start: tuple[str, ...] = (), hang_s: float = HANG_S
    ) -> None:
        self._path, self._start, self._hang_s = Path(path), start, hang_s
        self._decoder: Decoder | None = None
        self._duration_s = 0.0
        self._shown: Picture | None = None

    @property
    def duration_s(self) -> float:
        """How long the film is: as stated or seen, whichever is more; the truth from its end on."""
        return self._duration_s

    @property
    def pid(self) -> int | None:
        """Number of the process that decodes; None when there is none."""
        return None if self._decoder is None else self._decoder.pid

    def __enter__(self) -> Self:
        """Open the file, decode its first picture; raise SourceError with what to do about it."""
        self._decoder = Decoder(self._path, Way.FILM, start=self._start, hang_s=self._hang_s)
        try:
            self._decoder.hear()
            self.at(0.0)
        except BaseException:
            self._decoder.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._shown = None
        if self._decoder is not None:
            self._decoder.close()

    def at(self, time_s: float) -> Picture:
        """Return the picture that is seen at a time: the last one that does not come later."""
        return self.beside(time_s, 0)

    def beside(self, time_s: float, frames: int) -> Picture:
        """Return the picture so many frames after the one at a time; before it when negative."""
        if self._decoder is None:
            raise RuntimeError("expected an open film: enter it with `with` first")
        self._decoder.tell(Ask(time_s, frames))
        given: Given = self._decoder.hear()
        self._duration_s = given.duration_s
        shown = self._shown
        if shown is None or shown.time_s != given.time_s:
            shown = self._shown = Picture(given.time_s, given.until_s, given.image)
        return shown


class VideoApart:
    """The frames of a video file or of a photo, in order; a `FrameSource`.

    Parameters
    ----------
    path
        The file.
    start, hang_s
        As `Decoder` takes them.
    """

    def __init__(
        self, path: str | Path, *, start: tuple[str, ...] = (), hang_s: float = HANG_S
    ) -> None:
        self._path, self._start, self._hang_s = Path(path), start, hang_s
        self._decoder: Decoder | None = None
        self._info: SourceInfo | None = None
        self._over = False

    @property
    def info(self) -> SourceInfo:
        """Called after the source was entered."""
        if self._info is None:
            raise RuntimeError("expected an open video: enter it with `with` first")
        return self._info

    @property
    def pid(self) -> int | None:
        """Number of the process that decodes; None when there is none."""
        return None if self._decoder is None else self._decoder.pid

    def __enter__(self) -> Self:
        """Open the file and decode its first frame; raise SourceError with what to do about it."""
        self._over = False
        self._decoder = Decoder(self._path, Way.IN_ORDER, start=self._start, hang_s=self._hang_s)
        try:
            opened: Opened = self._decoder.hear()
        except BaseException:
            self._decoder.close()
            raise
        self._info = opened.info
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        if self._decoder is not None:
            self._decoder.close()

    def read(self) -> Frame | None:
        """Return the next frame; ``None`` at the end.

        Raise SourceLostError when the file ends before its time, SourceError when reading it
        crashed or hung.
        """
        if self._decoder is None:
            raise RuntimeError("expected an open video: enter it with `with` first")
        given: Given | None = None if self._over else self._decoder.hear()
        if given is None:
            self._over = True
            return None
        return Frame(given.index, given.time_s, given.image)

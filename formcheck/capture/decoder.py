"""A process that decodes one file for another program: ``python -m`` this, by `capture.apart`.

It is told the file, and says what it is; then it gives a picture for each question, or one frame
after the other: the next one is decoded while the one before is looked at. Whatever a damaged file,
or one made to do harm, does to a decoder, it does here.
"""

from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from formcheck.capture.apart import Ask, Failed, Given, Opened, Task, Way
from formcheck.capture.film import Film
from formcheck.capture.in_order import source_of
from formcheck.capture.opened import creation_time
from formcheck.errors import FormcheckError
from formcheck.language import use_language
from formcheck.own_process import on_pipes, receive, send

OWN_PROCESS: Final = True


def serve(tasks: IO[bytes], told: IO[bytes]) -> None:
    """Decode what is wanted, until nobody asks any more."""
    task: Task = receive(tasks)
    use_language(task.language)
    try:
        _WAYS[task.way](task.path, tasks, told)
    except FormcheckError as error:
        send(told, Failed(error))


def _film(path: Path, tasks: IO[bytes], told: IO[bytes]) -> None:
    with Film(path) as film:
        send(told, Opened(film.info))
        while True:
            try:
                ask: Ask = receive(tasks)
            except EOFError:
                return
            found = film.beside(ask.time_s, ask.frames)
            send(told, Given(0, found.time_s, found.until_s, film.duration_s, found.image))


def _in_order(path: Path, tasks: IO[bytes], told: IO[bytes]) -> None:
    del tasks
    with source_of(path) as source:
        send(told, Opened(source.info))
        while (frame := source.read()) is not None:
            send(told, Given(frame.index, frame.time_s, 0.0, 0.0, frame.image))
        send(told, None)


def _when(path: Path, tasks: IO[bytes], told: IO[bytes]) -> None:
    del tasks
    send(told, creation_time(path))


_WAYS: Final[dict[Way, Callable[[Path, IO[bytes], IO[bytes]], None]]] = {
    Way.FILM: _film,
    Way.IN_ORDER: _in_order,
    Way.WHEN: _when,
}


def main() -> None:
    """Serve on standard input and output."""
    on_pipes(serve)


if __name__ == "__main__":
    main()

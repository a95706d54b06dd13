"""A process that takes the sound out of a recording: ``python -m`` this, by `sound_apart`."""

from typing import IO, Final

from formcheck.errors import FormcheckError
from formcheck.language import use_language
from formcheck.own_process import on_pipes, receive, send
from formcheck.report.sound import take_out
from formcheck.report.sound_apart import Done, Task

OWN_PROCESS: Final = True


def serve(tasks: IO[bytes], told: IO[bytes]) -> None:
    """Take the sound out of one file."""
    task: Task = receive(tasks)
    use_language(task.language)
    try:
        send(told, Done(take_out(task.source, task.path, lambda: send(told, None))))
    except FormcheckError as error:
        send(told, Done(error=error))


def main() -> None:
    """Serve on standard input and output."""
    on_pipes(serve)


if __name__ == "__main__":
    main()

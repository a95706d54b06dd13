"""A batch on this computer: as many processes as it has cores, each with its own estimator."""

from collections.abc import Generator, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

from formcheck.batch.child import Child, StoppedError
from formcheck.batch.task import Event, Moved, Task
from formcheck.session.offline import Progress

_LISTEN_S: Final = 0.5
"""Where waiting cannot be interrupted, as on Windows, Ctrl-C is noticed so often."""


def run_local(tasks: Iterable[Task], jobs: int) -> Generator[Event]:
    """Analyse recordings, so many at a time, and give what happens as it happens.

    Whoever stops listening stops the work.
    """
    waiting: SimpleQueue[Task] = SimpleQueue()
    for task in tasks:
        waiting.put(task)
    events: SimpleQueue[Event | None] = SimpleQueue()
    children = [Child() for _ in range(max(1, min(jobs, waiting.qsize())))]
    threads = [
        Thread(target=_work, args=(child, waiting, events), name="formcheck-batch")
        for child in children
    ]
    for thread in threads:
        thread.start()
    try:
        yield from _until_all_ended(events, len(threads))
    finally:
        for child in children:
            child.stop()
        for thread in threads:
            thread.join()


def _work(child: Child, waiting: SimpleQueue[Task], events: SimpleQueue[Event | None]) -> None:
    with child:
        try:
            while True:
                task = waiting.get_nowait()
                events.put(child.run(task, _Telling(task.name, events)))
        except (Empty, StoppedError):
            return
        finally:
            events.put(None)


class _Telling:
    """Passes on how far a recording is."""

    def __init__(self, name: str, events: SimpleQueue[Event | None]) -> None:
        self._name, self._events = name, events

    def __call__(self, progress: Progress) -> None:
        """Take in the progress."""
        self._events.put(Moved(self._name, progress))


def _until_all_ended(events: SimpleQueue[Event | None], many: int) -> Iterator[Event]:
    while many:
        try:
            event = events.get(timeout=_LISTEN_S)
        except Empty:
            continue
        if event is None:
            many -= 1
        else:
            yield event

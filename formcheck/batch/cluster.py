"""A batch on several computers: the same work, given out by a Dask scheduler.

A recording travels as its path: every computer sees the folders under the same name. On a worker
the analysis runs in a process of its own, as on one computer, so that a recording that makes it
crash does not take the worker with it. When a worker is gone, the scheduler gives what it was doing
to another one; what was finished has its note.
"""

import logging
import re
import socket
import uuid
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from queue import Empty, SimpleQueue
from typing import Any, Final

from formcheck.batch.basis import basis
from formcheck.batch.child import Child
from formcheck.batch.partner import Seen, look, present, token_file, why_not
from formcheck.batch.task import Event, Moved, Outcome, State, Task
from formcheck.errors import FormcheckError
from formcheck.language import _
from formcheck.session.offline import Progress

_CONNECT_S: Final = 10
_LISTEN_S: Final = 0.2
_ADDRESS: Final = re.compile(r"(?:tcp|tls)://(.+):(\d+)")


class ClusterError(FormcheckError):
    """The scheduler does not answer, or a computer cannot take part."""


def run_cluster(tasks: Sequence[Task], address: str) -> Generator[Event]:
    """Analyse recordings on the workers of a scheduler, and give what happens as it happens.

    Parameters
    ----------
    tasks
        At least one; all of one batch.
    address
        Of the scheduler: ``tcp://host:8786``.

    Raises
    ------
    ClusterError
        Before any work is given out, when something is missing or computers do not fit together;
        later, when the scheduler is gone.
    """
    here = basis(tasks[0].wanted.model)
    with _client(address) as client:
        _check_workers(client, tasks[0], here)
        events: SimpleQueue[Event] = SimpleQueue()
        topic = f"formcheck-{uuid.uuid4().hex}"
        client.subscribe_topic(topic, lambda event: events.put(_moved(event[1])))
        futures = {_given(client, task, here, topic): task.name for task in tasks}
        yield from _until_all_done(client, futures, events)


def run_there(task: Task, expected: Mapping[str, str], topic: str) -> Outcome:
    """Analyse a recording. Called on a worker."""
    seen = look(task, "")
    reason = why_not(seen, expected, task)
    if reason:
        return Outcome(task.name, State.BAD, reason)
    worker = import_module("distributed").get_worker()

    def tell(progress: Progress) -> None:
        worker.log_event(topic, [task.name, progress.frames, progress.total])

    with Child() as child:
        return child.run(task, tell)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise ClusterError(
            _(
                "--scheduler needs the extra for clusters: install it with "
                "`pip install 'formcheck[cluster]'`, or leave out --scheduler to use this computer."
            )
        ) from error
    _reach(address)
    for name in [one for one in logging.root.manager.loggerDict if one.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is said here
    try:
        client = distributed.Client(address, timeout=_CONNECT_S, set_as_default=False)
    except OSError as error:
        raise _nobody(address) from error
    try:
        yield client
    finally:
        client.close()


def _reach(address: str) -> None:
    """Raise ClusterError at once where nobody listens: the library would try for a while."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ClusterError(
            _("Expected the address of a scheduler such as tcp://host:8786, found {found}.").format(
                found=address
            )
        )
    try:
        socket.create_connection((found[1].strip("[]"), int(found[2])), _CONNECT_S).close()
    except (OSError, OverflowError) as error:
        raise _nobody(address) from error


def _nobody(address: str) -> ClusterError:
    text = _(
        "Expected a Dask scheduler at {address}, found none: start one with `dask scheduler`, "
        "and give the address that it prints."
    )
    return ClusterError(text.format(address=address))


def _check_workers(client: Any, task: Task, here: Mapping[str, str]) -> None:
    """Raise ClusterError when there is no worker, or one that does not fit."""
    try:
        client.run_on_scheduler(present)
    except (ImportError, AttributeError, RuntimeError) as error:
        raise ClusterError(_unable(client.scheduler.address, error)) from error
    token = uuid.uuid4().hex
    file = token_file(task)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(token, "utf-8")
    found = client.run(look, task, token, on_error="return")
    file.unlink()
    if not found:
        raise ClusterError(
            _(
                "The scheduler has no workers yet: start one on each computer with "
                "`dask worker` and the scheduler's address."
            )
        )
    for worker, seen in found.items():
        reason = why_not(seen, here, task) if isinstance(seen, Seen) else _unable(worker, seen)
        if reason:
            raise ClusterError(reason)


def _unable(address: str, error: BaseException) -> str:
    text = _(
        "The computer at {address} has no formcheck that fits this one ({error}): install the "
        "same version for the Dask that runs there."
    )
    return text.format(address=address, error=_in_a_line(error))


def _in_a_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _given(client: Any, task: Task, here: Mapping[str, str], topic: str) -> Any:
    return client.submit(run_there, task, here, topic, key=f"{topic}-{task.name}", pure=False)


def _moved(told: Sequence[Any]) -> Moved:
    name, frames, total = told
    return Moved(name, Progress(frames, total, 0.0, None))


def _until_all_done(
    client: Any, futures: dict[Any, str], events: "SimpleQueue[Event]"
) -> Iterator[Event]:
    while futures:
        done = [one for one in futures if one.done()]
        for future in done:
            yield _outcome(future, futures.pop(future))
        if not done:
            try:
                yield events.get(timeout=_LISTEN_S)
            except Empty:
                if client.status not in ("running", "connecting"):
                    raise ClusterError(_gone()) from None


def _outcome(future: Any, name: str) -> Outcome:
    if future.status == "finished":
        outcome: Outcome = future.result()
        return outcome
    if future.status != "error":
        raise ClusterError(_gone())
    error = future.exception()
    if type(error).__name__ == "KilledWorker":
        text = _("The workers that analysed it ended, {number} in a row.")
        return Outcome(name, State.CRASHED, text.format(number=error.allowed_failures + 1))
    return Outcome(name, State.CRASHED, _in_a_line(error))


def _gone() -> str:
    return _("The scheduler is gone. What was finished is kept: start it again, and then this.")

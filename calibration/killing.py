"""Programs that record into a store, are killed, and what is left of their sessions."""

import math
import multiprocessing
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from typing import Final

import numpy as np
from sqlalchemy import text

from formcheck.checking.counter import Phase
from formcheck.checking.results import Counts, Severity, ViewEstimate
from formcheck.features.reading import Reading, Unit
from formcheck.pose.estimator import ModelInfo
from formcheck.session.update import Focus, Update
from formcheck.store.database import Store, open_store
from formcheck.store.errors import StoreError
from formcheck.store.kept import KeptSession, Opening, State
from formcheck.store.people import People
from formcheck.store.session_log import EVERY_S, SessionWriter
from formcheck.store.sessions import Sessions

FPS: Final = 30.0
REP_S: Final = 0.8
LEFT: Final = 0.3
"""Progress at which the start pose is left."""
SIGNALS: Final = ("hip_deviation", "knee_angle", "trunk_lean")
_TAKEN, _WRITTEN = 0, 1


def value_at(time_s: float, signal: int) -> float:
    """Return the value of a signal: what was written can be worked out again."""
    return 100.0 + 50.0 * math.sin(time_s * (signal + 1) + signal)


def update_at(frame: int) -> Update:
    """Return the update of a frame: a repetition every 0.8 s."""
    time_s = frame / FPS
    reps, within = divmod(time_s, REP_S)
    progress = math.sin(math.pi * within / REP_S)
    readings = {
        name: Reading(value_at(time_s, index), 2.5, Unit.DEG) for index, name in enumerate(SIGNALS)
    }
    bad = {"sag": Severity.FAULT} if within > REP_S / 2 else {}
    return Update(
        time_s=time_s,
        pose=None,
        side=None,
        view=ViewEstimate("side", 4.0),
        phase=Phase.MOVING if progress > LEFT else Phase.READY,
        readings=readings,
        focus=Focus("Hip line", readings[SIGNALS[0]], None, Severity.GOOD),
        counts=Counts(full=int(reps)),
        dots=("full",) * int(reps),
        progress=progress,
        hold=None,
        severity=Severity.FAULT if bad else Severity.GOOD,
        active=bad,
        cue=None,
        not_judged=(),
        setup=(),
    )


def record_forever(
    place: str, name: str, speed: float, every_s: float, marks: "list[float]"
) -> None:
    """Record until killed; say in ``marks`` what was taken and what is said to be written."""
    store = open_store(place)
    people = People(store)
    person = people.find(name) or people.add(name)
    opening = Opening(
        person=person.id,
        exercise="plank",
        title="Forearm plank",
        exercise_version=1,
        error_model="formula",
        model=ModelInfo("formula", ""),
        source="formula",
    )
    writer = SessionWriter(store, opening, every_s=every_s)
    writer.begin()
    begun = time.monotonic()
    frame = 0
    while True:
        writer.take(update_at(frame))
        marks[_TAKEN] = frame / FPS
        marks[_WRITTEN] = writer.written_s
        frame += 1
        time.sleep(max(0.0, begun + frame / FPS / speed - time.monotonic()))


@dataclass(frozen=True, slots=True)
class Kill:
    """What one kill left. Seconds of the session."""

    taken_s: float
    """The last frame that the program had taken in; below 0: none."""
    said_s: float
    """Up to where it believed to have written."""
    kept_s: float
    """The last frame in the database; below 0: none."""
    wrong: str = ""
    """What is not as it should be; empty when all is well."""

    @property
    def lost_s(self) -> float:
        """How much of the session is gone."""
        return max(0.0, self.taken_s) - max(0.0, self.kept_s)


def kill_once(
    number: int, place: str, *, longest_s: float, speed: float = 1.0, every_s: float = EVERY_S
) -> Kill:
    """Start a program, kill it at a random moment, and look at what is left."""
    context = multiprocessing.get_context("forkserver")
    marks = context.RawArray("d", [-1.0, -1.0])
    name = f"Person {number}"
    child = context.Process(target=record_forever, args=(place, name, speed, every_s, marks))
    child.start()
    # Nothing secret hangs on this: where it falls is all that matters.
    child.join(random.Random(number).uniform(0.0, longest_s))
    child.kill()
    child.join()
    try:
        return _look(place, name, float(marks[_TAKEN]), float(marks[_WRITTEN]))
    except (StoreError, ValueError) as error:
        return Kill(float(marks[_TAKEN]), float(marks[_WRITTEN]), -1.0, str(error))


def _look(place: str, name: str, taken_s: float, said_s: float) -> Kill:
    store = open_store(place)
    try:
        sessions = Sessions(store)
        sessions.recover()
        person = People(store).find(name)
        found = sessions.of_person(person.id) if person else ()
        kept = [sessions.read(one.id) for one in found]
        wrong = store.notice or _sound(store) or _wrong(kept)
    finally:
        store.close()
    kept_s = float(kept[0].record.series.time_s[-1]) if kept and _frames(kept[0]) else -1.0
    if kept_s < said_s:
        wrong = wrong or f"said {said_s:.2f} s were written, found {kept_s:.2f} s"
    return Kill(taken_s, said_s, kept_s, wrong)


def _sound(store: Store) -> str:
    with store.read() as connection:
        found = connection.execute(text("PRAGMA integrity_check")).scalar()
    return "" if found == "ok" else f"integrity check: {found}"


def _frames(kept: KeptSession) -> int:
    return len(kept.record.series.time_s)


def _wrong(kept: list[KeptSession]) -> str:
    """Say what of the sessions is not what was recorded."""
    if len(kept) > 1:
        return f"{len(kept)} sessions in place of one"
    return next(filter(None, map(_difference, kept)), "")


def _difference(one: KeptSession) -> str:
    series, frames = one.record.series, _frames(one)
    if one.info.state is not State.INTERRUPTED:
        return f"state {one.info.state}"
    if not np.array_equal(series.time_s, np.arange(frames) / FPS):
        return "a gap in time"
    wanted = [[value_at(t, n) for n in range(len(SIGNALS))] for t in series.time_s.tolist()]
    if frames and not np.array_equal(series.value, np.array(wanted, np.float32)):
        return "other values than were recorded"
    reps = int(update_at(frames - 1).counts.full) if frames else 0
    if len(one.record.reps) != reps or one.info.counts.full != reps:
        return f"{len(one.record.reps)} repetitions, expected {reps}"
    return ""


def kill_many(
    places: Sequence[str],
    kills: int,
    *,
    at_once: int,
    longest_s: float,
    speed: float,
    every_s: float,
) -> Iterator[Kill]:
    """Kill many programs, several at once, which take turns with the databases."""
    multiprocessing.get_context("forkserver").set_forkserver_preload([__name__])
    work = partial(kill_once, longest_s=longest_s, speed=speed, every_s=every_s)
    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(work, range(kills), cycle(places))

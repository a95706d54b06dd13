#!/usr/bin/env python3
"""Opens parcels that were made to do harm, and sees that none does.

::

    python -m calibration.parcels --variants 1000

Of one good parcel so many variants are made (bits turned over, cut, members swapped, headers, JSON,
TOML and arrays changed, with their checksums repaired). Each is opened and, where it opens, taken
into a store. It has to end with a sentence or with sessions, within seconds, without another file
anywhere, and with little memory.
"""

import argparse
import json
import resource
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from calibration.parcel_parts import live, members_of, whole_parcel
from calibration.parcel_variants import TRANSPORT, variant
from formcheck.errors import FormcheckError
from formcheck.store.database import Store, open_store
from formcheck.store.parcel_read import read_parcel
from formcheck.store.parcel_take import take_in
from formcheck.store.people import People
from formcheck.store.sessions import Sessions

SECONDS: Final = 20
"""A variant that takes longer hangs: judgement."""
LONGEST: Final = 500
"""Characters of a sentence."""


class HarmError(AssertionError):
    """A variant did what none may do."""


def good_parcel(folder: Path) -> bytes:
    """Return a parcel that has everything."""
    store = open_store(str(folder / "patient" / "kept.sqlite"))
    person = People(store).add("Ann")
    live(store, person)
    data = whole_parcel(folder, store, person).path.read_bytes()
    store.close()
    return data


def try_all(good: bytes, numbers: range, folder: Path) -> Counter[str]:
    """Open variants in an empty folder; return how often each kind ended how; raise HarmError."""
    store = open_store(str(folder / "physio" / "kept.sqlite"))
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    path = inbox / "sent.formcheck"
    ends: Counter[str] = Counter()
    members = members_of(good)
    for number in numbers:
        kind, data = variant(good, number)
        path.write_bytes(data)
        with _at_most(number, kind):
            end = open_one(path, store, f"{number} {kind}")
        if end == "read" and kind in TRANSPORT and members_of(data) != members:
            raise HarmError(f"variant {number} ({kind}) is not what was sent")
        ends[f"{kind} {end}"] += 1
        if [one.name for one in inbox.iterdir()] != [path.name] or path.read_bytes() != data:
            raise HarmError(f"variant {number} ({kind}) changed the folder")
    store.close()
    return ends


def open_one(path: Path, store: Store, name: str) -> str:
    """Open a parcel and take it in; return "read" or "refused"; raise HarmError."""
    try:
        parcel = read_parcel(path)
    except FormcheckError as error:
        told = str(error)
        if not told.isprintable() or len(told) > LONGEST:
            raise HarmError(f"variant {name}: {told!r}") from error
        return "refused"
    if not parcel.sessions:
        return "read"
    person = People(store).add(name)
    taken = take_in(store, parcel, person.id)
    kept = Sessions(store).of_person(person.id)
    if len(kept) != taken.sessions or len(kept) != len(parcel.sessions):
        raise HarmError(f"variant {name}: {taken}, {len(kept)} kept")
    for one in kept:
        Sessions(store).read(one.id)
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM people")
    return "read"


@contextmanager
def _at_most(number: int, kind: str) -> Iterator[None]:
    def late(*_: object) -> None:
        raise HarmError(f"variant {number} ({kind}) took more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000.0


def main() -> int:
    """Run it, and print what was found."""
    parser = argparse.ArgumentParser(description="Open parcels that were made to do harm.")
    parser.add_argument("--variants", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="number of the first variant")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        good = good_parcel(folder)
        before_mb = _peak_mb()
        try:
            ends = try_all(good, range(given.first, given.first + given.variants), folder)
        except HarmError as harm:
            sys.stderr.write(f"{harm}\n")
            return 1
        told: dict[str, Any] = {
            "variants": ends.total(),
            "memory_mb": round(_peak_mb() - before_mb, 1),
            "ends": dict(sorted(ends.items())),
        }
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

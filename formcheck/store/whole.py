"""Everything of a person: as one file to take along, and deleted without a trace."""

import csv
import io
import json
import math
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, LargeBinary, Table, delete, select

from formcheck.errors import OutputError
from formcheck.language import N_, _
from formcheck.paths import (
    OWN_FILE,
    user_data_dir,
    user_exercises_dir,
    user_looked_at_dir,
    user_programmes_dir,
    user_qt_file,
    user_reviews_dir,
    user_windows_file,
)
from formcheck.store.aside import is_in_use
from formcheck.store.chunks import Block, joined, unpack
from formcheck.store.database import Store
from formcheck.store.errors import StoreError
from formcheck.store.people import Person
from formcheck.store.reviews import reviews_of
from formcheck.store.tables import METADATA, PEOPLE, SERIES_CHUNKS, SESSIONS
from formcheck.store.trouble import still_open

_ABOUT: Final = N_("""\
Everything that formcheck kept of one person. All files are plain text (UTF-8).

tables/*.json     one file a table, a list of rows; times are in UTC
series/*.csv      the readings over time of each session, named by its id in tables/sessions.json:
                  time in seconds, then each feature (degrees, ratio or percent, see "features" of
                  the session) and its standard deviation ("_sd"); empty: not measured
                  desk_days has the sums of each day and run at the desk, in seconds and counts;
                  desk_profiles how you sit tall, as a program reads it: no picture
reviews/*         what somebody corrected by hand in a session, named by its id
programmes/*.toml the programmes as files; those without a date are everybody's here
zeros.json        personal zeros: what was taken off a reading, by camera and exercise
exercises/        exercises of one's own, of everybody on this computer
""")


def of_person(table: Table, person: str) -> ColumnElement[bool]:
    """Return the condition for the rows of a table that are a person's."""
    if table is PEOPLE:
        return table.c.id == person
    if "person_id" in table.c:
        return table.c.person_id == person
    mine = select(SESSIONS.c.id).where(SESSIONS.c.person_id == person)
    return table.c.session_id.in_(mine)


def export_person(store: Store, person: Person, path: Path) -> None:
    """Write everything of a person to one zip file that needs no formcheck to be read.

    Raises
    ------
    OutputError
        When it cannot be written; StoreError when the store cannot be read.
    """
    part = path.with_name(path.name + ".part")
    try:
        with _owner_only(part) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
            for name, data in _files(store, person):
                out.writestr(name, data)
        part.replace(path)
    except OSError as error:
        raise OutputError(
            _("{path} cannot be written ({reason}): choose another place.").format(
                path=path, reason=error.strerror or str(error)
            )
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _owner_only(path: Path) -> io.BufferedWriter:
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN_FILE), "wb")


def _files(store: Store, person: Person) -> Iterator[tuple[str, str | bytes]]:
    yield "README.txt", _(_ABOUT)
    with store.read() as connection:
        for table in METADATA.sorted_tables:
            rows = list(_rows(connection, table, person.id))
            yield f"tables/{table.name}.json", _json(rows)
            if table.name == "programmes":
                for row in rows:
                    yield f"programmes/{row['valid_from']}_{row['id']}.toml", row["text"]
        mine = select(SESSIONS.c.id, SESSIONS.c.features).where(of_person(SESSIONS, person.id))
        for session, features in connection.execute(mine).all():
            yield (
                f"series/{session}.csv",
                _csv(connection, session, [name for name, _unit in features]),
            )
            yield from _whole_files(reviews_of([session]), "reviews")
    zeros = user_data_dir() / "zeros.json"
    if zeros.is_file():
        yield "zeros.json", zeros.read_bytes()
    for folder in _own_files():
        yield from _whole_files(sorted(folder.glob("*.toml")), folder.name)


def _whole_files(paths: Iterable[Path], folder: str) -> Iterator[tuple[str, bytes]]:
    return ((f"{folder}/{path.name}", path.read_bytes()) for path in paths)


def _rows(connection: Connection, table: Table, person: str) -> Iterator[dict[str, Any]]:
    """Give a person's rows; bytes are left out, as they come as CSV."""
    columns = [one for one in table.columns if not isinstance(one.type, LargeBinary)]
    wanted = select(*columns).where(of_person(table, person)).order_by(*table.primary_key)
    for row in connection.execute(wanted).mappings():
        yield {str(name): _plain(value) for name, value in row.items()}


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return None if isinstance(value, float) and math.isnan(value) else value


def _json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _csv(connection: Connection, session: str, names: list[str]) -> str:
    chunks = SERIES_CHUNKS.c
    wanted = select(chunks.data).where(chunks.session_id == session).order_by(chunks.number)
    blocks = (unpack(data) for data in connection.execute(wanted).scalars())
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(["time_s", *(f"{name}{end}" for name in names for end in ("", "_sd"))])
    out.writerows(_lines(joined(blocks, len(names))))
    return text.getvalue()


def _lines(block: Block) -> Iterator[list[str]]:
    for time_s, values, sds in zip(
        block.time_s.tolist(), block.value.tolist(), block.sd.tolist(), strict=True
    ):
        pairs = (one for pair in zip(values, sds, strict=True) for one in pair)
        yield [f"{time_s:.4f}", *("" if math.isnan(one) else f"{one:.4f}" for one in pairs)]


def delete_person(store: Store, person: Person) -> tuple[Path, ...]:
    """Delete everything of a person, also from the free pages of the file and its log.

    Copies of the whole store, from before an upgrade or broken ones, hold the person too and are
    deleted with it, and so are personal zeros and landmarks of videos, which nobody's name is on.
    Exercises of one's own and programmes in files stay: they belong to everybody on this computer.

    Returns
    -------
    tuple of Path
        The files that were deleted.

    Raises
    ------
    StoreError
        When not all could be deleted; what is left, is said.
    """
    mine = select(SESSIONS.c.id).where(of_person(SESSIONS, person.id))
    with store.write() as connection:
        reviews = reviews_of(connection.execute(mine).scalars().all())
        connection.execute(delete(PEOPLE).where(PEOPLE.c.id == person.id))
    store.shrink()
    return _remove((*store.place.kept_aside, *_zeros(), *reviews, user_looked_at_dir()))


def delete_everything(store: Store) -> tuple[Path, ...]:
    """Delete the store and all that formcheck kept of anybody; return the files.

    Raises
    ------
    StoreError
        When not all could be deleted.
    """
    with store.write() as connection:
        connection.execute(delete(PEOPLE))
    store.shrink()
    store.close()
    place = store.place
    own = () if place.path is None else (place.path, *place.companions)
    return _remove(
        (*own, *place.kept_aside, *_zeros(), *_reviewed(), *_own_files(), *_of_windows())
    )


def _own_files() -> tuple[Path, ...]:
    return user_exercises_dir(), user_programmes_dir()


def _of_windows() -> tuple[Path, ...]:
    # The folders in it may have names of people.
    return user_windows_file(), user_qt_file()


def _reviewed() -> tuple[Path, ...]:
    return user_reviews_dir(), user_looked_at_dir()


def _zeros() -> tuple[Path, ...]:
    return tuple(sorted(user_data_dir().glob("zeros.json*")))


def _remove(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    there = tuple(path for path in paths if path.exists())
    used = tuple(path for path in there if is_in_use(path))
    for path in (one for one in there if one not in used):
        try:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        except OSError as error:
            raise StoreError(
                _("{path} cannot be deleted ({reason}): delete it yourself.").format(
                    path=path, reason=error.strerror or str(error)
                )
            ) from error
    if used:
        raise still_open(str(used[0]))
    return there

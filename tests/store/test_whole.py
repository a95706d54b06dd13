"""Everything of a person: exported whole, deleted without a trace. New tables are found alone."""

import csv
import io
import json
import math
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from calibration.killing import SIGNALS, update_at
from formcheck.errors import OutputError
from formcheck.exercises.loader import load_exercise
from formcheck.session.record import SessionRecord
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import Store, open_store
from formcheck.store.desk_days import DeskDays
from formcheck.store.desk_profiles import DeskProfiles
from formcheck.store.errors import StoreError
from formcheck.store.kept import Correction, CorrectionKind
from formcheck.store.people import People, Person
from formcheck.store.programmes import Programmes
from formcheck.store.session_log import SessionWriter
from formcheck.store.sessions import Sessions
from formcheck.store.tables import METADATA
from formcheck.store.whole import delete_everything, delete_person, export_person, of_person
from tests.session.motion import plank, play
from tests.store.desk_parts import day, profile
from tests.store.records import opening

PLANK = load_exercise("plank")
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TABLES = METADATA.sorted_tables


@pytest.fixture(scope="module")
def record() -> SessionRecord:
    """A hold with a fault and time that was not judged."""
    return play(PLANK, plank, 18.0, fps=10)[0]


@dataclass
class Lived:
    person: Person
    session: str
    """A complete one."""
    broken_off: str


def live(store: Store, name: str, record: SessionRecord) -> Lived:
    """Let somebody do everything that there is: a row in every table."""
    person = People(store).add(name)
    mark = f"{name}-was-here"
    People(store).set(person.id, "voice", mark)
    session = Sessions(store).save(opening(person.id, PLANK, training=mark), record, NOON)
    writer = SessionWriter(store, opening(person.id, PLANK, source=mark), every_s=0.01)
    writer.begin()
    for frame in range(60):
        writer.take(update_at(frame))
    writer.correct(Correction(1.0, CorrectionKind.SKIP))
    writer.close()
    Answers(store).add(
        person.id, [Answer(kind=AnswerKind.PAIN, number=3, text=mark, session=session)]
    )
    Programmes(store).add(
        person.id, title=mark, text=f'title = "{mark}"\n', locked=False, valid_from=date(2026, 3, 1)
    )
    DeskProfiles(store, person.id).keep(profile(camera=mark))
    DeskDays(store, person.id).keep(mark, [day(breaks=1)])
    return Lived(person, session, writer.session)


def rows_left(store: Store, person: Person) -> dict[str, int]:
    with store.read() as connection:
        return {
            table.name: connection.execute(
                select(func.count()).select_from(table).where(of_person(table, person.id))
            ).scalar_one()
            for table in TABLES
        }


def traces(folder: Path, mark: str) -> list[str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.name for path in found if mark.encode() in path.read_bytes()]


def test_everything_of_a_person_is_exported_and_nothing_of_others(
    any_store: Store, tmp_path: Path, record: SessionRecord
) -> None:
    ann, ben = (live(any_store, name, record) for name in ("Ann", "Ben"))
    path = tmp_path / "ann.zip"
    export_person(any_store, ann.person, path)
    assert path.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(path) as file:
        files = {name: file.read(name).decode() for name in file.namelist()}
    counts = rows_left(any_store, ann.person)
    assert min(counts.values()) > 0, "the test has to fill every table"
    for table in TABLES:
        rows = json.loads(files[f"tables/{table.name}.json"])
        assert len(rows) == counts[table.name]
        bytes_column = {"data"} if table.name == "series_chunks" else set()
        assert all(set(row) == {one.name for one in table.columns} - bytes_column for row in rows)
    whole = "".join(files.values())
    assert "Ann-was-here" in whole
    for foreign in ("Ben", ben.session, ben.person.id):
        assert foreign not in whole
    (programme,) = (name for name in files if name.startswith("programmes/"))
    assert files[programme] == 'title = "Ann-was-here"\n'


def test_the_series_are_tables_that_any_program_reads(
    store: Store, tmp_path: Path, record: SessionRecord
) -> None:
    ann = live(store, "Ann", record)
    export_person(store, ann.person, tmp_path / "ann.zip")
    with zipfile.ZipFile(tmp_path / "ann.zip") as file:
        whole, broken_off = (
            list(csv.reader(io.StringIO(file.read(f"series/{one}.csv").decode())))
            for one in (ann.session, ann.broken_off)
        )
    head = [name + end for name in record.series.names for end in ("", "_sd")]
    assert whole[0] == ["time_s", *head]
    assert len(whole) == len(record.series.time_s) + 1
    for line, time_s, values, sds in zip(
        whole[1:], record.series.time_s, record.series.value, record.series.sd, strict=True
    ):
        assert float(line[0]) == pytest.approx(time_s, abs=1e-4)
        wanted = [one for pair in zip(values, sds, strict=True) for one in pair]
        for text, number in zip(line[1:], wanted, strict=True):
            assert (text == "") == math.isnan(number)
            assert not text or float(text) == pytest.approx(number, abs=1e-3)
    assert broken_off[0] == ["time_s", *(f"{name}{end}" for name in SIGNALS for end in ("", "_sd"))]
    assert len(broken_off) == 61


def test_own_files_are_exported_too(
    store: Store, ann: Person, tmp_path: Path, own_data: Path
) -> None:
    for name in ("exercises/mine.toml", "programmes/mine.toml", "zeros.json"):
        (own_data / name).parent.mkdir(parents=True, exist_ok=True)
        (own_data / name).write_text(name)
    export_person(store, ann, tmp_path / "ann.zip")
    with zipfile.ZipFile(tmp_path / "ann.zip") as file:
        assert {"exercises/mine.toml", "programmes/mine.toml", "zeros.json"} <= set(file.namelist())


def test_what_was_corrected_by_hand_is_exported_with_the_session(
    store: Store, tmp_path: Path, own_data: Path, record: SessionRecord
) -> None:
    ann, ben = (live(store, name, record) for name in ("Ann", "Ben"))
    (own_data / "reviews").mkdir(parents=True)
    for one in (ann, ben):
        (own_data / "reviews" / f"{one.session}.review.json").write_text(one.person.name)
    export_person(store, ann.person, tmp_path / "ann.zip")
    with zipfile.ZipFile(tmp_path / "ann.zip") as file:
        assert file.read(f"reviews/{ann.session}.review.json") == b"Ann"
        assert [name for name in file.namelist() if name.startswith("reviews/")] == [
            f"reviews/{ann.session}.review.json"
        ]


def test_a_place_that_cannot_be_written(store: Store, ann: Person, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="choose another place"):
        export_person(store, ann, tmp_path / "nowhere" / "ann.zip")


def test_an_export_that_fails_leaves_the_old_file(
    store: Store, ann: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ann.zip"
    path.write_text("an older one")

    def broken(*_given: object) -> str:
        raise StoreError("damaged")

    monkeypatch.setattr("formcheck.store.whole._json", broken)
    with pytest.raises(StoreError):
        export_person(store, ann, path)
    assert path.read_text() == "an older one"
    assert list(tmp_path.glob("*.part")) == []


def test_everything_of_a_person_is_deleted_and_nothing_of_others(
    any_store: Store, record: SessionRecord
) -> None:
    ann, ben = (live(any_store, name, record) for name in ("Ann", "Ben"))
    before = rows_left(any_store, ben.person)
    delete_person(any_store, ann.person)
    assert set(rows_left(any_store, ann.person).values()) == {0}
    assert rows_left(any_store, ben.person) == before
    with any_store.read() as connection:
        for table in TABLES:
            there = connection.execute(select(func.count()).select_from(table)).scalar()
            assert there == before[table.name], table.name


def test_no_byte_of_a_person_stays(
    store: Store, place: Path, own_data: Path, record: SessionRecord
) -> None:
    ann, ben = (live(store, name, record) for name in ("Ann", "Ben"))
    for name in ("formcheck.sqlite.before-0002", "formcheck.sqlite.broken-2026-11-22"):
        place.with_name(name).write_text("Ann-was-here")
    own_data.mkdir(parents=True)
    (own_data / "zeros.json").write_text("Ann-was-here")
    (own_data / "looked-at").mkdir()
    (own_data / "looked-at" / "1.npz").write_text("Ann-was-here")
    (own_data / "reviews").mkdir()
    for name in (f"{ann.session}.review.json", f"{ann.session}.review.json.broken-1"):
        (own_data / "reviews" / name).write_text("Ann-was-here")
    kept = own_data / "reviews" / f"{ben.session}.review.json"
    kept.write_text("Ben-was-here")
    assert traces(place.parent, "Ann-was-here"), "the test has to look in the right place"
    files = delete_person(store, ann.person)
    assert traces(place.parent, "Ann") == traces(own_data, "Ann") == []
    assert traces(place.parent, "Ben-was-here") == ["formcheck.sqlite"]
    assert [path.name for path in files] == [
        "formcheck.sqlite.before-0002",
        "formcheck.sqlite.broken-2026-11-22",
        "zeros.json",
        f"{ann.session}.review.json",
        f"{ann.session}.review.json.broken-1",
        "looked-at",
    ]
    assert kept.is_file()


def test_somebody_who_still_reads_is_told_of(
    place: Path, record: SessionRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.store.database._BUSY_S", 0.1)
    store = open_store(str(place))
    ann = live(store, "Ann", record)
    other = open_store(str(place))
    with other.read() as connection:
        connection.execute(select(func.count()).select_from(TABLES[0])).scalar()
        with pytest.raises(StoreError, match="close every other formcheck"):
            delete_person(store, ann.person)
    other.close()
    store.shrink()
    assert traces(place.parent, "Ann") == []
    store.close()


def test_everything_is_deleted(
    store: Store, place: Path, own_data: Path, record: SessionRecord
) -> None:
    live(store, "Ann", record)
    for name in (
        "exercises/mine.toml",
        "looked-at/1.npz",
        "programmes/mine.toml",
        "reviews/squats.mp4-1234.review.json",
        "zeros.json",
        "zeros.json.broken",
        "window.ini",
        "QtProject.conf",
    ):
        (own_data / name).parent.mkdir(parents=True, exist_ok=True)
        (own_data / name).write_text("Ann-was-here")
    (own_data / "models").mkdir()
    delete_everything(store)
    assert list(place.parent.iterdir()) == []
    assert [path.name for path in own_data.iterdir()] == ["models"]


def test_everything_on_a_server_is_deleted(
    new_place: Callable[[], str], record: SessionRecord
) -> None:
    where = new_place()
    store = open_store(where)
    for name in ("Ann", "Ben"):
        live(store, name, record)
    delete_everything(store)
    again = open_store(where)
    with again.read() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(one)).scalar() for one in TABLES
        ]
    assert set(counts) == {0}
    again.close()

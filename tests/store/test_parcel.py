"""What a patient sends and a physio opens is the same, record by record; twice it is once."""

import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from calibration.parcel_parts import NOON, PROGRAMME, VIDEO, live, poses, record, whole_parcel
from formcheck.care.programme_file import parse_programme
from formcheck.errors import OutputError
from formcheck.landmarks import Side
from formcheck.session.record import SessionRecord
from formcheck.store.answers import AnswerKind, Answers
from formcheck.store.database import Store
from formcheck.store.errors import StoreError
from formcheck.store.kept import CorrectionKind, Opening, SourceKind, State
from formcheck.store.parcel import Parcel, ParcelError
from formcheck.store.parcel_files import keep_video
from formcheck.store.parcel_read import read_parcel
from formcheck.store.parcel_take import Taken, is_known, take_in, take_programme
from formcheck.store.parcel_write import last_part, without_paths, write_parcel, write_programme
from formcheck.store.people import People, Person
from formcheck.store.programmes import Programmes
from formcheck.store.sessions import Sessions
from formcheck.store.versions import Versions
from formcheck.store.whole import delete_person
from tests.store.records import assert_same

TODAY = date(2026, 3, 10)


@pytest.fixture
def lived(store: Store, ann: Person) -> tuple[str, ...]:
    return live(store, ann)


@pytest.fixture
def parcel(tmp_path: Path, store: Store, ann: Person, lived: tuple[str, ...]) -> Parcel:
    return read_parcel(whole_parcel(tmp_path, store, ann).path)


@pytest.fixture
def programme(tmp_path: Path) -> Parcel:
    """A programme that holds from today on."""
    given = parse_programme(PROGRAMME, "x")
    return write_programme(tmp_path / "p.formcheck", given, valid_from=TODAY, name="P. Hysio")


def without_where(one: SessionRecord) -> SessionRecord:
    """The record as it is sent: without the places of a computer."""
    return replace(
        one,
        source=replace(one.source, path="monday.mp4"),
        ended="The file monday.mp4 ended early.",
    )


def test_what_is_opened_is_what_was_sent(
    store: Store, ann: Person, lived: tuple[str, ...], parcel: Parcel
) -> None:
    assert [one.id for one in parcel.sessions] == list(lived)
    assert [one.record.exercise for one in parcel.sessions] == ["bird-dog", "of-my-own"]
    for sent in parcel.sessions:
        kept = Sessions(store).read(sent.id)
        assert_same(without_where(kept.record), sent.record)
        assert kept.corrections == sent.corrections
        assert (kept.info.side, kept.info.training) == (sent.side, sent.training)
        assert (kept.info.started_at, kept.info.ended_at) == (sent.started_at, sent.ended_at)
    assert (parcel.name, parcel.language) == ("Ann", "en")


def test_twice_is_once_and_readings_stay_bit_by_bit(
    store: Store, lived: tuple[str, ...], parcel: Parcel, any_store: Store
) -> None:
    """In files and on a server."""
    ben = People(any_store).add("Ben")
    assert take_in(any_store, parcel, ben.id) == Taken(2, 6, programme=True)
    there = Sessions(any_store).of_person(ben.id)
    for session, info in zip(lived, there, strict=True):
        here = Sessions(store).read(session).record.series
        taken = Sessions(any_store).read(info.id).record.series
        for name in ("time_s", "value", "sd"):
            assert getattr(here, name).tobytes() == getattr(taken, name).tobytes(), name
        assert np.isnan(taken.value[3, 0])
    before = there, Answers(any_store).of_person(ben.id)
    assert take_in(any_store, parcel, ben.id) == Taken()
    assert before == (Sessions(any_store).of_person(ben.id), Answers(any_store).of_person(ben.id))
    assert len(Programmes(any_store).of_person(ben.id)) == 1


def test_where_they_came_from_is_marked(store: Store, parcel: Parcel) -> None:
    ben = People(store).add("Ben")
    take_in(store, parcel, ben.id)
    for info in Sessions(store).of_person(ben.id):
        assert (info.source_kind, info.sent_by) == (SourceKind.SENT, "Ann")
    (mended, _other) = (Sessions(store).read(one.id) for one in Sessions(store).of_person(ben.id))
    assert [one.kind for one in mended.corrections] == [CorrectionKind.SKIP]


def test_answers_come_along_but_no_safety_question(store: Store, parcel: Parcel) -> None:
    ben = People(store).add("Ben")
    take_in(store, parcel, ben.id)
    kept = Answers(store).of_person(ben.id)
    sessions = [one.id for one in Sessions(store).of_person(ben.id)]
    assert {one.kind for one in kept} == {AnswerKind.PAIN, AnswerKind.PLACE, AnswerKind.EFFORT}
    about = [one.session for one in kept if one.kind is AnswerKind.EFFORT]
    assert about == sessions, "they hang on the sessions as they are here"
    assert kept[0].given_at == NOON


def test_ones_own_stay_as_they_are(store: Store, ann: Person, parcel: Parcel) -> None:
    before = [Sessions(store).read(one.id) for one in Sessions(store).of_person(ann.id)]
    assert take_in(store, parcel, ann.id) == Taken()
    after = [Sessions(store).read(one.id) for one in Sessions(store).of_person(ann.id)]
    assert [one.info for one in before] == [one.info for one in after]
    assert len(Programmes(store).of_person(ann.id)) == 1


def test_somebodys_sessions_bring_no_programme_to_who_trains_here(
    store: Store, parcel: Parcel
) -> None:
    ben = People(store).add("Ben")
    Sessions(store).save(opening(ben), record("plank"), NOON)
    assert take_in(store, parcel, ben.id).programme is False
    assert Programmes(store).of_person(ben.id) == ()


def opening(person: Person, source: str = "Camera 0") -> Opening:
    one = record("plank")
    return Opening(
        person=person.id,
        exercise=one.exercise,
        title=one.title,
        exercise_version=3,
        error_model="2",
        model=one.model,
        source=source,
        source_kind=SourceKind.FILE,
    )


def test_one_session_from_a_file_that_was_broken_off(
    tmp_path: Path, store: Store, ann: Person, lived: tuple[str, ...]
) -> None:
    table = "UPDATE sessions SET state = 'interrupted', source_kind = 'file' WHERE id = "
    with store.write() as connection:
        connection.exec_driver_sql(f"{table}'{lived[0]}'")
    parcel = write_parcel(tmp_path / "x.formcheck", store, ann.id, [lived[0]])
    ben = People(store).add("Ben")
    take_in(store, parcel, ben.id)
    (info,) = Sessions(store).of_person(ben.id)
    assert (info.state, info.source_kind) == (State.INTERRUPTED, SourceKind.SENT_FILE)
    assert (info.sent_by, info.side) == ("", Side.LEFT), "nobody is named who does not want it"


def test_sent_on_they_stay_marked(tmp_path: Path, store: Store, parcel: Parcel) -> None:
    ben = People(store).add("Ben")
    take_in(store, parcel, ben.id)
    on = write_parcel(tmp_path / "on.formcheck", store, ben.id)
    cleo = People(store).add("Cleo")
    assert take_in(store, on, cleo.id).sessions == 2
    kinds = {one.source_kind for one in Sessions(store).of_person(cleo.id)}
    assert kinds == {SourceKind.SENT}


@pytest.mark.parametrize(
    ("stretch", "sent"),
    [
        ((None, None), 2),
        ((NOON + timedelta(hours=1), None), 1),
        ((None, NOON + timedelta(hours=1)), 1),
        ((NOON, NOON + timedelta(days=1)), 1),
    ],
)
@pytest.mark.usefixtures("lived")
def test_a_stretch_of_days(
    tmp_path: Path,
    store: Store,
    ann: Person,
    stretch: tuple[datetime | None, datetime | None],
    sent: int,
) -> None:
    parcel = write_parcel(
        tmp_path / "x.formcheck", store, ann.id, since=stretch[0], until=stretch[1]
    )
    assert len(parcel.sessions) == sent
    assert len(parcel.answers) == 3 * sent, "of other trainings nothing is sent"


def test_there_has_to_be_something_to_send(tmp_path: Path, store: Store, ann: Person) -> None:
    with pytest.raises(ParcelError, match="Expected sessions to send, found none"):
        write_parcel(tmp_path / "x.formcheck", store, ann.id)
    live(store, ann)
    ben = People(store).add("Ben")
    others = Sessions(store).save(opening(ben), record("plank"), NOON)
    with pytest.raises(ParcelError, match="Expected sessions to send"):
        write_parcel(tmp_path / "x.formcheck", store, ann.id, [others])
    assert list(tmp_path.glob("*formcheck")) == []


@pytest.mark.usefixtures("lived")
def test_no_path_and_no_name_is_sent_unasked(tmp_path: Path, store: Store, ann: Person) -> None:
    parcel = write_parcel(tmp_path / "x.formcheck", store, ann.id)
    with zipfile.ZipFile(parcel.path) as file:
        told = b"".join(file.read(name) for name in file.namelist())
    for secret in (b"Ann", b"/home", b"Videos", ann.id.encode(), str(tmp_path).encode()):
        assert secret not in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It ended.", "It ended."),
        ("/home/ann/x.mp4 ended: 1/2.", "x.mp4 ended: 1/2."),
        ("C:\\Users\\Ann\\x.mp4 ended", "x.mp4 ended"),
        ("reps and/or seconds and/or/both", "reps and/or seconds and/or/both"),
    ],
)
def test_paths_in_a_sentence(text: str, told: str) -> None:
    assert without_paths(text) == told


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("Camera 0", "Camera 0"),
        ("/home/ann/x y.mp4", "x y.mp4"),
        ("C:\\Users\\ann\\x.mp4", "x.mp4"),
        ("http://192.168.1.7:8080/live/video?key=1", "video"),
        ("rtsp://192.168.1.7", ""),
        ("", ""),
    ],
)
def test_of_a_source_the_last_part_is_sent(source: str, sent: str) -> None:
    assert last_part(source) == sent


def test_poses_and_video(tmp_path: Path, parcel: Parcel) -> None:
    assert parcel.poses is not None
    for name in ("time_s", "image_px", "world_m", "visibility", "others"):
        np.testing.assert_array_equal(getattr(parcel.poses, name), getattr(poses(), name))
    keep_video(parcel, tmp_path / "kept.mp4")
    assert (tmp_path / "kept.mp4").read_bytes() == VIDEO
    with pytest.raises(OutputError, match="Expected no file at"):
        keep_video(parcel, tmp_path / "kept.mp4")
    with pytest.raises(OutputError, match="cannot be written"):
        keep_video(parcel, tmp_path / "nowhere" / "kept.mp4")


def test_a_parcel_that_changed_meanwhile_gives_no_video(
    tmp_path: Path, store: Store, ann: Person, parcel: Parcel
) -> None:
    before = sorted(tmp_path.iterdir())
    (tmp_path / "monday.mp4").write_bytes(VIDEO[::-1])
    again = write_parcel(parcel.path, store, ann.id, video=tmp_path / "monday.mp4")
    with pytest.raises(ParcelError, match="has changed since it was opened"):
        keep_video(parcel, tmp_path / "kept.mp4")
    bare = write_parcel(parcel.path, store, ann.id)
    with pytest.raises(ParcelError, match="has changed since it was opened"):
        keep_video(again, tmp_path / "kept.mp4")
    with pytest.raises(ParcelError, match="There is no video"):
        keep_video(bare, tmp_path / "kept.mp4")
    assert sorted(tmp_path.iterdir()) == before


def test_only_the_owner_can_read_it(parcel: Parcel) -> None:
    assert parcel.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("video", "told"),
    [
        (("x.txt", b"x"), "Expected a video of at most 1500 MB"),
        (("x.mp4", b""), "Expected a video"),
        (("none.mp4", None), "cannot be read"),
    ],
)
@pytest.mark.usefixtures("lived")
def test_what_is_no_video_is_not_sent(
    tmp_path: Path,
    store: Store,
    ann: Person,
    video: tuple[str, bytes | None],
    told: str,
) -> None:
    name, data = video
    if data is not None:
        (tmp_path / name).write_bytes(data)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ParcelError, match=told):
        write_parcel(tmp_path / "x.formcheck", store, ann.id, video=tmp_path / name)
    assert sorted(tmp_path.iterdir()) == before, "nothing half written stays"


@pytest.mark.usefixtures("lived")
def test_where_it_cannot_be_written(tmp_path: Path, store: Store, ann: Person) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_parcel(tmp_path / "nowhere" / "x.formcheck", store, ann.id)
    with pytest.raises(OutputError, match=r"ends in \.formcheck, found x\.zip"):
        write_parcel(tmp_path / "x.zip", store, ann.id)
    (tmp_path / "folder.formcheck").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        write_parcel(tmp_path / "folder.formcheck", store, ann.id)


def test_what_does_not_fit_is_said(tmp_path: Path, store: Store, ann: Person) -> None:
    long = replace(record(), title="x" * 500)
    Sessions(store).save(opening(ann), long, NOON)
    with pytest.raises(ParcelError, match=r"record\.title: String should have at most 120"):
        write_parcel(tmp_path / "x.formcheck", store, ann.id)


def test_readings_of_nobody_are_no_bomb(tmp_path: Path, store: Store, ann: Person) -> None:
    """Half a megabyte of nothing packs into a few hundred bytes: it is sent unpacked."""
    one = record(frames=60_000)
    one.series.value[:] = np.nan
    Sessions(store).save(opening(ann), one, NOON)
    parcel = write_parcel(tmp_path / "x.formcheck", store, ann.id)
    assert np.isnan(parcel.sessions[0].record.series.value).all()


def test_poses_that_are_too_long(tmp_path: Path, store: Store, ann: Person) -> None:
    Sessions(store).save(opening(ann), record(), NOON)
    with pytest.raises(ParcelError, match="at most 36000 frames, found 36001"):
        write_parcel(tmp_path / "x.formcheck", store, ann.id, poses=poses(36_001))


def test_a_programme_goes_back(store: Store, ann: Person, programme: Parcel) -> None:
    live(store, ann)
    Programmes(store).add(
        ann.id, title="x", text=PROGRAMME, locked=False, valid_from=TODAY + timedelta(days=7)
    )
    assert not is_known(store, programme, ann.id)
    assert take_programme(store, programme, ann.id, TODAY + timedelta(days=1))
    assert is_known(store, programme, ann.id)
    first, new, planned, last = Programmes(store).of_person(ann.id)
    assert (new.valid_from, new.locked) == (TODAY + timedelta(days=1), True)
    assert (last.valid_from, last.title) == (TODAY + timedelta(days=7), "Back at home")
    assert (first.title, planned.title) == ("Back at home", "x"), "what was, stays"
    held = Versions(store, ann.id).on(TODAY + timedelta(days=8))
    assert (held.name, held.locked) == ("back-at-home", True)
    assert not take_programme(store, programme, ann.id, TODAY + timedelta(days=2))
    assert len(Programmes(store).of_person(ann.id)) == 4


def test_it_holds_from_the_day_that_was_meant(store: Store, ann: Person, programme: Parcel) -> None:
    take_programme(store, programme, ann.id, TODAY - timedelta(days=5))
    assert [one.valid_from for one in Programmes(store).of_person(ann.id)] == [TODAY]


def test_a_parcel_without_what_is_wanted(
    tmp_path: Path, store: Store, ann: Person, programme: Parcel
) -> None:
    with pytest.raises(ParcelError, match=r"There are no sessions in p\.formcheck"):
        take_in(store, programme, ann.id)
    Sessions(store).save(opening(ann), record(), NOON)
    bare = write_parcel(tmp_path / "x.formcheck", store, ann.id)
    assert (bare.programme, bare.poses, bare.video, bare.answers) == (None, None, None, ())
    assert not is_known(store, bare, ann.id)
    with pytest.raises(ParcelError, match=r"There is no programme in x\.formcheck"):
        take_programme(store, bare, ann.id, TODAY)


def test_somebody_who_was_deleted_gets_nothing(store: Store, parcel: Parcel) -> None:
    ben = People(store).add("Ben")
    delete_person(store, ben)
    with pytest.raises(StoreError, match="the person was deleted meanwhile"):
        take_in(store, parcel, ben.id)

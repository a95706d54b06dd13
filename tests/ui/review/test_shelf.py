"""What is named on the command line is found, or it is said what was expected."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from formcheck.errors import FormcheckError, SourceError
from formcheck.pose.recorded import save_poses
from formcheck.report.json_report import write_record
from formcheck.store.database import Store, open_store
from formcheck.store.kept import Opening
from formcheck.store.parcel import SUFFIX
from formcheck.store.parcel_write import write_parcel
from formcheck.store.people import People
from formcheck.store.sessions import Sessions
from formcheck.ui.review.shelf import items_of
from tests.review.clips import film_of
from tests.review.test_take import poses_of, take_of

AT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
POSES = poses_of("bridge_good", slice(0, 20))
RECORD = take_of(POSES, "bridge").record


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "kept.db")


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    folder = tmp_path / "unpacked"
    folder.mkdir()
    return folder


def keep(store: Store) -> str:
    people = People(store)
    person = people.find("Ann") or people.add("Ann")
    opening = Opening(
        person=person.id,
        exercise="bridge",
        title="Bridge",
        exercise_version=1,
        error_model="1",
        model=RECORD.model,
        source="camera 0",
    )
    return Sessions(store).save(opening, RECORD, AT)


def test_a_folder_gives_its_recordings_by_name(tmp_path: Path, unpacked: Path) -> None:
    for name in ("b/2.MP4", "a.npz", "b/1.mkv", "notes.txt", ".hidden/3.mp4", "a.npz.review.json"):
        path = tmp_path / "clips" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")

    found = items_of(str(tmp_path / "clips"), folder=unpacked)

    assert [one.title for one in found] == ["a.npz", str(Path("b/1.mkv")), str(Path("b/2.MP4"))]
    assert found[0].poses == found[0].beside == tmp_path / "clips" / "a.npz"
    assert found[1].video == found[1].beside == tmp_path / "clips" / "b" / "1.mkv"


def test_an_empty_folder_says_what_was_expected(tmp_path: Path, unpacked: Path) -> None:
    with pytest.raises(SourceError, match="found none: a video"):
        items_of(str(unpacked), folder=tmp_path)


def test_a_record_brings_the_video_that_lies_beside_it(tmp_path: Path, unpacked: Path) -> None:
    path = tmp_path / "clip.json"
    write_record(path, RECORD)
    alone = items_of(str(path), folder=unpacked)[0]
    (tmp_path / "clip").write_bytes(b"")

    beside = items_of(str(path), folder=unpacked)[0]

    assert alone.video is None
    assert alone.record is not None
    assert alone.record.reps == RECORD.reps
    assert alone.exercise == "bridge"
    assert beside.video == tmp_path / "clip"


def test_a_file_that_was_sent_gives_its_session_with_video_and_poses(
    tmp_path: Path, unpacked: Path, place: str
) -> None:
    store = open_store(place)
    session = keep(store)
    video = film_of(tmp_path / "home.mp4", POSES)
    person = People(store).named("Ann").id
    path = tmp_path / f"may{SUFFIX}"
    write_parcel(path, store, person, [session], name="A.", video=video, poses=POSES)
    store.close()

    (found,) = items_of(str(path), folder=unpacked)

    assert found.person == "A."
    assert found.begun_at == AT
    assert found.title.endswith("Glute bridge")
    assert found.video is not None
    assert found.video.read_bytes() == video.read_bytes()
    assert found.poses is not None
    assert found.beside.parent == tmp_path


def test_the_video_of_a_file_with_several_sessions_stands_alone(
    tmp_path: Path, unpacked: Path, place: str
) -> None:
    store = open_store(place)
    ids = [keep(store), keep(store)]
    person = People(store).named("Ann").id
    path, bare = tmp_path / f"may{SUFFIX}", tmp_path / f"june{SUFFIX}"
    write_parcel(path, store, person, ids, video=film_of(tmp_path / "a.mp4", POSES))
    write_parcel(bare, store, person, ids, poses=POSES)
    store.close()

    found = items_of(str(path), folder=unpacked)
    others = items_of(str(bare), folder=unpacked)

    assert [one.video is not None for one in found] == [False, False, True]
    assert found[2].exercise == ""
    assert len({one.beside for one in found}) == 3
    assert [one.poses is not None for one in others] == [False, False, True]


def test_a_session_that_is_kept_is_found_by_the_beginning_of_its_id(
    unpacked: Path, place: str
) -> None:
    store = open_store(place)
    live = keep(store)
    store.close()

    (one,) = items_of(live[:12], folder=unpacked, store=place)

    assert (one.session, one.person, one.video) == (live, "Ann", None)
    assert one.record is not None
    assert one.record.series.value.shape == RECORD.series.value.shape
    assert one.beside.name == live


def test_nothing_of_that_name(unpacked: Path, place: str) -> None:
    store = open_store(place)
    ids = [keep(store) for _ in range(20)]
    store.close()
    shared = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)

    with pytest.raises(SourceError, match="There is no file and no session zzz"):
        items_of("zzz", folder=unpacked, store=place)
    with pytest.raises(FormcheckError, match="Expected the beginning of one session, found sev"):
        items_of(shared, folder=unpacked, store=place)


def test_a_file_that_is_not_there_is_left_to_whoever_opens_it(unpacked: Path) -> None:
    (found,) = items_of(str(unpacked / "gone.mp4"), folder=unpacked)

    assert found.video == unpacked / "gone.mp4"
    save_poses(unpacked / "a.npz", POSES)
    assert items_of(str(unpacked / "a.npz"), folder=unpacked)[0].poses == unpacked / "a.npz"

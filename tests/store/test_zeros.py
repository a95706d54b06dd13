"""Personal zeros in a real file: kept apart, out of date in time, and never lost."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.session.zero import NO_ZERO, KnownZero
from formcheck.store.zeros import BrokenStoreError, StoreError, ZeroStore, utc_now

PLANK, SITTING, BRIDGE = (load_exercise(slug) for slug in ("plank", "sitting", "bridge"))
TAKEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = TAKEN

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> ZeroStore:
    return ZeroStore(tmp_path / "data" / "zeros.json", clock)


def test_what_is_kept_comes_back_in_another_session(store: ZeroStore, clock: Clock) -> None:
    store.keep(PLANK, "Camera 0", "2", -2.5)
    again = ZeroStore(store.path, clock)
    assert again.load(PLANK, "Camera 0", "2") == KnownZero(-2.5)


def test_nothing_kept_is_no_zero_and_no_file(store: ZeroStore) -> None:
    assert store.load(PLANK, "Camera 0", "2") == NO_ZERO
    assert not store.path.parent.exists()


def test_each_camera_and_exercise_has_its_own(store: ZeroStore) -> None:
    store.keep(PLANK, "Camera 0", "2", 1.0)
    store.keep(PLANK, "Camera 1", "2", 2.0)
    store.keep(SITTING, "Camera 0", "2", 3.0)
    store.keep(PLANK, "Camera 0", "2", 4.0)
    kept = {(one.camera, one.exercise): one.shift_deg for one in store.read()}
    assert kept == {
        ("Camera 0", "plank"): 4.0,
        ("Camera 1", "plank"): 2.0,
        ("Camera 0", "sitting"): 3.0,
    }
    assert store.load(BRIDGE, "Camera 0", "2") == NO_ZERO


def test_file_can_be_read_by_people(store: ZeroStore, clock: Clock) -> None:
    clock.now = datetime(2026, 3, 1, 10, 30, 7, 123456, tzinfo=timezone(timedelta(hours=1)))
    store.keep(PLANK, "Camera 0 (für zu Hause)", "2-rendered", 1.23456)
    text = store.path.read_text("utf-8")
    assert json.loads(text) == {
        "schema": "formcheck-zeros/1",
        "zeros": [
            {
                "person": "me",
                "camera": "Camera 0 (für zu Hause)",
                "exercise": "plank",
                "shift_deg": 1.235,
                "taken": "2026-03-01T09:30:07Z",
                "exercise_version": PLANK.version,
                "error_model": "2-rendered",
            }
        ],
    }
    assert [file.name for file in store.path.parent.iterdir()] == ["zeros.json"]


@pytest.mark.parametrize(
    ("days", "version", "error_model", "known"),
    [
        (0, 1, "2", KnownZero(3.0)),
        (30, 1, "2", KnownZero(3.0)),
        (30.01, 1, "2", KnownZero(stale=True)),
        (0, 2, "2", KnownZero(stale=True)),
        (0, 1, "3", KnownZero(stale=True)),
    ],
    ids=["new", "a month", "older", "other exercise", "other error model"],
)
def test_stale_zero_is_told_and_not_used(
    tmp_path: Path, days: float, version: int, error_model: str, known: KnownZero
) -> None:
    clock = Clock()
    store = ZeroStore(tmp_path / "zeros.json", clock)
    store.keep(PLANK.model_copy(update={"version": 1}), "Camera 0", "2", 3.0)
    clock.now += timedelta(days=days)
    now = PLANK.model_copy(update={"version": version})
    assert store.load(now, "Camera 0", error_model) == known


def test_zero_beyond_a_limit_that_became_smaller_is_stale(store: ZeroStore) -> None:
    assert PLANK.zero is not None
    store.keep(PLANK, "Camera 0", "2", 3.0)
    zero = PLANK.zero.model_copy(update={"limit": 2.0})
    now = PLANK.model_copy(update={"zero": zero})
    assert store.load(now, "Camera 0", "2") == KnownZero(stale=True)


def test_zero_of_an_exercise_that_has_none_any_more_is_stale(store: ZeroStore) -> None:
    store.keep(PLANK, "Camera 0", "2", 3.0)
    without = PLANK.model_copy(update={"zero": None})
    assert store.load(without, "Camera 0", "2") == KnownZero(stale=True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{oops", "Invalid JSON"),
        ('{"schema": "formcheck-zeros/9", "zeros": []}', "schema: Input should be"),
        ('{"schema": "formcheck-zeros/1", "zeros": [{"person": "me"}]}', "zeros.0.camera"),
    ],
)
def test_broken_file_is_put_aside_and_told(store: ZeroStore, text: str, reason: str) -> None:
    store.path.parent.mkdir()
    store.path.write_text(text, "utf-8")
    with pytest.raises(BrokenStoreError, match=r"^[^\n]*$") as caught:
        store.load(PLANK, "Camera 0", "2")
    aside = store.path.with_name("zeros.json.broken")
    for part in (reason, "put aside as zeros.json.broken", "set your straight line again"):
        assert part in str(caught.value)
    assert aside.read_text("utf-8") == text
    assert store.load(PLANK, "Camera 0", "2") == NO_ZERO


def test_shift_beyond_any_limit_is_a_broken_file(store: ZeroStore) -> None:
    store.keep(PLANK, "Camera 0", "2", 3.0)
    store.path.write_text(store.path.read_text("utf-8").replace("3.0", "30.0"), "utf-8")
    with pytest.raises(BrokenStoreError, match=r"shift_deg: .*found 30\.0"):
        store.read()


def test_every_broken_file_is_kept_and_a_new_one_written(store: ZeroStore) -> None:
    store.path.parent.mkdir()
    for number in range(3):
        store.path.write_text(f"broken {number}", "utf-8")
        store.keep(PLANK, "Camera 0", "2", float(number))
    folder = store.path.parent
    asides = ("zeros.json.broken", "zeros.json.broken2", "zeros.json.broken3")
    assert [folder.joinpath(name).read_text("utf-8") for name in asides] == [
        "broken 0",
        "broken 1",
        "broken 2",
    ]
    assert [one.shift_deg for one in store.read()] == [2.0]


def test_file_that_cannot_be_read_is_left_alone(store: ZeroStore) -> None:
    store.path.mkdir(parents=True)
    for ask in (
        lambda: store.load(PLANK, "Camera 0", "2"),
        lambda: store.keep(PLANK, "Camera 0", "2", 1.0),
    ):
        with pytest.raises(StoreError, match=r"zeros\.json cannot be read \("):
            ask()
    assert [file.name for file in store.path.parent.iterdir()] == ["zeros.json"]


def test_broken_file_that_cannot_be_put_aside_is_told(
    store: ZeroStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.path.parent.mkdir()
    store.path.write_text("broken", "utf-8")

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StoreError, match=r"cannot be put aside \(Permission denied\)"):
        store.keep(PLANK, "Camera 0", "2", 1.0)
    assert store.path.read_text("utf-8") == "broken"


def test_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.joinpath("data").write_text("no folder", "utf-8")
    store = ZeroStore(tmp_path / "data" / "more" / "zeros.json")
    with pytest.raises(StoreError, match=r"zeros\.json cannot be (read|written) \("):
        store.keep(PLANK, "Camera 0", "2", 1.0)


def test_failed_write_leaves_the_old_file(
    store: ZeroStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep(PLANK, "Camera 0", "2", 1.0)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("formcheck.store.zeros.os.fsync", full)
    with pytest.raises(StoreError, match=r"used now, but .* \(No space left on device\)"):
        store.keep(PLANK, "Camera 0", "2", 2.0)
    assert [one.shift_deg for one in store.read()] == [1.0]
    assert [file.name for file in store.path.parent.iterdir()] == ["zeros.json"]


def test_usual_place_is_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.store.zeros.user_data_dir", lambda: tmp_path)
    assert ZeroStore().path == tmp_path / "zeros.json"
    assert utc_now().utcoffset() == timedelta(0)

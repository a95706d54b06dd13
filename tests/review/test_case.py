"""A case is looked at and corrected in its own thread; the newest view can be taken at any time."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from formcheck.checking.results import RepKind
from formcheck.pose.recorded import RecordedPoses, load_poses, save_poses
from formcheck.review.analysis import Stage
from formcheck.review.case import Case, CaseView
from formcheck.review.edits import AddRep, RemoveRep, SetLimit, UseExercise
from formcheck.review.item import Item
from formcheck.review.kept_poses import KeptPoses
from tests.review.clips import film_of
from tests.review.test_take import poses_of, take_of

WAIT_S = 30.0


class Watched:
    """A case with the views that it gave, waited for."""

    def __init__(self, item: Item, **options: Any) -> None:
        self._woken = Event()
        self.case = Case(item, self._woken.set, **options)
        self.case.start()

    def until(self, wanted: Callable[[CaseView], bool]) -> CaseView:
        while self._woken.wait(WAIT_S):
            self._woken.clear()
            view = self.case.take()
            if view is not None and wanted(view):
                return view
        raise AssertionError("expected a view that never came")


def settled(view: CaseView) -> bool:
    return view.stage is Stage.DONE and not view.busy


@pytest.fixture
def watch() -> Iterator[Callable[..., Watched]]:
    made: list[Watched] = []

    def start(item: Item, **options: Any) -> Watched:
        made.append(Watched(item, **options))
        return made[-1]

    yield start
    assert all(one.case.close() for one in made)


@pytest.fixture
def poses() -> RecordedPoses:
    return poses_of("bridge_good", slice(0, 120))


def item_of(tmp_path: Path, **values: Any) -> Item:
    return Item(**{"title": "clip", "beside": tmp_path / "clip", "exercise": "bridge", **values})


def test_known_poses_are_measured_and_corrections_worked_in(
    tmp_path: Path, poses: RecordedPoses, watch: Callable[..., Watched]
) -> None:
    watched = watch(item_of(tmp_path, poses=poses))

    measured = watched.until(settled)
    assert measured.take is measured.measured
    assert measured.take is not None
    first = measured.take.record.reps[0]
    watched.case.correct((RemoveRep(first.turn_s),))
    fewer = watched.until(lambda view: settled(view) and bool(view.edits))
    watched.case.correct(())
    again = watched.until(lambda view: settled(view) and not view.edits)

    assert fewer.take is not None
    assert fewer.take.record.counts.full == measured.take.record.counts.full - 1
    assert fewer.measured is measured.take
    assert again.take is measured.take


def test_only_the_newest_wish_is_worked_in(
    tmp_path: Path, poses: RecordedPoses, watch: Callable[..., Watched]
) -> None:
    watched = watch(item_of(tmp_path, poses=poses), edits=(UseExercise("plank"),))

    watched.case.correct((UseExercise("plank"), SetLimit("sag", 3.0, 4.0)))
    watched.case.correct((UseExercise("bird-dog"),))
    view = watched.until(lambda view: settled(view) and len(view.edits) == 1)

    assert view.take is not None
    assert view.take.exercise.slug == "bird-dog"


def test_a_newer_wish_stops_the_one_that_is_being_worked_in(
    tmp_path: Path, poses: RecordedPoses
) -> None:
    woken, views = Event(), []
    changed = Event()

    def wake() -> None:
        view = case.take()
        if view is not None:
            views.append(view)
            if view.busy and view.stage is Stage.DONE and not changed.is_set():
                changed.set()
                case.correct((UseExercise("bird-dog"),))
            if settled(view) and view.edits:
                woken.set()

    case = Case(item_of(tmp_path, poses=poses), wake, edits=(UseExercise("plank"),))
    case.start()

    assert woken.wait(WAIT_S)
    assert case.close()
    assert [view.edits for view in views if view.edits] == [(UseExercise("bird-dog"),)]


def test_an_exercise_that_is_gone_is_told(
    tmp_path: Path, poses: RecordedPoses, watch: Callable[..., Watched]
) -> None:
    watched = watch(item_of(tmp_path, poses=poses), edits=(UseExercise("gone"),))

    view = watched.until(lambda view: settled(view) and bool(view.error or view.edits))

    assert "gone" in (view.error or view.skipped[0].why)


def test_a_correction_that_fits_nothing_is_told(
    tmp_path: Path, poses: RecordedPoses, watch: Callable[..., Watched]
) -> None:
    wrong = AddRep(3.0, 2.0, 1.0, None, RepKind.FULL)
    watched = watch(item_of(tmp_path, poses=poses), edits=(RemoveRep(1e6), wrong))

    view = watched.until(lambda view: settled(view) and bool(view.edits))

    assert [one.edit for one in view.skipped] == [RemoveRep(1e6), wrong]


def test_a_video_is_looked_at_once_and_found_again(
    tmp_path: Path, poses: RecordedPoses, watch: Callable[..., Watched]
) -> None:
    film = film_of(tmp_path / "a.mp4", poses_of("bridge_good", slice(0, 3)))
    kept = KeptPoses(tmp_path / "kept")
    kept.keep(film, poses)

    view = watch(item_of(tmp_path, video=film), kept=kept).until(settled)

    assert not view.recognised
    assert view.take is not None
    assert view.take.record.reps == take_of(poses, "bridge").record.reps
    assert view.progress is not None
    assert view.progress.frames == len(poses)


@pytest.mark.model
def test_the_poses_of_a_video_are_kept(tmp_path: Path, watch: Callable[..., Watched]) -> None:
    short = poses_of("bridge_good", slice(0, 3))
    film = film_of(tmp_path / "a.mp4", short)
    kept = KeptPoses(tmp_path / "kept")

    view = watch(item_of(tmp_path, video=film), kept=kept).until(settled)
    without = watch(item_of(tmp_path, video=film)).until(settled)

    assert view.take is not None
    assert len(view.take.poses) == 3
    (path,) = (tmp_path / "kept").iterdir()
    assert len(load_poses(path)) == 3
    assert without.take is not None


def test_numbers_alone_can_be_shown_where_the_exercise_is_known(
    tmp_path: Path, poses: RecordedPoses, watch: Callable[..., Watched]
) -> None:
    record = take_of(poses, "bridge").record

    shown = watch(item_of(tmp_path, record=record)).until(settled)
    unknown = watch(item_of(tmp_path, record=record, exercise="")).until(settled)

    assert shown.take is not None
    assert shown.take.record is record
    assert unknown.take is None
    assert unknown.error == "The exercise  is not on this computer: the session cannot be shown."


def test_what_is_no_recording_is_told(tmp_path: Path, watch: Callable[..., Watched]) -> None:
    path = tmp_path / "a.npz"
    path.write_text("no poses")

    view = watch(item_of(tmp_path, poses=path)).until(settled)

    assert "a.npz: expected an .npz file" in view.error


def test_poses_in_a_file_whose_exercise_cannot_be_told(
    tmp_path: Path, watch: Callable[..., Watched]
) -> None:
    save_poses(tmp_path / "a.npz", poses_of("bridge_good", slice(0, 30)))

    view = watch(item_of(tmp_path, poses=tmp_path / "a.npz", exercise="")).until(settled)

    assert (view.take, view.measured, view.error) == (None, None, "")
    assert view.poses is not None
    assert len(view.poses) == 30


def test_closing_ends_it_at_any_time(tmp_path: Path, poses: RecordedPoses) -> None:
    film = film_of(tmp_path / "a.mp4", poses)
    case = Case(item_of(tmp_path, video=film), lambda: None)
    never_started = Case(item_of(tmp_path, video=film), lambda: None)

    case.start()

    assert case.close()
    assert never_started.close()

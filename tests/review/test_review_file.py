"""Corrections are kept beside the recording; nothing that was there before is lost."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from formcheck import paths
from formcheck.errors import OutputError, ReviewError
from formcheck.landmarks import Landmark, Side
from formcheck.review import review_file
from formcheck.review.edits import (
    AddRep,
    AngleMark,
    Drawing,
    Edit,
    EraseMark,
    LineMark,
    Mark,
    Measured,
    MoveLandmark,
    Note,
    PutMark,
    RemoveRep,
    SetLimit,
    SideRep,
    UseExercise,
)
from formcheck.review.review_file import (
    MOST_BYTES,
    NewerReviewError,
    Recording,
    Review,
    from_json,
    load_review,
    mismatch,
    recording_of,
    save_review,
    to_json,
)
from formcheck.session.record import SourceSummary
from tests.review.hand import FRAMES, bridge

EDITS: tuple[Edit, ...] = (
    MoveLandmark(1.5, Landmark.LEFT_KNEE, (1.0, -2.5)),
    MoveLandmark(1.5, Landmark.NOSE, (0.1, 0.2), 0.5),
    RemoveRep(2.0),
    AddRep(1.0, 2.0, 3.0, Side.LEFT),
    SideRep(2.0, None),
    UseExercise("plank"),
    SetLimit("sag", 1.25),
    SetLimit("sag", 1.0, 2.0),
    PutMark(AngleMark("a", 1.0, ((1.0, 2.0), (3.0, 4.0), (5.0, 6.0)))),
    PutMark(LineMark("b", 1.0, ((1.0, 2.0), (3.0, 4.0)))),
    PutMark(LineMark("b", 1.0, ((1.0, 2.0), (3.0, 4.0)), 30.0)),
    PutMark(Drawing("c", 1.0, (((1.0, 2.0), (3.0, 4.0)), ((5.0, 6.0),)))),
    PutMark(Note("d", 1.0, 'Knee 🦵 "well"\n\tdown')),
    EraseMark("a"),
)
RECORDING = Recording(
    name="squats.mp4", size_bytes=1000, frames=300, duration_s=10.0, model_sha256="ab" * 32
)
REVIEW = Review(RECORDING, EDITS)


@pytest.fixture
def video(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "user_data_dir", lambda: tmp_path / "data")
    folder = tmp_path / "videos"
    folder.mkdir()
    path = folder / "squats.mp4"
    path.write_bytes(b"video")
    return path


@pytest.fixture
def locked(video: Path) -> Path:
    """Return a recording beside which nobody can write, not even an administrator."""
    return video / "squats.mp4"


def file_of(video: Path) -> Path:
    return video.with_name("squats.mp4.review.json")


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


# What was kept comes back


def test_every_change_comes_back(video: Path) -> None:
    path = save_review(video, REVIEW)

    assert path == file_of(video)
    assert load_review(video) == REVIEW
    assert {type(one) for one in EDITS} == {*get_args(Measured), PutMark, EraseMark}
    marks = {type(one.mark) for one in EDITS if isinstance(one, PutMark)}
    assert marks == set(get_args(Mark))


def test_where_nothing_was_changed_there_is_nothing(video: Path) -> None:
    assert load_review(video) is None


def test_after_every_step_the_file_is_a_new_whole_one(video: Path) -> None:
    for count in range(len(EDITS)):
        save_review(video, Review(RECORDING, EDITS[:count]))

    assert load_review(video) == Review(RECORDING, EDITS[:-1])
    assert names(video.parent) == ["squats.mp4", "squats.mp4.review.json"]


def test_who_may_read_the_recording_may_read_the_corrections(video: Path) -> None:
    video.chmod(0o640)
    assert save_review(video, REVIEW).stat().st_mode & 0o777 == 0o640

    session = video.with_name("of-a-session")
    assert save_review(session, REVIEW).stat().st_mode & 0o777 == 0o600


def test_a_recording_is_known_by_its_file_and_its_frames(video: Path) -> None:
    take = bridge()

    found = recording_of(take, video)

    assert (found.name, found.size_bytes, found.frames) == ("clip", 5, FRAMES)
    assert found.duration_s == take.record.source.duration_s
    assert found.model_sha256 == take.poses.model.sha256
    assert recording_of(take, None).size_bytes is None
    assert recording_of(take, video.with_name("gone.mp4")).size_bytes is None


def test_a_name_that_is_no_text_can_be_kept(video: Path) -> None:
    take = bridge()
    odd = replace(take, record=replace(take.record, source=SourceSummary("\udcfc.mp4", 1.0, 1)))

    save_review(video, Review(recording_of(odd, video)))

    found = load_review(video)
    assert found is not None
    assert found.recording.name == "?.mp4"


# Where it is kept


def test_where_nobody_may_write_it_is_kept_in_the_users_own_folder(locked: Path) -> None:
    path = save_review(locked, REVIEW)

    assert path.parent == paths.user_reviews_dir()
    assert path.name.startswith("squats.mp4-")
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert load_review(locked) == REVIEW


def test_recordings_of_the_same_name_have_files_of_their_own(video: Path, tmp_path: Path) -> None:
    others = [tmp_path / name / "squats.mp4" for name in ("one", "two")]

    kept = [save_review(one, Review(RECORDING, EDITS[: n + 1])) for n, one in enumerate(others)]

    assert kept[0] != kept[1]
    assert [len(one.edits) for path in others if (one := load_review(path))] == [1, 2]


@pytest.mark.parametrize(("newer_s", "steps"), [(1, 1), (4_000_000_000, 2)])
def test_of_two_the_one_that_was_written_last_counts(
    video: Path, tmp_path: Path, newer_s: int, steps: int
) -> None:
    moved = tmp_path / "late" / "squats.mp4"
    elsewhere = save_review(moved, Review(RECORDING, EDITS[:2]))
    os.utime(elsewhere, (newer_s, newer_s))
    moved.parent.mkdir()
    save_review(moved, Review(RECORDING, EDITS[:1]))

    found = load_review(moved)

    assert found is not None
    assert len(found.edits) == steps


def test_where_it_can_be_kept_nowhere_it_is_said(locked: Path) -> None:
    paths.user_data_dir().write_text("no folder")

    with pytest.raises(OutputError, match="cannot be written"):
        save_review(locked, REVIEW)


# Nothing is lost


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("", "broken"),
        ("not json", "broken"),
        ('{"schema": "somebody-else/1"}', "broken"),
        (to_json(REVIEW)[:-20], "broken"),
        (to_json(REVIEW).replace("review/1", "review/2"), "newer"),
        (to_json(Review(replace(RECORDING, frames=7))), "other"),
    ],
)
def test_a_file_that_would_be_lost_is_kept_under_another_name(
    video: Path, text: str, end: str
) -> None:
    for n in (1, 2):
        file_of(video).write_text(text, "utf-8")

        save_review(video, REVIEW)

        kept = file_of(video).with_name(f"squats.mp4.review.json.{end}-{n}")
        assert kept.read_text("utf-8") == text
        assert load_review(video) == REVIEW


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "EOF"),
        ("[]", "something else"),
        ('{"schema": 1}', "something else"),
        ('{"schema": "formcheck-review/0"}', "something else"),
        ('{"schema": "formcheck-review/1"}', "recording: Field required"),
        ('{"schema": "formcheck-review/1' + "0" * 9 + '"}', "something else"),
        ("[" * 100_000, "recursion"),
        ('{"schema": NaN}', "expected value"),
    ],
)
def test_what_cannot_be_read_is_told_and_stays(video: Path, text: str, said: str) -> None:
    file_of(video).write_text(text, "utf-8")

    with pytest.raises(ReviewError, match=said) as told:
        load_review(video)

    assert "squats.mp4.review.json" in str(told.value)
    assert file_of(video).read_text("utf-8") == text


def test_a_newer_file_asks_for_a_newer_formcheck(video: Path) -> None:
    file_of(video).write_text('{"schema": "formcheck-review/12", "new": []}')

    with pytest.raises(NewerReviewError, match="newer formcheck"):
        load_review(video)


def test_a_file_that_is_too_large_is_not_read(video: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(review_file, "MOST_BYTES", 100)
    assert MOST_BYTES > 100
    save_review(video, REVIEW)

    with pytest.raises(ReviewError, match="too large"):
        load_review(video)


def test_a_file_that_nobody_may_read_is_told(video: Path, monkeypatch: Any) -> None:
    save_review(video, REVIEW)

    def refuse(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(ReviewError, match="Permission denied"):
        load_review(video)


STEP = {"move_landmark": {"time_s": 1.0, "landmark": 25, "by_px": [1.0, 2.0]}}


@pytest.mark.parametrize(
    "step",
    [
        {},
        {"note": None},
        {**STEP, "remove_rep": {"turn_s": 1.0}},
        {"no_such_step": {}},
        {"move_landmark": {**STEP["move_landmark"], "landmark": 33}},
        {"move_landmark": {**STEP["move_landmark"], "time_s": "1.0"}},
        {"move_landmark": {**STEP["move_landmark"], "by_px": [1.0]}},
        {"move_landmark": {**STEP["move_landmark"], "more": 1}},
        {"side_rep": {"turn_s": 1.0}},
        {"side_rep": {"turn_s": 1.0, "side": "up"}},
        {"note": {"id": "n", "time_s": 1.0, "text": "x" * 20_001}},
        {"note": {"id": "n", "time_s": True, "text": ""}},
        [],
    ],
)
def test_a_step_that_is_not_right_is_no_step(step: object) -> None:
    good = json.loads(to_json(Review(RECORDING)))

    with pytest.raises(ReviewError, match="steps"):
        from_json(json.dumps({**good, "steps": [step]}).encode(), "x")


@pytest.mark.parametrize(
    "note",
    [Note("n", float("nan"), ""), Note("n", 1.0, "\ud800"), Note("n", 1.0, "x" * 20_001)],
)
def test_nothing_is_written_that_could_not_be_read(video: Path, note: Note) -> None:
    save_review(video, REVIEW)

    with pytest.raises(ReviewError, match="cannot be kept"):
        save_review(video, Review(RECORDING, (PutMark(note),)))

    assert load_review(video) == REVIEW


# Of which recording it is


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (RECORDING, ""),
        (replace(RECORDING, name="renamed.mp4"), ""),
        (Recording(name="not yet looked at"), ""),
        (replace(RECORDING, size_bytes=1001), "another recording, squats.mp4"),
        (replace(RECORDING, frames=301), "another recording, squats.mp4"),
        (replace(RECORDING, model_sha256="cd" * 32), "another model"),
    ],
)
def test_changes_of_another_recording_are_told(found: Recording, said: str) -> None:
    told = mismatch(RECORDING, found)

    assert said in told
    assert bool(said) == bool(told)
    assert bool(mismatch(found, RECORDING)) == bool(told)


# Hostile files

WHOLE = to_json(REVIEW).encode()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    place=st.integers(0, len(WHOLE)),
    cut=st.integers(0, 60),
    put=st.binary(max_size=12) | st.sampled_from([b"1e999", b"null", b"{}", b'"' * 3, b"[[[["]),
)
@example(place=0, cut=len(WHOLE), put=b"\xff\xfe")
@example(place=WHOLE.index(b"25"), cut=2, put=b"1" + b"0" * 5000)
def test_a_file_that_somebody_changed_is_read_or_refused(place: int, cut: int, put: bytes) -> None:
    changed = WHOLE[:place] + put + WHOLE[place + cut :]

    try:
        found = from_json(changed, "x")
    except ReviewError as error:
        told = str(error)
    else:
        told = ""
        assert from_json(to_json(found).encode(), "x") == found
    assert len(told) < 1000

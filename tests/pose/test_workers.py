"""Real processes that look, crash and hang."""

import sys
from functools import partial
from pathlib import Path

import pytest

from formcheck.errors import ModelError, SourceError, SourceLostError
from formcheck.pose.hands import Job, StoppedError
from formcheck.pose.looking import Looking
from formcheck.pose.segments import Lengths
from formcheck.pose.workers import Workers
from tests.capture.pictures import every_ms, write_clip
from tests.pose.stripes import Stripes, picture_of
from tests.pose.test_looking import job_of, poses_of, told


def never() -> bool:
    return False


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "clip.mp4", every_ms(50, 50))


def test_processes_find_what_one_finds(clip: Path) -> None:
    # The second person makes segments to be looked at anew.
    job = job_of(clip, other_from=25)
    assert told(poses_of(Looking(job, cores=2))) == told(poses_of(Looking(job, cores=0)))


def test_a_process_that_crashes_once_costs_nothing(clip: Path, tmp_path: Path) -> None:
    job = job_of(clip, crash_at=23, marks=str(tmp_path / "crashed"))
    found = told(poses_of(Looking(job, cores=1)))
    assert [number for _, (number, _, _) in found] == list(range(50))


def test_what_came_before_a_crash_is_kept(clip: Path) -> None:
    *found, (_, lost) = poses_of(Looking(job_of(clip, crash_at=23), cores=2))
    numbers = [picture_of(one) for _, one in found]
    assert numbers == list(range(len(numbers)))
    assert 20 <= len(numbers) <= 23
    assert "the program that does it ended (status 7)" in lost
    assert lost.endswith("What came before is kept.")


def test_a_crash_before_the_first_frame_is_an_error(clip: Path) -> None:
    with pytest.raises(SourceError, match=r"clip.mp4 was stopped: .* \(status 7\)") as caught:
        poses_of(Looking(job_of(clip, crash_at=0), cores=1))
    assert not isinstance(caught.value, SourceLostError)


def test_a_process_that_dies_as_it_opens_the_file_is_an_error(clip: Path) -> None:
    dies = (sys.executable, "-c", "import sys; sys.exit('No decoder')")
    hands = Workers(job_of(clip), 2, never, start=dies)
    with pytest.raises(SourceError, match=r"\(status 1\).* No decoder"):
        poses_of(Looking(job_of(clip), hands=hands))


def test_a_process_that_hangs_is_ended(clip: Path) -> None:
    job = job_of(clip, hang_at=5)
    hands = Workers(job, 1, never, hang_s=2.0)
    with pytest.raises(SourceError, match="nothing came of it any more"):
        poses_of(Looking(job, hands=hands))


@pytest.mark.parametrize(
    ("name", "no_model", "error", "message"),
    [
        ("no.mp4", False, SourceError, "there is none"),
        ("clip.mp4", True, ModelError, "missing"),
    ],
)
def test_what_is_wrong_is_said_as_it_was_there(
    clip: Path, name: str, error: type[Exception], message: str, *, no_model: bool
) -> None:
    with pytest.raises(error, match=message):
        poses_of(Looking(job_of(clip.with_name(name), no_model=no_model), cores=1))


def test_when_nobody_waits_the_processes_end(clip: Path) -> None:
    found: list[object] = []
    job = Job(clip, partial(Stripes, sleep_s=0.2), Lengths(), "en", polite=True)
    with (
        Looking(job, cores=1, stop=lambda: bool(found)) as looking,
        pytest.raises(StoppedError),
    ):
        found.extend(looking)

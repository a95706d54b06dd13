"""Segments against a single look: every frame once, whoever looks at what, and the same person."""

import random
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from formcheck.capture.frame import Frame
from formcheck.capture.reader import VideoReader
from formcheck.capture.source import SourceInfo
from formcheck.errors import ModelError, SourceError, SourceLostError
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.hands import Job, StoppedError
from formcheck.pose.looker import Looker
from formcheck.pose.looking import Looking
from formcheck.pose.pose import Pose
from formcheck.pose.segments import Done, Failed, Lengths, Message, Task
from tests.capture.pictures import every_ms, write_clip
from tests.capture.test_film import CLIPS, FAST, OPEN_GOP, cut, read_in_order
from tests.pose.stripes import Stripes, is_other, picture_of, place_of

LENGTHS = Lengths(segment_s=0.5, warm_up_s=0.125)
TINY = 1
"""Bytes to keep: everything is sought or decoded again."""

Poses = list[tuple[float, Pose | None]]


class ManyHands:
    """As many lookers as there would be processes, which take turns in this one."""

    reads = VideoReader

    def __init__(self, job: Job, most: int, kept_bytes: int = TINY) -> None:
        self._job, self.most, self._kept_bytes = job, most, kept_bytes
        self.given: list[Task] = []
        self._waiting: deque[Task] = deque()
        self._running: dict[int, Iterator[Message]] = {}

    @property
    def info(self) -> SourceInfo:
        return self._readers[0].info

    @property
    def model(self) -> ModelInfo:
        return Stripes.model

    def __enter__(self) -> Self:
        self._readers = [
            self.reads(self._job.path, kept_bytes=self._kept_bytes) for _ in range(self.most)
        ]
        for reader in self._readers:
            reader.__enter__()
        self._free = [
            Looker(reader, self._job.open_estimator(), self._job.lengths)
            for reader in self._readers
        ]
        self._busy: dict[int, Looker] = {}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for reader in self._readers:
            reader.__exit__(None, None, None)

    def give(self, task: Task, *, instead_of: int | None = None) -> None:
        self.given.append(task)
        if instead_of in self._running:
            del self._running[instead_of]
            self._free.append(self._busy.pop(instead_of))
        self._waiting.append(task)

    def hear(self) -> Message:
        while self._waiting and self._free:
            task = self._waiting.popleft()
            self._busy[task.run] = self._free.pop()
            self._running[task.run] = self._busy[task.run].look(task)
        run = max(self._running)  # the latest first: what comes last is ready first
        message = next(self._running[run])
        if isinstance(message, Done):
            del self._running[run]
            self._free.append(self._busy.pop(run))
        return message


def job_of(path: Path, lengths: Lengths = LENGTHS, **eyes: object) -> Job:
    return Job(path, partial(Stripes, **eyes), lengths, "en")


def poses_of(looking: Looking) -> Poses:
    found: Poses = []
    with looking:
        try:
            found.extend(looking)
        except SourceLostError as error:
            found.append((-1.0, str(error)))
    return found


def told(found: Poses) -> list[object]:
    """Return what can be compared."""
    return [
        (time_s, (picture_of(one), place_of(one), is_other(one)) if isinstance(one, Pose) else one)
        for time_s, one in found
    ]


def many(job: Job, most: int, kept_bytes: int = TINY) -> Looking:
    return Looking(job, hands=ManyHands(job, most, kept_bytes))


class Misled(VideoReader):
    """Finds other pictures where it is led into the middle of the file."""

    def frames(self, from_s: float, *, keep_s: float, through: bool = False) -> Iterator[Frame]:
        for frame in super().frames(from_s, keep_s=keep_s, through=through):
            image = frame.image if through or from_s == 0.0 else 255 - frame.image
            yield Frame(frame.index, frame.time_s, image)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "clip.mp4", every_ms(50, 50))


@pytest.mark.parametrize("name", sorted(CLIPS))
def test_every_frame_comes_once_and_the_poses_are_the_same_whoever_looks(
    tmp_path: Path, name: str
) -> None:
    path = CLIPS[name](tmp_path / name)
    here = told(poses_of(Looking(job_of(path), cores=0)))
    for most, kept_bytes in ((1, TINY), (2, TINY), (3, 1 << 20)):
        assert told(poses_of(many(job_of(path), most, kept_bytes))) == here
    times_s = [time_s for time_s, _ in here if time_s >= 0]
    assert times_s == [frame.time_s for frame in read_in_order(path)]


def test_each_segment_is_looked_at_by_one_who_begins_with_the_warm_up(clip: Path) -> None:
    found = told(poses_of(Looking(job_of(clip), cores=0)))
    assert [number for _, (number, _, _) in found] == list(range(50))
    # The first begins with the first picture, every other one two pictures before its own.
    assert [place for _, (_, place, _) in found] == [
        number % 10 + (3 if number >= 10 else 1) for number in range(50)
    ]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_file_that_cannot_be_entered_in_the_middle_is_read_through(clip: Path, most: int) -> None:
    class Hands(ManyHands):
        reads = Misled

    hands = Hands(job_of(clip), most)
    found = told(poses_of(Looking(job_of(clip), hands=hands)))
    assert found == told(poses_of(Looking(job_of(clip), cores=0)))
    assert {task.number for task in hands.given if task.through} == {1, 2, 3, 4}


def test_damage_is_no_matter_wherever_it_is(tmp_path: Path) -> None:
    """Behind some of these places a decoder that was led there gives frames that others do not."""
    path = write_clip(tmp_path / "a.mp4", every_ms(40, 250), options=FAST, x264=OPEN_GOP)
    whole, chance = bytearray(path.read_bytes()), random.Random(1)
    for _ in range(3):
        hole = int(len(whole) * chance.uniform(0.2, 0.95))
        length = chance.choice([5, 40, 300])
        whole[hole : hole + length] = bytes(chance.randrange(256) for _ in range(length))
    path.write_bytes(whole)
    hands = ManyHands(job_of(path), 3)
    found = told(poses_of(Looking(job_of(path), hands=hands)))
    assert found == told(poses_of(Looking(job_of(path), cores=0)))
    assert [time_s for time_s, _ in found] == [frame.time_s for frame in read_in_order(path)]
    assert any(task.through for task in hands.given)


def test_a_file_within_one_segment_is_looked_at_in_one_go(clip: Path) -> None:
    hands = ManyHands(job_of(clip, Lengths()), 2)
    found = told(poses_of(Looking(job_of(clip, Lengths()), hands=hands)))
    assert [place for _, (_, place, _) in found] == list(range(1, 51))
    assert len(hands.given) == 1


@pytest.mark.parametrize("most", [1, 2, 3])
def test_the_one_who_was_followed_is_followed_on(clip: Path, most: int) -> None:
    """Whoever begins at picture 15 or later sees somebody else, unless told who it was."""
    job = job_of(clip, other_from=15)
    hands = ManyHands(job, most)
    found = told(poses_of(Looking(job, hands=hands)))
    assert {other for _, (_, _, other) in found} == {False}
    again = [task for task in hands.given if task.before is not None]
    assert {task.number for task in again} >= {2, 3, 4}
    assert found == told(poses_of(Looking(job, cores=0)))


@pytest.mark.parametrize(
    ("blind", "other"),
    [
        ((17, 18, 19), False),  # nobody just now, and whoever comes is alone
        ((9,), False),  # nobody, and then nobody knows where they were
    ],
)
def test_whoever_comes_when_nobody_was_seen_is_the_one(
    clip: Path, blind: tuple[int, ...], *, other: bool
) -> None:
    found = told(poses_of(many(job_of(clip, blind=blind), 2)))
    assert [one for _, one in found if one is None] == [None] * len(blind)
    assert {one[2] for _, one in found if one is not None} == {other}


def test_a_length_that_is_not_stated_or_wrong_is_no_matter(clip: Path) -> None:
    class Unstated(ManyHands):
        duration_s: float | None = None

        @property
        def info(self) -> SourceInfo:
            return replace(super().info, duration_s=self.duration_s)

    class TooLong(Unstated):
        duration_s = 100.0

    for kind in (Unstated, TooLong):
        found = told(poses_of(Looking(job_of(clip), hands=kind(job_of(clip), 2))))
        assert [number for _, (number, _, _) in found] == list(range(50))


class Troubled(ManyHands):
    """Something goes wrong with some segments, some times."""

    def __init__(self, job: Job, most: int, number: int, failures: Sequence[Failed]) -> None:
        super().__init__(job, most)
        self._number, self._failures = number, deque(failures)

    def hear(self) -> Message:
        message = super().hear()
        (task,) = (task for task in self.given if task.run == message.run)
        if task.number == self._number and self._failures and isinstance(message, Done):
            return replace(self._failures.popleft(), run=message.run)
        return message


DIED = Failed(0, SourceError("The process ended."), died=True)
GONE = Failed(0, SourceError("The file is gone."))


@pytest.mark.parametrize("number", [0, 2])
def test_a_segment_whose_process_died_is_looked_at_once_more(clip: Path, number: int) -> None:
    hands = Troubled(job_of(clip), 2, number, [DIED])
    found = told(poses_of(Looking(job_of(clip), hands=hands)))
    assert found == told(poses_of(Looking(job_of(clip), cores=0)))


@pytest.mark.parametrize("failures", [(DIED, DIED), (GONE,)])
@pytest.mark.parametrize("number", [0, 2])
def test_what_came_before_a_failure_is_kept(
    clip: Path, number: int, failures: Sequence[Failed]
) -> None:
    hands = Troubled(job_of(clip), 2, number, failures)
    *found, (_, lost) = poses_of(Looking(job_of(clip), hands=hands))
    assert [picture_of(one) for _, one in found] == list(range(10 * (number + 1)))
    assert lost == f"{failures[0].error} What came before is kept."


def test_a_failure_before_the_first_frame_is_an_error(clip: Path) -> None:
    class Never(Troubled):
        def hear(self) -> Message:
            (task,) = self.given[-1:]
            return replace(GONE, run=task.run)

    with pytest.raises(SourceError, match="The file is gone"):
        poses_of(Looking(job_of(clip), hands=Never(job_of(clip), 1, 0, [])))


def test_a_failure_behind_the_end_is_none(clip: Path) -> None:
    job = job_of(clip, Lengths(segment_s=1.0, warm_up_s=0.1))

    class TooLong(Troubled):
        @property
        def info(self) -> SourceInfo:
            return replace(super().info, duration_s=4.0)

    found = poses_of(Looking(job, hands=TooLong(job, 3, 3, [GONE])))
    assert [picture_of(one) for _, one in found] == list(range(50))


def test_a_file_that_breaks_off_says_so_at_the_end(tmp_path: Path) -> None:
    path = cut(write_clip(tmp_path / "a.mp4", every_ms(40, 50), options=FAST), 0.6)
    *found, (_, lost) = poses_of(Looking(job_of(path), cores=0))
    assert 10 < len(found) < 40
    assert "breaks off after" in lost


@pytest.mark.parametrize("looking", [partial(Looking, cores=0), partial(many, most=2)])
def test_what_cannot_be_opened_is_an_error(
    tmp_path: Path, looking: Callable[[Job], Looking]
) -> None:
    with pytest.raises(SourceError, match="there is none"):
        poses_of(looking(job_of(tmp_path / "no.mp4")))


def test_a_model_that_is_missing_is_an_error(clip: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        poses_of(Looking(job_of(clip, no_model=True), cores=0))


def test_nobody_waits_any_more(clip: Path) -> None:
    asked = iter((False, False, True))
    found: Poses = []
    with (
        Looking(job_of(clip), cores=0, stop=lambda: next(asked)) as looking,
        pytest.raises(StoppedError),
    ):
        found.extend(looking)

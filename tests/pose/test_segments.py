import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.pose.follow import Memory
from formcheck.pose.looks import PLAIN, Body
from formcheck.pose.people import Lock
from formcheck.pose.pose import Pose, no_doubt
from formcheck.pose.segments import Lengths, Seam, goes_on, print_of
from tests.pose.persons import SIZE, body_at


def pose_of(body: Body | None) -> Pose | None:
    if body is None:
        return None
    return Pose(
        time_s=1.0,
        image_px=body.image_px,
        world_m=body.world_m,
        visibility=body.visibility,
        image_size=SIZE,
        doubt=no_doubt(),
    )


def memory_of(body: Body, others: int) -> Memory:
    lock = Lock()
    lock.follow(body, 0.9)
    lock.count(others, 0.9)
    return Memory(PLAIN, sure=True, lock=lock)


def seam(body: Body | None, memory: Memory | None = None) -> Seam:
    return Seam((), pose_of(body), memory)


HERE, NEAR, THERE = body_at(300), body_at(310), body_at(900)


def test_every_segment_but_the_first_begins_before_its_time() -> None:
    lengths = Lengths(segment_s=30.0, warm_up_s=1.0)
    assert [lengths.span(number).warm_up_s for number in range(3)] == [0.0, 29.0, 59.0]
    assert (lengths.span(2).start_s, lengths.span(2).end_s) == (60.0, 90.0)
    assert Lengths(segment_s=1.0, warm_up_s=2.0).span(1).warm_up_s == 0.0


@pytest.mark.parametrize(
    ("duration_s", "many"), [(None, 1), (0.0, 1), (29.9, 1), (30.0, 1), (30.1, 2), (600.0, 20)]
)
def test_a_recording_has_as_many_segments_as_it_is_long(
    duration_s: float | None, many: int
) -> None:
    assert Lengths(segment_s=30.0).many(duration_s) == many


@pytest.mark.parametrize(
    ("was", "now", "goes"),
    [
        (None, None, True),
        (HERE, NEAR, True),
        (HERE, THERE, False),
        (HERE, None, False),
    ],
)
def test_it_goes_on_with_who_was_seen(was: Body | None, now: Body | None, *, goes: bool) -> None:
    assert goes_on(seam(was), seam(now)) is goes


def test_somebody_who_was_lost_alone_may_be_anywhere_but_not_among_others() -> None:
    assert goes_on(seam(None, None), seam(THERE))
    assert goes_on(seam(None, memory_of(HERE, 0)), seam(THERE))
    assert not goes_on(seam(None, memory_of(HERE, 1)), seam(THERE))
    assert goes_on(seam(None, memory_of(HERE, 1)), seam(NEAR))


def test_another_time_or_picture_is_another_print() -> None:
    image = np.zeros((16, 8, 3), np.uint8)
    other = image.copy()
    other[8, 3, 1] = 1
    assert print_of(Frame(0, 1.0, image)) == print_of(Frame(7, 1.0, image.copy()))
    prints = {print_of(one) for one in (Frame(0, 1.0, image), Frame(0, 2.0, image))}
    assert len(prints | {print_of(Frame(0, 1.0, other))}) == 3

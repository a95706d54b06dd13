"""The mailbox: the newest item wins, and nobody waits for ever."""

from threading import Barrier, Thread

import numpy as np
import pytest

from formcheck.latest import Latest


def test_an_item_is_taken_once() -> None:
    box: Latest[int] = Latest()
    box.put(7)
    assert box.take() == 7
    assert box.take(timeout_s=0.0) is None


def test_the_newest_wins() -> None:
    box: Latest[int] = Latest()
    for item in range(5):
        box.put(item)
    assert box.take() == 4
    assert box.take(timeout_s=0.0) is None


@pytest.mark.parametrize("item", [0, "", ()])
def test_an_item_may_be_empty_or_zero(item: object) -> None:
    box: Latest[object] = Latest()
    box.put(item)
    assert box.take(timeout_s=0.0) == item


def test_an_item_need_not_be_true_or_false() -> None:
    box: Latest[object] = Latest()
    item = np.zeros((2, 2))  # a picture: asking whether it is true is an error
    box.put(item)
    assert box.take() is item


def test_an_empty_box_gives_nothing_after_the_timeout() -> None:
    assert Latest[int]().take(timeout_s=0.01) is None


def test_a_closed_box_gives_its_last_item_and_then_nothing() -> None:
    box: Latest[int] = Latest()
    assert not box.closed
    box.put(7)
    box.close()
    assert box.closed
    assert box.take() == 7
    assert box.take() is None  # without a timeout: it must not wait


def test_a_box_may_be_closed_twice() -> None:
    box: Latest[int] = Latest()
    box.close()
    box.close()
    assert box.take() is None


def waiting(box: Latest[int], found: list[int | None]) -> Thread:
    """A consumer that is on its way into the box."""
    ready = Barrier(2)

    def consume() -> None:
        ready.wait()
        found.append(box.take())

    thread = Thread(target=consume)
    thread.start()
    ready.wait()
    return thread


def test_an_item_wakes_the_consumer() -> None:
    box: Latest[int] = Latest()
    found: list[int | None] = []
    consumer = waiting(box, found)
    box.put(3)
    consumer.join()
    assert found == [3]


def test_closing_wakes_the_consumer() -> None:
    box: Latest[int] = Latest()
    found: list[int | None] = []
    consumer = waiting(box, found)
    box.close()
    consumer.join()
    assert found == [None]


def test_a_slow_consumer_sees_items_in_order_and_the_last_of_all() -> None:
    box: Latest[int] = Latest()
    found: list[int] = []

    def consume() -> None:
        while (item := box.take()) is not None:
            found.append(item)

    consumer = Thread(target=consume)
    consumer.start()
    for item in range(1, 2001):
        box.put(item)
    box.close()
    consumer.join()
    assert found == sorted(set(found))
    assert found[-1] == 2000

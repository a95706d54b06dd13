"""When and how to look again, and which finds to believe."""

import numpy as np

from formcheck.pose.looks import Box, Look
from formcheck.pose.reacquire import (
    AGREE_TRUNKS,
    EAGER_S,
    PATIENCE,
    RARELY_S,
    RECENT_S,
    Search,
    all_looks,
    region_look,
)
from tests.pose.persons import SIZE, body_at

STEP_S = 1 / 30
BOX = Box(400, 200, 600, 400)


def lost(search: Search, frames: int, start_s: float = 0.0) -> list[Look | None]:
    return [search.next_look(start_s + i * STEP_S, BOX, SIZE) for i in range(frames)]


def test_one_frame_without_a_person_is_no_loss() -> None:
    search = Search()
    assert lost(search, PATIENCE - 1) == [None] * (PATIENCE - 1)
    search.found()
    assert lost(search, PATIENCE)[:-1] == [None] * (PATIENCE - 1)


def test_every_look_gets_its_turn_the_last_region_first() -> None:
    looks = lost(Search(), 30)[PATIENCE - 1 :]
    assert looks[0] == Look(0, BOX.grown(1.6, SIZE))
    assert looks[1:4] == [Look(1), Look(3), Look(2)]
    assert set(looks) == set(all_looks(BOX, SIZE))
    assert looks[len(all_looks(BOX, SIZE))] == looks[0], "and round again"


def test_parts_of_the_picture_cover_it() -> None:
    covered = np.zeros(SIZE[::-1], bool)
    for look in all_looks(None, SIZE):
        if look.region is not None:
            seen = look.see(np.zeros((*SIZE[::-1], 3), np.uint8))
            assert seen.shape[:2] == (SIZE[1] // 2, SIZE[0] // 2)
            region = look.region
            covered[int(region.top) : int(region.bottom), int(region.left) : int(region.right)] = 1
    assert covered.all()


def test_an_empty_room_is_looked_at_rarely() -> None:
    looks = lost(Search(), 30 * 60)
    later = [look for look in looks[int((EAGER_S + RARELY_S) * 30) :] if look is not None]
    minute_s = 60 - EAGER_S - RARELY_S
    assert len(later) <= minute_s / RARELY_S + 1
    assert set(later) == set(all_looks(BOX, SIZE)), "and yet every look gets its turn"


def test_after_a_find_it_is_eager_again() -> None:
    search = Search()
    lost(search, 300)
    search.found()
    again = lost(search, 20, start_s=10.0)
    assert all(look is not None for look in again[PATIENCE - 1 :])


def test_a_find_is_believed_when_another_look_agrees() -> None:
    search = Search()
    turned = Look(1)
    assert not search.confirm(0.0, turned, body_at(300), SIZE)
    assert not search.confirm(0.1, turned, body_at(300), SIZE), "the same look proves nothing"
    far = 160 * AGREE_TRUNKS + 5
    assert not search.confirm(0.2, Look(3), body_at(300 + far), SIZE)
    assert not search.confirm(0.3, Look(2), None, SIZE)
    assert search.confirm(0.4, Look(3), body_at(305), SIZE)


def test_old_finds_count_no_more() -> None:
    search = Search()
    assert not search.confirm(0.0, Look(1), body_at(300), SIZE)
    assert not search.confirm(RECENT_S + 0.1, Look(3), body_at(300), SIZE)


def test_the_place_of_a_find_is_looked_at_next() -> None:
    search = Search()
    lost(search, 3)
    body = body_at(500)
    search.confirm(0.1, Look(3), body, SIZE)
    assert search.next_look(0.2, None, SIZE) == region_look(body.box, SIZE, turns=3)


def test_a_region_of_which_nothing_is_left_is_not_looked_at() -> None:
    outside = Box(-300, 0, -100, 200)
    assert region_look(outside, SIZE) is None
    assert all_looks(outside, SIZE) == all_looks(None, SIZE)


def test_it_says_when_every_way_was_tried() -> None:
    search = Search()
    ways = len(all_looks(BOX, SIZE))
    lost(search, PATIENCE + ways - 2)
    assert not search.exhausted
    lost(search, 1, start_s=1.0)
    assert search.exhausted
    search.confirm(1.1, Look(1), body_at(300), SIZE)
    assert not search.exhausted, "a find has still to be looked at"
    search.found()
    assert not search.exhausted

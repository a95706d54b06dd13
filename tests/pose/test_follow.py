"""Following one person: trackers and people from a formula, so that every case can be made."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pytest

from formcheck.pose.follow import ALONE_EVERY_S, COMPANY_EVERY_S, Follower, Memory
from formcheck.pose.looks import PLAIN, Body, Picture
from tests.pose.persons import SIZE, body_at

STEP_S = 1 / 30
PAINT = 128


@dataclass
class Room:
    """What is in front of the camera; the networks below see it through the pictures.

    A picture carries its column and row numbers, so that a part of it says which part it is.
    """

    people: list[Body]
    plain_sees: bool = True
    """Whether the detector finds anybody in the picture as it is."""
    looks: list[str] = field(default_factory=list)

    @cached_property
    def picture(self) -> Picture:
        picture = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
        picture[..., 0] = np.arange(SIZE[0]) // 8
        picture[..., 1] = np.arange(SIZE[1])[:, None] // 8
        return picture

    def seen(self, picture: Picture) -> list[Body]:
        whole = picture.shape[:2] == (SIZE[1], SIZE[0])
        if picture.shape[:2] == (64, 64) or (whole and not self.plain_sees):
            return []
        if not whole and picture.shape[0] > picture.shape[1]:
            return []  # Turned pictures show nobody here.
        if whole:
            return [one for one in self.people if _is_shown(one, picture)]
        corner = (int(picture[0, 0, 0]) * 8, int(picture[0, 0, 1]) * 8)
        found = [Body(one.image_px - corner, one.world_m, one.visibility) for one in self.people]
        return [one for one in found if _is_shown(one, picture)]


def _is_shown(one: Body, picture: Picture) -> bool:
    x, y = (int(number) for number in one.box.centre)
    inside = 0 <= x < picture.shape[1] and 0 <= y < picture.shape[0]
    return inside and bool((picture[y, x] != PAINT).any())


class Eye:
    """Follows whoever it found first, and the next one when they are gone."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._last: Body | None = None
        self.pictures = self.let_go = 0

    def track(self, picture: Picture, time_s: float) -> Body | None:
        self.pictures += 1
        self.time_s = time_s
        found = self._room.seen(picture)
        if self._last is not None:
            last = self._last
            found = [one for one in found if one.apart(last) < 1.0]
        self._last = found[0] if found else None
        return self._last

    def forget(self) -> None:
        self.let_go += 1
        self._last = None


class Watch:
    """A follower in a room, with its clock."""

    def __init__(
        self,
        room: Room,
        company_every_s: float = COMPANY_EVERY_S,
        memory: Memory | None = None,
    ) -> None:
        self.room, self.plain, self.aside = room, Eye(room), Eye(room)
        self.glances = self.borrowed = 0
        self.follower = Follower(
            self.plain,
            self._borrow,
            self._glance,
            company_every_s=company_every_s,
            memory=memory,
        )
        self._frame = 0

    def _borrow(self) -> Eye:
        self.borrowed += 1
        return self.aside

    def _glance(self, picture: Picture) -> list[Body]:
        self.glances += 1
        return self.room.seen(picture)

    def run(self, seconds: float) -> list[Body | None]:
        found = []
        for _ in range(round(seconds / STEP_S)):
            found.append(self.follower.find(self.room.picture, self._frame * STEP_S))
            self._frame += 1
        return found


def x_of(body: Body | None) -> float:
    assert body is not None
    return float(body.box.centre[0])


def test_somebody_alone_is_the_trackers_own_find_in_every_frame() -> None:
    one = body_at(600)
    watch = Watch(Room([one]))
    assert watch.run(3.0) == [one] * 90
    assert (watch.follower.look, watch.follower.others) == (PLAIN, 0)
    # Not even made: it takes a tenth of a second and 55 MB.
    assert watch.borrowed == 0
    assert watch.glances <= 15 + 3.0 / COMPANY_EVERY_S


def test_others_are_looked_for_as_rarely_as_somebody_wants() -> None:
    often, rarely = Watch(Room([body_at(600)])), Watch(Room([body_at(600)]), 6.0)
    often.run(24.0)
    rarely.run(24.0)
    # Alone it is enough to look now and then, after two looks at first.
    assert often.glances - rarely.glances == 2 + (24.0 - 1.0) // ALONE_EVERY_S - 24.0 / 6.0


class StuckEye(Eye):
    """Holds on to a pose that no longer fits, until it is made to let go."""

    stuck: Body | None = None

    def track(self, picture: Picture, time_s: float) -> Body | None:
        found = super().track(picture, time_s)
        return found if self.stuck is None else self.stuck

    def forget(self) -> None:
        super().forget()
        self.stuck = None


def stuck_on(held: Body, true: Body) -> list[Body | None]:
    """Somebody is held as another pose than they have after a second."""
    watch = Watch(Room([true]))
    eye = watch.plain = StuckEye(watch.room)
    watch.follower = Follower(eye, lambda: watch.aside, watch._glance)
    watch.run(1.0)
    eye.stuck = held
    return watch.run(2.0 * COMPANY_EVERY_S)


def test_a_pose_that_no_longer_fits_is_replaced_by_a_surer_one() -> None:
    true = body_at(600)
    found = stuck_on(body_at(560, 380, scale=0.8, visibility=0.7), true)
    assert x_of(found[0]) == pytest.approx(560, abs=60)
    assert found[-1] is true


@pytest.mark.parametrize("visibility", [0.85, 0.95])
def test_a_pose_that_is_sure_enough_is_kept(visibility: float) -> None:
    held = body_at(560, 380, scale=0.8, visibility=visibility)
    assert stuck_on(held, body_at(600))[-1] is held


def test_a_pose_that_is_unsure_is_kept_while_nothing_is_surer() -> None:
    held = body_at(560, 380, scale=0.8, visibility=0.7)
    assert stuck_on(held, body_at(600, visibility=0.75))[-1] is held


def test_others_are_counted_and_the_one_is_kept() -> None:
    one, other = body_at(600), body_at(1000, 150, scale=0.4)
    watch = Watch(Room([one]))
    watch.run(1.0)
    watch.room.people = [one, other]
    assert watch.run(ALONE_EVERY_S + 2 * COMPANY_EVERY_S) == [one] * 90
    assert watch.follower.others == 1
    watch.room.people = [one]
    watch.run(2.0)
    assert watch.follower.others == 0


def test_the_largest_and_most_central_is_followed_from_the_start() -> None:
    """The tracker's own first find was another one."""
    one, other = body_at(600), body_at(1000, 150, scale=0.4)
    found = Watch(Room([other, one])).run(2.0)
    assert all(x_of(body) == x_of(one) for body in found[20:])


def test_it_never_jumps_to_the_other() -> None:
    one, other = body_at(400, 550), body_at(900, 150, scale=0.6)
    watch = Watch(Room([one, other]))
    watch.run(2.0)
    watch.room.people = [other]
    assert set(watch.run(3.0)) == {None}
    watch.room.people = [other, one]
    back = watch.run(1.0)
    assert x_of(back[-1]) == x_of(one)


def test_when_the_one_is_gone_for_good_the_other_is_the_one() -> None:
    one, other = body_at(400, 550), body_at(900, 150, scale=0.6)
    watch = Watch(Room([one, other]))
    watch.run(2.0)
    watch.room.people = [other]
    assert x_of(watch.run(7.0)[-1]) == x_of(other)


def test_somebody_alone_may_turn_up_elsewhere() -> None:
    watch = Watch(Room([body_at(300)]))
    watch.run(2.0)
    watch.room.people = [body_at(1000)]
    assert x_of(watch.run(0.5)[-1]) == x_of(body_at(1000))


def test_somebody_lost_in_the_whole_picture_is_followed_in_a_part_of_it() -> None:
    one = body_at(640, scale=0.4)
    watch = Watch(Room([one]))
    watch.run(1.0)
    watch.room.plain_sees = False
    found = watch.run(2.0)
    assert watch.follower.look.region is not None
    assert watch.aside.let_go, "whoever it followed in another part is not this one"
    assert sum(body is None for body in found) <= 15
    np.testing.assert_allclose(found[-1].image_px, one.image_px, atol=8)  # the room's own steps
    watch.room.people = [body_at(680, scale=0.4)]
    moved = watch.run(0.5)
    assert x_of(moved[-1]) > x_of(one) + 30, "the region goes along"
    watch.room.plain_sees = True
    assert watch.run(1.0)[-1] is watch.room.people[0]
    assert watch.follower.look == PLAIN


def test_nobody_stays_nobody() -> None:
    watch = Watch(Room([]))
    assert set(watch.run(10.0)) == {None}
    assert watch.glances < 10.0 / STEP_S * 0.3


def test_a_follower_that_is_told_who_was_followed_goes_on_with_them() -> None:
    one, other = body_at(250, scale=0.6), body_at(900)
    before = Watch(Room([one]))
    before.run(1.0)
    told, new = (Watch(Room([other, one]), memory=who) for who in (before.follower.memory, None))
    assert {x_of(body) for body in told.run(1.0)} == {x_of(one)}
    assert x_of(new.run(1.0)[-1]) == x_of(other)


def test_whoever_is_alone_may_have_moved_while_nobody_looked() -> None:
    one, other = body_at(300), body_at(1000)
    alone, together = Watch(Room([one])), Watch(Room([one, other]))
    for watch in (alone, together):
        watch.run(1.0)
    assert alone.follower.memory.may_be(other, 1.0)
    assert not together.follower.memory.may_be(other, 1.0)
    assert together.follower.memory.may_be(one, 1.0)

"""Follows one person through the frames of one source, however it has to look at the pictures.

::

    plain tracker --lost--> tracker of a turned or enlarged part --lost--> one further look a frame
         ^--------------- sees the person too ----'   ^---- found twice, in two ways ---'

Now and then all people in the picture are looked for: so the right one is followed, and it can be
said that there are others.
"""

import math
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Final, Protocol

from formcheck.pose.looks import PLAIN, Body, Box, Look, Picture
from formcheck.pose.people import Lock, is_same, without_doubles
from formcheck.pose.reacquire import AGREE_TRUNKS, Search, region_look

COMPANY_EVERY_S: Final = 0.5
"""How often it is looked whether the right one is followed, and while others are or were there, for
them: 6 % more work at 30 fps; two people in every frame would be 55 % (measured)."""
ALONE_EVERY_S: Final = 2.0
"""How often others are looked for where nobody else was seen lately: somebody who comes in is
noticed after a second, as a mean, and told after another half (judgement; 1.5 % more work at
30 fps). Where the one who is followed is suddenly elsewhere, it is looked at once."""
PLAIN_EVERY_S: Final = 0.5
"""How often the plain picture is tried while another look works."""
_ROOM: Final = 1.05
"""A person has left the region looked at when their box, grown so much, reaches beyond it."""
_PAINT: Final = 128
_UNSURE: Final = 0.8
"""A tracker can hold on to a pose that no longer fits, as when somebody lies back from sitting: the
limbs' mean visibility fell to 0.6 to 0.75 then, from 0.9 (measured on rendered clips)."""
_SURER: Final = 0.1
"""A fresh look that is surer by this is taken instead (judgement)."""


class Tracker(Protocol):
    """Follows one person from picture to picture."""

    def track(self, picture: Picture, time_s: float) -> Body | None:
        """Return the person. Called in order of time."""
        ...

    def forget(self) -> None:
        """Let go: the next picture is searched anew."""
        ...


@dataclass(frozen=True, slots=True)
class Memory:
    """Who was followed, for another follower that goes on from there."""

    look: Look
    sure: bool
    lock: Lock

    def may_be(self, body: Body, time_s: float) -> bool:
        """Whether a body can be the one: alone they may have moved unseen."""
        return not self.lock.in_company(time_s) or self.lock.fits(body, time_s)


class Follower:
    """Follows one person.

    Parameters
    ----------
    plain
        Tracker of the plain picture.
    aside
        Returns the tracker of everything else; called when it looks, not before.
    people
        Returns everybody in a picture, independent of all other pictures.
    company_every_s
        How often others are looked for while there are any.
    memory
        Who is followed already; None: whoever is there.
    """

    def __init__(
        self,
        plain: Tracker,
        aside: Callable[[], Tracker],
        people: Callable[[Picture], Sequence[Body]],
        *,
        company_every_s: float = COMPANY_EVERY_S,
        memory: Memory | None = None,
    ) -> None:
        self._company_every_s = company_every_s
        self._alone_every_s = max(company_every_s, ALONE_EVERY_S)
        self._plain = plain
        self._aside = aside
        self._people = people
        memory = memory or Memory(PLAIN, sure=False, lock=Lock())
        self._look, self._sure, self._lock = memory.look, memory.sure, copy(memory.lock)
        self._search = Search()
        self._aside_follows_another = False
        """Whether the other tracker has to let go before it looks again."""
        self._plain_s = self._checked_s = self._company_s = -math.inf
        self._counted = 0

    @property
    def look(self) -> Look:
        """How the picture is looked at now."""
        return self._look

    @property
    def others(self) -> int:
        """Number of other people in the picture."""
        return self._lock.others

    @property
    def memory(self) -> Memory:
        """Who is followed now."""
        return Memory(self._look, self._sure, copy(self._lock))

    def find(self, picture: Picture, time_s: float) -> Body | None:
        """Return the person in the upright picture, None when they are not to be found."""
        body = self._track_aside(picture, time_s) or self._track_plain(picture, time_s)
        body = self._look_again(picture, time_s) if body is None else body
        if body is None:
            self._sure = False
            self._lock.give_up(time_s)
            return None
        if not self._sure:
            body = self._second_opinion(picture, time_s, body)
        return self._keep(picture, time_s, body) if self._sure else body

    def _keep(self, picture: Picture, time_s: float, body: Body) -> Body | None:
        """Keep the one of several people, whom the trackers may have left for another."""
        one: Body | None = body
        if time_s - self._checked_s >= self._company_every_s:
            one = self._check(picture, time_s, body, ask=self._asks(time_s))
        if one is not None:
            self._lock.follow(one, time_s)
            self._search.found()
        return one

    def _track_plain(self, picture: Picture, time_s: float) -> Body | None:
        body = self._plain.track(picture, time_s)
        if body is None or self._lock.fits(body, time_s):
            return body
        # Far from where the person was. Alone it is the same person, who moved unseen.
        recent = time_s - self._checked_s < self._company_every_s
        if recent and not self._lock.in_company(time_s):
            asked = time_s - self._company_s < self._company_every_s
            return body if asked else self._check_company(picture, time_s, body)
        return self._check(picture, time_s, body, ask=True)

    def _track_aside(self, picture: Picture, time_s: float) -> Body | None:
        if self._look == PLAIN:
            return None
        body = self._track_with(self._look, picture, time_s)
        if body is None or not self._lock.fits(body, time_s):
            self._look, self._sure = PLAIN, False
            return None
        if time_s - self._plain_s >= PLAIN_EVERY_S:
            self._plain_s = time_s
            plain = self._plain.track(picture, time_s)
            if plain is not None and plain.apart(body) < AGREE_TRUNKS:
                self._look = PLAIN
                return plain
            self._plain.forget()
        self._keep_in_region(body, _size(picture))
        return body

    def _track_with(self, look: Look, picture: Picture, time_s: float) -> Body | None:
        seen, aside = look.see(picture), self._aside()
        if self._aside_follows_another:
            self._aside_follows_another = False
            aside.forget()
        body = aside.track(seen, time_s)
        return None if body is None else look.to_picture(body, _size(seen))

    def _keep_in_region(self, body: Body, size_px: tuple[int, int]) -> None:
        region = self._look.region
        if region is not None and not region.holds(body.box.grown(_ROOM, size_px)):
            self._turn_to(region_look(body.box, size_px, turns=self._look.turns) or PLAIN)

    def _turn_to(self, look: Look) -> None:
        if look != self._look:
            self._look, self._aside_follows_another = look, True

    def _second_opinion(self, picture: Picture, time_s: float, body: Body) -> Body:
        """Look in other ways too at somebody found anew in the plain picture: it may be a chair."""
        size = _size(picture)
        if self._search.confirm(time_s, PLAIN, body, size) or self._search.exhausted:
            self._sure = True
            return body
        better = self._look_again(picture, time_s)
        if better is None:
            return body
        if better.apart(body) < AGREE_TRUNKS:
            self._look = PLAIN
            return body
        self._plain.forget()
        self._plain_s = time_s
        return better

    def _look_again(self, picture: Picture, time_s: float) -> Body | None:
        """Take one further look; return who was found twice, and go on looking that way."""
        size = _size(picture)
        look = self._search.next_look(time_s, self._lock.box, size)
        if look is None:
            return None
        seen = look.see(picture)
        found = [look.to_picture(body, _size(seen)) for body in self._people(seen)]
        found = [body for body in found if body.plausible and body.is_inside(size)]
        if self._lock.in_company(time_s):
            found = [body for body in found if self._lock.fits(body, time_s)]
        body = self._lock.choose(found, time_s, size) or next(iter(found), None)
        if not self._search.confirm(time_s, look, body, size):
            return None
        self._turn_to(look)
        self._sure = True
        return body

    def _asks(self, time_s: float) -> bool:
        """Whether it is time to look for others."""
        # Twice at first: others are those that two looks saw.
        settled = self._counted > 1 and not self._lock.in_company(time_s)
        every_s = self._alone_every_s if settled else self._company_every_s
        return time_s - self._company_s >= every_s

    def _check(self, picture: Picture, time_s: float, body: Body, *, ask: bool) -> Body | None:
        """Return the one, who may be another than the ``body`` followed, or somewhere else.

        ``ask`` says whether others are looked for.
        """
        self._checked_s = time_s
        afresh = self._afresh(picture, body)
        if afresh is not None:
            return self._change_to(afresh, [afresh], picture, time_s)
        return self._check_company(picture, time_s, body) if ask else body

    def _check_company(self, picture: Picture, time_s: float, body: Body) -> Body | None:
        """Look for everybody; return the one."""
        self._company_s = time_s
        self._counted += 1
        size = _size(picture)
        # Without the one: the detector finds only one of two people side by side (measured), and
        # a picture with nobody left costs less.
        rest = _without(picture, [body.outline(size)])
        seen = [one for one in self._people(rest) if one.plausible and one.is_inside(size)]
        everybody = without_doubles([body, *seen])
        self._lock.count(len(everybody) - 1, time_s)
        if len(everybody) == 1 and not self._lock.in_company(time_s):
            return body
        one = self._lock.choose(everybody, time_s, size)
        if one is None or one is body:
            return one
        return self._change_to(one, everybody, picture, time_s)

    def _afresh(self, picture: Picture, body: Body) -> Body | None:
        """Return a fresh and surer view of the same body, where the tracker's has become unsure."""
        if body.sureness >= _UNSURE:
            return None
        found = [
            one
            for one in self._people(picture)
            if one.plausible
            and one.sureness > body.sureness + _SURER
            and one.box.common(body.box).area > body.box.area / 2
            and one.apart(body) > AGREE_TRUNKS
        ]
        return max(found, key=lambda one: one.sureness, default=None)

    def _change_to(
        self, one: Body, everybody: Sequence[Body], picture: Picture, time_s: float
    ) -> Body:
        """Make the trackers follow ``one``; the others are painted over once."""
        size = _size(picture)
        others = [body.outline(size) for body in everybody if body is not one]
        alone = _without(picture, others, but=one.outline(size))
        self._plain.forget()
        body = self._plain.track(alone, time_s)
        if body is not None and is_same(body, one):
            self._look = PLAIN
            return body
        self._plain.forget()
        self._turn_to(region_look(one.box, size) or PLAIN)
        return one


def _size(picture: Picture) -> tuple[int, int]:
    return picture.shape[1], picture.shape[0]


def _without(picture: Picture, boxes: Sequence[Box], *, but: Box | None = None) -> Picture:
    """Return the picture with boxes painted over; what is inside ``but`` stays."""
    painted = picture.copy()
    for box in boxes:
        painted[_part(box)] = _PAINT
    if but is not None:
        painted[_part(but)] = picture[_part(but)]
    return painted


def _part(box: Box) -> tuple[slice, slice]:
    return slice(int(box.top), int(box.bottom)), slice(int(box.left), int(box.right))

"""Counts repetitions in which one arm and the opposite leg rise together (bird-dog).

Each arm is paired with the leg of the other side. A repetition runs from the first of the two
limbs leaving its rest until both are back; it is counted for the side of the arm.
"""

import math
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from formcheck.checking.counter import (
    LOST_S,
    OUT_OF_SIGHT,
    HoldClock,
    Moving,
    Phase,
    Stopwatch,
    Tick,
    held,
    took_long,
)
from formcheck.checking.results import Hold, NotJudgedSpan, Rep, RepKind
from formcheck.exercises.spec import LimbRule
from formcheck.features.reading import Reading
from formcheck.landmarks import Side
from formcheck.language import N_, _


def sided(name: str, side: Side) -> str:
    """Return the key of a feature that is measured on one given side."""
    return f"{name}_{side.value}"


_LIMBS: Final = {
    ("arm", Side.LEFT): N_("left arm"),
    ("arm", Side.RIGHT): N_("right arm"),
    ("leg", Side.LEFT): N_("left leg"),
    ("leg", Side.RIGHT): N_("right leg"),
}
ENOUGH_S: Final = 0.4
"""A limb that was up for less than this was not up (judgement: longer than the debounce)."""
RAISED: Final = 2.0
"""Share at which a leg is surely raised, where the leg alone has to tell (judgement)."""
STILL_S: Final = 0.4
STILL_DEG: Final = 5.0
"""A leg that moves more than this in that time is on its way: 12 degrees a second (judgement)."""
BLIND_S: Final = 0.3
"""After a leg was out of sight for so long on its way up, one that is up may be either: the pose
model then often takes the far leg for the near one (seen on a rendered clip; time: judgement)."""
TRY: Final = 0.6
"""Share of the way from down to up that makes an attempt (clinical notes, section 8)."""


@dataclass(slots=True)
class _Lift:
    """One repetition that is under way. Pairs are named by the side of the arm."""

    start_s: float
    pair: Side
    up_s: dict[tuple[str, Side], float] = field(default_factory=lambda: defaultdict(float))
    """Seconds that a limb was up, by ("arm" | "leg", side), and ("both", side of the arm)."""
    unseen_s: dict[tuple[str, Side], float] = field(default_factory=lambda: defaultdict(float))
    """Seconds that the limb could not be seen while its partner was up."""
    guessed_s: dict[Side, float] = field(default_factory=lambda: defaultdict(float))
    """Seconds in which an arm was taken to be up without being seen."""
    blind_s: float = 0.0
    """Seconds on the way up in which a leg was not seen: after that, which one is up is a guess."""
    farthest: float = 0.0
    """Largest share of the way that any limb went."""
    extreme: Reading | None = None
    both_from_s: float = math.nan
    both_to_s: float = math.nan
    lost_s: float = 0.0
    recent: deque[tuple[float, float]] = field(default_factory=deque)

    def watch(self, time_s: float, leg_deg: float) -> None:
        """Take in the leg's height; unseen, it counts as still."""
        if math.isfinite(leg_deg):
            self.recent.append((time_s, leg_deg))
        while self.recent and time_s - self.recent[0][0] > STILL_S:
            self.recent.popleft()

    @property
    def is_still(self) -> bool:
        """Whether the leg has stopped: on its way it is neither too high nor too low."""
        values = [value for _, value in self.recent]
        return not values or max(values) - min(values) <= STILL_DEG


class LimbCounter:
    """READY, MOVING, HOLDING, RETURNING and back; see `Phase`."""

    def __init__(self, rule: LimbRule) -> None:
        self.rule = rule
        self.reps: list[Rep] = []
        self.holds: list[Hold] = []
        self.uncounted: list[NotJudgedSpan] = []
        self.clock: HoldClock | None = None
        self._watch = Stopwatch()
        self.disarm()

    def arm(self, baseline: Mapping[str, float], since_s: float) -> None:
        """Begin with all limbs down."""
        del baseline
        self.disarm()
        self._rested_s = since_s

    def disarm(self, left_s: float = math.nan) -> None:
        """Forget a repetition that was not finished."""
        del left_s
        self.phase = Phase.READY
        self.progress = 0.0
        self.moving = Moving()
        self._rested_s = math.nan
        self._lift: _Lift | None = None

    def pause(self, time_s: float) -> None:
        """Let the time pass uncounted; after too long the repetition is given up."""
        step_s = self._watch.step(time_s)
        if self._lift is not None:
            self._lift.lost_s += step_s
            if self._lift.lost_s > LOST_S:
                self.uncounted.append(NotJudgedSpan(_(OUT_OF_SIGHT), self._lift.start_s, time_s))
                self.disarm()

    def update(self, tick: Tick) -> None:
        """Take in one frame."""
        step_s = self._watch.step(tick.time_s)
        shares = {
            **{("arm", side): self._arm_share(tick, side) for side in Side},
            **{("leg", side): self._leg_share(tick, side) for side in Side},
        }
        seen = [share for share in shares.values() if math.isfinite(share)]
        if all(share <= 0.0 for share in seen):
            self._rested_s = tick.time_s
            if self._lift is not None:
                self._finish(self._lift, tick.time_s)
            return
        pair = self._pair(shares)
        if self._lift is None:
            start_s = self._rested_s if math.isfinite(self._rested_s) else tick.time_s
            self._lift = _Lift(start_s, pair)
        lift = self._lift
        lift.lost_s, lift.pair = 0.0, pair
        lift.farthest = max(lift.farthest, *seen)
        self._follow(lift, tick, shares, step_s)

    def _arm_share(self, tick: Tick, side: Side) -> float:
        """How far the arm is from down (0) to up (1); 0 when it points to the ceiling."""
        value = tick.readings[sided(self.rule.arm_signal, side)].value
        if value > self.rule.arm_max:
            return 0.0
        return (value - self.rule.arm_down) / (self.rule.arm_up - self.rule.arm_down)

    def _leg_share(self, tick: Tick, side: Side) -> float:
        value = tick.readings[sided(self.rule.leg_signal, side)].value
        return (value - self.rule.leg_down) / (self.rule.leg_up - self.rule.leg_down)

    def _pair(self, shares: Mapping[tuple[str, Side], float]) -> Side:
        """Return the arm's side of the pair that is farther up; the leg tells it best."""

        def height(arm: Side) -> float:
            arm_share, leg_share = shares["arm", arm], shares["leg", arm.other]
            known = [min(share, 1.0) for share in (arm_share, leg_share) if math.isfinite(share)]
            return sum(known)

        return max(Side, key=height)

    def _follow(
        self, lift: _Lift, tick: Tick, shares: Mapping[tuple[str, Side], float], step_s: float
    ) -> None:
        up = {limb for limb, share in shares.items() if share >= 1.0}
        lift.blind_s += step_s * self._is_blind(shares, up)
        unseen = self._unseen_arms(shares, up)
        up |= unseen
        for limb in up:
            lift.up_s[limb] += step_s
        for _arm, side in unseen:
            lift.guessed_s[side] += step_s
        for kind, other in (("arm", "leg"), ("leg", "arm")):
            for side in Side:
                if (other, side.other) in up and not math.isfinite(shares[kind, side]):
                    lift.unseen_s[kind, side] += step_s
        arm, leg = ("arm", lift.pair), ("leg", lift.pair.other)
        lift.watch(tick.time_s, tick.readings[sided(self.rule.leg_signal, lift.pair.other)].value)
        self.moving = Moving(arm=lift.pair, leg=lift.pair.other)
        known = [shares[limb] for limb in (arm, leg) if math.isfinite(shares[limb])]
        self.progress = min(1.0, max(0.0, min(known, default=0.0)))
        if arm in up and leg in up:
            self._both_up(lift, tick, step_s)
        elif lift.up_s["both", lift.pair] > 0.0:
            self.phase = Phase.RETURNING
        else:
            self.phase = Phase.MOVING

    @staticmethod
    def _is_blind(shares: Mapping[tuple[str, Side], float], up: set[tuple[str, Side]]) -> bool:
        """Whether no leg is up yet, and one is not seen."""
        legs = [("leg", side) for side in Side]
        return up.isdisjoint(legs) and not all(math.isfinite(shares[leg]) for leg in legs)

    @staticmethod
    def _unseen_arms(
        shares: Mapping[tuple[str, Side], float], up: set[tuple[str, Side]]
    ) -> set[tuple[str, Side]]:
        """Return the arms out of sight whose leg is up while the other arm is not.

        A long arm often leaves the picture, or hides behind the head. The leg tells that the
        repetition was done, the note that the arm was not seen.
        """
        return {
            ("arm", side)
            for side in Side
            if not math.isfinite(shares["arm", side])
            and shares["leg", side.other] >= RAISED
            and ("arm", side.other) not in up
        }

    def _both_up(self, lift: _Lift, tick: Tick, step_s: float) -> None:
        lift.up_s["both", lift.pair] += step_s
        if not math.isfinite(lift.both_from_s):
            lift.both_from_s = tick.time_s
        lift.both_to_s = tick.time_s
        leg = tick.readings[sided(self.rule.leg_signal, lift.pair.other)]
        if lift.extreme is None or leg.value > lift.extreme.value:
            lift.extreme = leg
        falling = leg.value < lift.extreme.value - STILL_DEG
        on_its_way = Phase.RETURNING if falling else Phase.MOVING
        self.phase = Phase.HOLDING if lift.is_still else on_its_way

    def _finish(self, lift: _Lift, time_s: float) -> None:
        self._lift, self.phase, self.progress = None, Phase.READY, 0.0
        self.moving = Moving()
        if time_s - lift.start_s < self.rule.min_s:
            return
        side = max(Side, key=lambda arm: lift.up_s["both", arm])
        verdict = self._judge(lift, side, time_s)
        if verdict is None:
            self._explain_uncounted(lift, time_s)
            return
        turn_s = (lift.both_from_s + lift.both_to_s) / 2
        self.reps.append(
            Rep(
                number=len(self.reps) + 1,
                side=side if lift.up_s["both", side] > 0.0 else lift.pair,
                start_s=lift.start_s,
                turn_s=turn_s if math.isfinite(turn_s) else (lift.start_s + time_s) / 2,
                end_s=time_s,
                extreme=lift.extreme.value if lift.extreme else math.nan,
                sd=lift.extreme.sd if lift.extreme else math.nan,
                kind=verdict[0],
                note=verdict[1],
            )
        )

    def _explain_uncounted(self, lift: _Lift, time_s: float) -> None:
        """Say which limb was missing, if one was; a movement that was no try needs no word."""
        if lift.unseen_s:
            limb = _(_LIMBS[max(lift.unseen_s, key=lambda one: lift.unseen_s[one])])
            reason = _("A repetition was not counted: your {limb} could not be seen.")
            reason = reason.format(limb=limb)
            self.uncounted.append(NotJudgedSpan(reason, lift.start_s, time_s))

    def _judge(self, lift: _Lift, side: Side, time_s: float) -> tuple[RepKind, str] | None:
        """Return kind and note; None when it cannot be judged or was no try at all."""
        if time_s - lift.start_s > self.rule.max_s:
            return RepKind.ATTEMPT, took_long(self.rule.max_s)
        both_s = lift.up_s["both", side]
        if lift.blind_s >= BLIND_S and not both_s:
            both_s = self._same_side_s(lift)
        if both_s >= self.rule.hold_s:
            return RepKind.FULL, self._note(lift, side, both_s)
        if both_s >= ENOUGH_S:
            return RepKind.PARTIAL, held(both_s, self.rule.hold_s, 1)
        return self._judge_single(lift)

    @staticmethod
    def _same_side_s(lift: _Lift) -> float:
        """Return for how long an arm and the leg of its own side seemed to be up."""
        return max(min(lift.up_s["arm", side], lift.up_s["leg", side]) for side in Side)

    def _note(self, lift: _Lift, side: Side, both_s: float) -> str:
        notes = []
        if both_s < self.rule.dose_hold_s:
            notes.append(held(both_s, self.rule.dose_hold_s))
        if lift.guessed_s[side] > both_s / 2.0:
            arm = _LIMBS["arm", side]
            notes.append(_("{limb} not seen").format(limb=_(arm)))
        if not lift.up_s["both", side]:
            notes.append(_("not seen which leg"))
        return ", ".join(notes)

    def _judge_single(self, lift: _Lift) -> tuple[RepKind, str] | None:
        up = {limb for limb, seconds in lift.up_s.items() if seconds >= ENOUGH_S}
        if not up:
            return (RepKind.ATTEMPT, _("turned back early")) if lift.farthest >= TRY else None
        if any(seconds >= ENOUGH_S for seconds in lift.unseen_s.values()):
            return None
        if any(("arm", side) in up and ("leg", side) in up for side in Side):
            return RepKind.PARTIAL, _("opposite arm and leg, please")
        arm = max(up, key=lambda one: lift.up_s[one])[0] == "arm"
        only = _("only the arm was lifted") if arm else _("only the leg was lifted")
        return RepKind.PARTIAL, only

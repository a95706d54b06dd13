"""One look after another: whether to look at all, what is seen, and what is told. No threads.

::

    system --Surround--> Pace --released--> camera closed, Desk.released
                          |--else--> Shutter -> estimator -> Calibration (no baseline yet)
                                                          -> Desk -> DeskView, Told
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from formcheck.capture.frame import Frame
from formcheck.capture.light import LightWatch
from formcheck.desk.baseline import Calibrating, Calibration, Profile, choose, is_whole
from formcheck.desk.desk import Desk, DeskNow
from formcheck.desk.manners import Manners, Nap
from formcheck.desk.pace import EMPTY_S, LEAST_BATTERY, USUAL_S, Look, Pace, Release
from formcheck.desk.reminder import Held, Quiet
from formcheck.desk.seen import Seer
from formcheck.desk.shutter import Clock, Shutter
from formcheck.desk.surround import Ask, Surround
from formcheck.desk.unchanged import Unchanged
from formcheck.desk.view import DeskState, DeskView, Told, Topic
from formcheck.errors import SourceError
from formcheck.language import N_, _
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.pose import Pose

LEARN_EVERY_S: Final = 0.25
"""While the baseline is looked for somebody watches the picture: 4 a second (judgement)."""
RETRY_S: Final = (2.0, 5.0, 15.0)
"""A camera that gives nothing is tried again after so long, at last each 15 s (judgement)."""
AGAIN_S: Final = 600.0
"""Who did not sit still is asked again after ten minutes (judgement)."""
GET_READY_S: Final = 6.0
"""Who is asked to sit tall has so long to read it and to do so (judgement)."""
_TITLES: Final = {
    Topic.SITTING: N_("How you sit"),
    Topic.BREAK: N_("Time for a break"),
    Topic.BASELINE: N_("Your baseline"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPlan:
    """What the reminder begins with."""

    profiles: tuple[Profile, ...] = ()
    """Every baseline that is known; the one of this camera and these screens is chosen."""
    displays: str = ""
    """The arrangement of screens: see `Profile.displays`."""
    manners: Manners = field(default_factory=Manners)
    usual_s: float = USUAL_S
    """Seconds between two looks."""
    least_battery: float = LEAST_BATTERY


class Watcher:
    """Follows one person at one desk; lives in one thread.

    Parameters
    ----------
    plan
        What to begin with.
    shutter
        The camera.
    estimator
        Entered already.
    clock, ask
        Time, and what else goes on at the computer.
    tell
        Called with what is to be told, once each.
    """

    def __init__(
        self,
        plan: DeskPlan,
        shutter: Shutter,
        estimator: PoseEstimator,
        *,
        clock: Clock,
        ask: Ask,
        tell: Callable[[Told], None],
    ) -> None:
        self.view = DeskView(state=DeskState.OPENING)
        self.paused = self.exercises = False
        self._plan, self._shutter, self._estimator = plan, shutter, estimator
        self._clock, self._ask, self._tell = clock, ask, tell
        self._pace = Pace(plan.usual_s, plan.least_battery)
        self._seer, self._lights = Seer(), LightWatch()
        self._unchanged = Unchanged()
        self._pose: Pose | None = None
        self._profiles = plan.profiles
        self._profile: Profile | None = None
        self._desk: Desk | None = None
        self._learning: Calibration | None = None
        self._again_s = self._sit_tall_s = self._ready_s = 0.0
        self._in_vain = 0
        self._quiet, self._held = Quiet(plan.manners), Held.NOT
        self._failed = 0
        self._stale = False

    # --- what somebody wants; each holds from the next look on

    def learn(self) -> None:
        """Look for the baseline anew."""
        self._learning = self._calibration()

    def reopen(self) -> None:
        """Close the camera: another one was chosen, which the next look opens."""
        self._shutter.close()

    def arrange(self, displays: str) -> None:
        """Take in that the screens stand otherwise: another baseline may hold."""
        self._plan = replace(self._plan, displays=displays)
        self._profile, self._again_s = None, 0.0

    def behave(self, manners: Manners, usual_s: float, least_battery: float) -> None:
        """Behave otherwise from now on."""
        self._plan = replace(self._plan, manners=manners)
        self._pace.usual_s, self._pace.least_battery = usual_s, least_battery
        if self._desk is not None:
            self._desk.behave(manners)

    def snooze(self, nap: Nap | None) -> None:
        """Say nothing for a while; None: speak again."""
        if nap is None:
            self._quiet.wake()
        else:
            self._quiet.snooze(nap, self._clock.wall())

    # --- looking

    def step(self) -> float:
        """Look once, or ask whether it may; return in how many seconds to do it again."""
        around = self._ask()
        self._hush(around)
        power = around.power(paused=self.paused, exercises=self.exercises)
        released = self._pace.released(power)
        if released is not None:
            return self._stay_closed(around, released)
        if self._waits():
            self._show(DeskState.UNKNOWN)
            return EMPTY_S
        try:
            frame = self._shutter.look()
        except SourceError as error:
            return self._lost(around, str(error))
        self._failed = 0
        if frame is None:
            self._show(DeskState.ENDED)
            return EMPTY_S
        frame = replace(frame, time_s=self._clock.now_s())
        self._pose = self._find(frame)
        return self._look(frame, self._pose, around)

    def end(self, failure: str = "") -> None:
        """Close everything; the last view holds the days as they are to be kept."""
        self._shutter.close()
        if self._desk is not None:
            self._desk.close(self._clock.now_s(), self._clock.wall())
        self._show(DeskState.FAILED if failure else DeskState.ENDED, message=failure)

    def _hush(self, around: Surround) -> None:
        """Find out whether anything may be said, also while nobody's baseline is known."""
        self._quiet.manners = self._plan.manners
        now_s, wall = self._clock.now_s(), self._clock.wall()
        self._held = self._quiet.update(now_s, wall, around.around)

    def _stay_closed(self, around: Surround, look: Look) -> float:
        self._shutter.close()
        self._show(DeskState.RELEASED, now=self._without(around, look), release=look.release)
        return look.every_s

    def _lost(self, around: Surround, message: str) -> float:
        wait_s = RETRY_S[min(self._failed, len(RETRY_S) - 1)]
        self._failed += 1
        self._show(DeskState.LOST, message=message, now=self._without(around, Look(wait_s)))
        return wait_s

    def _without(self, around: Surround, look: Look) -> DeskNow | None:
        if self._desk is None:
            return None
        now_s, wall = self._clock.now_s(), self._clock.wall()
        return self._desk.released(now_s, wall, look, around.around)

    def _find(self, frame: Frame) -> Pose | None:
        """Return whom a picture shows; the model looks only where it may have changed."""
        same = self._unchanged.same(frame)
        # What is learned is the spread of the model's own answers, too.
        judges = self._profile is not None and self._learning is None
        if same and judges and self._pose is not None:
            return self._pose
        return self._estimator.estimate(frame)

    def _look(self, frame: Frame, pose: Pose | None, around: Surround) -> float:
        if self._profile is None or self._profile.camera != self._shutter.name:
            self._choose()
        desk = None if self._profile is None else self._desk
        if desk is None or self._learning is not None:
            if self._learning is None:
                self._get_ready()
            self._learning = self._learning or self._calibration()
            return self._learn(self._learning, frame, pose)
        return self._judge(desk, frame, pose, around)

    def _waits(self) -> bool:
        """Whether nothing is to be seen: nobody sat still a while ago, and is asked again later."""
        known = self._profile is not None or self._learning is not None
        return not known and self._clock.now_s() < self._again_s

    def _choose(self) -> None:
        self._profile = None
        whole = [one for one in self._profiles if is_whole(one, self._seer.exercise)]
        found = choose(whole, self._shutter.name, self._plan.displays)
        if found is not None:
            self._use(found)

    def _use(self, profile: Profile) -> None:
        self._profile, self._stale = profile, False
        if self._desk is None:
            wall = self._clock.wall()
            self._desk = Desk(profile, wall, self._plan.manners, self._seer, self._pace)
            # One and the same: it is quiet whether a baseline is known or not.
            self._desk.quiet = self._quiet
        else:
            self._desk.learned(profile)

    def _calibration(self) -> Calibration:
        return Calibration(self._seer.exercise, self._shutter.name, self._plan.displays)

    def _get_ready(self) -> None:
        """Say that it learns: another camera or another screen, and nobody looks at its window.

        At the very first start the window says it.
        """
        if self._profiles and self._ask_to_sit_tall():
            self._ready_s = self._clock.now_s() + GET_READY_S

    def _learn(self, learning: Calibration, frame: Frame, pose: Pose | None) -> float:
        if self._clock.now_s() < self._ready_s:
            self._show(DeskState.LEARNING, frame=frame, pose=pose)
            return LEARN_EVERY_S
        # The camera may have had no name yet when somebody asked to learn.
        learning.camera, learning.displays = self._shutter.name, self._plan.displays
        found = learning.update(self._seer.see(frame.time_s, pose), self._clock.wall())
        if found.profile is not None:
            self._learning, self._sit_tall_s, self._in_vain = None, 0.0, 0
            self._profiles = (*self._profiles, found.profile)
            self._use(found.profile)
        elif found.gave_up:
            return self._give_up(found)
        state = DeskState.LEARNING if found.profile is None else DeskState.WATCHING
        self._show(state, learning=found, frame=frame, pose=pose)
        return LEARN_EVERY_S

    def _give_up(self, found: Calibrating) -> float:
        """Go on with the baseline that there was; without one nothing is judged."""
        self._learning, self._again_s = None, self._clock.now_s() + AGAIN_S
        if self._profile is not None:
            self._show(DeskState.WATCHING, learning=found)
            return self._pace.usual_s
        self._shutter.close()
        self._show(DeskState.UNKNOWN, learning=found)
        self._ask_to_sit_tall()
        return EMPTY_S

    def _ask_to_sit_tall(self) -> bool:
        """Ask, more rarely each time that it was in vain, and not while it is to be quiet."""
        now_s, gaps_s = self._clock.now_s(), self._plan.manners.gaps_s
        if self._held or now_s < self._sit_tall_s:
            return False
        self._say(Topic.BASELINE, _("Sit tall for five seconds, so that I learn how you sit."))
        self._sit_tall_s = now_s + gaps_s[min(self._in_vain, len(gaps_s) - 1)]
        self._in_vain += 1
        return True

    def _judge(self, desk: Desk, frame: Frame, pose: Pose | None, around: Surround) -> float:
        light = self._lights.look(frame) if pose is None else None
        now = desk.update(frame.time_s, self._clock.wall(), pose, light, around.around)
        self._say(Topic.SITTING, now.nudge.cue)
        self._say(Topic.BREAK, now.stand)
        self._tell_stale(now)
        release = now.look.release
        if release is not None:
            self._shutter.close()
        state = DeskState.WATCHING if release is None else DeskState.RELEASED
        self._show(state, now=now, release=release)
        return now.look.every_s

    def _tell_stale(self, now: DeskNow) -> None:
        """Say once that the baseline does not fit, as soon as anything may be said."""
        stale = now.sat.stale
        if stale is None:
            self._stale = False
        elif not self._stale and not now.held:
            self._stale = True
            self._say(Topic.BASELINE, f"{stale.reason} {stale.mend}".strip())

    def _say(self, topic: Topic, text: str) -> None:
        if text:
            self._tell(Told(topic, _(_TITLES[topic]), text))

    def _show(
        self,
        state: DeskState,
        *,
        message: str = "",
        release: Release | None = None,
        learning: Calibrating | None = None,
        frame: Frame | None = None,
        pose: Pose | None = None,
        now: DeskNow | None = None,
    ) -> None:
        self.view = DeskView(
            state=state,
            message=message,
            release=release,
            learning=learning,
            frame=frame,
            pose=pose,
            profile=self._profile,
            now=now,
            days=() if self._desk is None else (*self._desk.days.over, self._desk.days.today),
            snoozed_until=self._quiet.until,
        )

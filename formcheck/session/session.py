"""One exercise session: poses in, updates out. Pure and synchronous, the same live and offline.

::

    pose -> trust, smoothing -> side, view -> readings -> start gate / counter -> checks -> cue
"""

import math
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Final

from formcheck.capture.light import Light
from formcheck.checking.counter import Counter, Phase
from formcheck.checking.guided import GuidedPacer
from formcheck.checking.limbs import sided
from formcheck.checking.results import NotJudgedSpan, ViewEstimate
from formcheck.checking.snapshots import SnapshotTaker
from formcheck.checking.start import KeepGate, StartGate
from formcheck.checking.view import UNKNOWN, ViewWatcher, allows, nearest
from formcheck.exercises.spec import Exercise, LimbRule, View
from formcheck.features.error_model import TOO_UNSURE, ErrorModel, load_error_model
from formcheck.features.reading import Reading
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Joint, Side
from formcheck.language import _
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.session import reasons
from formcheck.session.checks import Checks, Situation
from formcheck.session.counters import (
    counted_by,
    cue_after,
    make_counter,
    outline_gap,
    settle_gate,
)
from formcheck.session.cues import CueDirector
from formcheck.session.measure import GAP_S, Measurer
from formcheck.session.record import SCHEMA, SessionRecord, SourceSummary
from formcheck.session.record_builder import (
    NotJudgedLog,
    SeriesLog,
    counts,
    fault_spans,
    with_faults,
)
from formcheck.session.setup import TURN_MORE, setup_steps, turned_enough
from formcheck.session.sight import Eyes, Sight
from formcheck.session.update import Cue, Focus, NotJudged, SetupStep, Update
from formcheck.session.zero import PersonalZero

AFTER_S: Final = 1.0
"""So long after a repetition something is said about it."""
AWAY_S: Final = 5.0
"""Not seen for so long, the person has to take the start pose again (judgement)."""


class Session:
    """Follows one person through one exercise; ``zero_shift_deg`` is the person's own zero."""

    def __init__(
        self,
        exercise: Exercise,
        error_model: ErrorModel | None = None,
        zero_shift_deg: float = 0.0,
        eyes: Eyes | None = None,
    ) -> None:
        self.exercise = exercise
        self.error_model = error_model or load_error_model()
        self._eyes, self._sight, self._views = eyes or Eyes(), Sight(), ViewWatcher()
        self._measurer = Measurer(exercise, self.error_model)
        self.zero = PersonalZero(exercise, zero_shift_deg)
        self._start, self._keep = StartGate(exercise.start), KeepGate(exercise.keeps)
        self._settle = settle_gate(exercise)
        self._counter = make_counter(exercise.rule)
        self._checks = Checks(exercise)
        self._cues = CueDirector()
        self._unjudged = NotJudgedLog()
        units = {key: feature.unit for key, (feature, _) in self._measurer.features.items()}
        self.readings, self._series = tuple(units), SeriesLog(units)
        self._baseline: Mapping[str, float] = {}
        self.armed = False
        """Whether the start pose was held and the exercise is going on."""
        self._asked_to_turn = False
        self._light: Light | None = None
        self._view: ViewEstimate = UNKNOWN
        self._time_s = self._judged_s = -math.inf
        self._frames = 0

    def update(self, time_s: float, pose: Pose | None, light: Light | None = None) -> Update:
        """Take in the raw pose of one frame, ``None`` when nobody is seen, and its light.

        Raises
        ------
        ValueError
            When the time does not increase.
        """
        self._check_time(time_s)
        self._light = light
        readings, blocked = self.follow(time_s, self._eyes.see(pose))
        found = (*self._list_unjudged(readings, blocked), *reasons.company(self._sight.pose))
        unjudged = tuple(map(reasons.in_language, found))
        self._log(time_s, readings, unjudged, judged=blocked is None)
        cue = self._cues.update(time_s, self._checks.watchers, self._extra_cue(time_s))
        return self._update(readings, blocked, unjudged, cue)

    def follow(self, time_s: float, sight: Sight) -> tuple[Mapping[str, Reading], NotJudged | None]:
        """Count and judge one frame, and say nothing about it.

        In place of `update` where several sessions look at the same body: each frame is seen once
        and followed by all. Returns the readings, and why nothing can be judged.
        """
        self._check_time(time_s)
        self._time_s, self._frames, self._sight = time_s, self._frames + 1, sight
        if sight.pose is not None:
            self._view = self._views.follow(sight.view)
        blocked = self._blocked(time_s, sight.pose)
        measured = self._measurer.measure(time_s, sight, self._view)
        readings = self.zero.update(time_s, measured, self._view, ready=blocked is None)
        staying = self._advance(time_s, readings, blocked)
        self._check(time_s, readings, judged=staying)
        return readings, blocked

    def _check_time(self, time_s: float) -> None:
        if time_s <= self._time_s:
            raise ValueError(f"expected a time after {self._time_s} s, got {time_s} s")

    def tap(self) -> None:
        """Count a repetition that the person reports; only guided movements are told."""
        if isinstance(self._counter, GuidedPacer) and math.isfinite(self._time_s):
            self._counter.tell(self._time_s)

    def find_zero(self) -> None:
        """Look for the person's own zero from now on; used as soon as it is found."""
        self.zero.find()

    def finish(self, source: SourceSummary, model: ModelInfo, ended: str = "") -> SessionRecord:
        """Return the record of everything so far, as if it ended now; it may go on after that."""
        counter = deepcopy(self._counter)
        counter.disarm()
        faults = fault_spans(self._checks.watchers)
        reps = with_faults(counter.reps, faults)
        return SessionRecord(
            schema=SCHEMA,
            exercise=self.exercise.slug,
            title=self.exercise.title,
            exercise_version=self.exercise.version,
            error_model=self.error_model.version,
            model=model,
            source=source,
            view=self._series.view(),
            graded_fraction=self._series.graded_fraction,
            counts=counts(reps),
            reps=reps,
            holds=tuple(counter.holds),
            faults=faults,
            not_judged=self._not_judged(counter),
            series=self._series.series(),
            focus=self._focus_key(),
            zero_shift_deg=self.zero.shift_deg,
            averages=self._averages(),
            ended=ended,
        )

    def _not_judged(self, counter: Counter) -> tuple[NotJudgedSpan, ...]:
        spans = (*self._unjudged.spans(), *counter.uncounted)
        return tuple(sorted(spans, key=lambda span: (span.start_s, span.reason)))

    def _averages(self) -> Mapping[str, Reading]:
        return self._counter.averages if isinstance(self._counter, SnapshotTaker) else {}

    # What can be seen

    def _wanted_view(self) -> View:
        return nearest(self._view, self.exercise.camera.views)

    def _blocked(self, time_s: float, pose: Pose | None) -> NotJudged | None:
        """Say why nothing can be judged now; short gaps are bridged."""
        reason = self._reason(pose)
        if reason is None:
            self._judged_s = time_s
        bridged = self.armed and time_s - self._judged_s <= GAP_S
        return None if bridged else reason

    def _reason(self, pose: Pose | None) -> NotJudged | None:
        if pose is None:
            return reasons.nobody(self._light)
        wanted = self._wanted_view()
        if not allows(self._view, self.exercise.camera.views):
            return reasons.TURN_SIDE if wanted is View.SIDE else reasons.TURN_FRONT
        return reasons.unseen(pose, self._needs(wanted), self._sides(wanted))

    def _needs(self, view: View) -> tuple[Joint, ...]:
        return self.exercise.needs[view]

    def _sides(self, view: View) -> tuple[Side, ...]:
        near = self._sight.side
        return tuple(Side) if view is View.FRONT or near is None else (near,)

    # Counting

    def _advance(
        self, time_s: float, readings: Mapping[str, Reading], blocked: NotJudged | None
    ) -> bool:
        """Move the start gate or the counter on; return whether form can be judged now."""
        if not self.armed:
            started = self._start.update(time_s, readings, self._view, ready=blocked is None)
            if started is None:
                return False
            self.armed = True
            self._views.lock()
            self._counter.arm(started, self._start.since_s)
            self._baseline = {} if self._settle else started
        self._find_baseline(time_s, readings, ready=blocked is None)
        if blocked is None and self._keep.update(time_s, readings, self._view):
            self._counter.update(self._checks.tick(time_s, readings, self._sight.side))
            return True
        # Getting out of the exercise, or out of sight: neither time nor form counts.
        self._counter.pause(time_s)
        if time_s - self._judged_s > AWAY_S or self._keep.left(time_s):
            self._disarm()
        return False

    def _find_baseline(
        self, time_s: float, readings: Mapping[str, Reading], *, ready: bool
    ) -> None:
        if self._settle is not None and not self._baseline:
            settled = self._settle.update(time_s, readings, self._view, ready=ready)
            self._baseline = settled or {}

    def _disarm(self) -> None:
        self._counter.disarm(self._keep.left_s)
        self._keep.reset()
        self._views.unlock()
        self.armed = False

    # Checks

    def _check(self, time_s: float, readings: Mapping[str, Reading], *, judged: bool) -> None:
        taker = self._counter
        if isinstance(taker, SnapshotTaker):
            self._checks.judge_snapshot(taker, self._baseline, self._view)
        elif judged:
            self._checks.update(time_s, readings, self._baseline, self._situation())
        else:
            self._checks.close()

    def _situation(self) -> Situation:
        return Situation(self._counter.phase, self._counter.moving, self._view)

    def _list_unjudged(
        self, readings: Mapping[str, Reading], blocked: NotJudged | None
    ) -> tuple[NotJudged, ...]:
        pose = self._sight.pose
        if blocked is not None or pose is None:
            return (blocked or reasons.nobody(self._light),)
        if not self.armed:
            return ()
        found = {one.reason: one for one in self._unknown(readings)}
        for key, side, limb in self._looked_at():
            feature, _paired = self._measurer.features[key]
            if readings[key].judged:
                continue
            sides = tuple(Side) if feature.paired else (side,)
            reason = reasons.unseen(pose, feature.needs, sides, limb=limb)
            if reason is None and readings[key].why_not == TOO_UNSURE:
                reason = reasons.unsure(limb)
            default = reasons.OUTLINE_LOST if feature.outline else reasons.HEAD_TURNED
            reason = reason or default
            found.setdefault(reason.reason, reason)
        return tuple(found.values())

    def _unknown(self, readings: Mapping[str, Reading]) -> Iterator[NotJudged]:
        """Give what is not known of the person, whatever is looked at now."""
        if self._settle is not None and not self._baseline:
            yield reasons.NO_BASELINE
        outline = outline_gap(self._counter, readings)
        if outline is not None:
            yield outline

    def _looked_at(self) -> list[tuple[str, Side, str]]:
        """Return key, side and limb of every reading that a check or the counter looks at now."""
        near = self._sight.side or Side.LEFT
        looked = []
        for check, key in self._checks.due(self._situation()):
            limb_side = getattr(self._counter.moving, check.where.value, None)
            name = f"{limb_side.value} {check.where.value}" if limb_side else ""
            looked.append((key, limb_side or near, name))
        rule, moving = self.exercise.rule, self._counter.moving
        if isinstance(rule, LimbRule) and moving.arm and moving.leg:
            looked.append((sided(rule.arm_signal, moving.arm), moving.arm, f"{moving.arm} arm"))
            looked.append((sided(rule.leg_signal, moving.leg), moving.leg, f"{moving.leg} leg"))
        return looked

    # Results

    def _log(
        self,
        time_s: float,
        readings: Mapping[str, Reading],
        unjudged: tuple[NotJudged, ...],
        *,
        judged: bool,
    ) -> None:
        self._series.update(time_s, readings, yaw_deg=self._view.yaw_deg)
        self._series.grade(time_s, armed=self.armed, judged=judged)
        waiting = () if self.armed or not judged else (self._waiting(readings),)
        self._unjudged.update(time_s, (*unjudged, *waiting))

    def _waiting(self, readings: Mapping[str, Reading]) -> NotJudged:
        missing = self._start.unmet(readings, self._view)
        todo = missing[0].text if missing else _("Hold the start pose still.")
        return NotJudged(_("The exercise has not started yet."), todo)

    def _extra_cue(self, time_s: float) -> str:
        """Return what to say when no check has anything to say."""
        reps = self._counter.reps
        if reps and time_s - reps[-1].end_s < AFTER_S:
            cue = cue_after(self.exercise.rule, reps[-1])
            if cue:
                return cue
        if self.armed and not self._asked_to_turn and not turned_enough(self._view):
            self._asked_to_turn = True
            return TURN_MORE
        return ""

    def _focus_key(self) -> str:
        name = counted_by(self._counter) or self.exercise.focus[self._wanted_view()]
        leg = self._counter.moving.leg
        if leg is not None and sided(name, leg) in self._measurer.features:
            return sided(name, leg)
        return name

    def _focus(self, readings: Mapping[str, Reading]) -> Focus | None:
        key = self._focus_key()
        feature, side = self._measurer.features[key]
        side = side or self._sight.side
        if side is None:
            return None
        arc = None
        if feature.arc is not None:
            start, vertex, end = feature.arc
            arc = (start.on(side), vertex.on(side), end.on(side))
        tone = self._checks.severity_of(key, self._counter.moving)
        return Focus(_(feature.title), readings[key], arc, tone, key, feature.outline)

    def _setup(
        self, readings: Mapping[str, Reading], blocked: NotJudged | None
    ) -> tuple[SetupStep, ...]:
        pose, near = self._sight.pose, self._sight.side
        body = SidedPose(pose, near) if pose is not None and near is not None else None
        steps = setup_steps(
            self.exercise, self._view, readings, body=body, light=self._light, blocked=blocked
        )
        if not self.armed:
            return steps
        return tuple(replace(one, done=True) for one in steps)

    def _phase(self, blocked: NotJudged | None) -> Phase:
        if not self.armed:
            return Phase.SETUP
        if blocked is not None:
            return Phase.UNSEEN
        return self._counter.phase if self._keep.kept else Phase.RETURNING

    def _update(
        self,
        readings: Mapping[str, Reading],
        blocked: NotJudged | None,
        unjudged: tuple[NotJudged, ...],
        cue: Cue | None,
    ) -> Update:
        return Update(
            time_s=self._time_s,
            pose=self._sight.pose,
            side=self._sight.side,
            view=self._view,
            phase=self._phase(blocked),
            readings=readings,
            focus=self._focus(readings),
            counts=counts(self._counter.reps),
            dots=tuple(rep.kind.value for rep in self._counter.reps),
            progress=self._counter.progress,
            hold=self._counter.clock,
            severity=self._checks.severity,
            active=self._checks.active,
            cue=cue,
            not_judged=unjudged,
            setup=self._setup(readings, blocked),
            zero=self.zero.state,
            beat=self._counter.beat if isinstance(self._counter, GuidedPacer) else None,
            averages=self._averages(),
        )

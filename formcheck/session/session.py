"""One exercise session: poses in, updates out. Pure and synchronous, the same live and offline.

::

    pose -> trust, smoothing -> side, view -> readings -> start gate / counter -> checks -> cue
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import partial
from typing import Final

from formcheck.capture.light import Light
from formcheck.checking.counter import Counter, Phase
from formcheck.checking.guided import GuidedPacer
from formcheck.checking.limbs import sided
from formcheck.checking.results import NotJudgedSpan, Severity, ViewEstimate
from formcheck.checking.snapshots import SnapshotTaker
from formcheck.checking.start import KeepGate, StartGate
from formcheck.checking.view import UNKNOWN, ViewWatcher, allows, nearest
from formcheck.exercises.spec import Exercise, View
from formcheck.features.error_model import ErrorModel, load_error_model
from formcheck.features.reading import Reading
from formcheck.landmarks import Side
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
from formcheck.session.gaps import Gaps
from formcheck.session.later import Later
from formcheck.session.measure import GAP_S, Measurer
from formcheck.session.record import SCHEMA, SessionRecord, SourceSummary
from formcheck.session.record_builder import (
    NotJudgedLog,
    SeriesLog,
    counts,
    fault_spans,
    with_faults,
)
from formcheck.session.setup import TURN_MORE, Setting, setup_steps, turned_enough
from formcheck.session.shown import Tallying, focus_on
from formcheck.session.sight import Eyes, Sight
from formcheck.session.update import Cue, Focus, NotJudged, SetupStep, Update
from formcheck.session.zero import PersonalZero

BOTH: Final = tuple(Side)
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
        self._gaps = Gaps(exercise, self._checks, self._measurer.features)
        self._cues, self._tally = CueDirector(), Tallying()
        self._unjudged = NotJudgedLog()
        units = {key: feature.unit for key, (feature, _) in self._measurer.features.items()}
        self.readings, self._series = tuple(units), SeriesLog(units)
        self._baseline: Mapping[str, float] = {}
        self.armed = False
        """Whether the start pose was held and the exercise is going on."""
        self._asked_to_turn = False
        self._light: Light | None = None
        self._view: ViewEstimate = UNKNOWN
        self._wanted, self._allowed = nearest(UNKNOWN, exercise.camera.views), False
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
            self._look(self._views.follow(sight.view))
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

    def _look(self, view: ViewEstimate) -> None:
        """Take in the view in use: what it decides is found once for all its frames."""
        if view is not self._view:
            self._view = view
            self._wanted = nearest(view, self.exercise.camera.views)
            self._allowed = allows(view, self.exercise.camera.views)

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
        wanted, near = self._wanted, self._sight.side
        if not self._allowed:
            return reasons.TURN_SIDE if wanted is View.SIDE else reasons.TURN_FRONT
        sides = BOTH if wanted is View.FRONT or near is None else (near,)
        return reasons.unseen(pose, self.exercise.camera.needs[wanted], sides)

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
            self._checks.judge_snapshot(taker, self._baseline, self._view.name)
        elif judged:
            self._checks.update(time_s, readings, self._baseline, self._situation())
        else:
            self._checks.close()

    def _situation(self) -> Situation:
        counter = self._counter
        return Situation(counter.phase is Phase.HOLDING, counter.moving, self._view.name)

    def _list_unjudged(
        self, readings: Mapping[str, Reading], blocked: NotJudged | None
    ) -> tuple[NotJudged, ...]:
        pose, near = self._sight.pose, self._sight.side or Side.LEFT
        if blocked is not None or pose is None:
            return (blocked or reasons.nobody(self._light),)
        if not self.armed:
            return ()
        known = self._unknown(readings)
        return self._gaps.find(pose, readings, self._situation(), near, known)

    def _unknown(self, readings: Mapping[str, Reading]) -> Iterator[NotJudged]:
        """Give what is not known of the person, whatever is looked at now."""
        if self._settle is not None and not self._baseline:
            yield reasons.NO_BASELINE
        outline = outline_gap(self._counter, readings)
        if outline is not None:
            yield outline

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
        name = counted_by(self._counter) or self.exercise.focus[self._wanted]
        leg = self._counter.moving.leg
        if leg is not None and sided(name, leg) in self._measurer.features:
            return sided(name, leg)
        return name

    def _focus(self, readings: Mapping[str, Reading]) -> Focus | None:
        key = self._focus_key()
        side = self._measurer.features[key][1] or self._sight.side
        if side is None:
            return None
        tone = self._checks.severity_of(key, self._counter.moving)
        return focus_on(key, self._measurer.features[key][0], side, readings[key], tone)

    def _setup(
        self, readings: Mapping[str, Reading], blocked: NotJudged | None
    ) -> Sequence[SetupStep]:
        sight = self._sight
        body = None if sight.side is None else sight.body(sight.side)
        scene = Setting(self._view, readings, body, self._light, blocked, armed=self.armed)
        return Later(partial(setup_steps, self.exercise, scene))

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
        active = self._checks.active
        tally = self._tally.of(self._counter.reps)
        return Update(
            time_s=self._time_s,
            pose=self._sight.pose,
            side=self._sight.side,
            view=self._view,
            phase=self._phase(blocked),
            readings=readings,
            focus=self._focus(readings),
            counts=tally.counts,
            dots=tally.dots,
            progress=self._counter.progress,
            hold=self._counter.clock,
            severity=max(active.values(), default=Severity.GOOD),
            active=active,
            cue=cue,
            not_judged=unjudged,
            setup=self._setup(readings, blocked),
            zero=self.zero.state,
            beat=self._counter.beat if isinstance(self._counter, GuidedPacer) else None,
            averages=self._averages(),
        )

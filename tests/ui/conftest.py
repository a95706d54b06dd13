"""Snapshots of every state of the live window, by hand, over a frame of a sample clip."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer, QTranslator
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from formcheck.capture.frame import Frame
from formcheck.capture.source import SourceInfo
from formcheck.capture.video import VideoFile
from formcheck.checking.results import (
    Counts,
    FaultSpan,
    Hold,
    NotJudgedSpan,
    Rep,
    RepKind,
    Severity,
    ViewEstimate,
)
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.exercises.rules import GuidedRule, SnapshotRule, StretchRule
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Landmark, Side
from formcheck.paths import samples_dir
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.pose import Pose
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary
from formcheck.session.update import (
    Beat,
    Cue,
    CueKind,
    Focus,
    HoldClock,
    NotJudged,
    Phase,
    SetupStep,
    Update,
)
from formcheck.ui.app import application
from tests.ui.bench import Bench

STATES = [
    *["opening", "setup_unseen", "setup_sitting"],
    *["setup", "ready", "moving", "many", "hold", "hold_stopped", "fault", "warn"],
    *["praise", "cannot_see", "nobody", "paused", "lost", "failed", "ended"],
    *["guided", "guided_done", "guided_paused", "stretch", "stretch_moving"],
    *["snapshot", "snapshot_done", "snapshot_ended"],
]
HIP = (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, Landmark.LEFT_KNEE)
RULES = {
    "guided": GuidedRule(
        kind="guided",
        reps=10,
        out_s=2.0,
        hold_s=5.0,
        back_s=2.0,
        rest_s=1.0,
        words=("Press your back down", "Hold", "Let go", "Rest"),
        source="test",
    ),
    "stretch": StretchRule(
        kind="stretch",
        signal="hip_extension",
        tolerance=8.0,
        target_s=30.0,
        partial_s=15.0,
        min_s=5.0,
        grace_s=2.0,
        sided=True,
        source="test",
    ),
    "snapshot": SnapshotRule(kind="snapshot", source="test"),
}
STEPS = {
    "seen": "Let me see your whole body.",
    "view": "Turn so that your side faces the camera.",
    "distance": "Within four metres of the camera.",
    "light": "Light from in front of you.",
    "alone": "Only you in the picture.",
    "trunk_slope": "Lie on your back.",
    "knee_rise": "Bend your knees, feet on the floor.",
    "hip_extension": "Let your hips rest on the floor.",
    "still": "Hold still.",
}


@pytest.fixture(autouse=True)
def qt_speaks_english_again() -> Iterator[None]:
    """Take away Qt's own words of the language that a test chose: its keys are named by them."""
    yield
    app = QApplication.instance()
    for words in app.findChildren(QTranslator) if app else []:
        app.removeTranslator(words)
        words.deleteLater()


def _loop_runs() -> bool:
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    return loop.exec() == 0


@pytest.fixture(autouse=True)
def event_loops_run_again() -> Iterator[None]:
    """Fail a test that told the program to end when it had: each later event loop ends at once.

    Nothing that a thread tells would come to any window any more, in all tests that follow.
    """
    yield
    app = QApplication.instance()
    # What was told late is heard by the first loop, and ends the second one.
    if app is not None and not (_loop_runs() and _loop_runs()):
        QTimer.singleShot(0, app.quit)
        app.exec()  # its end alone lets loops run again, for the tests that follow
        pytest.fail("the program was told to end when it had ended")


@pytest.fixture(autouse=True)
def windows_are_gone() -> Iterator[None]:
    """Delete the windows that a test closed.

    An event loop does so by itself, but tests run none that comes to it: each window would stay
    with its picture until memory is tidied up, which is hundreds of tests later.
    """
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return application()


@pytest.fixture(scope="session")
def seen() -> tuple[Frame, Pose]:
    """Return a frame of the good bridge near its first top, and the pose in it."""
    with VideoFile(samples_dir() / "bridge_good.mp4") as source, MediapipePose() as estimator:
        while (frame := source.read()) is not None:
            pose = estimator.estimate(frame)
            if pose is not None and frame.time_s > 3.0:
                return frame, pose
    raise AssertionError("nobody seen in the sample")


def exercise_of(kind: str) -> Exercise:
    """Return an exercise that counts repetitions ("reps"), seconds, or in another way."""
    if kind in RULES:
        return load_exercise("bridge").model_copy(update={"rule": RULES[kind]})
    return load_exercise({"reps": "bridge", "hold": "plank", "posture": "sitting"}[kind])


def update_of(pose: Pose | None, **changes: object) -> Update:
    focus = Focus("Hip line", Reading(168.0, 2.5, Unit.DEG), HIP, Severity.GOOD)
    base = Update(
        time_s=48.0,
        pose=pose,
        side=Side.LEFT,
        view=ViewEstimate("side", 4.0),
        phase=Phase.MOVING,
        readings={},
        focus=focus,
        counts=Counts(full=7, partial=1),
        dots=("full",) * 5 + ("partial", "full", "full"),
        progress=0.6,
        hold=None,
        severity=Severity.GOOD,
        active={},
        cue=None,
        not_judged=(),
        setup=setup_steps(len(STEPS)),
    )
    return replace(base, **changes)


def record_of() -> SessionRecord:
    reps = tuple(
        Rep(
            number=n + 1,
            side=None,
            start_s=4.0 * n,
            turn_s=4.0 * n + 2,
            end_s=4.0 * n + 4,
            extreme=168.0,
            sd=4.0,
            kind=RepKind.PARTIAL if n == 5 else RepKind.FULL,
            faults=("over_arch",) if n in (3, 4) else (),
        )
        for n in range(8)
    )
    return SessionRecord(
        schema=SCHEMA,
        exercise="bridge",
        title="Glute bridge",
        exercise_version=1,
        error_model="1",
        model=ModelInfo("full", ""),
        source=SourceSummary("Camera 0", 48.0, 1440),
        view=ViewEstimate("side", 4.0),
        graded_fraction=0.96,
        counts=Counts(full=7, partial=1),
        reps=reps,
        holds=(Hold(None, 1.0, 2.0, 1.0),),
        faults=(FaultSpan("over_arch", Severity.FAULT, 13.0, 15.0, 192.0, 4.0),),
        not_judged=(NotJudgedSpan("I can't see your feet.", 1.0, 2.0),),
        series=Series(np.zeros(0), (), (), np.zeros((0, 0)), np.zeros((0, 0))),
        focus="hip_extension",
    )


CAMERA = SourceInfo("Camera 0 (Integrated Webcam)", True, (640, 360), 30.0, None, None)
CUE = Cue(
    "Stop when knees, hips and ribs line up.", CueKind.CORRECT, Severity.FAULT, "over_arch", 1.0
)
LONG_CUE = replace(
    CUE, text="Bring your shoulders further over your elbows.", severity=Severity.WARN
)
UNSEEN = NotJudged("I can't see your feet.", "Move the camera back a step.")
ONE_CHECK = NotJudged(
    "Knees in or out cannot be seen from the side.", "Turn to the front for that.", check="knees"
)
CLOCK = HoldClock(total_s=26.0, good_s=24.0, longest_s=24.0, running=True, target_s=30.0)
BEAT = Beat("Hold", 3.4, 3, 10)
COUNTDOWN = HoldClock(7.5, 7.5, 7.5, running=True, target_s=20.0, counts_down=True)
AVERAGES = {
    "trunk_lean": Reading(4.2, 3.0, Unit.DEG),
    "neck_lean": Reading(21.0, 4.0, Unit.DEG),
    "elbow_offset": Reading(0.12, 0.05, Unit.RATIO),
    "shoulder_tilt": Reading(float("nan"), float("nan"), Unit.DEG, "seen for less than half"),
}


def live_of(state: LiveState, kind: str, frame: Frame | None, **changes: object) -> LiveFrame:
    base = LiveFrame(state=state, exercise=exercise_of(kind), source=CAMERA, frame=frame)
    return replace(base, **changes)


def setup_steps(done: int) -> tuple[SetupStep, ...]:
    return tuple(
        SetupStep(name, text, done=n < done) for n, (name, text) in enumerate(STEPS.items())
    )


def _states(frame: Frame, pose: Pose) -> dict[str, Callable[[], LiveFrame]]:
    def running(kind: str = "reps", **changes: object) -> LiveFrame:
        return live_of(LiveState.RUNNING, kind, frame, update=update_of(pose, **changes))

    def setup(done: int, kind: str = "reps", **changes: object) -> LiveFrame:
        update = update_of(pose, phase=Phase.SETUP, setup=setup_steps(done), **changes)
        return live_of(LiveState.SETUP, kind, frame, update=update)

    fault = {"severity": Severity.FAULT, "active": {"over_arch": Severity.FAULT}}
    warn = {"severity": Severity.WARN, "active": {"over_arch": Severity.WARN}}
    praise = replace(CUE, text="Lovely, straight as a board.", kind=CueKind.PRAISE)
    stopped = replace(CLOCK, total_s=133.0, good_s=128.0, longest_s=128.0, running=False)
    lost = "The camera does not answer any more: check its cable, then try again."
    return {
        "opening": lambda: live_of(LiveState.OPENING, "reps", None, source=None),
        "setup": lambda: setup(5),
        "setup_unseen": lambda: setup(0, not_judged=(UNSEEN,)),
        "setup_sitting": lambda: setup(0, "posture"),
        "ready": lambda: setup(len(STEPS) - 1),
        "moving": lambda: running(not_judged=(ONE_CHECK,)),
        "many": lambda: running(counts=Counts(full=128), dots=("full",) * 128),
        "hold": lambda: running("hold", phase=Phase.HOLDING, hold=CLOCK),
        "hold_stopped": lambda: running(
            "hold", phase=Phase.HOLDING, hold=stopped, cue=CUE, **fault
        ),
        "fault": lambda: running(cue=CUE, **fault),
        "warn": lambda: running(cue=LONG_CUE, **warn),
        "praise": lambda: running(cue=praise),
        "cannot_see": lambda: running(phase=Phase.UNSEEN, not_judged=(UNSEEN,)),
        "nobody": lambda: live_of(
            LiveState.RUNNING, "reps", frame, update=update_of(None, phase=Phase.UNSEEN, focus=None)
        ),
        "paused": lambda: replace(running(), state=LiveState.PAUSED),
        "guided": lambda: running(
            "guided",
            phase=Phase.HOLDING,
            beat=BEAT,
            counts=Counts(guided=2),
            dots=("guided",) * 2,
        ),
        "guided_done": lambda: running(
            "guided", phase=Phase.READY, counts=Counts(guided=10), dots=("guided",) * 10
        ),
        "guided_paused": lambda: replace(
            running("guided", beat=BEAT, dots=(), counts=Counts()), state=LiveState.PAUSED
        ),
        "stretch": lambda: running("stretch", phase=Phase.HOLDING, hold=CLOCK),
        "stretch_moving": lambda: running(
            "stretch", phase=Phase.MOVING, hold=replace(CLOCK, running=False)
        ),
        "snapshot": lambda: running("snapshot", phase=Phase.HOLDING, hold=COUNTDOWN),
        "snapshot_done": lambda: running(
            "snapshot", phase=Phase.READY, hold=COUNTDOWN, averages=AVERAGES
        ),
        "snapshot_ended": lambda: replace(
            running("snapshot"),
            state=LiveState.ENDED,
            record=replace(record_of(), reps=(), counts=Counts(), averages=AVERAGES),
        ),
        "lost": lambda: replace(running(), state=LiveState.LOST, message=lost, record=record_of()),
        "failed": lambda: live_of(LiveState.FAILED, "reps", None, message=lost),
        "ended": lambda: replace(running(), state=LiveState.ENDED, record=record_of()),
    }


@pytest.fixture
def state_of(seen: tuple[Frame, Pose]) -> Callable[[str], LiveFrame]:
    """Return the snapshot of a state by its name."""
    states = _states(*seen)
    return lambda name: states[name]()


@pytest.fixture
def exercises() -> tuple[Exercise, ...]:
    return exercise_of("reps"), exercise_of("hold")


@pytest.fixture(scope="session")
def all_exercises() -> tuple[Exercise, ...]:
    return list_exercises()


@pytest.fixture
def bench(qtbot: QtBot, exercises: tuple[Exercise, ...]) -> Bench:
    return Bench(qtbot, exercises)

"""Open the guided training of a person."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PyQt6.QtCore import QTimer

from formcheck.capture.choose import open_live
from formcheck.capture.source import FrameSource
from formcheck.care.today import Task
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.language import language
from formcheck.paths import user_data_dir
from formcheck.session.live import LiveEngine
from formcheck.settings import CAMERA, COLOURS, COUNTDOWN, LETTERS, MIRROR, MOTION, VOICE, mirrored
from formcheck.store.recording import Recording
from formcheck.store.zeros import ZeroStore
from formcheck.training.coach import Manner
from formcheck.training.personal import with_limits
from formcheck.training.plans import plan_sets
from formcheck.training.stages import SetPlan
from formcheck.ui.camera_choices import camera_choices
from formcheck.ui.look import Colours, Look
from formcheck.ui.place import fit_screen
from formcheck.ui.resident import Resident
from formcheck.ui.training_run import TrainingParts
from formcheck.ui.training_talk import TrainingTalk
from formcheck.ui.training_window import TrainingWindow
from formcheck.ui.voice import choose_voice
from formcheck.ui.voice_base import Voice


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """How a training is opened."""

    clip: str = ""
    """A video that is played as if it were a camera."""
    close_at_end: bool = False
    """Whether its window closes when the summary was shown."""
    open_source: Callable[[], FrameSource] | None = None
    """Opens the camera; None: the one that was chosen."""
    manner: Manner | None = None
    """How long things take; None: as it was chosen."""
    voice: Voice | None = None
    """What speaks; None: what was chosen."""


def open_training(
    options: TrainingOptions, who: Resident, tasks: tuple[Task, ...]
) -> TrainingWindow:
    """Open the guided training of these tasks, and begin with its questions."""
    window = make_training(options, who, tasks)
    window.closed.connect(window.deleteLater)
    if options.close_at_end:
        window.over.connect(lambda: QTimer.singleShot(0, window.close))
    fit_screen(window)
    window.show()
    # The first window hides behind it: not every desktop hands the keyboard on by itself.
    window.activateWindow()
    window.begin()
    return window


def make_training(
    options: TrainingOptions, who: Resident, tasks: tuple[Task, ...]
) -> TrainingWindow:
    """Return the window of a training, not shown yet."""
    chosen = who.chosen
    talk = TrainingTalk(who.diary, who.today, tasks)
    zeros = ZeroStore(user_data_dir() / "zeros.json")
    parts = TrainingParts(
        plans=plan_sets(tasks, partial(_own, {one.item.exercise: one for one in tasks})),
        open_source=options.open_source or _camera(options, who),
        make_recorder=partial(_record, who, talk),
        manner=options.manner or Manner(countdown_s=float(chosen.value(COUNTDOWN))),
        make_engine=lambda wake: LiveEngine(wake, zeros=zeros),
    )
    return TrainingWindow(
        parts,
        talk,
        options.voice or choose_voice(chosen.value(VOICE), language()),
        partial(_look, who),
        mirror=mirrored(chosen.value(MIRROR)),
        reduced_motion=chosen.value(MOTION) == "reduced",
    )


def _camera(options: TrainingOptions, who: Resident) -> Callable[[], FrameSource]:
    source = options.clip or who.chosen.value(CAMERA) or camera_choices()[0].source
    return partial(open_live, source)


def _own(tasks: dict[str, Task], slug: str) -> Exercise:
    """Return an exercise within the limits of the programme."""
    return with_limits(load_exercise(slug), tasks[slug].item.limits)


def _record(who: Resident, talk: TrainingTalk, plan: SetPlan) -> Recording:
    side = None if plan.side is None else Side(plan.side.value)
    return Recording(who.store, who.person.id, training=talk.training, side=side)


def _look(who: Resident, height_px: int) -> Look:
    colours, zoom = Colours(who.chosen.value(COLOURS)), int(who.chosen.value(LETTERS))
    return Look.of_window(height_px, colours, zoom)

"""Where a guided training is: one frozen snapshot after another."""

from dataclasses import dataclass
from enum import StrEnum

from formcheck.care.programme import Side
from formcheck.care.today import Task
from formcheck.care.traffic_light import Verdict
from formcheck.exercises.spec import Exercise


class Stage(StrEnum):
    """What is going on.

    ::

        BEFORE --told--> SHOW --> SETUP --start pose--> COUNTDOWN --> WORK --done--> REST --+
                          ^                                             |                  |
                          |                        the exercise is over v    the next set  |
                          +-----------the next exercise------------- ASK or REST <---------+
                                                                        |
                                                   the last one is over v
                                                                      AFTER --told--> OVER

    A red light, or the person, ends it from anywhere.
    """

    BEFORE = "before"
    """Pain, and where, before the training."""
    SHOW = "show"
    """The movement as an animated picture, and how to get into place."""
    SETUP = "setup"
    """The camera has to see what it must, and the start pose is awaited."""
    COUNTDOWN = "countdown"
    """Three, two, one. What is done in it counts already."""
    WORK = "work"
    REST = "rest"
    ASK = "ask"
    """Pain, and where, after an exercise that asks for it."""
    AFTER = "after"
    """Pain, where, and effort after the training."""
    OVER = "over"


class Pause(StrEnum):
    """Why the training pauses."""

    HAND = "hand"
    """A raised hand."""
    KEY = "key"
    AWAY = "away"
    """Nobody is in the picture."""


@dataclass(frozen=True, slots=True)
class SetPlan:
    """One set of one exercise, with one side where it has sides."""

    task: Task
    exercise: Exercise
    side: Side | None
    """Left or right; None where the exercise has no sides, or both move in turn."""
    number: int
    """From 1, among the sets of this exercise and this side."""
    of: int
    amount: int
    """Repetitions, of both sides where limbs take turns, or seconds where ``task.item.timed``."""
    rest_s: float
    """Rest after it; 0 after the last set of an exercise."""


@dataclass(frozen=True, slots=True)
class Now:
    """What a window shows at one moment."""

    stage: Stage
    plan: SetPlan | None = None
    """The set that is done, or the one that comes next; None before the first and at the end."""
    done: int = 0
    """Repetitions of this set, corrections by hand included, or good seconds."""
    left_s: float | None = None
    """Seconds until it goes on by itself; None where it waits for the person."""
    paused: Pause | None = None
    verdict: Verdict | None = None
    """What the traffic light said last; it stays until the next one."""

"""What a person is asked about pain and effort, and when: one question after the other.

::

    asking = before()
    told = asking.begin()
    told = told.answered(asking.questions(told)[0], 3)      # and so on, by the window
    told = asking.done(told)
    verdict = verdict_on(pain_of(told))                     # None: nothing speaks against it

Who would rather not say something says so with None: what is not known is no reason to do more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from typing import Any, Final

from formcheck.care import effort, pain
from formcheck.care.answers import Place, check_score
from formcheck.care.pain import Moment, Pain
from formcheck.care.today import ALWAYS_ASKED, Task
from formcheck.care.traffic_light import Light, Verdict, judge
from formcheck.language import _

SHARP_FROM: Final = 4
"""From here on it is asked whether it was sharp, also where it did not rise: amber begins here."""


class Kind(StrEnum):
    """How a question is answered."""

    SCORE = "score"
    """A number from 0 to 10."""
    PLACES = "places"
    """Any number of places, also none."""
    SHARP = "sharp"
    """Yes or no."""
    EFFORT = "effort"
    """A number from 0 to 10."""


Given = int | frozenset[Place] | bool | None
"""What one question is answered with; None: rather not say."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    kind: Kind
    text: str
    """English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person said at one moment; None wherever nothing was said."""

    moment: Moment
    score: int | None = None
    """Pain, 0 to 10."""
    places: frozenset[Place] | None = None
    """Empty: nowhere."""
    sharp: bool | None = None
    effort: int | None = None
    """0 to 10."""

    def __post_init__(self) -> None:
        check_score(self.score)
        check_score(self.effort)

    def answered(self, question: Question, given: Given) -> "Told":
        """Return this with one more answer."""
        changed: dict[str, Any] = {question.kind.value: given}
        return replace(self, **changed)

    def given(self, question: Question) -> Given:
        """Return what was said to a question."""
        found: Given = getattr(self, question.kind.value)
        return found


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions of one moment. Which come later depends on what was said."""

    moment: Moment
    since: int | None = None
    """Pain before the training, to see whether it rose; None: not known."""
    where: bool = False
    """Whether its place is asked for in any case: numbness need not hurt."""

    def begin(self) -> Told:
        """Return that nothing was said yet."""
        return Told(moment=self.moment)

    def questions(self, told: Told) -> tuple[Question, ...]:
        """Return what is asked, in order, as far as it is known from what was said."""
        return tuple(self._question(kind) for kind in Kind if self._asks(kind, told))

    def done(self, told: Told) -> Told:
        """Return what was said without answers to what is not asked any more.

        Whoever goes back and takes the pain to 0 has taken back where it was.
        """
        kept = {kind.value: getattr(told, kind.value) for kind in Kind if self._asks(kind, told)}
        if told.score == 0 and not self.where:
            kept[Kind.PLACES.value] = frozenset()
        return Told(moment=self.moment, **kept)

    def _asks(self, kind: Kind, told: Told) -> bool:
        later = self.moment in {Moment.DURING, Moment.AFTER}
        match kind:
            case Kind.SCORE:
                return True
            case Kind.PLACES:
                hurts = bool(told.score) and self.moment is not Moment.MORNING
                return hurts or self.where
            case Kind.SHARP:
                return later and self._striking(told.score)
            case _:
                return self.moment is Moment.AFTER

    def _striking(self, score: int | None) -> bool:
        """Whether pain rose, or is strong enough that its kind matters."""
        return score is not None and (score > (self.since or 0) or score >= SHARP_FROM)

    def _question(self, kind: Kind) -> Question:
        texts = {
            Kind.SCORE: pain.QUESTIONS[self.moment],
            Kind.PLACES: pain.WHERE,
            Kind.SHARP: pain.SHARP,
            Kind.EFFORT: effort.QUESTION,
        }
        return Question(kind, texts[kind])


def before() -> Asking:
    """Return what is asked before a training."""
    return Asking(Moment.BEFORE)


def during(task: Task, told: Told | None) -> Asking:
    """Return what is asked after an exercise that asks; ``told``: what was said before."""
    where = task.item.exercise in ALWAYS_ASKED
    return Asking(Moment.DURING, _score(told), where=where)


def after(told: Told | None) -> Asking:
    """Return what is asked after a training; ``told``: what was said before it."""
    return Asking(Moment.AFTER, _score(told))


def morning() -> Asking:
    """Return what is asked on the next morning."""
    return Asking(Moment.MORNING)


def pain_of(*told: Told | None) -> Pain:
    """Return what was said about the pain of one exercise, or of a training.

    Parameters
    ----------
    told
        What was said at the moments that concern it, in any order. Of several answers at one
        moment the worse ones count.
    """
    said = [one for one in told if one is not None]
    later = [one for one in said if one.moment in {Moment.DURING, Moment.AFTER}]
    return Pain(
        before=_most(said, Moment.BEFORE),
        during=_most(said, Moment.DURING),
        after=_most(said, Moment.AFTER),
        morning=_most(said, Moment.MORNING),
        sharp=any(one.sharp for one in later),
        places_before=_places(one for one in said if one.moment is Moment.BEFORE) or frozenset(),
        places_after=_places(later),
    )


def worst_of(pains: Sequence[Pain]) -> Pain:
    """Return the pain that speaks most against doing more, of several trainings of one day."""
    lights = tuple(Light)
    return max(
        pains,
        key=lambda one: (
            lights.index(judge(one).light),
            not one.known,
            one.next_day is None,
            one.next_day or 0,
            one.most,
        ),
    )


def verdict_on(told: Pain) -> Verdict | None:
    """Return the traffic light; None where it would say "go on" without knowing enough."""
    verdict = judge(told)
    return verdict if told.known or verdict.light is not Light.GREEN else None


def shift_text(told: Pain) -> str:
    """Return where the pain went in an exercise that asks, and what that means.

    In the language in use; empty when it is not known.
    """
    return "" if told.shift is None else _(pain.SHIFT_WORDS[told.shift])


def _score(told: Told | None) -> int | None:
    return None if told is None else told.score


def _most(said: Iterable[Told], moment: Moment) -> int | None:
    scores = [one.score for one in said if one.moment is moment and one.score is not None]
    return max(scores, default=None)


def _places(said: Iterable[Told]) -> frozenset[Place] | None:
    """Return every place that was named; None when nobody was asked."""
    named = [one.places for one in said if one.places is not None]
    return reduce(frozenset.union, named) if named else None

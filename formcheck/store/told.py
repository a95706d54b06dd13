"""What a person told about pain and effort, as answers in the store and back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from formcheck.care.answers import Place
from formcheck.care.pain import Moment
from formcheck.store.answers import Answer, AnswerKind
from formcheck.training.asking import Told

_PLACES: Final = frozenset(one.value for one in Place)
_KINDS: Final = frozenset({AnswerKind.PAIN, AnswerKind.PLACE, AnswerKind.SHARP, AnswerKind.EFFORT})
_MOMENTS: Final = frozenset(one.value for one in Moment)


def answers_of(told: Told, training: str, session: str | None = None) -> tuple[Answer, ...]:
    """Return what was told at one moment as answers; what was not said of its pain is one, too.

    Parameters
    ----------
    told
        What was said.
    training
        Id.
    session
        Id of a set, when it is about one exercise.
    """

    def answer(kind: AnswerKind, number: float | None, text: str = "") -> Answer:
        return Answer(
            kind=kind,
            question=told.moment.value,
            number=number,
            text=text,
            training=training,
            session=session,
        )

    given = [answer(AnswerKind.PAIN, told.score)]
    if told.places is not None:
        names = ",".join(one.value for one in Place if one in told.places)
        given.append(answer(AnswerKind.PLACE, None, names))
    if told.sharp is not None:
        given.append(answer(AnswerKind.SHARP, float(told.sharp)))
    if told.effort is not None:
        given.append(answer(AnswerKind.EFFORT, told.effort))
    return tuple(given)


def told_of(answers: Iterable[Answer]) -> dict[tuple[str | None, Moment], Told]:
    """Return what was told in a training, by the set that it is about and the moment.

    Parameters
    ----------
    answers
        Of one training, by time: what was told later at the same moment takes its place.
    """
    found: dict[tuple[str | None, Moment], tuple[datetime | None, dict[str, Any]]] = {}
    for one in answers:
        if one.kind not in _KINDS or one.question not in _MOMENTS:
            continue
        key = one.session, Moment(one.question)
        given_at, values = found.get(key, (one.given_at, {}))
        earlier = values if given_at == one.given_at else {}
        found[key] = one.given_at, earlier | _value(one)
    return {key: Told(moment=key[1], **values) for key, (_at, values) in found.items()}


def _value(one: Answer) -> dict[str, Any]:
    """Return what an answer says of a `Told`."""
    number = None if one.number is None else round(one.number)
    match one.kind:
        case AnswerKind.PLACE:
            names = _PLACES & set(one.text.split(","))
            return {"places": frozenset(Place(name) for name in names)}
        case AnswerKind.SHARP:
            return {"sharp": bool(number)}
        case AnswerKind.EFFORT:
            return {"effort": number}
        case _:
            return {"score": number}

"""What people say, for tests."""

from typing import Any

from hypothesis import strategies as st

from formcheck.care.answers import Place
from formcheck.care.pain import Moment
from formcheck.care.programme import Side
from formcheck.care.today import Task
from formcheck.training.asking import Told
from tests.care.moves import MOVES, item

B, S, T, K, N = Place.BACK, Place.BUTTOCK, Place.THIGH, Place.BELOW_KNEE, Place.TINGLING


def said(moment: Moment, score: int | None = None, *places: Place, **more: Any) -> Told:
    """Return what was told; no places: not asked."""
    return Told(moment=moment, score=score, places=frozenset(places) or None, **more)


def task(exercise: str = "bridge", *sides: Side, **changes: Any) -> Task:
    amount = {"seconds": 10} if MOVES[exercise].timed else {"reps": 8}
    return Task(item(exercise, **{**amount, **changes}), MOVES[exercise], sides)


def told(moment: Moment) -> st.SearchStrategy[Told]:
    """Return anything that can be said at a moment."""
    score = st.none() | st.integers(0, 10)
    return st.builds(
        Told,
        moment=st.just(moment),
        score=score,
        places=st.none() | st.frozensets(st.sampled_from(Place)),
        sharp=st.none() | st.booleans(),
        effort=score,
    )

"""What no sequence of answers and sets can do: lead on with red pain, or with what is not known."""

from datetime import date, timedelta
from typing import Final

from hypothesis import event, given, settings
from hypothesis import strategies as st

from formcheck.care.answers import Place, farthest
from formcheck.care.pain import Moment
from formcheck.care.progress_rules import Done
from formcheck.care.progression import Step, propose
from formcheck.care.today import Task, sides_of
from formcheck.checking.results import Hold, RepKind
from formcheck.training.asking import Asking, Told, pain_of
from formcheck.training.outcome import Outcome, SetDone, done_of, set_of
from tests.care.moves import MONDAY, MOVES, item, programme
from tests.properties import PROPERTY
from tests.training.sets import F, fault, record, reps
from tests.training.told import told

PLANS: Final = {
    "bridge": item("bridge", reps=3),
    "hold": item("hold", seconds=10, sets=2),
    "tilt": item("tilt", reps=3),
}

mild = st.sampled_from([0, 1, 2])
sets = st.lists(
    st.builds(
        lambda kinds, faults, held_s, by_hand, skipped, graded: set_of(
            record(reps(*kinds), faults=faults, holds=held_s, graded=graded),
            by_hand=by_hand,
            skipped=skipped,
        ),
        st.just([F] * 3) | st.lists(st.sampled_from(RepKind), max_size=4),
        st.just([]) | st.lists(st.builds(fault, st.just("over_arch"), mild, mild), max_size=2),
        st.just([]) | st.just([Hold(None, 0.0, 12.0, 11.0)]),
        st.just(0) | st.integers(-1, 3),
        st.sampled_from([False, False, False, True]),
        st.just(1.0) | st.floats(0, 1),
    ),
    max_size=3,
)


def calm(moment: Moment) -> st.SearchStrategy[Told]:
    """Return what somebody says who is well."""
    return st.builds(
        Told,
        moment=st.just(moment),
        score=mild,
        places=st.just(frozenset()) | st.just(frozenset({Place.BACK})),
        sharp=st.none() | st.just(value=False),
        effort=st.integers(2, 6),
    )


def answers(moment: Moment) -> st.SearchStrategy[Told | None]:
    asked = Asking(moment)
    return st.one_of(calm(moment), calm(moment), told(moment).map(asked.done), st.none())


on = st.integers(0, 40).map(lambda day: MONDAY + timedelta(days=day))
days = st.tuples(on, sets, st.tuples(*(answers(moment) for moment in Moment)))
GOOD: Final = [set_of(record(reps(F, F, F), holds=[Hold(None, 0.0, 12.0, 11.0)]))] * 2
level = st.sampled_from([1, 1, 2])
good = st.tuples(
    on,
    st.just(GOOD),
    st.tuples(
        *(
            st.builds(Told, moment=st.just(moment), score=level, effort=st.just(5))
            for moment in Moment
        )
    ),
)
"""Days on which all is well."""
mostly_good = st.tuples(on, st.just(GOOD), st.tuples(*(answers(moment) for moment in Moment)))
"""Days on which all is well but for what is told."""
Day = tuple[date, list[SetDone], tuple[Told | None, ...]]


def done(task: Task, day: Day) -> Done:
    on, made, said = day
    after = next((one for one in said if one is not None and one.moment is Moment.AFTER), None)
    effort = None if after is None else after.effort
    return done_of(Outcome(task, tuple(made)), on, pain_of(*said), effort)


def red(said: tuple[Told | None, ...]) -> bool:
    """Whether the notes would call it red: said once more, from the bare answers."""
    told_at = {one.moment: one for one in said if one is not None}
    later = [told_at[one] for one in (Moment.DURING, Moment.AFTER) if one in told_at]
    before = told_at.get(Moment.BEFORE, Told(moment=Moment.BEFORE))
    was = before.places or frozenset()
    scores = [one.score for one in later if one.score is not None]
    start = before.score
    morning = told_at.get(Moment.MORNING)
    next_day = None if morning is None else morning.score
    spread = any(
        (farthest(now) > max(farthest(was), 0)) or (Place.TINGLING in now - was)
        for now in (one.places or frozenset() for one in later)
    )
    return (
        max([*scores, start or 0]) >= 6
        or any(one.sharp for one in later)
        or spread
        or (start is not None and max(scores, default=start) - start >= 3)
        or (start is not None and next_day is not None and next_day - start >= 2)
    )


@settings(PROPERTY, max_examples=300)
@given(
    st.sampled_from(sorted(PLANS)),
    st.lists(
        st.one_of(days, good, good, mostly_good),
        min_size=2,
        max_size=5,
        unique_by=lambda one: one[0],
    ),
)
def test_never_on_with_red_pain_or_with_what_is_not_known(
    exercise: str, history: list[Day]
) -> None:
    one = PLANS[exercise]
    task = Task(one, MOVES[exercise], sides_of(one, MOVES[exercise]))
    found = propose(programme(one), one, [done(task, day) for day in history], MOVES)
    last = sorted(history, key=lambda day: day[0])[-2:]
    event(found.step)
    if any(red(said) for _on, _sets, said in last[-1:]):
        assert found.step is Step.BACK
    if found.step is Step.ADVANCE:
        for _on, made, said in last:
            assert not red(said)
            told_at = {said_one.moment: said_one for said_one in said if said_one is not None}
            assert told_at[Moment.BEFORE].score is not None
            assert told_at[Moment.MORNING].score is not None
            assert told_at[Moment.AFTER].effort is not None
            assert any(not each.skipped for each in made)

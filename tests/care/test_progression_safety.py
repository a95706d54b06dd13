"""What no sequence of answers can do: lead on with red pain, past a lock or past a target."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.care.answers import Place
from formcheck.care.pain import Pain
from formcheck.care.programme import Programme
from formcheck.care.progress_rules import Done
from formcheck.care.progression import Step, confirm, propose
from tests.care.moves import MONDAY, MOVES, done, item, programme
from tests.properties import PROPERTY

score = st.integers(0, 10)
maybe = st.none() | score
place = st.frozensets(st.sampled_from(Place))
pains = st.builds(
    Pain,
    score,
    maybe,
    maybe,
    maybe,
    sharp=st.booleans(),
    places_before=place,
    places_after=st.none() | place,
)
calm = st.builds(Pain, st.just(1), st.just(2), st.just(1), st.integers(0, 2))
share = st.none() | st.floats(0, 1)
answers = st.builds(
    Done,
    on=st.dates(MONDAY, MONDAY + timedelta(days=40)),
    complete=st.booleans() | st.just(value=True),
    pain=pains | calm,
    effort=maybe | st.integers(0, 6),
    good_share=share | st.floats(0.8, 1),
    worst_fault_share=st.floats(0, 1) | st.just(0.0),
)
good = st.builds(
    Done,
    on=st.dates(MONDAY, MONDAY + timedelta(days=40)),
    complete=st.just(value=True),
    pain=calm | pains,
    effort=st.integers(0, 6),
    good_share=st.floats(0.8, 1),
)
"""Sessions that are good but for the pain, perhaps."""
plans = st.builds(
    lambda amount, sets, locked, which: programme(
        item(which, **{"seconds" if MOVES[which].timed else "reps": amount}, sets=sets),
        item("march", locked=True),
        locked=locked,
    ),
    st.integers(1, 50),
    st.integers(1, 10),
    st.sampled_from([False, False, False, True]),
    st.sampled_from(sorted(set(MOVES) - {"march"})),
)


@settings(PROPERTY, max_examples=400)
@given(plans, st.lists(answers, max_size=8) | st.lists(good, min_size=2, max_size=4))
def test_no_answers_lead_on_with_red_pain_or_past_a_lock(
    plan: Programme, sessions: list[Done]
) -> None:
    for one in plan.exercises:
        found = propose(plan, one, sessions, MOVES)
        locked = plan.locked or one.locked
        last = sorted(sessions, key=lambda session: session.on)[-2:]
        if found.step is Step.ADVANCE:
            assert not any(session.red for session in last)
            assert all(session.complete for session in last)
            assert len(last) == 2
            assert not locked
        if locked:
            assert (found.step, found.after) == (Step.HOLD, one)
        elif found.step is not Step.HOLD:
            assert confirm(plan, found).exercises[0] == found.after
        if found.step is Step.HOLD:
            assert found.after == one


@PROPERTY
@given(plans, st.lists(calm, min_size=2, max_size=2), st.integers(1, 12))
def test_however_long_it_goes_on_targets_are_kept(
    plan: Programme, calm_pains: list[Pain], rounds: int
) -> None:
    plan = Programme.model_validate({**dict(plan), "locked": False})
    for _round in range(rounds):
        one = plan.exercises[0]
        sessions = [done(day, pain=pain) for day, pain in enumerate(calm_pains)]
        found = propose(plan, one, sessions, MOVES)
        assert found.step is not Step.BACK
        if found.step is Step.ADVANCE and found.after.exercise == one.exercise:
            assert (found.after.amount > one.amount) != (found.after.sets > one.sets)
            assert found.after.amount <= max(one.amount, 30 if one.timed else 15)
            plan = confirm(plan, found)

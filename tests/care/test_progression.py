"""Going on, staying, stepping back: every rule."""

from datetime import timedelta
from typing import Any

import pytest

from formcheck.care.answers import Place
from formcheck.care.pain import Pain
from formcheck.care.programme import Item
from formcheck.care.progress_rules import BACK, NEEDED, Done
from formcheck.care.progression import Proposal, Step, confirm, propose
from formcheck.care.steps import WEEKLY, eased, weekly_s
from formcheck.errors import ProgrammeError
from tests.care.moves import MONDAY, MOVES, done, item, programme

SEVEN = "clinical notes, section 7"
SIX = "clinical notes, section 6"
TWO_FOR_TWO = f"{SEVEN}: 2 consecutive sessions (2-for-2 rule)"


def ask(one: Item, *sessions: Done, **more: Any) -> Proposal:
    return propose(programme(one), one, sessions, MOVES, **more)


GOOD = (done(0), done(2))

RULES: list[tuple[str, tuple[Done, ...], Step, str, str]] = [
    ("two good ones", GOOD, Step.ADVANCE, "two", TWO_FOR_TWO),
    ("in any order", GOOD[::-1], Step.ADVANCE, "two", TWO_FOR_TWO),
    ("none yet", (), Step.HOLD, "few", TWO_FOR_TWO),
    ("one", (done(),), Step.HOLD, "few", TWO_FOR_TWO),
    ("not in a row", (done(0), done(1, complete=False), done(2)), Step.HOLD, "complete", SEVEN),
    ("target missed", (done(0), done(1, complete=False)), Step.HOLD, "complete", SEVEN),
    ("not asked", (done(0), done(1, during=None)), Step.HOLD, "asked", "judgement"),
    ("before not told", (done(0), done(1, before=None)), Step.HOLD, "asked", "judgement"),
    ("amber by number", (done(0), done(1, during=4, before=3)), Step.HOLD, "light", SIX),
    ("amber by rise", (done(0), done(1, during=3)), Step.HOLD, "light", SIX),
    ("morning unknown", (done(0), done(1, morning=None)), Step.HOLD, "morning", SEVEN),
    ("morning +1", (done(0), done(1, morning=2)), Step.ADVANCE, "two", SEVEN),
    ("effort unknown", (done(0), done(1, effort=None)), Step.HOLD, "effort", SEVEN),
    ("effort 6", (done(0), done(1, effort=6)), Step.ADVANCE, "two", f"{SEVEN}: RPE 6 or less"),
    ("effort 7", (done(0), done(1, effort=7)), Step.HOLD, "effort", f"{SEVEN}: RPE 6 or less"),
    ("form 80 %", (done(0), done(1, good_share=0.8)), Step.ADVANCE, "two", f"{SEVEN}: form 80 %"),
    ("form 79 %", (done(0), done(1, good_share=0.79)), Step.HOLD, "form", f"{SEVEN}: form 80 %"),
    ("form unseen", (done(0), done(1, good_share=None)), Step.HOLD, "form", "judgement"),
    ("one fault", (done(0), done(1, worst_fault_share=0.21)), Step.HOLD, "form", f"{SEVEN}: 20 %"),
    (
        "fault 20 %",
        (done(0), done(1, worst_fault_share=0.2)),
        Step.ADVANCE,
        "two",
        f"{SEVEN}: 20 %",
    ),
    ("red by number", (done(0), done(1, during=6)), Step.BACK, "red", f"{SIX}: stop, regress"),
    ("red by sharp", (done(0), done(1, sharp=True)), Step.BACK, "red", f"{SIX}: stop, regress"),
    ("red next day", (done(0), done(1, morning=3)), Step.BACK, "red", f"{SIX}: up by 2 at 24 h"),
    (
        "two reds before",
        (done(0, during=7), done(1, during=7), done(2), done(3)),
        Step.BACK,
        "reds",
        f"{SEVEN}: 2 red pain events",
    ),
    (
        "one red before",
        (done(1, during=7), done(2), done(3)),
        Step.ADVANCE,
        "two",
        f"{SEVEN}: 2 red pain events",
    ),
    ("effort 8", (done(0), done(1, effort=8)), Step.BACK, "effort", f"{SEVEN}: RPE 8 or more"),
    ("form 49 %", (done(0), done(1, good_share=0.49)), Step.BACK, "form", f"{SEVEN}: below 50 %"),
    ("form 50 %", (done(0), done(1, good_share=0.5)), Step.HOLD, "form", f"{SEVEN}: below 50 %"),
    (
        "three incomplete",
        tuple(done(day, complete=False) for day in range(3)),
        Step.BACK,
        "incomplete",
        f"{SEVEN}: 3 sessions incomplete",
    ),
    (
        "two incomplete",
        tuple(done(day, complete=False) for day in range(2)),
        Step.HOLD,
        "complete",
        f"{SEVEN}: 3 sessions incomplete",
    ),
]


@pytest.mark.parametrize(
    ("sessions", "step", "rule", "source"),
    [one[1:] for one in RULES],
    ids=[one[0] for one in RULES],
)
def test_rules(sessions: tuple[Done, ...], step: Step, rule: str, source: str) -> None:
    found = ask(item(reps=8), *sessions)
    assert (found.step, found.rule) == (step, rule), source
    assert found.text


WEEKS = [
    ("as last week", [(0, 1), (2, 2), (7, 2), (9, 2)], "two"),
    ("2 more", [(0, 0), (2, 0), (7, 2), (9, 2)], "rising"),
    ("2 more within a week", [(0, 0), (2, 0), (4, 2), (6, 2)], "two"),
    ("2 more than long ago", [(0, 0), (2, 0), (14, 2), (16, 2)], "two"),
    ("2 less", [(0, 2), (2, 2), (7, 0), (9, 0)], "two"),
    ("silence hides nothing", [(0, 0), (2, 0), (6, None), (7, 2), (9, 2)], "rising"),
]


@pytest.mark.parametrize(("said", "rule"), [one[1:] for one in WEEKS], ids=[w[0] for w in WEEKS])
def test_pain_that_rises_from_week_to_week_stays(
    said: list[tuple[int, int | None]], rule: str
) -> None:
    sessions = [done(day, before=pain, during=pain, morning=pain) for day, pain in said]
    source = f"{SIX}: not rise week to week (Thomee 1997, Silbernagel 2007)"
    assert ask(item(), *sessions).rule == rule, source
    changed_on = sessions[0].on
    assert ask(item(), *sessions, changed_on=changed_on).rule == rule, source


def test_every_rule_has_a_source_and_is_in_the_table() -> None:
    assert all(one.source for one in (*NEEDED, *BACK))
    tested = {one[3] for one in RULES}
    # With its limits as they are, the number of the pain is never wrong alone: the light is first.
    assert {one.id for one in (*NEEDED, *BACK)} - {"pain"} <= tested


def test_what_was_done_at_another_level_does_not_count() -> None:
    changed_on = GOOD[0].on
    assert ask(item(), *GOOD, changed_on=changed_on).rule == "few"
    reds = (done(0, during=8), done(1, during=8))
    assert ask(item(), *reds, changed_on=MONDAY + timedelta(days=3)).step is Step.HOLD


def test_what_the_camera_cannot_judge_is_not_asked() -> None:
    sessions = [done(day, good_share=None) for day in (0, 1)]
    assert ask(item("tilt"), *sessions).step is Step.ADVANCE
    assert ask(item("bridge"), *sessions).rule == "form"


ADVANCES = [
    ("reps +2", item(reps=8), {"reps": 10}, "reps +2 (NHS inform leaflet)"),
    ("up to the usual most", item(reps=14), {"reps": 15}, "judgement: 15"),
    ("up to the target", item(reps=8, targets={"reps": 9}), {"reps": 9}, "the programme"),
    ("then a set", item(reps=15), {"sets": 2}, SEVEN),
    ("then harder", item(reps=15, sets=3), {"exercise": "one-leg", "reps": 6}, SEVEN),
    (
        "harder at the targets",
        item(reps=8, targets={"reps": 8, "sets": 1}),
        {"exercise": "one-leg", "reps": 6},
        SEVEN,
    ),
    (
        "from repetitions to seconds",
        item("lift", reps=4, targets={"reps": 4, "sets": 1}),
        {"exercise": "hold", "seconds": 10, "reps": None},
        SEVEN,
    ),
    ("ten percent of 10 s is 1 s", item("hold", seconds=10), {"seconds": 11}, f"{SEVEN}: ~10 %"),
    ("never none", item("hold", seconds=5), {"seconds": 6}, f"{SEVEN}: ~10 %"),
    ("to the target", item("hold", seconds=20, targets={"seconds": 21}), {"seconds": 21}, SEVEN),
    (
        "a set that fits no week is left out",
        item("hold", seconds=30),
        {"exercise": "long-hold", "seconds": 30},
        f"{SEVEN}: ~10 %",
    ),
]


@pytest.mark.parametrize(
    ("before", "expected", "source"),
    [one[1:] for one in ADVANCES],
    ids=[one[0] for one in ADVANCES],
)
def test_one_step_forward(before: Item, expected: dict[str, object], source: str) -> None:
    found = ask(before, *GOOD)
    assert found.step is Step.ADVANCE, source
    after = found.after.model_dump(include=set(expected))
    assert after == expected, source
    if found.after.exercise == before.exercise:
        same = {"exercise", "sets", "reps", "seconds", "hold_s", "rest_s"} - set(expected)
        assert found.after.model_dump(include=same) == before.model_dump(include=same)


def test_holds_of_the_whole_programme_count_for_the_week() -> None:
    one, other = item("hold", seconds=10, sets=4), item("stretch", seconds=30, sets=2)
    plan = programme(one, other)
    assert weekly_s(plan, MOVES) == 7 * (40 + 120)
    found = propose(plan, one, GOOD, MOVES)
    assert found.after.seconds == 14  # 16 s a day are ten percent
    raised = confirm(plan, found)
    assert weekly_s(raised, MOVES) <= WEEKLY * weekly_s(plan, MOVES)
    again = propose(raised, other, GOOD, MOVES, before_s=weekly_s(plan, MOVES))
    assert (again.step, again.rule) == (Step.HOLD, "week")
    # Repetitions are no holds.
    assert ask(item(), *GOOD, before_s=0.0).step is Step.ADVANCE


def test_a_set_more_where_it_fits_the_week() -> None:
    one = item("hold", seconds=30, sets=1)
    plan = programme(one, item("stretch", seconds=300))
    assert propose(plan, one, GOOD, MOVES).after.sets == 2
    unknown = programme(one, item("nowhere", seconds=300))
    assert weekly_s(unknown, MOVES) == 7 * 330


REACHED = {
    "no harder one": item("march", reps=15, sets=3),
    "not wanted": item(reps=15, sets=3, targets={"harder": False}),
    "a personal limit": item(reps=15, sets=3, limits=[{"text": "to 120 degrees"}]),
}


@pytest.mark.parametrize("name", REACHED)
def test_nothing_beyond_what_was_asked_for(name: str) -> None:
    found = ask(REACHED[name], *GOOD)
    assert (found.step, found.rule, found.after) == (Step.HOLD, "reached", REACHED[name])


def test_a_harder_exercise_that_is_there_already_is_passed_over() -> None:
    one = item(reps=15, sets=3)
    assert propose(programme(one, item("one-leg")), one, GOOD, MOVES).after.exercise == "march"
    plan = programme(one, item("one-leg"), item("march"))
    assert propose(plan, one, GOOD, MOVES).rule == "reached"


RED = (done(0), done(1, during=7))
HARD = (done(0), done(1, effort=8))
BACKS = [
    ("red: the easier exercise", item(reps=8), RED, {"exercise": "tilt", "reps": 5}),
    ("red: half of it", item("stretch", seconds=20), RED, {"seconds": 10}),
    ("red: a set less", item("stretch", seconds=5, sets=2), RED, {"sets": 1, "seconds": 5}),
    ("hard: 2 less", item(reps=8), HARD, {"exercise": "bridge", "reps": 6}),
    ("hard: 5 s less", item("hold", seconds=20), HARD, {"seconds": 15}),
    ("hard: not below 5 s", item("hold", seconds=8), HARD, {"seconds": 5}),
    ("hard: not below 3", item(reps=4), HARD, {"reps": 3}),
    ("hard: a set less", item(reps=3, sets=2), HARD, {"reps": 3, "sets": 1}),
    ("hard: easier", item(reps=3), HARD, {"exercise": "tilt"}),
    ("to timed", item("long-hold", seconds=5), HARD, {"exercise": "hold", "seconds": 5}),
]


@pytest.mark.parametrize(
    ("before", "sessions", "expected"), [one[1:] for one in BACKS], ids=[one[0] for one in BACKS]
)
def test_one_step_back(
    before: Item, sessions: tuple[Done, ...], expected: dict[str, object]
) -> None:
    found = ask(before, *sessions)
    assert found.step is Step.BACK
    assert found.after.model_dump(include=set(expected)) == expected
    assert not found.contact
    assert found.after.ask_pain or found.after.exercise == before.exercise


LEG = Pain(1, 2, places_after=frozenset({Place.THIGH}))


@pytest.mark.parametrize(
    ("sessions", "contact", "source"),
    [
        (RED, False, f"{SIX}: stop, regress"),
        ((done(0), done(1, pain=LEG)), True, f"{SIX}: leg symptoms, contact physio"),
        ((done(0, during=7), done(1, during=7), done(2)), True, f"{SEVEN}: 2 red pain events"),
        (HARD, False, SEVEN),
    ],
)
def test_when_the_physio_is_asked(
    sessions: tuple[Done, ...], *, contact: bool, source: str
) -> None:
    found = ask(item(reps=8), *sessions)
    assert (found.step, found.contact) == (Step.BACK, contact), source


def test_what_cannot_be_made_easier_goes_to_the_physio() -> None:
    found = ask(item("stretch", seconds=5), *RED)
    assert (found.step, found.contact, found.after) == (Step.BACK, True, found.before)
    assert "contact your physio" in found.text


def test_limits_go_along_to_an_easier_exercise() -> None:
    one = item(reps=8, limits=[{"text": "to 120 degrees"}])
    assert ask(one, *RED).after.limits == one.limits


@pytest.mark.parametrize("sessions", [GOOD, RED, ()])
def test_a_locked_programme_stays(sessions: tuple[Done, ...]) -> None:
    one = item()
    for plan in (programme(one, locked=True, written_by="Dr Who"), programme(item(locked=True))):
        found = propose(plan, plan.exercises[0], sessions, MOVES)
        assert (found.step, found.rule, found.after) == (Step.HOLD, "locked", plan.exercises[0])
        assert found.contact == (sessions is RED)
        assert (plan.written_by or "your physio") in found.text
        with pytest.raises(ProgrammeError, match=plan.written_by or "your physio"):
            confirm(plan, found)


def test_an_exercise_that_is_not_here_stays() -> None:
    found = ask(item("juggling"), *GOOD)
    assert (found.step, found.rule) == (Step.HOLD, "unknown")


def test_words() -> None:
    assert ask(item(reps=8), *GOOD).text == (
        "Two good sessions in a row. From now on 10 repetitions, instead of 8 repetitions?"
    )
    assert ask(item(reps=15, sets=3), *GOOD).text == (
        "Two good sessions in a row. From now on One-leg (6 repetitions, each side), instead of "
        "Bridge (3 x 15 repetitions)?"
    )
    assert ask(item(reps=8), done()).text == (
        "Two good sessions in a row come first. Stay at 8 repetitions."
    )


def test_only_what_was_proposed_for_this_programme_is_confirmed() -> None:
    found = ask(item(reps=8), *GOOD)
    plan = programme(item(reps=8), item("tilt"))
    assert [one.amount for one in confirm(plan, found).exercises] == [10, 8]
    with pytest.raises(ProgrammeError, match="as it was"):
        confirm(programme(item(reps=9)), found)


@pytest.mark.parametrize("reps", range(1, 51))
def test_on_amber_a_third_to_a_half_less_today(reps: int) -> None:
    source = f"{SIX}: reduce range or repetitions by 30 to 50 %"
    for one in (item(reps=reps), item("hold", seconds=reps)):
        less = eased(one).amount
        assert less >= 1
        assert 0.5 * reps - 0.5 <= less <= max(0.7 * reps + 0.5, 1), source


def test_one_repetition_is_eased_by_a_set() -> None:
    assert eased(item(reps=1, sets=3)).sets == 2
    assert eased(item(reps=1)) == item(reps=1)

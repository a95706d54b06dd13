"""What the diary knows of days, and what it makes of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from formcheck.care.pain import Moment, Pain
from formcheck.care.programme_file import STARTER, load_programme
from formcheck.care.progression import Proposal, Step
from formcheck.care.traffic_light import Light
from formcheck.errors import ProgrammeError
from formcheck.language import use_language
from formcheck.store.answers import AnswerKind, Answers
from formcheck.store.errors import StoreError
from formcheck.store.programmes import Programmes
from formcheck.store.tables import PROGRAMMES
from tests.care.moves import item, programme
from tests.store.test_database import disk_full
from tests.training.sets import F, fault, record, reps
from tests.training.told import B, T, said
from tests.ui.diary_parts import DAY, MONDAY, PLAN, WELL, Days, at, bridged, days_in, held

TUESDAY = MONDAY + DAY


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    with days_in(tmp_path) as made:
        yield made


# What was done


def test_done_is_what_all_sets_were_done_of(days: Days) -> None:
    # GIVEN a whole bridge, one of two planks, and something that is not in the programme
    days.train(MONDAY, bridged(), held(), record(reps(F), exercise="squat"))
    assert days.diary.done_on(MONDAY) == {"bridge", "squat"}
    # WHEN the other plank follows, even a short one
    days.train(MONDAY, held(4.0), clock=time(18))
    # THEN it is done too, on that day alone
    assert days.diary.done_on(MONDAY) == {"bridge", "plank", "squat"}
    assert days.diary.done_on(TUESDAY) == frozenset()


def test_opening_the_camera_is_no_exercise(days: Days) -> None:
    days.train(MONDAY, record(), record(exercise="squat"))
    assert days.diary.done_on(MONDAY) == frozenset()


def test_done_is_known_without_a_programme_that_can_be_read(days: Days) -> None:
    days.train(MONDAY, held())
    Programmes(days.store).add(
        days.person, title="Torn", text="name =", locked=False, valid_from=MONDAY
    )
    assert days.diary.done_on(MONDAY) == {"plank"}
    assert days.diary.dones("plank") == ()
    assert days.diary.begin(MONDAY)
    with pytest.raises(ProgrammeError, match="Torn"):
        days.diary.programme(MONDAY)


def test_trainings_and_the_first_day(days: Days) -> None:
    assert days.diary.first_day is None
    days.train(TUESDAY, bridged())
    days.train(MONDAY, bridged(), held())
    assert [(one.day, len(one.sessions)) for one in days.diary.trainings()] == [
        (MONDAY, 2),
        (TUESDAY, 1),
    ]
    assert days.diary.first_day == MONDAY


def test_a_day_as_the_rules_see_it(days: Days) -> None:
    # GIVEN a bridge with two of three in good form, and a plank that is too short
    arched = record(reps(F, F, F), faults=[fault("over_arch", 0.0, 1.0)])
    training = days.train(MONDAY, arched, held(), held(4.0), told=WELL)
    days.wake(TUESDAY, training, 2)
    # THEN each exercise has its own, with what was told
    (bridge,), (plank,) = days.diary.dones("bridge"), days.diary.dones("plank")
    assert (bridge.on, bridge.complete, bridge.effort) == (MONDAY, True, 5)
    assert bridge.good_share == pytest.approx(2 / 3)
    assert bridge.pain == plank.pain == Pain(1, after=1, morning=2)
    assert not plank.complete
    assert days.diary.dones("bird-dog") == ()


def test_what_is_told_after_an_exercise_is_about_it_alone(days: Days) -> None:
    training = days.train(MONDAY, bridged(), held(), told=WELL)
    sets = {one.exercise: one.id for one in days.diary.trainings()[0].sessions}
    days.diary.keep(said(Moment.DURING, 7, T), training, sets["plank"])
    assert days.diary.dones("plank")[0].red
    assert not days.diary.dones("bridge")[0].red


def test_told_of_a_set_that_could_not_be_kept_counts_for_all(days: Days) -> None:
    training = days.train(MONDAY, bridged(), held(), told=WELL)
    days.diary.keep(said(Moment.DURING, 7), training, "never-kept")
    assert days.diary.dones("plank")[0].red
    assert days.diary.dones("bridge")[0].red


def test_what_was_skipped_is_not_blamed(days: Days) -> None:
    # GIVEN a training that hurt, and in which the plank was left out
    days.train(MONDAY, bridged(), record(exercise="plank"), told=[WELL[0], said(Moment.AFTER, 8)])
    # THEN the plank was not complete, and that is all
    (plank,) = days.diary.dones("plank")
    assert (plank.complete, plank.pain, plank.effort) == (False, Pain(), None)
    assert days.diary.dones("bridge")[0].red


def test_two_trainings_of_a_day_are_one_and_the_worst_counts(days: Days) -> None:
    # GIVEN a plank in the morning that hurt, and one in the evening that did not
    days.train(MONDAY, held(), told=(said(Moment.BEFORE, 1), said(Moment.AFTER, 4, effort=8)))
    days.train(MONDAY, held(), told=WELL, clock=time(18))
    # THEN they are one day, complete, with what was worse
    (done,) = days.diary.dones("plank")
    assert done.complete
    assert (done.pain, done.effort) == (Pain(1, after=4), 8)
    # AND an effort that was not told may have been harder
    days.train(TUESDAY, held(), told=WELL)
    days.train(TUESDAY, held(), told=(said(Moment.BEFORE, 1), said(Moment.AFTER, 1)))
    assert days.diary.dones("plank")[1].effort is None


# What was told


def test_the_last_pain_before(days: Days) -> None:
    assert days.diary.last_pain() is None
    days.train(MONDAY, told=[said(Moment.BEFORE, 3), said(Moment.AFTER, 6)])
    days.train(TUESDAY, told=[said(Moment.BEFORE, None)])
    now = days.train(TUESDAY + DAY, told=[said(Moment.BEFORE, 5)])
    assert days.diary.last_pain() == 5
    assert days.diary.last_pain(but=now) == 3


@pytest.mark.parametrize(
    ("trained", "clock", "asked", "at_clock", "due"),
    [
        (MONDAY, time(20), TUESDAY, time(7), True),
        (MONDAY, time(20), TUESDAY, time(3), False),
        (MONDAY, time(20), MONDAY, time(23), False),
        (MONDAY, time(7), TUESDAY, time(18), True),
        (MONDAY, time(7), TUESDAY, time(20), False),
        (TUESDAY, time(1), TUESDAY, time(7), True),
        (TUESDAY, time(5), TUESDAY, time(7), False),
        (MONDAY, time(22), TUESDAY + DAY, time(9), True),
        (MONDAY, time(20), TUESDAY + DAY, time(9), False),
    ],
)
def test_the_next_morning_is_asked_about_in_time(
    days: Days, trained: date, clock: time, asked: date, at_clock: time, *, due: bool
) -> None:
    training = days.train(trained, bridged(), clock=clock)
    found = days.diary.morning_due(at(asked, at_clock))
    assert (None if found is None else found.id) == (training if due else None)


def test_where_nothing_was_done_nothing_is_asked(days: Days) -> None:
    trained = days.train(MONDAY, bridged())
    days.train(MONDAY, record(), clock=time(18))
    due = days.diary.morning_due(at(TUESDAY, time(8)))
    assert due is not None
    assert due.id == trained


def test_the_next_morning_is_asked_about_once(days: Days) -> None:
    # GIVEN two trainings of one day
    first = days.train(MONDAY, bridged())
    second = days.train(MONDAY, held(), clock=time(18))
    morning = at(TUESDAY, time(8))
    due = days.diary.morning_due(morning)
    assert due is not None
    assert due.id == second
    # WHEN the person would rather not say
    days.wake(TUESDAY, second, None)
    # THEN it is not asked again, for neither
    assert days.diary.morning_due(morning) is None
    # AND what is said counts for both
    days.wake(TUESDAY, first, 4)
    assert {days.diary.dones(one)[0].pain.morning for one in ("bridge", "plank")} == {4}


def test_a_full_disk_loses_no_answer(days: Days, tmp_path: Path) -> None:
    # GIVEN a disk that is full when the first answer comes
    training = days.train(MONDAY, bridged())
    log = tmp_path / "store.sqlite-wal"
    with disk_full(log.stat().st_size), pytest.raises(StoreError, match="disk is full"):
        days.diary.keep(said(Moment.BEFORE, 2), training)
    # WHEN there is room, and the next one comes
    days.now += timedelta(minutes=20)
    days.diary.keep(said(Moment.AFTER, 3), training)
    # THEN both are there, each with its time
    kept = Answers(days.store).of_person(days.person)
    assert [(one.question, one.number) for one in kept] == [("before", 2.0), ("after", 3.0)]
    assert kept[0].given_at is not None
    assert kept[0].given_at < days.now
    # AND nothing is left to write
    days.diary.flush()
    assert len(Answers(days.store).of_person(days.person)) == 2


# The end


def test_the_summary_of_a_training(days: Days) -> None:
    days.train(MONDAY - 13 * DAY, held())
    told = [said(Moment.BEFORE, 1, B), said(Moment.AFTER, 4, B, effort=9)]
    arched = record(reps(F, F, F), faults=[fault("over_arch", 0.0, 1.0)])
    training = days.train(MONDAY, arched, held(), told=told)
    found = days.diary.summary(training, MONDAY)
    assert found.went_well.startswith("You did 1 exercise of 3 as planned.")
    assert "33 % of the repetitions" in found.work_on
    assert found.verdict is not None
    assert found.verdict.rule.id == "rise"
    assert found.where == ""
    assert "first two weeks" in found.effort
    assert [(one.text, one.complete) for one in found.lines] == [
        ("3 of 3 repetitions", True),
        ("10 of 20 s", False),
        ("left out", False),
    ]


def test_the_summary_of_a_break_has_what_was_done_in_it(days: Days) -> None:
    # GIVEN a break with one exercise, which the programme asks for with three
    training = days.train(MONDAY, held())
    tasks = [one for one in days.diary._tasks(MONDAY) if one.item.exercise == held().exercise]
    # THEN nothing else was left out
    found = days.diary.summary(training, MONDAY, tasks)
    assert [one.text for one in found.lines] == ["10 of 20 s"]


def test_the_summary_says_where_the_pain_went_and_the_worst_light(days: Days) -> None:
    told = [
        said(Moment.BEFORE, 3, B, T),
        said(Moment.DURING, 5, B),
        said(Moment.AFTER, 2, B, effort=4),
    ]
    found = days.diary.summary(days.train(MONDAY, bridged(), told=told), MONDAY)
    assert "good sign" in found.where
    assert found.verdict is not None
    assert found.verdict.light is Light.AMBER


def test_the_summary_of_a_training_that_did_not_begin(days: Days) -> None:
    training = days.train(MONDAY, told=[said(Moment.BEFORE, 7)])
    found = days.diary.summary(training, MONDAY)
    assert found.verdict is not None
    assert found.verdict.rule.id == "strong"
    assert "listened to your body" in found.went_well
    assert days.diary.propose(MONDAY) == ()


# The programme


def test_the_programme_is_in_the_language_in_use(tmp_path: Path) -> None:
    with days_in(tmp_path, plan=None) as days:
        assert days.diary.programme(MONDAY).name == STARTER
        days.diary.begin(MONDAY)
        use_language("de")
        shown = days.diary.programme(MONDAY)
        assert shown.title == load_programme(STARTER).title != PLAN.title
        assert shown.title != days.versions.on(MONDAY).title


def test_another_programme_is_chosen(days: Days) -> None:
    days.diary.choose_programme(STARTER, TUESDAY)
    assert days.diary.programme(TUESDAY).name == STARTER
    assert days.diary.programme(MONDAY) == PLAN


def bridge_of(found: tuple[Proposal, ...]) -> Proposal:
    return next(one for one in found if one.before.exercise == "bridge")


def test_two_good_days_lead_on_once_and_only_on_the_morning_after(days: Days) -> None:
    # GIVEN one good day, and a second one whose morning is still to come
    days.good_day(MONDAY)
    training = days.train(TUESDAY + DAY, bridged(), told=WELL)
    assert bridge_of(days.diary.propose(TUESDAY + DAY)).rule == "morning"
    assert days.diary.offers(TUESDAY + DAY) == ()
    # WHEN the morning is fine
    days.wake(MONDAY + 3 * DAY, training)
    proposal = bridge_of(days.diary.propose(MONDAY + 3 * DAY))
    assert (proposal.step, proposal.after.reps) == (Step.ADVANCE, 5)
    assert days.diary.offers(MONDAY + 3 * DAY) == (proposal,)
    # AND the person agrees, before anything was done that day
    days.diary.confirm(proposal, MONDAY + 3 * DAY)
    # THEN it holds from now on, is kept, and it begins anew
    assert days.item("bridge", MONDAY + 3 * DAY).reps == 5
    assert days.item("bridge", MONDAY + 2 * DAY).reps == 3
    (again,) = days.another().propose(MONDAY + 3 * DAY)
    assert (again.step, again.rule) == (Step.HOLD, "few")
    kept = Answers(days.store).of_person(days.person, kind=AnswerKind.PROPOSAL)
    assert [(one.question, one.number, one.text) for one in kept] == [
        ("bridge", 1.0, proposal.text)
    ]


def test_on_a_day_that_has_begun_it_holds_from_tomorrow(days: Days) -> None:
    told = [said(Moment.BEFORE, 1), said(Moment.AFTER, 1, effort=9)]
    days.train(MONDAY, bridged(), held(), held(), told=told)
    back = days.diary.propose(MONDAY)
    assert [one.step for one in back] == [Step.BACK, Step.BACK]
    for one in back:
        days.diary.confirm(one, MONDAY)
    assert days.diary.programme(MONDAY) == PLAN
    tomorrow = days.diary.programme(TUESDAY)
    assert [one != was for one, was in zip(tomorrow.exercises, PLAN.exercises, strict=True)] == [
        True,
        True,
        False,
    ]
    # AND what was confirmed once is no proposal any more
    left = [(one.before.exercise, one.rule) for one in days.diary.propose(MONDAY)]
    assert left == [("plank", "few")]
    with pytest.raises(ProgrammeError, match="Expected a proposal"):
        days.diary.confirm(back[0], MONDAY)


def test_no_means_no_until_it_was_done_again(days: Days) -> None:
    days.good_day(MONDAY)
    days.good_day(TUESDAY)
    wednesday = TUESDAY + DAY
    proposal = bridge_of(days.diary.propose(wednesday))
    days.diary.decline(proposal)
    assert days.diary.propose(wednesday) == ()
    assert days.diary.programme(wednesday + 9 * DAY) == PLAN
    days.good_day(wednesday)
    assert bridge_of(days.diary.propose(wednesday + DAY)) == proposal


def test_only_one_makes_the_holds_longer_in_a_week(tmp_path: Path) -> None:
    plan = programme(item("plank", seconds=20), item("knee-plank", seconds=20))
    with days_in(tmp_path, plan) as days:
        planks = [replace(held(20.0), exercise=slug) for slug in ("plank", "knee-plank")]
        for day in (MONDAY, TUESDAY):
            days.good_day(day, *planks)
        found = days.diary.propose(TUESDAY + DAY)
        assert [(one.step, one.rule) for one in found] == [
            (Step.ADVANCE, "two"),
            (Step.HOLD, "week"),
        ]
        days.diary.confirm(found[0], TUESDAY + DAY)
        again = days.diary.propose(TUESDAY + DAY)
        assert [one.rule for one in again] == ["few", "week"]


def test_a_locked_programme_never_changes(tmp_path: Path) -> None:
    with days_in(tmp_path, programme(item("bridge", reps=3), locked=True)) as days:
        days.good_day(MONDAY)
        days.good_day(TUESDAY)
        (proposal,) = days.diary.propose(TUESDAY + DAY)
        assert (proposal.step, proposal.rule) == (Step.HOLD, "locked")
        with pytest.raises(ProgrammeError, match="locked"):
            days.diary.confirm(proposal, TUESDAY + DAY)
        assert len(Programmes(days.store).of_person(days.person)) == 1


def test_a_first_change_leaves_the_file_and_keeps_what_was_done(tmp_path: Path) -> None:
    # GIVEN trainings by a programme of which nothing is kept
    with days_in(tmp_path, plan=None) as days:
        tilts = record(reps(*[F] * 5), exercise="pelvic-tilt")
        for day in (MONDAY, TUESDAY):
            days.good_day(day, tilts)
        with days.store.write() as connection:  # as if the disk had been full each time
            connection.execute(delete(PROGRAMMES))
        (proposal,) = days.diary.propose(TUESDAY + DAY)
        assert proposal.step is Step.ADVANCE
        days.diary.confirm(proposal, TUESDAY + DAY)
        assert days.item("pelvic-tilt", TUESDAY + DAY).reps == 7
        assert days.item("pelvic-tilt", MONDAY).reps == 5
        assert [one.complete for one in days.diary.dones("pelvic-tilt")] == [True, True]
        assert [one.rule for one in days.diary.propose(TUESDAY + DAY)] == ["few"]

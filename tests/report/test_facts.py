from dataclasses import replace

import pytest

from formcheck.checking.results import Counts, Hold, RepKind
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.report.content import Fact
from formcheck.report.facts import facts, marked
from formcheck.session.record import SessionRecord
from tests.report.reports import leg_bridge, twenty


def told(found: tuple[Fact, ...]) -> dict[str, tuple[str, str]]:
    names = [one.name for one in found]
    assert len(set(names)) == len(names)  # they are told apart by their names
    return {one.name: (one.value, one.more) for one in found}


def test_the_numbers_of_twenty_repetitions() -> None:
    # Good form: 15 of 20; ± of Agresti and Coull with 24 in place of 20: 2 sqrt(.708 .292 / 24).
    assert told(facts(twenty(), leg_bridge())) == {
        "Repetitions": ("17 full, 3 partial, 0 attempts", "full: 9 left, 8 right"),
        "Good form": ("75 % ± 19", "nothing clearly off in 15 of 20 repetitions"),
        "Range: Hip, left": (
            "178° ± 5",
            "median of 9 full repetitions, best 180° ± 5, middle half 177° to 179°",
        ),
        "Range: Hip, right": (
            "178° ± 5",
            "median of 8 full repetitions, best 180° ± 5, middle half 177° to 179°",
        ),
        "Tempo": ("2.1 / 1.5 / 2.1 s", "there, at the turn, back; median of 20 repetitions"),
    }


def test_few_repetitions_have_no_share_and_no_middle_half(
    record: SessionRecord, exercise: Exercise
) -> None:
    two = replace(record, reps=record.reps[:2], counts=Counts(full=2, attempt=1), faults=())
    assert told(facts(two, exercise)) == {
        "Repetitions": ("2 full, 0 partial, 1 attempt", ""),
        "Good form": ("2 of 2 repetitions", "with nothing clearly off"),
        "Range: Hip": ("170° ± 5", "median of 2 full repetitions, best 170° ± 5"),
        "Tempo": ("1.5 / 0.9 / 1.5 s", "there, at the turn, back; median of 2 repetitions"),
    }


def test_a_single_one_has_its_own_error(record: SessionRecord, exercise: Exercise) -> None:
    one = replace(record, reps=record.reps[:1], counts=Counts(full=1))
    assert told(facts(one, exercise))["Range: Hip"][0] == "170° ± 5"
    short = replace(record, reps=record.reps[2:3], counts=Counts(partial=1))
    assert "Range: Hip" not in told(facts(short, exercise))


def test_form_is_not_told_of_what_was_hardly_seen(
    record: SessionRecord, exercise: Exercise
) -> None:
    dim = replace(record, graded_fraction=0.62)
    assert told(facts(dim, exercise))["Good form"] == (
        "not told",
        "only 62 % of the time could be judged",
    )
    unchecked = exercise.model_copy(update={"checks": ()})
    assert "Good form" not in told(facts(record, unchecked))


def test_holds(hold_record: SessionRecord, exercise: Exercise) -> None:
    # 13.5 of 15 s; two holds are right to 1 s each.
    assert told(facts(hold_record, exercise)) == {
        "Repetitions": ("0 full, 0 partial, 0 attempts", ""),
        "Good form": ("90 % ± 13", "nothing clearly off in 13.5 s of 15.0 s"),
        "Held": ("15.0 s", "13.5 s in good form, longest 10.0 s"),
    }


def test_a_stretch_is_still_not_well_formed(
    stretch_record: SessionRecord, stretch: Exercise, exercise: Exercise
) -> None:
    checked = stretch.model_copy(update={"checks": exercise.checks})
    assert told(facts(stretch_record, checked)) == {
        "Held": ("59.0 s", "57.6 s of it still, longest 32.0 s")
    }


def test_guided_ones_are_counted_and_not_scored(
    guided_record: SessionRecord, guided: Exercise
) -> None:
    assert told(facts(guided_record, guided)) == {"Repetitions": ("4 guided", "not scored")}


def test_a_number_that_was_corrected_says_what_was_measured(record: SessionRecord) -> None:
    now = (Fact("Held", "12.0 s", "longest 8.0 s"), Fact("Tempo", "1 / 1 / 1 s"), Fact("New", "5"))
    before = (Fact("Held", "10.0 s", "longest 8.0 s"), Fact("Tempo", "1 / 1 / 1 s"))
    assert marked(now, before) == (
        Fact("Held", "12.0 s", "longest 8.0 s; corrected by hand; measured: 10.0 s"),
        Fact("Tempo", "1 / 1 / 1 s"),
        Fact("New", "5", "corrected by hand; measured: not known"),
    )


@pytest.mark.parametrize("side", [None, Side.RIGHT])
def test_a_side_is_named_where_there_is_one(
    record: SessionRecord, exercise: Exercise, side: Side | None
) -> None:
    reps = tuple(replace(rep, side=side) for rep in record.reps)
    found = told(facts(replace(record, reps=reps), exercise))
    assert ("Range: Hip, right" in found) is (side is Side.RIGHT)
    assert ("Range: Hip" in found) is (side is None)


def test_an_attempt_has_no_tempo(record: SessionRecord, exercise: Exercise) -> None:
    tried = tuple(replace(rep, kind=RepKind.ATTEMPT) for rep in record.reps)
    assert "Tempo" not in told(facts(replace(record, reps=tried), exercise))


def test_hold_of_one_side_alone(hold_record: SessionRecord, exercise: Exercise) -> None:
    one = replace(hold_record, holds=(Hold(Side.LEFT, 0.0, 4.0, 4.0),))
    assert told(facts(one, exercise))["Held"] == ("4.0 s", "4.0 s in good form, longest 4.0 s")

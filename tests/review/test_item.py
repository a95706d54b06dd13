import numpy as np

from formcheck.exercises.loader import load_exercise
from formcheck.review.best import best_rep
from formcheck.review.item import take_of_record
from tests.review.test_take import poses_of, take_of


def test_a_session_without_pictures_shows_its_numbers_and_nobody() -> None:
    record = take_of(poses_of("bridge_good", slice(0, 60)), "bridge").record

    take = take_of_record(record, load_exercise("bridge"))

    assert take.record is record
    assert not take.measurable
    assert len(take.seen) == len(take.poses) == 60
    assert [take.scene(index) for index in (0, 59)] == [None, None]
    assert take.pose(3) is None
    assert take.seen.marks(3, record.series).focus is None
    assert take.at(1e6) == 59


def test_of_numbers_alone_the_best_repetition_is_known() -> None:
    record = take_of(poses_of("bridge_good"), "bridge").record
    take = take_of_record(record, load_exercise("bridge"))

    best = best_rep(take)

    assert best in record.reps
    assert (
        take.seen.judged.tolist()
        == np.isfinite(record.series.value[:, record.series.names.index(record.focus)]).tolist()
    )

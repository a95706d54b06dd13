from formcheck.exercises.loader import load_exercise
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

"""What somebody changed is found again."""

import math
from dataclasses import replace

import numpy as np

from formcheck.checking.results import RepKind
from formcheck.landmarks import Landmark
from formcheck.review.by_hand import changed, stretches
from tests.review.takes import clip


def test_moved_landmarks_are_told_as_stretches_of_time() -> None:
    take = clip("bridge_good")
    moved = take.seen.by_hand.copy()
    times_s = take.poses.time_s
    assert stretches(take.seen, times_s) == ()
    moved[0:3, Landmark.LEFT_KNEE] = True
    moved[2:6, Landmark.NOSE] = True
    moved[-1, Landmark.NOSE] = True
    found = stretches(replace(take.seen, by_hand=moved), times_s)
    assert found == ((times_s[0], times_s[5]), (times_s[-1], times_s[-1]))


def test_repetitions_that_differ_are_told() -> None:
    record = clip("bridge_good").record
    first, second = record.reps
    assert changed(record, None) == changed(record, record) == frozenset()
    unknown = replace(record, reps=(replace(first, extreme=math.nan), second))
    assert changed(unknown, replace(unknown, reps=unknown.reps)) == frozenset()
    assert changed(unknown, record) == {1}
    partial = replace(record, reps=(first, replace(second, kind=RepKind.PARTIAL)))
    assert changed(partial, record) == {2}
    later = replace(second, number=1)
    assert changed(replace(record, reps=(later,)), record) == frozenset()
    assert changed(record, replace(record, reps=(later,))) == {1}


def test_times_are_numbers() -> None:
    take = clip("bridge_good")
    moved = np.ones_like(take.seen.by_hand)
    ((start_s, end_s),) = stretches(replace(take.seen, by_hand=moved), take.poses.time_s)
    assert (type(start_s), type(end_s)) == (float, float)

"""What a history reads is the same from a file and from a server: here are stores of both kinds."""

import math
from datetime import UTC, datetime, time

from formcheck.checking.results import RepKind
from formcheck.landmarks import Side
from formcheck.report.history_rows import AnswerRow, HoldRow, RepRow, Rows, read_rows
from formcheck.store.answers import AnswerKind
from formcheck.store.database import Store
from formcheck.store.kept import CorrectionKind, State
from formcheck.store.people import People
from tests.report.kept import MONDAY, PLAN, TUESDAY, Diary, hold, rep


def read(diary: Diary) -> Rows:
    with diary.store.read() as connection:
        return read_rows(connection, diary.person.id, since=None, zone=UTC)


def test_a_history_reads_the_same_from_both(any_store: Store) -> None:
    diary = Diary(any_store, People(any_store).add("Ann"))
    diary.plan()
    more = CorrectionKind.MORE
    reps = [rep(160.0, side=Side.LEFT), rep(math.nan, sd=math.nan, faults=("over_arch",))]
    diary.keep("bridge", MONDAY, reps, by_hand=[more, more], graded=0.5, side=Side.RIGHT)
    diary.keep("plank", TUESDAY, holds=[hold(20.0, 12.5)], state=State.INTERRUPTED)
    diary.keep("plank", TUESDAY, holds=[hold(20.0, 12.5)], state=State.RUNNING)
    diary.tell(MONDAY, AnswerKind.PAIN, 3, "before", "monday")
    diary.tell(MONDAY, AnswerKind.PAIN, None, "after", "monday")

    found = read(diary)

    bridge, plank = found.sessions
    assert (bridge.on, bridge.exercise, bridge.side) == (MONDAY, "bridge", Side.RIGHT)
    assert bridge.duration_s == 60.0
    assert (bridge.graded_fraction, bridge.interrupted, bridge.recording) == (0.5, False, False)
    assert bridge.by_hand == {more: 2}
    assert bridge.reps[0] == RepRow(Side.LEFT, RepKind.FULL, 160.0, 3.0, 0.0, 4.0, clean=True)
    assert (bridge.reps[1].clean, math.isnan(bridge.reps[1].extreme)) == (False, True)
    assert plank.holds == (HoldRow(None, 20.0, 12.5),)
    assert plank.interrupted
    assert found.answers == (AnswerRow(MONDAY, "monday", AnswerKind.PAIN, "before", 3.0),)
    assert [(one.valid_from, one.text) for one in found.programmes] == [(MONDAY, PLAN)]


def test_nothing_older_is_read(any_store: Store) -> None:
    diary = Diary(any_store, People(any_store).add("Ann"))
    diary.keep("bridge", MONDAY, [rep(160.0)])
    diary.keep("bridge", TUESDAY, [rep(161.0)])
    diary.tell(MONDAY, AnswerKind.EFFORT, 3)
    after_noon = datetime.combine(MONDAY, time(12, 1), UTC)
    with any_store.read() as connection:
        found = read_rows(connection, diary.person.id, since=after_noon, zone=UTC)
    assert [one.on for one in found.sessions] == [TUESDAY]
    assert [one.reps[0].extreme for one in found.sessions] == [161.0]
    assert found.answers == ()

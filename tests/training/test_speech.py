"""What waits to be said: in order, never two at once, never too late."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.training.speech import KEEP_S, Kind, Phrase, SpeechQueue, phrase


def queued(*phrases: Phrase) -> SpeechQueue:
    queue = SpeechQueue()
    for one in phrases:
        queue.add(one)
    return queue


def said(queue: SpeechQueue, now_s: float) -> list[str]:
    """Say all there is at one moment."""
    texts = []
    while (one := queue.next(now_s, speaking=False)) is not None:
        texts.append(one.text)
    return texts


@pytest.mark.parametrize(
    ("given_texts", "expected"),
    [
        ("cue:one cue:two", ["one", "two"]),
        ("guide:lie cue:higher", ["higher", "lie"]),
        ("count:1 guide:lie praise:good cue:higher end:rest alert:stop", None),
        ("count:1 count:2 count:3", ["3"]),
        ("cue:higher guide:lie cue:higher", ["higher", "lie"]),
        ("cue:hold guide:hold", ["hold", "hold"]),
        ("guide:a guide:b guide:a", ["a", "b"]),
    ],
)
def test_the_urgent_goes_first_and_else_the_first(
    given_texts: str, expected: list[str] | None
) -> None:
    pairs = [one.split(":") for one in given_texts.split()]
    queue = queued(*(phrase(text, Kind[kind.upper()], 0.0) for kind, text in pairs))
    assert said(queue, 0.5) == (expected or ["stop", "rest", "higher", "good", "lie", "1"])


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_is_dropped_when_late(kind: Kind) -> None:
    one = phrase("text", kind, 10.0)
    assert one.keep_s == KEEP_S[kind]
    assert said(queued(one), 10.0 + KEEP_S[kind]) == ["text"]
    queue = queued(one)
    assert said(queue, 10.01 + KEEP_S[kind]) == []
    # What was dropped does not come back when the clock is asked for an earlier time.
    assert said(queue, 10.0) == []


def test_how_long_it_is_worth_can_be_said() -> None:
    assert said(queued(phrase("Go.", Kind.GUIDE, 0.0, 1.0)), 1.1) == []


def test_nothing_begins_while_something_is_being_said() -> None:
    queue = queued(phrase("higher", Kind.CUE, 0.0))
    assert queue.next(1.0, speaking=True) is None
    # It waited, and is said in the pause.
    assert queue.next(1.5, speaking=False) == phrase("higher", Kind.CUE, 0.0)
    assert queue.next(1.5, speaking=False) is None


def test_what_becomes_late_while_something_is_said_is_forgotten() -> None:
    queue = queued(phrase("3", Kind.COUNT, 0.0), phrase("lie", Kind.GUIDE, 0.0))
    queue.next(2.0, speaking=True)
    assert [one.text for one in queue.waiting] == ["lie"]


def test_said_again_it_is_worth_saying_for_longer_in_its_old_place() -> None:
    queue = queued(phrase("a", Kind.CUE, 0.0), phrase("b", Kind.CUE, 2.0))
    queue.add(phrase("a", Kind.CUE, 2.0))
    assert said(queue, 3.0) == ["a", "b"]


def test_all_can_be_forgotten() -> None:
    queue = queued(phrase("a", Kind.ALERT, 0.0))
    queue.clear()
    assert queue.waiting == ()


def test_kinds_are_ordered_by_urgency() -> None:
    by_urgency = sorted(Kind, reverse=True)
    assert [kind.word for kind in by_urgency] == [
        *["alert", "end", "cue", "praise", "guide", "count"]
    ]


events = st.lists(
    st.tuples(
        st.floats(0.0, 3.0),  # seconds since the event before
        st.sampled_from(Kind),
        st.integers(0, 4),  # which text
        st.floats(0.1, 4.0),  # how long it takes to say
        st.floats(0.0, 6.0),  # how long it is worth saying
    ),
    max_size=40,
)


@given(events)
def test_never_two_at_once_never_late_and_in_order(
    events: list[tuple[float, Kind, int, float, float]],
) -> None:
    queue, now_s, busy_until_s = SpeechQueue(), 0.0, 0.0
    for wait_s, kind, which, takes_s, keep_s in events:
        now_s += wait_s
        queue.add(Phrase(f"{kind.word} {which}", kind, now_s, keep_s))
        # THEN no sentence, and at most one number, waits twice
        waiting = queue.waiting
        texts = [one.text for one in waiting]
        assert len(set(texts)) == len(texts)
        assert sum(one.kind is Kind.COUNT for one in waiting) <= 1
        before = [one for one in waiting if now_s - one.given_s <= one.keep_s]
        chosen = queue.next(now_s, speaking=now_s < busy_until_s)
        # AND it is silent just while something is being said, or nothing is worth saying
        assert (chosen is None) == (now_s < busy_until_s or not before)
        if chosen is not None:
            assert now_s >= busy_until_s
            assert now_s - chosen.given_s <= chosen.keep_s
            # AND nothing more urgent, and nothing of its kind that came before it, is left
            assert all(one.kind <= chosen.kind for one in before)
            assert chosen is next(one for one in before if one.kind is chosen.kind)
            busy_until_s = now_s + takes_s
        left = queue.waiting
        assert list(left) == [one for one in before if one is not chosen]


@given(st.lists(st.integers(0, 3), max_size=30))
def test_within_a_kind_first_come_is_first_said(pattern: list[int]) -> None:
    # GIVEN things of several kinds that come one after the other, all different
    kinds = [Kind.CUE, Kind.PRAISE, Kind.GUIDE, Kind.END]
    queue = queued(*(phrase(str(n), kinds[which], 0.0) for n, which in enumerate(pattern)))
    # WHEN all is said THEN each kind keeps its order
    spoken = said(queue, 0.1)
    for which in range(4):
        mine = [str(n) for n, one in enumerate(pattern) if one == which]
        assert [text for text in spoken if text in mine] == mine

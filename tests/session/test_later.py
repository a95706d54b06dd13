"""A sequence that is worked out when it is read is what it then is, to everybody who reads it."""

import pickle
from functools import partial

from formcheck.session.later import Later


class Made:
    """Counts how often it is asked for."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> tuple[str, ...]:
        self.times += 1
        return "one", "two", "three"


def steps() -> Later[str]:
    return Later(Made())


def test_it_is_made_once_and_only_when_it_is_read() -> None:
    made = Made()
    later = Later(made)
    assert made.times == 0
    assert (later[0], later[1:], len(later), list(later)) == (
        "one",
        ("two", "three"),
        3,
        ["one", "two", "three"],
    )
    assert made.times == 1


def test_it_is_equal_to_what_it_is() -> None:
    assert steps() == steps() == ("one", "two", "three")
    assert hash(steps()) == hash(("one", "two", "three"))
    assert steps() != ("one",)
    assert repr(steps()) == "('one', 'two', 'three')"
    assert not Later(partial(tuple[str, ...]))


def test_it_travels_as_what_it_is() -> None:
    sent = pickle.loads(pickle.dumps(steps()))
    assert type(sent) is tuple
    assert sent == steps()

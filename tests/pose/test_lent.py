"""Something that is kept for as long as it is used, on a clock of the test's own."""

from dataclasses import dataclass, field

from formcheck.pose.lent import Lent


@dataclass
class Thing:
    open: bool = True

    def close(self) -> None:
        assert self.open
        self.open = False


@dataclass
class Maker:
    made: list[Thing] = field(default_factory=list)

    def __call__(self) -> Thing:
        self.made.append(Thing())
        return self.made[-1]


def test_it_is_made_when_it_is_needed_and_once() -> None:
    maker = Maker()
    lent = Lent(maker)
    lent.tidy(0.0)
    assert maker.made == []
    assert lent.get() is lent.get()
    for now_s in range(100_000, 300_000, 100_000):
        lent.tidy(float(now_s))
    assert lent.get().open
    assert len(maker.made) == 1


def test_what_is_not_used_for_long_is_freed_and_made_anew() -> None:
    maker = Maker()
    lent = Lent(maker, 30.0)
    for now_s in (0.0, 20.0, 40.0):
        first = lent.get()
        lent.tidy(now_s)
    lent.tidy(69.0)
    assert first.open
    lent.tidy(70.0)
    assert not first.open
    lent.tidy(200.0)
    second = lent.get()
    assert second is not first
    lent.tidy(201.0)
    lent.tidy(230.0)
    assert second.open
    assert maker.made == [first, second]

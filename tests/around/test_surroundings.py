import logging
from dataclasses import dataclass, field
from threading import Thread

import pytest

from formcheck.around import surroundings as module
from formcheck.around.surroundings import BATTERY_S, SELDOM_S, Surroundings
from formcheck.desk.surround import ALONE, Surround
from tests.around.programs import Clock


@dataclass
class Says:
    """A system that answers what it is told to; it breaks where the answer is an error."""

    answer: bool | Exception = False
    asked: int = 0
    closed: int = 0

    def __call__(self) -> bool:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def close(self) -> None:
        self.closed += 1


@dataclass
class Desk:
    locked: bool = False
    do_not_disturb: bool = False


@dataclass
class Computer:
    """Everything that is asked."""

    use: Says = field(default_factory=Says)
    sound: Says = field(default_factory=Says)
    screen: Says = field(default_factory=Says)
    lock: Desk = field(default_factory=Desk)
    clock: Clock = field(default_factory=Clock)
    charge: float | None = None
    cameras: list[str | None] = field(default_factory=list)

    def camera(self, camera: str | None) -> Says:
        """Return who is asked about a camera."""
        self.cameras.append(camera)
        return self.use

    def asked(self) -> Surroundings:
        return Surroundings(
            lock=self.lock,
            use=self.camera,
            sound=self.sound,
            screen=self.screen,
            charge=lambda: self.charge,
            clock=self.clock,
        )


@pytest.fixture
def computer() -> Computer:
    return Computer()


def test_nothing_goes_on(computer: Computer) -> None:
    assert computer.asked()() == ALONE


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("use", Surround(camera=True)),
        ("sound", Surround(microphone=True)),
        ("screen", Surround(full_screen=True)),
        ("locked", Surround(locked=True)),
        ("do_not_disturb", Surround(full_screen=True)),
        ("charge", Surround(battery=0.4)),
    ],
)
def test_each_is_told(computer: Computer, what: str, expected: Surround) -> None:
    if what == "charge":
        computer.charge = 0.4
    elif hasattr(computer.lock, what):
        setattr(computer.lock, what, True)
    else:
        getattr(computer, what).answer = True
    assert computer.asked()() == expected


def test_the_dearer_ones_are_asked_seldom(computer: Computer) -> None:
    asked = computer.asked()
    for _ in range(9):
        asked()
        computer.clock.goes(SELDOM_S / 4)
    assert computer.use.asked == 9
    assert (computer.sound.asked, computer.screen.asked) == (3, 3)


def test_an_answer_stays_until_it_is_asked_for_again(computer: Computer) -> None:
    asked = computer.asked()
    assert asked().battery is None
    computer.charge = 0.2
    computer.clock.goes(BATTERY_S / 2)
    assert asked().battery is None
    computer.clock.goes(BATTERY_S / 2)
    assert asked().battery == 0.2


@pytest.mark.parametrize("what", ["use", "sound", "screen"])
def test_one_that_breaks_is_not_so_and_said_once(
    computer: Computer, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    # GIVEN one that breaks, others that answer
    says = getattr(computer, what)
    says.answer = RuntimeError("out of order")
    computer.lock.locked = True
    asked = computer.asked()
    # WHEN it is asked again and again
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            assert asked() == Surround(locked=True)
            computer.clock.goes(SELDOM_S)
    # THEN
    assert len(caplog.records) == 1
    # WHEN it works again
    says.answer = True
    assert asked() != Surround(locked=True)


def test_once_closed_nobody_is_asked(computer: Computer) -> None:
    computer.use.answer = True
    asked = computer.asked()
    assert asked().camera
    # WHEN
    asked.close()
    asked.close()
    # THEN
    assert asked() == ALONE
    assert (computer.use.asked, computer.use.closed) == (1, 1)
    assert (computer.sound.closed, computer.screen.closed) == (1, 1)


def test_another_camera_is_chosen(computer: Computer) -> None:
    # GIVEN one that nobody uses
    asked = computer.asked()
    assert not asked().camera
    first, computer.use = computer.use, Says(answer=True)
    # WHEN
    asked.choose("1")
    # THEN the other one is asked about, the first not any more
    assert asked().camera
    assert (first.asked, first.closed) == (1, 1)
    assert computer.cameras == [None, "1"]
    # WHEN it is closed, another choice changes nothing
    asked.close()
    asked.choose("2")
    assert (computer.cameras, computer.use.closed) == ([None, "1"], 1)


def test_a_system_that_cannot_be_asked_at_all(
    computer: Computer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Says:
        raise ImportError("no such library")

    monkeypatch.setattr(module, "full_screen", broken)
    asked = Surroundings(use=computer.camera, sound=computer.sound, clock=computer.clock)
    assert not asked().full_screen
    assert len(caplog.records) == 1
    asked.close()


def test_this_computer_from_another_thread(caplog: pytest.LogCaptureFixture) -> None:
    # GIVEN the real thing, made here
    asked = Surroundings("0")
    found: list[Surround] = []
    # WHEN the engine asks in its own thread
    thread = Thread(target=lambda: found.extend([asked(), asked()]))
    thread.start()
    thread.join()
    asked.close()
    # THEN it answers, whatever this computer does, and nothing breaks
    assert len(found) == 2
    assert not caplog.records

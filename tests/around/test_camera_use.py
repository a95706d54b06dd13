import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from formcheck.around.camera_use import (
    AGAIN_EVERY_S,
    ASKED_S,
    DEAF_S,
    IN_VAIN,
    LIST_EVERY_S,
    WANTS_S,
    CameraUse,
    Nodes,
    camera_use,
)
from formcheck.around.consent import Consent
from formcheck.around.opens import Opens
from formcheck.around.probe import Untold
from tests.around.programs import Clock, Program

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="expected Linux: inotify, /proc")


@pytest.fixture
def device(tmp_path: Path) -> Path:
    device = tmp_path / "video0"
    device.write_bytes(bytes(4096))
    return device


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def other(device: Path) -> Iterator[Program]:
    """Start another program."""
    with Program(device) as program:
        yield program


@pytest.fixture
def ourselves(device: Path) -> Iterator[Program]:
    """Start what is taken for formcheck here: the tests' own children are the others."""
    with Program(device) as program:
        yield program


def asked(
    device: Path,
    clock: Clock,
    ourselves: Program,
    watch: type[Opens] = Opens,
    there: Sequence[object] = ("one camera",),
) -> CameraUse:
    nodes = Nodes(lambda: (device,), lambda: there[0])
    return CameraUse(nodes, own_pid=ourselves.pid, clock=clock, watch=watch)


@pytest.fixture
def use(device: Path, clock: Clock, ourselves: Program) -> Iterator[CameraUse]:
    use = asked(device, clock, ourselves)
    assert not use()
    yield use
    use.close()


def test_nobody_uses_it(use: CameraUse, clock: Clock) -> None:
    for _ in range(5):
        clock.goes(LIST_EVERY_S / 2)
        assert not use()


def test_who_opens_it_is_noticed_at_the_next_ask_until_he_lets_go(
    use: CameraUse, other: Program
) -> None:
    # WHEN
    other.does("open")
    # THEN
    assert use()
    assert use()
    # WHEN
    other.does("close")
    # THEN
    assert not use()


def test_we_ourselves_and_our_children_do_not_count(use: CameraUse, ourselves: Program) -> None:
    ourselves.does("open", "child opens")
    assert not use()
    ourselves.does("stream")
    assert not use()


def test_one_who_waits_for_it_while_we_have_it(
    use: CameraUse, other: Program, ourselves: Program
) -> None:
    ourselves.does("open", "stream")
    assert not use()
    other.does("open")
    assert use()


def test_who_merely_keeps_it_open_does_not_keep_us_out(
    use: CameraUse, other: Program, clock: Clock
) -> None:
    # GIVEN one who opened it
    other.does("open")
    assert use()
    # WHEN no pictures flow for long
    clock.goes(WANTS_S)
    # THEN
    assert not use()
    # WHEN pictures do flow, of which the kernel tells nothing
    other.does("stream")
    clock.goes(AGAIN_EVERY_S)
    # THEN for as long as it takes
    assert use()
    clock.goes(10 * WANTS_S)
    assert use()


def test_who_had_it_open_before_we_came_does_not_count(
    device: Path, clock: Clock, ourselves: Program, other: Program
) -> None:
    # GIVEN
    other.does("open")
    use = asked(device, clock, ourselves)
    # THEN
    assert not use()
    # WHEN it is opened once more, by the same one
    other.does("open")
    # THEN
    assert use()
    use.close()


def test_who_used_it_before_we_came_counts(
    device: Path, clock: Clock, ourselves: Program, other: Program
) -> None:
    other.does("open", "stream")
    use = asked(device, clock, ourselves)
    assert use()
    use.close()


def test_who_is_told_that_it_is_in_use_gets_a_second_try(
    use: CameraUse, other: Program, ourselves: Program, clock: Clock
) -> None:
    # GIVEN that we have it
    ourselves.does("open")
    assert not use()
    # WHEN another opens it and goes again at once
    other.does("glance")
    # THEN it counts for a while, also after we let go
    assert use()
    ourselves.does("close")
    assert use()
    # WHEN nobody comes
    clock.goes(ASKED_S)
    # THEN
    assert not use()


def test_who_glances_at_it_while_we_have_it_not_wants_nothing(
    use: CameraUse, other: Program, ourselves: Program
) -> None:
    other.does("glance")
    assert not use()
    ourselves.does("glance", "open")
    assert not use()


def test_our_own_taking_again_is_no_asking(use: CameraUse, ourselves: Program) -> None:
    ourselves.does("open")
    assert not use()
    ourselves.does("close", "glance", "open")
    assert not use()


def _glances(use: CameraUse, other: Program, ourselves: Program) -> bool:
    """Let another one glance at it while we have it; return whether that counts."""
    ourselves.does("open")
    assert not use()
    other.does("glance")
    counts = use()
    ourselves.does("close")
    use()
    return counts


def test_who_glances_every_few_seconds_does_not_keep_us_out(
    use: CameraUse, other: Program, ourselves: Program, clock: Clock
) -> None:
    # GIVEN some who asked and never came
    for _ in range(IN_VAIN):
        assert _glances(use, other, ourselves)
        clock.goes(ASKED_S)
    # THEN
    assert not _glances(use, other, ourselves)
    # WHEN somebody comes after all
    other.does("open", "stream")
    assert use()
    other.does("close")
    assert not use()
    # THEN asking counts again
    assert _glances(use, other, ourselves)


def test_after_a_while_a_glance_counts_again(
    use: CameraUse, other: Program, ourselves: Program, clock: Clock
) -> None:
    for _ in range(IN_VAIN):
        assert _glances(use, other, ourselves)
        clock.goes(ASKED_S)
    clock.goes(DEAF_S)
    assert _glances(use, other, ourselves)
    clock.goes(ASKED_S)
    assert not _glances(use, other, ourselves)


def test_a_glance_while_one_is_waited_for_is_the_same_one(
    use: CameraUse, other: Program, ourselves: Program, clock: Clock
) -> None:
    ourselves.does("open")
    assert not use()
    for _ in range(IN_VAIN + 1):
        other.does("glance")
        assert use()
    clock.goes(ASKED_S)
    assert not use()
    other.does("glance")
    assert use()


class NoWatch(Opens):
    """A system whose watches are all taken."""

    def __init__(self, files: Iterable[Path]) -> None:
        raise OSError(28, "no space left on device", *files)


def test_without_watches_it_looks_every_few_seconds(
    device: Path, clock: Clock, ourselves: Program, other: Program
) -> None:
    # GIVEN
    use = asked(device, clock, ourselves, watch=NoWatch)
    assert not use()
    # WHEN
    other.does("open")
    # THEN not at once, but soon
    assert not use()
    clock.goes(AGAIN_EVERY_S)
    assert use()
    use.close()


def test_a_camera_that_is_plugged_in_later(
    tmp_path: Path, clock: Clock, ourselves: Program
) -> None:
    # GIVEN no camera
    later = tmp_path / "later" / "video0"
    there: list[object] = ["none"]
    use = asked(later, clock, ourselves, there=there)
    assert not use()
    # WHEN one is plugged in, and somebody uses it
    later.parent.mkdir()
    later.write_bytes(bytes(4096))
    there[0] = "one"
    clock.goes(LIST_EVERY_S)
    with Program(later) as other:
        other.does("open")
        # THEN
        assert use()
        assert use()
    assert not use()
    use.close()


def test_a_camera_is_opened_for_its_name_only_when_the_cameras_changed() -> None:
    listed: list[str] = []
    nodes = Nodes(lambda: listed.append("opened") or (), lambda: "the same")
    assert [nodes.changed() for _ in range(3)] == [True, False, False]
    assert listed == ["opened"]


@pytest.mark.parametrize(
    ("system", "expected"), [("linux", CameraUse), ("win32", Consent), ("darwin", Untold)]
)
def test_each_system_is_asked_in_its_way(
    monkeypatch: pytest.MonkeyPatch, system: str, expected: type
) -> None:
    monkeypatch.setattr("formcheck.around.camera_use._SYSTEM", system)
    asked = camera_use("0")
    assert isinstance(asked, expected)
    assert asked() in {True, False}
    asked.close()

import os
import sys
from pathlib import Path

import pytest

from formcheck.around.holders import PROC, Holder, descends, who_holds
from tests.around.programs import Program, fake_process

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="expected Linux: /proc")


ROOT = sys.platform == "linux" and os.getuid() == 0


@pytest.fixture
def device(tmp_path: Path) -> Path:
    device = tmp_path / "video0"
    device.write_bytes(bytes(4096))
    return device


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    folder = tmp_path / "proc"
    folder.mkdir()
    (folder / "cpuinfo").touch()
    return folder


def test_finds_who_has_a_device_open(proc: Path, device: Path, tmp_path: Path) -> None:
    # GIVEN one process that has it open twice, and others that have not
    other = tmp_path / "elsewhere" / "video0"
    other.parent.mkdir()
    other.touch()
    fake_process(proc, 10, {0: "/dev/null", 3: device, 7: device})
    fake_process(proc, 11, {0: "/dev/null", 3: tmp_path})
    (proc / "13").symlink_to(tmp_path / "gone")
    fake_process(proc, 12, {3: other, 4: "/nowhere/video0", 5: "socket:[1]"})
    # THEN
    assert who_holds([device], proc=proc) == (Holder(10, 100, frozenset({3, 7}), streams=False),)


@pytest.mark.parametrize("buffer", ["/dmabuf:", "anon_inode:dmabuf"])
def test_pictures_flow_to_who_was_lent_buffers(proc: Path, device: Path, buffer: str) -> None:
    fake_process(proc, 10, {3: device, 4: buffer})
    assert [holder.streams for holder in who_holds([device], proc=proc)] == [True]


def test_pictures_flow_to_who_has_the_buffers_in_memory(proc: Path, device: Path) -> None:
    maps = (
        "5600-5601 r--p 00000000 fe:00 12 /usr/bin/calls\n"
        "7f00-7f01 rw-s 00000000 00:06 80 /dev/video0\n"
    )
    fake_process(proc, 10, {3: device}, maps=maps)
    fake_process(proc, 11, {3: device}, maps=maps.replace("video0", "video1"))
    found = who_holds([device], proc=proc)
    assert {holder.pid: holder.streams for holder in found} == {10: True, 11: False}


def test_looks_only_at_those_named(proc: Path, device: Path) -> None:
    fake_process(proc, 10, {3: device})
    fake_process(proc, 11, {3: device})
    found = who_holds([device], proc=proc, pids=[11, 4711])
    assert [holder.pid for holder in found] == [11]


@pytest.mark.skipif(not ROOT, reason="expected to be root: chown")
def test_other_peoples_programs_are_not_looked_into(proc: Path, device: Path) -> None:
    fake_process(proc, 10, {3: device})
    os.chown(proc / "10", 65534, 65534)
    assert who_holds([device], proc=proc) == ()


def test_no_device_is_held_by_nobody(proc: Path, device: Path) -> None:
    fake_process(proc, 10, {3: device})
    device.unlink()
    assert who_holds([device], proc=proc) == ()
    assert who_holds([], proc=proc) == ()


def test_a_process_that_ends_meanwhile_is_nobody(proc: Path, device: Path) -> None:
    # GIVEN processes of which a part cannot be read any more
    fake_process(proc, 10, {3: device})
    (proc / "10" / "maps").unlink()
    (proc / "10" / "stat").unlink()
    (proc / "11").mkdir()
    # THEN
    assert who_holds([device], proc=proc) == (Holder(10, 0, frozenset({3}), streams=False),)
    assert who_holds([device], proc=proc / "nowhere") == ()


def test_knows_its_family(proc: Path) -> None:
    fake_process(proc, 1, {}, parent=0)
    fake_process(proc, 10, {})
    fake_process(proc, 11, {}, parent=10)
    fake_process(proc, 12, {}, parent=11)
    fake_process(proc, 20, {}, parent=20)
    assert descends(10, 10, proc)
    assert descends(12, 10, proc)
    assert not descends(10, 12, proc)
    assert not descends(20, 10, proc)


def test_a_real_program(device: Path) -> None:
    with Program(device) as program:
        # GIVEN a program that opened nothing yet
        assert who_holds([device]) == ()
        # WHEN
        program.does("open")
        # THEN
        (holder,) = who_holds([device])
        assert (holder.pid, len(holder.handles), holder.streams) == (program.pid, 1, False)
        assert holder.began > 0
        assert descends(program.pid, os.getpid())
        assert not descends(os.getpid(), program.pid)
        # WHEN pictures flow
        program.does("stream")
        # THEN
        assert [found.streams for found in who_holds([device], pids=[program.pid])] == [True]
    assert who_holds([device], proc=PROC) == ()


@pytest.mark.skipif(not ROOT, reason="expected to be root: mknod")
def test_a_device_by_another_name(tmp_path: Path) -> None:
    # GIVEN a device, and the same one in a sandbox
    (tmp_path / "sandbox").mkdir()
    devices = [tmp_path / "video0", tmp_path / "sandbox" / "video0"]
    try:
        for device in devices:
            os.mknod(device, 0o20600, os.makedev(1, 5))
        opened = devices[1].open("rb")
    except OSError:
        pytest.skip("this folder may hold no devices")
    # THEN
    with opened:
        assert [holder.pid for holder in who_holds(devices[:1])] == [os.getpid()]

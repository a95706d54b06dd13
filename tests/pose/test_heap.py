"""Large blocks that are freed go back to the system, in a program of their own."""

import subprocess
import sys

import pytest

from formcheck.pose.heap import give_back, keep_heap_small, share_one_heap

PROGRAM = """
import sys
from pathlib import Path
from formcheck.pose.heap import give_back, keep_heap_small

def held_mb():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20

if sys.argv[1] == "kept small":
    assert keep_heap_small()
bytearray(12 << 20)  # Somebody frees a very large block,
before = held_mb()
small, large = [], []
for _ in range(8):
    large.append(bytearray(9 << 20))
    large[-1][::4096] = b"x" * len(large[-1][::4096])
    small.append(bytearray(50_000))  # and between others lies what lives on.
large.clear()
if sys.argv[1] == "given back":
    assert give_back()
print(held_mb() - before)
"""


def said(how: str, program: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", program, how], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def test_freed_memory_goes_back_to_the_system() -> None:
    if not keep_heap_small():
        pytest.skip("only glibc on Linux has this setting")
    assert said("as it is", PROGRAM) > 40.0
    assert said("kept small", PROGRAM) < 15.0
    assert said("given back", PROGRAM) < 15.0


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_are_left_alone(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert not keep_heap_small()
    assert not share_one_heap()
    assert not give_back()


def test_a_library_without_the_setting_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.pose.heap.ctypes.CDLL", lambda _: object())
    assert not keep_heap_small()
    assert not share_one_heap()
    assert not give_back()


THREAD = """
import ctypes, re, sys
from pathlib import Path
from threading import Thread
from formcheck.pose.heap import share_one_heap

if sys.argv[1] == "one heap":
    assert share_one_heap()
places = []
def work():
    block = bytearray(50_000)
    places.append(ctypes.addressof(ctypes.c_char.from_buffer(block)))
thread = Thread(target=work)
thread.start()
thread.join()
line = next(one for one in Path("/proc/self/maps").read_text().splitlines() if "[heap]" in one)
start, end = (int(edge, 16) for edge in line.split()[0].split("-"))
print(float(start <= places[0] < end))
"""


def test_new_threads_use_the_common_heap() -> None:
    if not keep_heap_small():
        pytest.skip("only glibc on Linux has this setting")
    assert said("as it is", THREAD) == 0.0
    assert said("one heap", THREAD) == 1.0

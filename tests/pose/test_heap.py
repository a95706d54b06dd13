"""Large blocks that are freed go back to the system, in a program of their own."""

import subprocess
import sys

import pytest

from formcheck.pose.heap import keep_heap_small

PROGRAM = """
import sys
from pathlib import Path
from formcheck.pose.heap import keep_heap_small

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
print(held_mb() - before)
"""


def grown_mb(how: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def test_freed_memory_goes_back_to_the_system() -> None:
    if not keep_heap_small():
        pytest.skip("only glibc on Linux has this setting")
    assert grown_mb("as it is") > 40.0
    assert grown_mb("kept small") < 15.0


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_are_left_alone(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert not keep_heap_small()


def test_a_library_without_the_setting_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.pose.heap.ctypes.CDLL", lambda _: object())
    assert not keep_heap_small()

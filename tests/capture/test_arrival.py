import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from formcheck.capture.arrival import ArrivalClock


def test_starts_at_zero_and_strictly_increases() -> None:
    clock = ArrivalClock()
    times_s = [clock.stamp() for _ in range(10_000)]
    assert times_s[0] == 0
    assert all(later > earlier for earlier, later in pairwise(times_s))


def test_increases_even_when_the_clock_of_the_system_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("formcheck.capture.arrival.elapsed_s", lambda: 5.0)
    clock = ArrivalClock()
    assert [clock.stamp() for _ in range(3)] == pytest.approx([0, 1e-6, 2e-6])


def test_the_sleep_of_the_computer_counts(repo_root: Path) -> None:
    # GIVEN a computer that slept for eleven days, as far as its clocks tell
    code = "from formcheck.capture.arrival import elapsed_s; import time; "
    code += "print(elapsed_s() - time.monotonic())"
    slept = ["unshare", "--time", "--boottime", "1000000", "--fork", sys.executable, "-c", code]
    if shutil.which("unshare") is None:
        pytest.skip("there is no way to set clocks here")
    done = subprocess.run(slept, cwd=repo_root, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("nobody may set clocks here")
    # THEN they count, though the usual clock stood still
    assert float(done.stdout) > 999_999

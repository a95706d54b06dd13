"""The script that rebuilds the built-in model, run as it is typed."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.pose.model_file import check, default_model

COMPILED_FOR = ("CPython", (3, 11), "linux", "x86_64")
HERE = (
    platform.python_implementation(),
    sys.version_info[:2],
    sys.platform,
    platform.machine(),
)
needs_writer = pytest.mark.skipif(
    HERE != COMPILED_FOR, reason="the wheel's metadata writer is compiled for CPython 3.11 on Linux"
)


def run(repo_root: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    script = repo_root / "models" / "build_bundle.py"
    return subprocess.run(
        [sys.executable, script, *arguments], capture_output=True, text=True, check=False
    )


@needs_writer
@pytest.mark.slow
def test_the_bundle_is_rebuilt_byte_for_byte(repo_root: Path, tmp_path: Path) -> None:
    out = tmp_path / "rebuilt.task"
    done = run(repo_root, "--out", out)
    if "pip could not fetch" in done.stderr:
        pytest.skip(f"no wheel, no network: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    assert "as in the manifest" in done.stdout
    check(out, default_model().sha256)
    assert out.read_bytes() == default_model().path.read_bytes()


@needs_writer
def test_another_wheel_is_refused_and_nothing_written(repo_root: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "other.whl"
    wheel.write_bytes(b"something else")
    done = run(repo_root, "--wheel", wheel, "--out", tmp_path / "out.task")
    assert done.returncode == 1
    assert "Expected the wheel to have sha256" in done.stderr
    missing = run(repo_root, "--wheel", tmp_path / "none.whl", "--out", tmp_path / "out.task")
    assert missing.returncode == 1
    assert "check the name after --wheel" in missing.stderr
    assert not (tmp_path / "out.task").exists()


@pytest.mark.skipif(HERE == COMPILED_FOR, reason="this is where the script works")
def test_elsewhere_it_says_where_it_works(repo_root: Path, tmp_path: Path) -> None:
    done = run(repo_root, "--out", tmp_path / "out.task")
    assert done.returncode == 1
    assert "Expected CPython 3.11 on Linux x86_64" in done.stderr

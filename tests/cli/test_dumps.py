"""A crash leaves nothing of the memory, where pictures are, on the disk."""

import os
import sys
from pathlib import Path

import pytest

from formcheck.cli.dumps import leave_no_dump

if sys.platform == "win32":
    pytest.skip("Windows keeps no dump unless told to", allow_module_level=True)
import resource

CRASH = "import os\nos.abort()\n"
WITH_CHILD = f"import os, subprocess, sys\nsubprocess.run([sys.executable, '-c', {CRASH!r}])\n"
RUN = "import sys\nfrom formcheck.cli import main\n"
"""Stands for the program: what it does after its start is put in the place of a command."""


def dumped(folder: Path, code: str, root: Path) -> bool:
    """Run code that crashes where dumps are wanted; return whether there is one."""
    wanted = f"""import os, resource
os.chdir({str(folder)!r})
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
"""
    words = [sys.executable, "-c", wanted + code]
    # Of what comes after this only waitpid tells whether there was a dump.
    process = os.posix_spawn(sys.executable, words, {**os.environ, "PYTHONPATH": str(root)})
    status = os.waitpid(process, 0)[1]
    return os.WCOREDUMP(status) or any(folder.iterdir())


@pytest.mark.parametrize("crash", [CRASH, WITH_CHILD], ids=["itself", "child"])
def test_a_crash_leaves_no_dump(tmp_path: Path, repo_root: Path, crash: str) -> None:
    first = f"{RUN}main._status = lambda given: exec({crash!r})\nmain.run([])\n"
    assert not dumped(tmp_path, first, repo_root)


def test_without_it_there_would_be_one(tmp_path: Path, repo_root: Path) -> None:
    if Path("/proc/sys/kernel/core_pattern").read_text()[:1] in {"|", "/", ""}:
        pytest.skip("this computer keeps dumps elsewhere")
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip("this computer allows no dumps at all")
    assert dumped(tmp_path, CRASH, repo_root)


def test_the_hard_limit_stays() -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    leave_no_dump()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, before[1])
    resource.setrlimit(resource.RLIMIT_CORE, before)

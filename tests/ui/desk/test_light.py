"""What the reminder does not load: it runs all day, and each of these takes many megabytes."""

import subprocess
import sys

PROGRAM = """
import sys
import formcheck.ui.desk.run
heavy = {"alembic", "av", "jinja2", "matplotlib", "mediapipe", "pyqtgraph", "scipy"}
print(sorted(heavy & set(sys.modules)))
print(sorted(name for name in sys.modules if name in {"formcheck.ui.run", "formcheck.ui.training"}))
"""


def test_the_reminder_loads_nothing_that_it_needs_only_now_and_then() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]

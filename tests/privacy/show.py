"""Watch formcheck yourself: ``python -m tests.privacy.show live``, on Linux.

Prints everything that it tried to reach and every file that it wrote. A network is not there for it
meanwhile, so nothing is sent. Needs no administrator.
"""

import os
import sys
from pathlib import Path

from tests.privacy.pictures import pictures_in
from tests.privacy.runs import PYTHON
from tests.privacy.watcher import Watched, watch

_DAY_S = 24 * 3600.0


def report(watched: Watched) -> str:
    """Return what a program did, a thing on a line."""
    lines = [watched.output, f"Reached for a network: {len(watched.reached)} times"]
    lines += [f"  {one}" for one in watched.reached]
    lines += ["Reached for on this computer:", *(f"  {one}" for one in sorted(watched.inside))]
    lines += ["Files that it wrote, with the pictures that are in them:"]
    for path, contents in watched.files.items():
        sizes = " + ".join(str(len(one)) for one in contents) or "not"
        found = ", ".join(sorted(pictures_in(b"".join(contents)))) or "no picture"
        lines.append(f"  {path}: {sizes} bytes, {found}{'' if path.exists() else ', gone'}")
    return "\n".join(lines)


if __name__ == "__main__":
    command = [PYTHON, "-m", "formcheck", *sys.argv[1:]]
    seen = watch(command, env=dict(os.environ), cwd=Path.cwd(), timeout_s=_DAY_S)
    sys.stdout.write(f"{report(seen)}\n")
    sys.exit(1 if seen.reached else 0)

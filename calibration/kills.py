#!/usr/bin/env python3
"""Kills recording programs at random moments, and looks at what is left of their sessions.

::

    python -m calibration.kills --kills 500

Several processes record at the speed of life, each into a file or all into one (--files 1). Each
is killed (SIGKILL) at a random moment, also amid opening the database, and the next one begins at
once. After every kill the database has to open, and the session has to be there without a gap,
number by number, up to the last second before the kill.
"""

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Final

from calibration.killing import Kill, kill_many
from formcheck.store.session_log import EVERY_S

ALLOWED_S: Final = 1.0


def summary(kills: list[Kill]) -> dict[str, float]:
    """Return the figures."""
    lost = sorted(one.lost_s for one in kills)
    return {
        "kills": len(kills),
        "wrong": sum(bool(one.wrong) for one in kills),
        "lost more than allowed": sum(one.lost_s > ALLOWED_S for one in kills),
        "before the first frame": sum(one.taken_s < 0 for one in kills),
        "recorded_s": round(sum(max(0.0, one.taken_s) for one in kills), 1),
        "lost_median_s": round(statistics.median(lost), 2),
        "lost_95_percent_s": round(lost[int(0.95 * (len(lost) - 1))], 2),
        "lost_most_s": round(lost[-1], 2),
    }


def main() -> int:
    """Kill, print the figures, and return 1 when something is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("--files", type=int, default=4, help="databases that they share")
    parser.add_argument("--longest", type=float, default=4.0, metavar="SECONDS")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        places = [str(Path(folder) / f"kills{number}.sqlite") for number in range(given.files)]
        kills = list(
            kill_many(
                places,
                given.kills,
                at_once=given.at_once,
                longest_s=given.longest,
                speed=1.0,
                every_s=EVERY_S,
            )
        )
    figures = summary(kills)
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    for number, one in enumerate(kills):
        if one.wrong or one.lost_s > ALLOWED_S:
            sys.stdout.write(f"kill {number}: {one}\n")
    return int(figures["wrong"] > 0 or figures["lost more than allowed"] > 0)


if __name__ == "__main__":
    sys.exit(main())

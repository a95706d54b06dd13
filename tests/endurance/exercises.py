"""Somebody holds a plank before a phone, in the window as the command opens it: a whole program.

``python -m tests.endurance.exercises ADDRESS``; the data folder is the environment's.
"""

import os
import sys
from functools import partial

from formcheck.exercises.loader import load_exercise
from formcheck.session import live_judge
from formcheck.session.live import LiveEngine
from formcheck.ui import run
from tests.session.live_parts import Straight

GAP_S = 0.4


def main(address: str, data: str) -> int:
    """Open the window, and let it run until somebody ends it."""
    # What tests share has chosen another one by now.
    os.environ["XDG_DATA_HOME"] = data
    # Of the model alone something else stands here: who is seen is somebody who holds a plank.
    vars(run)["LiveEngine"] = partial(LiveEngine, open_estimator=Straight)
    vars(live_judge)["UNWATCHED_S"] = GAP_S
    return run.run_window(run.Options(exercise=load_exercise("plank"), source=address))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))

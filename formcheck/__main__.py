"""``python -m formcheck``, or one of its own processes in a build without a Python of its own."""

import sys
from collections.abc import Sequence
from importlib import import_module

from formcheck.own_process import OPTION, run_module


def main(arguments: Sequence[str]) -> None:
    """Run what is asked for: most often the commands."""
    match arguments:
        case [option, module] if option == OPTION:
            run_module(module)
        case _:
            # Late: a process of our own needs no commands.
            import_module("formcheck.cli.main").run(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Command line: ``python -m samples.mannequin --help``."""

import argparse
import sys
from pathlib import Path

from samples.mannequin import patient_command
from samples.mannequin.catalog import PLANS
from samples.mannequin.clip import write_clip
from samples.mannequin.truth import write_truth


def main(arguments: list[str]) -> int:
    """Make shipped clips, or one of a virtual patient, and return the exit status."""
    if arguments[:1] == ["patient"]:
        return patient_command.main(arguments[1:])
    parser = argparse.ArgumentParser(
        prog="python -m samples.mannequin",
        description="Render sample clips with known truth. The same seed gives the same pictures.",
        epilog="A clip of a random person: python -m samples.mannequin patient --help",
    )
    parser.add_argument(
        "clips", nargs="*", metavar="CLIP", help=f"clips to make (default: all): {', '.join(PLANS)}"
    )
    parser.add_argument("--out", type=Path, default=Path("samples"), help="folder to write to")
    parser.add_argument("--jobs", type=int, default=2, help="processes that render (default 2)")
    parser.add_argument("--truth-only", action="store_true", help="write the truth files alone")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.clips if name not in PLANS]
    if unknown:
        parser.error(f"expected clips out of {', '.join(PLANS)}; got {', '.join(unknown)}")
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.clips or PLANS:
        plan = PLANS[name]()
        if options.truth_only:
            path = write_truth(plan, options.out)
        else:
            path = write_clip(plan, options.out, jobs=options.jobs)
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

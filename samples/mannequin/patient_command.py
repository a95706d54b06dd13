"""Command line: ``python -m samples.mannequin patient --help``."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from samples.mannequin.clip import write_clip
from samples.mannequin.patient import plan_for
from samples.mannequin.people import wish_of
from samples.mannequin.truth import write_truth
from samples.mannequin.variation import CONDITIONS, NOTHING, Variation, exercises, fault_names

_EPILOG: Final = "\n".join(
    [
        "faults:",
        *(
            f"  {place}: {', '.join(fault_names(place)) or 'good form alone'}"
            for place in exercises()[1:]
        ),
        f"  all: {', '.join(f'none:{name}' for name in NOTHING)} (nothing may be counted)",
        f"hard conditions: random, {', '.join(CONDITIONS)}",
        "body: height_m, girth (1 slim to average, 1.3 heavy), leg_share, arm_share, trunk_share",
        "  (1 usual), hair_cut (short, long, bun, bald), sleeves, trousers (short, long),",
        "  loose_m (0 tight, 0.02 loose); colours R,G,B: skin, hair, top, legs, shoes, soles",
        "example:",
        "  python -m samples.mannequin patient --exercise bridge --fault feet_far --out feet.mp4",
    ]
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m samples.mannequin patient",
        description="Render one clip of a random person whose joints and angles are known. "
        "The same options give the same pictures. The truth is written beside the clip.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--exercise", required=True, choices=exercises(), help="what is shown")
    add("--seed", type=int, default=1, help="which person, room, pace and camera (default 1)")
    add("--fault", default="", help="what is planted; see below (default: good form)")
    add("--size", type=float, metavar="DEG", help="size of the fault, degrees from ideal form")
    add("--yaw", type=float, default=0.0, metavar="DEG", help="camera off the exact view")
    add("--distance", type=float, metavar="M", help="camera to body (default: drawn)")
    add("--height", type=float, metavar="M", help="lens above the floor (default: drawn)")
    add("--pitch", type=float, default=0.0, metavar="DEG", help="camera turned up; - is down")
    add("--roll", type=float, default=0.0, metavar="DEG", help="camera turned clockwise")
    add("--fov", type=float, metavar="DEG", help="width of the picture (default: drawn)")
    add("--picture", type=_size, default=(960, 540), metavar="WxH", help="pixels (960x540)")
    add("--hard", nargs="*", default=[], metavar="WHAT", help="conditions that make seeing hard")
    add("--body", nargs="*", default=[], metavar="NAME=VALUE", help="the person; see below")
    add("--tempo", type=float, help="pace, 1 is usual (default: drawn)")
    add("--amplitude", type=float, help="share of the way, 0.85 to 1.1 (default: drawn)")
    add("--tremor", type=float, help="tremor, 0 is none (default: drawn)")
    add("--reps", type=int, help="repetitions, of a plank holds (default: drawn)")
    add("--fps", type=int, default=30, help="pictures a second (default 30)")
    add("--side", choices=["left", "right"], help="side near the camera (default: drawn)")
    add("--jobs", type=int, default=2, help="processes that render (default 2)")
    add("--truth-only", action="store_true", help="write the truth file alone")
    add("--out", type=Path, required=True, metavar="FILE.mp4", help="clip to write")
    return parser


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def main(arguments: list[str]) -> int:
    """Make one clip and return the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        variation = Variation(
            seed=options.seed, exercise=options.exercise, fault=options.fault,
            fault_size_deg=options.size, yaw_deg=options.yaw, distance_m=options.distance,
            height_m=options.height, fps=options.fps, reps=options.reps,
            roll_deg=options.roll, pitch_deg=options.pitch, fov_deg=options.fov,
            size=options.picture, tempo=options.tempo, amplitude=options.amplitude,
            tremor=options.tremor, body=tuple(wish_of(text) for text in options.body),
            conditions=tuple(options.hard),
            mirrored_side=None if options.side is None else options.side == "left",
        )  # fmt: skip
    except ValueError as error:
        parser.error(str(error))
    out: Path = options.out
    out.parent.mkdir(parents=True, exist_ok=True)
    plan = replace(plan_for(variation), name=out.stem)
    if options.truth_only:
        path = write_truth(plan, out.parent)
    else:
        path = write_clip(plan, out.parent, jobs=options.jobs)
    sys.stdout.write(f"{path}\n")
    return 0

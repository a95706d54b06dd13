"""How well movements are recognised: ``python -m calibration.recognition --help``.

Three kinds of clips: people whom nobody tuned anything on, rendered for this alone; the recordings
of the tests; and the benchmark's, with people who do no exercise at all.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import track

from calibration import bench_clips
from calibration.bench_store import Store, show
from calibration.recordings import FOLDER, FPS, REPS, SIZE, recordings
from formcheck.exercises.loader import list_exercises
from formcheck.exercises.rules import GuidedRule
from formcheck.features.error_model import load_error_model
from formcheck.paths import calibration_dir
from formcheck.pose.model_file import default_model
from formcheck.pose.recorded import RecordedPoses, load_poses
from formcheck.report.files import check_output, write_text
from formcheck.session.recognise import Recognition, recognise
from samples.mannequin.variation import Variation, fault_names

STEPS: Final = 10
"""Nobody marches for two steps."""
FIRST_SEED: Final = 600_000
"""People whom nobody tuned anything on."""
NEWER_SEED: Final = 620_000
"""People who were shown once the rules were settled: nobody has looked at these even once."""
NONE: Final = "none"
SHOWN_BADLY_DEG: Final = 25.0
"""From here on the program asks to turn the camera: that is no test of recognising."""
_ROOT: Final = calibration_dir().parent


@dataclass(frozen=True, slots=True)
class Answer:
    """What one clip shows, and what was said."""

    source: str
    clip: str
    truth: str
    """Slug, or ``none``."""
    said: str
    """Slug, or ``none``: none of them, or cannot tell."""
    alike: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """``right``, ``not told`` or ``wrong``."""
        if self.said == self.truth:
            return "right"
        # "Sitting, or a chin tuck, which I cannot tell from it" is no wrong answer.
        return "not told" if self.said == NONE or self.truth in self.alike else "wrong"


def held_aside() -> list[Variation]:
    """Return two clips of each movement by new people: in good form, and with a fault if any."""
    shown = [(place, fault) for place in _places() for fault in ("", *_first_fault(place))]
    return [_one(FIRST_SEED + n, *clip) for n, clip in enumerate(shown)]


def newer() -> list[Variation]:
    """Return one clip of each movement by still newer people, with and without a fault by turns."""
    return [
        _one(NEWER_SEED + n, place, (*_first_fault(place), "")[-(n % 2)])
        for n, place in enumerate(_places())
    ]


def _places() -> list[str]:
    return list(dict.fromkeys(one.exercise for one in recordings()))


def _one(seed: int, place: str, fault: str) -> Variation:
    return Variation(
        seed=seed, exercise=place, fault=fault, fps=FPS, size=SIZE,
        reps=STEPS if place == "marching" else REPS,
    )  # fmt: skip


def _first_fault(place: str) -> list[str]:
    """Return the first way to do the movement wrong; part of it may be another movement."""
    return [name for name in fault_names(place) if name not in {"partial", "same_side"}][:1]


def main(
    work: Annotated[Path, typer.Option(help="Folder of the clips rendered for this.")] = Path(
        "out/recognition"
    ),
    render: Annotated[int, typer.Option(help="Render at most so many missing clips.")] = 0,
    benchmark: Annotated[Path, typer.Option(help="Folder of the benchmark's clips.")] = Path(
        "out/benchmark"
    ),
    folder: Annotated[
        Path, typer.Option("--recordings", help="Folder of the test recordings.")
    ] = FOLDER,
    report: Annotated[Path, typer.Option(help="Report to write.")] = _ROOT
    / "docs"
    / "recognition.md",
) -> None:
    """Recognise every clip there is and write what was said of it. A clip takes a second."""
    os.environ.setdefault("LP_NUM_THREADS", "1")
    check_output(report)
    sha256 = default_model().sha256
    aside = Store(work, sha256)
    missing = [one for one in (*held_aside(), *newer()) if not aside.has(one)]
    console = Console(stderr=True)
    for one in track(missing[:render], "rendering", console=console):
        aside.add(show(one))
    clips = [
        *_of_store("held aside", aside, held_aside()),
        *_of_store("held aside, newer", aside, newer()),
        *_of_folder(folder),
        *_of_store("benchmark", Store(benchmark, sha256), bench_clips.clips()),
    ]
    answers = [_answer(*clip) for clip in track(clips, "recognising", console=console)]
    write_text(report, text_of(answers))
    Console().print(f"{len(answers)} clips, {report}", highlight=False, soft_wrap=True)


_Clip = tuple[str, str, str, RecordedPoses]


def _of_store(source: str, store: Store, variations: Iterable[Variation]) -> Iterator[_Clip]:
    for one in variations:
        if store.has(one) and abs(one.yaw_deg) < SHOWN_BADLY_DEG:
            nothing = one.fault.startswith("none:")
            name = f"{one.exercise} {one.fault or 'good'}"
            yield source, name, NONE if nothing else one.slug, store.get(one).poses


def _of_folder(folder: Path) -> Iterator[_Clip]:
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))["exercise"]
        yield (
            "test recordings",
            path.stem.replace("_", " "),
            truth,
            load_poses(path.with_suffix(".npz")),
        )


def _answer(source: str, clip: str, truth: str, poses: RecordedPoses) -> Answer:
    found: Recognition = recognise(poses, list_exercises())
    said = NONE if found.best is None else found.best.slug
    return Answer(source, clip, truth, said, tuple(one.slug for one in found.alike))


_WHY: Final = """\
Why some of these stand as they are:

- **Talking at a desk is said to be sitting.** It is sitting: a posture that is watched while people
  work, look aside and talk, with no movement of its own to tell it by. Nor do they keep less still:
  head, shoulders and hands rest in 86 to 100 % of the time of the talking clips, and in 86 to 100 %
  of sitting in the test recordings. The posture is judged over 60 s (clinical notes, section 5),
  and no clip here is that long.
- **A pelvic tilt with lifted hips is said to be a bridge.** By its definition it is one: hips
  higher by 0.15 of the trunk are a bridge (clinical notes, section 4.7).
- **A hip hinge with bent knees looks like lifting** in its trunk and legs. What tells them apart is
  what is carried: whoever lifts a box stands up with it, hands ahead of the feet (`[telltale]` in
  `lifting.toml`). Hands that cannot be seen deny nothing.
- **A knee drawn to the chest** hides half of the other leg, and the pose model then takes the legs
  for each other, now and then in mid-hold. Stretches are looked for on either leg; where the knee
  wanders between the two, nothing is told."""


def text_of(answers: Iterable[Answer]) -> str:
    """Return the report."""
    answers = list(answers)
    guided = {one.slug for one in list_exercises() if isinstance(one.rule, GuidedRule)}
    groups = {
        "scored movements": [one for one in answers if one.truth not in {NONE, *guided}],
        "guided movements": [one for one in answers if one.truth in guided],
        "no exercise": [one for one in answers if one.truth == NONE],
    }
    return "\n".join(
        [
            "# Recognition",
            "",
            (
                "What `formcheck analyse` says of a recording when nobody tells it the exercise. "
                "Written by `python -m calibration.recognition`; error model "
                f"{load_error_model().version}. Rendered people, seen by the real pose model."
            ),
            "",
            (
                "*Not told*: it said that it is none of them or cannot tell, or named the movement "
                "beside one that looks the same (a chin tuck beside sitting). Guided movements are "
                "never answered alone: one camera cannot see them."
            ),
            "",
            "| clips | shown | right | not told | wrong |",
            "|---|---|---|---|---|",
            *(row for name, some in groups.items() for row in _rows(name, some)),
            "",
            _WHY,
            "",
            "## What was not right",
            "",
            "| clips | clip | it shows | it was said to be | also named |",
            "|---|---|---|---|---|",
            *(
                f"| {one.source} | {one.clip} | {one.truth} | {one.said} | {', '.join(one.alike)} |"
                for one in answers
                if one.verdict != "right"
            ),
            "",
        ]
    )


def _rows(name: str, answers: list[Answer]) -> Iterator[str]:
    for source in dict.fromkeys(one.source for one in answers):
        some = [one for one in answers if one.source == source]
        counts = Counter(one.verdict for one in some)
        share = f"{counts['right']} ({counts['right'] / len(some):.0%})"
        yield (
            f"| {name}, {source} | {len(some)} | {share} | {counts['not told']} | "
            f"{counts['wrong']} |"
        )


if __name__ == "__main__":
    typer.run(main)

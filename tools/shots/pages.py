"""Pages that formcheck writes, as a browser shows them."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from formcheck.language import language
from tests.chromium import Chromium
from tools.shots.stage import ROOT, SAMPLES, keep_png

_PAPER_PX: Final = (900, 1180)
_CLIPS: Final = ROOT / "tests" / "clips" / "poses"
_RECORDINGS: Final = {
    "Ann/2026-11-02 bridge": "bridge_partial",
    "Ann/2026-11-09 bridge": "bridge_feet_far",
    "Ann/2026-11-16 bridge": "bridge_good",
    "Ben/2026-11-03 squat": "squat_trunk_forward",
    "Ben/2026-11-17 squat": "squat_good",
}


def pages(folder: Path) -> None:
    """Write a report, the summary of a batch, and a programme to print."""
    report, plan = folder / "report.html", folder / "plan.html"
    clip = str(SAMPLES / "bridge_feet_far.mp4")
    _formcheck("analyse", clip, "--exercise", "bridge", "--report", str(report))
    _formcheck("programme", "show", "starter", "--html", str(plan))
    recordings, results = folder / "recordings", folder / "results"
    for name, source in _RECORDINGS.items():
        path = recordings / f"{name}.npz"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_CLIPS / f"{source}.npz", path)
    _formcheck("batch", str(recordings), "--out", str(results), "--jobs", "1")
    with Chromium(folder) as browser:
        for name, path in (
            ("report", report),
            ("programme", plan),
            ("batch", results / "summary.html"),
        ):
            page = browser.open(path.as_uri(), _PAPER_PX)
            page.evaluate("document.documentElement.style.overflow = 'hidden'")
            page.screenshot(folder / "page.png")
            keep_png((folder / "page.png").read_bytes(), name)


def _formcheck(*arguments: str) -> None:
    command = [sys.executable, "-m", "formcheck", "--language", language(), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

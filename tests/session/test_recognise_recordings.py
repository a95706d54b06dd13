"""Recognition over the kept recordings: rendered people, seen by the real pose model."""

import json
from pathlib import Path

import pytest

from formcheck.exercises.loader import list_exercises
from formcheck.exercises.rules import GuidedRule
from formcheck.pose.recorded import load_poses
from formcheck.session.recognise import recognise
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "clips" / "poses"
GOOD = sorted(FOLDER.glob("*_good.json"))
KNOWN = list_exercises()
BRIEF = {"marching"}
"""Two steps in one second, in a clip of eight: too little to tell."""
GUIDED = {one.slug for one in KNOWN if isinstance(one.rule, GuidedRule)}

# What these reach is reached by others: watching it would make them take three times as long.
pytestmark = pytest.mark.no_cover


@pytest.mark.skipif(not GOOD, reason="the recordings were not rendered: calibration.recordings")
@pytest.mark.parametrize("path", GOOD, ids=[path.stem for path in GOOD])
def test_good_form_is_recognised(path: Path) -> None:
    truth = json.loads(path.read_text("utf-8"))["exercise"]
    found = recognise(load_poses(path.with_suffix(".npz")), KNOWN)
    if truth in GUIDED:
        # One camera cannot see these: no answer, or named beside what looks the same.
        assert found.best is None or truth in {one.slug for one in found.alike}
    elif truth in BRIEF:
        assert found.best is None or found.best.slug == truth
    else:
        assert found.best is not None, [one.exercise.slug for one in found.candidates]
        assert found.best.slug == truth

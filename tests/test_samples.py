"""The whole way, once, for real: real clips, the real model, the real rules."""

from functools import cache
from pathlib import Path

import pytest

from formcheck.checking.results import Severity
from formcheck.cli.truth import compare, read_truth
from formcheck.exercises.loader import load_exercise
from formcheck.pose.hands import Job
from formcheck.pose.looking import Looking
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.segments import Lengths
from formcheck.session.offline import analyse
from formcheck.session.record import SessionRecord
from formcheck.session.session import Session
from tests.conftest import ROOT

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.no_cover]

TRUTHS = sorted((ROOT / "samples").glob("*.truth.json"))


SEAMS = Lengths(segment_s=7.0)
"""Three or four seams in every clip, wherever they come: none is to be noticed."""
IN_ONE_GO = Lengths(segment_s=1e9)
MOVED_S = 0.25
"""Landmarks of an estimator that began elsewhere differ by 1 to 5 pixels, for good."""


@cache
def analysed(clip: Path, slug: str, lengths: Lengths = SEAMS) -> SessionRecord:
    with Looking(Job(clip, MediapipePose, lengths, "en"), cores=0) as looking:
        return analyse(looking, Session(load_exercise(slug)))


def test_there_is_a_good_and_a_faulty_clip_of_each_exercise() -> None:
    truths = [read_truth(path) for path in TRUTHS]
    for slug in ("plank", "bridge", "bird-dog", "sitting"):
        planted = [bool(truth.faults) for truth in truths if truth.exercise == slug]
        assert sorted(planted) == [False, True]


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_a_sample_agrees_with_its_truth(path: Path) -> None:
    """Full repetitions equal; no fault in the good clip, the planted one alone in the other."""
    truth = read_truth(path)
    found = analysed(truth.clip, truth.exercise)
    assert [
        line for line in compare(found, truth, load_exercise(truth.exercise)) if not line.agrees
    ] == []
    assert found.counts.full == truth.counts["full"]
    assert {span.check for span in found.faults} == truth.faults
    assert all(span.severity is Severity.FAULT for span in found.faults)
    assert found.graded_fraction > 0.95


def times_of(record: SessionRecord) -> list[float]:
    """Return when everything that was found begins and ends."""
    turns = [t for rep in record.reps for t in (rep.start_s, rep.turn_s, rep.end_s)]
    spans = [t for one in (*record.holds, *record.faults) for t in (one.start_s, one.end_s)]
    return [*turns, *spans]


@pytest.mark.parametrize("name", ["bridge_feet_far", "plank_sag"])
def test_seams_disturb_nothing_beside_a_look_in_one_go(name: str) -> None:
    truth = read_truth(ROOT / "samples" / f"{name}.truth.json")
    cut = analysed(truth.clip, truth.exercise)
    whole = analysed(truth.clip, truth.exercise, IN_ONE_GO)
    assert [(rep.side, rep.kind) for rep in cut.reps] == [(r.side, r.kind) for r in whole.reps]
    assert [(one.check, one.severity) for one in cut.faults] == [
        (one.check, one.severity) for one in whole.faults
    ]
    assert len(cut.holds) == len(whole.holds)
    assert times_of(cut) == pytest.approx(times_of(whole), abs=MOVED_S)
    assert times_of(whole)

"""How the measure of recognition reads its clips and words its report."""

import json
from pathlib import Path

from calibration.recognition import Answer, held_aside, main, text_of
from calibration.recordings import recordings
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.recorded import PoseRecorder
from tests import bodies
from tests.session.motion import at, bridge
from tests.signals import times


def test_people_held_aside_are_new() -> None:
    aside = held_aside()
    assert not {one.seed for one in aside} & {one.seed for one in recordings()}
    assert min(one.seed for one in aside) >= 600_000
    assert {one.exercise for one in aside} == {one.exercise for one in recordings()}
    assert len({one.seed for one in aside}) == len(aside)


def test_verdicts_and_the_confusion_list() -> None:
    answers = [
        Answer("tests", "squat good", "squat", "squat", ()),
        Answer("tests", "squat partial", "squat", "none", ()),
        Answer("tests", "lifting good", "lifting", "squat", ()),
        Answer("tests", "chin-tuck good", "chin-tuck", "sitting", ("chin-tuck",)),
        Answer("tests", "walking", "none", "none", ()),
    ]
    assert [one.verdict for one in answers] == ["right", "not told", "wrong", "not told", "right"]
    text = text_of(answers)
    assert "| scored movements, tests | 3 | 1 (33%) | 1 | 1 |" in text
    assert "| guided movements, tests | 1 | 0 (0%) | 1 | 0 |" in text
    assert "| tests | lifting good | lifting | squat |  |" in text
    assert "squat good" not in text


def test_recordings_of_a_folder_are_measured(tmp_path: Path) -> None:
    recorder = PoseRecorder(bodies.SIZE, ModelInfo("formula", ""))
    for t in times(21.0, 10):
        recorder.add(t, at(bridge, t))
    recorder.save(tmp_path / "bridge_good.npz")
    (tmp_path / "bridge_good.json").write_text(json.dumps({"exercise": "bridge"}))
    report = tmp_path / "recognition.md"
    main(
        work=tmp_path / "work",
        benchmark=tmp_path / "none",
        folder=tmp_path,
        report=report,
        render=0,
    )
    assert "| scored movements, test recordings | 1 | 1 (100%) | 0 | 0 |" in report.read_text()

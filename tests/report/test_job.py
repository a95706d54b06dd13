"""What a job needs and writes for its reports."""

import re
from pathlib import Path

import av
import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.report.job import Job, Outputs, run_job
from formcheck.report.shown import Shown
from tests.conftest import ROOT

SECONDS = 4.0


def first_seconds(clip: Path, copy: Path) -> Path:
    """Copy the beginning of a clip, frame by frame as it is stored."""
    with av.open(str(clip)) as read, av.open(str(copy), "w") as written:
        video = read.streams.video[0]
        stream = written.add_stream_from_template(video)
        for packet in read.demux(video):
            if packet.dts is not None and float(packet.pts * packet.time_base) < SECONDS:
                packet.stream = stream
                written.mux(packet)
    return copy


def test_poses_are_collected_for_pictures() -> None:
    pages = (Path("a.html"), Path("a.pdf"))
    assert Outputs(reports=pages).needs_poses
    assert Outputs(reports=pages).pictures is Shown.BLURRED
    assert not Outputs(reports=pages, pictures=Shown.NONE).needs_poses
    assert not Outputs().needs_poses
    assert Outputs(reports=pages).files() == [*pages]


@pytest.mark.model
def test_a_video_has_pictures_in_its_report(tmp_path: Path, samples_dir: Path) -> None:
    clip = first_seconds(samples_dir / "sitting_good.mp4", tmp_path / "sitting.mp4")
    page = tmp_path / "a.html"
    outputs = Outputs(reports=(page,))
    job = Job(source=str(clip), exercise=load_exercise("sitting"), outputs=outputs)
    run_job(job, lambda _progress: None)
    text = page.read_text("utf-8")
    assert len(re.findall(r'<img src="data:image/jpeg;base64,', text)) == 1
    assert "Best moment" in text
    assert "Faces are made unrecognisable." in text


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (Shown.BLURRED, "There are no pictures: no video of this is kept."),
        (Shown.NONE, "Pictures were left out."),
    ],
)
def test_poses_alone_have_no_pictures(tmp_path: Path, shown: Shown, said: str) -> None:
    poses = ROOT / "tests" / "clips" / "poses" / "bridge_feet_far.npz"
    page = tmp_path / "a.html"
    outputs = Outputs(reports=(page,), pictures=shown)
    job = Job(source=str(poses), exercise=load_exercise("bridge"), outputs=outputs)
    run_job(job, lambda _progress: None)
    text = page.read_text("utf-8")
    assert said in text
    assert "<img" not in text

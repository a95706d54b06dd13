"""The outline of the back is looked for where an exercise needs it, and nowhere else."""

from pathlib import Path
from threading import Event

import av
import pytest

from formcheck.capture.video import VideoFile
from formcheck.exercises.loader import load_exercise
from formcheck.pose.recorded import load_poses
from formcheck.session.live import LiveEngine
from formcheck.session.live_state import LiveFrame
from tests.cli.conftest import Command

UNTIL_S = 2.6
"""By then the person in the sample is on hands and knees."""
pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(scope="module")
def kneeling(samples_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The beginning of a sample clip."""
    path = tmp_path_factory.mktemp("clip") / "kneeling.mp4"
    with av.open(str(samples_dir / "bird-dog_good.mp4")) as whole, av.open(str(path), "w") as part:
        stream = part.add_stream_from_template(whole.streams.video[0])
        for packet in whole.demux(video=0):
            if packet.pts is not None and packet.pts * packet.time_base < UNTIL_S:
                packet.stream = stream
                part.mux(packet)
    return path


@pytest.mark.parametrize(("slug", "wanted"), [("cat-cow", True), ("bird-dog", False)])
def test_a_recording_is_looked_at_for_it(
    formcheck: Command, kneeling: Path, tmp_path: Path, slug: str, wanted: object
) -> None:
    poses = tmp_path / "poses.npz"
    result = formcheck("analyse", kneeling, "--exercise", slug, "--save-poses", poses)
    assert result.status == 0, result.stderr
    assert (load_poses(poses).outline_px is not None) is wanted


def test_so_is_a_camera(kneeling: Path) -> None:
    over, seen = Event(), []

    def look() -> None:
        live = engine.take()
        if isinstance(live, LiveFrame):
            seen.append(live)
            if live.state.over:
                over.set()

    engine = LiveEngine(look)
    engine.open(load_exercise("cat-cow"), lambda: VideoFile(kneeling))
    ended = over.wait(120)
    assert engine.close()
    assert ended
    last = [live.update for live in seen if live.update is not None][-1]
    assert last.readings["back_bow"].judged

"""What a physio sees: the review, two recordings side by side, what a patient sent."""

from pathlib import Path
from typing import Final

import numpy as np

from formcheck.capture.video import VideoFile
from formcheck.care.programme_file import parse_programme
from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Landmark
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.recorded import PoseRecorder, RecordedPoses, load_poses
from formcheck.review.edits import AngleMark, Note, PutMark, Px
from formcheck.review.item import Item
from formcheck.review.take import Take, measure
from formcheck.store.parcel_write import write_programme
from formcheck.ui.look import Colours
from formcheck.ui.review.compare_pick import Compared
from formcheck.ui.review.compare_window import CompareWindow
from formcheck.ui.review.window import ReviewWindow
from tests.ui.home_parts import Home
from tools.shots.stage import ROOT, SAMPLES, keep, outside_of_tests, shape, still, until

_SIZE: Final = (1280, 800)
_TWENTY: Final = ROOT / "tests" / "clips" / "twenty" / "twenty.mp4"
_AT_S: Final = 34.0
_NEAR_S: Final = 0.1
_DIALOG: Final = 0.92


def review(folder: Path) -> None:
    """Review twenty bridges, correct, and compare two recordings."""
    poses = load_poses(_TWENTY.with_suffix(".npz"))
    item = Item(
        title="twenty.mp4",
        video=_TWENTY,
        poses=poses,
        exercise="bridge",
        beside=folder / _TWENTY.name,
    )
    window = ReviewWindow([item], colours=Colours.DARK)
    window.show()
    shape(window, _SIZE)
    until(lambda: window.work.editable and not window.work.view.busy)
    _go_to(window, _AT_S)
    still(window)
    keep(window, "review")
    window.work.do(PutMark(Note("note", _AT_S, "Lifts well, but in a hurry.")))
    window.work.do(PutMark(AngleMark("angle", _AT_S, _knee(poses))))
    _go_to(window, _AT_S)
    still(window)
    keep(window, "review_marks")
    window.close()
    _compare()


def _knee(poses: RecordedPoses) -> tuple[Px, Px, Px]:
    """Return where somebody would click to measure the knee."""
    shown = poses.image_px[int(np.searchsorted(poses.time_s, _AT_S))]
    hip, knee, ankle = (
        (float(shown[one][0]), float(shown[one][1]))
        for one in (Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE)
    )
    return hip, knee, ankle


def _go_to(window: ReviewWindow, time_s: float) -> None:
    window.timeline.sought.emit(time_s)
    player = window.player
    until(lambda: player is not None and abs(player.time_s - time_s) < _NEAR_S)


def _compare() -> None:
    first, second = (_compared(name) for name in ("bridge_feet_far", "bridge_good"))
    window = CompareWindow(first, second, colours=Colours.DARK)
    window.show()
    shape(window, _SIZE)
    until(lambda: all(pane.time_s > 0.0 for pane in window.panes))
    still(window)
    keep(window, "review_compare")
    window.close()


def _compared(name: str) -> Compared:
    path = SAMPLES / f"{name}.mp4"
    return Compared(_take(path), path.name, path)


def _take(path: Path) -> Take:
    """Return a clip as the model and the rules see it."""
    with VideoFile(path) as video, MediapipePose() as estimator:
        recorder = PoseRecorder(video.info.size_px, estimator.model)
        while (frame := video.read()) is not None:
            recorder.add(frame.time_s, estimator.estimate(frame))
    take = measure(recorder.poses(), load_exercise("bridge"), name=path.name)
    assert take is not None
    return take


def sent(folder: Path) -> None:
    """Open a programme that came."""
    at = Home(outside_of_tests(), folder)
    shape(at.window, _SIZE)
    plan = parse_programme(_example(), "monday-plan")
    path = folder / "p.formcheck"
    write_programme(path, plan, valid_from=at.day, name="P. Hysio")
    at.window.post.open(path)
    until(lambda: at.window.post.dialog is not None)
    dialog = at.window.post.dialog
    assert dialog is not None
    dialog.resize(at.window.size() * _DIALOG)
    keep(dialog, "sent_programme")
    dialog.close()
    at.window.close()


def _example() -> str:
    """Return the programme that the guide explains."""
    page = (ROOT / "docs" / "formats" / "programme.md").read_text("utf-8")
    return page.split("```toml\n")[1].split("```")[0]

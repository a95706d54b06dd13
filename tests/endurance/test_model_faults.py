"""The file of the pose model goes away, or breaks, while somebody exercises: with the real one."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.model_file import ModelFile, default_model
from formcheck.session.live import LiveEngine
from formcheck.session.live_state import LiveState
from tests.session.live_parts import BRIDGE, PATIENCE_S, HandSource, Observer

pytestmark = pytest.mark.model


@pytest.fixture
def model(tmp_path: Path) -> ModelFile:
    whole = default_model()
    return replace(whole, path=Path(shutil.copy(whole.path, tmp_path / whole.path.name)))


def gone(path: Path) -> None:
    path.unlink()


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100_000])


@pytest.mark.parametrize(
    ("breaks", "goes_on", "said"),
    [
        (gone, LiveState.SETUP, "is missing"),
        (cut_off, LiveState.LOST, "is not a pose model at all"),
    ],
)
def test_the_model_goes_away_in_the_middle(
    model: ModelFile, breaks: Callable[[Path], None], goes_on: LiveState, said: str
) -> None:
    first, second, third = HandSource(), HandSource(), HandSource()
    cameras = iter([first, second, third])

    def load() -> MediapipePose:
        # A model that fails before its camera is open would have none to give back.
        assert next(cameras).opened.wait(PATIENCE_S)
        return MediapipePose(model)

    observer = Observer()
    observer.engine = LiveEngine(observer._look, open_estimator=load)
    # GIVEN a session that is under way
    observer.engine.open(BRIDGE, lambda: first)
    first.give()
    observer.frame(0)
    # WHEN the file is no longer what it was
    breaks(model.path)
    first.give()
    # THEN this session goes on, or says what is wrong; what it has seen is kept
    shown = observer.until(
        lambda live: live.state is LiveState.LOST or (live.frame and live.frame.index == 1)
    )
    assert shown.state is goes_on
    assert (said in shown.message) is (goes_on is LiveState.LOST)
    first.let_go()
    observer.engine.stop()
    assert observer.until(lambda live: live.state.over).record is not None
    # AND the next one says what is wrong and what to do, and gives the camera back
    second.let_go()
    observer.engine.open(BRIDGE, lambda: second)
    failed = observer.until(LiveState.FAILED)
    assert said in failed.message
    assert "To mend it," in failed.message
    assert second.closed.wait(PATIENCE_S)
    # AND one more works in the same program, once it was mended
    model.path.write_bytes(default_model().path.read_bytes())
    observer.seen.clear()
    observer.engine.open(BRIDGE, lambda: third)
    third.give()
    observer.frame(0)
    third.let_go()
    assert observer.engine.close()


def test_what_is_loaded_in_the_middle_is_still_there(model: ModelFile) -> None:
    # GIVEN an empty room, where the picture is searched for people: further ones are loaded
    with MediapipePose(model) as estimator:
        model.path.unlink()
        for number in range(30):
            dark = Frame(number, number / 10, np.zeros((120, 160, 3), np.uint8))
            assert estimator.estimate(dark) is None


@pytest.mark.parametrize("size", [(2, 2), (1, 400), (48, 2000), (1200, 30)])
def test_a_picture_of_any_size_is_looked_at(model: ModelFile, size: tuple[int, int]) -> None:
    with MediapipePose(model) as estimator:
        for number, shape in enumerate([(48, 64), size, (64, 48)]):
            assert (
                estimator.estimate(Frame(number, number / 10, np.zeros((*shape, 3), np.uint8)))
                is None
            )

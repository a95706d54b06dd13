"""What a camera does to somebody amid an exercise, and what becomes of it. Real streams.

GIVEN a plank that is held before a phone, WHEN the phone has a trouble, THEN nothing is counted
that was not seen, it is said in plain words, and it goes on by itself.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from formcheck.capture.choose import open_source
from formcheck.capture.frame import Frame
from formcheck.pose.pose import Pose
from formcheck.session.live_state import LiveState
from tests.endurance.phone import LARGE, SMALL, Phone
from tests.endurance.watched import Watched, held_s
from tests.session.live_parts import Nobody, Straight

Watch = Callable[..., Watched]


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr("formcheck.session.live_camera.RETRY_S", 0.05)
    monkeypatch.setattr("formcheck.capture.repeats.HANGS_S", 0.3)


@pytest.fixture
def phone() -> Iterator[Phone]:
    with Phone() as phone:
        yield phone


@pytest.fixture
def watch(phone: Phone) -> Iterator[Watch]:
    """Begin to watch before the phone; whatever happens, it ends."""
    begun: list[Watched] = []

    def begin(estimator: Nobody | None = None) -> Watched:
        begun.append(Watched(lambda: open_source(phone.url()), estimator))
        return begun[-1]

    yield begin
    for one in begun:
        one.observer.estimator.go.set()
        one.observer.engine.close(30.0)


class Busy(Straight):
    """A model that can be held up."""

    def estimate(self, frame: Frame) -> Pose | None:
        self.go.wait()
        return super().estimate(frame)


def test_unplugged_and_plugged_in_again_the_session_goes_on(phone: Phone, watch: Watch) -> None:
    watched = watch()
    before = watched.held(0.2)
    # WHEN it is out of the network
    with phone.away():
        lost = watched.trouble()
    # THEN it is said what to do, and nothing ended
    assert "broke off" in lost.trouble
    assert "go on by myself" in lost.trouble
    assert lost.state is LiveState.RUNNING
    assert lost.pose is None
    # AND when it is back the same session goes on, in time and in number
    after = watched.held(held_s(lost))
    assert after.frame.time_s > lost.frame.time_s
    assert after.frame.index > lost.frame.index
    assert after.number == before.number
    record = watched.stop().record
    assert record is not None
    assert not record.ended
    assert all(b > a for a, b in pairwise(record.series.time_s))


def test_a_camera_that_stays_away_is_lost_and_all_is_kept(
    phone: Phone, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.session.live_camera.PATIENCE_S", 0.3)
    watched = watch()
    watched.held(0.2)
    with phone.away():
        lost = watched.observer.until(LiveState.LOST)
    # THEN what is said is what happened first, not that it could not be opened again
    assert "broke off" in lost.message
    assert lost.trouble == ""
    assert lost.record is not None
    assert lost.record.source.frames > 3
    assert lost.record.ended == lost.message
    assert watched.observer.engine.close()


def test_a_picture_that_stands_still_is_not_judged(phone: Phone, watch: Watch) -> None:
    watched = watch()
    watched.held(0.2)
    phone.hangs()
    hung = watched.trouble()
    # THEN it is said, and the one picture that hangs counts for nothing, however often it comes
    assert "stands still" in hung.trouble
    frozen_s = held_s(hung)
    phone.wait_for(sent=50)
    assert all(live.trouble for live in watched.observer.seen[watched.observer.seen.index(hung) :])
    assert held_s(watched.observer.seen[-1]) == frozen_s
    # AND it goes on when it moves again
    phone.shows()
    watched.held(frozen_s)
    watched.stop()


def test_a_camera_that_is_switched_off_is_called_black(phone: Phone, watch: Watch) -> None:
    watched = watch()
    watched.held(0.1)
    phone.is_covered()
    assert "is black" in watched.trouble().trouble
    phone.shows()
    watched.held(0.1)
    watched.stop()


def test_a_cover_before_the_lens_is_told_from_an_empty_room(phone: Phone, watch: Watch) -> None:
    # GIVEN nobody in the picture
    watched = watch(Nobody())
    seen = watched.until(lambda live: live.update is not None)
    assert [one.reason for one in seen.update.not_judged] == ["I can't see anybody."]
    # WHEN the lens is covered: black, with the grain of the sensor
    phone.shows(level=60)
    said = watched.until(
        lambda live: live.update and live.update.not_judged[0].reason == "The picture is black."
    )
    assert "cover" in said.update.not_judged[0].mend
    watched.stop()


def test_a_picture_of_another_size_goes_on(phone: Phone, watch: Watch) -> None:
    watched = watch()
    watched.held(0.1)
    # WHEN the camera changes its resolution
    phone.shows(LARGE)
    larger = watched.until(lambda live: live.frame is not None and live.frame.size_px == LARGE)
    # THEN it is judged on
    watched.held(held_s(larger))
    phone.shows(SMALL)
    watched.until(lambda live: live.frame is not None and live.frame.size_px == SMALL)
    assert watched.stop().record is not None


def test_a_camera_faster_than_the_model_is_dropped_not_queued(phone: Phone, watch: Watch) -> None:
    # GIVEN 240 pictures a second, and a model that is busy with one of them
    phone.interval_s = 1 / 240
    estimator = Busy()
    watched = watch(estimator)
    watched.until(lambda live: live.update is not None)
    estimator.go.clear()
    phone.wait_for(sent=100)
    estimator.go.set()
    watched.held(0.2)
    watched.stop()
    # THEN it went on with the present: what came meanwhile is gone
    shown = [live.frame for live in watched.observer.seen if live.frame is not None]
    assert max(b.index - a.index for a, b in pairwise(shown)) > 50
    assert all(b.time_s >= a.time_s for a, b in pairwise(shown))

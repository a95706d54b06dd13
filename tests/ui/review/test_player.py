"""The player with pictures of its own, and with a film."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from formcheck.capture.film import Film
from formcheck.capture.pictures import NoFilm, Picture, Pictures
from formcheck.capture.video import VideoFile
from formcheck.errors import SourceError
from formcheck.review.playing import Span
from formcheck.ui.review.player import Player
from tests.capture.pictures import every_ms, number_of, write_clip

pytestmark = pytest.mark.gui

TIMES_S = tuple(k / 25 for k in range(50))


class Wall:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class Slow(NoFilm):
    """Looks up a picture only when it is let, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(TIMES_S, (64, 48))
        self.asked: list[float] = []
        self.busy, self.let = Event(), Event()

    def beside(self, time_s: float, frames: int) -> Picture:
        if time_s:
            self.asked.append(round(time_s, 3))
            self.busy.set()
            self.let.wait(10.0)
        return super().beside(time_s, frames)


class Breaks(NoFilm):
    """Has one picture, and then its disk is gone."""

    def beside(self, time_s: float, frames: int) -> Picture:
        if time_s:
            raise SourceError("The disk is gone.")
        return super().beside(time_s, frames)


class Room:
    """Players, and what they tell."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.wall = qtbot, Wall()
        self.players: list[Player] = []
        self.heard: list[str] = []

    def open(self, pictures: Pictures | None = None) -> Player:
        player = Player(pictures or NoFilm(TIMES_S, (64, 48)), now_s=self.wall)
        self.players.append(player)
        player.opened.connect(lambda: self.heard.append("opened"))
        player.failed.connect(self.heard.append)
        self.until(lambda: bool(self.heard))
        return player

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=10_000)

    def shows(self, player: Player, time_s: float) -> None:
        self.until(lambda: player.time_s == pytest.approx(time_s))

    def plays_on(self, player: Player, by_s: float) -> None:
        """Begin to count, and let so much time go by."""
        player.tick()
        self.wall.now_s += by_s
        player.tick()


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room(qtbot)
    yield made
    assert all(player.close() for player in made.players)


def test_opens_with_the_first_picture(room: Room) -> None:
    player = room.open()
    shown = player.take()
    assert shown is not None
    assert (shown.time_s, player.time_s, player.playing) == (0.0, 0.0, False)
    assert player.duration_s == pytest.approx(2.0)
    assert player.take() is None
    assert player.picture is shown


def test_plays_as_time_goes_by(room: Room) -> None:
    player = room.open()
    player.play()
    room.plays_on(player, 0.5)
    room.shows(player, 0.48)
    # WHEN it is paused THEN time goes by without it
    player.toggle()
    room.plays_on(player, 0.5)
    assert not player.playing
    assert player.time_s == pytest.approx(0.48)
    player.toggle()
    assert player.playing


def test_its_timer_moves_it(room: Room) -> None:
    player = room.open()
    player.play()

    def moved() -> bool:
        room.wall.now_s += 0.01
        return player.time_s > 0.3

    room.until(moved)


def test_stops_at_the_end_and_begins_again(room: Room) -> None:
    player = room.open()
    player.seek(1.9)
    room.shows(player, 1.88)
    player.play()
    room.plays_on(player, 5.0)
    room.shows(player, 1.96)
    told: list[bool] = []
    player.changed.connect(lambda: told.append(player.playing))
    room.plays_on(player, 0.1)
    assert told
    assert not any(told)
    player.play()
    room.shows(player, 0.0)
    assert player.playing


def test_slow_motion_shows_every_picture(room: Room) -> None:
    # GIVEN a window that gets to its clock seldom
    player, seen = room.open(), [0.0]
    player.set_speed(0.25)
    player.changed.connect(lambda: seen.append(player.time_s))
    player.play()
    # WHEN it plays THEN no picture is left out
    for next_s in TIMES_S[1:11]:
        room.plays_on(player, 3.0)
        room.shows(player, next_s)
    assert sorted(set(seen)) == pytest.approx(TIMES_S[:11])


def test_a_loop_goes_round(room: Room) -> None:
    player = room.open()
    player.loop(Span(0.4, 0.8))
    room.shows(player, 0.4)
    player.play()
    room.plays_on(player, 0.3)
    room.shows(player, 0.68)
    room.plays_on(player, 0.2)
    room.shows(player, 0.4)
    assert player.loop_span == Span(0.4, 0.8)
    player.loop(None)
    room.plays_on(player, 0.6)
    room.shows(player, 1.0)


def test_steps_pause_and_add_up(room: Room) -> None:
    # GIVEN a film that is slow to look things up
    slow = Slow()
    player = room.open(slow)
    player.seek(1.0)
    player.play()
    slow.busy.wait(10.0)
    # WHEN several steps are wanted meanwhile
    player.step(1)
    player.step(1)
    player.step(1)
    player.step(-1)
    slow.let.set()
    # THEN all of them are made, from where it was to be
    room.shows(player, 1.08)
    assert not player.playing
    player.step(-2)
    room.shows(player, 1.0)
    # and it goes on from there
    player.play()
    room.plays_on(player, 0.2)
    room.shows(player, 1.2)


def test_dragging_shows_what_was_asked_last_and_leaves_the_rest_out(room: Room) -> None:
    slow = Slow()
    player = room.open(slow)
    # GIVEN that it is busy with the first place
    player.seek(0.2)
    slow.busy.wait(10.0)
    # WHEN many others are asked for
    for k in range(3, 18):
        player.seek(k / 10)
    slow.let.set()
    # THEN the last one is seen, and those between were never looked up
    room.shows(player, 1.68)
    assert slow.asked == [0.2, 1.7]


def test_what_is_looked_up_is_asked_once(room: Room) -> None:
    slow = Slow()
    player = room.open(slow)
    player.seek(1.0)
    slow.busy.wait(10.0)
    player.play()
    for _ in range(3):
        player.tick()
    slow.let.set()
    room.shows(player, 1.0)
    player.seek(1.5)
    room.shows(player, 1.48)
    assert slow.asked == [1.0, 1.5]


def test_going_back_to_what_is_seen_forgets_what_was_asked(room: Room) -> None:
    slow, seen = Slow(), []
    player = room.open(slow)
    player.changed.connect(lambda: seen.append(player.time_s))
    player.seek(1.5)
    slow.busy.wait(10.0)
    player.seek(0.0)
    slow.let.set()
    room.until(lambda: seen[-2:] == [pytest.approx(1.48), 0.0])


def test_going_elsewhere_forgets_the_steps(room: Room) -> None:
    slow, seen = Slow(), []
    player = room.open(slow)
    player.changed.connect(lambda: seen.append(player.time_s))
    player.seek(1.0)
    slow.busy.wait(10.0)
    player.step(1)
    player.seek(0.2)
    slow.let.set()
    room.shows(player, 0.2)
    player.step(1)
    room.shows(player, 0.24)


def test_skips_from_where_it_was_to_be(room: Room) -> None:
    player = room.open()
    player.skip(0.5)
    player.skip(0.5)
    room.shows(player, 1.0)
    player.skip(-9.0)
    room.shows(player, 0.0)
    player.skip(9.0)
    room.shows(player, 1.96)


def test_tells_of_its_speed(room: Room) -> None:
    player = room.open()
    told: list[float] = []
    player.changed.connect(lambda: told.append(player.speed))
    player.slower()
    player.slower()
    player.faster()
    player.set_speed(2.0)
    assert told == [0.5, 0.25, 0.5, 2.0]


def test_keeps_time_while_pictures_are_slow(room: Room) -> None:
    slow = Slow()
    player = room.open(slow)
    player.play()
    room.plays_on(player, 0.2)
    slow.busy.wait(10.0)
    room.plays_on(player, 0.3)
    room.plays_on(player, 0.3)
    slow.let.set()
    room.shows(player, 0.8)
    assert slow.asked == [0.2, 0.8]


def test_says_why_there_are_no_pictures(room: Room, tmp_path: Path) -> None:
    player = room.open(Film(tmp_path / "nowhere.mp4"))
    assert len(room.heard) == 1
    assert "there is none at" in room.heard[0]
    player.play()
    assert not player.playing
    assert player.take() is None


def test_says_why_there_are_no_more_pictures(room: Room) -> None:
    player = room.open(Breaks(TIMES_S, (64, 48)))
    player.play()
    player.seek(1.0)
    room.until(lambda: not player.playing)
    assert room.heard == ["opened", "The disk is gone."]
    assert player.time_s == 0.0


def test_nothing_moves_after_it_was_closed(room: Room) -> None:
    player = room.open()
    player.play()
    assert player.close()
    player.play()
    player.seek(1.0)
    assert not player.playing
    assert player.time_s == 0.0
    assert player.close()


def test_what_is_found_while_it_closes_is_not_shown(room: Room) -> None:
    slow = Slow()
    player = room.open(slow)
    player.seek(1.0)
    slow.busy.wait(10.0)
    slow.let.set()
    assert player.close()
    player.woke.emit()
    assert player.time_s == 0.0


def test_can_be_closed_while_it_opens(qtbot: QtBot, tmp_path: Path) -> None:
    player = Player(Film(write_clip(tmp_path / "a.mp4", every_ms(40, 5))))
    assert player.close()


def test_plays_a_film(room: Room, tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", every_ms(40, 50))
    with VideoFile(path) as source:
        times_s = [frame.time_s for frame in iter(source.read, None)]
    player = room.open(Film(path))
    player.seek(times_s[-1])
    room.shows(player, times_s[-1])
    assert player.picture is not None
    assert number_of(player.picture.image) == 49
    player.step(-30)
    room.shows(player, times_s[19])
    assert number_of(player.picture.image) == 19
    assert player.duration_s == pytest.approx(2.0, abs=0.01)

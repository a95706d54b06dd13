"""Files decoded in a process of their own: the same comes of it, and a crash is a sentence."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import av
import numpy as np
import psutil
import pytest
from PIL import Image

from formcheck.capture.apart import (
    FilmApart,
    VideoApart,
    creation_time,
    open_film,
    open_video,
    started_early,
)
from formcheck.capture.film import Film
from formcheck.capture.photo import PhotoFile
from formcheck.capture.video import VideoFile
from formcheck.errors import SourceError, SourceLostError
from formcheck.language import use_language
from formcheck.own_process import VARIABLE
from tests.capture.pictures import HEIGHT, WIDTH, every_ms, number_of, picture, write_clip

needs_signals = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no such signals here")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("clips") / "squats.mp4", every_ms(40, 50))


def all_of(source: VideoApart) -> None:
    while source.read() is not None:
        pass


def test_a_film_gives_the_same_pictures(clip: Path) -> None:
    with Film(clip) as here, FilmApart(clip) as apart:
        for time_s, frames in ((0.0, 0), (1.5, 0), (0.81, -3), (0.2, 2), (99.0, 0), (-1.0, 0)):
            expected, found = here.beside(time_s, frames), apart.beside(time_s, frames)
            assert (found.time_s, found.until_s) == (expected.time_s, expected.until_s)
            np.testing.assert_array_equal(found.image, expected.image)
            assert not found.image.flags.writeable
            assert apart.duration_s == here.duration_s
        assert apart.at(0.8) is apart.at(0.81)


def test_a_video_gives_the_same_frames(clip: Path) -> None:
    with VideoFile(clip) as here, VideoApart(clip) as apart:
        assert apart.info == here.info
        while (expected := here.read()) is not None:
            found = apart.read()
            assert found is not None
            assert (found.index, found.time_s) == (expected.index, expected.time_s)
            np.testing.assert_array_equal(found.image, expected.image)
        assert apart.read() is None
        assert apart.read() is None


def test_a_photo_gives_the_same_frames(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.fromarray(picture(5)[..., ::-1]).save(path)
    with PhotoFile(path) as here, VideoApart(path) as apart:
        found = apart.read()
        assert apart.info == here.info
        assert found is not None
        assert number_of(found.image) == 5


def test_a_video_that_breaks_off_says_so_after_its_frames(clip: Path, tmp_path: Path) -> None:
    whole = write_clip(tmp_path / "whole.mkv", every_ms(40, 50)).read_bytes()
    path = tmp_path / "cut.mkv"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    with VideoApart(path) as source:
        assert source.read() is not None
        with pytest.raises(SourceLostError, match="breaks off"):
            all_of(source)


@pytest.mark.parametrize("kind", [FilmApart, VideoApart])
def test_what_cannot_be_opened_says_the_same(
    kind: type[FilmApart | VideoApart], tmp_path: Path
) -> None:
    use_language("de")
    path = tmp_path / "nothing.mp4"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(SourceError) as here, Film(path):
        pass
    source = kind(path)
    with pytest.raises(SourceError) as apart, source:
        pass
    assert str(apart.value) == str(here.value)
    assert source.pid is None


# Crashes are real ones: the process is ended from outside, in the middle of a question.


@pytest.fixture
def asked(clip: Path) -> Iterator[tuple[FilmApart, "ThreadPoolExecutor"]]:
    with ThreadPoolExecutor(1) as thread, FilmApart(clip, hang_s=60.0) as film:
        assert film.pid is not None
        os.kill(film.pid, signal.SIGSTOP)
        yield film, thread


@needs_signals
def test_a_crash_while_it_decodes_is_a_sentence(
    asked: tuple[FilmApart, "ThreadPoolExecutor"],
) -> None:
    film, thread = asked
    pid = film.pid or 0
    answer = thread.submit(film.at, 1.0)
    os.kill(pid, signal.SIGSEGV)
    os.kill(pid, signal.SIGCONT)
    with pytest.raises(SourceError, match=r"squats\.mp4 was stopped: .* ended"):
        answer.result()
    assert film.pid is None
    with pytest.raises(SourceError, match="was stopped"):
        film.at(0.0)


@needs_signals
def test_a_decoder_that_hangs_is_ended(clip: Path) -> None:
    with FilmApart(clip) as film:
        assert film.pid is not None
        assert film._decoder is not None
        film._decoder._hang_s = 0.1
        os.kill(film.pid, signal.SIGSTOP)
        with pytest.raises(SourceError, match="nothing came of it"):
            film.at(1.0)
        assert film.pid is None


@needs_signals
def test_closing_does_not_wait_for_a_decoder_that_hangs(clip: Path) -> None:
    with FilmApart(clip) as film:
        pid = film.pid or 0
        os.kill(pid, signal.SIGSTOP)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@needs_signals
def test_a_video_whose_decoder_crashes_ends_with_a_sentence(clip: Path) -> None:
    with VideoApart(clip) as source:
        assert source.pid is not None
        os.kill(source.pid, signal.SIGSEGV)
        with pytest.raises(SourceError, match="was stopped"):
            all_of(source)


def test_a_decoder_that_never_starts_is_a_sentence(clip: Path) -> None:
    with pytest.raises(SourceError, match="was stopped"), FilmApart(clip, start=("false",)):
        pass


def test_the_process_ends_with_its_film(clip: Path) -> None:
    with FilmApart(clip) as film:
        pid = film.pid or 0
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize("cores", ["0", "1"])
def test_when_a_camera_made_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: str) -> None:
    monkeypatch.setenv(VARIABLE, cores)
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        container.metadata["creation_time"] = "2026-03-02T12:00:00Z"
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(picture(1), format="bgr24")))
        container.mux(stream.encode())
    assert creation_time(path).startswith("2026-03-02T12:00:00")
    assert creation_time(tmp_path / "none.mp4") == ""


def test_the_first_one_may_start_early(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1")
    with started_early():
        early = psutil.Process().children()
        assert len(early) == 1
        with FilmApart(clip) as film:
            assert film.pid == early[0].pid
        with FilmApart(clip) as film:
            assert film.pid != early[0].pid
    with started_early():
        unused = psutil.Process().children()
    assert not any(one.is_running() for one in (*early, *unused))


def test_nothing_is_started_where_nothing_may_be(
    clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(open_film(clip), Film)
    assert isinstance(open_video(clip), VideoFile)
    monkeypatch.setenv(VARIABLE, "1")
    assert isinstance(open_film(clip), FilmApart)
    assert isinstance(open_video(clip), VideoApart)


def test_nothing_can_be_asked_before_it_is_open(clip: Path) -> None:
    source = VideoApart(clip)
    for ask in (lambda: FilmApart(clip).at(0.0), source.read, lambda: source.info):
        with pytest.raises(RuntimeError, match="enter it"):
            ask()

import socket

import numpy as np
import pytest

from formcheck.capture.network import NetworkCamera, shown_address
from formcheck.errors import SourceError, SourceLostError
from tests.capture.pictures import HEIGHT, UPRIGHT, WIDTH, corners, number_of
from tests.capture.servers import COUNT, PASSWORD, MjpegServer, RtspServer

Server = MjpegServer | RtspServer
STREAM = {MjpegServer: "/video", RtspServer: "/live"}


@pytest.fixture(params=["mjpeg", "rtsp"])
def server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(request.param)
    return found


def camera_of(server: Server) -> NetworkCamera:
    return NetworkCamera(server.url(), read_timeout_s=1.0)


def message(url: str, *, open_timeout_s: float = 5.0) -> str:
    camera = NetworkCamera(url, open_timeout_s=open_timeout_s, read_timeout_s=0.5)
    with pytest.raises(SourceError) as caught:
        camera.__enter__()
    assert not isinstance(caught.value, SourceLostError)
    assert caught.value.__context__ is None  # the library's own message has the password in it
    assert PASSWORD not in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_gives_the_pictures_of_the_stream_in_order(server: Server) -> None:
    with camera_of(server) as camera:
        frames = [camera.read() for _ in range(12)]
        assert camera.info.live
        assert camera.info.size_px == (WIDTH, HEIGHT)
        assert camera.info.name == server.url()
        assert camera.info.duration_s is None
    numbers = np.unwrap([number_of(frame.image) for frame in frames], period=COUNT)
    assert all(corners(frame.image) == UPRIGHT for frame in frames)
    # what the stream counts is what we count: no frame is given twice or under a wrong number
    indices = np.array([frame.index for frame in frames])
    assert np.all(np.diff(indices) > 0)
    assert np.array_equal(numbers - numbers[0], indices - indices[0])


def test_times_start_at_zero_and_increase(server: Server) -> None:
    with camera_of(server) as camera:
        times_s = [camera.read().time_s for _ in range(12)]
    assert times_s[0] == 0
    assert np.all(np.diff(times_s) > 0)


def test_a_slow_reader_misses_frames_and_sees_the_present(server: Server) -> None:
    # GIVEN a reader that does not look while dozens of pictures arrive
    with camera_of(server) as camera:
        before = camera.read()
        server.wait_for(sent=60)
        # WHEN it looks again
        camera.read()
        after = camera.read()
    # THEN it gets one of the newest, not the next one
    assert after.index - before.index > 30


def test_a_drop_in_mid_session_is_told_at_once(server: Server) -> None:
    # GIVEN a reader of endless patience
    with NetworkCamera(server.url(), read_timeout_s=60) as camera:
        frames = [camera.read() for _ in range(5)]
        server.drop()
        with pytest.raises(SourceLostError) as caught:
            list(iter(camera.read, None))
        with pytest.raises(SourceLostError):
            camera.read()
    assert len(frames) >= 5
    assert f"The stream of {server.url()} broke off" in str(caught.value)
    assert "is kept" in str(caught.value)
    assert "Wi-Fi" in str(caught.value)


def test_a_stream_that_hangs_is_lost(server: Server) -> None:
    with NetworkCamera(server.url(), read_timeout_s=0.4) as camera:
        camera.read()
        server.frozen.set()
        with pytest.raises(SourceLostError):
            list(iter(camera.read, None))


def test_a_stream_that_never_starts_is_told(server: Server) -> None:
    server.frozen.set()
    text = message(server.url(), open_timeout_s=0.6)
    assert "does not answer" in text or "sends none" in text


def test_a_right_password_opens_and_is_not_shown(server: Server) -> None:
    url = server.url("/secret", user=f"me:{PASSWORD}@")
    with NetworkCamera(url) as camera:
        name = camera.info.name
        assert number_of(camera.read().image) < COUNT
    assert PASSWORD not in name
    assert "***@127.0.0.1" in name


@pytest.mark.parametrize("user", ["", "me:wrong@", f"you:{PASSWORD}@"])
def test_a_wrong_password_is_told(server: Server, user: str) -> None:
    assert "user name or password" in message(server.url("/secret", user=user))


def test_a_wrong_path_is_told(server: Server) -> None:
    assert "no stream under this path (404)" in message(server.url("/nowhere"))


def test_a_page_is_not_a_stream(mjpeg: MjpegServer) -> None:
    assert "is not a video stream" in message(mjpeg.url("/"))


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_a_closed_port_is_told(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    text = message(f"{scheme}://me:{PASSWORD}@127.0.0.1:{port}/video?pin={PASSWORD}")
    assert "refused" in text
    assert f"{scheme}://***@127.0.0.1:{port}/video?***" in text


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_a_silent_host_is_told(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        text = message(f"{scheme}://127.0.0.1:{port}/video", open_timeout_s=0.3)
    assert "does not answer" in text


def test_an_unknown_name_is_told() -> None:
    assert "no device of this name" in message("http://phone.invalid:8080/video")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://192.168.0.7:8080/video", "http://192.168.0.7:8080/video"),
        ("rtsp://a:b@host/live", "rtsp://***@host/live"),
        ("rtsp://a:b@c@host/live", "rtsp://***@host/live"),
        ("http://host/video?user=a&pwd=b", "http://host/video?***"),
        ("http://host/video#b", "http://host/video"),
    ],
)
def test_an_address_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert shown_address(url) == shown

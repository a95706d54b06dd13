"""Frames of a camera on the network, most often a phone: MJPEG over HTTP, or RTSP."""

import socket
from threading import Event, Thread
from time import perf_counter
from types import TracebackType
from typing import Final, NamedTuple, Self
from urllib.parse import urlsplit

import av
from av import error as av_error
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from formcheck.capture.arrival import ArrivalClock
from formcheck.capture.decoding import (
    Upright,
    WholeFrames,
    video_stream,
)
from formcheck.capture.frame import Frame
from formcheck.capture.repeats import Repeats
from formcheck.capture.source import SourceInfo
from formcheck.errors import SourceError, SourceLostError
from formcheck.language import N_, _, number
from formcheck.latest import Latest

_OPTIONS: Final = {
    "fflags": "nobuffer",  # what came while the kind of stream was found out is old by then
    "probesize": "100000",
    "analyzeduration": "500000",  # microseconds
    "rtsp_transport": "tcp",  # lost packets of the other way smear the picture, and so the pose
    "protocol_whitelist": "http,https,httpproxy,tcp,tls,crypto,rtsp,rtsps,rtp,srtp,udp",
}

_CHECK: Final = N_(
    "check the address, and that phone and computer are in the same Wi-Fi and the phone is awake."
)


class _Arrived(NamedTuple):
    number: int
    time_s: float
    decoded: VideoFrame


class NetworkCamera:
    """A camera at an address such as ``http://192.168.0.7:8080/video``.

    A thread of its own takes in all that comes and keeps the newest frame only: a slow reader
    misses frames, and never sees the past. Times are those of the arrival. A name and password in
    the address are never shown.
    """

    def __init__(
        self, url: str, *, open_timeout_s: float = 10.0, read_timeout_s: float = 5.0
    ) -> None:
        self._url = url
        self._timeouts_s = (open_timeout_s, read_timeout_s)
        self._latest: Latest[_Arrived] = Latest()
        self._first: _Arrived | None = None
        self._leaving, self._repeats = Event(), Repeats()
        self._info: SourceInfo | None = None
        self._waiting: Frame | None = None

    @property
    def info(self) -> SourceInfo:
        """Called after the source was entered. The name shows no password."""
        if self._info is None:
            raise RuntimeError("expected an open camera: enter it with `with` first")
        return self._info

    def __enter__(self) -> Self:
        """Connect and wait for the first frame; raise SourceError with what to do about it."""
        self._container = _open(self._url, self._timeouts_s)
        self._receiver = Thread(target=self._receive, name="network camera")
        try:
            self._stream = _moving_picture(self._container, self._url)
            self._upright = Upright(self._stream)
            self._receiver.start()
            self._start()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Disconnect. Takes up to the time-out when the stream hangs."""
        self._leave()

    def read(self) -> Frame:
        """Wait for the next new picture; a camera never ends.

        Raise SourceLostError when the stream breaks off or hangs.
        """
        info = self.info
        frame, self._waiting = self._waiting, None
        while True:
            frame = frame or self._newest(self._timeouts_s[1])
            if frame is None:
                raise SourceLostError(
                    _(
                        "The stream of {name} broke off; what came before is kept. Check that the "
                        "phone is awake and in the Wi-Fi and that its camera app is open."
                    ).format(name=info.name)
                )
            if self._repeats.is_news(frame, info.name):
                return frame
            frame = None

    def _start(self) -> None:
        self._waiting = self._newest(self._timeouts_s[0])
        name = shown_address(self._url)
        if self._waiting is None:
            raise SourceError(
                _(
                    "Expected pictures from {name}, but it is connected and sends none: please "
                    "restart the camera app on the phone."
                ).format(name=name)
            )
        rate = self._stream.average_rate
        self._info = SourceInfo(
            name=name,
            live=True,
            size_px=self._waiting.size_px,
            fps=float(rate) if rate else None,
            duration_s=None,
            frame_count=None,
            returns=True,
        )

    def _newest(self, timeout_s: float) -> Frame | None:
        arrived = self._latest.take(timeout_s)
        if arrived is None:
            return None
        first = self._first = self._first or arrived  # the very first may have been missed
        image = self._upright.image(arrived.decoded)
        return Frame(arrived.number - first.number, arrived.time_s - first.time_s, image)

    def _receive(self) -> None:
        """Take in frames until the stream ends. Runs in the thread; an error is an end too."""
        clock, whole, number = ArrivalClock(), WholeFrames(), 0
        try:
            for packet in self._container.demux(self._stream):
                if self._leaving.is_set():
                    return
                for decoded in whole.of(packet):
                    self._latest.put(_Arrived(number, clock.stamp(), decoded))
                    number += 1
        except (av_error.FFmpegError, OSError):
            return  # the closed mailbox tells the reader; the error's text has the password in it
        finally:
            self._latest.close()

    def _leave(self) -> None:
        self._leaving.set()
        self._waiting = None
        if self._receiver.is_alive():
            self._receiver.join()
        self._container.close()


def shown_address(url: str) -> str:
    """Return an address without its name, password and options, to be shown and stored."""
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    hidden = f"***{at}" if user or at else ""
    return f"{parts.scheme}://{hidden}{host}{parts.path}{'?***' if parts.query else ''}"


def _open(url: str, timeouts_s: tuple[float, float]) -> InputContainer:
    """Connect; an error of the library goes no further, for its text has the password in it."""
    began_s = perf_counter()
    try:
        return av.open(url, "r", options=dict(_OPTIONS), timeout=timeouts_s)
    except (av_error.FFmpegError, OSError) as error:
        late = perf_counter() - began_s >= timeouts_s[0] or isinstance(error, av_error.ExitError)
        reason = (
            _("it does not answer within {seconds} s: {check}").format(
                seconds=number(timeouts_s[0], 0), check=_(_CHECK)
            )
            if late
            else None
        )
        reason = reason or _reason(url, error)
    raise SourceError(
        _("Expected a video stream at {address}, but {reason}").format(
            address=shown_address(url), reason=reason
        )
    )


def _reason(url: str, error: Exception) -> str:
    if isinstance(error, (av_error.HTTPUnauthorizedError, av_error.HTTPForbiddenError)):
        return _(
            "it asks for another user name or password: please write the address as "
            "http://name:password@... with those set in the camera app."
        )
    if isinstance(error, av_error.HTTPNotFoundError):
        return _(
            "it has no stream under this path (404): please copy the whole address from "
            "the camera app; it often ends in /video."
        )
    if isinstance(error, av_error.ConnectionRefusedError):
        return _(
            "nothing answers at this port (refused): please start the camera app on the "
            "phone and compare the number behind the colon."
        )
    if not _is_known(url):
        return _("there is no device of this name: {check}").format(check=_(_CHECK))
    return _(
        "what answers is not a video stream: please copy the whole address from the "
        "camera app; it often ends in /video."
    )


def _is_known(url: str) -> bool:
    try:
        return bool(socket.getaddrinfo(urlsplit(url).hostname, None))
    except (OSError, ValueError):
        return False


def _moving_picture(container: InputContainer, url: str) -> VideoStream:
    stream = video_stream(container)
    if stream is None:
        raise SourceError(
            _(
                "Expected a video stream at {address}, but it sends no picture, only sound: "
                "please switch on the picture in the camera app."
            ).format(address=shown_address(url))
        )
    if container.duration and url.startswith("http"):
        raise SourceError(
            _(
                "Expected a live camera at {address}, but it is a recorded video: please "
                "download it and open it as a file."
            ).format(address=shown_address(url))
        )
    return stream

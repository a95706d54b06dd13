"""Real cameras on the loopback network: MJPEG over HTTP, and H.264 over RTSP.

They send as fast as they are told to and can drop their connections like a phone that loses its
Wi-Fi.
"""

import base64
import socket
import struct
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Condition, Event, Thread
from types import TracebackType
from typing import Self

from formcheck.capture.opencv import cv2
from tests.capture.pictures import h264_pictures, picture

PASSWORD = "open-sesame"
COUNT = 200
"""Numbers of the pictures that a server sends, round and round."""


class _Loopback:
    """What both servers share: run in a thread, drop everybody, stop and leave no thread."""

    server: ThreadingTCPServer

    def __init__(self, *, interval_s: float = 0.02) -> None:
        self.interval_s = interval_s
        self.sent = 0
        self._progress = Condition()
        self.dropped = Event()
        self.frozen = Event()

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    def __enter__(self) -> Self:
        self._thread = Thread(target=self.server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.drop()
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()

    def drop(self) -> None:
        """Close every connection in the middle of the stream."""
        self.dropped.set()

    def numbers(self) -> Iterator[int]:
        """Give the number of the next picture when it is time, until the drop."""
        own = 0
        while not self.dropped.wait(self.interval_s):
            if not self.frozen.is_set():
                yield own % COUNT
                own += 1
                with self._progress:
                    self.sent += 1
                    self._progress.notify_all()

    def wait_for(self, *, sent: int) -> None:
        """Wait until so many more pictures have gone out."""
        with self._progress:
            goal = self.sent + sent
            if not self._progress.wait_for(lambda: self.sent >= goal, 30):
                raise TimeoutError(f"expected {goal} pictures, {self.sent} went out")


class MjpegServer(_Loopback):
    """A phone's camera page: /video is the stream, /secret asks for a password, / is a page."""

    def __init__(self, *, interval_s: float = 0.02) -> None:
        super().__init__(interval_s=interval_s)
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.answer(self)

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False
        self.jpegs = [cv2.imencode(".jpg", picture(k))[1].tobytes() for k in range(COUNT)]

    def url(self, path: str = "/video", *, user: str = "") -> str:
        return f"http://{user}127.0.0.1:{self.port}{path}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        key = "Basic " + base64.b64encode(f"me:{PASSWORD}".encode()).decode()
        if request.path == "/":
            self._page(request)
        elif request.path == "/secret" and request.headers.get("Authorization") != key:
            request.send_response(401)
            request.send_header("WWW-Authenticate", 'Basic realm="camera"')
            request.end_headers()
        elif request.path in {"/video", "/secret"}:
            self._stream(request)
        else:
            request.send_error(404)

    def _page(self, request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        request.wfile.write(b"<html><body>Welcome to your camera</body></html>" * 50)

    def _stream(self, request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        request.end_headers()
        try:
            for number in self.numbers():
                jpeg = self.jpegs[number]
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                request.wfile.write(head.encode() + jpeg + b"\r\n")
        except OSError:
            return  # the listener left


class RtspServer(_Loopback):
    """A camera that speaks RTSP over TCP, and only as much of it as is needed."""

    def __init__(self, *, interval_s: float = 0.02) -> None:
        super().__init__(interval_s=interval_s)
        owner = self

        class Handler(StreamRequestHandler):
            def handle(self) -> None:
                _RtspTalk(owner, self).run()

        class Server(ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = False

        self.server = Server(("127.0.0.1", 0), Handler)
        self.pictures = h264_pictures(COUNT)

    def url(self, path: str = "/live", *, user: str = "") -> str:
        return f"rtsp://{user}127.0.0.1:{self.port}{path}"


class _RtspTalk:
    """One listener: OPTIONS, DESCRIBE, SETUP, PLAY, then pictures until he leaves."""

    def __init__(self, server: RtspServer, handler: StreamRequestHandler) -> None:
        self._server = server
        self._socket: socket.socket = handler.request
        self._file = handler.rfile
        self._sequence = 0

    def run(self) -> None:
        try:
            while request := self._request():
                method, url, headers = request
                self._answer(method, url, headers)
                if method == "PLAY":
                    self._play()
                    return
        except OSError:
            return

    def _request(self) -> tuple[str, str, dict[str, str]] | None:
        lines = []
        while line := self._file.readline().decode().strip():
            lines.append(line)
        if not lines:
            return None
        method, url, _ = lines[0].split()
        headers = dict(line.split(": ", 1) for line in lines[1:])
        return method, url, headers

    def _answer(self, method: str, url: str, headers: dict[str, str]) -> None:
        key = "Basic " + base64.b64encode(f"me:{PASSWORD}".encode()).decode()
        status, extra, body = "200 OK", {}, ""
        if method == "DESCRIBE" and url.endswith("/secret") and headers.get("Authorization") != key:
            status, extra = "401 Unauthorized", {"WWW-Authenticate": 'Basic realm="camera"'}
        elif method == "DESCRIBE" and not url.endswith(("/live", "/secret")):
            status = "404 Not Found"
        elif method == "DESCRIBE":
            body, extra = self._description(), {"Content-Type": "application/sdp"}
        elif method == "SETUP":
            extra = {"Transport": "RTP/AVP/TCP;unicast;interleaved=0-1", "Session": "1"}
        elif method == "OPTIONS":
            extra = {"Public": "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN"}
        extra |= {"CSeq": headers["CSeq"], "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in extra.items())
        self._socket.sendall(f"RTSP/1.0 {status}\r\n{head}\r\n{body}".encode())

    def _description(self) -> str:
        units = self._server.pictures[0]
        sets = [unit for unit in units if unit[0] & 31 in {7, 8}]
        sprop = ",".join(base64.b64encode(unit).decode() for unit in sets)
        return (
            "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\n"
            "m=video 0 RTP/AVP 96\r\nc=IN IP4 0.0.0.0\r\na=rtpmap:96 H264/90000\r\n"
            f"a=fmtp:96 packetization-mode=1; sprop-parameter-sets={sprop}\r\n"
            "a=control:track1\r\n"
        )

    def _play(self) -> None:
        time = 0
        for number in self._server.numbers():
            units = self._server.pictures[number]
            for unit in units:
                self._send_unit(unit, time, last=unit is units[-1])
            time += int(self._server.interval_s * 90_000)

    def _send_unit(self, unit: bytes, time: int, *, last: bool) -> None:
        """Send one NAL unit: whole, or in fragments of type FU-A (RFC 6184)."""
        size = 1000
        if len(unit) <= size:
            self._send_packet(unit, time, marker=last)
            return
        parts = [unit[1 + k : 1 + k + size] for k in range(0, len(unit) - 1, size)]
        for k, part in enumerate(parts):
            end = k == len(parts) - 1
            indicator = unit[0] & 0xE0 | 28
            header = (0x80 if k == 0 else 0) | (0x40 if end else 0) | unit[0] & 31
            self._send_packet(bytes((indicator, header)) + part, time, marker=last and end)

    def _send_packet(self, payload: bytes, time: int, *, marker: bool) -> None:
        kind = 96 | (0x80 if marker else 0)
        rtp = struct.pack(">BBHII", 0x80, kind, self._sequence & 0xFFFF, time, 1) + payload
        self._sequence += 1
        self._socket.sendall(struct.pack(">BBH", ord("$"), 0, len(rtp)) + rtp)

"""What files and network streams share: choose the video stream, turn a decoded frame upright."""

import struct
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

import numpy as np
import numpy.typing as npt
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.sidedata.sidedata import SideData, Type
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

_ONE: Final = 1 << 16
"""1.0 in the fixed-point numbers of a display matrix."""

_ODDEST: Final = 4
"""No camera stores pixels that are wider or higher than this (judgement; anamorphic ones: 2). A
file that says so would blow a picture up to any size."""

Turn = tuple[int, int, int, int]
"""(a, b, c, d): stored (x, y) is shown at (a x + c y, b x + d y), each -1, 0 or 1, y down."""

_CLOCKWISE: Final[dict[int, Turn]] = {
    0: (1, 0, 0, 1),
    90: (0, 1, -1, 0),
    180: (-1, 0, 0, -1),
    270: (0, -1, 1, 0),
}
"""The turn that shows a picture rotated clockwise by so many degrees."""


def video_stream(container: InputContainer) -> VideoStream | None:
    """Return the first moving picture of a container; the cover of a song does not count."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            return stream
    return None


_LONG_AGO: Final = -(1 << 63)
"""Before any time stamp."""


class WholeFrames:
    """Decode packets and leave out what is damaged, or was built upon something damaged.

    A decoder fills a hole with older pictures and says nothing: a movement would be judged that
    nobody made. After damage frames are taken again from the next key frame on; it has to come
    later than all that the decoder, which works ahead, had been given by then.

    Parameters
    ----------
    from_start
        False where the packets begin in the middle of a video: nothing is taken before the first
        key frame, as other frames may be built upon what the decoder never saw.
    """

    def __init__(self, *, from_start: bool = True) -> None:
        self._damaged = not from_start
        self._damaged_to = 0 if from_start else _LONG_AGO
        self._given_to = self._damaged_to

    def of(self, packet: "Packet[VideoStream]") -> list[VideoFrame]:
        """Return the frames that are complete with this packet."""
        self._given_to = max(self._given_to, packet.pts or 0)
        try:
            frames = packet.decode()
        except FFmpegError:  # it is damaged, or of a kind that nobody knows
            self._note_damage()
            return []
        return [frame for frame in frames if self._is_whole(frame)]

    def _is_whole(self, frame: VideoFrame) -> bool:
        if frame.is_corrupt:
            self._note_damage()
        elif frame.key_frame and (frame.pts is None or frame.pts > self._damaged_to):
            self._damaged = False
        return not self._damaged

    def _note_damage(self) -> None:
        self._damaged, self._damaged_to = True, self._given_to


class Upright:
    """Turns the decoded frames of a stream upright, with square pixels.

    A phone stores its pictures as the sensor lies and notes beside them how it was held: as a
    matrix, or as a tag in degrees in older files.
    """

    def __init__(self, stream: VideoStream) -> None:
        self._stream = stream
        self._rotation_deg: int | None = None
        self._turn = _CLOCKWISE[0]
        # One for all frames: a frame of its own would work out its tables anew.
        self._colours = VideoReformatter()

    def image(self, frame: VideoFrame) -> npt.NDArray[np.uint8]:
        """Return a decoded frame, in whatever colours it is stored, as it was filmed.

        Returns
        -------
        image
            (h, w, 3) uint8, blue-green-red, upright, square pixels, contiguous.
        """
        # Looking at what lies beside a frame ties it into a circle, which keeps it in memory until
        # the collector comes by: 900 MB on 1080p. So it is done only when the turn may be another.
        if frame.rotation != self._rotation_deg:
            self._rotation_deg, self._turn = frame.rotation, _display_turn(frame, self._stream)
        # Angles are wrong unless pixels are square.
        width = round(frame.width * _pixel_aspect(self._stream))
        shown = self._colours.reformat(frame, format="bgr24", width=width, height=frame.height)
        return _turned(np.asarray(shown.to_ndarray(), np.uint8), self._turn)


def _display_turn(frame: VideoFrame, stream: VideoStream) -> Turn:
    """Return how a frame has to be turned, or mirrored, to be seen as it was filmed."""
    entries: Iterable[object] = frame.side_data  # typed as a dictionary, but gives its values
    for data in entries:
        if isinstance(data, SideData) and data.type is Type.DISPLAYMATRIX:
            a, b, _, c, d, *_ = (round(x / _ONE) for x in struct.unpack("=9i", bytes(data)))
            if sorted((abs(a), abs(b))) == [0, 1] == sorted((abs(c), abs(d))):
                return a, b, c, d
    tag = stream.metadata.get("rotate") or stream.metadata.get("ROTATE") or "0"
    try:
        return _CLOCKWISE[int(tag) % 360]
    except (ValueError, KeyError):
        return _CLOCKWISE[0]


def _turned(stored: npt.NDArray[np.uint8], turn: Turn) -> npt.NDArray[np.uint8]:
    a, b, c, d = turn
    image = stored if a else stored.swapaxes(0, 1)
    image = image[:: b + d, :: a + c]  # each sum is 1 or -1: one of the two terms is 0
    return np.ascontiguousarray(image, dtype=np.uint8)


def _pixel_aspect(stream: VideoStream) -> Fraction:
    """Return the width of a stored pixel over its height; 1 where the stream does not say."""
    aspect = stream.sample_aspect_ratio or Fraction(1)
    return aspect if 1 / _ODDEST <= aspect <= _ODDEST else Fraction(1)

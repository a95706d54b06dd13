"""The sound of a recording, taken over into a video made of its pictures.

What every browser plays in an .mp4 (AAC, MP3) is copied as it is; anything else becomes AAC. Its
times are counted from the first picture, as those of the pictures are: what was heard with a
picture is heard with it again. Sound from before the first picture is left out; sound that begins
late, or ends before or after the pictures, does so still. Damaged places are silent.

What is from outside is read by `take_out`, in a process of its own (`sound_apart`); it writes a
file of nothing but the sound, as it is to be. `Played` is that on its way into the video.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import Final, Literal, Protocol

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.error import BlockingIOError as NotYetError
from av.error import EOFError as NoMoreError
from av.error import FFmpegError, InvalidDataError
from av.filter import Graph
from av.packet import Packet

from formcheck.capture.opened import OpenedVideo, open_container

_COPIED: Final = frozenset({"aac", "mp3"})
"""What every browser plays in an .mp4."""
_MP3_HZ: Final = 16_000
"""An .mp4 takes no MP3 below this rate."""
_AAC_HZ: Final = frozenset({16_000, 22_050, 24_000, 32_000, 44_100, 48_000})
"""Rates that stay as they are."""
_USUAL_HZ: Final = 48_000
_BIT_RATE: Final = 128_000
_SAMPLES: Final = 1024
"""In a packet of AAC."""
_FORMAT: Final = "nut"
_LATER_S: Final = 10
"""More than what is heard before the first picture is ever copied."""
_TELL_EVERY_S: Final = 60
_LONGEST_S: Final = 7 * 86_400
"""Of sound between two words about progress, and in all; a file may state anything."""
_LEAD: Final = 1
"""Packets before the first picture that are copied, not to be heard: the decoder of what follows
needs them to begin without a click."""
_IN_STEP: Final = "async=1:min_hard_comp=0.02:first_pts=0"
"""Gaps of a fiftieth of a second are filled with silence, and what is too much is left out: sound
never runs away from its pictures."""


class Sound(Protocol):
    """Sound on its way from one file to another."""

    def until(self, time_s: float) -> None:
        """Write what is heard before a time. Called with times that increase."""

    def finish(self) -> None:
        """Write the rest."""


class Output(Protocol):
    """To where sound is written."""

    def add_stream_from_template(self, template: AudioStream) -> AudioStream:
        """Add sound such as another."""

    def add_stream(self, codec_name: Literal["aac"], rate: int, *, layout: str) -> AudioStream:
        """Add sound to be encoded."""

    def mux(self, packets: "Packet[AudioStream] | Sequence[Packet[AudioStream]]", /) -> None:
        """Write packets."""


def take_out(source: Path, path: Path, on_progress: Callable[[], None]) -> bool:
    """Write the sound of a recording to a file of its own, for `Played`.

    Parameters
    ----------
    source, path
        The recording that the pictures are from, and the new file.
    on_progress
        Called now and then.

    Returns
    -------
    any
        False when there is none.

    Raises
    ------
    SourceError
        When the recording cannot be opened.
    """
    first_s = _first_picture_s(source)
    with ExitStack() as stack:
        container = stack.enter_context(open_container(source))
        stream = next((one for one in container.streams.audio if _is_known(one)), None)
        if stream is None or first_s is None:
            return False
        # This container keeps the times of any sound as they are, but none below 0.
        output = _Later(stack.enter_context(av.open(str(path), "w", format=_FORMAT)))
        kind = Copied if _can_be_copied(stream) else Encoded
        sound: Sound = kind(container, stream, first_s, output)
        stated_s = (container.duration or 0) / av.time_base
        for time_s in range(0, round(min(stated_s, _LONGEST_S)), _TELL_EVERY_S):
            sound.until(float(time_s))
            on_progress()
        sound.finish()
        return True


class _Later:
    """Puts everything off, so that no time is below 0."""

    def __init__(self, container: OutputContainer) -> None:
        self._container = container

    def add_stream_from_template(self, template: AudioStream) -> AudioStream:
        """Add sound such as another."""
        return self._container.add_stream_from_template(template)

    def add_stream(self, codec_name: Literal["aac"], rate: int, *, layout: str) -> AudioStream:
        """Add sound to be encoded."""
        return self._container.add_stream(codec_name, rate=rate, layout=layout)

    def mux(self, packets: "Packet[AudioStream] | Sequence[Packet[AudioStream]]", /) -> None:
        """Write packets."""
        for packet in [packets] if isinstance(packets, Packet) else packets:
            if packet.pts is not None and packet.time_base is not None:
                packet.pts = packet.dts = packet.pts + round(_LATER_S / packet.time_base)
            self._container.mux(packet)


class Played:
    """Sound that was taken out, on its way into a video.

    Parameters
    ----------
    path
        What `take_out` wrote.
    output
        To which all other streams were added, and nothing written yet.
    stack
        Closes the file.
    """

    def __init__(self, path: Path, output: OutputContainer, stack: ExitStack) -> None:
        container = stack.enter_context(open_container(path))
        stream = container.streams.audio[0]
        self._copied = Copied(container, stream, Fraction(_LATER_S), output)

    def until(self, time_s: float) -> None:
        """Write what is heard before a time."""
        self._copied.until(time_s)

    def finish(self) -> None:
        """Write the rest."""
        self._copied.finish()


class Silence:
    """No sound at all."""

    def until(self, time_s: float) -> None:
        """Nothing is heard."""

    def finish(self) -> None:
        """Nothing is left."""


class Copied:
    """Sound whose packets are taken over as they are."""

    def __init__(
        self,
        container: InputContainer,
        stream: AudioStream,
        first_s: Fraction,
        output: Output,
    ) -> None:
        self._output = output
        self._stream = output.add_stream_from_template(stream)
        self._tick_s = stream.time_base or Fraction(1, stream.rate)
        self._packets = self._from_first(_packets(container, stream), first_s)
        self._next = next(self._packets, None)

    def until(self, time_s: float) -> None:
        """Write what is heard before a time."""
        while self._next is not None and (self._next.pts or 0) * self._tick_s < time_s:
            self._write(self._next)
            self._next = next(self._packets, None)

    def finish(self) -> None:
        """Write the rest."""
        while self._next is not None:
            self._write(self._next)
            self._next = next(self._packets, None)

    def _write(self, packet: "Packet[AudioStream]") -> None:
        packet.stream = self._stream
        self._output.mux(packet)

    def _from_first(
        self, packets: "Iterator[Packet[AudioStream]]", first_s: Fraction
    ) -> "Iterator[Packet[AudioStream]]":
        """Give what is heard from the first picture on, and what leads up to it."""
        shift = round(first_s / self._tick_s)
        lead: deque[Packet[AudioStream]] = deque(maxlen=_LEAD + 1)
        last: int | None = None
        for packet in packets:
            if packet.pts is None or not packet.size or packet.is_corrupt:
                continue
            packet.pts = packet.dts = packet.pts - shift
            if last is not None and packet.pts <= last:
                continue  # a file whose times go back
            last = packet.pts
            lead.append(packet)
            if packet.pts + (packet.duration or 1) > 0:
                yield from lead
                lead.clear()


class Encoded:
    """Sound that becomes AAC."""

    def __init__(
        self,
        container: InputContainer,
        stream: AudioStream,
        first_s: Fraction,
        output: Output,
    ) -> None:
        self._output, self._first_s = output, first_s
        self._hz = stream.rate if stream.rate in _AAC_HZ else _USUAL_HZ
        self._layout = "mono" if stream.channels == 1 else "stereo"
        self._stream = output.add_stream("aac", rate=self._hz, layout=self._layout)
        self._stream.bit_rate = _BIT_RATE
        self._frames = _decoded(_packets(container, stream))
        self._graph: Graph | None = None
        self._reached_s = 0.0

    def until(self, time_s: float) -> None:
        """Write what is heard before a time."""
        while self._reached_s < time_s:
            frame = next(self._frames, None)
            if frame is None:
                return
            self._take(frame)

    def finish(self) -> None:
        """Write the rest, and what filter and encoder hold."""
        for frame in self._frames:
            self._take(frame)
        if self._graph is not None:
            self._graph.push(None)
            self._pull(self._graph)
            self._output.mux(self._stream.encode(None))

    def _take(self, frame: AudioFrame) -> None:
        if frame.pts is None or frame.time_base is None:
            return
        frame.pts -= round(self._first_s / frame.time_base)
        self._reached_s = float(frame.pts * frame.time_base)
        if self._graph is None:
            self._graph = self._in_step(frame)
        self._graph.push(frame)
        self._pull(self._graph)

    def _pull(self, graph: Graph) -> None:
        """Encode what has become ready."""
        while True:
            try:
                frame = graph.pull()
            except (NotYetError, NoMoreError):
                return
            if isinstance(frame, AudioFrame):
                self._output.mux(self._stream.encode(frame))

    def _in_step(self, frame: AudioFrame) -> Graph:
        """Return what makes frames like this one such as the encoder wants, in step with time."""
        graph = Graph()
        begin = graph.add_abuffer(
            sample_rate=frame.sample_rate,
            format=frame.format,
            layout=frame.layout,
            time_base=frame.time_base,
        )
        step = graph.add("aresample", f"{self._hz}:{_IN_STEP}")
        wanted = f"sample_fmts=fltp:sample_rates={self._hz}:channel_layouts={self._layout}"
        form, end = graph.add("aformat", wanted), graph.add("abuffersink")
        graph.link_nodes(begin, step, form, end).configure()
        graph.set_audio_frame_size(_SAMPLES)
        return graph


def _first_picture_s(source: Path) -> Fraction | None:
    """Return the file's own time of its first picture; None where its pictures have no times."""
    video = OpenedVideo(source)
    try:
        frame = next(video.decoded(), None)
        if frame is None or frame.pts is None or frame.time_base is None:
            return None
        return Fraction(frame.pts) * frame.time_base
    finally:
        video.close()


def _is_known(stream: AudioStream) -> bool:
    """Whether a stream can be decoded: phones add some of a kind that only they know."""
    # PyAV states a codec for every stream, but has none where nobody knows it.
    return getattr(stream, "codec_context", None) is not None and bool(stream.rate)


def _can_be_copied(stream: AudioStream) -> bool:
    name = stream.codec_context.name
    low = name.startswith("mp3") and stream.rate < _MP3_HZ
    return name.removesuffix("float") in _COPIED and not low


def _packets(container: InputContainer, stream: AudioStream) -> "Iterator[Packet[AudioStream]]":
    """Yield what can be read; where a file breaks off, so does its sound."""
    packets = container.demux(stream)
    while True:
        try:
            yield next(packets)
        except (StopIteration, FFmpegError, OSError):
            return


def _decoded(packets: "Iterator[Packet[AudioStream]]") -> Iterator[AudioFrame]:
    for packet in packets:
        try:
            yield from packet.decode()
        except InvalidDataError:
            continue

"""A clip as a usual webcam gives it: a sample, enlarged to 720p."""

from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np

from formcheck.capture.opencv import cv2
from formcheck.capture.video import VideoFile

FPS: Final = 30
_OPTIONS: Final = {"crf": "23", "preset": "veryfast"}


def enlarged(sample: Path, path: Path, size_px: tuple[int, int], seconds: float) -> int:
    """Write the first seconds of a sample, of 30 frames a second, in another size.

    Returns
    -------
    int
        Number of frames.
    """
    written = 0
    with av.open(str(path), "w") as container, VideoFile(sample) as source:
        stream = container.add_stream("libx264", rate=FPS, options=_OPTIONS)
        stream.width, stream.height = size_px
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, FPS)
        while written < seconds * FPS and (frame := source.read()) is not None:
            large = cv2.resize(frame.image, size_px, interpolation=cv2.INTER_CUBIC)
            picture = av.VideoFrame.from_ndarray(np.asarray(large, np.uint8), format="bgr24")
            picture.pts, picture.time_base = written, Fraction(1, FPS)
            container.mux(stream.encode(picture))
            written += 1
        container.mux(stream.encode())
    return written

"""Small videos whose poses are known, so that no model has to look at them."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from formcheck.pose.recorded import RecordedPoses

_TICKS = 90_000


def film_of(path: Path, poses: RecordedPoses) -> Path:
    """Write a small video with a picture at the time of each pose."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30, options={"preset": "ultrafast"})
        stream.width, stream.height = poses.image_size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, _TICKS)
        for number, time_s in enumerate(poses.time_s.tolist()):
            grey = np.full((*poses.image_size[::-1], 3), number % 256, np.uint8)
            picture = av.VideoFrame.from_ndarray(grey, format="bgr24")
            picture.pts, picture.time_base = round(time_s * _TICKS), Fraction(1, _TICKS)
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path

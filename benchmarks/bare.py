"""The bare limit: a loop that decodes with OpenCV and runs the same model, and does nothing else.

::

    python -m benchmarks.bare clip.mp4        # prints frames, seconds and seconds of the processor

What an hour of looking costs at least: no rules, no second person, nobody found again who was lost,
no outline, nothing written. With ``--without-mask`` the network runs as formcheck runs it, with the
branch of the mask cut out, which nobody asked for: the limit of the limit.
"""

import json
import resource
import sys
from importlib import import_module
from time import perf_counter, process_time
from typing import Final

from formcheck.capture.opencv import cv2
from formcheck.pose.maskless import without_mask
from formcheck.pose.model_file import default_model

WITHOUT_MASK: Final = "--without-mask"


def run(path: str, *, mask: bool) -> dict[str, float]:
    """Look at every frame; return frames, and seconds from the first to the last."""
    vision = import_module("mediapipe.tasks.python.vision")
    base = import_module("mediapipe.tasks.python.core.base_options")
    image = import_module("mediapipe.tasks.python.vision.core.image")
    bundle = default_model().path.read_bytes()
    options = vision.PoseLandmarkerOptions(
        base_options=base.BaseOptions(model_asset_buffer=bundle if mask else without_mask(bundle)),
        running_mode=vision.RunningMode.VIDEO,
    )
    video = cv2.VideoCapture(path)
    rate = video.get(cv2.CAP_PROP_FPS) or 30.0
    with vision.PoseLandmarker.create_from_options(options) as model:
        frames, began_s, cpu_s = 0, perf_counter(), process_time()
        while True:
            good, picture = video.read()
            if not good:
                break
            rgb = image.Image(image.ImageFormat.SRGB, cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
            model.detect_for_video(rgb, round(1000 * frames / rate))
            frames += 1
        took = {"loop_s": perf_counter() - began_s, "loop_cpu_s": process_time() - cpu_s}
    return {"frames": frames, **took}


def main() -> None:
    """Run it as a process of its own."""
    path, *options = sys.argv[1:]
    found = run(path, mask=WITHOUT_MASK not in options)
    used = resource.getrusage(resource.RUSAGE_SELF)
    sys.stdout.write(json.dumps({**found, "cpu_s": used.ru_utime + used.ru_stime}) + "\n")


if __name__ == "__main__":
    main()

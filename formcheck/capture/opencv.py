"""The one place that imports OpenCV: ``from formcheck.capture.opencv import cv2``.

Its import points Qt to OpenCV's own, incompatible plugins and fonts, which would stop the window
from opening; and some of its defaults have to be set before it is imported.
"""

import os

# Two seconds without a picture is an unplugged camera; the default waits for ten.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")
# A camera that is missing is told by our own sentence, not by OpenCV's lines on stderr.
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
# macOS can ask for permission on the main thread only, and the camera is opened in another one:
# without this OpenCV refuses there, with it the system itself asks at the first use.
os.environ.setdefault("OPENCV_AVFOUNDATION_SKIP_AUTH", "1")

import cv2

os.environ.pop("QT_QPA_PLATFORM_PLUGIN_PATH", None)
os.environ.pop("QT_QPA_FONTDIR", None)

__all__ = ["cv2"]

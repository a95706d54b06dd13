import subprocess
import sys


def test_opencv_leaves_no_trace_of_its_own_qt() -> None:
    code = (
        "import os; from formcheck.capture.opencv import cv2;"
        "print([n for n in os.environ if n.startswith(('QT_QPA_PLATFORM_', 'QT_QPA_FONT'))])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_a_missing_camera_is_silent_on_stderr() -> None:
    code = (
        "from formcheck.capture.webcam import Webcam\n"
        "try:\n    Webcam(63).__enter__()\n"
        "except Exception as error:\n    print(type(error).__name__)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "SourceError"
    assert result.stderr == ""

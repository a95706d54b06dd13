import numpy as np
import pytest

from formcheck.capture.frame import Frame


def test_its_image_cannot_be_written_to() -> None:
    frame = Frame(0, 0.0, np.zeros((3, 4, 3), np.uint8))
    assert frame.size_px == (4, 3)
    with pytest.raises(ValueError, match="read-only"):
        frame.image[0, 0] = 1


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((3, 4), np.uint8),
        np.zeros((3, 4, 4), np.uint8),
        np.zeros((3, 4, 3), np.float64),
    ],
)
def test_its_image_has_to_be_a_picture(image: np.ndarray) -> None:
    with pytest.raises(ValueError, match="expected a uint8 image"):
        Frame(0, 0.0, image)

"""A single picture as a source of frames."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formcheck.capture.photo import FPS, LARGEST_PX, SHOWN_S, PhotoFile, is_photo
from formcheck.errors import SourceError


def picture(path: Path, size: tuple[int, int] = (40, 30), turned: int = 1) -> Path:
    image = Image.new("RGB", size, (200, 100, 50))
    image.putpixel((0, 0), (0, 0, 0))
    exif = Image.Exif()
    exif[0x0112] = turned
    image.save(path, exif=exif)
    return path


def test_the_same_picture_again_and_again(tmp_path: Path) -> None:
    with PhotoFile(picture(tmp_path / "a.png")) as source:
        frames = list(iter(source.read, None))
        assert source.info.size_px == (40, 30)
        assert source.info.name == "a.png"
        assert source.info.frame_count == len(frames) == SHOWN_S * FPS
        assert source.read() is None
    assert [frame.time_s for frame in frames[:3]] == pytest.approx([0.0, 1 / FPS, 2 / FPS])
    assert frames[0].image[10, 10].tolist() == [50, 100, 200]
    assert np.array_equal(frames[0].image, frames[-1].image)


def test_it_stands_upright_as_the_camera_says(tmp_path: Path) -> None:
    with PhotoFile(picture(tmp_path / "a.png", turned=6)) as source:
        frame = source.read()
        assert frame is not None
        assert frame.size_px == (30, 40)
        assert frame.image[0, -1].tolist() == [0, 0, 0]


def test_a_huge_picture_is_made_smaller(tmp_path: Path) -> None:
    with PhotoFile(picture(tmp_path / "a.jpg", size=(3000, 1000))) as source:
        assert source.info.size_px == (LARGEST_PX, LARGEST_PX // 3)


def test_it_is_told_by_its_name() -> None:
    assert is_photo(Path("a.JPG"))
    assert not is_photo(Path("a.mp4"))


def test_what_is_no_picture_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is none at"), PhotoFile(tmp_path / "a.jpg"):
        pass
    (tmp_path / "a.jpg").write_text("not a picture")
    with pytest.raises(SourceError, match=r"a\.jpg cannot be read as one"):
        PhotoFile(tmp_path / "a.jpg").__enter__()


def test_it_has_to_be_opened(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="enter it"):
        _ = PhotoFile(tmp_path / "a.jpg").info

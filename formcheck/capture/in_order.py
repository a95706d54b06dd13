"""A video or a photo, read in order in this process: by its name."""

from pathlib import Path

from formcheck.capture.photo import PhotoFile, is_photo
from formcheck.capture.source import FrameSource
from formcheck.capture.video import VideoFile


def source_of(path: Path) -> FrameSource:
    """Return what reads a file, not opened yet."""
    return PhotoFile(path) if is_photo(path) else VideoFile(path)

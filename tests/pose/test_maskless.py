"""The mask is cut out of a pose bundle, and nothing else changes."""

import io
import itertools
import struct
import zipfile
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.pose.maskless import NETWORK, without_mask
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.model_file import default_model
from formcheck.pose.pose import Pose

FPS = 25
FIVE_RESULTS = struct.pack("<6i", 5, 337, 342, 297, 298, 339)
"""The list of results as the built-in network has it: so many, and which tensors."""


@pytest.fixture(scope="module")
def bundle() -> bytes:
    return default_model().path.read_bytes()


def parts(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {
            info.filename: bundle[start : start + info.file_size]
            for info in archive.infolist()
            for start in [
                info.header_offset
                + 30
                + sum(struct.unpack_from("<HH", bundle, info.header_offset + 26))
            ]
        }


def packed(network: bytes, how: int = zipfile.ZIP_STORED) -> bytes:
    """A bundle with this landmark network alone."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", how) as archive:
        archive.writestr(NETWORK, network)
    return held.getvalue()


def test_the_presence_comes_out_in_the_place_of_the_mask(bundle: bytes) -> None:
    before, after = parts(bundle), parts(without_mask(bundle))
    assert FIVE_RESULTS in before[NETWORK]
    assert struct.pack("<6i", 5, 337, 342, 342, 298, 339) in after[NETWORK]
    assert len(after[NETWORK]) == len(before[NETWORK])
    assert {name for name in before if before[name] != after[name]} == {NETWORK}


def test_the_operators_of_the_mask_alone_are_cut(bundle: bytes) -> None:
    network = parts(bundle)[NETWORK]
    graph_at = network.index(FIVE_RESULTS)
    # 46 of 332 operators fall out, and those behind move up; nothing but two lists has changed.
    changed = np.frombuffer(network, np.uint8) != np.frombuffer(
        parts(without_mask(bundle))[NETWORK], np.uint8
    )
    assert 46 < changed.sum() < 4 * 332 + 8
    assert changed[graph_at : graph_at + len(FIVE_RESULTS)].sum() == 1


@pytest.mark.model
def test_landmarks_stay_the_same_to_the_last_bit(samples_dir: Path) -> None:
    def poses(*, outline: bool) -> list[Pose | None]:
        with (
            av.open(str(samples_dir / "sitting_good.mp4")) as container,
            MediapipePose(outline=outline) as estimator,
        ):
            frames = itertools.islice(container.decode(video=0), 12)
            images = [frame.to_ndarray(format="bgr24") for frame in frames]
            return [estimator.estimate(Frame(i, i / FPS, one)) for i, one in enumerate(images)]

    for plain, masked in zip(poses(outline=False), poses(outline=True), strict=True):
        assert plain is not None
        assert masked is not None
        np.testing.assert_array_equal(plain.image_px, masked.image_px)
        np.testing.assert_array_equal(plain.world_m, masked.world_m)
        np.testing.assert_array_equal(plain.visibility, masked.visibility)


def test_a_bundle_without_the_mask_stays_as_it_is(bundle: bytes) -> None:
    once = without_mask(bundle)
    assert without_mask(once) == once


def test_what_is_built_otherwise_stays_as_it_is(bundle: bytes) -> None:
    network = parts(bundle)[NETWORK]
    four = network.replace(FIVE_RESULTS, struct.pack("<6i", 4, 337, 342, 297, 298, 339))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("another.tflite", network)
    for odd in (
        packed(four),
        packed(b"not a network"),
        packed(bytes(64)),
        packed(network[:4000]),
        packed(network, zipfile.ZIP_DEFLATED),
        other.getvalue(),
        b"not an archive",
    ):
        assert without_mask(odd) == odd
    good = packed(network)
    assert without_mask(good) != good

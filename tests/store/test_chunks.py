"""Readings as bytes, and back."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from formcheck.store.chunks import Block, joined, pack, unpack
from tests.properties import PROPERTY

SINGLE = st.floats(width=32, allow_infinity=False)
FIELDS = ("time_s", "value", "sd", "yaw_deg", "progress")


@st.composite
def blocks(draw: st.DrawFn, features: int | None = None) -> Block:
    frames = draw(st.integers(0, 7))
    count = draw(st.integers(0, 4)) if features is None else features
    table = npst.arrays(np.float64, (frames, count), elements=SINGLE)
    column = npst.arrays(np.float64, (frames,), elements=SINGLE)
    times = npst.arrays(np.float64, (frames,), elements=st.floats(0, 1e6))
    return Block(draw(times), draw(table), draw(table), draw(column), draw(column))


def same(one: Block, other: Block) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in FIELDS
    )


@PROPERTY
@given(blocks())
def test_what_is_packed_comes_back(block: Block) -> None:
    assert same(unpack(pack(block)), block)


@PROPERTY
@given(st.lists(blocks(features=2), max_size=4))
def test_blocks_are_joined_in_their_order(parts: list[Block]) -> None:
    whole = joined(parts, 2)
    assert whole.value.shape == (sum(len(one.time_s) for one in parts), 2)
    for name in FIELDS:
        rows = [row for one in parts for row in getattr(one, name).tolist()]
        np.testing.assert_array_equal(getattr(whole, name).tolist() or rows, rows)


def test_numbers_keep_seven_digits_and_times_all() -> None:
    value = np.array([[math.pi * 100]])
    found = unpack(pack(Block(np.array([math.pi]), value, value, np.ones(1), np.ones(1))))
    assert found.time_s[0] == math.pi
    assert found.value[0, 0] == pytest.approx(math.pi * 100, rel=1e-7)


def test_a_minute_is_small() -> None:
    t = np.arange(1800) / 30
    value = 120 + 40 * np.sin(np.outer(t, np.arange(1, 9)))
    data = pack(Block(t, value, np.full((1800, 8), 2.5), np.full(1800, 4.0), np.zeros(1800)))
    assert len(data) < 1800 * 8 * 4


@pytest.mark.parametrize("cut", [0, 3, 7, 20])
def test_something_else_is_refused(cut: int) -> None:
    data = pack(Block(np.ones(3), np.ones((3, 1)), np.ones((3, 1)), np.ones(3), np.ones(3)))
    with pytest.raises(ValueError, match="expected a chunk"):
        unpack(data[:cut])


def test_another_version_is_refused() -> None:
    data = bytearray(
        pack(Block(np.ones(3), np.ones((3, 1)), np.ones((3, 1)), np.ones(3), np.ones(3)))
    )
    data[0] = 9
    with pytest.raises(ValueError, match="got version 9"):
        unpack(bytes(data))


@pytest.mark.parametrize("name", ["time_s", "sd", "yaw_deg", "progress"])
def test_shapes_are_checked(name: str) -> None:
    good = {
        "time_s": np.ones(3),
        "value": np.ones((3, 2)),
        "sd": np.ones((3, 2)),
        "yaw_deg": np.ones(3),
        "progress": np.ones(3),
    }
    Block(**good)
    with pytest.raises(ValueError, match=f"expected {name} of shape"):
        Block(**(good | {name: good[name][:2]}))

"""A picture that still shows what the model saw: by formulas, and a rendered person who slumps."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.desk.unchanged import LONGEST_S, MOVED, ROWS, Unchanged, _greys, moved

WIDE, HIGH = 640, 360
CELL_PX = WIDE / 32
GRAIN_SD = 4.0
"""Of a webcam in the evening."""


def room(
    right_px: float = 0.0,
    *,
    face: float = 180.0,
    light: float = 0.0,
    sd: float = 0.0,
    seed: int = 1,
) -> np.ndarray:
    """A grey room with a lighter, soft-edged face before it, so far to the right."""
    down, across = np.mgrid[:HIGH, :WIDE]
    away = np.hypot(down - 150.0, across - 300.0 - right_px)
    grey = 90.0 + light + (face - 90.0) * np.clip((90.0 - away) / 6.0, 0.0, 1.0)
    grain = np.random.default_rng(seed).normal(0.0, sd, (HIGH, WIDE)) if sd else 0.0
    one = np.clip(grey + grain, 0, 255).astype(np.uint8)
    return np.stack([one, one, one], axis=-1)


def asked(*pictures: np.ndarray, every_s: float = 0.001) -> list[bool]:
    """What is answered to one picture after another."""
    unchanged = Unchanged()
    return [
        unchanged.same(Frame(index, index * every_s, image)) for index, image in enumerate(pictures)
    ]


def test_the_first_picture_is_for_the_model() -> None:
    assert asked(room()) == [False]


def test_who_sits_still_is_not_looked_at_again_for_a_while() -> None:
    pictures = [room(sd=GRAIN_SD, seed=seed) for seed in range(9)]
    assert LONGEST_S == 2.0
    assert asked(*pictures, every_s=0.5) == [
        False,
        True,
        True,
        True,
        False,
        True,
        True,
        True,
        False,
    ]


def test_time_that_stands_still_or_runs_back_proves_nothing() -> None:
    unchanged = Unchanged()
    assert not unchanged.same(Frame(0, 5.0, room()))
    assert not unchanged.same(Frame(1, 5.0, room()))
    assert not unchanged.same(Frame(2, 4.0, room()))
    assert unchanged.same(Frame(3, 4.5, room()))


@pytest.mark.parametrize("face", [115.0, 180.0, 250.0])
@pytest.mark.parametrize("sd", [0.0, 2.0, GRAIN_SD])
def test_a_movement_counts_alike_in_clear_and_in_dull_pictures(face: float, sd: float) -> None:
    still = room(face=face, sd=sd, seed=1)
    assert asked(still, room(2.0, face=face, sd=sd, seed=2)) == [False, True]
    assert asked(still, room(16.0, face=face, sd=sd, seed=2)) == [False, False]


def test_the_measure_is_the_way_in_cells() -> None:
    before = _greys(room(face=250.0))
    assert before is not None
    for right_px in (2.0, 5.0, 10.0):
        after = _greys(room(right_px, face=250.0))
        assert after is not None
        assert 0.8 < moved(before, after) / (right_px / CELL_PX) < 2.0
    assert moved(before, before) == 0.0


def test_grain_alone_is_no_movement() -> None:
    greys = [_greys(room(sd=GRAIN_SD, seed=seed)) for seed in range(12)]
    ways = [moved(a, b) for a, b in itertools.pairwise(greys) if a is not None and b is not None]
    assert len(ways) == 11
    assert max(ways) < 0.8 * MOVED


def test_small_movements_add_up() -> None:
    # A pixel in each of 40 looks, and never two looks that differ by much.
    answers = asked(*(room(float(right_px)) for right_px in range(40)))
    seen = [index for index, same in enumerate(answers) if not same]
    assert 5 <= len(seen) <= 20
    assert max(b - a for a, b in itertools.pairwise(seen)) <= 0.5 * CELL_PX


def test_brighter_everywhere_is_no_movement_but_a_shadow_is() -> None:
    shadow = room()
    shadow[:, : WIDE // 2] -= 25
    assert asked(room(), room(light=20.0)) == [False, True]
    assert asked(room(), shadow) == [False, False]


def test_a_picture_without_edges_tells_nothing() -> None:
    assert asked(*[room(face=90.0)] * 3) == [False, False, False]
    # In the dark: somebody may be there, and nobody can tell whether they moved.
    dark = [room(face=93.0, light=-80.0, sd=2.0, seed=seed) for seed in range(3)]
    assert asked(*dark) == [False, False, False]


def test_another_picture_size_is_another_picture() -> None:
    small = room()[::2, ::2]
    assert asked(room(), small, small) == [False, False, True]
    tiny = np.zeros((2 * ROWS - 2, 64, 3), np.uint8)
    assert asked(tiny, tiny) == [False, False]
    assert asked(room(), tiny, room(), room()) == [False, False, False, True]


def poking(clip: Path) -> Iterator[tuple[np.ndarray, float]]:
    """Pictures of a rendered head that comes forward, with the true inclination of the neck."""
    truth = json.loads(clip.with_suffix("").with_suffix(".truth.json").read_text("utf-8"))
    grain = np.random.default_rng(3)
    with av.open(str(clip)) as container:
        for index, frame in enumerate(container.decode(video=0)):
            if 285 <= index < 345:
                image = frame.to_ndarray(format="bgr24", width=WIDE, height=HIGH)
                grainy = np.clip(image + grain.normal(0.0, 3.0, image.shape), 0, 255)
                yield grainy.astype(np.uint8), truth["angles_deg"]["neck_incl"][index]


def test_a_slouch_that_develops_slowly_is_not_missed(samples_dir: Path) -> None:
    """However slowly: time hardly goes by here, so that nothing but the pictures tells."""
    unchanged = Unchanged()
    seen_deg, behind_deg, looks = 0.0, [], 0
    for index, (image, neck_deg) in enumerate(poking(samples_dir / "sitting_head_forward.mp4")):
        if unchanged.same(Frame(index, index * 0.001, image)):
            behind_deg.append(abs(neck_deg - seen_deg))
        else:
            seen_deg, looks = neck_deg, looks + 1
    assert max(behind_deg) < 5.0, "of 26 degrees that the neck goes forward"
    assert 5 <= looks <= 20
    assert len(behind_deg) + looks == 60

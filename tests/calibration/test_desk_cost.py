"""What a run of the reminder cost, from samples that are known."""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from calibration.desk_cost import CLIP, Sample, cost_of, measure, table, trend
from calibration.desk_pictures import (
    AWAY_S,
    FPS,
    SEATED_S,
    SIZE_PX,
    PictureCamera,
    load_pictures,
    make_pictures,
)
from formcheck.capture.frame import Frame
from formcheck.capture.light import Lighting, light_of

FIRST = Sample(
    at_s=100.0,
    cpu_s=5.0,
    rss_mb=300.0,
    threads=12,
    handles=20,
    looks=40,
    estimates=40,
    python_blocks=400_000,
    state="watching",
    sitting="good",
)


def minutes(count: int, mb_per_h: float) -> list[Sample]:
    """Samples of each minute: 2 looks a second of 12 ms, and memory that grows evenly."""
    return [
        replace(
            FIRST,
            at_s=100.0 + 60.0 * minute,
            cpu_s=5.0 + 1.44 * minute,
            rss_mb=300.0 + mb_per_h * minute / 60.0,
            threads=12 + minute % 2,
            looks=40 + 120 * minute,
            estimates=40 + 60 * minute,
        )
        for minute in range(count)
    ]


def test_processor_time_is_of_one_core_and_by_look() -> None:
    cost = cost_of(minutes(4, 0.0), usual_fps=2.0, adaptive=False)
    assert cost.cpu_percent == 2.4
    assert cost.ms_per_look == 12.0
    assert (cost.looks_per_s, cost.estimates_per_s) == (2.0, 1.0)
    assert (cost.threads, cost.handles) == ((12, 13), (20, 20))
    assert (cost.slope_mb_per_h, cost.slope_sd) == (None, None)


def test_memory_that_grows_shows_and_what_it_is_at_most() -> None:
    samples = minutes(31, 12.0)
    samples[20] = replace(samples[20], rss_mb=samples[20].rss_mb + 1.0)
    cost = cost_of(samples, usual_fps=2.0, adaptive=True)
    assert cost.rss_mb == 306.0
    assert cost.rss_most_mb == 306.0
    assert cost.slope_mb_per_h == pytest.approx(12.0, abs=0.5)
    assert cost.slope_sd is not None
    assert 0.1 < cost.slope_sd < 1.0


def test_the_slope_and_its_error_are_those_of_a_straight_line() -> None:
    noise = np.random.default_rng(1).normal(0.0, 0.5, 200)
    samples = [
        replace(one, rss_mb=one.rss_mb + float(more))
        for one, more in zip(minutes(200, 3.0), noise, strict=True)
    ]
    slope, sd = trend(samples)
    hours = np.arange(200) / 60.0
    expected, covariance = np.polyfit(hours, [one.rss_mb for one in samples], 1, cov=True)
    assert slope == pytest.approx(expected[0], abs=0.01)
    assert sd == pytest.approx(math.sqrt(covariance[0, 0]), abs=0.01)


def test_the_table_names_fixed_and_adaptive() -> None:
    fixed = cost_of(minutes(3, 0.0), usual_fps=2.0, adaptive=False)
    adaptive = cost_of(minutes(3, 0.0), usual_fps=2.0, adaptive=True)
    assert table([fixed, adaptive]).splitlines()[2:] == [
        "| 2 a second, fixed | 2.00 | 1.00 | 2.4 % | 12.0 ms | 300 MB |",
        "| adaptive | 2.00 | 1.00 | 2.4 % | 12.0 ms | 300 MB |",
    ]


def test_a_run_is_sampled_at_its_start_and_its_end() -> None:
    class Asked:
        def __init__(self) -> None:
            self.samples: Iterator[Sample] = iter(minutes(9, 0.0))

        def sample(self) -> Sample:
            return next(self.samples)

    assert list(measure(Asked(), 0.0, 0.001)) == minutes(2, 0.0)


def at(camera: PictureCamera, time_s: float) -> Frame:
    """The picture at a time of the camera's own."""
    camera.clock = lambda: time_s
    return camera.read()


def test_the_camera_shows_somebody_who_leaves_now_and_then(tmp_path: Path) -> None:
    # GIVEN a second of a clip, written for another process and read there
    pictures = make_pictures(CLIP, most=10)
    assert len(pictures.seated) == 10
    pictures.save(tmp_path / "pictures")
    again = load_pictures(tmp_path / "pictures")
    assert again == pictures
    # WHEN it is looked through
    camera = PictureCamera(again, clock=lambda: 0.0)
    with camera:
        seated, later = at(camera, 1.0), at(camera, 1.0 + 1.0 / FPS)
        round_again = at(camera, 2.0)
        empty = at(camera, SEATED_S + AWAY_S / 2)
        back = at(camera, SEATED_S + AWAY_S + 1.0)
    # THEN it goes round and round, grainy, and shows an empty room in between
    assert seated.size_px == SIZE_PX == camera.info.size_px
    assert (seated.image == round_again.image).all()
    assert (seated.image != later.image).mean() > 0.3
    assert abs(int(empty.image.mean()) - 130) < 5
    assert empty.image.std(axis=0).mean() < 5
    assert light_of(empty).lighting is Lighting.FINE
    assert (back.image == empty.image).mean() < 0.1
    assert [one.index for one in (seated, later, round_again, empty, back)] == [0, 1, 2, 3, 4]

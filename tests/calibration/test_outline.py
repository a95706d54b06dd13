"""Settings of the outline's measurement, its numbers from a formula, one look by the real parts."""

import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from calibration import outline as program
from calibration.outline import Kept, gather, observe
from calibration.outline_bins import bins_of, bins_text, load_bins
from calibration.outline_fit import Seen, changes, fit, split, table
from calibration.outline_grid import (
    LEAST_DEG,
    MOST_DEG,
    POSTURES,
    YAWS_DEG,
    Setting,
    grid,
    spine,
)
from calibration.outline_plot import write_plot
from formcheck.features.error_model import POOLED, load_error_model
from formcheck.features.outline import OUTLINE, heights, largest, middling
from samples.mannequin.skeleton import solve_joints

TO_THE_BACK = np.array([0.0, 1.0])


@cache
def whole_grid() -> tuple[Setting, ...]:
    return tuple(grid())


def true_heights(setting: Setting) -> list[np.ndarray]:
    return [heights(spine(back), TO_THE_BACK) for back in setting.backs]


def seen_as(gain: float, *, thick: float = 0.0, noise: float = 0.0) -> list[Seen]:
    """The whole grid, seen by a camera that shrinks what it sees."""
    rng = np.random.default_rng(3)
    return [
        (
            one,
            gain * np.array(true_heights(one))
            + thick
            + rng.normal(0.0, noise, (len(one.backs), 1)),
        )
        for one in whole_grid()
    ]


def test_the_grid_is_the_same_every_time_and_covers_what_it_promises() -> None:
    settings = grid()
    assert [one.key for one in settings] == [one.key for one in whole_grid()]
    assert len({one.key for one in settings}) == len(settings)
    assert {(one.posture, one.off_deg, one.loose) for one in settings} == {
        (posture, yaw, loose) for posture in POSTURES for yaw in YAWS_DEG for loose in (False, True)
    }
    assert len({one.seed for one in settings}) == 6
    assert {one.camera.position_m[1] > 0.0 for one in settings} == {False, True}
    assert {one.posture for one in grid(["plank"])} == {"plank"}


def test_the_first_back_is_neutral_and_the_others_bend_both_ways() -> None:
    settings = grid(bends=5)
    for one in settings:
        neutral, *bent = one.backs
        assert (neutral.lumbar_deg, neutral.thoracic_deg) == (0.0, 0.0)
        assert len(bent) == 5
    for name in ("lumbar_deg", "thoracic_deg"):
        found = [getattr(back, name) for one in settings for back in one.backs]
        assert LEAST_DEG <= min(found) < 0.9 * LEAST_DEG
        assert 0.9 * MOST_DEG < max(found) <= MOST_DEG


def test_every_body_stands_on_the_floor_and_every_camera_in_the_room() -> None:
    for one in grid(bends=1):
        joints = solve_joints(one.body, one.backs[0])
        lowest = min(float(place[2]) for place in joints.values())
        assert -0.02 < lowest < 0.08, one.posture
        x, y, z = one.camera.position_m
        assert abs(x) < 3.2
        assert abs(y) < 4.6
        assert z > 0.2
        assert one.room.turned == (y > 0.0)


def test_a_rounded_spine_is_plus_and_an_arched_one_minus() -> None:
    back = whole_grid()[0].backs[0]
    rounded = heights(spine(replace(back, lumbar_deg=30.0, thoracic_deg=30.0)), TO_THE_BACK)
    arched = heights(spine(replace(back, lumbar_deg=-25.0)), TO_THE_BACK)
    assert largest(heights(spine(back), TO_THE_BACK)) == pytest.approx(0.0, abs=1e-12)
    assert 0.1 < largest(rounded) < 0.25
    assert -0.15 < largest(arched) < -0.03
    assert middling(rounded) == pytest.approx(largest(rounded) * 2 / 3, rel=0.15)


@pytest.mark.parametrize("measure", ["sagitta", "bow"])
def test_a_camera_that_shrinks_everything_has_a_gain_and_no_error(measure: str) -> None:
    found = fit(changes(seen_as(0.8), measure))
    assert found.gain == pytest.approx(0.8)
    for error in (found.bias, found.sd, found.worst, found.swing_sd, found.still_sd, found.lost):
        assert error == pytest.approx(0.0, abs=1e-9)
    assert found.count == 7 * len(whole_grid())


def test_what_clothes_add_does_not_count_as_only_changes_do() -> None:
    found = fit(changes(seen_as(1.0, thick=0.03), "bow"))
    assert (found.gain, found.bias) == (pytest.approx(1.0), pytest.approx(0.0, abs=1e-9))


def test_noise_of_each_look_is_found_as_that_of_a_change() -> None:
    found = fit(changes(seen_as(0.8, noise=0.01), "bow"))
    one_change = math.sqrt(2) * 0.01 / 0.8
    assert found.gain == pytest.approx(0.8, rel=0.03)
    for sd in (found.sd, found.swing_sd, found.still_sd):
        assert sd == pytest.approx(one_change, rel=0.12)
    assert found.worst == pytest.approx(2 * one_change, rel=0.12)


def test_a_back_that_was_not_seen_is_lost_and_spoils_nothing() -> None:
    seen = seen_as(0.8)
    seen[0][1][3] = np.nan
    found = fit(changes(seen, "sagitta"))
    assert found.gain == pytest.approx(0.8)
    assert found.lost == pytest.approx(1 / found.count)


def test_clothes_and_yaws_are_looked_at_by_themselves() -> None:
    parts = split(changes(seen_as(1.0), "bow"))
    names = ["all", "even bends only", "tight clothes", "loose clothes"]
    assert list(parts) == [*names, "yaw 0°", "yaw 12°", "yaw 20°"]
    assert {one.setting.loose for one in parts["loose clothes"]} == {True}
    assert {one.setting.off_deg for one in parts["yaw 12°"]} == {-12.0, 12.0}
    assert all(one.even for one in parts["even bends only"])
    assert 0 < len(parts["even bends only"]) < len(parts["all"])
    assert table(seen_as(1.0)).row_count == 2 * len(POSTURES) * len(parts)


def test_the_plot_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg"):
        write_plot(seen_as(0.9, noise=0.01)[:6], tmp_path / name)
    text = (tmp_path / "a.svg").read_text("utf-8")
    assert text == (tmp_path / "b.svg").read_text("utf-8")
    assert "bow, hinge" in text
    assert "gain 0.9" in text


def test_what_is_written_for_the_error_model_is_what_it_takes(tmp_path: Path) -> None:
    file, bins = tmp_path / "outline.toml", bins_of(seen_as(0.8, noise=0.01))
    file.write_text(bins_text(bins), "utf-8")
    assert load_bins(file) == {key: (one,) for key, one in bins.items()}
    assert bins[POOLED, "back_bow"].sd == pytest.approx(math.sqrt(2) * 0.01 / 0.8, rel=0.1)
    assert set(bins) == {(POOLED, one.name) for one in OUTLINE} | {("cat-cow", "back_bow")}
    for one in bins.values():
        assert (one.gain, one.bias) == (pytest.approx(0.8, rel=0.05), 0.0)
        assert (one.yaw_from, one.yaw_to) == (-20.0, 20.0)


def test_swings_that_are_counted_have_the_error_of_large_changes() -> None:
    seen = seen_as(1.0)
    for one, rows in seen:
        # Whatever bends much is seen too small.
        bent = [abs(back.lumbar_deg) + abs(back.thoracic_deg) > 40.0 for back in one.backs]
        rows[bent] *= 0.7
    found = fit(changes([one for one in seen if one[0].posture == "hands and knees"], "bow"))
    assert found.large_sd > 1.2 * found.swing_sd
    assert bins_of(seen)["cat-cow", "back_bow"].sd == pytest.approx(found.large_sd, abs=1e-4)


def test_without_large_changes_all_of_them_count() -> None:
    one = whole_grid()[0]
    bent = [replace(one.backs[0], lumbar_deg=float(deg)) for deg in range(6)]
    few = replace(one, backs=tuple(bent))
    noise = np.random.default_rng(1).normal(0.0, 0.001, (6, 15))
    found = fit(changes([(few, np.array(true_heights(few)) + noise)], "bow"))
    assert found.large_sd == pytest.approx(found.swing_sd)


def test_the_error_model_has_what_was_measured_of_the_outline() -> None:
    model = load_error_model()
    for (slug, name), bins in load_bins().items():
        assert model.exercises[slug][name].bins == bins


@pytest.fixture(scope="module")
def setting() -> Setting:
    """A plank seen squarely from the side, once rounded."""
    one = grid(["plank"], bends=1)[0]
    rounded = replace(one.backs[0], lumbar_deg=35.0, thoracic_deg=35.0)
    return replace(one, backs=(one.backs[0], rounded))


@pytest.mark.model
@pytest.mark.slow
def test_the_real_estimator_sees_a_rendered_back_round(setting: Setting) -> None:
    rows = observe(setting)
    assert rows.shape == (2, 15)
    for measure, least in (("sagitta", 0.1), ("bow", 0.06)):
        (change,) = changes([(setting, rows)], measure)
        assert change.true > least
        assert change.measured == pytest.approx(change.true, rel=0.4)


def test_a_second_run_goes_on_where_the_first_stopped(
    setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Kept(tmp_path)
    rows = np.arange(30.0).reshape(2, 15)
    rows[1, 4] = np.nan
    first.add(setting, rows)
    monkeypatch.setattr(program, "observe", lambda _: rows + 1.0)
    other = grid(["hinge"], bends=1)[0]
    assert len(gather([setting, other], Kept(tmp_path), most=0)) == 1
    seen = gather([setting, other], Kept(tmp_path))
    np.testing.assert_array_equal(seen[0][1], rows)
    np.testing.assert_array_equal(seen[1][1], rows + 1.0)
    assert Kept(tmp_path).get(other) is not None


@pytest.mark.model
@pytest.mark.slow
def test_one_command_measures_and_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Hands and knees must be among them, as cat-cow asks for these.
    monkeypatch.setattr(program, "grid", lambda: grid(["hands and knees"], bends=3)[:1])
    monkeypatch.setattr(program, "OUTLINE", tmp_path / "outline.toml")
    options = ["--work", str(tmp_path / "work"), "--plot", str(tmp_path / "outline.svg"), "--write"]
    result = CliRunner().invoke(program.app, options)
    assert result.exit_code == 0, result.output
    assert "bow, hands and knees, tight clothes" in result.output
    assert (tmp_path / "outline.svg").is_file()
    assert ("any", "back_bow") in load_bins(tmp_path / "outline.toml")
